"""Records of the fixtures, merged by twos and taken apart again: all is as it was, in every table and in the search."""

from collections import Counter

import pytest

from tests.merging.snapshots import differing, everything, wrong_in_search
from timeline.checks.linter import refresh_findings
from timeline.history.keeping import Hand
from timeline.merging.merging import Unmergeable, merge
from timeline.merging.ties import ties_to
from timeline.merging.undoing import undo
from timeline.models import Assertion, Case, Event, Filing, FormerAddress, Party, Question, Quote, Source
from timeline.search.index import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]
HAND = Hand(name="test", why="They are one.")


@pytest.fixture(scope="module")
def before(whole_record, django_db_blocker):
    """What the database says, with findings and the search, before anything is merged."""
    with django_db_blocker.unblock():
        refresh_findings(), rebuild()
        return everything()


def merged_two(model):
    """The slug of one record that was merged into another, of those that are named most, and what became of it."""
    times = times_named(model)
    most = sorted(model.objects.public().order_by("pk"), key=lambda record: times[record.pk], reverse=True)
    likely = [(kept, absorbed) for absorbed in most[:30] for kept in most if is_likely(kept, absorbed)]
    for kept, absorbed in likely:
        try:
            return absorbed.slug, merge(kept, absorbed, HAND)
        except Unmergeable:
            pass
    raise AssertionError(f"No two of {model.__name__} can be merged.")


def is_likely(kept, absorbed):
    within = {Assertion: "question_id", Filing: "case_id"}.get(type(kept))
    return kept.pk != absorbed.pk and (not within or getattr(kept, within) == getattr(absorbed, within))


def times_named(model):
    """How often rows of all tables name each record, by its primary key."""
    return Counter(pk for tie in ties_to(model) for pk in tie.table._base_manager.values_list(tie.column, flat=True))


@pytest.mark.parametrize("model", [Source, Party, Case, Filing, Event, Quote, Question, Assertion])
def test_a_merge_moves_everything_and_its_undoing_brings_everything_back(model, before):
    slug, merged = merged_two(model)
    assert not model.objects.filter(slug=slug).exists()
    assert wrong_in_search() == []
    again = refresh_findings()
    assert (again.created, again.changed, again.gone) == (0, 0, 0)
    undone = undo(merged.address, HAND)
    assert undone.left == []
    assert differing(before, everything()) == {}
    assert wrong_in_search() == []
    assert not FormerAddress.objects.exists()
