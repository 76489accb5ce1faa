"""A question's page: its answers side by side, its status with what argues it, and how the answer looked on any day."""

import datetime
import re

import pytest
from django.utils.html import escape

from tests.making import make_assertion, make_question, make_source
from tests.views.questioned import ADDRESS, bodies, make_account, make_how_much, make_order, turns
from tests.views.reading import read
from timeline.dates import day_label
from timeline.models import Evidence, Source
from timeline.vocabulary import AssertionStatus, Hedge, Stance, ValueType, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return make_order()


@pytest.fixture
def question(order):
    return make_how_much(order)


def test_answers_stand_in_the_order_of_their_evidence_each_with_its_accounts(client, question):
    first, second, third = bodies(client)
    assert first.startswith("$38,191,066 1 account, 1 origin Court record")
    assert second.startswith("c. $38 million 2 accounts, 1 origin First-hand report")
    assert third.startswith("$50 million 1 account, 1 origin Machine-written")


def test_an_answer_says_which_others_it_cannot_stand_beside_and_with_which_it_agrees(client, question):
    first, second, third = bodies(client)
    assert "computed: cannot both hold: $50 million" in first
    assert "computed: agrees as hedged with c. $38 million" in first
    assert "computed: agrees as hedged with $38,191,066" in second
    assert "computed: cannot both hold: c. $38 million , $38,191,066" in third


def test_what_is_computed_and_what_a_source_says_of_another_are_told_apart(client, question):
    doubter = make_source("2024-06-20", publisher="The Doubter")
    make_account(question.assertions.get(), doubter, "38191066", Stance.CONTRADICTS)
    _, about_38, *_ = bodies(client)
    assert "said by sources: contradicted by 1 account : $38,191,066" in about_38
    assert "computed: agrees as hedged with $38,191,066" in about_38
    text = read(client.get(ADDRESS)).text
    assert "“Computed” is what follows from the values alone, hedges and rounding counted" in text


def test_an_account_has_its_words_place_source_mark_day_and_stance(client, question):
    third = bodies(client)[2]
    for words in ("fifty million", "It counts pledges.", "Tale", "The Tale", "Machine-written", "15 Jun 2024"):
        assert words in third
    assert "contradicts c. $38 million" in third


def test_a_statement_says_who_said_it_and_where(client, question):
    assert "Ada gave 38 million. said by Ada , deposition" in bodies(client)[1]
    assert 'id="gave-38"' in client.get(ADDRESS).content.decode()


def test_a_source_that_repeats_another_stands_below_it_and_says_so(client, question):
    second = bodies(client)[1]
    assert second.index("The Reporter") < second.index("The Copy") < second.index("repeats the account above")


def test_an_origin_that_is_no_account_is_named_unless_it_is_a_draft(client, question):
    report = Source.objects.get(title="Report")
    Evidence.objects.filter(source=report).delete()
    assert "repeats The Reporter" in bodies(client)[1]
    Source.objects.filter(pk=report.pk).update(workflow=Workflow.DRAFT)
    assert "Reporter" not in client.get(ADDRESS).content.decode()


def test_an_account_without_a_value_stands_last(client, question):
    statement = question.assertions.get()
    make_account(statement, make_source(publisher="The Doubter"), "", Stance.CONTRADICTS, note="It cannot be so.")
    *_, last = bodies(client)
    assert last.startswith("No answer of its own 1 account, 1 origin")
    assert "It cannot be so." in last
    assert "said by sources: contradicted by 1 account without another answer" in bodies(client)[1]


def test_the_head_counts_answers_origins_and_accounts(client, question):
    text = read(client.get(ADDRESS)).text
    assert "Accounts differ · open 3 answers that cannot all hold · 3 independent origins · 4 accounts · as of" in text
    assert "No truth score" in text


def test_a_question_without_accounts_has_a_page(client):
    make_question("What?", slug="how-much")
    text = read(client.get(ADDRESS)).text
    assert "No contradiction" in text
    assert "No account is recorded yet." in text


