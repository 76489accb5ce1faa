"""The list of parties."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column, by_mark
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, ListFilters, marked, tied
from timeline.filters.paging import BY_NAME
from timeline.models import Event, Party, Question
from timeline.vocabulary import PartyKind, Workflow

_PUBLIC_EVENT = Q(events__workflow=Workflow.PUBLISHED)
_PUBLIC_CASE = Q(roles__case__workflow=Workflow.PUBLISHED)


class PartyFilters(ListFilters):
    order = None  # type: ignore[assignment]
    kind = ManyField(PartyKind.choices, label="Kind")
    field_order = ["kind", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Party
    by = BY_NAME
    narrowing = {
        "kind": lambda parties, kinds, day: parties.filter(kind__in=kinds),
        "case": lambda parties, slugs, day: tied(
            parties,
            _PUBLIC_CASE & Q(roles__case__slug__in=slugs),
            _PUBLIC_EVENT & Q(events__cases__slug__in=slugs),
        ),
        "party": lambda parties, slugs, day: parties.filter(slug__in=slugs),
        "use": lambda parties, uses, day: tied(parties, _PUBLIC_CASE & Q(roles__case__data_uses__use__in=uses)),
        "evidence": marked,
        "contested": lambda parties, _, day: tied(
            parties, _PUBLIC_EVENT & Q(events__questions__in=Question.objects.public().contested(day))
        ),
        "since": lambda parties, first, day: tied(parties, Q(events__in=_events(day).during(first, None))),
        "until": lambda parties, last, day: tied(parties, Q(events__in=_events(day).during(None, last))),
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(PartyKind.choices)),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
    ]

    def for_page(self, records):
        return records.marked_on(self.day)


def _events(day):
    return Event.objects.public().known_on(day)
