"""Values on a line: where each stands, how high its words, and which ticks stand under it. All in percent or pixels."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from timeline import values
from timeline.vocabulary import EvidenceMark, ValueType

# Drawn in a box of about this many pixels; words are measured against it, so that they do not meet.
_WIDTH, _LETTER = 900, 6.2
_HIGHEST_LEVEL = 4
_LEVEL, _LOWEST = 21, 104


@dataclass
class Point:
    """One value that some source gives."""

    label: str
    value: str
    hedge: str
    mark: EvidenceMark
    publishers: list[str] = field(default_factory=list)
    x: float = 0.0
    width: float = 0.0  # of a range, in percent; 0 for a single value
    y: int = 0  # of the words, in pixels

    words: str = ""  # "" where there is no room for any; the table below the drawing has them all

    @property
    def all_words(self) -> str:
        """“$40 million Reuters +2”: the value, who gives it first, and how many more do."""
        first, *others = self.publishers
        short = first.split(" (")[0].split(",")[0]
        short = short if len(short) <= 20 else f"{short[:19]}…"
        return f"{self.label} {short}" + (f" +{len(others)}" if others else "")

    @property
    def anchor(self) -> str:
        return "start" if self.x < 12 else "end" if self.x > 88 else "middle"

    @property
    def range_from(self) -> float:
        return self.x - self.width / 2

    @property
    def line_from(self) -> int:
        return self.y + 5


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Scale:
    points: list[Point]
    ticks: list[Tick]

    @property
    def low_label(self) -> str:
        return self.ticks[0].label

    @property
    def high_label(self) -> str:
        return self.ticks[-1].label


def scale_of(value_type: str, unit: str, points: list[Point]) -> Scale | None:
    """The drawing, its points from low to high; None unless two different values can be placed."""
    placed = [(span, point) for point in points if (span := values.span(value_type, point.value))]
    if len({span for span, _ in placed}) < 2:
        return None
    placed.sort(key=lambda pair: (pair[0].middle, pair[1].mark))
    low, high, step = _bounds(value_type, min(s.low for s, _ in placed), max(s.high for s, _ in placed))
    ends: list[float] = []
    for span, point in placed:
        point.x = round(float((span.middle - low) / (high - low) * 100), 2)
        point.width = round(float((span.high - span.low) / (high - low) * 100), 2)
        _raise_words(point, ends)
    return Scale([point for _, point in placed], _ticks(value_type, unit, low, high, step))


def _raise_words(point: Point, ends: list[float]) -> None:
    """Put the words on the lowest level where they meet no others: all of them, or the value alone, or none."""
    for words in (point.all_words, point.label):
        width = len(words) * _LETTER / _WIDTH * 100
        left = point.x - {"start": 0, "middle": width / 2, "end": width}[point.anchor]
        level = next((number for number, end in enumerate(ends) if end < left), len(ends))
        if level <= _HIGHEST_LEVEL:
            ends[level : level + 1] = [left + width + 1]
            point.words, point.y = words, _LOWEST - level * _LEVEL
            return
    point.y = _LOWEST


def _bounds(value_type: str, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Round ends around the values, and the step between ticks; amounts that lie far apart begin at zero."""
    if value_type != ValueType.DATE and low >= 0 and (high - low) * 5 > high:
        low = Decimal(0)
    room = (high - low) or Decimal(1)
    step = _step(value_type, room)
    first = (low // step) * step
    last = -((-high) // step) * step
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
