"""The note of recent writes: what was written to the tables that lists in memory follow, since a moment.

Triggers write it, in the transaction of the write: so it follows whatever writes, through Django or past it, while they
are switched on. Where it cannot tell (triggers are gone with a table that a migration made anew, too much was written,
a table was emptied at once, the database is another one by now) it says so, and a list is read from the record again.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2s
from types import ModuleType
from typing import Any, NamedTuple

from django.db import connection, connections, transaction

from timeline.recent_writes import postgres, sqlite
from timeline.recent_writes.watched import Watched

TABLE = "recent_write"

# Of cases and parties only what lists are made of is noted: either may have thousands of events, and what follows from
# their sources is written to them often.
WATCHED = {
    "timeline_event": Watched("id"),
    "timeline_event_cases": Watched("event_id"),
    "timeline_event_parties": Watched("event_id"),
    "timeline_case": Watched("id", ("slug", "short_name", "workflow")),
    "timeline_casedatause": Watched("case_id"),
    "timeline_party": Watched("id", ("slug", "name", "workflow")),
}
MOST = 100_000  # notes

# Table → keys of the rows that were written, or on which they hang.
Writes = dict[str, set[int]]


class Moment(NamedTuple):
    """`since` is what notes are compared with; the newest note of then, and its token, tell the database by."""

    since: Any
    number: int
    token: Any


@contextmanager
def one_state() -> Iterator[None]:
    """All that is asked for within is told of one state of the database; inside a transaction, of that one's."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(backend(connection.vendor).BEGIN)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def moment() -> Moment | None:
    """This moment: all that is committed later is noted after it. None where nothing is noted."""
    with connection.cursor() as cursor:
        if not _is_installed(cursor, connection.vendor):
            return None
        cursor.execute(backend(connection.vendor).MOMENT)
        row = cursor.fetchone()
    return Moment(*row) if row else None


def written_since(moment: Moment) -> Writes | None:
    """What was written to the tables watched and committed after that moment; None where that is not known."""
    with connection.cursor() as cursor:
        if not _is_installed(cursor, connection.vendor):
            return None
        # Notes are taken away from the oldest on: while this one stands, so do all after it.
        cursor.execute(f"SELECT token FROM {TABLE} WHERE number = %s", [moment.number])
        if cursor.fetchone() != (moment.token,):
            return None
        since = backend(connection.vendor).SINCE
        values = [moment.since] * since.count("%s")
        cursor.execute(f"SELECT DISTINCT of, key FROM {TABLE} WHERE {since}", values)
        rows = cursor.fetchall()
    writes: Writes = defaultdict(set)
    for table, key in rows:
        if key is None:  # anything may have changed
            return None
        writes[table].add(key)
    return writes


def install(using: str = "default", **kwargs) -> None:
    """Have the triggers stand where they do not; for Django's signal `post_migrate`.

    SQLite loses them where a migration makes a table anew, and what was written meanwhile has not been noted.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        if not {TABLE, *WATCHED}.issubset(connection.introspection.table_names(cursor)):
            return
        if _is_installed(cursor, connection.vendor):
            return
        with transaction.atomic(using):
            cursor.execute("UPDATE data_version SET version = version")  # every writer takes it first
            remove(cursor, connection.vendor)
            for statement in (*backend(connection.vendor).BEFORE_TRIGGERS, *_made(connection.vendor, MOST).values()):
                cursor.execute(statement)
            cursor.execute(f"INSERT INTO {TABLE} (of) VALUES ('')")


def stand_aside(using: str = "default", plan=(), **kwargs) -> None:
    """Have nothing noted while migrations run; for Django's signal `pre_migrate`. `install` takes it up again.

    A column that a trigger names could not be renamed or dropped, or writers would fail once it is.
    """
    if plan:
        connection = connections[using]
        with connection.cursor() as cursor:
            remove(cursor, connection.vendor)


def remove(cursor, vendor: str) -> None:
    """Have nothing noted any more; `install` takes it up again."""
    for name, table in _triggers(cursor, vendor):
        cursor.execute(backend(vendor).DROP_TRIGGER.format(name=name, table=table))


def backend(vendor: str) -> ModuleType:
    return sqlite if vendor == "sqlite" else postgres


def _is_installed(cursor, vendor: str) -> bool:
    """Whether every trigger stands, and is as this code would make it; one statement."""
    return _triggers(cursor, vendor) >= _made(vendor, MOST).keys()


def _triggers(cursor, vendor: str) -> set[tuple[str, str]]:
    """Name and table of each that stands and is switched on."""
    cursor.execute(backend(vendor).TRIGGERS)
    return set(cursor.fetchall())


@cache
def _made(vendor: str, most: int) -> dict[tuple[str, str], str]:
    """(name, table) → how a trigger is made. In the name stands a mark, another one where any does something else."""
    of_vendor = backend(vendor)
    made = {
        (name, table): statement
        for table, own in WATCHED.items()
        for name, statement in of_vendor.triggers(table, own, most).items()
    }
    mark = blake2s("".join([*of_vendor.BEFORE_TRIGGERS, *made.values()]).encode(), digest_size=4).hexdigest()
    return {(name.format(mark=mark), table): statement.format(mark=mark) for (name, table), statement in made.items()}
