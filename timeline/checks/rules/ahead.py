"""Texts of ours that tell what came after every source of the record."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline import dates, named_days
from timeline.checks.prose import main_words, sentences
from timeline.checks.rule import Found, rule
from timeline.models import Assertion, Case, Event, Filing, Party, Question
from timeline.vocabulary import Level

_YEAR = re.compile(
    r"(?:(?<=\()|\b(?:in|of|since|during|for|by|until|from|late|early|mid)[\s-])((?:19|20)[0-9]{2})\b(?![-/])"
)
_CLAUSE = re.compile(r";\s|:\s")
# What has come to pass is told; whatever else stands beside a day to come is what was set for it.
_TOLD = re.compile(
    r"\b(?:den(?:ied|ies)|grant(?:ed|s)|dismiss(?:ed|es)|refus(?:ed|es)|approv(?:ed|es)|amend(?:ed|s)|affirm(?:ed|s)"
    r"|revers(?:ed|es)|vacat(?:ed|es)|remand(?:ed|s)|settle[ds]|withdr(?:ew|awn)|ended|held|heard|ruled|argued|decided"
    r"|entered|filed|found|began|won|lost|cited|was|were)\b",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:sets?|due|deadlines?|schedul\w+|plan(?:s|ned)?|target\w*|expect\w*|will|effective|takes?\seffect|next|closes"
    r"|runs?|no\slater\sthan)\b",
    re.IGNORECASE,
)
# What is before a day that is only awaited: “to 9 October”, “the hearing on 17 December”, “first brief 16 December”.
_AWAITED = re.compile(
    r"(?:\b(?:to|until|till|by|from|before|for|through)\s|\b(?:trial|hearing)\s(?:date\s)?(?:of|on|in)\s"
    r"|(?<!\b[Ii]n\s)(?<!\b[Oo]n\s)(?<!\b[Oo]f\s)(?<!\())$"
)


@dataclass(frozen=True)
class _Named:
    """A time that a clause names, with its place."""

    edtf: str
    written: str
    start: int

    @property
    def first(self) -> datetime.date:
        return dates.read(self.edtf).earliest or datetime.date.min


@rule(
    "tells-ahead",
    "Our words tell what came after the sources",
    level=Level.WARNING,
    models=(Party, Case, Filing, Event, Question, Assertion),
    why="What happened after the last dated source of a record has no source there, and readers of a past day see it.",
)
def tells_ahead(record, around):
    """A day, month or year in our words is later than every dated source of the record, and is no date set for then.

    The source that tells it belongs to the record, or the words to the record that has it.
    """
    known = [source.latest for source in _sources(record) if source.is_public and source.latest]
    if not known:
        return
    last = max(known)
    for passage in main_words(record):
        for clause in _clauses(passage.ours):
            for named in _times(clause):
                if named.first > last and not _is_set(clause, named):
                    message = (
                        f"“{named.written}” in the {passage.field} is later than every dated source; "
                        f"the last is of {dates.day_label(last)}."
                    )
                    yield Found(named.edtf, message)


def _sources(record) -> Iterator:
    yield from (row.source for row in record.references.all())
    for answer in record.assertions.all() if isinstance(record, Question) else ():
        if answer.is_public:
            yield from (row.source for row in answer.references.all())


def _clauses(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        yield from _CLAUSE.split(sentence)


def _times(clause: str) -> Iterator[_Named]:
    days = named_days.days(clause)
    for day in days:
        yield _Named(day.edtf, clause[day.start : day.end], day.start)
    spelled = [range(day.start, day.end) for day in days]
    for match in _YEAR.finditer(clause):
        if not any(match.start(1) in span for span in spelled):
            yield _Named(match[1], match[1], match.start(1))


def _is_set(clause: str, named: _Named) -> bool:
    """Whether the clause tells what was set for that time, as a hearing or a deadline."""
    if _SET.search(clause):
        return True
    return bool(_AWAITED.search(clause[: named.start])) and not _TOLD.search(clause)
