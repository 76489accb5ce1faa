"""How the answer to a question looked: the days on which its picture changed, found in one pass over its accounts."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from timeline import dates
from timeline.filters.answers import Answer, Answers
from timeline.models import Evidence, Source
from timeline.models.disagreement import is_one_voice
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
            if row.source.latest:
                by_day[row.source.latest].append((answer, row))
    story = _Story()
    turns = [story.tell(day, by_day[day]) for day in sorted(by_day)]
    if resolved_on:
        turns = _with_resolution(turns, resolved_on)
    return [turn for turn in turns if turn.changes_the_picture]


class _Story:
    """What had been said by the day that is told."""

    def __init__(self):
        self.rows: dict[Answer, list[Evidence]] = {}
        self.stances: dict[int, set[str]] = {}  # how accounts bear on each assertion
        self.has_parted = False

    def tell(self, day: datetime.date, rows: list[tuple[Answer, Evidence]]) -> Turn:
        """The turn of a day later than any that was told before."""
        is_first = not self.rows
        new = {answer for answer, _ in rows if answer.label} - self.rows.keys()
        for answer, row in rows:
            self.rows.setdefault(answer, []).append(row)
            self.stances.setdefault(row.assertion_id, set()).add(row.stance)
        is_parting = not self.has_parted and any(self._differs(answer, row, day) for answer, row in rows)
        self.has_parted = self.has_parted or is_parting
        telling = [row for answer, row in rows if is_first or is_parting or answer in new]
        return Turn(
            day,
            [(answer, _first(answer, rows)) for answer in sorted(new, key=lambda answer: answer.number)],
            is_first,
            is_parting,
            is_exact=all(_gives_the_day(row.source) for row in telling),
            account_count=sum(len({row.source_id for row in told}) for told in self.rows.values()),
            answer_count=sum(bool(answer.label) for answer in self.rows),
        )

    def _differs(self, answer: Answer, row: Evidence, day: datetime.date) -> bool:
        """Whether a row of this answer bears on what is told and contradicted, or excludes another account.

        The same as `Disagreement.objects.known_on` has it.
        """
        stances = self.stances[row.assertion_id]
        is_told = Stance.SUPPORTS in stances or row.assertion.is_known_in_full(day)
        others = [other for conflict in answer.conflicts for other in self.rows.get(conflict, ())]
        return (is_told and Stance.CONTRADICTS in stances) or any(not is_one_voice(row, other) for other in others)


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


def _gives_the_day(source: Source) -> bool:
    """Whether the source gives the day, and not a month or year at the end of which it is known to be out."""
    return source.when.precision == "day" and not (source.when.is_approximate or source.when.is_uncertain)
