"""The rule on weekdays: with a date in our own words, and alone in an event."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_source
from timeline.vocabulary import Level

pytestmark = pytest.mark.django_db


def test_a_weekday_that_does_not_fit_its_date_is_an_error():
    event = make_event("2026-05", summary="The jury was chosen on Friday, April 30, 2026.")
    (finding,) = found(event, "weekday")
    assert (finding.level, finding.about) == (Level.ERROR, "Friday 2026-04-30")
    assert finding.message == "“Friday, April 30, 2026” in the summary: 2026-04-30 was a Thursday."


def test_a_weekday_that_fits_its_date_is_none():
    event = make_event("2026-05", summary="The jury was chosen on Thursday, April 30, 2026, and sat on 1 May 2026.")
    assert not found(event, "weekday")


@pytest.mark.parametrize(
    "make",
    [
        lambda text: make_source(note=text),
        lambda text: make_party(description=text),
        lambda text: make_case(status_note=text),
        lambda text: make_question(note=text),
        lambda text: make_question(argument=text),
        lambda text: make_assertion(text),
    ],
    ids=["source", "party", "case", "question", "argument", "assertion"],
)
def test_every_text_of_ours_is_read(make):
    assert abouts(make("Said on Tuesday, 1 August 2025."), "weekday") == ["Tuesday 2025-08-01"]


def test_what_a_source_prints_stands_in_quotation_marks_and_is_left_alone():
    assert not found(make_assertion("It was cut “on Tuesday, August 1, 2025”."), "weekday")


def test_a_weekday_alone_that_does_not_fit_the_day_of_its_event_is_a_warning():
    event = make_event("2026-04-30", summary="The court sat on Friday.")
    assert (abouts(event, "weekday"), levels(event, "weekday")) == (["Friday"], [Level.WARNING])


@pytest.mark.parametrize(
    ("date", "summary"),
    [
        ("2026-04-30", "The court sat on Thursday."),
        ("2026-04-30", "It was Thursday; the jury returned on Friday."),
        ("2026-04-30", "The access had ended on the Tuesday before."),
        ("2026-04-30", "An answer is due by Monday."),
        ("2026-04-30", "It resumed the following Monday."),
        ("2026-04-30~", "The court sat on Friday."),
        ("2026-04", "The court sat on Friday."),
        ("2026-04-30", "The motion of Friday, April 24 was denied."),
    ],
)
def test_a_weekday_of_the_day_or_plainly_of_another_is_none(date, summary):
    assert not found(make_event(date, summary=summary), "weekday")


def test_a_weekday_with_a_date_that_lacks_its_year_is_read_in_the_year_of_the_event():
    assert abouts(make_event("2026-05-04", summary="The motion of Monday, April 24 was denied."), "weekday") == [
        "Monday"
    ]


@pytest.mark.parametrize(
    "summary",
    [
        "On Wed., April 30th, he spoke.",
        "Said on 30 April (Wed).",
        "April 30 was a Wednesday.",
        "WEDNESDAY, APRIL 30",
    ],
)
def test_a_weekday_in_any_writing_beside_a_date_without_its_year_is_a_warning(summary):
    event = make_event("2026-04-30", summary=summary)
    assert (abouts(event, "weekday"), levels(event, "weekday")) == (["Wednesday"], [Level.WARNING])
    assert found(event, "weekday")[0].message.endswith("does not fit: 2026-04-30 was a Thursday.")


@pytest.mark.parametrize(
    "written", ["2026-04-30 (Fri)", "30 April 2026 was a Friday", "Friday 30/04/2026", "FRIDAY, APRIL 30, 2026"]
)
def test_a_weekday_in_any_writing_beside_a_date_in_full_is_an_error(written):
    event = make_event("2026-05", summary=f"The day, {written}, was long.".replace("day, 30", "day 30"))
    assert (abouts(event, "weekday"), levels(event, "weekday")) == (["Friday 2026-04-30"], [Level.ERROR])


@pytest.mark.parametrize(
    "summary",
    ["On Thu., April 30th, he spoke.", "On Thursday, April 30, he spoke.", "The Sun of April 30 has it.", "In April."],
)
def test_a_weekday_that_fits_a_date_without_its_year_is_none(summary):
    assert not found(make_event("2026-04-30", summary=summary), "weekday")
