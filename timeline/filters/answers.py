"""Answers to a question: a value, the accounts that state it, and how it stands to other values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from timeline.agreement import Agreement, Stated
from timeline.models import Assertion, Evidence, Source
from timeline.models.disagreement import is_one_voice
from timeline.vocabulary import EvidenceMark, Stance

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
    """How an account bears on a statement.

    `answer` is that of the statement; None if it is the account's own, or if the statement is not shown.
    """

    stance: Stance
    statement: Assertion
    answer: "Answer | None"
    is_shown: bool


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
    denials: list[tuple["Answer", int]] = field(default_factory=list)  # how many accounts of which other contradict it
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

    @property
    def rows(self) -> list[Evidence]:
        return [row for account in self.accounts for row in account.rows]

    def is_given_with(self, other: "Answer") -> bool:
        """Whether one voice alone gives both; it reports two values then and contradicts nobody.

        A value that stands in a statement alone is given with whatever supports that statement.
        """
        if self.accounts and other.accounts:
            return all(is_one_voice(*pair) for pair in product(self.rows, other.rows))
        return self._is_upheld_by(other) or other._is_upheld_by(self)

    def _is_upheld_by(self, other: "Answer") -> bool:
        upheld = {row.assertion_id for row in other.rows if row.stance == Stance.SUPPORTS}
        return any(statement.pk in upheld for statement in self.statements)


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
        """Those that some source states itself and that another such excludes."""
        return [answer for answer in self.given if any(other.accounts for other in answer.conflicts)]

    @property
    def contradicting(self) -> int:
        """How many accounts contradict what others say, with a value of their own or without."""
        return sum(any(row.stance == Stance.CONTRADICTS for row in account.rows) for account in self.accounts)

    @property
    def origin_count(self) -> int:
        return len({account.origin_id for account in self.accounts})


def _nearness(account: Account) -> tuple:
    return (account.mark, account.source.sorts_to, account.source.pk)


def _each_once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
