"""What a search finds: records of every kind, the best first, each with a stretch of its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import CharField, Count, Q, QuerySet, Value

from timeline import dates
from timeline.filters.best import Best, by_kind
from timeline.filters.counting import counted
from timeline.filters.fields import OneField, WordsField
from timeline.filters.found import found
from timeline.filters.hits import Hit, hits_of
from timeline.filters.known_on import KnownOn
from timeline.search import index
from timeline.search.documents import KINDS, Kind, Place
from timeline.search.query import Query, read_query

# Of each kind so many are ranked that have all words in their title, and so many others, the newest; all are counted.
RANKED = 100
SHOWN_OF_EACH, SHOWN_OF_ONE = 5, 20
ORDERS = [("best", "Best first"), ("newest", "Newest first"), ("oldest", "Oldest first")]

_TYPES = [(kind.name, kind.plural) for kind in KINDS.values()]


@dataclass(frozen=True)
class Group:
    """The hits of one kind that are shown, and how many there are."""

    kind: Kind
    count: int
    hits: list[Hit]


class SearchPage(KnownOn):
    """`q`, `type` (a kind of record), `order`, and `after`: how many have been shown, or the last one in time."""

    q = WordsField(label="Search")
    type = OneField(_TYPES, label="Type")
    order = OneField(ORDERS, label="Order")
    after = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False, label="Page")

    field_order = ["q", "type", "as_of", "order", "after"]
    is_typing = False

    def clean(self):
        cleaned = super().clean()
        after, kind = self.cleaned_data.get("after"), KINDS.get(self.cleaned_data.get("type") or "")
        is_by_time = self.cleaned_data.get("order") in ("newest", "oldest")
        if after and is_by_time and not (kind and kind.has_document(after)):
            self.add_error("after", "This page does not exist; start again from the first one.")
        return cleaned

    @cached_property
    def asked(self) -> Query:
        query = read_query(self.cleaned_data.get("q", "") if self.is_valid() else "")
        return query.still_typed() if self.is_typing else query

    @property
    def chosen(self) -> Kind | None:
        name = self.cleaned_data.get("type") if self.is_valid() else ""
        return KINDS[name] if name else None

    @property
    def is_by_time(self) -> bool:
        return self.is_valid() and self.cleaned_data["order"] in ("newest", "oldest")

    @property
    def is_oldest_first(self) -> bool:
        return self.is_valid() and self.cleaned_data["order"] == "oldest"

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.counts_of(self.asked)

    def counts_of(self, query: Query) -> dict[str, int]:
        """How many records of each kind a query finds, of kinds with any; one query."""
        if not query:
            return {}
        if not self.day:
            return index.counts(query)
        first, *others = (
            self._found(kind, query)
            .order_by()
            .annotate(kind_of=Value(kind.name, CharField(max_length=10)))
            .values("kind_of")
            .annotate(n=Count("pk"))
            .values_list("kind_of", "n")
            for kind in KINDS.values()
        )
        return {name: count for name, count in first.union(*others, all=True) if count}

    @cached_property
    def left_out(self) -> int:
        """How many more records the view of today finds by their titles, none of whose sources has a date."""
        if not self.day or not self.asked:
            return 0
        kinds = [self.chosen] if self.chosen else KINDS.values()
        return sum(counted({k.name: found(k.records.undated(), self.asked, self.day) for k in kinds}).values())

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def kinds(self) -> list[tuple[Kind, int]]:
        """Every kind that has hits, with how many."""
        return [(kind, self.counts[kind.name]) for kind in KINDS.values() if self.counts.get(kind.name)]

    @cached_property
    def period(self) -> str:
        """The day, month or year that was typed, as EDTF; "" for anything else."""
        typed = self.asked.typed.strip('"“” ')
        if not any(map(str.isdigit, typed)):
            return ""  # to find that out by the grammar of dates takes as long as the search
        meant = dates.meant(typed)
        try:
            reading = dates.read(meant[0] if len(meant) == 1 else typed)
        except dates.DateProblem:
            return ""
        return reading.text if reading.precision in ("day", "month", "year") else ""

    @property
    def total_of_chosen(self) -> int:
        return self.counts.get(self.chosen.name, 0) if self.chosen else 0

    @cached_property
    def groups(self) -> list[Group]:
        """The kinds that have hits, that with the best hit first; the kind that is asked for alone, a page of it."""
        groups = [Group(kind, self.counts[kind.name], self._shown.get(kind, [])) for kind in self._asked]
        if len(groups) < 2:
            return groups
        return sorted(groups, key=lambda group: -max((hit.score for hit in group.hits), default=-100))

    @property
    def next(self) -> int | None:
        """What comes after this page of the kind that is asked for; None at the end of what is ranked, or of all."""
        hits = self.groups[0].hits if self.chosen and self.groups else []
        if len(hits) < SHOWN_OF_ONE:
            return None
        if self.is_by_time:
            return hits[-1].row.id
        shown = self._start + SHOWN_OF_ONE
        return shown if shown < self.ranked_of_chosen else None

    @property
    def first_shown(self) -> int:
        """The place of the first hit of this page among the best."""
        return self._start + 1

    @property
    def ranked_of_chosen(self) -> int:
        """How many of the kind that is asked for can be shown best first."""
        return len(self._candidates[self.chosen]) if self.chosen in self._candidates else 0

    @property
    def has_more_than_ranked(self) -> bool:
        """Whether this is the last page of the best, though more were found."""
        at_end = bool(self.groups) and not self.is_by_time and not self.next
        return at_end and self.ranked_of_chosen < self.total_of_chosen

    @property
    def _asked(self) -> list[Kind]:
        return [kind for kind, _ in self.kinds if self.chosen in (None, kind)]

    @property
    def _start(self) -> int:
        return 0 if self.is_by_time else self.cleaned_data.get("after") or 0

    @cached_property
    def _shown(self) -> dict[Kind, list[Hit]]:
        """The hits on this page, of each kind in its order."""
        first, last = (self._start, self._start + SHOWN_OF_ONE) if self.chosen else (0, SHOWN_OF_EACH)
        if self.is_by_time:
            order = {kind: sorted(ids, reverse=not self.is_oldest_first) for kind, ids in self._candidates.items()}
            rows = index.rows_of(id for ids in order.values() for id in ids[first:last])
        else:
            best = Best(self.asked, self.day)
            order, rows = best.ranked(self._candidates, self._titled, last), best.rows
        hits = hits_of(self.asked, (id for ids in order.values() for id in ids[first:last]), rows, self.day)
        return {kind: [hits[id] for id in ids[first:last] if id in hits] for kind, ids in order.items()}

    @cached_property
    def _candidates(self) -> dict[Kind, set[int]]:
        """The numbers of the documents that are ranked, or of one page in the order of time, by kind."""
        beyond = self.cleaned_data.get("after") or 0 if self.is_by_time else 0
        if self.day:
            return {kind: set(self._known_then(kind, beyond)) for kind in self._asked}
        most = SHOWN_OF_ONE if self.is_by_time else RANKED
        found = {kind: self.counts[kind.name] for kind in self._asked}
        ids = index.in_time(found, self.asked, most, oldest_first=self.is_oldest_first, beyond=beyond)
        return by_kind(self._asked, ids, self._titled)

    @cached_property
    def _titled(self) -> set[int]:
        """Those among them that are there for their title; in the view of today alone."""
        if self.day or self.is_by_time:
            return set()
        found = {kind: self.counts[kind.name] for kind in self._asked}
        return set(index.in_time(found, self.asked, RANKED, title_only=True))

    def _known_then(self, kind: Kind, beyond: int) -> Iterable[int]:
        """The same of one kind, of what was known on the day of the view; one query."""
        records: Any = self._found(kind, self.asked)
        columns = ["sorts_from", "pk"] if hasattr(kind.model, "sorts_from") else ["pk"]
        if beyond:
            place, past = Place.of(beyond), "gt" if self.is_oldest_first else "lt"
            further = Q(**{f"pk__{past}": place.pk})
            if len(columns) > 1:
                further = Q(**{f"sorts_from__{past}": place.date}) | further & Q(sorts_from=place.date)
            records = records.filter(further)
        records = records.order_by(*(column if self.is_oldest_first else f"-{column}" for column in columns))
        most = SHOWN_OF_ONE if self.is_by_time else 2 * RANKED
        return map(kind.document_id, records.only(*columns)[:most])

    def _found(self, kind: Kind, query: Query) -> QuerySet:
        return found(kind.records.known_on(self.day), query, self.day)
