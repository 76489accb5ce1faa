"""A record's page with tabs: each tab an address, its list in pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from timeline.filters.counting import counting
from timeline.filters.event_rows import events_by_key, keys_only
from timeline.filters.fields import ManyField, OneField
from timeline.filters.held import HeldList
from timeline.filters.holding import held
from timeline.filters.listing import ORDERS
from timeline.filters.paging import (
    BY_DOCKET,
    BY_NAME,
    BY_TIME,
    CursorProblem,
    Order,
    Page,
    first_rows,
    page_from,
    page_of,
    read_cursor,
)
from timeline.filters.record_page import RecordPage
from timeline.filters.scored import (
    BAND_CHOICES,
    BY_SCORE,
    order_by_name,
    order_by_score,
    scored,
    with_days,
    with_scores,
)
from timeline.filters.standing import stand
from timeline.filters.timeline import TimelineFilters
from timeline.models import Event, Filing, Question, Quote
from timeline.models.asked_often import AskedOften

# (key of the record, day of the view) → rows.
Rows = Callable[[int, Any], QuerySet]

NEWEST_FIRST = BY_TIME.reversed()
# A docket is read from its beginning; questions have no time of their own.
_ORDERS = {Filing: BY_DOCKET, Question: BY_NAME}


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    count: int


class PagedRecordPage(RecordPage):
    order = OneField([*ORDERS, *BY_SCORE], label="Order")
    score = ManyField(BAND_CHOICES, label="Provenance")
    after = forms.CharField(max_length=400, required=False, label="Page")

    tab_labels: ClassVar[dict[str, str]] = {}
    # The rows of each tab, by its name, of the record with this key as known on that day.
    tab_rows: ClassVar[dict[str, Rows]] = {}
    # Rows that no view as known on a day can show, because none of their sources is dated; by the key alone.
    undated_rows: ClassVar[list[Callable[[int], QuerySet]]] = []
    # The tab of the record's events, and the timeline's filter that leaves these.
    events_tab, events_by = "timeline", ""
    # Why a tab has no rows, by its name.
    why_empty: ClassVar[dict[str, str]] = {}

    def __init__(self, query, slug: str, tab: str = ""):
        super().__init__(query, slug)
        self._tab_asked = tab
        if tab:
            del self.fields["as_recorded"]  # versions are of the record, and not of what stands on its tabs

    @property
    def tab(self) -> str:
        """The open tab; at the record's own address the first that has rows."""
        return self._tab_asked or self.opening_tab

    @cached_property
    def opening_tab(self) -> str:
        first, *_ = self.tab_labels
        return next((tab.name for tab in self.tabs if tab.count), first) if self.record else first

    @property
    def canonical(self) -> str:
        """The record's own address where this tab stands there too, "" where the tab has an address to itself."""
        return self.record.get_absolute_url() if self.record and self.tab == self.opening_tab else ""

    @property
    def why_tab_is_empty(self) -> str:
        return self.why_empty[self.tab]

    @cached_property
    def tabs(self) -> list[Tab]:
        return [Tab(name, label, self._counts.get(name, 0)) for name, label in self.tab_labels.items()]

    @property
    def left_out(self) -> int:
        """How many undated rows the view leaves out; 0 for the view of today, which leaves out none."""
        return sum(count for name, count in self._counts.items() if name.startswith("undated"))

    @cached_property
    def _counts(self) -> dict[str, int]:
        if not self._held:
            return dict(_counting(type(self))(self.record.pk, day=self.day))
        events = len(self._held.left_by({self.events_by: [self.slug]}))
        return {**dict(_counting(type(self), self.events_tab)(self.record.pk)), self.events_tab: events}

    @cached_property
    def _held(self) -> HeldList | None:
        """The timeline in memory, which has the record's events, where it answers for this view."""
        is_of_today = self.record and self.version and not self.day
        return held(TimelineFilters, self.version) if is_of_today and self.version else None

    @cached_property
    def _held_keys(self) -> tuple[list[int], bool] | None:
        """Keys of the open tab's page of events and whether more follow; None where the database has to say."""
        order, after = self._sorting(Event), self.cleaned_data.get("after", "")
        if self.tab != self.events_tab or not self._held or order.columns != BY_TIME.columns:
            return None
        bands = self.cleaned_data.get("score")
        left = self._held.left_by({self.events_by: [self.slug], **({"score": bands} if bands else {})})
        beyond = read_cursor(order, after) if after else []
        try:
            return self._held.page_of(left, None, order, beyond[-1] if beyond else None)
        except KeyError:
            return None  # the event at which the page before ended is gone

    @cached_property
    def page(self) -> Page:
        """The rows of the open tab with all they show; an error where they have no such order, score or cursor."""
        if not self.record:
            return Page()
        bands = self.cleaned_data.get("score")
        if not self.has_scores and (bands or self._order in dict(BY_SCORE)):
            self.add_error("score" if bands else "order", "These rows have no provenance score.")
            return Page()
        try:
            page = self._page(bands, self.cleaned_data.get("after", ""))
        except CursorProblem as problem:
            self.add_error("after", str(problem))
            return Page()
        if self._rows_of_tab.model is Question:
            stand(page.rows, self.day)
        return page

    def _page(self, bands: list[str], after: str) -> Page:
        """Raises CursorProblem."""
        if self._held_keys and self._held:
            keys, beyond = self._held_keys
            return Page(keys, self._held.cursor(keys[-1]) if beyond else "")
        order, rows = self._sorting(self._rows_of_tab.model), self.tab_rows[self.tab]
        if not (bands or after):
            return page_from(_first_rows(rows, order)(self.record.pk, day=self.day), order)
        left = rows(self.record.pk, self.day)
        left = scored(left, bands, self.day) if bands else left
        return page_of(with_days(_as_listed(left, self.day), order), order, after)

    @property
    def _rows_of_tab(self) -> QuerySet:
        """The rows of the open tab of no record in particular: what kind of rows they are."""
        return _of_no_record(self.tab_rows[self.tab])

    @property
    def event_keys(self) -> list[int]:
        """Of the open tab, where it lists events."""
        return self.page.rows if self._held_keys else [row.pk for row in self.page.rows if isinstance(row, Event)]

    def events(self, keys: list[int]) -> list[Event]:
        """Those with these keys, with all that their cards show; in no order."""
        return events_by_key(keys, self.day)

    period_counts: ClassVar[dict[str, int]] = {}

    @property
    def has_scores(self) -> bool:
        """Whether the rows of the open tab have a provenance score."""
        return _have_scores(self._rows_of_tab)

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """The orders on offer in a tab of scored rows: (name, label, whether it is in force)."""
        by_time = _ORDERS.get(self._rows_of_tab.model, NEWEST_FIRST) is not BY_NAME
        first = "oldest" if self.tab == "docket" else "newest" if by_time else ""
        choices = [*([] if by_time else [("", "By name")]), *ORDERS, *BY_SCORE]
        return [(name, label, name == (self._order or first)) for name, label in choices]

    @property
    def bands(self) -> list[tuple[str, str, bool]]:
        """The bands of the score: (lowest, label, whether it is chosen)."""
        chosen = self.cleaned_data.get("score") or []
        return [(low, label, low in chosen) for low, label in BAND_CHOICES]

    @property
    def _order(self) -> str:
        return self.cleaned_data.get("order") or ""

    def _sorting(self, model) -> Order:
        order = _ORDERS.get(model, NEWEST_FIRST)
        if order is BY_NAME:
            return order_by_name(self._order)
        if self._order in dict(BY_SCORE):
            return order_by_score(order, self._order)
        return Order(order.columns, self._order == "newest") if self._order else order


