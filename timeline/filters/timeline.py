"""The timeline's filters: which events, in which order, with which facets and density."""

from itertools import groupby

from timeline.filters.band import Band, band_of
from timeline.filters.facets import FacetSpec, by_case, by_column, by_mark, by_party, by_use
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, marked
from timeline.filters.paging import Page
from timeline.filters.scored import PROVENANCE_FACET, ScoredFilters, scored
from timeline.models import Event
from timeline.models.event import connect
from timeline.vocabulary import DataUse, EventKind


class TimelineFilters(ScoredFilters):
    kind = ManyField(EventKind.choices, label="Kind")
    field_order = ["kind", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Event
    narrowing = {
        "kind": lambda events, kinds, day: events.of_kinds(kinds),
        "case": lambda events, slugs, day: events.in_cases(slugs),
        "party": lambda events, slugs, day: events.with_parties(slugs),
        "use": lambda events, uses, day: events.about_uses(uses, day),
        "evidence": marked,
        "score": scored,
        "contested": lambda events, _, day: events.contested(day),
        "window": lambda events, window, day: events.during(*window),
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(EventKind.choices)),
        FacetSpec("case", "Case", by_case(Event.cases.through, "event")),
        FacetSpec("use", "Data use", by_use(Event.cases.through, "event"), tuple(DataUse.choices)),
        FacetSpec("party", "Party", by_party(Event.parties.through, "event", "party")),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
        PROVENANCE_FACET,
    ]

    def further_legs(self):
        """Events by period: under all filters, and for the band under all but the window; there the contested too."""
        period, drawn = by_column("period"), self.queryset(without="window")
        return [
            ("period", period, self.queryset()),
            ("density", period, drawn),
            ("contested density", period, drawn.contested(self.day)),
        ]

    def for_page(self, records):
        return super().for_page(records).for_timeline(self.day)

    @property
    def connected_page(self) -> Page:
        """The page with the cases, parties and data uses of its events at hand."""
        connect(self.page.rows, self.day)
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
        survey = self.survey
        return band_of(survey.density, survey.contested_density, chosen.get("since"), chosen.get("until"))
