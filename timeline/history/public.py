"""Which of the records that versions tell of readers can see now, and where."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse

from timeline.models import Assertion, Case, Event, Filing, FormerAddress, Party, Question, Quote, Source

# Kinds of record that readers see, each with what stands before the slugs of its pages.
PREFIXES: dict[str, str] = {
    "event": "events",
    "case": "cases",
    "filing": "filings",
    "party": "parties",
    "quote": "quotes",
    "question": "questions",
    "assertion": "answers",
    "source": "sources",
}
MODELS: dict[str, Any] = {
    model._meta.model_name: model for model in (Event, Case, Filing, Party, Quote, Question, Assertion, Source)
}
# As readers are told of them: an answer is called so, and nothing else has another name.
KIND_LABELS = {kind: "answer" if kind == "assertion" else kind for kind in PREFIXES}

# What a record cannot be seen without: its kind, and the way to its slug.
_RESTS_ON = {
    "filing": ("case", "case__slug"),
    "quote": ("party", "speaker__slug"),
    "assertion": ("question", "question__slug"),
}

Pair = tuple[str, str]


def addresses_of(pairs: Iterable[Pair]) -> dict[Pair, str]:
    """(kind, slug) → the page of each of these records that readers can see, of an answer its question's; one query."""
    rows = _in_one_query(_leg(kind, some) for kind, some in _by_kind(pairs).items())
    return {(kind, slug): _page(kind, slug, at) for kind, slug, at in rows}


def owners_of(pairs: Iterable[Pair]) -> dict[Pair, Pair]:
    """What those of these records rest on that readers cannot see without it; one query if there are such kinds."""
    found = {kind: slugs for kind, slugs in _by_kind(pairs).items() if kind in _RESTS_ON}
    rows = _in_one_query(_with_owner(kind, MODELS[kind]._default_manager, slugs) for kind, slugs in found.items())
    return {(kind, slug): (_RESTS_ON[kind][0], at) for kind, slug, at in rows}


def addresses_of_merged(pairs: set[Pair]) -> dict[Pair, str]:
    """Of those that were merged into another record the page of that one, if readers can see it."""
    slugs = {slug for _, slug in pairs}
    former = pairs.intersection(FormerAddress.objects.filter(slug__in=slugs).values_list("record_kind", "slug"))
    if not former:
        return {}
    chains = {pair: [(pair[0], slug) for slug in FormerAddress.objects.leading_to(*pair)] for pair in former}
    pages = addresses_of({pair for chain in chains.values() for pair in chain})
    led = {pair: next((pages[other] for other in chain if other in pages), "") for pair, chain in chains.items()}
    return {pair: address for pair, address in led.items() if address}


def of_public_records() -> Q:
    """A condition on versions: readers can see the record now."""
    conditions = (
        Q(Exists(model._default_manager.public().filter(slug=OuterRef("record_slug"))), record_kind=kind)
        for kind, model in MODELS.items()
    )
    return reduce(or_, conditions)


def _by_kind(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    slugs: dict[str, set[str]] = defaultdict(set)
    for kind, slug in pairs:
        if kind in MODELS:
            slugs[kind].add(slug)
    return slugs


def _in_one_query(legs: Iterable[QuerySet]) -> Iterable[tuple[str, str, str]]:
    found = list(legs)
    if len(found) < 2:
        return found[0] if found else ()
    return found[0].union(*found[1:], all=True)


def _leg(kind: str, slugs: set[str]) -> QuerySet:
    return _with_owner(kind, MODELS[kind]._default_manager.public(), slugs)


def _with_owner(kind: str, records: Any, slugs: set[str]) -> QuerySet:
    """(kind, slug, slug of what it rests on, which is its own if that is nothing)."""
    _, path = _RESTS_ON.get(kind, ("", "slug"))
    kind_then = Value(kind, CharField(max_length=20))
    found = records.filter(slug__in=slugs).order_by()
    return found.annotate(kind_then=kind_then, at=F(path)).values_list("kind_then", "slug", "at")


def _page(kind: str, slug: str, at: str) -> str:
    return f"{reverse('question', args=[at])}#{slug}" if kind == "assertion" else reverse(kind, args=[slug])
