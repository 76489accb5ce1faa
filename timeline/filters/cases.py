"""The list of cases."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column, by_mark, by_own_use
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, marked, tied
from timeline.filters.scored import PROVENANCE_FACET, ScoredFilters, scored
from timeline.filters.window import in_window
from timeline.models import Case, Event, Question
from timeline.vocabulary import CaseKind, CaseStatus, DataUse


def with_status(cases, statuses, day):
    """By the status that can be shown on that day; a status found out later does not count."""
    cases = cases.filter(status__in=statuses)
    return cases.filter(status_known_since__lte=day).described_on(day) if day else cases


def with_party(cases, slugs, day):
    """Cases in which a party has a role, as described on that day, or takes part in an event known by then."""
    described = Case.objects.described_on(day).filter(roles__party__slug__in=slugs)
    events = Event.objects.public().known_on(day).with_parties(slugs)
    return cases.filter(Q(pk__in=described.values("pk")) | Q(pk__in=events.values("cases")))


class CaseFilters(ScoredFilters):
    kind = ManyField(CaseKind.choices, label="Kind")
    status = ManyField(CaseStatus.choices, label="Status")
    field_order = ["kind", "status", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Case
    narrowing = {
        "kind": lambda cases, kinds, day: cases.filter(kind__in=kinds),
        "status": with_status,
        "case": lambda cases, slugs, day: cases.filter(slug__in=slugs),
        "party": with_party,
        "use": lambda cases, uses, day: tied(cases.described_on(day), Q(data_uses__use__in=uses)),
        "evidence": marked,
        "score": scored,
        "contested": lambda cases, _, day: tied(cases, Q(questions__in=Question.objects.public().contested(day))),
        "window": lambda cases, window, day: in_window(cases.described_on(day), window, day),
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(CaseKind.choices)),
        FacetSpec(
            "status",
            "Status",
            lambda cases, day: by_column("status")(with_status(cases, CaseStatus.values, day), day),
            tuple(CaseStatus.choices),
        ),
        FacetSpec("use", "Data use", by_own_use, tuple(DataUse.choices)),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
        PROVENANCE_FACET,
    ]

    def for_page(self, records):
        return super().for_page(records).for_listing().marked_on(self.day).marked_contested(self.day)
