"""The list of quotes."""

from django.db.models import Case as Choose
from django.db.models import CharField, Q, Value, When

from timeline.filters.facets import FacetSpec, by_case, by_column, by_mark, by_party
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, marked, tied
from timeline.filters.scored import PROVENANCE_FACET, ScoredFilters, scored
from timeline.filters.window import in_window
from timeline.models import Case, Question, Quote
from timeline.vocabulary import Forum, Grade


def graded(quotes, slugs, day):
    """Quotes whose best check by that day has one of these grades."""
    return quotes.graded_on(day).filter(grade_then__in=[grade for grade in Grade if grade.slug in slugs])


def by_grade(quotes, day):
    """Counts by how the words stand in held text, as known on the day of the view."""
    slugs = (When(grade_then=grade.value, then=Value(grade.slug)) for grade in Grade)
    slug = Choose(*slugs, output_field=CharField(max_length=200))
    return quotes.graded_on(day), slug, slug, "pk"


class QuoteFilters(ScoredFilters):
    kind = ManyField(Forum.choices, label="Where said")
    check = ManyField([(grade.slug, grade.label) for grade in Grade], label="Check")
    field_order = ["kind", "check", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Quote
    narrowing = {
        "check": graded,
        "kind": lambda quotes, forums, day: quotes.filter(forum__in=forums),
        "case": lambda quotes, slugs, day: tied(quotes, Q(cases__slug__in=slugs)),
        "party": lambda quotes, slugs, day: quotes.filter(speaker__slug__in=slugs),
        "use": lambda quotes, uses, day: tied(
            quotes, Q(cases__in=Case.objects.public().described_on(day).filter(data_uses__use__in=uses))
        ),
        "evidence": marked,
        "score": scored,
        "contested": lambda quotes, _, day: tied(quotes, Q(questions__in=Question.objects.public().contested(day))),
        "window": in_window,
    }
    facet_specs = [
        FacetSpec("kind", "Where said", by_column("forum"), tuple(Forum.choices)),
        FacetSpec("check", "In the held text", by_grade, tuple((grade.slug, grade.label) for grade in Grade)),
        FacetSpec("party", "Speaker", by_party(Quote, "pk", "speaker")),
        FacetSpec("case", "Case", by_case(Quote.cases.through, "quote")),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
        PROVENANCE_FACET,
    ]

    def for_page(self, records):
        return super().for_page(records).for_listing(self.day).marked_on(self.day)
