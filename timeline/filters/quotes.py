"""The list of quotes."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column, by_mark, by_table
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARK_CHOICES, ListFilters, marked, tied
from timeline.models import Question, Quote
from timeline.vocabulary import Forum, Workflow


class QuoteFilters(ListFilters):
    kind = ManyField(Forum.choices, label="Where said")
    field_order = ["kind", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Quote
    narrowing = {
        "kind": lambda quotes, forums, day: quotes.filter(forum__in=forums),
        "case": lambda quotes, slugs, day: tied(quotes, Q(cases__slug__in=slugs)),
        "party": lambda quotes, slugs, day: quotes.filter(speaker__slug__in=slugs),
        "use": lambda quotes, uses, day: tied(
            quotes, Q(cases__workflow=Workflow.PUBLISHED, cases__data_uses__use__in=uses)
        ),
        "evidence": marked,
        "contested": lambda quotes, _, day: tied(quotes, Q(questions__in=Question.objects.public().contested(day))),
        "since": lambda quotes, first, day: quotes.filter(sorts_to__gte=first).exclude(date=""),
        "until": lambda quotes, last, day: quotes.filter(sorts_from__lte=last).exclude(date=""),
    }
    facet_specs = [
        FacetSpec("kind", "Where said", by_column("forum"), tuple(Forum.choices)),
        FacetSpec(
            "party",
            "Speaker",
            lambda quotes, day: by_table(Quote, "pk", "speaker__slug", "speaker__name")(quotes, day),
        ),
        FacetSpec(
            "case",
            "Case",
            by_table(Quote.cases.through, "quote", "case__slug", "case__short_name", case__workflow=Workflow.PUBLISHED),
        ),
        FacetSpec("evidence", "Best evidence", by_mark, tuple(MARK_CHOICES)),
    ]

    def everything(self):
        return super().everything().filter(speaker__workflow=Workflow.PUBLISHED)

    def for_page(self, records):
        return records.for_listing(self.day).marked_on(self.day)
