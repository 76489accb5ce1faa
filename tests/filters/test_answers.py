"""Accounts are grouped by the value each source itself states, and within a value by where they come from."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filters.answering import answers_to, labels, new_question, new_row, new_source, new_statement
from timeline import agreement
from timeline.models import Party
from timeline.models.disagreement import stated_by
from timeline.vocabulary import EvidenceMark, Hedge, Stance, ValueType, Workflow


@pytest.fixture
def statement():
    return new_statement(new_question(), "120")


def test_accounts_of_one_value_stand_together(statement):
    answers = answers_to([new_row(statement, value) for value in ("120", "300", "120")])
    assert [(answer.label, len(answer.accounts)) for answer in answers.valued] == [("120", 2), ("300", 1)]


def test_a_hedge_makes_another_answer(statement):
    answers = answers_to([new_row(statement, "120"), new_row(statement, "120", hedge=Hedge.ABOUT)])
    assert labels(answers.valued) == ["120", "c. 120"]


def test_an_account_that_supports_a_statement_without_a_value_states_that_of_the_statement(statement):
    row = new_row(statement)
    assert answers_to([row]).valued[0].accounts[0].rows == [row]


@pytest.mark.parametrize("stance", [Stance.CONTRADICTS, Stance.QUALIFIES])
def test_an_account_that_does_not_support_and_gives_no_value_stands_in_the_last_group(statement, stance):
    answers = answers_to([new_row(statement, "120"), new_row(statement, "", stance)])
    assert labels(answers.all) == ["120", ""]
    assert len(answers.silent.accounts) == 1


def test_a_text_that_differs_in_case_or_typography_alone_is_the_same_answer():
    statement = new_statement(new_question(ValueType.TEXT), "Partly.")
    answers = answers_to([new_row(statement, value) for value in ("partly", "“Partly”", "partially")])
    assert [(answer.label, len(answer.accounts)) for answer in answers.valued] == [("Partly.", 2), ("partially", 1)]


def test_two_spellings_of_one_date_that_differ_in_doubt_stay_apart():
    statement = new_statement(new_question(ValueType.DATE), "2024-02")
    answers = answers_to([new_row(statement, "2024-02"), new_row(statement, "2024-02?")])
    assert labels(answers.given) == ["February 2024", "February 2024, month uncertain"]
    assert answers.given[0].agreements == [("the same as", [answers.given[1]])]


def test_a_source_that_speaks_to_several_statements_with_one_value_is_one_account(statement):
    source, other = new_source(), new_statement(statement.question, "300")
    rows = [new_row(statement, "120", source=source, as_stated="120 works", locator="p. 1")]
    rows += [new_row(other, "120", Stance.CONTRADICTS, source, as_stated="120 works", note="So it says.")]
    rows += [new_row(other, "120", Stance.CONTRADICTS, source, locator="p. 2")]
    (account,) = answers_to(rows).valued[0].accounts
    assert (account.words, account.locators, account.notes) == (["120 works"], ["p. 1", "p. 2"], ["So it says."])
    told = [(bearing.stance, bearing.answer and bearing.answer.label) for bearing in account.bearings]
    assert told == [(Stance.SUPPORTS, None), (Stance.CONTRADICTS, "300")]


def test_a_source_that_gives_two_values_gives_two_accounts(statement):
    source = new_source()
    answers = answers_to([new_row(statement, "120", source=source), new_row(statement, "300", source=source)])
    assert len(answers.accounts) == 2
    assert answers.in_conflict == [], "it reports both, and contradicts nobody"


def test_a_bare_iso_date_is_nobodys_words():
    statement = new_statement(new_question(ValueType.DATE), "2024-02-10")
    rows = [new_row(statement, as_stated="2024-02-10"), new_row(statement, as_stated="on the tenth")]
    assert [account.words for account in answers_to(rows).accounts] == [[], ["on the tenth"]]


# How answers stand to each other.


def test_answers_that_cannot_both_hold_name_each_other_from_low_to_high(statement):
    answers = answers_to([new_row(statement, value) for value in ("300", "120", "700")])
    assert {answer.label: labels(answer.conflicts) for answer in answers.valued} == {
        "120": ["300", "700"],
        "300": ["120", "700"],
        "700": ["120", "300"],
    }
    assert answers.in_conflict == answers.given


@pytest.mark.parametrize(
    ("one", "other", "phrase"),
    [
        (("38191066", ""), ("38000000", ""), "agrees as rounding with"),
        (("38191066", ""), ("38000000", "about"), "agrees as hedged with"),
        (("120", ""), ("79..134", ""), "one lies within the other:"),
        (("79..134", ""), ("100..200", ""), "overlaps in part with"),
    ],
)
def test_answers_that_agree_say_how(one, other, phrase):
    statement = new_statement(new_question())
    answers = answers_to([new_row(statement, value, hedge=hedge) for value, hedge in (one, other)])
    first, second = answers.valued
    assert first.agreements == [(phrase, [second])]
    assert second.agreements == [(phrase, [first])]
    assert answers.in_conflict == []


def test_two_phrases_are_not_said_to_exclude_each_other():
    statement = new_statement(new_question(ValueType.TEXT))
    answers = answers_to([new_row(statement, "fraud"), new_row(statement, "breach of contract")])
    assert [answer.ties for answer in answers.valued] == [{}, {}]


def test_an_answer_says_who_contradicts_it_and_does_not_say_what_is_right():
    statement = new_statement(new_question(ValueType.TEXT), "partly")
    rows = [new_row(statement), *(new_row(statement, "", Stance.CONTRADICTS) for _ in range(2))]
    rows += [new_row(statement, "not at all", Stance.CONTRADICTS), new_row(statement, "", Stance.QUALIFIES)]
    answers = answers_to(rows)
    partly = next(answer for answer in answers.valued if answer.label == "partly")
    assert [(other.label, count) for other, count in partly.denials] == [("not at all", 1), ("", 2)]


def test_a_conflict_is_not_told_a_second_time_as_a_contradiction(statement):
    answers = answers_to([new_row(statement), new_row(statement, "300", Stance.CONTRADICTS)])
    assert [answer.denials for answer in answers.valued] == [[], []]


def test_a_statement_that_no_source_states_stands_below_those_that_are_stated():
    question = new_question()
    more = new_statement(question, "100", hedge=Hedge.MORE_THAN)
    answers = answers_to([new_row(more, "120")])
    assert labels(answers.valued) == ["120", "> 100"]
    assert labels(answers.given) == ["120"]
    assert answers.valued[1].statements == [more]


def test_a_value_that_stands_in_a_statement_alone_is_compared_but_not_with_what_upholds_it():
    question = new_question()
    more = new_statement(question, "100", hedge=Hedge.MORE_THAN)
    other = new_statement(question, "80")
    upholding, apart = new_row(more, "90"), new_row(other, "120")
    answers = answers_to([upholding, apart, new_row(other, "80")])
    stated = next(answer for answer in answers.valued if answer.statements == [more])
    assert not stated.accounts
    assert labels(stated.conflicts) == ["80"]
    assert [phrase for phrase, _ in stated.agreements] == ["agrees as hedged with"]
    assert labels(answers.in_conflict) == ["80", "90", "120"]


def test_a_value_that_does_not_fit_its_question_is_printed_as_it_stands_and_compared_with_nothing():
    statement = new_statement(new_question(ValueType.NUMBER), "about two")
    answers = answers_to([new_row(statement), new_row(statement, "7")])
    assert set(labels(answers.valued)) == {"about two", "7"}
    assert answers.in_conflict == []


def test_a_party_that_readers_may_not_see_is_not_named():
    statement = new_statement(new_question(ValueType.PARTY))
    hidden = Party(pk=1, slug="hidden", name="Hidden", workflow=Workflow.DRAFT)
    shown = Party(pk=2, slug="shown", name="Shown", workflow=Workflow.PUBLISHED)
    answers = answers_to([new_row(statement, value_party=party) for party in (hidden, shown)])
    assert sorted(labels(answers.valued)) == ["Shown", "a party not shown here"]


# Order and origins.


def test_the_best_evidenced_answer_stands_first_then_that_of_most_origins_then_the_lowest(statement):
    court, retold = (new_source(mark=mark) for mark in (EvidenceMark.COURT_RECORD, EvidenceMark.RETOLD))
    rows = [new_row(statement, "9", source=retold), new_row(statement, "800", source=court)]
    rows += [new_row(statement, value) for value in ("500", "400", "120", "400")]
    answers = answers_to(rows)
    assert labels(answers.valued) == ["800", "400", "120", "500", "9"]
    assert [answer.number for answer in answers.valued] == [1, 2, 3, 4, 5]


def test_accounts_that_repeat_each_other_are_one_origin(statement):
    wire = new_source(mark=EvidenceMark.RETOLD)
    copies = [new_source(origin=wire, mark=mark) for mark in (EvidenceMark.MACHINE_WRITTEN, EvidenceMark.FIRST_HAND)]
    (answer,) = answers_to(
        [new_row(statement, "120", source=s) for s in (copies[0], wire, copies[1], new_source())]
    ).valued
    assert [account.source for account in answer.origins[0].accounts] == [wire, copies[1], copies[0]]
    assert [origin.is_told_here for origin in answer.origins] == [True, True]
    assert len(answer.origins) == 2
    assert answer.best_mark == EvidenceMark.FIRST_HAND


def test_an_origin_that_is_not_among_the_accounts_is_named_if_readers_may_see_it(statement):
    wire = new_source("2024-03-01")
    (answer,) = answers_to([new_row(statement, "120", source=new_source(origin=wire)) for _ in range(2)]).valued
    (origin,) = answer.origins
    assert origin.source_on() == wire
    assert origin.source_on(wire.latest) == wire
    assert origin.source_on(new_source("2024-02-29").latest) is None, "it was not out yet"
    wire.workflow = Workflow.DRAFT
    assert origin.source_on() is None


# Whatever the accounts are.

VALUES = st.sampled_from(["", "100", "104", "120", "1000", "79..134"])
ROWS = st.tuples(
    VALUES, st.sampled_from(Hedge.values), st.sampled_from(Stance.values), st.integers(0, 4), st.booleans()
)


@given(own=st.tuples(VALUES, VALUES), rows=st.lists(ROWS, min_size=1, max_size=12))
def test_every_account_stands_in_one_group_and_conflicts_are_those_of_comparing_all_pairs(own, rows):
    question, sources = new_question(), [new_source() for _ in range(4)]
    sources.append(new_source(origin=sources[0]))
    statements = [new_statement(question, value) for value in own]
    evidence = [
        new_row(statements[is_second], value, stance, sources[n], hedge=hedge)
        for value, hedge, stance, n, is_second in rows
    ]
    answers = answers_to(evidence)
    assert sum(len(answer.accounts) for answer in answers.all) == len(answers.accounts)
    assert len(answers.accounts) == len({(row.source.pk, _label(row)) for row in evidence})
    shown = [row.pk for answer in answers.all for account in answer.accounts for row in account.rows]
    assert sorted(shown) == sorted(row.pk for row in evidence), "nothing twice, nothing lost"
    for answer in answers.all:
        in_origins = [account for origin in answer.origins for account in origin.accounts]
        assert len(in_origins) == len(answer.accounts)
    assert bool(answers.in_conflict) == any(_differ(*pair) for pair in combinations(evidence, 2))
    for answer in answers.valued:
        assert all(answer in other.conflicts for other in answer.conflicts)


def _label(row):
    stated = stated_by(row)
    return (stated.value, stated.hedge) if stated.value else ""


def _differ(one, other):
    is_one_source = one.source.pk == other.source.pk
    return not is_one_source and not agreement.can_both_hold(ValueType.NUMBER, stated_by(one), stated_by(other))
