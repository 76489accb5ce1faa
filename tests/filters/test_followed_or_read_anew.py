"""When a list held in memory follows what was written, and when it is read anew."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.filters.writing import a_record, redate, told
from tests.making import make_case
from timeline.data_version import data_version
from timeline.filters import holding, list_rows
from timeline.filters.held import HeldList
from timeline.filters.holding import _written, made
from timeline.filters.timeline import TimelineFilters
from timeline.lanes import drawn
from timeline.models import Case, Event
from timeline.models.asked_often import AskedOften
from timeline.recent_writes.log import WATCHED, install, moment, remove

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record():
    """The chance by which it was made, and is written to."""
    return a_record()


def test_a_list_of_which_too_much_was_written_is_read_anew(record, monkeypatch):
    monkeypatch.setattr(holding, "_FEW", 5)
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.filter(slug__in=[f"own-{number}" for number in range(5)]).update(kind="ruling")
    assert len(_written(TimelineFilters, held)) == 5
    Event.objects.filter(slug="own-7").update(kind="ruling")
    assert _written(TimelineFilters, held) is None
    case = make_case("Case of all")
    case.events.set(Event.objects.all())
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Case.objects.filter(pk=case.pk).update(short_name="Another name")
    assert _written(TimelineFilters, held) is None


def test_events_that_several_written_cases_share_count_once(record, monkeypatch):
    monkeypatch.setattr(holding, "_FEW", 6)
    Event.cases.through.objects.all().delete()
    cases = [make_case(f"Shared {number}") for number in range(3)]
    for case in cases[:2]:
        case.events.set(Event.objects.filter(slug__in=["own-1", "own-2", "own-3", "own-4"]))
    cases[2].events.set(Event.objects.filter(slug__in=["own-5", "own-6"]))
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Case.objects.filter(short_name__startswith="Shared").update(workflow="draft")
    assert len(_written(TimelineFilters, held)) == 6
    followed = made(TimelineFilters, held, data_version())
    assert told(followed) == told(HeldList.read(TimelineFilters, "a version"))


def test_rows_that_do_not_fit_the_list_are_refused(record, monkeypatch):
    """As what is read in parts might be, while somebody writes in between."""
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.filter(slug__in=["own-1", "own-2"]).update(kind="ruling")
    whole = drawn._written.build
    fewer = AskedOften(lambda pks, day=None: whole(pks).exclude(slug="own-1"))
    monkeypatch.setattr(drawn, "_written", fewer)
    with pytest.raises(ValueError, match="not those of the list"):
        made(TimelineFilters, held, data_version())


def test_many_records_are_read_in_parts(record, monkeypatch):
    monkeypatch.setattr(list_rows, "_KEYS_AT_ONCE", 4)
    held = HeldList.read(TimelineFilters, data_version(), moment())
    Event.objects.filter(kind="filing").update(kind="ruling")
    Event.objects.exclude(kind="ruling").update(kind="filing")
    redate(record)
    keys = _written(TimelineFilters, held)
    assert len(keys) > 12
    assert told(made(TimelineFilters, held, data_version())) == told(HeldList.read(TimelineFilters, "a version"))


def test_every_table_that_tells_of_the_list_is_watched(record):
    """Accounts that differ are asked for after every write."""
    contested = set(re.findall(r'"(timeline_\w+)"', str(Event.objects.contested(None).query)))
    with CaptureQueriesContext(connection) as captured:
        HeldList.read(TimelineFilters, "a version")
    for query in captured.captured_queries:
        tables = set(re.findall(r'"(timeline_\w+)"', query["sql"]))
        assert tables <= TimelineFilters.follows.keys() or tables == contested, query["sql"]
        for table, own in WATCHED.items():
            columns = set(re.findall(rf'"{table}"\."(\w+)"', query["sql"]))
            assert tables == contested or not own.columns or columns <= {own.key, *own.columns}, query["sql"]
    assert TimelineFilters.follows.keys() == WATCHED.keys()


@pytest.mark.parametrize("loss", ["triggers are gone", "triggers came back"])
def test_where_notes_are_missing_the_list_is_read_anew(record, loss):
    held = HeldList.read(TimelineFilters, data_version(), moment())
    with connection.cursor() as cursor:
        remove(cursor, connection.vendor)
    Event.objects.filter(slug="own-1").update(kind="ruling")
    if loss == "triggers came back":
        install()
    assert _written(TimelineFilters, held) is None
    assert told(made(TimelineFilters, held, data_version())) == told(HeldList.read(TimelineFilters, "a version"))
    install()
    now = made(TimelineFilters, held, data_version())
    Event.objects.filter(slug="own-1").update(kind="filing")
    assert _written(TimelineFilters, now) == [Event.objects.get(slug="own-1").pk]
