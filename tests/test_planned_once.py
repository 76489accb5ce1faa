"""What pages of records ask is planned once a connection by PostgreSQL, and by SQLite as ever."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_event
from timeline.models import Event
from timeline.models.asked_often import AskedOften
from timeline.planned_once import planned_once

pytestmark = pytest.mark.django_db
PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def prepared_with(words):
    """How many statements with these words the connection has prepared; SQLite tells of none, and keeps its own."""
    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, [f"%{words}%"])
        return cursor.fetchone()[0]


def test_a_query_that_is_asked_often_is_planned_when_it_is_asked_first_and_never_again():
    events = [make_event() for _ in range(3)]
    ask = AskedOften(lambda pk, day=None: Event.objects.filter(pk=pk).extra(where=["'a mark' <> ''"]))
    for event in events:
        assert ask(event.pk) == [event]
    assert prepared_with("a mark") in (1, None)


def test_what_was_asked_is_told_with_what_was_given():
    ask = AskedOften(lambda pk, day=None: Event.objects.filter(pk=pk))
    event = make_event()
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert ask(event.pk) == [event]
        (query,) = captured.captured_queries
        assert f'"timeline_event"."id" = {event.pk}' in query["sql"]


def test_what_django_asks_otherwise_is_asked_as_ever_also_after_a_query_that_failed():
    class Wrong(Exception):
        pass

    connection.ensure_connection()
    before = getattr(connection.connection, "cursor_factory", None)
    with pytest.raises(Wrong), planned_once(connection):
        raise Wrong
    assert getattr(connection.connection, "cursor_factory", None) == before
    event = make_event()
    assert list(Event.objects.filter(pk=event.pk).extra(where=["'another mark' <> ''"])) == [event]
    assert prepared_with("another mark") in (0, None)
