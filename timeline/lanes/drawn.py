"""What a picture is drawn from: the events that the filters leave, whether held in memory or asked of the database."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from django.db.models import Exists, FilteredRelation, OuterRef, Q

from timeline.filters.change import Change
from timeline.filters.column import Column
from timeline.filters.held import HeldList
from timeline.filters.left import Cut, Left, place_in
from timeline.filters.list_rows import in_parts
from timeline.filters.timeline import TimelineFilters
from timeline.lanes.detail import Window, in_bins
from timeline.lanes.lives import cases_of
from timeline.lanes.rows import COLUMNS, KINDS, LaneRows
from timeline.models import Case, Event
from timeline.models.asked_often import AskedOften
from timeline.vocabulary import EventKind, Workflow

# What a held timeline keeps for pictures, made where the list is made.
_EXTRA = "lane rows"
_MOST_NAMES = 20_000
# What is read beside COLUMNS where the database is asked: of the event, and of each of its cases.
_TOLD = ("slug", "title", "is_contested")
_OF_CASE = ("slug", "short_name", "filed", "sorts_from", "closed", "status", "status_known_since", "known_in_full")


class Told(NamedTuple):
    """What an event is called."""

    slug: str
    title: str
    date: str


_Kept = tuple[LaneRows, dict[int, Told], dict[str, Case]]


def _rows_of(held: HeldList, before: _Kept | None = None, change: Change | None = None) -> _Kept:
    """The rows in the order of the list; names and cases that pictures have asked for."""
    if before is None or change is None:
        return _as_in(held.pks, LaneRows.of(held.everything).in_order()), {}, {}
    rows, names, _ = before
    keys = held.pks[change.fresh]
    fresh = _as_in(keys, LaneRows.read(in_parts(_written, keys.tolist())).in_order())
    written = set(rows.pks[change.gone].tolist())
    kept = {key: told for key, told in [*names.items()] if key not in written} if len(names) < _MOST_NAMES else {}
    return rows.following(change, fresh), kept, {}


def _as_in(keys: np.ndarray, rows: LaneRows) -> LaneRows:
    """Raises ValueError where these rows are not of the records with these keys, one by one."""
    if not np.array_equal(keys, rows.pks):
        raise ValueError("rows of a picture are not those of the list")
    return rows


HeldList.extras[TimelineFilters] = {_EXTRA: _rows_of}


@dataclass(frozen=True)
class Drawn:
    """`rows` are in the order of time, and `left` those that the filters leave; `lanes` says which are in which lane.

    `names` by key and `cases` by slug have those that are known by now; the others are asked for.
    """

    rows: LaneRows
    lanes: Column
    left: Left
    is_contested: np.ndarray  # of each row
    names: dict[int, Told] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    @classmethod
    def of(cls, filters: TimelineFilters, by: str) -> "Drawn":
        """All that the filters leave but the window, in lanes by `by`: "case", "party" or "use"."""
        held = filters.held
        if not held:
            return _of_cases(filters) if by == "case" else _of_ties(filters, by)
        rows, names, cases = held.extra[_EXTRA]
        return cls(rows, held.columns[by], held.left(filters), held.is_contested, names, cases)

    def within(self, window: Window) -> Cut:
        """The events that can lie in the window."""
        return self.left.cut(window.first, window.last, with_undated=True)

    def of_lane(self, place: int, window: Window | None = None) -> np.ndarray:
        """The rows of a lane, by its place among the lanes' values, that are left and can lie in the window."""
        rows = self.lanes.rows_of(place)
        if window:
            rows = rows[: place_in(rows, place_in(self.rows.first, window.last, "right"))]
            rows = rows[self.rows.last[rows] >= window.first]
        return self.left.among(rows)

    def density(self, window: Window, without: np.ndarray | None = None) -> tuple[int, ...]:
        """Of all events that can lie in the window, but those of some rows."""
        cut, (days, points, spans) = self.within(window), self.left.days
        shown = slice(place_in(days, window.first), place_in(days, window.last + 1))
        bins = in_bins(days[shown], True, window, points[shown]) + in_bins(days[shown], False, window, spans[shown])
        bins[0] += len(cut.early)  # what began earlier stands at the edge
        if without is not None and len(without):
            taken = self.rows.taken(without)
            bins -= in_bins(taken.first, taken.is_point, window)
        return tuple(bins.tolist())

    def told(self, rows: list[int]) -> dict[int, Told]:
        """What the events of these rows are called, by row; at most one query."""
        keys = {row: int(self.rows.pks[row]) for row in rows}
        names = {key: self.names[key] for key in keys.values() if key in self.names}
        if missing := [key for key in keys.values() if key not in names]:
            names |= {pk: Told(*told) for pk, *told in _told(missing)}
            if len(self.names) < _MOST_NAMES:
                self.names.update(names)
        return {row: names[key] for row, key in keys.items() if key in names}

    def cases_of(self, slugs: list[str]) -> dict[str, Case]:
        """Cases by slug, of these at least all that readers may see; at most one query."""
        if missing := [slug for slug in slugs if slug not in self.cases]:
            self.cases.update(cases_of(missing))
        return self.cases

    def starts_of(self, place: int, kinds: list[EventKind]) -> dict[EventKind, int]:
        """The first day of the first event of each of these kinds in a lane."""
        rows = self.of_lane(place)
        own, first, found = self.rows.kinds[rows], self.rows.first[rows], {}
        for kind in kinds:
            days = first[own == KINDS[kind]]
            if len(days):
                found[kind] = int(days.min())
        return found