@cache
def _of_no_record(rows: Rows) -> QuerySet:
    return rows(0, None)


@cache
def _counting(page: type[PagedRecordPage], but: str = "") -> AskedOften:
    """How many rows each tab but one has, and on a past day how many are left out, as rows of (name, number)."""

    def build(record: int, day=None) -> QuerySet:
        tabs = {name: rows(record, day) for name, rows in page.tab_rows.items() if name != but}
        undated = {f"undated {number}": rows(record) for number, rows in enumerate(page.undated_rows)}
        return counting({**tabs, **(undated if day else {})})

    return AskedOften(build)


@cache
def _first_rows(rows: Rows, order: Order) -> AskedOften:
    """The first page of a tab in that order."""

    def listed(record, day=None):
        return first_rows(with_days(_as_listed(rows(record, day), day), order), order)

    return AskedOften(listed)


def _as_listed(rows: Any, day) -> QuerySet:
    """With all that a row of their kind shows."""
    rows = with_scores(rows, day) if _have_scores(rows) else rows
    if rows.model is Event:
        return keys_only(rows)
    if rows.model is Filing:
        return rows.for_docket().marked_on(day)
    return rows.for_listing(day) if rows.model in (Quote, Question) else rows


def _have_scores(rows: QuerySet) -> bool:
    return hasattr(rows, "scored_on")
