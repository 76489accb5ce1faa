"""The rules on figures and spans of time that do not fit within one record."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_case, make_event, make_quote
from timeline.vocabulary import Level

pytestmark = pytest.mark.django_db


def sums(text):
    return abouts(make_event(summary=text), "sums")


def test_figures_that_do_not_add_up_are_a_warning():
    event = make_event(summary="The court struck 55 of OpenAI's 16 defenses.")
    assert (levels(event, "sums"), [finding.message for finding in found(event, "sums")]) == (
        [Level.WARNING],
        ["“55 of OpenAI's 16”: the part is greater than the whole."],
    )


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The model called itself ChatGPT in eight of five runs.", "eight of five"),
        ("They covered 75 million of the 30 million dollars.", "75 million of the 30 million dollars"),
        (
            "Of 1.5 billion dollars, about 3,000 dollars per work go to 4,824,600 works.",
            "4,824,600 × 3,000 dollars",
        ),
        ("Anthropic pays $1.5 million, or $3,000 for each of 500,000 books.", "500,000 × $3,000"),
        ("Claims covered 440,490 of 482,460 works, or 81.3 percent.", "81.3 percent 440,490 482,460"),
        ("The 20 million logs are 0.5 percent of 400 million logs.", "0.5 percent 20 million 400 million"),
    ],
)
def test_parts_products_and_shares_are_reckoned(text, about):
    assert sums(text) == [about]


@pytest.mark.parametrize(
    "text",
    [
        "Court strikes 16 of OpenAI's 55 defenses.",
        "The model called itself ChatGPT in five of eight runs.",
        "Of 1.5 billion dollars, about 3,000 dollars per work go to 482,460 works.",
        "Anthropic pays $1.5 billion, or $3,000 for each of 500,000 books.",
        "Claims covered 440,490 of 482,460 works, or 91.3 percent.",
        "The 20 million logs are 0.5 percent of 4 billion logs.",
        "OpenAI has the most with 24, Meta follows with 14.",
        "Class counsel seek 225 million and three further firms 75 million.",
        "Each of the 3 firms has 12 of its 40 lawyers on it.",
        "He is paid 500 dollars an hour for 3 cases, from a fund of 1.5 billion dollars.",
        "A source says “55 of 16”.",
    ],
)
def test_figures_that_fit_or_have_nothing_to_do_with_each_other_are_none(text):
    assert not sums(text)


TRIAL = "2026-04-27/2026-05-18"


@pytest.mark.parametrize(
    "text", ["A five-week trial.", "It lasted 44 days.", "The trial ran for two months and a day."]
)
def test_a_duration_that_does_not_fit_the_days_of_its_event_is_a_warning(text):
    event = make_event(TRIAL if "months" not in text else "2026-04-27/2026-08-18", summary=text)
    assert levels(event, "duration") == [Level.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "A three-week trial.",
        "It lasted 22 days.",
        "It ran for about three weeks.",
        "It lasted less than two months.",
        "It lasted fifteen court days.",
        "With five days' notice.",
        "It came after 44 days.",
        "“A five-week trial.”",
    ],
)
def test_a_duration_that_fits_or_is_of_something_else_is_none(text):
    assert not found(make_event(TRIAL, summary=text), "duration")


def test_an_event_of_one_day_has_no_duration_to_fit():
    assert not found(make_event("2026-05-18", summary="The end of a five-week trial."), "duration")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("A three-week sale ran from 15 March to 20 March 2026.", "three-week"),
        ("A three-week sale of shares ran from March 15 until March 20, 2026.", "three-week"),
        ("It was open for three weeks from 15 to 20 March 2026.", "three weeks"),
        ("The two-week hearing between 15 December and 15 January 2026 was long.", "two-week"),
    ],
)
def test_a_duration_that_does_not_fit_the_days_of_its_sentence_is_a_warning_whatever_the_day_of_the_event(text, about):
    event = make_event("2026-03-20", summary=text)
    assert (abouts(event, "duration"), levels(event, "duration")) == ([about], [Level.WARNING])


@pytest.mark.parametrize(
    "text",
    [
        "A three-week sale ran from 15 March to 5 April 2026.",
        "A one-week sale ran from 15 to 20 March 2026.",
        "The three-week trial ended, and briefs ran from 15 March to 20 March 2026.",
        "It came three weeks after a sale from 15 March to 20 March 2026.",
        "A three-week sale, from a store in March to one in April 2026.",
        "A four-week hearing between 20 December 2025 and 15 January 2026.",
    ],
)
def test_a_duration_that_fits_the_days_of_its_sentence_or_is_of_something_else_is_none(text):
    assert not found(make_event("2026-03-20", summary=text), "duration")


def test_a_case_is_measured_from_its_filing_to_its_end():
    case = make_case(filed="2024-08-05", closed="2026-05-18", summary="A five-year litigation.")
    assert abouts(case, "duration") == ["five-year"]
    type(case).objects.update(summary="A two-year litigation.")
    assert not found(case, "duration")


def test_a_quote_dated_outside_its_event_is_a_warning():
    event = make_event("2026-04-30")
    quote = make_quote(date="2026-05-01", event=event)
    assert (abouts(quote, "quote-date"), levels(quote, "quote-date")) == ([event.slug], [Level.WARNING])


@pytest.mark.parametrize("date", ["2026-04-30", "2026-04", ""])
def test_a_quote_that_may_be_of_the_day_of_its_event_is_none(date):
    assert not found(make_quote(date=date, event=make_event("2026-04-30")), "quote-date")
    assert not found(make_quote(date=date), "quote-date")
