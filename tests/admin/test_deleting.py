"""Deleting says what stands in the way."""

import pytest

from tests.admin.posting import act, address
from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.models import CauseOfAction, ClaimChange, Event, PartyRole, QuestionReference, QuoteVariant, Source

pytestmark = pytest.mark.django_db


def referred_to():
    """Pairs of a record and the record that refers to it, by every kind of relation."""
    source, party, case, court = make_source(), make_party(), make_case(), make_court()
    event, filing, quote = make_event(), make_filing(), make_quote()
    yield source, make_event(sources=[source], title="In the way")
    yield party, make_event(parties=[party], title="In the way")
    yield case, make_event(cases=[case], title="In the way")
    yield court, make_case("In the way", court=court)
    yield event, make_quote("In the way", event=event)
    yield event, make_question("In the way?", events=[event])
    yield filing, make_event(filing=filing, title="In the way")
    yield quote, make_question("In the way?", quotes=[quote])
    role_holder, variant_source = make_party(), make_source()
    PartyRole.objects.create(case=(bound := make_case("In the way")), party=role_holder, role="judge")
    yield role_holder, bound
    QuoteVariant.objects.create(quote=(printed := make_quote("In the way")), source=variant_source, text="As printed")
    yield variant_source, printed
    question = make_question()
    yield question, make_assertion("In the way", question=question)
    order, arguing = make_filing(), make_source()
    settled = make_question("In the way?", status="resolved", argument="So.", resolved_by=order)
    yield order, settled
    QuestionReference.objects.create(question=settled, source=arguing)
    yield arguing, settled
    loser, motion = make_party(), make_filing(title="In the way")
    cause = CauseOfAction.objects.create(case=motion.case, name="fraud")
    ClaimChange.objects.create(filing=motion, cause=cause, party=loser, status="dismissed")
    yield loser, motion


def test_the_confirmation_names_what_refers_to_a_record_and_nothing_is_deleted(administrator):
    for record, other in referred_to():
        url = address(record, "delete")
        for page in (administrator.get(url), administrator.post(url, {"post": "yes", "why": "So."})):
            assert page.status_code == 200
            assert "In the way" in page.text
            assert address(other, "change") in page.text
        assert type(record).objects.filter(pk=record.pk).exists()


def test_deleting_a_selection_names_it_too(administrator):
    for record, other in referred_to():
        page = act(administrator, "delete_selected", record, post="yes")
        assert address(other, "change") in page.text
        assert type(record).objects.filter(pk=record.pk).exists()


def test_what_stands_in_the_way_is_named_once(administrator):
    source = make_source()
    make_event(sources=[source], title="In the way").references.create(source=source, locator="p. 2")
    assert administrator.get(address(source, "delete")).text.count("In the way") == 1


def test_what_nothing_refers_to_is_deleted_with_its_rows(administrator):
    event, others = make_event(workflow="draft"), [make_event(workflow="draft"), make_event(workflow="draft")]
    assert administrator.post(address(event, "delete"), {"post": "yes", "why": "So."}).status_code == 302
    act(administrator, "delete_selected", *others, post="yes")
    assert not Event.objects.exists()
    assert Source.objects.count() == 3


def test_the_only_published_answer_of_a_published_question_stays(administrator):
    answer = make_assertion(question=make_question("Who said it?"))
    assert "Who said it?" in administrator.post(address(answer, "delete"), {"post": "yes", "why": "So."}).text
    assert type(answer).objects.exists()


def test_neither_researcher_nor_reviewer_deletes(researcher, reviewer):
    event = make_event(workflow="draft")
    for client in (researcher, reviewer):
        assert client.post(address(event, "delete"), {"post": "yes", "why": "So."}).status_code == 403
        act(client, "delete_selected", event, post="yes")
    assert Event.objects.filter(pk=event.pk).exists()


def test_what_readers_see_is_withdrawn_and_not_deleted(administrator):
    event = make_event()
    for page in (
        administrator.post(address(event, "delete"), {"post": "yes", "why": "So."}),
        act(administrator, "delete_selected", event, post="yes"),
    ):
        assert "it is on the site; withdraw it" in page.text
    assert Event.objects.exists()


def test_the_page_that_asks_names_records_and_counts_their_rows_instead_of_listing_tables(administrator):
    event = make_event(workflow="draft", title="It began", cases=[make_case()], parties=[make_party()])
    page = administrator.get(address(event, "delete"))
    assert f'Event: <a href="{address(event, "change")}">It began</a>' in page.text
    assert "Event references: 1" in page.text
    for raw in ("object (", "Event_cases", "relationship"):
        assert raw not in page.text
    page = act(administrator, "delete_selected", event, make_event(workflow="draft"))
    assert "object (" not in page.text
    assert "It began" in page.text


def test_who_does_not_delete_after_all_finds_back_without_javascript(administrator):
    event = make_event(workflow="draft")
    pages = {"change": administrator.get(address(event, "delete"))}
    asked = {"action": "delete_selected", "_selected_action": [event.pk]}
    pages["changelist"] = administrator.post(address(event), asked)
    for back, page in pages.items():
        to = address(event, back) if back == "change" else address(type(event))
        assert f'<a href="{to}" class="closelink cancel-link">' in page.text, back
