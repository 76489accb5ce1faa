"""What was deleted has its history, which brings it back as a draft; deleting asks why."""

import pytest

from tests.admin.posting import act, address, errors, messages, send, step
from tests.admin.test_gone_relations import deleted
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
from timeline.history.keeping import head_of
from timeline.models import Event, LoadedWord, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
DRAFT = Workflow.DRAFT


def page_of(record):
    return f"/admin/deleted/{record._meta.model_name}/{getattr(record, 'slug', record.pk)}/"


MAKERS = [make_event, make_case, make_filing, make_party, make_quote, make_question, make_assertion, make_source]


@pytest.mark.parametrize("make", MAKERS)
def test_a_deleted_record_is_restored_from_its_history_as_a_draft(researcher, administrator, make):
    record = make(workflow=DRAFT)
    content = send(administrator, address(record, "change")) and head_of(record).content
    deleted(administrator, record)
    assert Version.objects.of_slug(record._meta.model_name, record.slug).heads().get().why == "Made by mistake."
    page = researcher.get(page_of(record))
    assert "Made by mistake." in page.text
    assert "Restore version 1 as a draft" in page.text
    response = researcher.post(page_of(record), {"restore": 1}, follow=True)
    assert "is there again as a draft" in messages(response)
    again = type(record).objects.get(slug=record.slug)
    head = head_of(again)
    assert (again.workflow, head.step, head.made_by_name) == (DRAFT, Step.RESTORED, "researcher")
    assert head.content == content
    assert researcher.get(page_of(record)).status_code == 404
    assert researcher.post(page_of(record), {"restore": 1}).status_code == 404


@pytest.mark.parametrize("make", [make_court, lambda: LoadedWord.objects.create(id="slammed", word="slammed")])
def test_what_has_no_review_is_there_again_at_once(administrator, make):
    record = make()
    administrator.post(address(record, "delete"), {"post": "yes", "why": "So."})
    assert not type(record).objects.exists()
    assert "is there again." in messages(administrator.post(page_of(record), {"restore": 1}, follow=True))
    assert type(record).objects.get().pk == record.pk


def test_any_older_version_is_restored_and_goes_through_review(researcher, reviewer, administrator):
    event = make_event(workflow=DRAFT, title="First", date="2024-01-10")
    send(researcher, address(event, "change"), title="Second")
    deleted(administrator, event)
    researcher.post(page_of(event), {"restore": 1})
    event = Event.objects.get()
    assert event.title == "First"
    step(researcher, "submit", event)
    step(reviewer, "publish", event)
    event.refresh_from_db()
    assert event.is_public


def test_whoever_restores_does_not_publish(reviewer, administrator):
    event = make_event(workflow=DRAFT)
    deleted(administrator, event)
    reviewer.post(page_of(event), {"restore": 1})
    assert "nobody publishes own work" in messages(step(reviewer, "publish", Event.objects.get()))


def test_what_was_deleted_is_listed_and_the_front_page_and_the_changes_lead_there(researcher, administrator):
    event = make_event(workflow=DRAFT, title="A gone hearing")
    assert "Nothing waits here" in researcher.get("/admin/deleted/").text
    deleted(administrator, event)
    for page in ("/admin/deleted/", "/admin/", "/admin/worklists/changes/"):
        assert page_of(event) in researcher.get(page).text
    assert 'href="/admin/deleted/"' in researcher.get("/admin/").text


def test_what_names_something_gone_says_what_to_restore_first(administrator):
    party = make_party(workflow=DRAFT)
    event = make_event(workflow=DRAFT, parties=[party])
    deleted(administrator, event), deleted(administrator, party)
    response = administrator.post(page_of(event), {"restore": 1})
    assert f"there is no “{party.slug}”" in messages(response)
    administrator.post(page_of(party), {"restore": 1})
    assert "is there again" in messages(administrator.post(page_of(event), {"restore": 1}, follow=True))
    assert Event.objects.get().parties.get().slug == party.slug


@pytest.mark.parametrize("number", ["", "0", "x", "\0", "9" * 30, "٣"])
def test_no_number_of_a_version_breaks_it(administrator, number):
    event = make_event(workflow=DRAFT)
    deleted(administrator, event)
    assert "There is no such version" in messages(administrator.post(page_of(event), {"restore": number}))


@pytest.mark.parametrize("path", ["event/nothing/", "user/1/", "event/%00/", "nothing/x/", "event/" + "x" * 300 + "/"])
def test_no_address_breaks_it(administrator, path):
    assert administrator.get(f"/admin/deleted/{path}").status_code == 404


def test_who_may_not_look_at_a_kind_sees_nothing_of_it(client, django_user_model, administrator):
    event = make_event(workflow=DRAFT, title="A gone hearing")
    deleted(administrator, event)
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert "A gone hearing" not in client.get("/admin/deleted/").text
    assert client.get(page_of(event)).status_code == 403
    assert client.post(page_of(event), {"restore": 1}).status_code == 403


def test_deleting_asks_why_and_keeps_it(administrator):
    event, others = make_event(workflow=DRAFT), [make_event(workflow=DRAFT), make_event(workflow=DRAFT)]
    assert 'name="why"' in administrator.get(address(event, "delete")).text
    for why in ("", " ", "\0"):
        page = administrator.post(address(event, "delete"), {"post": "yes", "why": why})
        assert "say why it goes" in page.text
        page = act(administrator, "delete_selected", *others, post="yes", why=why)
        assert "say why it goes" in page.text
        assert 'name="why"' in page.text
    assert Event.objects.count() == 3
    act(administrator, "delete_selected", *others, post="yes", why="Twice the same.")
    assert Event.objects.count() == 1
    assert Version.objects.of(others[0]).heads().get().why == "Twice the same."
    assert errors(administrator.post(address(event, "delete"), {"post": "yes", "why": "So. " * 400})) == ""
