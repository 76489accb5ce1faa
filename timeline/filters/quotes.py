"""The list of quotes."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_case, by_column, by_mark, by_party
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, ListFilters, in_window, marked, tied
from timeline.models import Case, Question, Quote
from timeline.vocabulary import Forum


class QuoteFilters(ListFilters):
    kind = ManyField(Forum.choices, label="Where said")
    field_order = ["kind", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Quote
    narrowing = {
        "kind": lambda quotes, forums, day: quotes.filter(forum__in=forums),
        "case": lambda quotes, slugs, day: tied(quotes, Q(cases__slug__in=slugs)),
        "party": lambda quotes, slugs, day: quotes.filter(speaker__slug__in=slugs),
        "use": lambda quotes, uses, day: tied(
            quotes, Q(cases__in=Case.objects.public().described_on(day).filter(data_uses__use__in=uses))
        ),
        "evidence": marked,
        "contested": lambda quotes, _, day: tied(quotes, Q(questions__in=Question.objects.public().contested(day))),
        "window": in_window,
    }
    facet_specs = [
        FacetSpec("kind", "Where said", by_column("forum"), tuple(Forum.choices)),
        FacetSpec("party", "Speaker", by_party(Quote, "pk", "speaker")),
        FacetSpec("case", "Case", by_case(Quote.cases.through, "quote")),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
    ]

    def for_page(self, records):
        return records.for_listing(self.day).marked_on(self.day)
