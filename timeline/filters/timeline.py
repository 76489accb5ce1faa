"""The timeline's filters: which events, in which order, with which facets and density."""

from itertools import groupby

from timeline.filters.band import Band, band_of
from timeline.filters.facets import FacetSpec, by_column, by_mark, by_table
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, ListFilters, marked
from timeline.filters.paging import Page
from timeline.models import Event
from timeline.models.event import connect
from timeline.vocabulary import DataUse, EventKind, Workflow

EVENT_CASES, EVENT_PARTIES = Event.cases.through, Event.parties.through


class TimelineFilters(ListFilters):
    kind = ManyField(EventKind.choices, label="Kind")
    field_order = ["kind", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Event
    narrowing = {
        "kind": lambda events, kinds, day: events.of_kinds(kinds),
        "case": lambda events, slugs, day: events.in_cases(slugs),
        "party": lambda events, slugs, day: events.with_parties(slugs),
        "use": lambda events, uses, day: events.about_uses(uses),
        "evidence": marked,
        "contested": lambda events, _, day: events.contested(day),
        "since": lambda events, first, day: events.during(first, None),
        "until": lambda events, last, day: events.during(None, last),
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(EventKind.choices)),
        FacetSpec(
            "case",
            "Case",
            by_table(EVENT_CASES, "event", "case__slug", "case__short_name", case__workflow=Workflow.PUBLISHED),
        ),
        FacetSpec(
            "use",
            "Data use",
            by_table(
                EVENT_CASES,
                "event",
                "case__data_uses__use",
                "case__data_uses__use",
                case__workflow=Workflow.PUBLISHED,
                case__data_uses__isnull=False,
            ),
            tuple(DataUse.choices),
        ),
        FacetSpec(
            "party",
            "Party",
            by_table(EVENT_PARTIES, "event", "party__slug", "party__name", party__workflow=Workflow.PUBLISHED),
        ),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
    ]

    def further_legs(self):
        """Events by period: under all filters, and (for the band) under all but the window in time."""
        whole = self.everything()
        for name, narrow in self.narrowing.items():
            value = self.cleaned_data.get(name)
            if value and name not in ("since", "until"):
                whole = narrow(whole, value, self.day)
        return [("period", by_column("period"), self.queryset()), ("density", by_column("period"), whole)]

    def for_page(self, records):
        return records.for_timeline(self.day)

    @property
    def connected_page(self) -> Page:
        """The page with the cases, parties and data uses of its events at hand."""
        connect(self.page.rows)
        return self.page

    @property
    def months(self) -> list[tuple[str, int | None, list[Event]]]:
        """The page's events by period: (period, how many events it has under all filters, those of this page).

        Counts are left out of a page after the first, whose headings stand above already.
        """
        counts = {} if self.query.get("after") else self.survey.periods
        groups = groupby(self.connected_page.rows, key=lambda event: event.period)
        return [(period, counts.get(period), list(group)) for period, group in groups]

    @property
    def band(self) -> Band | None:
        chosen = self.cleaned_data
        return band_of(self.survey.density, chosen.get("since"), chosen.get("until"))
