"""The note of recent writes: what was written to the tables that lists in memory follow, since a moment.

Triggers write it, in the transaction of the write: so it follows every way of writing, by Django or past it. Where it
cannot tell (triggers are gone with a table that a migration made anew, too much was written, a table was emptied at
once) it says so, and a list is read from the record again.
"""

from collections import defaultdict
from types import ModuleType

from django.db import connection, connections

from timeline.recent_writes import postgres, sqlite

TABLE = "recent_write"

# Table → the column whose values are noted: the row's own key, or that of the record it hangs on.
WATCHED = {
    "timeline_event": "id",
    "timeline_event_cases": "event_id",
    "timeline_event_parties": "event_id",
    "timeline_case": "id",
    "timeline_casedatause": "case_id",
    "timeline_party": "id",
}
MOST = 20_000  # notes

# Table → keys of the rows that were written, or on which they hang.
Writes = dict[str, set[int]]


def moment() -> int:
    """This moment: what is committed later is noted after it, and perhaps some of what was committed before."""
    with connection.cursor() as cursor:
        cursor.execute(backend(connection.vendor).MOMENT)
        return cursor.fetchone()[0] or 0


def written_since(moment: int) -> Writes | None:
    """What was written to the tables watched and committed after that moment; None where that is not known."""
    with connection.cursor() as cursor:
        if not _is_installed(cursor, connection.vendor):
            return None
        cursor.execute(f"SELECT min(moment) FROM {TABLE}")
        (first,) = cursor.fetchone()
        if first is None or first > moment:
            return None
        cursor.execute(f"SELECT DISTINCT of, key FROM {TABLE} WHERE moment > %s", [moment])
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
        for statement in backend(connection.vendor).installing(WATCHED, MOST):
            cursor.execute(statement)
        cursor.execute(f"INSERT INTO {TABLE} (of) VALUES ('')")


def backend(vendor: str) -> ModuleType:
    return sqlite if vendor == "sqlite" else postgres


def _is_installed(cursor, vendor: str) -> bool:
    """Whether every trigger stands; one statement."""
    tables = backend(vendor)
    cursor.execute(tables.standing(WATCHED))
    (standing,) = cursor.fetchone()
    return standing == len(WATCHED) * tables.TRIGGERS_A_TABLE
