"""Events of a list: which stand on a page, by their keys alone; and all that a card shows, of those asked for."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import QuerySet

from timeline.models import Event, EventReference, Quote
from timeline.models.asked_often import AskedOften
from timeline.models.event import connect


class CardSource(NamedTuple):
    """What a card shows of a source. There are so many that to make model instances of them would take longest."""

    slug: str
    title: str
    publisher: str
    published: str
    seen: str
    archived_url: str
    mark: int
    origin_id: int | None


class CardReference(NamedTuple):
    source_id: int
    locator: str
    is_background: bool
    source: CardSource


def keys_only(events: QuerySet) -> QuerySet:
    """With no more than their place in a list: what else a card shows is fetched for cards that have to be made."""
    return events.only("pk", "sorts_from", "sorts_to")


def events_by_key(keys: list[int], day) -> list[Event]:
    """The events that readers may see among these, with all that their cards show on that day; in no order."""
    events = _for_cards(keys, day=day) if keys else []
    complete(events, day)
    return events


def complete(events: list[Event], day) -> None:
    """Give each event, fetched `with_filing`, what its card shows beside it: `evidence`, `quotes_said` and all ties."""
    keys = [event.pk for event in events]
    evidence, quotes = defaultdict(list), defaultdict(list)
    for event, source_id, locator, is_background, *source in _references(keys, day=day) if keys else ():
        evidence[event].append(CardReference(source_id, locator, is_background, CardSource(*source)))
    for quote in _quotes(keys, day=day) if keys else ():
        quotes[quote.event_id].append(quote)
    for event in events:
        event.evidence, event.quotes_said = evidence[event.pk], quotes[event.pk]
    connect(events, day)


_SHOWN = ("slug", "title", "summary", "kind", "date", "period", "provenance")
_OF_FILING = ("filing__docket_entry_number", "filing__attachment_number")
_OF_REFERENCE = ("event", "source", "locator", "is_background", *(f"source__{name}" for name in CardSource._fields))


@AskedOften
def _for_cards(keys, day=None):
    events = Event.objects.public().known_on(day).filter(pk__in=keys).order_by().scored_on(day)
    of_past = ["known_in_full"] if day else []
    return events.with_filing(day).only(*_SHOWN, *_OF_FILING, *of_past)


@AskedOften
def _references(keys, day=None):
    references = EventReference.objects.public().known_on(day).filter(event__in=keys)
    return references.order_by("id").values_list(*_OF_REFERENCE)


@AskedOften
def _quotes(keys, day=None):
    quotes = Quote.objects.public().known_on(day).filter(event__in=keys).order_by("id")
    return quotes.for_card(day).only("event", "slug", "text", "forum", "asked", "speaker__name")
