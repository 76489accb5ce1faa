"""The list of parties."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column, by_mark
from timeline.filters.fields import ManyField, OneField
from timeline.filters.listing import MARK_CHOICES, marked
from timeline.filters.paging import BY_NAME
from timeline.filters.scored import BY_NAME_FIRST, PROVENANCE_FACET, ScoredFilters, scored
from timeline.models import Case, Event, Party, PartyRole
from timeline.vocabulary import PartyKind


def _events(day):
    return Event.objects.public().known_on(day)


def _roles(day):
    return PartyRole.objects.filter(case__in=Case.objects.public().described_on(day).values("pk"))


def in_cases(parties, slugs, day):
    """Parties with a role in these cases, as described on that day, or with a part in an event known by then."""
    roles = _roles(day).filter(case__slug__in=slugs)
    return parties.filter(Q(pk__in=roles.values("party")) | Q(pk__in=_events(day).in_cases(slugs).values("parties")))


class PartyFilters(ScoredFilters):
    order = OneField(BY_NAME_FIRST, label="Order")
    kind = ManyField(PartyKind.choices, label="Kind")
    field_order = ["kind", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Party
    by = BY_NAME
    narrowing = {
        "kind": lambda parties, kinds, day: parties.filter(kind__in=kinds),
        "case": in_cases,
        "party": lambda parties, slugs, day: parties.filter(slug__in=slugs),
        "use": lambda parties, uses, day: parties.filter(
            pk__in=_roles(day).filter(case__data_uses__use__in=uses).values("party")
        ),
        "evidence": marked,
        "score": scored,
        "contested": lambda parties, _, day: parties.filter(pk__in=_events(day).contested(day).values("parties")),
        "window": lambda parties, window, day: parties.filter(pk__in=_events(day).during(*window).values("parties")),
    }
    facet_specs = [
        FacetSpec("kind", "Kind", by_column("kind"), tuple(PartyKind.choices)),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
        PROVENANCE_FACET,
    ]

    def for_page(self, records):
        return super().for_page(records).marked_on(self.day)
