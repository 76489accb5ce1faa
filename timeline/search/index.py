"""The index: tables that follow from the record and can be emptied and made anew. Whoever writes says `index`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import ModuleType
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from timeline.search import postgres, sqlite
from timeline.search.documents import BY_NUMBER, KIND_OF, KINDS, NAMED_IN, PK_MASK, Document, Kind, Place
from timeline.search.query import Query, Range

_AT_ONCE = 500
_TERMS = "id, title_terms, name_terms, body_terms, spelled"
_COLUMNS = "id, title, names, body, title_terms, name_terms, body_terms, spelled"

# Kind of record → keys of the records whose documents a change touches.
Touched = dict[str, set[int]]


class Row(NamedTuple):
    """A document as the index holds it: its texts, and their terms with blanks between them."""

    id: int
    title: str
    names: str
    body: str
    title_terms: str
    name_terms: str
    body_terms: str
    spelled: str


def backend(vendor: str | None = None) -> ModuleType:
    return sqlite if (vendor or connection.vendor) == "sqlite" else postgres


def touched_by(model, pks: Iterable[int]) -> Touched:
    """The documents of these records, and those in which they are named, as the database has it now."""
    pks, touched = list(pks), defaultdict(set)
    if pks and model in KIND_OF:
        touched[KIND_OF[model].name].update(pks)
    for name, lookup in NAMED_IN.get(model, ()) if pks else ():
        named = KINDS[name].model._default_manager.filter(**{f"{lookup}__in": pks}).order_by()
        touched[name].update(named.values_list("pk", flat=True))
    return touched


def index(model, pks: Iterable[int], before: Touched | None = None) -> None:
    """Bring up to date what the index says of these records, and of those that are found by their names.

    `before` is what they touched before they were written, for they may have left it.
    """
    touched = touched_by(model, pks)
    for name, others in (before or {}).items():
        touched[name].update(others)
    index_touched(touched)


def index_touched(touched: Touched) -> None:
    """Write the documents of these records anew; of those that are gone, or no longer public, there is none."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        for name, pks in touched.items():
            kind = KINDS[name]
            for some in _in_batches(iter(sorted(pks))):
                numbers = [_record_number(kind, pk) for pk in some]
                counted = _terms_of(backend().delete(cursor, numbers))
                documents = list(kind.documents(kind.records.filter(pk__in=some)))
                _insert(cursor, documents)
                change = _terms_of((document.id, *document.columns) for document in documents)
                change.subtract(counted)
                _count(cursor, change)


def rebuild(tell: Callable[[Kind, int], None] = lambda kind, done: None) -> int:
    """Make the index anew; answers how many documents it has. `tell` hears of every 500."""
    count, known, counted = 0, set[str](), Counter[tuple[str, int]]()
    with transaction.atomic(), connection.cursor() as cursor:
        backend().empty(cursor)
        for kind in KINDS.values():
            done = 0
            for documents in _in_batches(kind.documents(kind.records)):
                _insert(cursor, documents, known)
                counted.update(_terms_of((document.id, *document.columns) for document in documents))
                done += len(documents)
                tell(kind, done)
            count += done
        _count(cursor, counted)
    return count


def differences() -> Iterator[str]:
    """What the index says otherwise than the record: missing, stale or left over, each by kind and address."""
    for kind in KINDS.values():
        slugs = dict(kind.records.values_list("pk", "slug"))
        held = {row.id: row for row in _rows("WHERE id BETWEEN %s AND %s", kind.ids)}
        for document in kind.documents(kind.records):
            there = held.pop(document.id, None)
            if there != _row_of(document):
                yield f"{kind.name} {slugs[Place.of(document.id).pk]}: {'stale' if there else 'missing'}"
        for row in held.values():
            yield f"{kind.name} “{row.title}”: left over"
    yield from backend().differences(connection)
    yield from _miscounted()


