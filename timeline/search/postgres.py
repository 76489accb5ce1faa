"""The index in PostgreSQL: a tsvector made of terms that are folded and stemmed already. SQL only.

A phrase of two words is a term of its own, and so is what stands in titles and of which kind a document is: places,
weights and numbers can only be looked up in the row of each document found, terms in the index alone. The vectors lie
apart from the texts, so that those rows are short.
"""

from collections.abc import Iterator, Sequence

from timeline.search.documents import Place
from timeline.search.query import Atom, Query, Range
from timeline.search.terms import pairs

CREATE = (
    "CREATE TABLE search_document (id bigint PRIMARY KEY, record bigint NOT NULL UNIQUE, title text NOT NULL, "
    "names text NOT NULL, body text NOT NULL, title_terms text NOT NULL, name_terms text NOT NULL, "
    "body_terms text NOT NULL, spelled text NOT NULL)",
    "CREATE TABLE search_found (id bigint PRIMARY KEY, found tsvector NOT NULL)",
    "CREATE INDEX search_found_found ON search_found USING gin (found)",
    'CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY)',
    'CREATE TABLE search_term (term text COLLATE "C", kind integer, n integer NOT NULL, PRIMARY KEY (term, kind))',
)
DROP = ("DROP TABLE search_document", "DROP TABLE IF EXISTS search_found, search_term", "DROP TABLE search_word")

KEY = "id"
JOINED = "string_agg(({})::text, ',')"
FOUND = "search_found WHERE found @@ %s::tsquery AND id BETWEEN %s AND %s"

_LAST_POSITION = 16_000
_AT_ONCE = 500
# To look into the vector of a document costs about as much as to pass by so many of those that the index has found.
_LOOK = 8


def insert(cursor, rows: Sequence) -> None:
    """Pairs of a record's number and its document."""
    cursor.executemany(
        "INSERT INTO search_document (id, record, title, names, body, title_terms, name_terms, body_terms, spelled) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [(row.id, number, *row[1:]) for number, row in rows],
    )
    cursor.executemany(
        "INSERT INTO search_found (id, found) VALUES (%s, %s::tsvector)",
        [(row.id, _vector(row.id, row[4:])) for _, row in rows],
    )


def delete(cursor, numbers: Sequence[int]) -> list[tuple]:
    """The documents of the records with these numbers; answers the number and the terms of each."""
    cursor.execute(
        "DELETE FROM search_found WHERE id IN (SELECT id FROM search_document WHERE record = ANY(%s))", [list(numbers)]
    )
    cursor.execute(
        "DELETE FROM search_document WHERE record = ANY(%s) RETURNING id, title_terms, name_terms, body_terms, spelled",
        [list(numbers)],
    )
    return cursor.fetchall()


def empty(cursor) -> None:
    for table in ("document", "found", "word", "term"):
        cursor.execute(f"DELETE FROM search_{table}")


def differences(connection) -> Iterator[str]:
    """Whether every vector is the one that its terms make."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title, title_terms, name_terms, body_terms, spelled, found::text "
            "FROM search_document FULL JOIN search_found USING (id)"
        )
        held = cursor.fetchall()
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            made = ", ".join(["(%s::tsvector::text)"] * len(some))
            vectors = [_vector(row[0], [column or "" for column in row[2:6]]) for row in some]
            cursor.execute(f"SELECT * FROM (VALUES {made}) made", vectors)
            for row, (vector,) in zip(some, cursor.fetchall(), strict=True):
                if row[6] != vector:
                    yield f"“{row[1]}”: its vector is not that of its terms"


def counting(query: Query, ranges: dict[int, tuple[int, int]]) -> tuple[str, list]:
    """SQL and its parameters: how many documents a query finds of each of these kinds, by its number.

    Of no row anything is asked that the index does not say, so none is read, once the table has been vacuumed.
    """
    legs = [f"SELECT {kind}, count(*) FROM search_found WHERE found @@ %s::tsquery" for kind in ranges]
    found = expression(query)
    return " UNION ALL ".join(legs), [f"{_of_kind(kind)} & {found}" for kind in ranges]


def in_time(
    cursor, query: Query, ranges: Sequence[Range], most: int, *, oldest_first: bool = False, title_only: bool = False
) -> list[int]:
    """The highest, or lowest, numbers that a query finds, at most so many in each range.

    PostgreSQL looks up all that is found and sorts it. Where that is much, one document after the other is looked into
    in this order, and it is left to sort only where that was in vain: both together never cost twice as much.
    """
    found, order = expression(query, title_only=title_only), "ASC" if oldest_first else "DESC"
    walked = [] if title_only else [one for one in ranges if one.count // _LOOK > 2 * most]
    ids = _all_of(cursor, [_walking(one, found, most, order) for one in walked])
    done = {one for one in walked if sum(one.first <= id <= one.last for id in ids) >= most}
    kept = [id for id in ids if any(one.first <= id <= one.last for one in done)]
    sorting = f"SELECT id FROM {FOUND} ORDER BY id {order} LIMIT {most}"
    others = [one for one in ranges if one not in done]
    return kept + _all_of(cursor, [(sorting, (_within(one, found), one.first, one.last)) for one in others])


def expression(query: Query, *, title_only: bool = False) -> str:
    wanted = " & ".join(_any(group, "=" if title_only else "") for group in query.wanted)
    return f"{wanted} & !{_any(query.unwanted, '')}" if query.unwanted else wanted


def _walking(one: Range, found: str, most: int, order: str) -> tuple[str, tuple]:
    nearest = f"SELECT * FROM search_found WHERE id BETWEEN %s AND %s ORDER BY id {order} LIMIT {one.count // _LOOK}"
    sql = f"SELECT id FROM ({nearest}) nearest WHERE found @@ %s::tsquery ORDER BY id {order} LIMIT {most}"
    return sql, (one.first, one.last, found)


def _within(one: Range, found: str) -> str:
    """The same of the range's kind alone: the index would give those of all kinds, and their numbers be looked up."""
    return f"{_of_kind(Place.of(one.first).kind)} & {found}"


def _all_of(cursor, legs: list[tuple[str, tuple]]) -> list[int]:
    if not legs:
        return []
    sql = " UNION ALL ".join(f"SELECT * FROM ({leg}) of_kind" for leg, _ in legs)
    cursor.execute(sql, [part for _, parameters in legs for part in parameters])
    return [row[0] for row in cursor.fetchall()]


def _of_kind(kind: int) -> str:
    return f"'#{kind}'"


def _vector(number: int, columns: Sequence[str]) -> str:
    """Written out with places, so that no parser of PostgreSQL's cuts words otherwise; no phrase spans two columns."""
    title, names, body, spelled = (column.split() for column in columns)
    parts, place = [_of_kind(Place.of(number).kind)], 0
    in_title = [f"={term}" for term in (*title, *pairs(title))]
    for terms in (title, pairs(title), names, pairs(names), body, pairs(body), spelled, in_title):
        for term in terms:
            place = min(place + 1, _LAST_POSITION)
            parts.append(f"'{term}':{place}")
        place = min(place + 1, _LAST_POSITION)
    return " ".join(parts)


def _any(atoms: Sequence[Atom], sign: str) -> str:
    return "(" + " | ".join(_phrase(atom, sign) for atom in atoms) + ")"


def _phrase(atom: Atom, sign: str) -> str:
    is_paired = len(atom.terms) > 1 and not atom.is_prefix
    terms = [f"'{sign}{term}'" for term in (pairs(atom.terms) if is_paired else atom.terms)]
    return "(" + " <-> ".join(terms) + (":*" if atom.is_prefix else "") + ")"
