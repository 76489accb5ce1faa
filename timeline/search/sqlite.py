"""The index in SQLite: an FTS5 table over terms that are folded and stemmed already. SQL only.

The terms lie in `search_document`, and behind those of each column the view `search_indexed` puts each two neighbours
as one: the postings of a phrase are then as short as what it finds. FTS5 is told by that view what to learn and what to
forget.
"""

from collections.abc import Iterator, Sequence

from django.db import DatabaseError

from timeline.search.documents import KIND_SHIFT
from timeline.search.query import Atom, Query, Range
from timeline.search.terms import pairs

# As `_with_pairs` has it. FTS5 reads its content without other virtual tables, so nothing here may be one.
_WITH_PAIRS = """{column} || coalesce((
  WITH RECURSIVE word (this, rest) AS (
    SELECT substr({column}, 1, instr({column} || ' ', ' ') - 1), substr({column}, instr({column} || ' ', ' ') + 1)
    UNION ALL
    SELECT substr(rest, 1, instr(rest || ' ', ' ') - 1), substr(rest, instr(rest || ' ', ' ') + 1)
    FROM word WHERE rest <> ''
  )
  SELECT group_concat(' +' || this || '+' || substr(rest, 1, instr(rest || ' ', ' ') - 1), '')
  FROM word WHERE rest <> ''
), '') AS {column}"""
_IN_PAIRS = ", ".join(_WITH_PAIRS.format(column=column) for column in ("title_terms", "name_terms", "body_terms"))

CREATE = (
    "CREATE TABLE search_document (id integer PRIMARY KEY, record integer NOT NULL UNIQUE, title text NOT NULL, "
    "names text NOT NULL, body text NOT NULL, title_terms text NOT NULL, name_terms text NOT NULL, "
    "body_terms text NOT NULL, spelled text NOT NULL)",
    f"CREATE VIEW search_indexed AS SELECT id, record, {_IN_PAIRS}, spelled FROM search_document",
    "CREATE VIRTUAL TABLE search_found USING fts5(title_terms, name_terms, body_terms, spelled, "
    "content = 'search_indexed', content_rowid = 'id', tokenize = \"unicode61 tokenchars '+'\")",
    "CREATE TABLE search_word (word text PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE search_term (term text, kind integer, n integer NOT NULL, PRIMARY KEY (term, kind)) WITHOUT ROWID",
)
DROP = (
    "DROP TABLE search_found",
    "DROP VIEW IF EXISTS search_indexed",
    "DROP TABLE search_document",
    "DROP TABLE search_word",
    "DROP TABLE IF EXISTS search_term",
)

KEY = "rowid"
JOINED = "group_concat({})"  # all that is found as one text, with commas between
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
        [(row.id, *map(_with_pairs, row[4:7]), row.spelled) for _, row in rows],
    )


def delete(cursor, numbers: Sequence[int]) -> list[tuple]:
    """The documents of the records with these numbers, at most 500; answers the number and the terms of each."""
    places = ", ".join(["%s"] * len(numbers))
    cursor.execute(
        f"INSERT INTO search_found (search_found, rowid, {_TERMS}) "
        f"SELECT 'delete', id, {_TERMS} FROM search_indexed WHERE record IN ({places})",
        numbers,
    )
    cursor.execute(f"DELETE FROM search_document WHERE record IN ({places}) RETURNING id, {_TERMS}", numbers)
    return cursor.fetchall()


def empty(cursor) -> None:
    cursor.execute("INSERT INTO search_found (search_found) VALUES ('delete-all')")
    cursor.execute("DELETE FROM search_document")
    cursor.execute("DELETE FROM search_word")
    cursor.execute("DELETE FROM search_term")


def differences(connection) -> Iterator[str]:
    """Whether the full-text table has exactly the terms of the documents."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_found (search_found, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        yield f"the full-text table differs from its documents ({error})"


def counting(query: Query, ranges: dict[int, tuple[int, int]]) -> tuple[str, list]:
    """SQL and its parameters: how many documents a query finds of each of these kinds, by its number, if any.

    Those of the first kind, events, are the most and are counted as they lie. All others are looked at one by one, for
    a leg a kind would have what begins as somebody typed gathered again for each.
    """
    (first, ends), *others = ranges.items()
    beyond = others[0][1][0], others[-1][1][1]
    found = expression(query)
    of_others = f"SELECT rowid >> {KIND_SHIFT}, count(*) FROM {FOUND} GROUP BY 1"
    return f"SELECT {first}, count(*) FROM {FOUND} UNION ALL {of_others}", [found, *ends, found, *beyond]


def in_time(
    cursor, query: Query, ranges: Sequence[Range], most: int, *, oldest_first: bool = False, title_only: bool = False
) -> list[int]:
    """The highest, or lowest, numbers that a query finds, at most so many in each range."""
    order = "ASC" if oldest_first else "DESC"
    leg = f"SELECT * FROM (SELECT rowid FROM {FOUND} ORDER BY rowid {order} LIMIT {most})"
    found = expression(query, title_only=title_only)
    cursor.execute(" UNION ALL ".join([leg] * len(ranges)), [part for r in ranges for part in (found, r.first, r.last)])
    return [row[0] for row in cursor.fetchall()]


def expression(query: Query, *, title_only: bool = False) -> str:
    wanted = " AND ".join(_any(group) for group in query.wanted)
    if title_only:
        wanted = f"{{title_terms}} : ({wanted})"
    return f"({wanted}) NOT {_any(query.unwanted)}" if query.unwanted else wanted


def _with_pairs(column: str) -> str:
    terms = column.split()
    return " ".join((*terms, *pairs(terms)))


def _any(atoms: Sequence[Atom]) -> str:
    return "(" + " OR ".join(map(_phrase, atoms)) + ")"


def _phrase(atom: Atom) -> str:
    """Pairs that follow each other; a word that is only begun is in none, so with one the words themselves do."""
    is_paired = len(atom.terms) > 1 and not atom.is_prefix
    return '"' + " ".join(pairs(atom.terms) if is_paired else atom.terms) + '"' + (" *" if atom.is_prefix else "")
