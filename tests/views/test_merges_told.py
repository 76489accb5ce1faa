"""What readers are told of a merge and of its undoing."""

import pytest

from tests.making import make_event
from tests.views.reading import read
from tests.views.versions import version_of
from timeline.history.keeping import Hand
from timeline.merging.merging import merge
from timeline.merging.undoing import undo

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
