"""A list held in memory that follows what was written is the list that would be read anew."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.filters.writing import WAYS, a_record, rename, told
from timeline.data_version import data_version
from timeline.filters.held import HeldList
from timeline.filters.holding import _written, made
from timeline.filters.timeline import TimelineFilters
from timeline.models import Case, Event
from timeline.recent_writes.log import moment

pytestmark = pytest.mark.django_db(transaction=True)

QUERIES = [
    "",
    "kind=filing",
    "case=case-1",
    "party=party-2&contested=1",
    "since=2024",
    "use=training_copies",
    "q=renamed",
]


@pytest.fixture
def record():
    """The chance by which it was made, and is written to."""
    return a_record()


def answers(held, monkeypatch):
    """What some query strings are answered with from this list."""
    with monkeypatch.context() as patched:
        patched.setattr(TimelineFilters, "held", held)
        filters = [TimelineFilters(QueryDict(query)) for query in QUERIES]
        return [(of.survey, of.event_keys) for of in filters if not of.problems]


def test_after_any_write_the_list_is_as_if_it_were_read_anew(record, monkeypatch):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    for number in range(120):
        ways = record.sample(list(WAYS), record.choice([1, 1, 3]))
        answers(held, monkeypatch)  # what was counted of one list may be kept by the next
        for way in ways:
            WAYS[way](record)
        assert _written(TimelineFilters, held) is not None
        held = made(TimelineFilters, held, data_version())
        anew = HeldList.read(TimelineFilters, data_version())
        assert told(held) == told(anew), (number, ways)
        assert answers(held, monkeypatch) == answers(anew, monkeypatch), (number, ways)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_alone_is_followed(record, monkeypatch, way):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    answers(held, monkeypatch)
    for _ in range(3):
        WAYS[way](record)
    followed = made(TimelineFilters, held, data_version())
    anew = HeldList.read(TimelineFilters, data_version())
    assert told(followed) == told(anew)
    assert answers(followed, monkeypatch) == answers(anew, monkeypatch)


def test_a_list_that_was_emptied_and_fills_again_is_followed(record):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.update(workflow="draft")
    held = made(TimelineFilters, held, data_version())
    assert len(held) == 0
    Event.objects.exclude(slug="own-3").update(workflow="published")
    held = made(TimelineFilters, held, data_version())
    assert len(held) == 13
    assert told(held) == told(HeldList.read(TimelineFilters, data_version()))


def test_values_that_no_event_has_any_more_are_forgotten(record):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    for number in range(20):
        Case.objects.filter(pk=Event.cases.through.objects.first().case_id).update(slug=f"named-{number}")
        held = made(TimelineFilters, held, data_version())
    anew = HeldList.read(TimelineFilters, "a version")
    assert sorted(held.columns["case"].values) == sorted(anew.columns["case"].values)


def test_a_list_reads_no_more_than_what_was_written(record):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    event = Event.objects.get(slug="own-1")
    event.title = "Renamed"
    event.save()
    with CaptureQueriesContext(connection) as captured:
        made(TimelineFilters, held, data_version())
    read = [query["sql"] for query in captured.captured_queries if '"timeline_event"' in query["sql"]]
    assert len(read) > 8
    assert all(f"IN ({event.pk})" in sql for sql in read if "timeline_question" not in sql)


def test_what_was_counted_stays_known_where_a_write_changes_no_column(record, monkeypatch):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    answers(held, monkeypatch)
    rename(Event, "title")(record)
    followed = made(TimelineFilters, held, data_version())
    assert all(followed.columns[name] is column for name, column in held.columns.items())
    assert followed.all._counted.keys() == held.all._counted.keys()
    assert followed._left.keys() == {key for key in held._left if "q" not in dict(key)}
