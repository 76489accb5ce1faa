"""What a record names may be gone when its form comes back: nothing breaks, and no typed word is lost."""

import pytest
from django.core import signing

from tests.admin.posting import act, address, errors, filled_in, messages, send, shown, step
from tests.making import make_event, make_party, make_source
from timeline.history.keeping import head_of, pending_change_of
from timeline.models import Event, Source, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db


def deleted(administrator, record):
    assert administrator.post(address(record, "delete"), {"post": "yes", "why": "Made by mistake."}).status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()


def pending_with(administrator, source):
    event = make_event(title="Before")
    assert errors(send(administrator, address(event, "change"), title="After", references__1__source=source.pk)) == ""
    assert pending_change_of(event)
    return event


def test_what_a_pending_change_names_is_not_deleted(administrator):
    source = make_source(workflow=Workflow.DRAFT)
    event = pending_with(administrator, source)
    page = administrator.post(address(source, "delete"), {"post": "yes", "why": "So."})
    assert address(event, "change") in page.text
    act(administrator, "delete_selected", source, post="yes", why="So.")
    assert Source.objects.filter(pk=source.pk).exists()


def test_a_pending_change_that_names_what_is_gone_says_so_and_can_be_dropped(administrator, reviewer):
    source = make_source(workflow=Workflow.DRAFT)
    event = pending_with(administrator, source)
    Source.objects.filter(pk=source.pk).delete()  # past the desk
    for page in ("change", "preview"):
        response = administrator.get(address(event, page), follow=True)
        assert response.status_code == 200
        assert source.slug in messages(response)
    assert "Drop the change" in administrator.get(address(event, "change"), follow=True).text
    typed = {"version_seen": head_of(event).number, "title": "A title of a morning"}
    response = administrator.post(address(event, "change"), typed)
    assert response.status_code == 409
    for words in (source.slug, "A title of a morning", address(event, "review")):
        assert words in response.text
    for page in ("review", "history"):
        assert administrator.get(address(event, page)).status_code == 200
    assert source.slug in messages(step(reviewer, "publish", event))
    assert "is dropped" in messages(step(administrator, "drop", event))
    assert shown(administrator, address(event, "change"))["title"] == "Before"


def test_a_stale_form_whose_source_was_deleted_comes_back_with_its_words(researcher, administrator):
    event, gone = make_event(title="Before", workflow=Workflow.DRAFT), make_source(workflow=Workflow.DRAFT)
    send(researcher, address(event, "change"), references__1__source=gone.pk)
    typed = filled_in(shown(researcher, address(event, "change")), {"title": "Mine"})
    send(administrator, address(event, "change"), title="Theirs", references__1__DELETE="on")
    deleted(administrator, gone)
    response = researcher.post(address(event, "change"), typed)
    assert response.status_code == 200
    assert response.context["adminform"].form["title"].value() == "Mine"
    assert "valid choice" in errors(response)
    response = researcher.post(address(event, "change"), {**typed, "references-1-DELETE": "on"})
    assert response.status_code == 409
    assert "Mine" in response.text
    assert "Theirs" in response.text
    assert not Source.objects.filter(slug=gone.slug).exists()


def test_a_party_deleted_while_a_form_names_it_is_told_by_the_form(researcher):
    party, event = make_party(workflow=Workflow.DRAFT), make_event(workflow=Workflow.DRAFT)
    typed = filled_in(shown(researcher, address(event, "change")), {"parties": [party.pk], "title": "Mine"})
    party.delete()
    response = researcher.post(address(event, "change"), typed)
    assert response.context["adminform"].form["title"].value() == "Mine"
    assert "valid" in errors(response)


SALT = "timeline.conflict"


def conflict(researcher, administrator, event):
    """What the page of a conflict carries, and the data with which it comes back."""
    typed = filled_in(shown(researcher, address(event, "change")), {"title": "Mine"})
    send(administrator, address(event, "change"), title="Theirs")
    page = researcher.post(address(event, "change"), typed)
    assert page.status_code == 409
    data = {"version_seen": page.context["theirs"].number, "_join": "yes", "take-0": "mine"}
    return signing.loads(page.context["mine"], salt=SALT), data


def test_a_conflict_page_of_a_desk_that_carried_nothing_beside_it_is_joined(researcher, administrator):
    event = make_event(workflow=Workflow.DRAFT)
    carried, data = conflict(researcher, administrator, event)
    del carried["alongside"]
    data["mine"] = signing.dumps(carried, salt=SALT)
    assert "are joined" in messages(researcher.post(address(event, "change"), data, follow=True))
    assert Event.objects.get().title == "Mine"


@pytest.mark.parametrize(
    "alongside", [["source"], [["party", {"id": "x", "name": "X"}]], [["source", "x"]], [["source", {}]], 7, "ab"]
)
def test_what_a_page_of_another_desk_carries_is_refused_and_nothing_is_written(researcher, administrator, alongside):
    event = make_event(workflow=Workflow.DRAFT)
    carried, data = conflict(researcher, administrator, event)
    data["mine"] = signing.dumps({**carried, "alongside": alongside}, salt=SALT)
    assert researcher.post(address(event, "change"), data).status_code == 400
    assert Event.objects.get().title == "Theirs"
    for broken in ({}, [], {"base": 1}, {"base": "x", "mine": []}):
        data["mine"] = signing.dumps(broken, salt=SALT)
        assert researcher.post(address(event, "change"), data).status_code == 400


def test_what_cannot_be_made_beside_a_joined_change_is_told_on_the_page_that_keeps_the_words(researcher, administrator):
    event, taken = make_event(workflow=Workflow.DRAFT), make_source()
    carried, data = conflict(researcher, administrator, event)
    made = {"id": taken.slug, "title": "New", "kind": "filing", "reliability": "primary", "seen": "full"}
    data["mine"] = signing.dumps({**carried, "alongside": [["source", made]]}, salt=SALT)
    page = researcher.post(address(event, "change"), data)
    assert page.status_code == 409
    assert f"at the address “{taken.slug}” meanwhile" in page.text
    assert signing.loads(page.context["mine"], salt=SALT)["mine"]["title"] == "Mine"
    assert not Version.objects.of(event).filter(step=Step.WRITTEN, made_by_name="researcher").exists()
