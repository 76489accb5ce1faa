"""The index in PostgreSQL: a tsvector made of terms that are folded and stemmed already. SQL only."""

from collections.abc import Iterator, Sequence

from timeline.search.query import Atom, Query

CREATE = (
    "CREATE TABLE search_document (id bigint PRIMARY KEY, record bigint NOT NULL UNIQUE, title text NOT NULL, "
    "names text NOT NULL, body text NOT NULL, title_terms text NOT NULL, name_terms text NOT NULL, "
    "body_terms text NOT NULL, spelled text NOT NULL, found tsvector NOT NULL)",
    "CREATE INDEX search_document_found ON search_document USING gin (found)",
    'CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY)',
)
DROP = ("DROP TABLE search_document", "DROP TABLE search_word")

KEY = "id"
FOUND = "search_document WHERE found @@ %s::tsquery AND id BETWEEN %s AND %s"

_LAST_POSITION = 16_000
_AT_ONCE = 500


def insert(cursor, rows: Sequence) -> None:
    """Pairs of a record's number and its document."""
    cursor.executemany(
        "INSERT INTO search_document (id, record, title, names, body, title_terms, name_terms, body_terms, spelled, "
        "found) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector)",
        [(row.id, number, *row[1:], _vector(row[4:])) for number, row in rows],
    )


def delete(cursor, numbers: Sequence[int]) -> None:
    """The documents of the records with these numbers."""
    cursor.execute("DELETE FROM search_document WHERE record = ANY(%s)", [list(numbers)])


def empty(cursor) -> None:
    cursor.execute("DELETE FROM search_document")
    cursor.execute("DELETE FROM search_word")


def differences(connection) -> Iterator[str]:
    """Whether every vector is the one that its terms make."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, title_terms, name_terms, body_terms, spelled, found::text FROM search_document")
        held = cursor.fetchall()
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            made = ", ".join(["(%s::tsvector::text)"] * len(some))
            cursor.execute(f"SELECT * FROM (VALUES {made}) made", [_vector(row[1:5]) for row in some])
            for row, (vector,) in zip(some, cursor.fetchall(), strict=True):
                if row[5] != vector:
                    yield f"“{row[0]}”: its vector is not that of its terms"


def counting(query: Query, ranges: dict[int, tuple[int, int]]) -> tuple[str, list]:
    """SQL and its parameters: how many documents a query finds in each of these ranges of numbers, by its name.

    In one go: a leg a range would look up all that is found, and all numbers of the range, once for each of them.
    """
    names = " ".join(f"WHEN id BETWEEN {first} AND {last} THEN {name}" for name, (first, last) in ranges.items())
    return f"SELECT CASE {names} END, count(*) FROM search_document WHERE found @@ %s::tsquery GROUP BY 1", [
        expression(query)
    ]


def expression(query: Query, *, title_only: bool = False) -> str:
    wanted = " & ".join(_any(group, "A" if title_only else "") for group in query.wanted)
    return f"{wanted} & !{_any(query.unwanted, '')}" if query.unwanted else wanted


def _vector(columns: Sequence[str]) -> str:
    """Written out with places, so that no parser of PostgreSQL's cuts words otherwise; no phrase spans two columns."""
    parts, place = [], 0
    for column, weight in zip(columns, "ABCD", strict=True):
        for term in column.split():
            place = min(place + 1, _LAST_POSITION)
            parts.append(f"'{term}':{place}{weight}")
        place = min(place + 1, _LAST_POSITION)
    return " ".join(parts)


def _any(atoms: Sequence[Atom], weight: str) -> str:
    return "(" + " | ".join(_phrase(atom, weight) for atom in atoms) + ")"


def _phrase(atom: Atom, weight: str) -> str:
    *first, last = atom.terms
    ends = f"*{weight}" if atom.is_prefix else weight
    parts = [f"'{term}'" + (f":{weight}" if weight else "") for term in first]
    return "(" + " <-> ".join([*parts, f"'{last}'" + (f":{ends}" if ends else "")]) + ")"
