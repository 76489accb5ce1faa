"""The axis of a window: ticks and which of their words fit at which width. Pure."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates import MONTHS
from timeline.lanes.detail import Window

# Widths of the picture from which on words may be shown; narrower ones hide them by style alone.
WIDTHS = (0, 480, 720, 1000, 1400, 2000)
# No picture goes beyond these days.
FIRST_DRAWN, LAST_DRAWN = datetime.date(1000, 1, 1).toordinal(), datetime.date(2199, 12, 31).toordinal()

_LETTER = 6.4  # pixels of a letter of the picture's small type, with room to spare
_GAP = 8
_NARROWEST = 240

# (days between ticks, years or months or days of the calendar, how many)
_STEPS = [(1, "day", 1), (7, "week", 1), (30, "month", 1), (91, "month", 3), (182, "month", 6)]
_STEPS += [(365 * years, "year", years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)]

_ROUND_DAYS = [digit * 10**power for power in range(6) for digit in (1, 2, 5)]


@dataclass(frozen=True)
class Label:
    """Words at a place (a share of the window), shown where the picture is at least `from_width` pixels wide."""

    x: float
    words: str
    from_width: int | None  # None where they fit at no width


@dataclass(frozen=True)
class Tick:
    label: Label
    is_year: bool


def ticks(window: Window) -> list[Tick]:
    """From left to right, none nearer to the next than some 60 pixels."""
    per_tick = window.days * 62 / window.width
    _, unit, count = next((step for step in _STEPS if step[0] >= per_tick), _STEPS[-1])
    days = list(_days(window, unit, count))
    words = [_words(day, unit) for day in days]
    shares = [window.place(day.toordinal()) for day in days]
    is_year = [unit == "year" or (day.month == 1 and day.day <= (7 if unit == "week" else 1)) for day in days]
    fitted = fit(list(zip(shares, words, is_year, strict=True)))
    return [Tick(label, year) for label, year in zip(fitted, is_year, strict=True)]


def day_ticks(window: Window, zero: int) -> list[Tick]:
    """Of an axis that counts days from `zero` on; the tick of day 0 stands out."""
    per_tick = window.days * 74 / window.width
    step = next((step for step in _ROUND_DAYS if step >= per_tick), _ROUND_DAYS[-1])
    first = -(-(window.first - zero) // step) * step
    days = list(range(first, window.last - zero + 1, step))
    words = [f"{day:,}".replace("-", "−") if day else "day 0" for day in days]
    wanted = [(window.place(day + zero), said, day == 0) for day, said in zip(days, words, strict=True)]
    return [Tick(label, is_zero) for label, (_, _, is_zero) in zip(fit(wanted), wanted, strict=True)]


def fit(wanted: list[tuple[float, str, bool]]) -> list[Label]:
    """From which width on each of these (place, words, goes first) fits beside those before it, in the same order."""
    shown: dict[int, int] = {}
    lengths = [_length(words) for _, words, _ in wanted]
    in_turn = sorted(range(len(wanted)), key=lambda number: not wanted[number][2])
    for at_least in WIDTHS:
        width = max(at_least, _NARROWEST)
        taken = [(wanted[number][0] * width, wanted[number][0] * width + lengths[number]) for number in shown]
        for number in in_turn:
            left = wanted[number][0] * width
            if number not in shown and _fits(left, left + lengths[number], taken, width):
                shown[number] = at_least
                taken.append((left, left + lengths[number]))
    return [Label(x, words, shown.get(number)) for number, (x, words, _) in enumerate(wanted)]


def _fits(left: float, right: float, taken: list[tuple[float, float]], width: int) -> bool:
    if right > width + 4:
        return False
    return all(right + _GAP <= begin or end + _GAP <= left for begin, end in taken)


def _length(words: str) -> float:
    return len(words) * _LETTER


def _days(window: Window, unit: str, count: int) -> Iterator[datetime.date]:
    first = datetime.date.fromordinal(window.first)
    last = datetime.date.fromordinal(window.last)
    if unit in ("day", "week"):
        start = first if unit == "day" else first + datetime.timedelta(days=-first.weekday() % 7)
        step = 1 if unit == "day" else 7
        yield from (start + datetime.timedelta(days=n) for n in range(0, (last - start).days + 1, step))
        return
    months = count if unit == "month" else 12 * count
    number = -(-(first.year * 12 + first.month - 1) // months) * months
    while number // 12 <= last.year and number // 12 <= 9999:
        day = datetime.date(number // 12, number % 12 + 1, 1)
        if first <= day <= last:
            yield day
        number += months


def _words(day: datetime.date, unit: str) -> str:
    if unit == "year" or (day.month == 1 and day.day == 1):
        return str(day.year)
    month = MONTHS[day.month - 1][:3]
    return month if unit == "month" else f"{day.day} {month}"
