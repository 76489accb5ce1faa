"""Steps of the desk with which nothing changes for readers: no page, address, day or feed tells of them."""

import datetime

import pytest

from tests.making import make_event, make_party
from tests.views.reading import read
from tests.views.versions import change, version_of
from timeline.admin import steps
from timeline.history.hands import hands_in
from timeline.history.keeping import Hand, begin, head_of, keep_all, state_of
from timeline.history.waiting import drafts_of
from timeline.merging.merging import merge
from timeline.models import Event, Version
from timeline.vocabulary import ChangeClass, Step, Workflow

pytestmark = pytest.mark.django_db
SECRET = Hand(name="ann", why="SECRET word of the desk")


@pytest.fixture
def event():
    event = make_event(slug="e", title="The court hears them")
    version_of(event, "2026-05-01T09:00", why="It is new.")
    change(event, "2026-05-02T09:00", "It was wrong.", title="The jury hears them")
    return event


def written(event, hand=SECRET, **content):
    """A pending change."""
    said, _ = state_of(event)
    state = ({**said, "title": "SECRET title", **content}, Workflow.DRAFT)
    return keep_all(Event, {event.slug: state}, Step.WRITTEN, hand)[0]


def what_readers_are_told(client):
    today = datetime.datetime.now(datetime.UTC).date()
    paths = ["", "history/", *(f"@{number}/" for number in range(1, 9)), f"?as_recorded={today}"]
    answers = [client.get(f"/events/e/{path}") for path in paths]
    answers += [client.get(path) for path in ("/corrections/", "/corrections/feed.atom")]
    return [(answer.status_code, read(answer, answer.status_code).text) for answer in answers]


def dropped(event):
    written(event, replace_class(SECRET))
    steps.drop(event, SECRET)


def replace_class(hand):
    return Hand(name=hand.name, why=hand.why, change_class=ChangeClass.CORRECTION)


def sent_to_and_fro(event):
    written(event, replace_class(SECRET))
    steps.submit(event, SECRET)
    steps.send_back(event, SECRET)


def restored(event):
    steps.restore(event, Version.objects.of(event).get(number=1), SECRET)
    steps.submit(event, SECRET)
    steps.drop(event, SECRET)


def merged_with_a_draft_of_nothing_else(event):
    source = event.references.get().source
    draft = make_event(workflow=Workflow.DRAFT, sources=[source])
    merge(event, draft, SECRET)


@pytest.mark.parametrize("take", [dropped, sent_to_and_fro, restored, merged_with_a_draft_of_nothing_else])
def test_readers_are_told_nothing_of_what_changed_nothing_for_them(client, event, take):
    before = what_readers_are_told(client)
    take(event)
    assert head_of(event).number > 2
    assert what_readers_are_told(client) == before


def test_what_comes_after_a_dropped_change_is_compared_with_what_readers_saw(client, event):
    dropped(event)
    change(event, "2026-05-04T09:00", "Wrong again.", title="The judge hears them")
    page = read(client.get("/events/e/@5/"))
    assert "version 5, 3 of 3 published" in page.text
    assert "To version 2 , which readers saw until then." in page.text
    (newest, _) = client.get("/corrections/").context["filters"].page.rows
    assert "SECRET" not in str(newest.changes)
    assert "from 2 May 2026, 09:00 UTC until 4 May 2026, 09:00 UTC" in read(client.get("/events/e/@2/")).text


def test_a_dropped_change_gives_the_next_one_neither_hands_nor_reason(event, django_user_model):
    ann = django_user_model.objects.create_user("ann")
    written(event, Hand(ann, why="SECRET", change_class=ChangeClass.TYPO))
    steps.drop(event, SECRET)
    assert list(drafts_of(ann)) == []
    written(event, Hand(name="bob"), title="Another")
    assert hands_in(head_of(event)) == set()
    with pytest.raises(steps.Hindrance, match="needs a class"):
        steps.publish(event, Hand(name="carl"))
    with pytest.raises(steps.Hindrance, match="needs a reason"):
        steps.publish(event, Hand(name="carl", change_class=ChangeClass.TYPO))


def test_what_was_imported_as_a_draft_and_merged_was_not_there_before_it_was_published(client):
    event = make_event(slug="e", workflow=Workflow.DRAFT)
    version_of(event, "2026-05-01", Step.IMPORTED, why="SECRET")
    version_of(event, "2026-05-02", Step.MERGED, why="SECRET")
    Event.objects.filter(pk=event.pk).update(workflow=Workflow.PUBLISHED)
    version_of(event, "2026-05-03")
    text = read(client.get("/events/e/history/")).text
    assert "Not shown to readers" not in text
    assert "1 May" not in text


def test_a_record_withdrawn_and_then_deleted_is_told_of_its_withdrawal_alone(client):
    event = make_event(slug="e")
    version_of(event, "2026-05-01")
    steps.withdraw(event, Hand(name="ann", why="It was forged."))
    kept = version_of(event, "2026-05-03", Step.DELETED, why="SECRET")
    assert kept.workflow == Workflow.WITHDRAWN
    Event.objects.filter(pk=event.pk).update(workflow=Workflow.PUBLISHED)
    version_of(event, "2026-05-04")
    text = read(client.get("/events/e/history/")).text
    assert "It was forged." in text
    assert "SECRET" not in text


def test_a_merge_that_changes_what_readers_see_is_a_version(client, event):
    begin(Event, [event.pk])
    draft = make_event(workflow=Workflow.DRAFT, sources=[], parties=[make_party("Acme")])
    merge(event, draft, Hand(name="ann", why="They are one."))
    assert "Acme" in read(client.get("/events/e/@3/")).text
