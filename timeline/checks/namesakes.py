"""By what a record may be the same as another one: an address, a name, a docket number, the words of a title."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from timeline.checks.addresses import bare_address
from timeline.checks.docket_numbers import court_file
from timeline.checks.likeness import telling_words
from timeline.models import Assertion, Case, Filing, Party, Question, Quote, Source
from timeline.models.party import sorting_key
from timeline.models.record import Record

Row = dict[str, Any]
# Behind the number stand the initials of judges, before it the office of the court.
_NUMBER_OF_DOCKET = re.compile(r"^(?:\d+:)?(\d{2,4}-[a-z]{2}-\d+)", re.IGNORECASE)
_FEWEST_WORDS = 3


class Namesake(NamedTuple):
    """A record as it is named to others that may be the same."""

    pk: int
    slug: str
    name: str


class _Kind(NamedTuple):
    """`columns` are read of each record, the first of them is its name; `keys` are what it may share with another.

    `near` narrows the records to those that can share one with the records of these primary keys.
    """

    columns: tuple[str, ...]
    keys: Callable[[Row], Iterator[str]]
    near: Callable[[QuerySet, list[int]], QuerySet]


def keys_of(model: type[Record], row: Row) -> list[str]:
    """With every key once."""
    return list(dict.fromkeys(KINDS[model].keys(row)))


def rows_of(records: QuerySet, pks: list[int] | None) -> Iterator[tuple[Namesake, list[str]]]:
    """These records, or those among them that may be the same as one of these keys, each with its keys, by pk."""
    model = records.model
    kind = KINDS[model]
    near = records if pks is None else kind.near(records, pks)
    for row in near.order_by("pk").values("pk", "slug", *kind.columns):
        yield Namesake(row["pk"], row["slug"], row[kind.columns[0]]), keys_of(model, row)


def _words(text: str) -> str:
    """The words that tell a text from others, in no order; "" where they are too few."""
    stems = telling_words(text)
    return " ".join(sorted(stems)) if len(stems) >= _FEWEST_WORDS else ""


def _source(row: Row) -> Iterator[str]:
    if address := bare_address(row["url"]):
        yield f"address {address}"
    if row["published"] and (words := _words(row["title"])):
        # Papers of one docket may have one title, and their numbers tell them apart.
        yield f"title {words} {row['publisher'].casefold()} {row['published']} {court_file(row['url'])}"


def _party(row: Row) -> Iterator[str]:
    for name in (row["name"], *row["other_names"].splitlines()):
        # Initials are shared by many.
        if len(key := sorting_key(name)) > _FEWEST_WORDS:
            yield f"name {key}"


def _case(row: Row) -> Iterator[str]:
    if number := _NUMBER_OF_DOCKET.match(row["docket_number"]):
        yield f"docket {row['court_id']} {number[1].casefold()}"
    if not row["court_id"] and (words := _words(row["short_name"])):
        yield f"dispute {words}"


def _filing(row: Row) -> Iterator[str]:
    if row["date"] and (words := _words(row["title"])):
        number = row["docket_entry_number"], row["attachment_number"], row["exhibit_label"]
        yield f"paper {row['case_id']} {row['date']} {words} {number}"


def _quote(row: Row) -> Iterator[str]:
    if words := _words(row["text"]):
        yield f"words {row['speaker_id']} {words} {row['date']}"


def _question(row: Row) -> Iterator[str]:
    if words := _words(row["question"]):
        yield f"question {words} {row['value_type']} {row['unit']}"


def _assertion(row: Row) -> Iterator[str]:
    if words := _words(row["statement"]):
        yield f"words {row['question_id']} {words}"
    maker, value = row["made_by_party_id"] or row["made_by_source_id"], row["value"] or row["value_party_id"]
    if maker and value:
        by = "party" if row["made_by_party_id"] else "source"
        yield f"answer {row['question_id']} {by} {maker} {row['hedge']} {value} {row['forum']}"


def _same(column: str) -> Callable[[QuerySet, list[int]], QuerySet]:
    """Records with the same value in this column as one of those with these keys."""

    def near(records: QuerySet, pks: list[int]) -> QuerySet:
        values = records.model._default_manager.filter(pk__in=pks).order_by().values_list(column, flat=True)
        given = {value for value in values if value is not None}
        none = Q(**{f"{column}__isnull": True}) if None in values else Q(pk__in=[])
        return records.filter(Q(**{f"{column}__in": given}) | none)

    return near


def _near_source(records: QuerySet, pks: list[int]) -> QuerySet:
    given = list(Source.objects.filter(pk__in=pks).order_by().values_list("url", "published"))
    days = {published for _, published in given if published}
    bare = {bare_address(url) for url, _ in given if url}
    written = {
        f"{start}{address}{end}"
        for address in bare
        for start in ("https://", "http://", "https://www.", "http://www.")
        for end in ("", "/")
    }
    return records.filter(Q(published__in=days) | Q(url__in=written))


KINDS: dict[type[Record], _Kind] = {
    Source: _Kind(("title", "url", "publisher", "published"), _source, _near_source),
    Party: _Kind(("name", "other_names"), _party, lambda records, pks: records),
    Case: _Kind(("short_name", "docket_number", "court_id"), _case, _same("court")),
    Filing: _Kind(
        ("title", "date", "case_id", "docket_entry_number", "attachment_number", "exhibit_label"),
        _filing,
        _same("case"),
    ),
    Quote: _Kind(("text", "date", "speaker_id"), _quote, _same("speaker")),
    Question: _Kind(("question", "value_type", "unit"), _question, _same("value_type")),
    Assertion: _Kind(
        (
            *("statement", "question_id", "made_by_party_id", "made_by_source_id"),
            *("hedge", "value", "value_party_id", "forum"),
        ),
        _assertion,
        _same("question"),
    ),
}
