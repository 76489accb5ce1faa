"""The rule on two events that look like one."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_case, make_event, make_party
from timeline.vocabulary import EventKind, Level

pytestmark = pytest.mark.django_db

RULE = "near-duplicate"
# As two researchers told them, before they were merged.
DISTILLATION = (
    {
        "title": "Musk testifies that xAI “partly” distilled OpenAI models",
        "summary": "Under cross-examination in Oakland, Musk defined distillation, said that AI companies generally do "
        "it and answered “Partly” when pressed.",
    },
    {
        "title": "Musk is asked whether xAI distilled OpenAI's technology",
        "summary": "Savitt asked on cross-examination. The transcript digest prints a general answer about AI "
        "companies, and press accounts add the word “partly” when pressed. Musk also said that using other AIs to "
        "validate one's own is standard practice.",
    },
)
POLICY = (
    {
        "title": "xAI moves its distillation ban to an acceptable use policy",
        "summary": "The policy effective June 26, 2026 bars distilling model data or outputs and developing competing "
        "machine learning models.",
    },
    {
        "title": "xAI policy bars distilling its own outputs",
        "summary": "A note on provider terms quotes an xAI acceptable use policy against competing models and "
        "distillation.",
    },
)
# One day, one case or one party, and two happenings.
SUMMONS = (
    {"title": "Delhi court frames four questions in ANI v. OpenAI", "summary": "The court also names two advisers."},
    {
        "title": "Delhi court issues summons to OpenAI",
        "summary": "OpenAI says that it has blocked ANI's site since October 2024.",
    },
)
TESTIMONY = (
    {
        "title": "Satya Nadella testifies",
        "summary": "He was examined on Microsoft's investments and on internal emails, among them one on not becoming "
        "the next IBM.",
    },
    {
        "title": "Bret Taylor testifies",
        "summary": "The OpenAI chair was called on Monday afternoon and continued on Tuesday before Altman.",
    },
)
SUITS = (
    {
        "title": "Kadrey, Silverman and others sue Meta",
        "summary": "Authors allege that books from shadow libraries were used to train Llama.",
    },
    {"title": "Silverman and others sue OpenAI", "summary": "A second author suit against OpenAI is filed."},
)


def make_pair(texts, date="2026-04-30", other_date=None, other_kind=EventKind.TESTIMONY, **ties):
    one, other = texts
    make_event(date, slug="older", kind=EventKind.TESTIMONY, **one, **ties)
    return make_event(other_date or date, slug="newer", kind=other_kind, **other, **ties)


@pytest.mark.parametrize("texts", [DISTILLATION, POLICY], ids=["testimony", "policy"])
@pytest.mark.parametrize("tie", ["cases", "parties"])
def test_one_happening_told_twice_is_a_warning_in_the_newer_event_alone(texts, tie):
    newer = make_pair(texts, **{tie: [make_case() if tie == "cases" else make_party()]})
    assert (abouts(newer, RULE), levels(newer, RULE)) == (["older"], [Level.WARNING])
    assert not found(type(newer).objects.get(slug="older"), RULE)


@pytest.mark.parametrize("texts", [SUMMONS, TESTIMONY, SUITS], ids=["summons", "testimony", "suits"])
def test_two_happenings_of_one_day_are_none(texts):
    tie = {"parties": [make_party()]} if texts is SUITS else {"cases": [make_case()]}
    assert not found(make_pair(texts, **tie), RULE)


def test_events_without_a_case_or_a_party_in_common_are_none():
    assert not found(make_pair(DISTILLATION), RULE)


def test_events_of_other_days_or_of_a_whole_month_are_none():
    ties = {"cases": [make_case()]}
    assert not found(make_pair(DISTILLATION, other_date="2026-05-01", **ties), RULE)
    type(ties["cases"][0]).objects.get().events.all().update(date="2026-04")
    assert not found(type(ties["cases"][0]).objects.get().events.get(slug="newer"), RULE)


def test_an_interval_of_days_that_overlaps_counts():
    assert found(make_pair(DISTILLATION, other_date="2026-04-29/2026-05-01", cases=[make_case()]), RULE)


def test_events_of_two_kinds_have_to_be_more_alike():
    assert not found(make_pair(DISTILLATION, other_kind=EventKind.STATEMENT, cases=[make_case()]), RULE)


def test_titles_alike_are_enough_in_one_case():
    texts = (
        {"title": "YouTube creator sues OpenAI over transcripts", "summary": "A class action of one kind is filed."},
        {"title": "YouTube creator sues OpenAI", "summary": "David Millette asks for damages and an injunction."},
    )
    assert found(make_pair(texts, cases=[make_case()]), RULE)
