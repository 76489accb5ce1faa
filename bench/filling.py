"""Rows into tables, in bulk: what each database has for that, past the model's own way of writing."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

_AT_ONCE = 5000


def insert(name: str, count: int, made: Iterator, tell: Callable[[str, int, int], None]) -> None:
    """All that is made, rows of one model in order; what follows from a row's own columns is derived first."""
    done, table = 0, None
    while batch := list(islice(made, _AT_ONCE)):
        table = type(batch[0])
        for row in batch:
            if hasattr(row, "derive"):
                row.derive()
        with transaction.atomic(), connection.cursor() as cursor:
            _write(cursor, table, batch)
        done += len(batch)
        tell(name, done, max(count, done + 1))
    tell(name, done, done)
    if table:
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [table]):
                cursor.execute(statement)


def _write(cursor, table, rows: list) -> None:
    fields = [field for field in table._meta.concrete_fields if rows[0].pk is not None or not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    readers = [_reader(field) for field in fields]
    values = ([read(row) for read in readers] for row in rows)
    name = connection.ops.quote_name(table._meta.db_table)
    if connection.vendor == "postgresql":
        # The wrapper that renews the data version does not see a COPY; the corpus is filled before anybody asks.
        with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(fields))
    cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({places})", list(values))  # noqa: S608


def _reader(field) -> Callable:
    """The field's value of a row as the database takes it."""
    name = field.attname
    if isinstance(field, models.DateTimeField):
        now = field.get_db_prep_save(timezone.now(), connection)
        return lambda row: now  # all of ours are set when a row is written
    if isinstance(field, models.JSONField):
        return lambda row: field.get_db_prep_save(getattr(row, name), connection)
    if isinstance(field, models.DateField) and connection.vendor == "sqlite":
        return lambda row: _iso(getattr(row, name))
    return lambda row: getattr(row, name)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


@contextmanager
def careless() -> Iterator[None]:
    """A corpus that a power cut spoils is made again: nothing waits for the disk, and the cache is large."""
    statements = {
        "sqlite": ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000", "PRAGMA temp_store = MEMORY"),
        "postgresql": ("SET synchronous_commit = off", "SET work_mem = '128MB'", "SET maintenance_work_mem = '256MB'"),
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
