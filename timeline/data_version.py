"""The data version: a text that is another one after every transaction that wrote to the record.

Whatever was computed from the record can be kept under it and is never stale. It follows every way of writing that
goes through Django, for it hangs on the database connection: admin, importers, commands, shell, raw SQL. The row is
taken before anything else is, so writers come one after the other: none of them waits for another in a circle, and
each sees all that those before it wrote.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.db import connection

TABLE = "data_version"

_of_request: ContextVar[str | None] = ContextVar("data_version", default=None)

# Rows that are locked are about to be written; who locks them first has to take the version first too.
_WRITES = re.compile(
    r'\s*(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b.*?(?:"timeline_|\bsearch_)', re.IGNORECASE | re.DOTALL
)
_LOCKS = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b[^()]*\Z")


def data_version() -> str | None:
    """The version of what is committed; None inside a transaction that has written, whose data nobody else sees.

    Within `one_version` it is the one that stood when it began: what is read later may be newer, but never older.
    """
    if _is_renewed(connection):
        return None
    if version := _of_request.get():
        return version
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version FROM {TABLE}")  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else ""


@contextmanager
def one_version(version: str | None) -> Iterator[None]:
    """While one request is answered its version need not be asked for again."""
    token = _of_request.set(version)
    try:
        yield
    finally:
        _of_request.reset(token)


def watch(connection, **kwargs) -> None:
    """Have this connection renew the version with what it writes; for Django's signal `connection_created`."""
    if _renewing not in connection.execute_wrappers:
        connection.execute_wrappers.append(_renewing)


def _renewing(execute, sql, params, many, context):
    connection = context["connection"]
    if not (_WRITES.match(sql) or _locks(sql)) or _is_renewed(connection) or not _has_table(connection):
        return execute(sql, params, many, context)
    if connection.in_atomic_block:
        _renew(connection)
        connection.on_commit(_renewed)
        return execute(sql, params, many, context)
    # A statement for itself is committed when it is done, which on SQLite may be when its last row is read.
    result = execute(sql, params, many, context)
    _renew(connection)
    return result


def _locks(sql: str) -> bool:
    """Whether its last clause locks rows; a long query is not searched from its beginning."""
    return bool(_LOCKS.search(sql, sql.rfind(")") + 1))


def _renew(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET version = %s", [uuid4().hex])  # noqa: S608


def _renewed() -> None:
    """Stands among what a transaction does on its commit, and is gone with a savepoint that is rolled back."""


def _is_renewed(connection) -> bool:
    return any(function is _renewed for _, function, *_ in connection.run_on_commit)


def _has_table(connection) -> bool:
    """Migrations write before there is a version."""
    if not getattr(connection, "has_data_version", False):
        with connection.cursor() as cursor:
            connection.has_data_version = TABLE in connection.introspection.table_names(cursor)
    return connection.has_data_version
