"""The rows that filters leave of a list held in memory: cut to a window of time, counted by the values they have.

What is counted once of all of them answers for every window: a window costs as much as it leaves, or leaves out, and
never more than a few thousand rows.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timeline.filters.column import Column

FIRST_DAY, LAST_DAY = 1, 3_652_059  # what open ends sort by: the first and the last day there is, as ordinals

# So many rows are counted one by one; of more there are sums up to every so many rows.
_FEW = 8192
_MOST_SUMS = 256
# Days of the longest span that is looked for only where it can begin; the few that are longer, everywhere.
_SHORT = 366


@dataclass(frozen=True)
class Cut:
    """What lies in a window: all from place `low` up to `high`, and places before them that reach into it."""

    early: np.ndarray
    low: int
    high: int

    def __len__(self) -> int:
        return len(self.early) + self.high - self.low

    @property
    def places(self) -> np.ndarray:
        return np.concatenate((self.early, np.arange(self.low, self.high)))


class Left:
    """`first` and `last` are the days of all rows of the list, sorted by both; None for a list without a time.

    `rows` are those that are left, from first to last; None where all are. Places are among these.
    """

    def __init__(self, size: int, first: np.ndarray | None, last: np.ndarray | None, rows: np.ndarray | None = None):
        self.rows = rows
        self.size = size if rows is None else len(rows)
        self._all = size
        if first is not None and last is not None:
            self.first, self.last = (first, last) if rows is None else (first[rows], last[rows])
        self._counted: dict[Column, _Counted] = {}

    def __len__(self) -> int:
        return self.size

    def rows_at(self, places: np.ndarray) -> np.ndarray:
        return places if self.rows is None else self.rows[places]

    def place_of(self, row: int, side: str = "left") -> int:
        """How many of the rows left stand before this one, or with "right", not after it."""
        if self.rows is None:
            return row + (side == "right")
        return place_in(self.rows, row, side)

    def among(self, rows: np.ndarray) -> np.ndarray:
        """Those of these rows that are left, in the same order."""
        return rows if self.rows is None else rows[is_among(rows, self.rows)]

    def with_columns(self, columns: Iterable[Column]) -> "Left":
        """The same rows, with what is counted of these columns by now and of no others."""
        left = copy(self)
        left._counted = {column: self._counted[column] for column in columns if column in self._counted}
        return left

    def cut(self, first: int | None, last: int | None, with_undated: bool = False) -> Cut:
        """What can lie within these days, both included; what has no date sorts from the first day to the last."""
        begin_undated, end_undated = self._undated
        low = max(end_undated, place_in(self.first, first) if first is not None else 0)
        high = max(low, place_in(self.first, last, "right") if last is not None else self.size)
        early = np.concatenate((np.arange(begin_undated), self._reaching(low, first)))
        early = early if first is None else early[self.last[early] >= first]
        if with_undated:
            early = np.insert(early, np.searchsorted(early, begin_undated), np.arange(begin_undated, end_undated))
        return Cut(early.astype(np.int64), low, high)

    def before(self, first: int) -> int:
        """How many end before this day."""
        reaching = self.cut(first, None, with_undated=True)
        return self.size - len(reaching)

    def after(self, last: int) -> int:
        """How many begin after this day."""
        return self.size - place_in(self.first, last, "right")

    def counts(self, column: Column, cut: Cut | None = None) -> np.ndarray:
        """How many of the rows have each value of the column."""
        counted = self._counted.get(column)
        if counted is None:
            counted = self._counted[column] = self._count(column)
        return counted.totals if cut is None else counted.between(cut.low, cut.high) + counted.at(cut.early)

    @cached_property
    def bounds(self) -> tuple[int, int] | None:
        """The first and the last day that any date has; None where there is none."""
        first, last = self.first[self._undated[1] :], self.last[self.last < LAST_DAY]
        lows = [*first[:1].tolist(), *([int(last.min())] if len(last) else [])]
        highs = [*first[-1:].tolist(), *([int(last.max())] if len(last) else [])]
        return (min(lows), max(highs)) if lows else None

    @cached_property
    def days(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Days on which any row begins; how many of those to the day, and how many others, begin on each."""
        starts = np.flatnonzero(np.diff(self.first, prepend=FIRST_DAY - 1))
        is_point = self.first == self.last
        points = np.add.reduceat(is_point, starts, dtype=np.int64) if len(starts) else starts
        return self.first[starts], points, np.diff(starts, append=self.size) - points

    @cached_property
    def _undated(self) -> tuple[int, int]:
        """From which place up to which stand those whose both ends are open."""
        end = place_in(self.first, FIRST_DAY, "right")
        return place_in(self.last[:end], LAST_DAY), end

    @cached_property
    def _spans(self) -> tuple[np.ndarray, np.ndarray]:
        """Places of those that begin on a day and end on a later one: short, and long ones."""
        begin = self._undated[1]
        length = self.last[begin:] - self.first[begin:]
        short = np.flatnonzero((length > 0) & (length <= _SHORT)) + begin
        return short, np.flatnonzero(length > _SHORT) + begin

    def _reaching(self, low: int, first: int | None) -> np.ndarray:
        """Places before `low` that may end on the first day or later."""
        if first is None:
            return np.array([], np.int64)
        short, long = self._spans
        begin, end = place_in(short, place_in(self.first, first - _SHORT)), place_in(short, low)
        near, far = short[begin:end], long[: place_in(long, low)]
        return np.union1d(near[self.last[near] >= first], far[self.last[far] >= first])

    def _count(self, column: Column) -> "_Counted":
        if self.rows is None:
            return _Counted(self.size, column.rows_in_order, column.codes_in_order, len(column.values))
        return _Counted(self.size, *column.pairs_of(self.rows), len(column.values))