def test_a_value_that_does_not_fit_breaks_no_page(client):
    question = make_question(slug="how-much", value_type=ValueType.DATE)
    for value in ("soon", "later"):
        make_assertion(question=question, sources=[], value=value)
    assert "soon" in read(client.get(ADDRESS)).text


def test_what_a_source_says_is_never_markup(client, question):
    hostile = '<script>alert(1)</script>"><b>'
    make_account(question.assertions.get(), make_source(title=hostile, publisher=hostile), "7", as_stated=hostile)
    page = read(client.get(ADDRESS))
    assert "<script>alert" not in page.html
    assert escape(hostile) in page.html


# As known on a day.


def test_the_days_on_which_the_answer_changed_lead_to_the_page_of_that_day(client, question):
    assert turns(client) == [
        ("2024-01-15", "First said: c. $38 million by The Reporter."),
        ("2024-05-01", "New: $38,191,066 by The Court."),
        ("2024-06-15", "New: $50 million by The Tale. ≠ Accounts first differ."),
    ]
    for day, _ in turns(client):
        known = f"As known on {day_label(datetime.date.fromisoformat(day))}"
        assert known in read(client.get(f"{ADDRESS}?as_of={day}")).text


def test_a_past_day_shows_no_turn_value_or_word_of_later(client, question):
    page = read(client.get(f"{ADDRESS}?as_of=2024-06-14"))
    for words in ("$50 million", "fifty million", "The Tale", "Accounts first differ", "Accounts differ"):
        assert words not in page.text, words
    assert [day for day, _ in turns(client, "?as_of=2024-06-14")] == ["2024-01-15", "2024-05-01"]
    assert "No contradiction" in page.text


def test_the_turn_that_the_page_shows_is_marked(client, question):
    html = client.get(f"{ADDRESS}?as_of=2024-05-20").content.decode()
    assert html.count('aria-current="true"') == 1
    assert re.search(r'(?s)aria-current="true">\s*<p class="turn__day"><a href="\?as_of=2024-05-01"', html)


def test_a_statement_is_not_worded_with_a_value_that_became_known_later(client, order):
    question = make_question(slug="how-much", value_type=ValueType.MONEY, unit="USD")
    exact = make_assertion("It was 38,191,066.", question=question, sources=[], value="38191066", status="supported")
    make_account(exact, make_source("2024-01-15"), "38000000", hedge=Hedge.ABOUT)
    make_account(exact, order, "38191066")
    before, after = (client.get(f"{ADDRESS}?as_of={day}").content.decode() for day in ("2024-04-30", "2024-05-01"))
    assert "38,191,066" not in before
    assert 'supports</span> <span class="soft">a statement worded later' in before
    assert "It was 38,191,066." in after


def test_how_the_evidence_stands_on_the_whole_is_said_only_when_all_of_it_was_known(client, question):
    question.assertions.update(status=AssertionStatus.DISPUTED)
    assert "disputed" in bodies(client)[1]
    assert "disputed" not in read(client.get(f"{ADDRESS}?as_of=2024-06-14")).text


def test_accounts_without_a_date_are_counted_and_left_out_of_a_past_day(client, question):
    make_account(question.assertions.get(), make_source("", title="Undated"), "99")
    page = read(client.get(f"{ADDRESS}?as_of=2024-07-01"))
    assert "1 account whose sources show no date is left out" in page.text
    assert "Undated" not in page.text
    assert "Undated" in read(client.get(ADDRESS)).text


@pytest.mark.parametrize(("as_of", "status"), [("0001-01-01", 404), ("9999-12-31", 400), ("2024-02-29", 200)])
def test_any_day_until_today_has_a_page_or_none_yet(client, question, as_of, status):
    page = read(client.get(f"{ADDRESS}?as_of={as_of}"), status)
    assert ("only what a source had published by then" in page.text) is (status == 200)


@pytest.mark.parametrize("as_of", ["2024-06", "soon", "2024-02-30", "%00", "'%20OR%201=1", "1" * 200, "²024-01-01"])
def test_a_day_that_is_none_is_refused_and_shows_nothing(client, question, as_of):
    page = read(client.get(f"{ADDRESS}?as_of={as_of}"), 400)
    assert "million" not in page.text
