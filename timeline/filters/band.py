"""The density strip on top of the timeline: events by month, drawn by the server; x and widths in percent."""

import datetime
from dataclasses import dataclass

from timeline.dates import period_label

_HIGHEST = 86  # percent: above the highest bar there is room for its ring
_FEWEST_YEARS = 12  # so that a filter that leaves one month does not blow it up to the whole width


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    y: float
    height: float
    title: str
    is_in_window: bool
    is_year: bool  # a bar over a whole year, for events whose month is not known
    is_contested: bool  # accounts of one of its events differ

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class YearTick:
    year: int
    x: float
    is_in_window: bool


@dataclass(frozen=True)
class Band:
    """`window` is (x, width) in percent where a window is chosen, else None."""

    bars: list[Bar]
    years: list[YearTick]
    window: tuple[float, float] | None
    first_year: int
    last_year: int

    @property
    def is_contested(self) -> bool:
        return any(bar.is_contested for bar in self.bars)

    @property
    def window_end(self) -> float:
        return self.window[0] + self.window[1] if self.window else 0


def band_of(
    density: dict[str, int],
    contested: dict[str, int],
    since: datetime.date | None,
    until: datetime.date | None,
) -> Band | None:
    """The strip for counts by period ("2026-04" or "2026"), of all events and of those of which accounts differ.

    None when there is nothing to draw.
    """
    periods = {period: count for period, count in density.items() if period}
    if not periods:
        return None
    last = int(max(periods)[:4])
    first = min(int(min(periods)[:4]), last - _FEWEST_YEARS + 1)
    years = last - first + 1
    most = max(periods.values())

    def at(day: datetime.date) -> float:
        share = (day.year - first + (day.timetuple().tm_yday - 1) / 366) / years * 100
        return round(min(max(share, 0), 100), 2)

    def is_in(period: str) -> bool:
        start = since.isoformat() if since else ""
        end = until.isoformat() if until else "9999"
        return period >= start[: len(period)] and period <= end[: len(period)]

    bars = [
        _bar(period, count, contested.get(period, 0), count / most, (first, years), is_in(period))
        for period, count in sorted(periods.items())
    ]
    window = None
    if since or until:
        left = at(since) if since else 0
        right = at(until) + 100 / years / 366 if until else 100
        window = (left, round(min(right, 100) - left, 2))
    ticks = [
        YearTick(year, round((year - first) / years * 100, 2), is_in(str(year))) for year in range(first, last + 1)
    ]
    return Band(bars, ticks, window, first, last)


def _bar(period: str, count: int, contested: int, share: float, span: tuple[int, int], is_in_window: bool) -> Bar:
    """`share` of the highest bar; `span` is the first year of the strip and how many it has."""
    year, month = int(period[:4]), period[5:]
    first, years = span
    whole = 100 / years
    height = round(max(share * _HIGHEST, 4), 1)
    noun = "event" if count == 1 else "events"
    left = (year - first) * whole + (int(month) - 1) / 12 * whole if month else (year - first) * whole
    width = whole / 12 * 0.8 if month else whole * 0.98
    known = "" if month else ", month unknown"
    title = f"{period_label(period)}{known}: {count} {noun}"
    if contested:
        title += f", accounts of {contested} differ"
    place = (round(left, 2), round(width, 2), round(100 - height, 1), height)
    return Bar(*place, title, is_in_window, not month, bool(contested))
