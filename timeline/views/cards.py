"""Event cards: each is rendered once for a version of the record and a day of the view, and then kept."""

from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.cache import caches

from timeline.markup.cards import event_card

# The period of an event, and its card as HTML.
Card = tuple[str, str]


class EventCards:
    """The cards of a page of events, for a template: of TimelineFilters, or of a record's page with such a tab."""

    def __init__(self, page: Any):
        self.page = page

    @cached_property
    def months(self) -> list[tuple[str, int | None, list[str]]]:
        """By period: (period, how many events it has where the page counts them, cards)."""
        groups = groupby(self._cards, key=lambda card: card[0])
        counts = self.page.period_counts
        return [(period, counts.get(period), [html for _, html in group]) for period, group in groups]

    @property
    def _cards(self) -> list[Card]:
        keys, day, version = self.page.event_keys, self.page.day, self.page.version
        names = {pk: f"card:{version}:{day}:{pk}" for pk in keys}
        kept = caches["cards"].get_many(names.values()) if version else {}
        missing = [pk for pk in keys if names[pk] not in kept]
        events = self.page.events(missing) if missing else ()
        made = {names[event.pk]: (event.period, event_card(event, day)) for event in events}
        if version and made:
            caches["cards"].set_many(made)
        return [card for pk in keys if (card := kept.get(names[pk]) or made.get(names[pk]))]
