"""The status of a question: what argues it, from which day on it can be shown, and how the lists tell of it."""

import pytest

from tests.making import make_assertion, make_case, make_filing, make_source
from tests.views.questioned import ADDRESS, make_account, make_how_much, make_order, settle, turns
from tests.views.reading import read
from timeline.models import Filing
from timeline.vocabulary import Hedge, QuestionStatus, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return make_order()


@pytest.fixture
def question(order):
    return make_how_much(order)


def test_an_open_question_argues_nothing(client, question):
    text = read(client.get(ADDRESS)).text
    assert "What the status rests on" not in text
    assert "Settled by" not in text


@pytest.mark.parametrize("status", [QuestionStatus.EXPLAINED, QuestionStatus.ABANDONED])
def test_a_status_is_argued_in_a_sentence_with_its_sources(client, question, status):
    settle(question, status)
    page = read(client.get(ADDRESS))
    assert f"Accounts differ · {status}" in page.text
    assert f"{status.label}. They count different things." in page.text
    assert "Ground" in page.text.partition("What the status rests on")[2]
    assert "#source-1" in page.links
    assert "source-1" in page.ids


def test_an_argument_with_an_undated_source_is_left_out_of_a_past_day(client, question):
    settle(question, QuestionStatus.EXPLAINED)
    assert "They count different things." in read(client.get(f"{ADDRESS}?as_of=2026-01-01")).text
    question.references.create(source=make_source(""))
    assert "They count different things." in read(client.get(ADDRESS)).text
    past = read(client.get(f"{ADDRESS}?as_of=2026-01-01")).text
    assert "They count different things." not in past
    assert "shows no date" in past


def test_a_resolved_question_links_the_order_and_its_day(client, question, order):
    filing = make_filing("2024-05-01", [order], slug="the-order", title="The order", docket_entry_number=7)
    settle(question, QuestionStatus.RESOLVED, resolved_by=filing)
    page = read(client.get(ADDRESS))
    assert "Settled by The order (Dkt. 7) , 1 May 2024" in page.text
    assert "/filings/the-order/" in page.links
    assert "✓ Resolved by Dkt. 7 of 1 May 2024" in page.text


def test_an_order_that_is_a_draft_is_not_linked(client, question, order):
    filing = make_filing("2024-05-01", [order], slug="the-order", title="The order", docket_entry_number=7)
    settle(question, QuestionStatus.RESOLVED, resolved_by=filing)
    Filing.objects.filter(pk=filing.pk).update(workflow=Workflow.DRAFT)
    page = read(client.get(ADDRESS))
    assert "The order" not in page.text
    assert "They count different things." in page.text


@pytest.mark.parametrize(
    ("day", "is_shown"), [("2024-06-14", False), ("2024-06-15", False), ("2024-06-19", False), ("2024-06-20", True)]
)
def test_a_status_is_shown_from_the_day_on_which_all_it_rests_on_was_out(client, question, day, is_shown):
    question.note = "Pledges are not payments."
    settle(question)
    for address in (f"{ADDRESS}?as_of={day}", f"/questions/?as_of={day}"):
        assert ("explained" in read(client.get(address)).text) is is_shown, address
    page = read(client.get(f"{ADDRESS}?as_of={day}"))
    for words in ("They count different things.", "Pledges are not payments.", "Ground"):
        assert (words in page.text) is is_shown, words


def test_a_status_is_not_shown_before_the_source_that_makes_one_of_the_answers(client, question, order):
    filing = make_filing("2024-05-01", [order], title="The order", docket_entry_number=7)
    settle(question, QuestionStatus.RESOLVED, resolved_by=filing)
    voice = make_source("2024-09-01", title="Memoir", publisher="The Memoir")
    said = {"question": question, "value": "38000000", "hedge": Hedge.ABOUT}
    make_assertion(sources=[make_source("2024-01-15")], made_by_source=voice, **said)
    for address in (ADDRESS, "/questions/"):
        assert "resolved" not in read(client.get(f"{address}?as_of=2024-08-31")).text, address
        assert "resolved" in read(client.get(f"{address}?as_of=2024-09-01")).text, address
    assert "They count different things." not in read(client.get(f"{ADDRESS}?as_of=2024-08-31")).text
    assert turns(client)[-1] == ("2024-09-01", "✓ Resolved by Dkt. 7 of 1 May 2024.")


def test_an_order_that_was_not_known_resolves_nothing(client, question, order):
    late = make_source("2024-08-01", title="Docket")
    filing = make_filing("2024-05-01", [late], title="The order", docket_entry_number=7)
    settle(question, QuestionStatus.RESOLVED, resolved_by=filing)
    for address in (ADDRESS, "/questions/"):
        assert "resolved" not in read(client.get(f"{address}?as_of=2024-07-31")).text
        assert "resolved" in read(client.get(f"{address}?as_of=2024-08-01")).text
    assert "The order" not in read(client.get(f"{ADDRESS}?as_of=2024-07-31")).text
    assert ("2024-08-01", "✓ Resolved by Dkt. 7 of 1 May 2024.") in turns(client)


# The list.


def test_a_row_of_the_list_counts_answers_those_that_cannot_all_hold_and_accounts(client, question):
    make_account(question.assertions.get(), make_source(), "38000000", as_stated="x")
    text = read(client.get("/questions/")).text
    assert "≠ Accounts differ · open 4 answers that cannot all hold 5 accounts" in text
    text = read(client.get("/questions/?as_of=2024-06-14")).text
    assert "No contradiction · open 3 answers 4 accounts" not in text, "the status rests on what came later"
    assert "No contradiction 3 answers 4 accounts" in text


def test_the_rows_on_the_pages_of_a_case_and_of_a_party_count_alike(client, question):
    question.cases.add(make_case(slug="case", sources=[make_source("2024-01-01")]))
    settle(question)
    for address in ("/cases/case/contested/", "/parties/ada/contested/"):
        text = read(client.get(address)).text
        assert "≠ Accounts differ · explained 3 answers that cannot all hold 4 accounts" in text, address
        text = read(client.get(f"{address}?as_of=2024-06-14")).text
        assert "No contradiction 2 answers 3 accounts" in text, address
