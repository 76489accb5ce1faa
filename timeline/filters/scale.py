"""Values on a line, drawn once for wide and once for narrow screens: x in percent, y in pixels."""

import datetime
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from timeline import values
from timeline.filters.answers import Answer
from timeline.filters.line_words import Words, words_above
from timeline.vocabulary import EvidenceMark, Hedge, ValueType

# Pixels of a drawing; words are measured against its width, so that they do not meet.
_WIDE, _NARROW = 1000, 300
_LEVEL, _MARK, _BELOW = 21, 26, 34

_OPEN_ABOVE = {Hedge.AT_LEAST, Hedge.MORE_THAN}
_OPEN_BELOW = {Hedge.AT_MOST, Hedge.LESS_THAN, Hedge.UP_TO}


@dataclass
class Point:
    """One value that some source gives; `width` is that of a range, in percent, 0 for a single value."""

    label: str
    hedge: str
    mark: EvidenceMark
    publishers: list[str]
    x: float = 0.0
    width: float = 0.0

    @property
    def texts(self) -> tuple[str, str]:
        """“$40 million Reuters +2”: the value, who gives it first, and how many more do; and the value alone."""
        first, *others = self.publishers
        short = first.split(" (")[0].split(",")[0]
        short = short if len(short) <= 20 else f"{short[:19]}…"
        return f"{self.label} {short}" + (f" +{len(others)}" if others else ""), self.label

    @property
    def range_from(self) -> float:
        return self.x - self.width / 2

    @property
    def opens(self) -> str:
        """“up” or “down” where the value is a threshold, "" where it is not."""
        return "up" if self.hedge in _OPEN_ABOVE else "down" if self.hedge in _OPEN_BELOW else ""


@dataclass(frozen=True)
class Tick:
    x: float
    label: str  # "" where there is no room for it
    anchor: str = "middle"


@dataclass
class Drawing:
    """The line with its points, each with its words; heights from the top."""

    marked: list[tuple[Point, Words | None]]
    ticks: list[Tick]
    name: str

    @property
    def axis(self) -> int:
        levels = max((words.level for _, words in self.marked if words), default=0)
        return _LEVEL * (levels + 1) + _MARK

    @property
    def height(self) -> int:
        return self.axis + _BELOW

    @property
    def tick_from(self) -> int:
        return self.axis - 5

    @property
    def tick_to(self) -> int:
        return self.axis + 5

    @property
    def tick_words(self) -> int:
        return self.axis + 27

    @property
    def range_from(self) -> int:
        return self.axis - 6

    @property
    def points(self) -> list[dict]:
        """Where the words of each point stand and its stem begins; the best evidenced last, on top of the others."""
        return [
            {"point": point, "words": words, "y": y, "stem_from": y + 5 if words.anchor == "middle" else y - 9}
            if words
            else {"point": point}
            for point, words in sorted(self.marked, key=lambda pair: -pair[0].mark)
            for y in [self.axis - _MARK - (words.level if words else 0) * _LEVEL]
        ]


@dataclass(frozen=True)
class Scale:
    points: list[Point]
    ticks: list[Tick]
    drawings: list[Drawing] = field(default_factory=list)

    @property
    def low_label(self) -> str:
        return self.ticks[0].label

    @property
    def high_label(self) -> str:
        return self.ticks[-1].label


def scale_of_answers(value_type: str, unit: str, answers: list[Answer]) -> Scale | None:
    """The values from low to high; None unless two different ones can be placed."""
    placed = [(span, _point(answer)) for answer in answers if (span := _span(value_type, answer))]
    if len({span for span, _ in placed}) < 2:
        return None
    placed.sort(key=lambda pair: (pair[0].middle, pair[1].mark))
    low, high, step = _bounds(value_type, min(s.low for s, _ in placed), max(s.high for s, _ in placed))
    for span, point in placed:
        point.x = round(float((span.middle - low) / (high - low) * 100), 2)
        point.width = round(float((span.high - span.low) / (high - low) * 100), 2)
    points = [point for _, point in placed]
    ticks = _ticks(value_type, unit, low, high, step)
    wide = _drawing(points, ticks, _WIDE, "wide", [point.texts for point in points])
    narrow = _drawing(points, ticks, _NARROW, "narrow", [point.texts[1:] for point in points])
    return Scale(points, ticks, [wide, narrow])


def _span(value_type: str, answer: Answer) -> values.Span | None:
    try:
        return values.span(value_type, answer.stated.value)
    except ValueError:  # ValueProblem, or DateProblem
        return None


def _point(answer: Answer) -> Point:
    accounts = [account for origin in answer.origins for account in origin.accounts]
    names = [account.source.publisher or account.source.title for account in accounts]
    return Point(answer.label, answer.stated.hedge, answer.best_mark, list(dict.fromkeys(names)))


def _drawing(points: list[Point], ticks: list[Tick], width: int, name: str, texts) -> Drawing:
    places = [(point.x / 100 * width, text) for point, text in zip(points, texts, strict=True)]
    words = words_above(places, width)
    return Drawing(list(zip(points, words, strict=True)), _thinned(ticks, width), name)


def _thinned(ticks: list[Tick], width: int) -> list[Tick]:
    """Every tick, but only as many labels as there is room for; in a narrow drawing the outer ones turn inward."""
    turned = [replace(tick, anchor=_inward(tick.x) if width == _NARROW else "middle") for tick in ticks]
    for stride in range(1, len(turned)):
        words = [Words(tick.x / 100 * width, tick.label, tick.anchor, 0) for tick in turned[::stride]]
        if not any(one.meets(other) for one, other in pairwise(words)):
            break
    return [replace(tick, label="" if number % stride else tick.label) for number, tick in enumerate(turned)]


def _inward(x: float) -> str:
    return "start" if x < 10 else "end" if x > 90 else "middle"


def _bounds(value_type: str, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Round ends around the values, and the step between ticks; amounts that lie far apart begin at zero."""
    if value_type != ValueType.DATE and low >= 0 and (high - low) * 5 > high:
        low = Decimal(0)
    room = (high - low) or Decimal(1)
    step = _step(value_type, room)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    if value_type == ValueType.DATE:
        first, last = low - step, high + step
    return first, last if last > first else first + step, step


def _step(value_type: str, room: Decimal) -> Decimal:
    if value_type == ValueType.DATE:
        return next((Decimal(days) for days in (1, 7, 31, 92, 366) if room / days <= 8), Decimal(366 * 2))
    magnitude = Decimal(10) ** ((room / 8).adjusted())
    return next(magnitude * times for times in (1, 2, 5, 10) if room / (magnitude * times) <= 10)


def _ticks(value_type: str, unit: str, low: Decimal, high: Decimal, step: Decimal) -> list[Tick]:
    ticks, at = [], low
    while at <= high:
        x = round(float((at - low) / (high - low) * 100), 2)
        ticks.append(Tick(x, _tick_label(value_type, unit, at, step)))
        at += step
    return ticks


def _tick_label(value_type: str, unit: str, at: Decimal, step: Decimal) -> str:
    if value_type != ValueType.DATE:
        return values.amount_label(at, unit if len(unit) <= 3 or unit == "percent" else "")
    day = datetime.date.fromordinal(int(at))
    return f"{day.day} {day:%b %Y}" if step < 31 else f"{day:%b %Y}"
