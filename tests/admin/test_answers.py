"""Assertions and evidence: their values are of the type that their question asks for."""

import pytest

from tests.admin.posting import address, errors, send
from tests.making import make_assertion, make_party, make_question, make_source
from timeline.models import Assertion, Question
from timeline.vocabulary import ValueType

pytestmark = pytest.mark.django_db


def new_assertion(question, **values):
    """What a form for a new assertion is filled in with."""
    party, source = make_party(), make_source()
    return {
        "question": question.pk,
        "statement": "It was so.",
        "slug": "it-was-so",
        "made_by_party": party.pk,
        "status": "supported",
        "references__0__source": source.pk,
        "references__0__stance": "supports",
        **values,
    }


def new_row(**values):
    """What a question's form says of an answer that is added with it."""
    row = {"statement": "It was so.", "slug": "it-was-so", "made_by_party": make_party().pk, "status": "supported"}
    return {f"assertions__0__{name}": value for name, value in {**row, **values}.items()}


@pytest.mark.parametrize(
    ("value_type", "right", "wrong", "message"),
    [
        (ValueType.MONEY, "38191066", "$38 million", "write digits only"),
        (ValueType.NUMBER, "79..134", "134..79", "ends below its beginning"),
        (ValueType.DATE, "2018-02", "February", "write 2026-04-30"),
        (ValueType.YES_NO, "yes", "perhaps", "neither yes nor no"),
        (ValueType.PARTY, "", "Elon Musk", "take a party and no text"),
    ],
)
def test_values_are_checked_on_the_assertion_and_on_its_evidence(researcher, value_type, right, wrong, message):
    question = make_question(value_type=value_type)
    url = address(Assertion, "add")
    assert message in errors(send(researcher, url, **new_assertion(question, value=wrong)))
    assert message in errors(send(researcher, url, **new_assertion(question, references__0__value=wrong)))
    assert not Assertion.objects.exists()
    response = send(researcher, url, **new_assertion(question, value=right, references__0__value=right))
    assert errors(response) == ""


def test_a_new_assertion_without_its_question_is_a_form_error(researcher):
    values = {**new_assertion(make_question(), value="38"), "question": ""}
    assert errors(send(researcher, address(Assertion, "add"), **values)) == "This field is required."


def test_an_assertion_is_made_by_a_party_or_a_source(researcher):
    question, url = make_question(), address(Assertion, "add")
    neither = new_assertion(question, made_by_party="")
    assert "made by either a party or a source" in errors(send(researcher, url, **neither))
    both = new_assertion(question, made_by_source=make_source().pk)
    assert "made by either a party or a source" in errors(send(researcher, url, **both))


def test_the_page_of_a_question_leads_to_its_answers_and_to_a_new_one(researcher):
    answer = make_assertion("It was so.")
    page = researcher.get(address(answer.question, "change")).text
    assert address(answer, "change") in page
    assert f"{address(Assertion, 'add')}?question={answer.question.pk}" in page


def test_a_question_ends_in_a_question_mark(researcher):
    question = {"question": "How much", "slug": "how-much", "value_type": "money", "status": "open"}
    assert errors(send(researcher, address(Question, "add"), **question)) == "A question ends in a question mark."


def test_a_question_does_not_change_its_type_under_its_answers(reviewer):
    question = make_question(value_type=ValueType.TEXT)
    answer = make_assertion(question=question, value="a phrase")
    url = address(question, "change")
    assert "write digits only" in errors(send(reviewer, url, value_type="money"))
    answer.value = "38"
    answer.save()
    assert errors(send(reviewer, url, value_type="money")) == ""
    answer.references.update(value="much")
    assert "write digits only" in errors(send(reviewer, url, value_type="money"))


def test_an_assertion_moves_to_another_question_with_its_values(reviewer):
    answer = make_assertion(question=make_question(value_type=ValueType.MONEY), value="38")
    answer.references.update(value="38")
    other, url = make_question(value_type=ValueType.YES_NO), address(answer, "change")
    assert "neither yes nor no" in errors(send(reviewer, url, question=other.pk, value="yes"))
    response = send(reviewer, url, question=other.pk, value="yes", references__0__value="yes")
    assert errors(response) == ""
