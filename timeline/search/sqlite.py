"""The index in SQLite: an FTS5 table over terms that are folded and stemmed already. SQL only.

The terms lie in `search_document`; FTS5 is told what to forget by the same terms that it was given.
"""

from collections.abc import Iterator, Sequence

from django.db import DatabaseError

from timeline.search.query import Atom, Query

CREATE = (
    "CREATE TABLE search_document (id integer PRIMARY KEY, record integer NOT NULL UNIQUE, title text NOT NULL, "
    "names text NOT NULL, body text NOT NULL, title_terms text NOT NULL, name_terms text NOT NULL, "
    "body_terms text NOT NULL, spelled text NOT NULL)",
    "CREATE VIRTUAL TABLE search_found USING fts5(title_terms, name_terms, body_terms, spelled, "
    "content = 'search_document', content_rowid = 'id', tokenize = 'unicode61')",
    "CREATE TABLE search_word (word text PRIMARY KEY) WITHOUT ROWID",
)
DROP = ("DROP TABLE search_found", "DROP TABLE search_document", "DROP TABLE search_word")

KEY = "rowid"
FOUND = "search_found WHERE search_found MATCH %s AND rowid BETWEEN %s AND %s"

_TERMS = "title_terms, name_terms, body_terms, spelled"
_AT_ONCE = 500


def insert(cursor, rows: Sequence) -> None:
    """Pairs of a record's number and its document."""
    cursor.executemany(
        f"INSERT INTO search_document (id, record, title, names, body, {_TERMS}) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [(row.id, number, *row[1:]) for number, row in rows],
    )
    cursor.executemany(
        f"INSERT INTO search_found (rowid, {_TERMS}) VALUES (%s, %s, %s, %s, %s)",
        [(row.id, *row[4:]) for _, row in rows],
    )


def delete(cursor, numbers: Sequence[int]) -> None:
    """The documents of the records with these numbers; at most 500."""
    places = ", ".join(["%s"] * len(numbers))
    cursor.execute(
        f"INSERT INTO search_found (search_found, rowid, {_TERMS}) "
        f"SELECT 'delete', id, {_TERMS} FROM search_document WHERE record IN ({places})",
        numbers,
    )
    cursor.execute(f"DELETE FROM search_document WHERE record IN ({places})", numbers)


def empty(cursor) -> None:
    cursor.execute("INSERT INTO search_found (search_found) VALUES ('delete-all')")
    cursor.execute("DELETE FROM search_document")
    cursor.execute("DELETE FROM search_word")


def differences(connection) -> Iterator[str]:
    """Whether the full-text table has exactly the terms of the documents."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_found (search_found, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        yield f"the full-text table differs from its documents ({error})"


def counting(query: Query, ranges: dict[int, tuple[int, int]]) -> tuple[str, list]:
    """SQL and its parameters: how many documents a query finds in each of these ranges of numbers, by its name.

    A leg a range: within one, the numbers of what is found are counted as they lie.
    """
    legs = [f"SELECT {name}, count(*) FROM {FOUND}" for name in ranges]
    found = expression(query)
    return " UNION ALL ".join(legs), [part for ends in ranges.values() for part in (found, *ends)]


def expression(query: Query, *, title_only: bool = False) -> str:
    wanted = " AND ".join(_any(group) for group in query.wanted)
    if title_only:
        wanted = f"{{title_terms}} : ({wanted})"
    return f"({wanted}) NOT {_any(query.unwanted)}" if query.unwanted else wanted


def _any(atoms: Sequence[Atom]) -> str:
    return "(" + " OR ".join(map(_phrase, atoms)) + ")"


def _phrase(atom: Atom) -> str:
    return '"' + " ".join(atom.terms) + '"' + (" *" if atom.is_prefix else "")
