"""The timeline's filters: which events, in which order, with which facets."""

from django import forms

from timeline.filters.event_rows import complete, events_by_key
from timeline.filters.facets import FacetSpec, FurtherCount, by_case, by_column, by_mark, by_party, by_use
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, marked
from timeline.filters.scored import PROVENANCE_FACET, ScoredFilters, scored
from timeline.filters.window import in_window
from timeline.models import Event
from timeline.vocabulary import DataUse, EventKind


class TimelineFilters(ScoredFilters):
    kind = ManyField(EventKind.choices, label="Kind")
    width = forms.IntegerField(min_value=240, max_value=4000, required=False, label="Width")
    field_order = ["kind", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Event
    waits_for_list = True  # the picture is drawn of every event
    follows = {
        "timeline_event": "",
        "timeline_event_cases": "",
        "timeline_event_parties": "",
        "timeline_case": "cases",
        "timeline_casedatause": "cases",
        "timeline_party": "parties",
    }
    narrowing = {
        "kind": lambda events, kinds, day: events.of_kinds(kinds),
        "case": lambda events, slugs, day: events.in_cases(slugs),
        "party": lambda events, slugs, day: events.with_parties(slugs),
        "use": lambda events, uses, day: events.about_uses(uses, day),
        "evidence": marked,
        "score": scored,
        "contested": lambda events, _, day: events.contested(day),
        "window": in_window,
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(EventKind.choices)),
        FacetSpec("case", "Case", by_case(Event.cases.through, "event")),
        FacetSpec("use", "Data use", by_use(Event.cases.through, "event"), tuple(DataUse.choices)),
        FacetSpec("party", "Party", by_party(Event.parties.through, "event", "party")),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
        PROVENANCE_FACET,
    ]
    further_counts = [FurtherCount("periods", "period", by_column("period"))]

    def for_page(self, records):
        return super().for_page(records).with_filing(self.day)

    @property
    def event_keys(self) -> list[int]:
        return self.page_keys[0] if self.page_keys else [event.pk for event in self.page.rows]

    def events(self, keys: list[int]) -> list[Event]:
        """Those of the page with these keys, with all that their cards show; in no order."""
        if self.page_keys:
            return events_by_key(keys, self.day)
        events = [event for event in self.page.rows if event.pk in keys]
        complete(events, self.day)
        return events

    @property
    def period_counts(self) -> dict[str, int]:
        """How many events each period has under all filters; none on a page after the first, whose headings stand."""
        return {} if self.query.get("after") else self.survey.periods
