"""What stands on a question's page: every account side by side, and its values on a scale."""

from functools import cached_property

from django.db.models import Prefetch

from timeline.filters.record_page import RecordPage
from timeline.filters.scale import Point, Scale, scale_of
from timeline.models import Assertion, Case, Event, Evidence, Question, Quote


class QuestionPage(RecordPage):
    model = Question

    def found(self):
        return (
            super()
            .found()
            .marked_contested(self.day)
            .prefetch_related(
                Prefetch("cases", Case.objects.public().known_on(self.day), to_attr="cases_touched"),
                Prefetch("events", Event.objects.public().known_on(self.day), to_attr="events_touched"),
                Prefetch(
                    "quotes",
                    Quote.objects.public().known_on(self.day).select_related("speaker"),
                    to_attr="quotes_touched",
                ),
            )
        )

    @cached_property
    def assertions(self) -> list[Assertion]:
        """The answers with their evidence, as known on the day of the view; the best supported first."""
        evidence = Evidence.objects.public().known_on(self.day).select_related("source", "value_party")
        answers = (
            Assertion.objects.public()
            .known_on(self.day)
            .marked_on(self.day)
            .filter(question=self.record)
            .select_related("made_by_party", "made_by_source", "value_party")
            .prefetch_related(Prefetch("references", evidence, to_attr="evidence"))
        )
        assertions = list(answers.order_by("mark_then", "id"))
        for assertion in assertions:
            assertion.answer = assertion.value_label(self.record)
            for row in assertion.evidence:
                row.answer = row.value_label(self.record)
        return assertions

    @cached_property
    def is_note_known(self) -> bool:
        """Whether our note and the status can be shown: every dated source of the answers was out by that day."""
        return not self.day or Question.objects.settled_on(self.day).filter(pk=self.record.pk).exists()

    @cached_property
    def left_out(self) -> int:
        """Accounts whose sources show no date, which no view as known on a day can show."""
        if not self.day:
            return 0
        undated = Evidence.objects.public().filter(source__latest=None, assertion__question=self.record)
        return undated.values("source").distinct().count()

    @property
    def accounts(self) -> set[int]:
        """The sources that speak to the question, each once."""
        return {row.source_id for assertion in self.assertions for row in assertion.evidence}

    @property
    def answers(self) -> set[str]:
        """The different values that the sources give, as printed."""
        return {row.answer for assertion in self.assertions for row in assertion.evidence if row.answer}

    @cached_property
    def scale(self) -> Scale | None:
        """The values on a line; None where they are no numbers, amounts or dates, or there are fewer than two."""
        points: dict[str, Point] = {}
        for row in (row for assertion in self.assertions for row in assertion.evidence if row.value):
            point = points.setdefault(
                f"{row.hedge} {row.value}", Point(row.answer, row.value, row.hedge, row.source.evidence_mark)
            )
            point.mark = min(point.mark, row.source.evidence_mark)
            if row.source.publisher not in point.publishers:
                point.publishers.append(row.source.publisher or row.source.title)
        return scale_of(self.record.value_type, self.record.unit, list(points.values()))
