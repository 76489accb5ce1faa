"""The list of cases."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column, by_mark, by_table
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, ListFilters, marked, tied
from timeline.models import Case, CaseDataUse, Question
from timeline.vocabulary import CaseKind, CaseStatus, DataUse, Workflow

_PUBLIC_EVENT = Q(events__workflow=Workflow.PUBLISHED)


def with_status(cases, statuses, day):
    """By the status that can be shown on that day; a status found out later does not count."""
    cases = cases.filter(status__in=statuses)
    return cases.filter(status_known_since__lte=day, known_in_full__lte=day) if day else cases


class CaseFilters(ListFilters):
    kind = ManyField(CaseKind.choices, label="Kind")
    status = ManyField(CaseStatus.choices, label="Status")
    field_order = ["kind", "status", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Case
    narrowing = {
        "kind": lambda cases, kinds, day: cases.filter(kind__in=kinds),
        "status": with_status,
        "case": lambda cases, slugs, day: cases.filter(slug__in=slugs),
        "party": lambda cases, slugs, day: tied(
            cases, Q(roles__party__slug__in=slugs), _PUBLIC_EVENT & Q(events__parties__slug__in=slugs)
        ),
        "use": lambda cases, uses, day: tied(cases, Q(data_uses__use__in=uses)),
        "evidence": marked,
        "contested": lambda cases, _, day: tied(cases, Q(questions__in=Question.objects.public().contested(day))),
        "since": lambda cases, first, day: cases.filter(sorts_to__gte=first).exclude(filed=""),
        "until": lambda cases, last, day: cases.filter(sorts_from__lte=last).exclude(filed=""),
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(CaseKind.choices)),
        FacetSpec(
            "status",
            "Status",
            lambda cases, day: by_column("status")(with_status(cases, CaseStatus.values, day), day),
            tuple(CaseStatus.choices),
        ),
        FacetSpec("use", "Data use", by_table(CaseDataUse, "case", "use", "use"), tuple(DataUse.choices)),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
    ]

    def for_page(self, records):
        return records.for_listing().marked_on(self.day)
