"""Two disputes as the two lanes of one picture: by date, or by days since the complaint of each."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from django.db.models import Exists, OuterRef

from timeline import dates
from timeline.filters.column import Column
from timeline.filters.comparing import FARTHEST, CompareFilters
from timeline.filters.left import FIRST_DAY, LAST_DAY
from timeline.lanes import axis
from timeline.lanes.detail import Figure, Window
from timeline.lanes.drawn import Drawn, Told
from timeline.lanes.lane import Lane
from timeline.lanes.lives import STAGES, life_of
from timeline.lanes.picture import WIDTH, Picture
from timeline.lanes.rows import COLUMNS, LaneRows
from timeline.lanes.table import table_of
from timeline.models import Event
from timeline.vocabulary import EvidenceMark

# The day of a complaint on the axis of days since it: in the middle of what can be drawn.
ZERO = 583_000
MOST_OF_A_LANE, MOST_TIES, MOST_IN_TABLE = 150, 120, 400
_TOLD = ("slug", "title", "is_contested")
_NAMES = ("slug", "short_name")  # of a case, as a lane


@dataclass(frozen=True)
class Cell:
    """An event in one column of the table; `is_shared` where the other dispute has it, too."""

    told: Told
    when: str
    mark: EvidenceMark | None
    is_contested: bool
    is_shared: bool


@dataclass(frozen=True)
class Line:
    """One line of the table: an event in the column of its dispute, or of both on one day."""

    cells: list[Cell | None] = field(default_factory=list)

    @property
    def when(self) -> str:
        return next(cell.when for cell in self.cells if cell)

    @property
    def both(self) -> Cell | None:
        """The event that stands over both columns."""
        return self.cells[0] if None not in self.cells else None


class Comparison(Picture):
    """`filters` must name both. An event of both disputes has a row in each lane."""

    lane_height = 58

    def __init__(self, filters: CompareFilters):
        self.filters, self.most, self.by = filters, 2, "case"
        self.zero = ZERO if filters.is_by_days else None
        self.shifts = [ZERO - filters.complaint_of(case) if filters.is_by_days else 0 for case in filters.cases]
        self.drawn = self._drawn()

    def _drawn(self) -> Drawn:
        """Two queries: the events, and which of the two cases each belongs to."""
        day, cases = self.filters.day, self.filters.cases
        events = Event.objects.public().known_on(day).in_cases([case.slug for case in cases]).exclude(date="")
        contested = Event.objects.contested(day).filter(pk=OuterRef("pk"))
        found = list(
            events.order_by().annotate(is_contested=Exists(contested)).marked_on(day).values_list(*COLUMNS, *_TOLD)
        )
        rows = LaneRows.read(found)
        places = {row[0]: place for place, row in enumerate(found)}
        through = Event.cases.through.objects.filter(case__in=cases, event__in=list(places))
        tied = sorted((places[event], case) for event, case in through.values_list("event_id", "case_id"))
        own = [[place for place, case_id in tied if case_id == case.pk] for case in cases]
        taken = np.array([*own[0], *own[1]], np.int64)
        shift = np.repeat(np.array(self.shifts, np.int32), [len(of_lane) for of_lane in own])
        rows = _shifted(rows.taken(taken), shift)
        order = np.lexsort((rows.pks, rows.last, rows.first))
        slots = (order >= len(own[0])).tolist()
        lanes = Column(np.arange(len(taken)), *([getattr(cases[slot], name) for slot in slots] for name in _NAMES))
        is_contested = np.array([row[-1] for row in found], bool)[taken]
        names = {row[0]: Told(row[len(COLUMNS)], row[len(COLUMNS) + 1], row[5]) for row in found}
        rows = rows.taken(order)
        return Drawn(rows, lanes, rows.all_left, is_contested[order], names)

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        """The two rows of each event of both disputes."""
        first, second = ({int(self.drawn.rows.pks[row]): row for row in self._rows_of(slot)} for slot in (0, 1))
        return [(first[pk], row) for pk, row in second.items() if pk in first]

    @cached_property
    def shared(self) -> frozenset[int]:  # type: ignore[override]
        return frozenset(row for pair in self._pairs for row in pair)

    @property
    def shared_total(self) -> int:
        """How many events of the window both disputes have."""
        shown = set(self.shown.places.tolist())
        return sum(not shown.isdisjoint(pair) for pair in self._pairs)

    @cached_property
    def ties(self) -> list[tuple[float, float]]:  # type: ignore[override]
        """Between the middles of days; for an event without a day, between its first and between its last days."""
        rows, window, found = self.drawn.rows, self.window, []
        for one, other in self._pairs:
            ends = [(int(rows.first[row]), int(rows.last[row])) for row in (one, other)]
            if any(first < window.first or last > window.last for first, last in ends):
                continue
            middle = 0.5 if rows.is_point[one] else 0
            begins, ended = zip(*ends, strict=True)
            found.append(_shares(window, [day + middle for day in begins]))
            if not middle:
                found.append(_shares(window, [day + 1 for day in ended]))
        return found[:MOST_TIES]

    def _distinct(self, rows: np.ndarray) -> int:
        return len(np.unique(self.drawn.rows.pks[rows]))

    @cached_property
    def total(self) -> int:
        return self._distinct(self.shown.places)

    @property
    def earlier(self) -> int:
        return self._distinct(self.drawn.rows.last < self.window.first)

    rest = (0, 0, ())

    @cached_property
    def lanes(self) -> list[Lane]:
        return [self._lane_of(slot) for slot in (0, 1)]

    def _lane_of(self, slot: int) -> Lane:
        case, shift = self.filters.cases[slot], self.shifts[slot]
        place = self.drawn.lanes.codes.get(case.slug)
        lane = self._lane(place, MOST_OF_A_LANE) if place is not None else Lane.without_events(case, self.window)
        stages = self.drawn.starts_of(place, list(STAGES)) if place is not None else {}
        own = Window(self.window.first - shift, self.window.last - shift, self.window.width)
        lane.life = life_of(case, {kind: day - shift for kind, day in stages.items()}, own, self.filters.day)
        lane.labels = axis.fit([(x, words, True) for x, words in lane.life.labels]) if lane.life else []
        return lane

    @cached_property
    def whole(self) -> tuple[int, int]:
        if not self.zero:
            return super().whole
        first, last = self.drawn.left.bounds or (ZERO, ZERO)
        air = max(7, (last - first) // 50)
        return min(first, ZERO) - air, max(last, ZERO) + air

    @cached_property
    def window(self) -> Window:
        asked = self.filters.cleaned_data
        if self.zero:
            first, last = (ZERO + asked[end] if asked[end] is not None else None for end in ("start", "end"))
        else:
            first, last = (asked[end].toordinal() if asked[end] else None for end in ("since", "until"))
        last = min(max(self.whole[1], (first or 0) + 1), LAST_DAY) if last is None else last
        first = min(self._usual_first, last) if first is None else first
        return Window(first, last, asked["width"] or WIDTH)

    @cached_property
    def _usual_first(self) -> int:
        """A little before the first complaint; of a dispute of which none is told, before its first events."""
        begins = [begin for slot in (0, 1) if (begin := self._begin_of(slot)) is not None]
        first = min(begins, default=self.whole[0])
        return max(first - max(7, (self.whole[1] - first) // 25), self.whole[0])

    def _begin_of(self, slot: int) -> int | None:
        """On the axis. Of events, the day since which nineteen in twenty lie: a lone early one squeezes nobody."""
        case = self.filters.cases[slot]
        if case.filed and case.is_known_in_full(self.filters.day):
            return self.filters.complaint_of(case) + self.shifts[slot]
        own = np.sort(self.drawn.rows.first[self._rows_of(slot)])
        return int(own[len(own) // 20]) if len(own) else None

    @cached_property
    def ticks(self) -> list[axis.Tick]:
        return axis.day_ticks(self.window, ZERO) if self.zero else super().ticks

    @property
    def today(self) -> float | None:
        """Nowhere among days since two complaints."""
        return None if self.zero else super().today

    @property
    def span(self) -> str:
        return self.period(self.window.first, self.window.last) if self.zero else super().span

    def address_of(self, first: int, last: int) -> str:
        if not self.zero:
            return super().address_of(first, last)
        low, high = (min(max(day - ZERO, -FARTHEST), FARTHEST) for day in (first, last))
        return self.filters.address(start=str(low), end=str(high))

    def opened(self, figure: Figure, lane: Lane) -> str:
        if not self.zero:
            return super().opened(figure, lane)
        air = max((figure.right - figure.left) * 0.3, 1 / self.window.days)
        return self.around(figure.left - air, figure.right + air)

    def period(self, first: int, last: int) -> str:
        if not self.zero:
            return super().period(first, last)
        words = f"day {first - ZERO:,}" if first == last else f"days {first - ZERO:,} to {last - ZERO:,}"
        return words.replace("-", "−")

    def about(self, day: int) -> tuple[str, str]:
        if not self.zero:
            return super().about(day)
        first = (day - ZERO) // 100 * 100 + ZERO
        return self.period(first, first + 99), self.address_of(first, first + 99)

    def when(self, row: int) -> str:
        told = self.drawn.names[int(self.drawn.rows.pks[row])]
        worded = dates.read(told.date).label
        first, last = int(self.drawn.rows.first[row]), int(self.drawn.rows.last[row])
        if not self.zero or first == FIRST_DAY or last == LAST_DAY:
            return worded
        return f"{worded}, {self.period(first, last)}"

    @cached_property
    def table(self) -> list[Line] | None:
        """Every event of the window in order; None where there are too many to tell one by one."""
        rows = self.shown.places
        if len(rows) > MOST_IN_TABLE:
            return None
        own = self.drawn.rows
        second = set(self._rows_of(1))
        order = sorted(rows.tolist(), key=lambda row: (own.first[row], own.last[row], own.pks[row]))
        lines: dict[tuple, Line] = {}
        for row in order:
            # On one day by date; on its own day of each dispute by days, unless both are the same.
            key = (int(own.pks[row]), int(own.first[row]))
            lines.setdefault(key, Line([None, None])).cells[int(row in second)] = self._cell(row)
        return list(lines.values())

    @property
    def in_words(self) -> list:
        """The picture in words, for windows with too many events to tell one by one."""
        return table_of(self)

    def _rows_of(self, slot: int) -> list[int]:
        code = self.drawn.lanes.codes.get(self.filters.cases[slot].slug)
        return [] if code is None else self.drawn.lanes.rows_of(code).tolist()

    def _cell(self, row: int) -> Cell:
        own = self.drawn.rows
        mark = EvidenceMark(int(own.marks[row])) if own.marks[row] else None
        told = self.drawn.names[int(own.pks[row])]
        return Cell(told, self.when(row), mark, bool(self.drawn.is_contested[row]), row in self.shared)


def _shares(window: Window, days: list) -> tuple[float, float]:
    above, below = window.share(days).tolist()
    return above, below


def _shifted(rows: LaneRows, shift: np.ndarray) -> LaneRows:
    """By so many days; open ends stay open."""
    first = np.where(rows.first > FIRST_DAY, rows.first + shift, rows.first)
    last = np.where(rows.last < LAST_DAY, rows.last + shift, rows.last)
    return replace(rows, first=first, last=last)
