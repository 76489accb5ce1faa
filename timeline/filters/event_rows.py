"""Events of a list: which stand on a page, by their keys alone; and all that a card shows, of those asked for."""

from django.db.models import QuerySet

from timeline.models import Event
from timeline.models.asked_often import AskedOften
from timeline.models.event import connect


def keys_only(events: QuerySet) -> QuerySet:
    """With no more than their place in a list: what else a card shows is fetched for cards that have to be made."""
    return events.only("pk", "sorts_from", "sorts_to")


def events_by_key(keys: list[int], day) -> list[Event]:
    """The events that readers may see among these, with all that their cards show on that day; in no order."""
    if not keys:
        return []
    events = _for_cards(keys, day=day)
    connect(events, day)
    return events


_SHOWN = ("slug", "title", "summary", "kind", "date", "period", "provenance")
_OF_FILING = ("docket_entry_number", "attachment_number")


@AskedOften
def _for_cards(keys, day=None):
    events = Event.objects.public().known_on(day).filter(pk__in=keys).order_by().scored_on(day)
    of_past = ["known_in_full"] if day else []
    return events.for_timeline(day).only(*_SHOWN, *of_past, *(f"filing__{name}" for name in _OF_FILING))
