"""A record's page with tabs: each tab an address, its list in pages."""

from functools import cached_property
from typing import ClassVar

from django import forms

from timeline.filters.paging import BY_TIME, CursorProblem, Order, Page, page_of, read_cursor
from timeline.filters.record_page import RecordPage
from timeline.models.event import connect


class PagedRecordPage(RecordPage):
    order = forms.ChoiceField(choices=[("newest", "Newest first"), ("oldest", "Oldest first")], required=False)
    after = forms.CharField(max_length=400, required=False, label="Page")

    tab_labels: ClassVar[dict[str, str]] = {}

    def __init__(self, query, slug: str, tab: str):
        super().__init__(query, slug)
        self.tab = tab

    @cached_property
    def page(self) -> Page:
        """The rows of the open tab; an error on `after` when the cursor is not one of this list."""
        try:
            return self.rows_of_tab() if self.record else Page()
        except CursorProblem as problem:
            self.add_error("after", str(problem))
            return Page()

    def rows_of_tab(self) -> Page:
        raise NotImplementedError

    def paged(self, rows, order: Order) -> Page:
        if self.cleaned_data.get("order"):
            order = Order(order.columns, self.cleaned_data["order"] == "newest")
        after = self.cleaned_data.get("after", "")
        if after:
            read_cursor(order, after)
        return page_of(rows, order, after)

    def paged_events(self, events) -> Page:
        page = self.paged(events.for_timeline(self.day), BY_TIME.reversed())
        connect(page.rows, self.day)
        return page

    def address(self, **changes: str) -> str:
        """The query string with some names changed; "" when nothing is left."""
        query = self.query.copy()
        for name in [*query]:
            if name not in self.fields or (name == "after" and "after" not in changes):
                del query[name]
        for name, value in changes.items():
            query[name] = value
        return f"?{query.urlencode()}" if query else ""
