"""Where accounts differ is right at once, however an account, its answer, its question or its source changes."""

import datetime
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.making import make_assertion, make_party, make_question, make_source
from tests.models.writing import HOWEVER_CHANGED, HOWEVER_CREATED, HOWEVER_DELETED
from timeline import agreement
from timeline.models import Assertion, Disagreement, Evidence, Question
from timeline.vocabulary import Hedge, Stance, ValueType, Workflow

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 6, 30)
CHANGES = [
    {"value": "100"},
    {"value": "100", "hedge": Hedge.AT_MOST},
    {"value": ""},
    {"stance": Stance.CONTRADICTS},
    {"stance": Stance.QUALIFIES, "value": ""},
]


def make_number(**values):
    return make_question(value_type=ValueType.NUMBER, unit="works", **values)


def make_account(assertion, value="", stance=Stance.SUPPORTS, source=None, **values):
    source = source or make_source(values.pop("published", "2024-01-15"))
    return Evidence.objects.create(assertion=assertion, source=source, stance=stance, value=value, **values)


@pytest.fixture
def question():
    """Three accounts of one number: two that agree, one that does not."""
    question = make_number()
    assertion = make_assertion(question=question, sources=[], value="120")
    for value in ("120", "", "200"):
        make_account(assertion, value)
    return question


def held(question):
    return {(row.first_id, row.second_id) for row in Disagreement.objects.filter(question=question)}


def by_hand(question):
    """The pairs that cannot both hold, found one by one."""
    value_type = Question.objects.get(pk=question.pk).value_type
    rows = list(Evidence.objects.filter(assertion__question=question).select_related("assertion"))
    pairs = {(row.pk, None) for row in rows if row.stance == Stance.CONTRADICTS}
    for one, other in combinations(rows, 2):
        first, second = (stated(row) for row in sorted((one, other), key=lambda row: row.pk))
        makers = {row.assertion.made_by_party_id for row in (one, other) if row.stance == Stance.SUPPORTS} - {None}
        is_compared = value_type != ValueType.TEXT and (one.source_id != other.source_id or len(makers) == 2)
        if is_compared and not agreement.can_both_hold(value_type, first, second):
            pairs.add((min(one.pk, other.pk), max(one.pk, other.pk)))
    return pairs


def stated(row):
    takes_over = row.stance == Stance.SUPPORTS and not row.value and not row.value_party_id
    return row.assertion.stated if takes_over else row.stated


def test_two_accounts_differ_when_their_values_cannot_both_hold(question):
    first, second, third = Evidence.objects.order_by("pk")
    assert held(question) == {(first.pk, third.pk), (second.pk, third.pk)} == by_hand(question)


def test_one_source_that_reports_two_values_differs_from_nobody():
    source, assertion = make_source(), make_assertion(question=make_number(), sources=[])
    make_account(assertion, "120", source=source)
    make_account(assertion, "200", source=source, locator="p. 2")
    assert not Disagreement.objects.exists()


def test_phrases_differ_only_where_a_source_says_so():
    assertion = make_assertion(question=make_question(), sources=[])
    make_account(assertion, "partly")
    make_account(assertion, "in part")
    assert not Disagreement.objects.exists()
    row = make_account(assertion, "not at all", Stance.CONTRADICTS)
    assert held(assertion.question) == {(row.pk, None)}


def test_accounts_of_two_questions_never_differ():
    for value in ("120", "200"):
        make_account(make_assertion(question=make_number(), sources=[]), value)
    assert not Disagreement.objects.exists()


@HOWEVER_CREATED
def test_a_new_account_counts_at_once(question, create):
    create(Evidence(assertion=question.assertions.get(), source=make_source(), stance=Stance.QUALIFIES, value="300"))
    assert held(question) == by_hand(question)
    assert len(held(question)) == 5


@HOWEVER_CHANGED
@pytest.mark.parametrize("values", CHANGES, ids=str)
def test_a_changed_account_counts_at_once(question, change, values):
    row = Evidence.objects.latest("pk")
    change(row, **values)
    assert held(question) == by_hand(question)
    change(row, value="120", hedge="", stance=Stance.SUPPORTS)
    assert held(question) == set()


@HOWEVER_DELETED
def test_a_deleted_account_differs_from_nobody(question, delete):
    delete(Evidence.objects.latest("pk"))
    assert held(question) == by_hand(question) == set()


@HOWEVER_CHANGED
def test_an_account_that_is_given_the_source_of_another_no_longer_differs_from_it(question, change):
    first, second, third = Evidence.objects.order_by("pk")
    Evidence.objects.filter(pk=third.pk).update(locator="p. 9")
    change(third, source=first.source)
    assert held(question) == {(second.pk, third.pk)} == by_hand(question)


@HOWEVER_CHANGED
def test_an_account_that_moves_to_another_question_leaves_one_and_differs_in_the_other(question, change):
    other = make_assertion(question=make_number(), sources=[])
    make_account(other, "120")
    change(Evidence.objects.get(value="200"), assertion=other)
    assert held(question) == by_hand(question) == set()
    assert len(held(other.question)) == 1
    assert held(other.question) == by_hand(other.question)


