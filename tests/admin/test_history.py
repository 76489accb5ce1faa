"""A record's history at the desk: every version with what it changed, and the way back; and the preview."""

import pytest

from tests.admin.posting import act, address, errors, messages, send, send_and_publish, step
from tests.making import make_case, make_court, make_event, make_filing, make_party, make_quote, make_source
from timeline.history.keeping import head_of, pending_change_of
from timeline.models import Court, Event, LoadedWord, Version
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db


def restore(client, record, number, **more):
    return client.post(address(record, "history"), {"restore": number, **more}, follow=True)


def test_history_tells_who_did_what_why_and_in_which_words(researcher, reviewer):
    event, party = make_event(title="A quiet hearing", date="2024-01-10"), make_party("OpenAI")
    send(researcher, address(event, "change"), title="A loud hearing", parties=[party.pk], why="It was loud.")
    step(reviewer, "publish", event)
    page = researcher.get(address(event, "history"))
    rows = [(version.step, version.made_by_name, version.why) for version, *_ in page.context["rows"]]
    assert rows == [
        ("published", "reviewer", "It was loud."),
        ("written", "researcher", "It was loud."),
        ("begun", "history", "What the record said when its history began."),
    ]
    changes = {change.label: change for change in page.context["rows"][1][1]}
    pieces = [(piece.kind, piece.text.strip()) for piece in changes["Title"].pieces if piece.text.strip()]
    assert pieces == [("same", "A"), ("before", "quiet"), ("after", "loud"), ("same", "hearing")]
    assert "OpenAI" in page.text


def test_any_version_is_restored_as_a_draft_that_is_reviewed(researcher, reviewer, client):
    source = make_source()
    event = make_event(title="First", date="2024-01-10", sources=[source])
    send_and_publish(researcher, event, title="Second", references__0__locator="p. 2")
    assert "is its draft now" in messages(restore(researcher, event, 1, why="The first was right."))
    event.refresh_from_db()
    assert (event.title, pending_change_of(event).title) == ("Second", "First")
    step(reviewer, "publish", event, change_class="correction")
    event.refresh_from_db()
    assert (event.title, event.references.get().locator) == ("First", "")
    assert head_of(event).typed_why == "The first was right."


def test_a_draft_is_restored_at_once(researcher):
    event = make_event(title="First", workflow=Workflow.DRAFT)
    send(researcher, address(event, "change"), title="Second")
    restore(researcher, event, 1)
    event.refresh_from_db()
    assert (event.title, head_of(event).step) == ("First", "restored")


@pytest.mark.parametrize("number", ["", "0", "99", "x", "9" * 40, "\0", "-1"])
def test_a_version_that_there_is_not_is_not_restored(researcher, number):
    event = make_event()
    assert "no such version" in messages(restore(researcher, event, number))
    assert not Version.objects.filter(step="restored").exists()


def test_a_version_that_names_what_is_gone_is_not_restored_and_says_so(researcher):
    event, party = make_event(workflow=Workflow.DRAFT), make_party(workflow=Workflow.DRAFT)
    send(researcher, address(event, "change"), parties=[party.pk])
    send(researcher, address(event, "change"), parties=[])
    party.delete()
    assert f"there is no “{party.slug}” among parties" in messages(restore(researcher, event, 2))


def test_whoever_may_not_change_a_record_restores_nothing(client, django_user_model):
    event = make_event()
    client.force_login(django_user_model.objects.create_user("bare", is_staff=True))
    assert client.get(address(event, "history")).status_code == 403
    assert client.post(address(event, "history"), {"restore": 1}).status_code == 403
    assert client.get(address(event, "review")).status_code == 403
    assert client.post(address(event, "review"), {"step": "submit", "version_seen": 0}).status_code == 403
    assert client.get(address(event, "preview")).status_code == 403


def test_courts_and_loaded_words_have_a_history_too(researcher, administrator):
    court = make_court(name="One court")
    word = LoadedWord.objects.create(id="slammed", word="slammed")
    assert errors(send(researcher, address(court, "change"), name="Another court", why="So it is called.")) == ""
    assert errors(send(researcher, address(word, "change"), instead="criticised")) == ""
    assert Court.objects.get().name == "Another court"
    assert [version.step for version in Version.objects.of(court)] == ["written", "begun"]
    assert "So it is called." in researcher.get(address(court, "history")).text
    restore(researcher, court, 1, why="It is called so again.")
    assert Court.objects.get().name == "One court"
    act(administrator, "delete_selected", word, post="yes")
    assert Version.objects.of_slug("loadedword", "slammed").heads().get().step == "deleted"


@pytest.mark.parametrize("make", [make_event, make_case, make_filing, make_party, make_quote, make_source])
def test_a_draft_is_previewed_as_the_site_will_show_it_and_stays_a_draft(researcher, client, make):
    record = make(workflow=Workflow.DRAFT)
    page = researcher.get(address(record, "preview"))
    assert page.status_code == 200
    assert page.context["record"].slug == record.slug
    assert "Preview" in page.text
    record.refresh_from_db()
    assert record.workflow == Workflow.DRAFT
    assert client.get(record.get_absolute_url()).status_code == 404


def test_a_pending_change_is_previewed_and_readers_see_what_they_saw(researcher, client):
    event = make_event(title="Before")
    send(researcher, address(event, "change"), title="After")
    assert "After" in researcher.get(address(event, "preview")).text
    assert "After" not in client.get(event.get_absolute_url()).text
    assert Event.objects.get().title == "Before"
    assert "After" not in client.get(event.get_absolute_url()).text
    assert client.get(address(event, "preview")).status_code == 302
