"""What the records that a content names are called: a version keeps their names, which may change later."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from timeline.exporting.records import record_id
from timeline.models import Assertion, Case, Court, Event, Filing, Party, Question, Quote, Source

# Key of the dossier's shape → the kinds of record it may name.
_NAMED_BY: dict[str, tuple[type[Model], ...]] = {
    "source": (Source,),
    "retells": (Source,),
    "court": (Court,),
    "party": (Party,),
    "parties": (Party,),
    "filed_by": (Party,),
    "speaker": (Party,),
    "made_by": (Party, Source),
    "case": (Case,),
    "cases": (Case,),
    "filing": (Filing,),
    "resolved_by": (Filing,),
    "event": (Event,),
    "events": (Event,),
    "quotes": (Quote,),
}
# What is asked, of a quote, but the record that is answered, of an assertion; its value may be a party.
_NAMED_BY_ASSERTION: dict[str, tuple[type[Model], ...]] = {"question": (Question,), "value": (Party,)}


def names_in(model: type[Model], contents: Iterable[dict]) -> list[dict[str, str]]:
    """For each of these contents of one model: id → what the record is called now."""
    named = [list(_named(model, content)) for content in contents]
    ids: dict[type[Model], set[str]] = defaultdict(set)
    for models, id in (pair for pairs in named for pair in pairs):
        for other in models:
            ids[other].add(id)
    called = {other: _called(other, wanted) for other, wanted in ids.items()}
    return [
        {id: next((called[other][id] for other in models if id in called[other]), "") for models, id in pairs}
        for pairs in named
    ]


def _named(model: type[Model], content: dict[str, Any]) -> Iterator[tuple[tuple[type[Model], ...], str]]:
    by = {**_NAMED_BY, **_NAMED_BY_ASSERTION} if model is Assertion else _NAMED_BY
    for key, value in content.items():
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                yield from _named(model, entry)
            elif key in by and isinstance(entry, str):
                yield by[key], entry


def _called(model: type[Model], ids: set[str]) -> dict[str, str]:
    key = "id" if model is Court else "slug"
    records = model._default_manager.filter(**{f"{key}__in": ids})
    records = records.select_related("speaker") if model is Quote else records
    return {record_id(record): str(record) for record in records}
