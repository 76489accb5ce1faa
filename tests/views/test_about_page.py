"""The page about the record: what the provenance score is made of, as the score itself has it."""

import pytest

from tests.making import make_assertion, make_question, make_quote, make_text
from tests.views.reading import read
from timeline.models.provenance import MOST, PARTS
from timeline.vocabulary import ValueType

pytestmark = pytest.mark.django_db


def test_every_part_of_the_score_stands_there_with_its_points_and_what_it_asks(client):
    text = read(client.get("/about/")).text
    for part in PARTS:
        assert f"{part.label} {part.weight} {part.remedy}" in text
    assert f"a score from 0 to {MOST} " in text


def test_quotations_of_which_no_more_is_held_than_the_words_are_counted_apart(client):
    for around in ("", "", "He said: "):
        quote = make_quote("It is so ordered.")
        make_text(f"{around}{quote.text}", quote.references.get().source, locator="passage 1")
    text = read(client.get("/about/")).text
    assert "✓ verbatim The words stand in the text of the source, letter for letter. 3 2 " in text


def test_questions_are_counted_and_those_on_which_accounts_differ(client):
    for value in ("yes", "no", "yes"):
        question = make_question(value_type=ValueType.YES_NO)
        make_assertion(question=question, value="yes").references.update(value="yes")
        make_assertion(question=question, value=value).references.update(value=value)
    text = read(client.get("/about/")).text
    assert "questions 3 questions on which accounts differ 1 sources" in text
    assert "Questions on which accounts differ 1 of 3" in text
