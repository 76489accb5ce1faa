"""A picture: the window, its axis, the busiest lanes with their figures, the rest as one density, the whole record."""

import datetime
from calendar import monthrange
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.urls import reverse

from timeline import dates
from timeline.filters.left import LAST_DAY, Cut
from timeline.filters.timeline import TimelineFilters
from timeline.lanes import axis
from timeline.lanes.detail import Detail, Figure, Window, density, detail
from timeline.lanes.drawn import Drawn, Told
from timeline.lanes.lane import Lane
from timeline.lanes.lives import STAGES, life_of
from timeline.lanes.rows import LaneRows
from timeline.vocabulary import EvidenceMark

WIDTH = 960  # pixels that are drawn for where nobody says how many there are
# Bytes of one picture, and about how many a lane and a figure take; beside these there are densities.
MOST_BYTES, OF_DENSITIES, OF_A_LANE, OF_A_FIGURE = 148_000, 45_000, 450, 330
# Figures of one lane; a lane with more is drawn as a density.
MOST_OF_A_LANE = 64
# With more lanes than this, lives are lines without words.
MOST_WITH_WORDS = 100
_OF_A_BIN, _SHARE_SHOWN = 9, 0.9


class Picture:
    """`filters` must be right. `most` lanes are drawn by themselves."""

    lane_height = 36  # pixels
    # Lines between two lanes: shares of the window in the first and in the second.
    ties: list[tuple[float, float]] = []
    # Rows of events that stand in both lanes of a comparison.
    shared: frozenset[int] = frozenset()
    # The day from which an axis of days counts; None for dates.
    zero: int | None = None

    def __init__(self, filters: TimelineFilters, most: int, by: str = "case"):
        self.filters: Any = filters  # or those of a comparison
        self.most = most
        self.by = by
        self.drawn = Drawn.of(filters, by)

    marks = list(EvidenceMark)
    mark_slugs = (*(mark.slug for mark in EvidenceMark), "none")

    @property
    def is_empty(self) -> bool:
        return self.drawn.left.bounds is None

    @cached_property
    def whole(self) -> tuple[int, int]:
        """From the first of the year of the first event to the last day of the last one's year, today at least."""
        first, last = self.drawn.left.bounds or (_today(), _today())
        last = max(last, min(_today(), last + 366))
        return datetime.date.fromordinal(first).replace(month=1, day=1).toordinal(), last

    @cached_property
    def window(self) -> Window:
        chosen = self.filters.cleaned_data
        since, until = chosen.get("since"), chosen.get("until")
        first = since.toordinal() if since else self._usual_first if not until else self.whole[0]
        last = until.toordinal() if until else min(max(self.whole[1], first + 1), LAST_DAY)
        return Window(min(first, last), last, chosen.get("width") or WIDTH)

    @cached_property
    def _usual_first(self) -> int:
        """The first of January since which nine in ten events lie: a lone early one squeezes nobody."""
        first = self.drawn.left.first
        early = datetime.date.fromordinal(int(first[int(len(first) * (1 - _SHARE_SHOWN))])) if len(first) else None
        usual = early.replace(month=1, day=1).toordinal() if early else self.whole[0]
        return max(usual, self.whole[0])

    @property
    def span(self) -> str:
        """“2019 – 2026” for a window that nobody chose or of whole years, whole months, or the days of any other."""
        ends = [datetime.date.fromordinal(day) for day in (self.window.first, self.window.last)]
        are_months = ends[0].day == 1 and ends[1].day == monthrange(ends[1].year, ends[1].month)[1]
        are_years = are_months and (ends[0].month, ends[1].month) == (1, 12)
        if are_years or not (self.filters.cleaned_data.get("since") or self.filters.cleaned_data.get("until")):
            return str(ends[0].year) if ends[0].year == ends[1].year else f"{ends[0].year} – {ends[1].year}"
        if not are_months:
            days = [dates.day_label(end) for end in ends]
            return days[0] if days[0] == days[1] else " – ".join(days)
        months = [dates.period_label(end.isoformat()[:7]) for end in ends]
        return months[0] if months[0] == months[1] else f"{months[0]} – {months[1]}"

    @property
    def is_zoomed(self) -> bool:
        return (self.window.first, self.window.last) != self.whole

    @cached_property
    def shown(self) -> Cut:
        """The events that can lie in the window."""
        return self.drawn.within(self.window)

    @cached_property
    def total(self) -> int:
        return len(self.shown)

    @property
    def earlier(self) -> int:
        """Events that lie wholly before the window."""
        return self.drawn.left.before(self.window.first)

    @property
    def later(self) -> int:
        return self.drawn.left.after(self.window.last)

    @cached_property
    def ticks(self) -> list[axis.Tick]:
        return axis.ticks(self.window)

    @property
    def today(self) -> float | None:
        """Where today is, if it is in the window."""
        inside = self.window.first <= _today() <= self.window.last
        return self.window.place(_today() + 0.5) if inside else None

    @cached_property
    def _present(self) -> np.ndarray:
        """Places of the lanes that have events in the window."""
        return np.flatnonzero(self.drawn.left.counts(self.drawn.lanes, self.shown))

    @cached_property
    def _order(self) -> list[int]:
        """Places of those that are drawn by themselves; the busiest at any time first, so that none jumps."""
        ever = self.drawn.left.counts(self.drawn.lanes)
        return self.drawn.lanes.largest(ever, self._present, self.most).tolist()

    @cached_property
    def lanes(self) -> list[Lane]:
        shown = [self._lane(place, MOST_OF_A_LANE) for place in self._order]
        room = (MOST_BYTES - OF_DENSITIES - OF_A_LANE * len(shown)) // OF_A_FIGURE
        while sum(len(lane.detail.figures) for lane in shown) > max(room, 0):
            self._coarsen(shown)
        if self.by == "case" and shown:
            self._give_lives(shown)
        return shown

    def coarsen(self) -> bool:
        """Draw the lane with the most figures as a density; whether there was one."""
        self.__dict__.pop("told", None)
        return self._coarsen(self.lanes)

    def _coarsen(self, shown: list[Lane]) -> bool:
        fullest = max(shown, key=lambda lane: len(lane.detail.figures), default=None)
        if fullest is None or not fullest.detail.figures:
            return False
        rows = self.drawn.rows.taken(self.drawn.of_lane(self.drawn.lanes.codes[fullest.slug], self.window))
        fullest.detail = Detail(density=density(rows.first, rows.is_point, self.window))
        return True

    @property
    def bins_as_one(self) -> int:
        """How many neighbouring bins of a density are drawn as one, so that all of them are few bytes."""
        filled = sum(sum(map(bool, lane.detail.density)) for lane in self.lanes)
        return 1 + filled * _OF_A_BIN // OF_DENSITIES

    def _give_lives(self, shown: list[Lane]) -> None:
        cases = self.drawn.cases_of([lane.slug for lane in shown])
        for place, lane in zip(self._order, shown, strict=True):
            stages = self.drawn.starts_of(place, list(STAGES))
            lane.life = life_of(cases.get(lane.slug), stages, self.window, self.filters.day)
            lane.labels = axis.fit([(x, words, True) for x, words in lane.life.labels]) if lane.life else []
            if len(shown) > MOST_WITH_WORDS:
                lane.labels = []

    def differs(self, lane: Lane) -> bool:
        """Whether the lane is that of a case on points of which accounts differ."""
        return self.by == "case" and lane.slug in self.filters.contested_cases

    def _lane(self, place: int, most: int) -> Lane:
        """The lane at this place among the lanes' values, with at most `most` figures or a density."""
        of_lane = self.drawn.of_lane(place, self.window)
        rows = self.drawn.rows.taken(of_lane)
        found = detail(rows.first, rows.last, rows.is_point, self.window, most)
        self._tell(found.figures, rows, of_lane)
        column = self.drawn.lanes
        if not len(of_lane):
            return Lane(column.values[place], column.labels[place], 0, found, self.window.first, self.window.last)
        first, last = max(int(rows.first.min()), self.window.first), min(int(rows.last.max()), self.window.last)
        contested = int(np.count_nonzero(self.drawn.is_contested[of_lane]))
        return Lane(column.values[place], column.labels[place], len(of_lane), found, first, last, contested)

    def _tell(self, figures: list[Figure], of_lane: LaneRows, own: np.ndarray) -> None:
        """Give figures of a lane what their events have in common, and their rows of the whole picture."""
        if not figures:
            return
        first = np.maximum(of_lane.first, self.window.first).tolist()
        last = np.minimum(of_lane.last, self.window.last).tolist()
        contested = self.drawn.is_contested[own].astype(int).tolist()
        told = list(zip(of_lane.marks.tolist(), contested, first, last, own.tolist(), strict=True))
        for figure in figures:
            if len(figure.rows) == 1:
                figure.best, figure.contested, figure.first, figure.last, row = told[figure.rows[0]]
                figure.rows = (row,)
                continue
            marks, differing, firsts, lasts, figure.rows = zip(*[told[place] for place in figure.rows], strict=True)
            figure.best, figure.contested = min(filter(None, marks), default=0), sum(differing)
            figure.first, figure.last = min(firsts), max(lasts)

    @cached_property
    def rest(self) -> tuple[int, int, tuple[int, ...]]:
        """How many lanes are folded, how many events lie in none that is drawn, and these events' density."""
        rows = [self.drawn.of_lane(place, self.window) for place in self._order]
        in_lane = np.unique(np.concatenate(rows)) if rows else np.array([], np.int64)
        bins = self.drawn.density(self.window, without=in_lane)
        return len(self._present) - len(rows), self.total - len(in_lane), bins

    @cached_property
    def overview(self) -> tuple[int, ...]:
        """The density of the whole record."""
        return self.drawn.density(Window(*self.whole, 800))

    @property
    def whole_end(self) -> int:
        """The day after the last of the whole record."""
        return self.whole[1] + 1

    @property
    def window_in_whole(self) -> tuple[float, float]:
        """Where the window begins and ends, as shares of the whole record."""
        whole = Window(*self.whole, WIDTH)
        return whole.place(self.window.first), whole.place(self.window.last + 1)

    @cached_property
    def told(self) -> dict[int, Told]:
        """What single events are called, by row; at most one query."""
        figures = [figure for lane in self.lanes for figure in lane.detail.figures]
        return self.drawn.told([figure.rows[0] for figure in figures if len(figure.rows) == 1])

    def opened(self, figure: Figure, lane: Lane) -> str:
        """Where a figure of several events leads: to the window they fill, or to their list if that is no nearer."""
        if figure.last - figure.first < 2 or figure.last - figure.first >= 0.8 * self.window.days:
            ends = _iso(figure.first), _iso(figure.last)
            own = {self.by: lane.slug, "lanes": "", "more": "", "view": ""}
            return reverse("timeline") + self.filters.address(since=ends[0], until=ends[1], **own)
        air = max((figure.right - figure.left) * 0.3, 1 / self.window.days)
        return self.around(figure.left - air, figure.right + air)

    def around(self, share_first: float, share_last: float) -> str:
        """The query string of this picture for another window, by shares of this one."""
        days = self.window.days
        first = self.window.first + round(share_first * days)
        last = self.window.first + round(share_last * days) - 1
        first, last = max(first, axis.FIRST_DRAWN), min(max(last, first), axis.LAST_DRAWN)
        return self.address_of(min(first, last), last)

    def address_of(self, first: int, last: int) -> str:
        """The query string of this picture for a window of these days."""
        return f"{self._anywhere}since={_iso(first)}&until={_iso(last)}"

    @cached_property
    def _anywhere(self) -> str:
        """The query string without a window, ready for one."""
        address = self.filters.address(since="", until="")
        return f"{address}&" if address else "?"

    def period(self, first: int, last: int) -> str:
        """“10 Feb 2024 to 3 Mar 2024”."""
        return _day_label(first) if first == last else f"{_day_label(first)} to {_day_label(last)}"

    def about(self, day: int) -> tuple[str, str]:
        """The month or, in a long window, the year of a day: its words, and the query string for it."""
        period = _iso(day)[: 7 if self.window.days <= 5 * 366 else 4]
        return dates.period_label(period), self.filters.address(since=period, until=period)

    def when(self, row: int) -> str:
        """The date of a single event as worded."""
        return dates.read(self.told[row].date).label


def _today() -> int:
    return datetime.date.today().toordinal()


@lru_cache(maxsize=16_384)
def _iso(day: int) -> str:
    return datetime.date.fromordinal(day).isoformat()


@lru_cache(maxsize=16_384)
def _day_label(day: int) -> str:
    return dates.day_label(datetime.date.fromordinal(day))
