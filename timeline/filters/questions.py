"""The list of contested questions."""

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_column, by_table
from timeline.filters.fields import ManyField
from timeline.filters.listing import MARKS, ListFilters, tied
from timeline.filters.paging import BY_NAME
from timeline.models import Assertion, Event, Question
from timeline.vocabulary import DataUse, QuestionStatus, ValueType, Workflow

_PUBLIC_CASE = Q(cases__workflow=Workflow.PUBLISHED)


def with_answer_marked(questions, slugs, day):
    """Questions one of whose answers, as known on that day, rests at best on one of these marks."""
    answers = Assertion.objects.public().known_on(day).marked_on(day)
    return tied(questions, Q(assertions__in=answers.filter(mark_then__in=[MARKS[slug] for slug in slugs])))


class QuestionFilters(ListFilters):
    order = None  # type: ignore[assignment]
    kind = ManyField(ValueType.choices, label="Kind of answer")
    status = ManyField(QuestionStatus.choices, label="Status")
    field_order = ["status", "kind", "case", "party", "use", "evidence", "contested", "since", "until"]

    model = Question
    by = BY_NAME
    narrowing = {
        "kind": lambda questions, types, day: questions.filter(value_type__in=types),
        "status": lambda questions, statuses, day: questions.filter(status__in=statuses),
        "case": lambda questions, slugs, day: tied(questions, Q(cases__slug__in=slugs)),
        "party": lambda questions, slugs, day: tied(
            questions,
            Q(assertions__workflow=Workflow.PUBLISHED, assertions__made_by_party__slug__in=slugs),
            Q(events__workflow=Workflow.PUBLISHED, events__parties__slug__in=slugs),
        ),
        "use": lambda questions, uses, day: tied(questions, _PUBLIC_CASE & Q(cases__data_uses__use__in=uses)),
        "evidence": with_answer_marked,
        "contested": lambda questions, _, day: questions.contested(day),
        "since": lambda questions, first, day: tied(questions, Q(events__in=_events(day).during(first, None))),
        "until": lambda questions, last, day: tied(questions, Q(events__in=_events(day).during(None, last))),
    }
    facet_specs = [
        FacetSpec("status", "Status", by_column("status"), tuple(QuestionStatus.choices)),
        FacetSpec("kind", "Kind of answer", by_column("value_type"), tuple(ValueType.choices)),
        FacetSpec(
            "case",
            "Case",
            by_table(
                Question.cases.through,
                "question",
                "case__slug",
                "case__short_name",
                case__workflow=Workflow.PUBLISHED,
            ),
        ),
        FacetSpec(
            "use",
            "Data use",
            by_table(
                Question.cases.through,
                "question",
                "case__data_uses__use",
                "case__data_uses__use",
                case__workflow=Workflow.PUBLISHED,
                case__data_uses__isnull=False,
            ),
            tuple(DataUse.choices),
        ),
    ]

    def for_page(self, records):
        return records.for_listing(self.day)


def _events(day):
    return Event.objects.public().known_on(day)
