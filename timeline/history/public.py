"""Which of the records that versions tell of readers can see now, and where; and which were taken back."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse

from timeline.history.cells import Beside
from timeline.models import Assertion, Case, Event, Filing, FormerAddress, Party, Question, Quote, Source, Version
from timeline.vocabulary import Step

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

Pair = tuple[str, str]


def addresses_of(pairs: Iterable[Pair]) -> dict[Pair, str]:
    """(kind, slug) → the page of each of these records that readers can see, of an answer its question's; one query."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for kind, slug in pairs:
        if kind in MODELS:
            slugs[kind].add(slug)
    legs = [_leg(kind, some) for kind, some in slugs.items()]
    if not legs:
        return {}
    first, *others = legs
    rows = first.union(*others, all=True) if others else first
    return {(kind, slug): _page(kind, slug, at) for kind, slug, at in rows}


def beside(names: dict[str, str], pairs: Iterable[Pair]) -> Beside:
    """What readers may be told of the records that contents name; one query, and more if not all are public."""
    wanted = {pair for pair in pairs if pair[0] in MODELS}
    addresses = addresses_of(wanted)
    if hidden := wanted - addresses.keys():
        addresses |= _of_merged(hidden)
        hidden -= addresses.keys()
    return Beside(names, addresses, _withdrawn(hidden) if hidden else frozenset())


def of_public_records() -> Q:
    """A condition on versions: readers can see the record now."""
    conditions = (
        Q(Exists(model._default_manager.public().filter(slug=OuterRef("record_slug"))), record_kind=kind)
        for kind, model in MODELS.items()
    )
    return reduce(or_, conditions)


def _leg(kind: str, slugs: set[str]) -> QuerySet:
    records = MODELS[kind]._default_manager.public().filter(slug__in=slugs).order_by()
    at = F("question__slug") if kind == "assertion" else F("slug")
    kind_then = Value(kind, CharField(max_length=20))
    return records.annotate(kind_then=kind_then, at=at).values_list("kind_then", "slug", "at")


def _page(kind: str, slug: str, at: str) -> str:
    return f"{reverse('question', args=[at])}#{slug}" if kind == "assertion" else reverse(kind, args=[slug])


def _of_merged(pairs: set[Pair]) -> dict[Pair, str]:
    """Of those that were merged into another record the page of that one, if readers can see it."""
    slugs = {slug for _, slug in pairs}
    former = pairs.intersection(FormerAddress.objects.filter(slug__in=slugs).values_list("record_kind", "slug"))
    if not former:
        return {}
    chains = {pair: [(pair[0], slug) for slug in FormerAddress.objects.leading_to(*pair)] for pair in former}
    pages = addresses_of({pair for chain in chains.values() for pair in chain})
    led = {pair: next((pages[other] for other in chain if other in pages), "") for pair, chain in chains.items()}
    return {pair: address for pair, address in led.items() if address}


def _withdrawn(pairs: set[Pair]) -> frozenset[Pair]:
    taken = Version.objects.filter(step=Step.WITHDRAWN, record_slug__in={slug for _, slug in pairs})
    return frozenset(pairs.intersection(taken.values_list("record_kind", "record_slug")))