class _Counted:
    """The values of rows that are left, place after place."""

    def __init__(self, size: int, places: np.ndarray, codes: np.ndarray, values: int):
        self.size, self.places, self.codes, self.values = size, places, codes, values
        self.totals = np.bincount(codes, minlength=values)
        # As many sums as there are pairs, so that they take no more memory than these.
        self.step = -(-size // max(1, min(_MOST_SUMS, len(codes) // max(values, 1)))) or 1

    def between(self, low: int, high: int) -> np.ndarray:
        if high - low <= _FEW:
            return self._one_by_one(low, high)
        if self.size - (high - low) <= _FEW:
            return self.totals - self._one_by_one(0, low) - self._one_by_one(high, self.size)
        return self._up_to(high) - self._up_to(low)

    def at(self, places: np.ndarray) -> np.ndarray | int:
        if not len(places):
            return 0
        places = places.astype(self.places.dtype)
        starts, ends = (np.searchsorted(self.places, places, side) for side in ("left", "right"))  # type: ignore[call-overload]
        lengths = ends - starts
        own = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        return np.bincount(self.codes[own], minlength=self.values)

    def _one_by_one(self, low: int, high: int) -> np.ndarray:
        begin, end = place_in(self.places, low), place_in(self.places, high)
        return np.bincount(self.codes[begin:end], minlength=self.values)

    def _up_to(self, place: int) -> np.ndarray:
        number = round(place / self.step)
        edge = min(number * self.step, self.size)
        if place >= edge:
            return self._sums[number] + self._one_by_one(edge, place)
        return self._sums[number] - self._one_by_one(place, edge)

    @cached_property
    def _sums(self) -> np.ndarray:
        """How often each value stands before every `step`th place."""
        steps = -(-self.size // self.step)
        cells = (self.places // self.step).astype(np.int64) * self.values + self.codes
        of_steps = np.bincount(cells, minlength=steps * self.values).reshape(steps, self.values)
        sums = np.zeros((steps + 1, self.values), np.int32)
        np.cumsum(of_steps, axis=0, out=sums[1:])
        return sums


def place_in(ordered: np.ndarray, value: int, side: str = "left") -> int:
    """Where a value stands, or would stand, among others that are in order."""
    # Of another type than theirs it would have NumPy copy all of them first.
    return int(ordered.searchsorted(ordered.dtype.type(value), side))  # type: ignore[call-overload]


def is_among(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of these stand among the others, which are sorted."""
    if not len(others):
        return np.zeros(len(rows), bool)
    places = np.searchsorted(others, rows)
    places[places == len(others)] = 0
    return others[places] == rows
