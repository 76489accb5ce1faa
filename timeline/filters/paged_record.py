"""A record's page with tabs: each tab an address, its list in pages."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django import forms
from django.db.models import QuerySet

from timeline.filters.counting import counted
from timeline.filters.event_rows import events_by_key, keys_only
from timeline.filters.fields import OneField
from timeline.filters.paging import BY_DOCKET, BY_NAME, BY_TIME, CursorProblem, Order, Page, page_of
from timeline.filters.record_page import RecordPage
from timeline.filters.standing import stand
from timeline.models import Event, Filing, Question, Quote

NEWEST_FIRST = BY_TIME.reversed()
# A docket is read from its beginning; questions have no time of their own.
_ORDERS = {Filing: BY_DOCKET, Question: BY_NAME}


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    count: int


class PagedRecordPage(RecordPage):
    order = OneField([("newest", "Newest first"), ("oldest", "Oldest first")])
    after = forms.CharField(max_length=400, required=False, label="Page")

    tab_labels: ClassVar[dict[str, str]] = {}
    # Why a tab has no rows, by its name.
    why_empty: ClassVar[dict[str, str]] = {}

    def __init__(self, query, slug: str, tab: str = ""):
        super().__init__(query, slug)
        self._tab_asked = tab

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

    @property
    def tab_querysets(self) -> dict[str, QuerySet]:
        """The rows of each tab, by its name."""
        return {}

    @property
    def undated_querysets(self) -> list[QuerySet]:
        """Rows of this record that no view as known on a day can show, because none of their sources is dated."""
        return []

    @cached_property
    def tabs(self) -> list[Tab]:
        return [Tab(name, label, self._counts.get(name, 0)) for name, label in self.tab_labels.items()]

    @property
    def left_out(self) -> int:
        """How many undated rows the view leaves out; 0 for the view of today, which leaves out none."""
        return sum(count for name, count in self._counts.items() if name.startswith("undated"))

    @cached_property
    def _counts(self) -> dict[str, int]:
        undated = {f"undated {number}": rows for number, rows in enumerate(self.undated_querysets)}
        return counted({**self.tab_querysets, **(undated if self.day else {})})

    @cached_property
    def page(self) -> Page:
        """The rows of the open tab with all they show; an error on `after` when the cursor is not one of this list."""
        if not self.record:
            return Page()
        rows = self.tab_querysets[self.tab]
        order = _ORDERS.get(rows.model, NEWEST_FIRST)
        if self.cleaned_data.get("order"):
            order = Order(order.columns, self.cleaned_data["order"] == "newest")
        try:
            page = page_of(self._as_listed(rows), order, self.cleaned_data.get("after", ""))
        except CursorProblem as problem:
            self.add_error("after", str(problem))
            return Page()
        if rows.model is Question:
            stand(page.rows, self.day)
        return page

    @property
    def event_keys(self) -> list[int]:
        """Of the open tab, where it lists events."""
        return [row.pk for row in self.page.rows if isinstance(row, Event)]

    def events(self, keys: list[int]) -> list[Event]:
        """Those with these keys, with all that their cards show; in no order."""
        return events_by_key(keys, self.day)

    period_counts: ClassVar[dict[str, int]] = {}

    def _as_listed(self, rows: QuerySet) -> QuerySet:
        """With all that a row of their kind shows."""
        if rows.model is Event:
            return keys_only(rows)
        if rows.model is Filing:
            return rows.for_docket().marked_on(self.day)
        return rows.for_listing(self.day) if rows.model in (Quote, Question) else rows
