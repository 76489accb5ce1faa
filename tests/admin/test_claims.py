"""The claims ledger on the page of a filing, and what the status of a question is argued with."""

import pytest

from tests.admin.posting import act, address, errors, messages, send, send_and_publish, shown
from tests.making import make_assertion, make_case, make_filing, make_party, make_question, make_source
from timeline.models import CauseOfAction, ClaimChange, Filing, Party, Question
from timeline.vocabulary import ClaimStatus, QuestionStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    case = make_case("Musk v. OpenAI", filed="2024-02-01")
    for name in ("fraud", "breach of contract"):
        CauseOfAction.objects.create(case=case, name=name)
    CauseOfAction.objects.create(case=make_case(), name="copyright infringement")
    return make_filing(date="2024-01", case=case, workflow="draft")


def cause(name):
    return CauseOfAction.objects.get(name=name)


def change(name, status=ClaimStatus.DISMISSED, row=0, **values):
    values = {"cause": cause(name).pk, "status": status, **values}
    return {f"claim_changes__{row}__{key}": value for key, value in values.items()}


def test_a_filing_tells_what_it_made_of_the_claims_of_its_case(researcher, filing):
    party = make_party()
    url = address(filing, "change")
    rows = {**change("fraud", note="With prejudice."), **change("breach of contract", "survives", 1, party=party.pk)}
    assert errors(send(researcher, url, **rows)) == ""
    ledger = filing.claim_changes.values_list("cause__name", "status", "party", "note")
    assert [*ledger] == [
        ("fraud", "dismissed", None, "With prejudice."),
        ("breach of contract", "survives", party.pk, ""),
    ]


def test_only_the_claims_of_its_case_are_offered(researcher, filing):
    page = researcher.get(address(filing, "change"))
    rows = next(i for i in page.context["inline_admin_formsets"] if i.opts.model is ClaimChange)
    offered = rows.formset.empty_form.fields["cause"].queryset
    assert {row.name for row in offered} == {"fraud", "breach of contract"}
    response = send(researcher, address(filing, "change"), **change("copyright infringement"))
    assert errors(response) == "Only claims of the filing’s own case can be chosen."
    assert not ClaimChange.objects.exists()


def test_a_filing_does_not_take_its_changes_to_another_case(researcher, filing):
    send(researcher, address(filing, "change"), **change("fraud"))
    other = make_case("NYT v. OpenAI")
    response = send(researcher, address(filing, "change"), case=other.pk)
    assert errors(response) == "“fraud” is no claim of NYT v. OpenAI."
    assert errors(send(researcher, address(filing, "change"), case=other.pk, claim_changes__0__DELETE="on")) == ""


@pytest.mark.parametrize("key", ["abc", "\0", str(10**20), "-1", "9" * 5000])
def test_a_claim_that_there_cannot_be_is_a_form_error(researcher, filing, key):
    response = send(researcher, address(filing, "change"), **change("fraud", cause=key))
    assert "own case" in errors(response)


def test_a_claim_is_changed_once_for_all_and_once_for_each_party(researcher, filing):
    url, party = address(filing, "change"), make_party()
    assert errors(send(researcher, url, **change("fraud"), **change("fraud", row=1, party=party.pk))) == ""
    assert "stands here already" in errors(send(researcher, url, **change("fraud", row=2)))
    response = send(researcher, url, **change("fraud", row=2, party=party.pk))
    assert "Two rows have the same cause and party" in errors(response)


def test_a_new_filing_is_saved_before_its_claims(researcher, filing):
    assert not any(name.startswith("claim_changes") for name in shown(researcher, address(Filing, "add")))


def test_a_cause_that_a_filing_changed_stays_on_its_case(researcher, filing):
    send(researcher, address(filing, "change"), **change("fraud"))
    filing.case.workflow = "draft"
    filing.case.save()
    url = address(filing.case, "change")
    response = send(researcher, url, causes__0__DELETE="on", causes__1__DELETE="on")
    assert errors(response) == "Filings tell what became of “fraud”: take those lines off them first."
    assert errors(send(researcher, url, causes__1__DELETE="on")) == ""
    assert {row.name for row in filing.case.causes.all()} == {"fraud"}


def test_a_status_other_than_open_is_argued(researcher):
    question = make_question(workflow="draft")
    url = address(question, "change")
    assert "is argued in a sentence" in errors(send(researcher, url, status="explained"))
    assert "names the order" in errors(send(researcher, url, status="resolved", argument="The court said so."))
    order = make_filing()
    argued = {"argument": "The court said so.", "resolved_by": order.pk, "references__0__source": make_source().pk}
    assert "Only a resolved question" in errors(send(researcher, url, status="explained", **argued))
    assert errors(send(researcher, url, status="resolved", **argued)) == ""
    question.refresh_from_db()
    assert (question.status, question.resolved_by, question.references.count()) == ("resolved", order, 1)


def test_a_question_that_is_not_open_is_published_with_a_published_source_for_its_status(researcher, reviewer):
    draft = make_source(workflow="draft")
    question = make_question(workflow="draft", status=QuestionStatus.EXPLAINED, argument="Two things are measured.")
    make_assertion(question=question)
    url = address(question, "change")
    lacking = "a status other than open needs an argument and a published source"
    assert lacking in messages(act(reviewer, "publish", question))
    send(researcher, url, references__0__source=draft.pk)
    assert lacking in messages(act(reviewer, "publish", question))
    send(researcher, url, references__0__source=make_source().pk)
    act(reviewer, "publish", question)
    question.refresh_from_db()
    assert question.is_public
    send(researcher, url, references__0__DELETE="on")
    assert lacking in messages(act(reviewer, "publish", question))
    assert question.references.count() == 1


def test_an_open_question_needs_no_source_for_its_status(reviewer):
    question = make_question(workflow="draft")
    make_assertion(question=question)
    act(reviewer, "publish", question)
    assert Question.objects.public().exists()


def test_the_beginning_of_a_party_is_a_date(researcher):
    party = make_party()
    assert "write 2015." in errors(send(researcher, address(party, "change"), began="in 2015"))
    assert errors(send_and_publish(researcher, party, began="2015-12")) == ""
    assert Party.objects.get(pk=party.pk).began == "2015-12"
    assert "December 2015 (earliest 2015-12-01" in researcher.get(address(party, "change")).text