@AskedOften
def _written(pks, day=None):
    return Event.objects.public().filter(pk__in=pks).order_by().marked_on(day).values_list(*COLUMNS)


@AskedOften
def _told(pks, day=None):
    return Event.objects.public().filter(pk__in=pks).order_by().values_list("pk", "slug", "title", "date")


def _of_cases(filters: TimelineFilters) -> Drawn:
    """In lanes by case; one query, with a row for each case of an event and one for an event of no case."""
    day = filters.day
    events = filters.queryset(without="window")
    shown = Q(cases__workflow=Workflow.PUBLISHED) & (Q(cases__known_since__lte=day) if day else Q())
    contested = Event.objects.contested(day).filter(pk=OuterRef("pk"))
    tied = events.order_by().annotate(lane=FilteredRelation("cases", condition=shown), is_contested=Exists(contested))
    columns = (*COLUMNS, *_TOLD, *(f"lane__{name}" for name in _OF_CASE))
    found = list(tied.marked_on(day).values_list(*columns))
    events_of = {row[0]: row for row in found}
    rows = LaneRows.read(events_of.values()).in_order()
    places = {pk: place for place, pk in enumerate(rows.pks.tolist())}
    own = len(COLUMNS) + len(_TOLD)
    ties = {(places[row[0]], row[own]): row[own + 1] for row in found if row[own]}
    lanes = Column(np.array([place for place, _ in ties], np.int64), (slug for _, slug in ties), ties.values())
    names = {pk: Told(row[len(COLUMNS)], row[len(COLUMNS) + 1], row[5]) for pk, row in events_of.items()}
    cases = {row[own]: Case(**dict(zip(_OF_CASE, row[own:], strict=True))) for row in found if row[own]}
    contested_rows = np.array([events_of[pk][own - 1] for pk in places], bool)
    return Drawn(rows, lanes, rows.all_left, contested_rows, names, cases)


def _of_ties(filters: TimelineFilters, by: str) -> Drawn:
    """In lanes by whatever the timeline counts; three queries."""
    events: Any = filters.queryset(without="window")
    rows = LaneRows.of(events, filters.day).in_order()
    contested = events.contested(filters.day).order_by().values_list("pk", flat=True)
    ties, value, label, counted = filters.legs()[by](events, filters.day)
    named = ties.order_by().annotate(of_value=value, of_label=label).distinct()
    tied: list[Any] = list(named.values_list(counted, "of_value", "of_label"))
    order = np.argsort(rows.pks)
    keys = np.array([row[0] for row in tied], np.int64)
    places = order[np.searchsorted(rows.pks[order], keys)] if len(keys) else keys
    lanes = Column(places, (row[1] for row in tied), (row[2] for row in tied))
    return Drawn(rows, lanes, rows.all_left, np.isin(rows.pks, np.array(list(contested), np.int64)))
