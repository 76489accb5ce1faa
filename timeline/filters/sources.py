"""The list of sources."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, MARKS, tied
from timeline.filters.scored import PROVENANCE_FACET, ScoredFilters, scored
from timeline.filters.window import in_window
from timeline.models import Assertion, Case, Event, Evidence, Filing, Question, Quote, Source
from timeline.vocabulary import Reliability, SourceKind


def cited_for_cases(sources, slugs, day):
    """Sources of these cases themselves, of their filings, events or quotes."""
    return tied(
        sources,
        Q(casereference__case__slug__in=slugs),
        Q(filingreference__filing__in=Filing.objects.public().filter(case__slug__in=slugs)),
        Q(eventreference__event__in=Event.objects.public().in_cases(slugs)),
        Q(quotereference__quote__in=Quote.objects.public().filter(cases__slug__in=slugs)),
    )


def cited_for_parties(sources, slugs, day):
    """Sources of these parties themselves, of events they take part in, of their words."""
    return tied(
        sources,
        Q(partyreference__party__slug__in=slugs),
        Q(eventreference__event__in=Event.objects.public().with_parties(slugs)),
        Q(quotereference__quote__in=Quote.objects.public().filter(speaker__slug__in=slugs)),
    )


def cited_for_uses(sources, uses, day):
    """Sources of cases that turn on these data uses, as described on that day, or of events in them."""
    cases = Case.objects.public().described_on(day).filter(data_uses__use__in=uses)
    return tied(
        sources,
        Q(casereference__case__in=cases),
        Q(eventreference__event__in=Event.objects.public().about_uses(uses, day)),
    )


def cited_for_contested(sources, _, day):
    """Sources that speak to a question on which accounts differed by that day."""
    answers = Assertion.objects.public().known_on(day).filter(question__in=Question.objects.public().contested(day))
    return sources.filter(pk__in=Evidence.objects.filter(assertion__in=answers).values("source"))


class SourceFilters(ScoredFilters):
    kind = ManyField(SourceKind.choices, label="Kind")
    reliability = ManyField(Reliability.choices, label="Reliability")
    field_order = ["kind", "reliability", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Source
    narrowing = {
        "kind": lambda sources, kinds, day: sources.filter(kind__in=kinds),
        "reliability": lambda sources, kinds, day: sources.filter(reliability__in=kinds),
        "case": cited_for_cases,
        "party": cited_for_parties,
        "use": cited_for_uses,
        "evidence": lambda sources, slugs, day: sources.filter(mark__in=[MARKS[slug] for slug in slugs]),
        "score": scored,
        "contested": cited_for_contested,
        "window": in_window,
    }
    facet_specs = [
        FacetSpec("evidence", "Evidence", by_column("mark"), tuple(MARK_CHOICES)),
        FacetSpec("kind", "Kind", by_column("kind"), tuple(SourceKind.choices)),
        FacetSpec("reliability", "Reliability", by_column("reliability"), tuple(Reliability.choices)),
        PROVENANCE_FACET,
    ]
