"""The list of sources."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, MARKS, ListFilters, tied
from timeline.models import Evidence, Question, Source
from timeline.vocabulary import Reliability, SourceKind, Workflow

_PUBLIC = Workflow.PUBLISHED


def cited_for_cases(sources, slugs, day):
    """Sources of these cases themselves, of their filings, events or quotes."""
    return tied(
        sources,
        Q(casereference__case__slug__in=slugs),
        Q(filingreference__filing__workflow=_PUBLIC, filingreference__filing__case__slug__in=slugs),
        Q(eventreference__event__workflow=_PUBLIC, eventreference__event__cases__slug__in=slugs),
        Q(quotereference__quote__workflow=_PUBLIC, quotereference__quote__cases__slug__in=slugs),
    )


def cited_for_parties(sources, slugs, day):
    """Sources of these parties themselves, of events they take part in, of their words."""
    return tied(
        sources,
        Q(partyreference__party__slug__in=slugs),
        Q(eventreference__event__workflow=_PUBLIC, eventreference__event__parties__slug__in=slugs),
        Q(quotereference__quote__workflow=_PUBLIC, quotereference__quote__speaker__slug__in=slugs),
    )


def cited_for_uses(sources, uses, day):
    return tied(
        sources,
        Q(casereference__case__workflow=_PUBLIC, casereference__case__data_uses__use__in=uses),
        Q(eventreference__event__workflow=_PUBLIC, eventreference__event__cases__data_uses__use__in=uses),
    )


def cited_for_contested(sources, _, day):
    evidence = Evidence.objects.filter(assertion__question__in=Question.objects.public().contested(day))
    return sources.filter(pk__in=evidence.filter(assertion__workflow=_PUBLIC).values("source"))


class SourceFilters(ListFilters):
    kind = ManyField(SourceKind.choices, label="Kind")
    reliability = ManyField(Reliability.choices, label="Reliability")
    field_order = ["kind", "reliability", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Source
    narrowing = {
        "kind": lambda sources, kinds, day: sources.filter(kind__in=kinds),
        "reliability": lambda sources, kinds, day: sources.filter(reliability__in=kinds),
        "case": cited_for_cases,
        "party": cited_for_parties,
        "use": cited_for_uses,
        "evidence": lambda sources, slugs, day: sources.filter(mark__in=[MARKS[slug] for slug in slugs]),
        "contested": cited_for_contested,
        "since": lambda sources, first, day: sources.filter(sorts_to__gte=first).exclude(published=""),
        "until": lambda sources, last, day: sources.filter(sorts_from__lte=last).exclude(published=""),
    }
    facet_specs = [
        FacetSpec("evidence", "Evidence", by_column("mark"), tuple(MARK_CHOICES)),
        FacetSpec("kind", "Kind", by_column("kind"), tuple(SourceKind.choices)),
        FacetSpec("reliability", "Reliability", by_column("reliability"), tuple(Reliability.choices)),
    ]
