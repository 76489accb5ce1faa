"""What stands on a question's page: its answers with all their accounts, its status, and how the answer looked."""

import datetime
from functools import cached_property

from django.db.models import Prefetch

from timeline.filters.answer_groups import answers_of
from timeline.filters.answers import Answers
from timeline.filters.record_page import RecordPage
from timeline.filters.scale import Scale, scale_of_answers
from timeline.filters.turns import Turn, turns_of
from timeline.history.corrected import Corrected, last_corrections
from timeline.models import Assertion, Case, Event, Evidence, Filing, Question, QuestionReference, Quote
from timeline.models.contested import contested_points
from timeline.models.disagreement import stated_by
from timeline.vocabulary import QuestionStatus


class QuestionPage(RecordPage):
    model = Question

    @classmethod
    def found(cls, day=None):
        quotes = Quote.objects.public().known_on(day).select_related("speaker")
        quotes = quotes.annotate(contested_points=contested_points("quote", day))
        cases = Case.objects.public().known_on(day).marked_contested(day)
        events = Event.objects.public().known_on(day).marked_contested(day)
        return (
            super()
            .found(day)
            .marked_contested(day)
            .explained_on(day)
            .prefetch_related(
                Prefetch("cases", cases, to_attr="cases_touched"),
                Prefetch("events", events, to_attr="events_touched"),
                Prefetch("quotes", quotes, to_attr="quotes_touched"),
            )
        )

    @cached_property
    def assertions(self) -> list[Assertion]:
        """The statements with their evidence, as known on the day of the view."""
        evidence = Evidence.objects.public().known_on(self.day).select_related("source__origin", "value_party")
        statements = Assertion.objects.public().known_on(self.day).filter(question=self.record)
        return list(
            statements.marked_on(self.day)
            .explained_on(self.day)
            .select_related("made_by_party", "made_by_source", "value_party")
            .prefetch_related(Prefetch("references", evidence.order_by("id"), to_attr="evidence"))
            .order_by("id")
        )

    @cached_property
    def corrections(self) -> list[Corrected]:
        """The last of its answers too, which have no page of their own."""
        if self.day or not self.record:
            return []
        return [*super().corrections, *last_corrections([answer.slug for answer in self.assertions])]

    @cached_property
    def answers(self) -> Answers:
        rows = [row for assertion in self.assertions for row in assertion.evidence]
        answers = answers_of(self.record, rows, [one for one in self.assertions if self._is_worded(one)])
        for answer in answers.all:
            for origin in answer.origins:
                origin.told = origin.source_on(self.day)
        return answers

    @cached_property
    def is_settled(self) -> bool:
        """Whether our note and the status can be shown: all that they rest on was out by that day."""
        return not self.day or Question.objects.settled_on(self.day).filter(pk=self.record.pk).exists()

    @property
    def status(self) -> QuestionStatus | None:
        """None where it is argued with what came later."""
        return QuestionStatus(self.record.status) if self.is_settled else None

    @cached_property
    def references(self) -> list[QuestionReference]:
        """What the status is argued with."""
        if not self.is_settled or self.record.status == QuestionStatus.OPEN:
            return []
        references = QuestionReference.objects.public().known_on(self.day).filter(question=self.record)
        return list(references.select_related("source"))

    @cached_property
    def is_argument_told(self) -> bool:
        """Whether no view of a past day leaves out, for want of a date, a source that the status is argued with."""
        undated = QuestionReference.objects.public().filter(question=self.record, source__latest=None)
        return not self.day or not undated.exists()

    @cached_property
    def resolved_by(self) -> Filing | None:
        """The order that settled it, if readers may see it."""
        if not self.is_settled or not self.record.resolved_by_id:
            return None
        return Filing.objects.public().known_on(self.day).filter(pk=self.record.resolved_by_id).first()

    @cached_property
    def turns(self) -> list[Turn]:
        return turns_of(self.answers, self._resolved_on)

    @property
    def turn_shown(self) -> Turn | None:
        """The last turn that this page shows."""
        last = self.day or datetime.date.today()
        return next((turn for turn in reversed(self.turns) if turn.day <= last), None)

    @cached_property
    def left_out(self) -> int:
        """Accounts whose sources show no date, which no view as known on a day can show."""
        if not self.day:
            return 0
        statements = Assertion.objects.public().filter(question=self.record)
        rows = Evidence.objects.public().filter(source__latest=None, assertion__in=statements.values("pk"))
        return rows.values("source").distinct().count()

    @cached_property
    def scale(self) -> Scale | None:
        """The values on a line; None where they are no numbers, amounts or dates, or there are fewer than two."""
        return scale_of_answers(self.record.value_type, self.record.unit, self.answers.given)

    def _is_worded(self, assertion: Assertion) -> bool:
        """Whether the day of the view knew the statement as we word it.

        Whoever makes it had, and all its sources were out, or one with its own value.
        """
        maker = assertion.made_by_source
        if self.day and maker and not (maker.latest and maker.latest <= self.day):
            return False
        told = (stated_by(row) == assertion.stated for row in assertion.evidence)
        return assertion.is_known_in_full(self.day) or any(told)

    @cached_property
    def _resolved_on(self) -> datetime.date | None:
        """The first day whose view tells of the resolution; None where there is none, or a day is not known."""
        if self.resolved_by is None or not self.resolved_by.latest or not self.resolved_by.known_since:
            return None
        days = [assertion.known_in_full for assertion in self.assertions]
        days += [assertion.made_by_source.latest for assertion in self.assertions if assertion.made_by_source]
        days += [reference.source.latest for reference in self.references]
        return max([self.resolved_by.latest, self.resolved_by.known_since, *filter(None, days)])
