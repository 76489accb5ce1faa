"""The list of contested questions."""

from functools import cached_property

from django.db.models import Q

from timeline.filters.facets import FacetSpec, by_case, by_column, by_use
from timeline.filters.fields import ManyField, OneField
from timeline.filters.listing import MARKS, tied
from timeline.filters.paging import BY_NAME, Page
from timeline.filters.scored import BY_NAME_FIRST, PROVENANCE_FACET, ScoredFilters, scored
from timeline.filters.standing import stand
from timeline.models import Assertion, Case, Event, Question
from timeline.vocabulary import DataUse, QuestionStatus, ValueType


def _events(day):
    return Event.objects.public().known_on(day)


def by_status(questions, day):
    """Counts by status, of the questions whose status can be shown on that day."""
    return by_column("status")(questions.settled_on(day), day)


def of_parties(questions, slugs, day):
    """Questions that one of these parties answers, or that touch an event in which it takes part."""
    made = Assertion.objects.public().known_on(day).filter(made_by_party__slug__in=slugs)
    return tied(questions, Q(assertions__in=made), Q(events__in=_events(day).with_parties(slugs)))


def with_answer_marked(questions, slugs, day):
    """Questions one of whose answers, as known on that day, rests at best on one of these marks."""
    answers = Assertion.objects.public().known_on(day).marked_on(day)
    return tied(questions, Q(assertions__in=answers.filter(mark_then__in=[MARKS[slug] for slug in slugs])))


class QuestionFilters(ScoredFilters):
    order = OneField(BY_NAME_FIRST, label="Order")
    kind = ManyField(ValueType.choices, label="Kind of answer")
    status = ManyField(QuestionStatus.choices, label="Status")
    field_order = ["status", "kind", "case", "party", "use", "evidence", "score", "contested", "since", "until"]

    model = Question
    by = BY_NAME
    narrowing = {
        "kind": lambda questions, types, day: questions.filter(value_type__in=types),
        "status": lambda questions, statuses, day: questions.settled_on(day).filter(status__in=statuses),
        "case": lambda questions, slugs, day: tied(questions, Q(cases__slug__in=slugs)),
        "party": of_parties,
        "use": lambda questions, uses, day: tied(
            questions, Q(cases__in=Case.objects.public().described_on(day).filter(data_uses__use__in=uses))
        ),
        "evidence": with_answer_marked,
        "score": scored,
        "contested": lambda questions, _, day: questions.contested(day),
        "window": lambda questions, window, day: tied(questions, Q(events__in=_events(day).during(*window))),
    }
    facet_specs = [
        FacetSpec("status", "Status", by_status, tuple(QuestionStatus.choices)),
        FacetSpec("kind", "Kind of answer", by_column("value_type"), tuple(ValueType.choices)),
        FacetSpec("case", "Case", by_case(Question.cases.through, "question")),
        FacetSpec("use", "Data use", by_use(Question.cases.through, "question"), tuple(DataUse.choices)),
        PROVENANCE_FACET,
    ]

    def for_page(self, records):
        return super().for_page(records).for_listing(self.day)

    @cached_property
    def page(self) -> Page:
        """Every row with its `standing`."""
        page = super().page
        stand(page.rows, self.day)
        return page
