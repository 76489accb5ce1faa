"""The rule on texts of ours that tell what came after every dated source of the record."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_assertion, make_case, make_event, make_filing, make_party, make_question, make_source
from timeline.checks.linter import refresh_findings_around
from timeline.models import Assertion, Finding, Question, Source
from timeline.vocabulary import Level

pytestmark = pytest.mark.django_db

RULE = "tells-ahead"
TOLD = "Denied for the most part in May 2026."


def sources():
    return [make_source("2026-02"), make_source("")]


@pytest.mark.parametrize(
    ("outcome", "about"),
    [
        (TOLD, "2026-05"),
        ("Dismissed with leave on 24 February 2026 as amended.", "2026-02-24"),
        ("Amended in April 2026.", "2026-04"),
        ("Approved in 2027", "2027"),
        ("In force in the archive in November 2026 with the same clause.", "2026-11"),
        ("Cited in the disputes with OpenAI (2025) and xAI (2027).", "2027"),
        ("Denied after the hearing on 24 March 2026.", "2026-03-24"),
        ("Hearing set for 3 February 2026; the motion was denied on 5 March 2026.", "2026-03-05"),
    ],
)
def test_a_time_after_every_dated_source_of_the_record_is_a_warning(outcome, about):
    filing = make_filing("2026-01-29", [make_source("2026-01-30"), make_source("")], outcome=outcome)
    assert (abouts(filing, RULE), levels(filing, RULE)) == ([about], [Level.WARNING])


def test_summaries_descriptions_status_notes_and_statements_are_read_too():
    records = [
        make_event("2026-01", sources(), summary=TOLD),
        make_event("2026-01", sources(), title=TOLD),
        make_case(sources=sources(), summary=TOLD),
        make_case(sources=sources(), status_note=TOLD),
        make_party(sources=sources(), description=TOLD),
        make_assertion(TOLD, sources()),
    ]
    assert [abouts(record, RULE) for record in records] == [["2026-05"]] * len(records)
    assert "the last is of 28 Feb 2026" in found(records[0], RULE)[0].message


def test_a_question_rests_on_what_its_answers_rest_on():
    question = make_question(note=TOLD)
    assertion = make_assertion(question=question, sources=[make_source("2026-02")])
    assert abouts(question, RULE) == ["2026-05"]
    other = make_assertion(question=question, sources=[make_source("2026-06-01")])
    assert not found(question, RULE)
    assert not found(other, RULE)
    assert {type(assertion), type(question)} == {Assertion, Question}


@pytest.mark.parametrize(
    "outcome",
    [
        "Denied on 28 February 2026.",
        "“Denied in May 2026”",
        "Hearing set for 17 December 2026",
        "Conference continued to 29 October 2026",
        "Opening reports 2 October, reply 13 November 2026; first brief 16 December 2026",
        "Fact discovery to 9 October 2026; motions due 12 February 2027",
        "Terms of Use, effective December 14, 2026",
        "One report gave 19 October 2026 as the trial date.",
        "The hearing on 17 December 2026 is before another judge.",
        "A tracker gives 61,026 recordings and cites Assembly Bill 2030.",
    ],
)
def test_what_a_source_can_have_told_or_what_was_set_ahead_is_none(outcome):
    assert not found(make_filing("2026-01-29", sources(), outcome=outcome), RULE)


def test_a_later_source_cures_it_and_without_a_dated_one_nothing_can_be_said():
    assert not found(make_filing("2026-01-29", [*sources(), make_source("2026-05")], outcome=TOLD), RULE)
    assert not found(make_filing("2026-01-29", [make_source("")], outcome=TOLD), RULE)


def test_a_question_is_looked_at_again_when_what_its_answers_rest_on_changes():
    question = make_question(note=TOLD)
    source = make_source("2026-02")
    assertion = make_assertion(question=question, sources=[source])
    refresh_findings_around(assertion)
    assert Finding.objects.filter(rule=RULE, record_slug=question.slug).exists()
    Source.objects.filter(pk=source.pk).update(published="2026-06", latest="2026-06-30")
    refresh_findings_around(source)
    assert not Finding.objects.filter(rule=RULE).exists()
