"""What readers are told of a merge and of its undoing."""

import pytest

from tests.making import make_event, make_source
from tests.views.reading import read
from tests.views.versions import version_of
from timeline.history.keeping import Hand, head_of
from timeline.merging.merging import merge
from timeline.merging.undoing import undo
from timeline.vocabulary import ChangeClass, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    """(the former address, the record that stayed, the one that went)."""
    kept, gone = make_event(slug="kept", title="The hearing"), make_event(slug="gone", title="A hearing")
    version_of(kept, "2026-05-01"), version_of(gone, "2026-05-01")
    return merge(kept, gone, Hand(name="ann", why="Both are of 30 April.")).address, kept, gone


def test_a_history_calls_a_merge_a_merge_and_says_that_it_was_undone(client, merged):
    undo(merged[0], Hand(name="ben", why="There were two."))
    text = read(client.get("/events/gone/history/")).text
    assert "Merged into another record Both are of 30 April." in text
    assert "A merge was undone: There were two." in text
    assert "Withdrawn" not in text
    assert "What A merge was undone" in read(client.get("/events/gone/@3/")).text
    text = read(client.get("/events/kept/history/")).text
    assert "Two records became one: Both are of 30 April." in text
    assert "A merge was undone: There were two." in text


def told(client):
    rows = client.get("/corrections/").context["filters"].page.rows
    return [(row.what, row.title, row.says, row.version.why) for row in rows]


def test_a_merge_of_what_readers_saw_is_told_among_the_corrections_and_so_is_its_undoing(client, merged):
    address, *_ = merged
    entry = ("Merged", "The hearing", "“A hearing” was the same, and is one with it now.", "Both are of 30 April.")
    assert told(client) == [entry]
    assert "Merged with another record on" in client.get("/events/kept/").text
    page = read(client.get("/corrections/?class=correction&record=kept"))
    assert ("Merged on" in page.text, "/events/kept/@2/" in page.links) == (True, True)
    assert "Merged: The hearing" in client.get("/corrections/feed.atom").text
    undo(address, Hand(name="ben", why="There were two."))
    undone = ("Merge undone", "The hearing", "“A hearing” is a record of its own again.", "There were two.")
    assert told(client) == [undone, entry]
    assert "A merge was undone on" in client.get("/events/kept/").text


def test_a_merge_says_what_readers_see_otherwise(client):
    source = make_source(title="The transcript")
    kept, gone = make_event(slug="kept"), make_event(slug="gone", sources=[source])
    merge(kept, gone, Hand(name="ann", why="One."))
    assert "The transcript" in read(client.get("/corrections/")).text


def test_a_merge_with_what_readers_never_saw_is_none_of_their_business(client):
    kept, draft = make_event(slug="kept"), make_event(title="SECRET", workflow=Workflow.DRAFT, sources=[make_source()])
    address = merge(kept, draft, Hand(name="ann", why="One.")).address
    assert head_of(kept).change_class == ChangeClass.CLARIFICATION
    undo(address, Hand(name="ann", why="Two."))
    assert told(client) == []
    assert "SECRET" not in client.get("/events/kept/history/").text


def test_two_drafts_that_are_one_weigh_nothing():
    kept, gone = (make_event(workflow=Workflow.DRAFT) for _ in range(2))
    merge(kept, gone, Hand(name="ann", why="One."))
    assert head_of(kept).change_class == ""
