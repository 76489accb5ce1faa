"""The rule on two records that look like one: by address, name, docket number, title or words."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.checks.linter import refresh_findings, refresh_findings_around
from timeline.models import Finding
from timeline.vocabulary import Level

pytestmark = pytest.mark.django_db

RULE = "same-record"


def same_address():
    return (
        make_source(url="https://www.example.org/a/story?id=3", slug="older"),
        make_source(url="http://example.org/a/story?id=3&utm_source=x#top"),
    )


def same_title():
    values = {"title": "Order denying the motion to dismiss", "published": "2026-04-30"}
    return make_source(**values, slug="older"), make_source(**{**values, "title": "Order: denying motion to Dismiss."})


def same_name():
    return make_party("Araceli Martínez-Olguín", slug="older"), make_party(
        "Judge M.", other_names="Araceli Martinez Olguin"
    )


def same_docket():
    court = make_court()
    older = make_case(court=court, docket_number="4:24-cv-04722-YGR", slug="older")
    return older, make_case(court=court, docket_number="24-cv-04722")


def same_paper():
    older = make_filing("2026-04-30", title="Motion to compel discovery", slug="older")
    return older, make_filing("2026-04-30", title="Motion to compel discovery", case=older.case)


def same_words():
    older = make_quote("“I was a fool who provided them free funding”", slug="older")
    return older, make_quote("I was a fool who provided them free funding.", speaker=older.speaker)


def same_question():
    older = make_question("How much money did Musk give OpenAI?", slug="older")
    return older, make_question("How much money did Musk give to OpenAI?", value_type=older.value_type)


def same_statement():
    older = make_assertion("Musk gave 44 million dollars.", slug="older")
    return older, make_assertion("Musk gave 44 million dollars", question=older.question)


def same_answer():
    question, party = make_question(value_type="money", unit="USD"), make_party()
    values = {"question": question, "made_by_party": party, "value": "44000000"}
    older = make_assertion("He gave that sum.", slug="older", **values)
    return older, make_assertion("It was forty-four million.", **values)


PAIRS = [
    *(same_address, same_title, same_name, same_docket, same_paper, same_words),
    *(same_question, same_statement, same_answer),
]


@pytest.mark.parametrize("make", PAIRS)
def test_a_record_held_twice_is_a_warning_in_the_newer_one_alone(make):
    older, newer = make()
    assert (abouts(newer, RULE), levels(newer, RULE)) == (["older"], [Level.WARNING])
    assert not found(older, RULE)


def others():
    yield make_source(url=""), make_source(url="")
    yield make_source("2026-04-30", title="Complaint"), make_source("2026-04-30", title="Complaint")
    yield make_source("", title="A title of many words"), make_source("", title="A title of many words")
    yield make_party("X", other_names="AI"), make_party("Y", other_names="AI")
    yield make_case(docket_number="4:24-cv-04722"), make_case(docket_number="4:24-cv-04722")
    yield make_case(docket_number="unknown"), make_case(docket_number="")
    first = make_filing("2026-04-30", title="Exhibit to the complaint", docket_entry_number=1, attachment_number=1)
    values = {"title": "Exhibit to the complaint", "docket_entry_number": 1, "case": first.case}
    yield first, make_filing("2026-04-30", **values, attachment_number=2)
    yield make_quote("I do not know that."), make_quote("I do not know that.")
    yield make_question("Who paid for the trip?"), make_question("Who paid for the trip?", value_type="party")
    answered = make_assertion("Musk gave 44 million dollars.")
    yield answered, make_assertion("Musk gave 44 million dollars.")
    yield answered, make_assertion("Musk gave 45 million dollars.", question=answered.question)
    said = make_quote("I do not recall any of that.")
    yield said, make_quote("I do not recall any of that.", speaker=said.speaker, date="2024-02-11")


def test_what_only_resembles_another_record_is_none():
    assert [(str(one), abouts(other, RULE)) for one, other in others() if found(other, RULE)] == []


@pytest.mark.parametrize("make", PAIRS)
def test_it_is_found_and_forgotten_when_either_of_the_two_is_saved(make):
    older, newer = make()
    refresh_findings_around(older)
    assert Finding.objects.get(rule=RULE).about == "older"
    type(older).objects.filter(pk=newer.pk).update(workflow="withdrawn")
    again = refresh_findings()
    assert again.gone == 0
    newer.references.all().delete() if hasattr(newer, "references") else None
    newer.refresh_from_db()
    newer.delete()
    refresh_findings_around(older)
    assert not Finding.objects.filter(rule=RULE).exists()
