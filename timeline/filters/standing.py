"""How questions stand, for the rows of a list: their answers, those that cannot all hold, and the status."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from timeline.filters.answers import Answers, answers_of
from timeline.models import Assertion, Evidence, Filing, Question
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


def settled_on(questions, day=None):
    """Questions whose note and status a view of that day can show; the order that settled one was known, too."""
    if not day:
        return questions
    known = Filing.objects.public().known_on(day).values("pk")
    return questions.settled_on(day).filter(Q(resolved_by=None) | Q(resolved_by__in=known))


def stand(questions: list[Question], day=None) -> None:
    """Give each question its `standing`; two queries for all of them, one for the view of today."""
    pks = [question.pk for question in questions]
    rows = defaultdict(list)
    for row in _evidence(pks, day) if pks else ():
        rows[row.assertion.question_id].append(row)
    settled = set(pks)
    if day and pks:
        settled = set(settled_on(Question.objects.filter(pk__in=pks), day).values_list("pk", flat=True))
    for question in questions:
        answers = answers_of(question, rows[question.pk], ())
        status = QuestionStatus(question.status) if question.pk in settled else None
        question.standing = Standing(answers, status)


def _evidence(pks: list[int], day):
    made = Assertion.objects.public().known_on(day).filter(question__in=pks)
    rows = Evidence.objects.public().known_on(day).filter(assertion__in=made.values("pk"))
    return rows.select_related("source", "value_party", "assertion__value_party").order_by("id")
