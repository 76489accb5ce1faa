"""Events as columns: where each lies in time, what it is, how near its best source stands."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import QuerySet

from timeline.filters.change import Change
from timeline.filters.left import Left
from timeline.vocabulary import EventKind

POINT, APPROXIMATE, UNCERTAIN = 1, 2, 4
TO_THE_DAY = 8  # an interval whose ends are days, or open

# What is read of an event, in this order.
COLUMNS = ("pk", "sorts_from", "sorts_to", "kind", "mark_then", "date")

_AT_ONCE = 10_000  # rows, which as tuples take far more memory than as columns

KINDS = {kind: number for number, kind in enumerate(EventKind)}


@dataclass(frozen=True)
class LaneRows:
    """One entry an event, in all columns alike."""

    pks: np.ndarray
    first: np.ndarray  # ordinals of days; open ends are FIRST_DAY and LAST_DAY
    last: np.ndarray
    kinds: np.ndarray  # places in EventKind
    marks: np.ndarray  # evidence marks, 0 for none
    flags: np.ndarray

    @classmethod
    def of(cls, events: QuerySet, day=None) -> "LaneRows":
        """Of these events, marked as on that day; in no order."""
        told = events.order_by().marked_on(day).values_list(*COLUMNS)  # type: ignore[attr-defined]
        return cls.read(told.iterator(_AT_ONCE))

    @classmethod
    def read(cls, told: Iterable[Sequence[Any]]) -> "LaneRows":
        """Of rows that begin with COLUMNS."""
        columns = [array(kind) for kind in "qiiBBB"]
        told = iter(told)
        while some := list(islice(told, _AT_ONCE)):
            pks, first, last, kinds, marks, dates, *_ = zip(*some, strict=False)
            columns[0].extend(pks)
            columns[1].extend(map(date.toordinal, first))
            columns[2].extend(map(date.toordinal, last))
            columns[3].extend(map(KINDS.__getitem__, kinds))
            columns[4].extend(mark or 0 for mark in marks)
            columns[5].extend(map(_flags, first, last, dates))
        types = (np.int64, np.int32, np.int32, np.uint8, np.uint8, np.uint8)
        return cls(*(np.array(column, kind) for column, kind in zip(columns, types, strict=True)))

    def __len__(self) -> int:
        return len(self.pks)

    def taken(self, rows: np.ndarray) -> "LaneRows":
        """Only these rows, in this order."""
        return LaneRows(*(column[rows] for column in self._columns))

    def following(self, change: Change, fresh: "LaneRows") -> "LaneRows":
        """Rows in the order of time after a change, with the fresh ones."""
        return LaneRows(*map(change.carried, self._columns, fresh._columns))

    def in_order(self) -> "LaneRows":
        """By time, as the timeline is."""
        return self.taken(np.lexsort((self.pks, self.last, self.first)))

    @property
    def all_left(self) -> Left:
        """All of them, as what filters leave; of rows in the order of time."""
        return Left(len(self), self.first, self.last)

    @property
    def _columns(self) -> tuple[np.ndarray, ...]:
        return self.pks, self.first, self.last, self.kinds, self.marks, self.flags

    @property
    def is_point(self) -> np.ndarray:
        return (self.flags & POINT).astype(bool)


def _flags(first: date, last: date, text: str) -> int:
    """What is about, or doubted, is said of a whole date at its end, and of either end of an interval."""
    flags = POINT if first == last else 0
    flags |= APPROXIMATE if "~" in text or "%" in text else 0
    flags |= TO_THE_DAY if "/" in text and all(map(_is_day_or_open, text.split("/"))) else 0
    return flags | (UNCERTAIN if "?" in text or "%" in text else 0)


def _is_day_or_open(end: str) -> bool:
    return end in ("", "..") or (len(end.rstrip("~?%")) == len("2026-04-30") and "X" not in end)
