"""How the answer to a question looked: the days on which its picture changed, and nothing between them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filters.answering import answers_to, new_party, new_question, new_row, new_source, new_statement
from timeline.filters.turns import turns_of
from timeline.vocabulary import Stance, ValueType


@pytest.fixture
def statement():
    return new_statement(new_question(), "120")


def on(statement, published, value="", stance=Stance.SUPPORTS):
    return new_row(statement, value, stance, new_source(published))


def told(rows, resolved_on=None):
    """(day, new values, what else happened, accounts so far) of every turn."""
    return [
        (
            turn.day.isoformat(),
            [answer.label for answer, _ in turn.news],
            " ".join(word for word in ("first", "parting", "resolution") if getattr(turn, f"is_{word}")),
            turn.account_count,
        )
        for turn in turns_of(answers_to(rows), resolved_on)
    ]


def test_a_new_value_is_a_turn_and_another_account_of_an_old_one_is_none(statement):
    rows = [on(statement, f"2024-0{month}-10", value) for month, value in ((3, "121"), (1, "120"), (2, "120"))]
    assert told(rows) == [("2024-01-10", ["120"], "first", 1), ("2024-03-10", ["121"], "", 3)]


def test_accounts_first_differ_on_the_day_of_the_second_and_never_again(statement):
    rows = [on(statement, f"2024-0{month}-10", value) for month, value in ((1, "120"), (2, "300"), (3, "700"))]
    assert [turn[2] for turn in told(rows)] == ["first", "parting", ""]


def test_accounts_differ_too_where_one_contradicts_without_a_value(statement):
    rows = [on(statement, "2024-01-10"), on(statement, "2024-02-10", "", Stance.CONTRADICTS)]
    assert told(rows) == [("2024-01-10", ["120"], "first", 1), ("2024-02-10", [], "parting", 2)]


def test_the_first_account_is_a_turn_though_it_states_no_value(statement):
    rows = [on(statement, "2024-01-10", "", Stance.QUALIFIES), on(statement, "2024-02-10")]
    assert told(rows) == [("2024-01-10", [], "first", 1), ("2024-02-10", ["120"], "", 2)]


def test_phrases_part_only_where_a_source_says_so():
    statement = new_statement(new_question(ValueType.TEXT))
    rows = [on(statement, "2024-01-10", "partly"), on(statement, "2024-02-10", "in part")]
    assert [turn[2] for turn in told(rows)] == ["first", ""]


def test_accounts_whose_sources_show_no_date_have_no_place(statement):
    assert told([on(statement, "", "300"), on(statement, "2024-01-10")]) == [("2024-01-10", ["120"], "first", 1)]
    assert told([on(statement, "")]) == []


def test_an_account_counts_from_its_own_day_whoever_makes_the_statement_later():
    for published in ("2024-05-01", ""):
        statement = new_statement(new_question(), "120", made_by_source=new_source(published))
        assert told([on(statement, "2024-01-10")]) == [("2024-01-10", ["120"], "first", 1)]


def test_accounts_differ_from_the_day_on_which_a_source_tells_what_another_contradicts(statement):
    rows = [on(statement, "2024-01-10", "", Stance.CONTRADICTS), on(statement, "2024-02-10")]
    assert told(rows) == [("2024-01-10", [], "first", 1), ("2024-02-10", ["120"], "parting", 2)]


def test_opposite_answers_of_two_parties_in_one_document_part():
    question, source = new_question(), new_source("2024-01-10")
    one, other = (new_statement(question, value, made_by_party=new_party()) for value in ("120", "300"))
    rows = [new_row(one, source=source), new_row(other, source=source)]
    assert told(rows) == [("2024-01-10", ["120", "300"], "first parting", 2)]


def test_the_nearest_of_the_sources_of_that_day_is_named(statement):
    later, first, retold = new_source("2024-02-10", mark=1), new_source("2024-01-10"), new_source("2024-01-10", mark=4)
    rows = [new_row(statement, "120", source=source) for source in (later, retold, first)]
    (turn,) = turns_of(answers_to(rows))
    assert [source for _, source in turn.news] == [first]


@pytest.mark.parametrize(("published", "is_exact"), [("2024-01-10", True), ("2024-01", False), ("2024-01-10?", False)])
def test_a_turn_says_whether_a_source_gives_its_day(statement, published, is_exact):
    (turn,) = turns_of(answers_to([on(statement, published)]))
    assert turn.is_exact is is_exact


def test_a_turn_at_the_end_of_a_year_that_is_not_over_is_to_come(statement):
    year = datetime.date.today().year
    rows = [on(statement, f"{year - 1}"), on(statement, f"{year + 1}", "300")]
    assert [turn.is_to_come for turn in turns_of(answers_to(rows))] == [False, True]


@pytest.mark.parametrize(
    ("day", "place", "count"),
    [("2024-01-10", 0, 1), ("2024-02-10", 1, 1), ("2024-04-10", 1, 2), ("2024-06-10", 2, 3)],
)
def test_the_order_that_settled_it_has_its_place_among_the_days(statement, day, place, count):
    rows = [on(statement, "2024-01-10"), on(statement, "2024-03-10"), on(statement, "2024-05-10", "300")]
    found = told(rows, datetime.date.fromisoformat(day))
    assert found[place][0] == day
    assert "resolution" in found[place][2]
    assert found[place][3] == count
    assert [turn[0] for turn in found] == sorted(turn[0] for turn in found)
    assert sum("resolution" in turn[2] for turn in found) == 1


def test_a_resolution_is_told_of_no_day_before_the_first_account(statement):
    before = datetime.date(2023, 12, 31)
    assert told([on(statement, "2024-01-10")], before) == [("2024-01-10", ["120"], "first resolution", 1)]
    assert told([on(statement, "")], before) == []


DAYS = st.sampled_from(["2024-01-10", "2024-01-11", "2024-02", "2024-02-29", "2024", ""])
ROWS = st.tuples(DAYS, st.sampled_from(["", "120", "121", "300"]), st.sampled_from(Stance.values))


@given(rows=st.lists(ROWS, min_size=1, max_size=10))
def test_the_days_rise_each_value_is_new_once_and_accounts_part_at_most_once(rows):
    statement = new_statement(new_question(), "120")
    answers = answers_to([on(statement, *row) for row in rows])
    turns = turns_of(answers)
    days = [turn.day for turn in turns]
    assert days == sorted(set(days))
    new = [answer for turn in turns for answer, _ in turn.news]
    dated = {a for a in answers.given if any(account.source.latest for account in a.accounts)}
    assert (len(new), set(new)) == (len(dated), dated)
    assert [turn.is_first for turn in turns] == [True, *[False] * (len(turns) - 1)][: len(turns)]
    assert sum(turn.is_parting for turn in turns) <= 1
    assert [turn.account_count for turn in turns] == sorted(turn.account_count for turn in turns)
