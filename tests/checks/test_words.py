"""The rule on loaded words in our own voice."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_assertion, make_case, make_event, make_filing, make_party, make_question, make_source
from timeline.models import LoadedWord
from timeline.vocabulary import Level

pytestmark = pytest.mark.django_db

RULE = "loaded-words"


@pytest.fixture(autouse=True)
def words():
    LoadedWord.objects.create(id="admitted", word="admitted", instead="said")
    LoadedWord.objects.create(id="falsely-claimed", word="falsely claimed")


MAKERS = {
    "title": lambda text: make_event(title=text),
    "summary": lambda text: make_event(summary=text),
    "description": lambda text: make_party(description=text),
    "note": lambda text: make_source(note=text),
    "question note": lambda text: make_question(note=text),
    "argument": lambda text: make_question(argument=text),
    "statement": make_assertion,
    "outcome": lambda text: make_filing(outcome=text),
    "status note": lambda text: make_case(status_note=text),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_loaded_word_of_ours_is_a_warning(make):
    record = make("He Admitted it, and she falsely  claimed it.")
    assert set(abouts(record, RULE)) == {"admitted", "falsely claimed"}
    assert set(levels(record, RULE)) == {Level.WARNING}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_word_in_quotation_marks_or_within_another_is_none(make):
    assert not found(make("He “admitted” it, and it was inadmitted; she claimed it."), RULE)


def test_the_title_of_a_source_is_not_ours():
    assert not found(make_source(title="Musk admitted it"), RULE)


def test_a_word_is_told_once_with_what_to_write():
    event = make_event(title="Musk admitted it", summary="He admitted it.")
    assert [finding.message for finding in found(event, RULE)] == ["“admitted” in the title; write “said”."]


def test_a_word_of_the_list_is_found_in_any_form_and_told_as_it_stands():
    event = make_event(title="Musk admits it", summary="She falsely claims that he admits it.")
    assert [(finding.about, finding.message) for finding in found(event, RULE)] == [
        ("admitted", "“admits” in the title; write “said”."),
        ("falsely claimed", "“falsely claims” in the summary."),
    ]