def is_as_long_as_the_record() -> bool:
    """Whether there are as many documents as records: a cheap look for a database that was filled past Django."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_document")
        (held,) = cursor.fetchone()
    return held == sum(kind.records.count() for kind in KINDS.values())


def matching(model, query: Query, *, title_only: bool = False) -> RawSQL:
    """For `pk__in`: the records of this model that a query finds."""
    sql = f"SELECT {backend().KEY} & {PK_MASK} FROM {backend().FOUND}"
    return RawSQL(sql, [backend().expression(query, title_only=title_only), *KIND_OF[model].ids])  # noqa: S611


def keys_matching(model, query: Query) -> np.ndarray:
    """The keys of the records of this model that a query finds, the lowest first."""
    joined = backend().JOINED.format(f"{backend().KEY} & {PK_MASK}")
    with connection.cursor() as cursor:
        # To fetch a row for each takes five times as long as to read them out of one text.
        cursor.execute(f"SELECT {joined} FROM {backend().FOUND}", [backend().expression(query), *KIND_OF[model].ids])
        (found,) = cursor.fetchone()
    return np.sort(np.fromstring(found or "", np.int64, sep=","))


def counts(query: Query) -> dict[str, int]:
    """How many documents of each kind a query finds, of kinds with any; one query."""
    with connection.cursor() as cursor:
        if query.lone_term:
            cursor.execute("SELECT kind, n FROM search_term WHERE term = %s", [query.lone_term])
        else:
            cursor.execute(*backend().counting(query, {kind.number: kind.ids for kind in KINDS.values()}))
        counted = dict(cursor.fetchall())
    return {kind.name: counted[kind.number] for kind in KINDS.values() if counted.get(kind.number)}


def in_time(
    found: dict[Kind, int],
    query: Query,
    most: int,
    *,
    oldest_first: bool = False,
    title_only: bool = False,
    beyond: int = 0,
) -> list[int]:
    """The numbers of the newest, or oldest, documents that a query finds, at most so many of each of these kinds.

    Of each kind is said how many a query finds. `beyond`, the number of a document, leaves out that one and all that
    come before it in this order.
    """
    ranges = []
    for kind, count in found.items():
        first, last = kind.ids
        if beyond:
            first, last = (beyond + 1, last) if oldest_first else (first, beyond - 1)
        ranges.append(Range(first, last, count))
    if not ranges:
        return []
    with connection.cursor() as cursor:
        return backend().in_time(cursor, query, ranges, most, oldest_first=oldest_first, title_only=title_only)


def rows_of(ids: Iterable[int]) -> dict[int, Row]:
    """The documents of these numbers, by number."""
    ids = list(ids)
    places = ", ".join(["%s"] * len(ids))
    return {row.id: row for row in _rows(f"WHERE id IN ({places})", ids)} if ids else {}


def words_held() -> list[str]:
    """The words of the record, folded and in their order; also those that it once had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM search_word")
        return sorted(row[0] for row in cursor.fetchall())


def _rows(condition: str, parameters: Iterable = ()) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM search_document {condition}", list(parameters))
        return [Row(*row) for row in cursor.fetchall()]


def _row_of(document: Document) -> Row:
    return Row(document.id, document.title, document.names, document.body, *document.columns)


def _record_number(kind: Kind, pk: int) -> int:
    """A record's own number, which stays where its date changes."""
    return Place(kind.number, 0, pk).document_id


def _insert(cursor, documents: list[Document], known: set[str] | None = None) -> None:
    """`known` are words that have been written already; it takes up those of these documents."""
    known = set() if known is None else known
    places = [Place.of(document.id) for document in documents]
    numbers = [Place(place.kind, 0, place.pk).document_id for place in places]
    backend().insert(cursor, list(zip(numbers, map(_row_of, documents), strict=True)))
    new = {word for document in documents for word in document.words if word.isalpha()} - known
    statement = "INSERT INTO search_word (word) VALUES (%s) ON CONFLICT DO NOTHING"
    cursor.executemany(statement, [(word,) for word in sorted(new)])
    known |= new


def _terms_of(documents: Iterable[tuple]) -> Counter[tuple[str, int]]:
    """In how many documents each term stands, by term and number of the kind."""
    counted = Counter[tuple[str, int]]()
    for number, *columns in documents:
        kind = Place.of(number).kind
        counted.update((term, kind) for term in set(" ".join(columns).split()))
    return counted


def _count(cursor, change: Counter[tuple[str, int]]) -> None:
    """Let what is counted of each term follow a change; a term that is gone is forgotten."""
    rows = sorted((term, kind, n) for (term, kind), n in change.items() if n)
    cursor.executemany(
        "INSERT INTO search_term (term, kind, n) VALUES (%s, %s, %s) "
        "ON CONFLICT (term, kind) DO UPDATE SET n = search_term.n + excluded.n",
        rows,
    )
    fewer = [(term, kind) for term, kind, n in rows if n < 0]
    cursor.executemany("DELETE FROM search_term WHERE term = %s AND kind = %s AND n = 0", fewer)


def _miscounted() -> Iterator[str]:
    """Terms of which the index says another number of documents than it has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_TERMS} FROM search_document")
        counted = _terms_of(iter(cursor.fetchone, None))
        cursor.execute("SELECT term, kind, n FROM search_term")
        held = {(term, kind): n for term, kind, n in cursor.fetchall()}
    for term, kind in sorted(counted.keys() | held.keys()):
        if counted[term, kind] != held.get((term, kind), 0):
            yield f"“{term}”: counted {held.get((term, kind), 0)} times in {BY_NUMBER[kind].plural.lower()}"


def _in_batches(items: Iterator) -> Iterator[list]:
    while batch := list(islice(items, _AT_ONCE)):
        yield batch
