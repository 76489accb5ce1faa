"""Groups the accounts of a question by the value each source itself states. Fetches nothing."""

from collections.abc import Iterable
from itertools import combinations

from timeline import agreement, values
from timeline.agreement import Agreement, Stated
from timeline.filters.answers import Account, Answer, Answers, Bearing
from timeline.models import Assertion, Evidence, Question
from timeline.models.disagreement import stated_by
from timeline.vocabulary import Stance, ValueType


def answers_of(question: Question, rows: Iterable[Evidence], statements: Iterable[Assertion]) -> Answers:
    """Group evidence, each row with its `assertion`, and the statements that are shown."""
    groups = _Groups(question)
    for assertion in statements:
        groups.of(assertion.stated, assertion).statements.append(assertion)
    for row in rows:
        stated = stated_by(row)
        groups.add(row, groups.of(stated, row if stated == row.stated else row.assertion))
    _bear(groups)
    valued = groups.valued
    _tie(question.value_type, valued)
    _count_denials(groups)
    valued.sort(key=lambda answer: _standing(question.value_type, answer))
    for number, answer in enumerate(valued, 1):
        answer.number = number
    return Answers(valued, groups.silent)


class _Groups:
    """Answers by value while they are gathered."""

    def __init__(self, question: Question):
        self.question = question
        self.valued: list[Answer] = []
        self.silent = Answer(Stated(""), "")
        self._found: dict[Stated, Answer] = {self.silent.stated: self.silent}

    def of(self, stated: Stated, told_by: Assertion | Evidence) -> Answer:
        """The answer with this value. A text that differs in case or typography alone is the same answer."""
        if not stated.value:
            return self.silent
        if stated not in self._found:
            label = _label(told_by, self.question)
            answer = next((one for one in self.valued if self._are_one(one, stated, label)), None)
            if answer is None:
                answer = Answer(stated, label)
                self.valued.append(answer)
            self._found[stated] = answer
        return self._found[stated]

    @property
    def all(self) -> list[Answer]:
        return [*self.valued, self.silent]

    def add(self, row: Evidence, answer: Answer) -> None:
        account = next((one for one in answer.accounts if one.source.pk == row.source_id), None)
        if account is None:
            account = Account(row.source)
            answer.accounts.append(account)
        account.rows.append(row)
        account.rows.sort(key=lambda one: list(Stance).index(Stance(one.stance)))

    def _are_one(self, answer: Answer, stated: Stated, label: str) -> bool:
        is_same = _compared(self.question.value_type, answer.stated, stated) is Agreement.SAME
        return is_same and (self.question.value_type == ValueType.TEXT or answer.label == label)


def _tie(value_type: str, answers: list[Answer]) -> None:
    for one, other in combinations(answers, 2):
        way = _compared(value_type, one.stated, other.stated)
        if way is Agreement.UNKNOWN or (way is Agreement.CONFLICT and one.is_given_with(other)):
            continue
        one.ties.setdefault(way, []).append(other)
        other.ties.setdefault(way, []).append(one)
    for answer in answers:
        for tied in answer.ties.values():
            tied.sort(key=lambda other: _place(value_type, other))


def _bear(groups: _Groups) -> None:
    """Say of each account how it bears on which statements; on those that give one answer, once."""
    of = {assertion.pk: answer for answer in groups.all for assertion in answer.statements}
    for answer in groups.all:
        for account in answer.accounts:
            found: dict[tuple, Bearing] = {}
            for row in account.rows:
                other = of.get(row.assertion_id)
                shown = None if other is answer else other
                bearing = Bearing(Stance(row.stance), row.assertion, shown, is_shown=other is not None)
                found.setdefault((row.stance, other), bearing)
            account.bearings = list(found.values())


def _count_denials(groups: _Groups) -> None:
    """Count, on every answer, the accounts that call it wrong though their own value, if any, does not exclude it."""
    for other in groups.all:
        counts: dict[Answer, int] = {}
        for account in other.accounts:
            against = (one.answer for one in account.bearings if one.stance == Stance.CONTRADICTS)
            for answer in {answer for answer in against if answer and answer.label}:
                counts[answer] = counts.get(answer, 0) + 1
        for answer, count in counts.items():
            if other not in answer.conflicts:
                answer.denials.append((other, count))


def _compared(value_type: str, one: Stated, other: Stated) -> Agreement:
    """UNKNOWN too for phrases that differ, and for a value that does not fit its question."""
    try:
        way = agreement.compare(value_type, one, other)
    except ValueError:  # ValueProblem, or DateProblem
        return Agreement.UNKNOWN
    # As `Disagreement` has it: one phrase may say more than another, so only a source can say that they differ.
    return Agreement.UNKNOWN if value_type == ValueType.TEXT and way is Agreement.CONFLICT else way


def _label(told_by: Assertion | Evidence, question: Question) -> str:
    if told_by.value_party and not told_by.value_party.is_public:
        return "a party not shown here"
    try:
        return told_by.value_label(question)
    except ValueError:  # ValueProblem, or DateProblem
        return told_by.value


def _standing(value_type: str, answer: Answer) -> tuple:
    """Best mark, then most independent origins, then most accounts, then from low to high."""
    if not answer.accounts:
        return (True, *_place(value_type, answer))
    return (False, answer.best_mark, -len(answer.origins), -len(answer.accounts), *_place(value_type, answer))


def _place(value_type: str, answer: Answer) -> tuple:
    try:
        span = values.span(value_type, answer.stated.value)
    except ValueError:  # ValueProblem, or DateProblem
        span = None
    return (span.middle if span else 0, answer.label)
