"""The note of recent writes: what was written to the tables that lists in memory follow, since a moment.

Triggers write it, in the transaction of the write: so it follows every way of writing, by Django or past it. Where it
cannot tell (triggers are gone with a table that a migration made anew, too much was written, a table was emptied at
once) it says so, and a list is read from the record again.
"""

from collections import defaultdict
from functools import cache
from hashlib import blake2s
from types import ModuleType

from django.db import connection, connections

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

    SQLite loses them where a migration makes a table anew, and what was written meanwhile has not been noted. In a
    database that was copied from another server notes may stand at moments that have not come yet.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        if not {TABLE, *WATCHED}.issubset(connection.introspection.table_names(cursor)):
            return
        cursor.execute(f"DELETE FROM {TABLE} WHERE {backend(connection.vendor).FOREIGN}")
        is_copied = cursor.rowcount > 0
        if _is_installed(cursor, connection.vendor) and not is_copied:
            return
        remove(cursor, connection.vendor)
        for statement in (*backend(connection.vendor).BEFORE_TRIGGERS, *_made(connection.vendor, MOST)[1]):
            cursor.execute(statement)
        cursor.execute(f"INSERT INTO {TABLE} (of) VALUES ('')")


def remove(cursor, vendor: str) -> None:
    """Have nothing noted any more; `install` takes it up again."""
    for name, table in _triggers(cursor, vendor):
        cursor.execute(backend(vendor).DROP_TRIGGER.format(name=name, table=table))


def backend(vendor: str) -> ModuleType:
    return sqlite if vendor == "sqlite" else postgres


def _is_installed(cursor, vendor: str) -> bool:
    """Whether every trigger stands, and is as this code would make it; one statement."""
    mark, statements = _made(vendor, MOST)
    standing = [name for name, _ in _triggers(cursor, vendor) if name.startswith(f"recent_write_{mark}_")]
    return len(standing) == len(statements)


@cache
def _made(vendor: str, most: int) -> tuple[str, list[str]]:
    """A mark that names of triggers carry, which is another one where they do something else; and how they are made."""
    of_vendor = backend(vendor)
    statements = [each for table, own in WATCHED.items() for each in of_vendor.triggers(table, own, most)]
    mark = blake2s("".join([*of_vendor.BEFORE_TRIGGERS, *statements]).encode(), digest_size=4).hexdigest()
    return mark, [statement.format(mark=mark) for statement in statements]


def _triggers(cursor, vendor: str) -> list[tuple[str, str]]:
    """Name and table of each that stands."""
    cursor.execute(backend(vendor).TRIGGERS)
    return cursor.fetchall()