@HOWEVER_CHANGED
def test_a_changed_answer_counts_for_the_accounts_that_support_it_without_a_value(question, change):
    change(question.assertions.get(), value="200")
    first, second, third = Evidence.objects.order_by("pk")
    assert held(question) == {(first.pk, second.pk), (first.pk, third.pk)} == by_hand(question)


@HOWEVER_CHANGED
def test_an_answer_that_moves_to_another_question_takes_its_accounts_with_it(question, change):
    other = make_number()
    before = question.assertions.get()
    change(before, question=other)
    assert held(question) == by_hand(question) == set()
    assert held(other) == by_hand(other)
    assert len(held(other)) == 2


@HOWEVER_CHANGED
def test_an_answer_that_moves_away_leaves_no_disagreement_with_those_that_stay(question, change):
    other = make_assertion(question=question, sources=[], value="300")
    make_account(other, "300")
    make_account(make_assertion(question=question, sources=[]), "400")
    assert len(held(question)) == 9
    elsewhere = make_number()
    change(other, question=elsewhere)
    assert held(question) == by_hand(question)
    assert held(elsewhere) == by_hand(elsewhere) == set()


@HOWEVER_CHANGED
def test_a_question_of_another_type_compares_its_accounts_anew(question, change):
    change(question, value_type=ValueType.TEXT)
    assert held(question) == by_hand(question) == set()
    change(question, value_type=ValueType.MONEY)
    assert held(question) == by_hand(question)
    assert len(held(question)) == 2


@HOWEVER_CHANGED
def test_a_type_that_the_answers_do_not_fit_yet_excludes_nothing_until_they_are_given_anew(question, change):
    Evidence.objects.filter(value="200").update(stance=Stance.SUPPORTS, value="")
    change(question, value_type=ValueType.YES_NO)
    assert held(question) == set()
    Evidence.objects.filter(value="120").update(value="no")
    change(question.assertions.get(), value="yes")
    assert len(held(question)) == 2


@HOWEVER_CHANGED
def test_parties_differ_as_soon_as_they_are_two(change):
    assertion = make_assertion(question=make_question(value_type=ValueType.PARTY), sources=[])
    ada, bob = make_party("Ada"), make_party("Bob")
    make_account(assertion, value_party=ada)
    row = make_account(assertion, value_party=ada)
    assert held(assertion.question) == set()
    change(row, value_party=bob)
    assert len(held(assertion.question)) == 1


def test_an_answer_that_is_deleted_takes_its_disagreements_with_it(question):
    question.assertions.get().delete()
    assert not Disagreement.objects.exists()


# What readers see of them.


def is_contested(question, day=None):
    return Question.objects.contested(day).filter(pk=question.pk).exists()


@HOWEVER_CHANGED
def test_a_question_is_not_contested_by_a_source_that_is_no_longer_public(question, change):
    source = Evidence.objects.latest("pk").source
    change(source, workflow=Workflow.DRAFT)
    assert not is_contested(question)
    change(source, workflow=Workflow.PUBLISHED)
    assert is_contested(question)


@HOWEVER_CHANGED
def test_a_question_is_contested_from_the_day_on_which_the_second_account_was_out(question, change):
    source = Evidence.objects.latest("pk").source
    assert is_contested(question, DAY)
    change(source, published="2024-07-01")
    assert not is_contested(question, DAY)
    assert is_contested(question, DAY + datetime.timedelta(days=1))
    change(source, published="")
    assert not is_contested(question, datetime.date(2030, 1, 1))
    assert is_contested(question)


@pytest.mark.parametrize("hidden", ["assertion", "party", "question"])
def test_a_question_is_not_contested_by_what_readers_may_not_see(question, hidden):
    assertion = question.assertions.get()
    record = {"assertion": assertion, "party": assertion.made_by_party, "question": question}[hidden]
    type(record).objects.filter(pk=record.pk).update(workflow=Workflow.IN_REVIEW)
    assert not is_contested(question)


def test_opposite_answers_of_two_parties_in_one_document_exclude_each_other():
    question, document = make_number(), make_source()
    one = make_assertion(question=question, sources=[document], value="100")
    assert not is_contested(question)
    make_assertion(question=question, sources=[document], value="500", made_by_party=one.made_by_party)
    assert not is_contested(question), "a document that gives two values of one party contradicts nobody"
    make_assertion(question=question, sources=[document], value="900", made_by_party=make_party())
    assert is_contested(question)


VALUES = st.sampled_from(["", "100", "104", "120", "1000", "79..134"])
ROWS = st.tuples(VALUES, st.sampled_from(Hedge.values), st.sampled_from(Stance.values), st.integers(0, 3))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=VALUES, rows=st.lists(ROWS, max_size=7))
def test_the_table_is_what_comparing_all_pairs_by_hand_gives(db, own, rows):
    sources = [make_source() for _ in range(4)]
    assertion = make_assertion(question=make_number(), sources=[], value=own)
    Evidence.objects.bulk_create(
        Evidence(assertion=assertion, source=sources[n], stance=stance, value=value, hedge=hedge, locator=f"p. {place}")
        for place, (value, hedge, stance, n) in enumerate(rows)
    )
    assert held(assertion.question) == by_hand(assertion.question)
    assert is_contested(assertion.question) == bool(by_hand(assertion.question))
    Assertion.objects.filter(pk=assertion.pk).update(value="104")
    assert held(assertion.question) == by_hand(assertion.question)
