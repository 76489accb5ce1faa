"""Queries that PostgreSQL plans once a connection and not each time that they are asked.

To plan what a page of a record asks takes it longer than to answer. Django binds parameters into the text of a query,
so that PostgreSQL has never seen it before; for these queries they are sent beside it, and psycopg has them prepared.
They are looked up by keys, so that one plan is as good for any of them; environment.py has PostgreSQL make no others.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.postgresql.base import ServerBindingCursor

# A connection keeps a hundred unless it is told otherwise; the pages of the site ask some two hundred.
_MOST = 1000


@contextmanager
def planned_once(connection) -> Iterator[None]:
    """What is asked within must have its parameters nowhere but where PostgreSQL can tell their type.

    Does nothing for SQLite, nor where the settings prepare no statements.
    """
    connection.ensure_connection()
    held = connection.connection
    if getattr(held, "prepare_threshold", None) is None:
        yield
        return
    features, held.prepared_max = connection.features, _MOST
    before = held.cursor_factory, features.uses_server_side_binding
    # By the feature Django knows how to tell what was asked.
    held.cursor_factory, features.uses_server_side_binding = ServerBindingCursor, True
    try:
        yield
    finally:
        held.cursor_factory, features.uses_server_side_binding = before
