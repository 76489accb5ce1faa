"""How questions stand, for the rows of a list: their answers, those that cannot all hold, and the status."""

from collections import defaultdict
from dataclasses import dataclass

from timeline.filters.answer_groups import answers_of
from timeline.filters.answers import Answers
from timeline.models import Assertion, Evidence, Question
from timeline.vocabulary import QuestionStatus


@dataclass(frozen=True)
class Standing:
    answers: Answers
    status: QuestionStatus | None  # None where it is argued with what came later

    @property
    def account_count(self) -> int:
        return len(self.answers.accounts)

    @property
    def answer_count(self) -> int:
        return len(self.answers.given)

    @property
    def conflict_count(self) -> int:
        """Answers that cannot hold beside some other."""
        return len(self.answers.in_conflict)


def stand(questions: list[Question], day=None) -> None:
    """Give each question its `standing`; two queries for all of them, one for the view of today."""
    pks = [question.pk for question in questions]
    rows = defaultdict(list)
    for row in _evidence(pks, day) if pks else ():
        rows[row.assertion.question_id].append(row)
    settled = set(pks)
    if day and pks:
        settled = set(Question.objects.filter(pk__in=pks).settled_on(day).values_list("pk", flat=True))
    for question in questions:
        answers = answers_of(question, rows[question.pk], ())
        status = QuestionStatus(question.status) if question.pk in settled else None
        question.standing = Standing(answers, status)


def _evidence(pks: list[int], day):
    made = Assertion.objects.public().known_on(day).filter(question__in=pks)
    rows = Evidence.objects.public().known_on(day).filter(assertion__in=made.values("pk"))
    return rows.select_related("source", "value_party", "assertion__value_party").order_by("id")
