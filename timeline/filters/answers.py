"""The answers to a question: accounts grouped by the value each source itself states, and by where they come from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from timeline import agreement, values
from timeline.agreement import Agreement, Stated
from timeline.models import Assertion, Evidence, Question, Source
from timeline.models.disagreement import stated_by
from timeline.vocabulary import EvidenceMark, Stance, ValueType

_ISO_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")

# How an answer agrees with another, before the other's value; the labels of `Agreement` speak of both.
_PHRASES = {
    Agreement.SAME: "the same as",
    Agreement.ROUNDING: "agrees as rounding with",
    Agreement.HEDGE: "agrees as hedged with",
    Agreement.WITHIN: "one lies within the other:",
    Agreement.OVERLAP: "overlaps in part with",
}


@dataclass(frozen=True)
class Bearing:
    """How an account bears on a statement; `answer` is that of the statement, None if it is the account's own."""

    stance: Stance
    statement: Assertion
    answer: "Answer | None"


@dataclass(eq=False)
class Account:
    """What one source answers; the rows are the statements that it is held against, those it supports first."""

    source: Source
    rows: list[Evidence] = field(default_factory=list)
    bearings: list[Bearing] = field(default_factory=list)

    @property
    def mark(self) -> EvidenceMark:
        return self.source.evidence_mark

    @property
    def origin_id(self) -> int:
        return self.source.origin_id or self.source.pk

    @property
    def words(self) -> list[str]:
        """The answer in the source's own words, each wording once; a bare ISO date is nobody's words."""
        return _each_once(row.as_stated for row in self.rows if not _ISO_DATE.fullmatch(row.as_stated))

    @property
    def locators(self) -> list[str]:
        return _each_once(row.locator for row in self.rows)

    @property
    def notes(self) -> list[str]:
        return _each_once(row.note for row in self.rows)


@dataclass(eq=False)
class Origin:
    """Accounts of one answer that come from one source in the end, that source's own first."""

    pk: int
    accounts: list[Account] = field(default_factory=list)

    @property
    def is_told_here(self) -> bool:
        """Whether the source that the others repeat is among the accounts."""
        return self.accounts[0].source.pk == self.pk

    def source_on(self, day=None) -> Source | None:
        """Where these accounts come from, if it is none of them and readers may see it."""
        source = self.accounts[0].source.origin
        if self.is_told_here or source is None or not source.is_public:
            return None
        return source if not day or (source.latest and source.latest <= day) else None


@dataclass(eq=False)
class Answer:
    """A value with all that state it; without `label` those that state none."""

    stated: Stated
    label: str
    accounts: list[Account] = field(default_factory=list)
    statements: list[Assertion] = field(default_factory=list)
    ties: dict[Agreement, list["Answer"]] = field(default_factory=dict)
    denied_by: int = 0  # accounts that contradict it and give no value instead
    number: int = 0  # its place on the page, from 1; 0 for what states no value

    @property
    def best_mark(self) -> EvidenceMark:
        return min(account.mark for account in self.accounts)

    @cached_property
    def origins(self) -> list[Origin]:
        """The accounts by independent origin, the best evidenced first."""
        origins: dict[int, Origin] = {}
        for account in sorted(self.accounts, key=_nearness):
            origins.setdefault(account.origin_id, Origin(account.origin_id)).accounts.append(account)
        for origin in origins.values():
            origin.accounts.sort(key=lambda account: account.source.pk != origin.pk)
        return list(origins.values())

    @property
    def conflicts(self) -> list["Answer"]:
        return self.ties.get(Agreement.CONFLICT, [])

    @property
    def agreements(self) -> list[tuple[str, list["Answer"]]]:
        """Answers beside which it can hold, by the way in which they agree: (phrase, those answers)."""
        return [(phrase, self.ties[way]) for way, phrase in _PHRASES.items() if way in self.ties]

    def rests_on_the_source_of(self, other: "Answer") -> bool:
        """Whether one source alone gives both; it reports two values then and contradicts nobody."""
        return len({account.source.pk for account in (*self.accounts, *other.accounts)}) == 1


@dataclass
class Answers:
    """All answers to one question, the best evidenced first; `silent` are the accounts that state no value."""

    valued: list[Answer]
    silent: Answer

    @property
    def all(self) -> list[Answer]:
        has_silent = self.silent.accounts or self.silent.statements
        return [*self.valued, self.silent] if has_silent else self.valued

    @property
    def given(self) -> list[Answer]:
        """The answers that some source states itself."""
        return [answer for answer in self.valued if answer.accounts]

    @property
    def accounts(self) -> list[Account]:
        """A source that gives two answers gives two accounts."""
        return [account for answer in (*self.valued, self.silent) for account in answer.accounts]

    @property
    def in_conflict(self) -> list[Answer]:
        return [answer for answer in self.valued if answer.conflicts]

    @property
    def origin_count(self) -> int:
        return len({account.origin_id for account in self.accounts})


def answers_of(question: Question, rows: Iterable[Evidence], statements: Iterable[Assertion]) -> Answers:
    """Group evidence, each row with its `assertion`, and the statements it bears on. Fetches nothing."""
    groups = _Groups(question)
    for assertion in statements:
        groups.of(assertion.stated, assertion.value_label).statements.append(assertion)
    for row in rows:
        stated = stated_by(row)
        is_own = stated == row.stated
        groups.add(row, groups.of(stated, row.value_label if is_own else row.assertion.value_label))
    _bear(groups)
    valued = groups.valued
    _tie(question.value_type, [answer for answer in valued if answer.accounts])
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

    def of(self, stated: Stated, label_for) -> Answer:
        """The answer with this value. A text that differs in case or typography alone is the same answer."""
        if not stated.value:
            return self.silent
        if stated not in self._found:
            label = _label(label_for, self.question, stated)
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
        if way is Agreement.UNKNOWN or (way is Agreement.CONFLICT and one.rests_on_the_source_of(other)):
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
                bearing = Bearing(Stance(row.stance), row.assertion, None if other is answer else other)
                found.setdefault((row.stance, other), bearing)
            account.bearings = list(found.values())


def _count_denials(groups: _Groups) -> None:
    """Count, on every answer, the accounts that say it is wrong and do not say what is right."""
    for account in groups.silent.accounts:
        denied = {row.assertion.stated for row in account.rows if row.stance == Stance.CONTRADICTS}
        for answer in {id(one): one for one in groups.valued if denied & {s.stated for s in one.statements}}.values():
            answer.denied_by += 1


def _compared(value_type: str, one: Stated, other: Stated) -> Agreement:
    """UNKNOWN too for a value that does not fit its question, which can be neither placed nor compared."""
    try:
        return agreement.compare(value_type, one, other)
    except values.ValueProblem:
        return Agreement.UNKNOWN


def _label(label_for, question: Question, stated: Stated) -> str:
    try:
        return label_for(question)
    except values.ValueProblem:
        return stated.value


def _standing(value_type: str, answer: Answer) -> tuple:
    """Best mark, then most independent origins, then most accounts, then from low to high."""
    if not answer.accounts:
        return (True, *_place(value_type, answer))
    return (False, answer.best_mark, -len(answer.origins), -len(answer.accounts), *_place(value_type, answer))


def _place(value_type: str, answer: Answer) -> tuple:
    try:
        span = values.span(value_type, answer.stated.value)
    except values.ValueProblem:
        span = None
    return (span.middle if span else 0, answer.label)


def _nearness(account: Account) -> tuple:
    return (account.mark, account.source.sorts_to, account.source.pk)


def _each_once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
