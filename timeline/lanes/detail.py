"""Level of detail: which events of a lane are drawn singly, which as a stack with its count, which as a density.

Pure: knows numbers alone. Places are shares of the window, 0 at its first day's start and 1 at its last day's end.
Every event is in exactly one figure.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

import numpy as np

# Pixels: a mark with the air around it; how far a stack reaches; the width of a density's bin.
MARK, REACH, BIN = 13, 26, 5
# Pixels of a digit of a bar's count, and the air on either side of it.
_DIGIT, _AIR = 7, 3
# A lane with more figures than it may have, or with a stack of more events than this, is drawn as a density.
MOST_IN_A_STACK = 60


@dataclass(frozen=True)
class Window:
    """Days as ordinals, both included, and how many pixels they are drawn on."""

    first: int
    last: int
    width: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1

    def share(self, days) -> np.ndarray:
        """Where days begin, as shares of the window, cut at its ends."""
        return np.clip((np.asarray(days, float) - self.first) / self.days, 0, 1)

    def place(self, day: float) -> float:
        """The same of one day."""
        return min(max((day - self.first) / self.days, 0.0), 1.0)


@dataclass
class Figure:
    """One event or several, from `left` to `right`."""

    left: float
    right: float
    rows: tuple[int, ...]
    # What its events have in common: the best evidence mark (0 for none), of how many of them accounts differ, and the
    # first and last of their days.
    best: int = 0
    contested: int = 0
    first: int = 0
    last: int = 0


@dataclass
class Mark(Figure):
    """Events to the day that stand together: one at `x`, or a stack about it."""

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def half(self) -> float:
        return half_width(len(self.rows))


@dataclass
class Bar(Figure):
    """Events without a day, over exactly their bounds, where they end within the window."""


@dataclass(frozen=True)
class Detail:
    marks: list[Mark] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    density: tuple[int, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        return [*self.marks, *self.bars]

    @property
    def total(self) -> int:
        """How many events all figures together stand for."""
        return sum(len(figure.rows) for figure in self.figures) + sum(self.density)

    def counts(self, width: int) -> list[float | None]:
        """Where each bar's count stands: in the bar, on no mark and no other count; None where there is no room."""
        taken = [(mark.x * width - mark.half, mark.x * width + mark.half) for mark in self.marks]
        places: list[float | None] = []
        for bar in self.bars:
            half = len(str(len(bar.rows))) * _DIGIT / 2 + _AIR
            at = _free(bar.left * width, bar.right * width, half, taken) if len(bar.rows) > 1 else None
            taken += [(at - half, at + half)] if at is not None else []
            places.append(None if at is None else at / width)
        return places


def half_width(events: int) -> float:
    """Pixels from the middle to the edge of a mark, or of a stack with its count, with the air around it."""
    return MARK / 2 if events == 1 else 8.5 if events < 10 else 11.5


def detail(first: np.ndarray, last: np.ndarray, is_point: np.ndarray, window: Window, most: int) -> Detail:
    """The figures of events that all touch the window: at most `most` marks and bars, or else a density."""
    if len(first) > most * MOST_IN_A_STACK:  # more than so many figures can stand for
        return Detail(density=density(first, is_point, window))
    points, spans = np.flatnonzero(is_point), np.flatnonzero(~is_point)
    xs = (window.share(first[points]) + window.share(first[points] + 1)) / 2
    marks = _marks(points, xs, window.width)
    bars = _bars(spans, window.share(first[spans]), window.share(last[spans] + 1), window.width)
    found = Detail(marks, bars)
    largest = max((len(figure.rows) for figure in found.figures), default=0)
    if len(found.figures) <= most and largest <= MOST_IN_A_STACK:
        return found
    return Detail(density=density(first, is_point, window))


def density(first: np.ndarray, is_point: np.ndarray, window: Window) -> tuple[int, ...]:
    """Events by bin; one without a day counts where it begins, or at the window's edge if that is earlier."""
    return tuple(in_bins(first, is_point, window).tolist())


def in_bins(first: np.ndarray, is_point, window: Window, counts: np.ndarray | None = None) -> np.ndarray:
    """The same of events that begin on these days, or of as many on each as `counts` says."""
    bins = max(1, window.width // BIN)
    xs = np.where(is_point, (window.share(first) + window.share(first + 1)) / 2, window.share(first))
    places = np.minimum((xs * bins).astype(np.int64), bins - 1)
    return np.bincount(places, counts, minlength=bins).astype(np.int64)


def _marks(rows: np.ndarray, places: np.ndarray, width: int) -> list[Mark]:
    """Events that would touch stand as a stack; a chain of them is cut so that no stack reaches far."""
    if not len(rows):
        return []
    order = np.argsort(places, kind="stable")
    own, xs = rows[order].tolist(), places[order].tolist()
    groups: list[list[int]] = []
    apart = np.flatnonzero(np.diff(places[order]) * width >= MARK) + 1
    for begin, end in pairwise([0, *apart.tolist(), len(xs)]):
        reach = xs[end - 1] - xs[begin]
        pieces = ceil(reach * width / REACH)
        if pieces <= 1:
            groups.append([begin, end])
            continue
        edges = (xs[begin] + reach * piece / pieces for piece in range(1, pieces))
        cuts = [begin, *(bisect_right(xs, edge, begin, end) for edge in edges), end]
        groups += [[low, high] for low, high in pairwise(cuts) if low < high]
    return [Mark(xs[low], xs[high - 1], tuple(own[low:high])) for low, high in _apart(groups, xs, width)]


def _apart(groups: list[list[int]], xs: list[float], width: int) -> list[list[int]]:
    """Neighbours whose figures would still touch become one."""
    kept: list[list[int]] = []
    for low, high in groups:
        apart = half_width(high - low) + half_width(kept[-1][1] - kept[-1][0]) if kept else 0
        if kept and (_middle(xs, low, high) - _middle(xs, *kept[-1])) * width < apart:
            kept[-1][1] = high
        else:
            kept.append([low, high])
    return kept if len(kept) == len(groups) else _apart(kept, xs, width)


def _middle(xs: list[float], low: int, high: int) -> float:
    return (xs[low] + xs[high - 1]) / 2


def _free(left: float, right: float, half: float, taken: list[tuple[float, float]]) -> float | None:
    """The place nearest to the middle at which something as wide as that overlaps nothing that is taken."""
    middle, inset = (left + right) / 2, min(half, (right - left) / 2)
    places = [middle, *(place for low, high in taken for place in (low - half, high + half))]
    inside = [place for place in places if left + inset <= place <= right - inset]
    is_free = (p for p in sorted(inside, key=lambda place: abs(place - middle)) if _overlaps_none(p, half, taken))
    return next(is_free, None)


def _overlaps_none(place: float, half: float, taken: list[tuple[float, float]]) -> bool:
    return all(place + half <= low or high <= place - half for low, high in taken)


def _bars(rows: np.ndarray, lefts: np.ndarray, rights: np.ndarray, width: int) -> list[Bar]:
    """Those over the same pixels stand as one."""
    grouped: dict[tuple[float, float], list[tuple[float, float, int]]] = {}
    cells = zip(*(np.rint(ends * width / MARK).tolist() for ends in (lefts, rights)), strict=True)
    spans = zip(lefts.tolist(), rights.tolist(), rows.tolist(), strict=True)
    for cell, span in zip(cells, spans, strict=True):
        grouped.setdefault(cell, []).append(span)
    columns = (zip(*of_cell, strict=True) for _, of_cell in sorted(grouped.items()))
    return [Bar(min(lefts), max(rights), own) for lefts, rights, own in columns]
