"""How the answer to a question looked: the days on which its picture changed, found in one pass over its accounts."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from timeline import dates
from timeline.filters.answers import Answer, Answers
from timeline.models import Evidence, Source
from timeline.vocabulary import Stance


@dataclass
class Turn:
    """A day, and what its view shows that the view of the day before does not."""

    day: datetime.date
    news: list[tuple[Answer, Source]] = field(default_factory=list)  # values stated by nobody before, and by whom
    is_first: bool = False
    is_parting: bool = False  # accounts first differ
    is_resolution: bool = False
    is_exact: bool = True  # False where a source gives a month or year, and the day is the last that it can mean
    account_count: int = 0  # so far
    answer_count: int = 0

    @property
    def label(self) -> str:
        return dates.day_label(self.day)

    @property
    def changes_the_picture(self) -> bool:
        return bool(self.news) or self.is_first or self.is_parting or self.is_resolution

    @property
    def is_to_come(self) -> bool:
        """Whether the day is not over: a source gives this year or month, and no day."""
        return self.day > datetime.date.today()


def turns_of(answers: Answers, resolved_on: datetime.date | None = None) -> list[Turn]:
    """Oldest first: a new value, the first disagreement, the resolution. Sources that show no date have no place here.

    `resolved_on` is the first day whose view tells of the resolution.
    """
    by_day: dict[datetime.date, list[tuple[Answer, Evidence]]] = defaultdict(list)
    for answer in (*answers.valued, answers.silent):
        for row in (row for account in answer.accounts for row in account.rows):
            if day := known_on(row):
                by_day[day].append((answer, row))
    story = _Story()
    turns = [story.tell(day, by_day[day]) for day in sorted(by_day)]
    if resolved_on:
        turns = _with_resolution(turns, resolved_on)
    return [turn for turn in turns if turn.changes_the_picture]


def known_on(row: Evidence) -> datetime.date | None:
    """The first day whose view shows this row, None for no day; the same as `known_on` of the querysets."""
    sources = _sources(row)
    days = [source.latest for source in sources if source.latest]
    return max(days) if len(days) == len(sources) else None


class _Story:
    """What had been said by the day that is told."""

    def __init__(self):
        self.sources: dict[Answer, set[int]] = {}
        self.has_parted = False

    def tell(self, day: datetime.date, rows: list[tuple[Answer, Evidence]]) -> Turn:
        """The turn of a day later than any that was told before."""
        is_first = not self.sources
        new = {answer for answer, _ in rows if answer.label} - self.sources.keys()
        for answer, row in rows:
            self.sources.setdefault(answer, set()).add(row.source_id)
        is_parting = not self.has_parted and any(self._differs(*pair) for pair in rows)
        self.has_parted = self.has_parted or is_parting
        telling = [row for answer, row in rows if is_first or is_parting or answer in new]
        return Turn(
            day,
            [(answer, _first(answer, rows)) for answer in sorted(new, key=lambda answer: answer.number)],
            is_first,
            is_parting,
            is_exact=all(_gives_the_day(row, day) for row in telling),
            account_count=sum(len(sources) for sources in self.sources.values()),
            answer_count=sum(bool(answer.label) for answer in self.sources),
        )

    def _differs(self, answer: Answer, row: Evidence) -> bool:
        """Whether a row of this answer contradicts a statement, or stands beside an answer it conflicts with."""
        own = self.sources[answer]
        others = [self.sources[other] for other in answer.conflicts if other in self.sources]
        return row.stance == Stance.CONTRADICTS or any(len(own | other) > 1 for other in others)


def _with_resolution(turns: list[Turn], day: datetime.date) -> list[Turn]:
    """Never before the first account: there is no page of such a day."""
    if not turns:
        return []
    day = max(day, turns[0].day)
    before = [turn for turn in turns if turn.day <= day]
    last = before[-1]
    if last.day == day:
        last.is_resolution = True
        return turns
    added = Turn(day, is_resolution=True, account_count=last.account_count, answer_count=last.answer_count)
    return [*before, added, *turns[len(before) :]]


def _first(answer: Answer, rows: list[tuple[Answer, Evidence]]) -> Source:
    """The nearest of the sources that stated an answer on one day."""
    return min((row.source for other, row in rows if other is answer), key=lambda source: (source.mark, source.pk))


def _sources(row: Evidence) -> list[Source]:
    maker = row.assertion.made_by_source
    return [row.source, maker] if maker else [row.source]


def _gives_the_day(row: Evidence, day: datetime.date) -> bool:
    """Whether the day of the view is given by a source, and not the end of a month or year that it gives."""
    return all(
        source.when.precision == "day" and not (source.when.is_approximate or source.when.is_uncertain)
        for source in _sources(row)
        if source.latest == day
    )
