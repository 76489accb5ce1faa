"""How the rows of a list held in memory moved when some of its records were written."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Change:
    """The rows that are not there any more, of `size` before; and before which of those that stayed fresh ones stand.

    A record that stays as it stood in the list, but was written, is gone and fresh. Both are in the order of the list.
    """

    size: int
    gone: np.ndarray
    places: np.ndarray

    @cached_property
    def fresh(self) -> np.ndarray:
        """The rows of the fresh ones as they are now."""
        return self.places + np.arange(len(self.places))

    def carried(self, column: np.ndarray, fresh: np.ndarray) -> np.ndarray:
        """A column of one entry a row, with those of the fresh rows: as many, or one for all of them.

        Raises ValueError where there are more or fewer.
        """
        if np.ndim(fresh) and len(fresh) != len(self.places):
            raise ValueError(f"{len(fresh)} entries for {len(self.places)} rows")
        if self.moves_none:
            column = column.copy()
            column[self.gone] = fresh
            return column
        return np.insert(np.delete(column, self.gone), self.places, fresh)

    def stays(self, rows: np.ndarray) -> np.ndarray:
        """Which of these rows of before are still there as they were."""
        return self._now[rows] >= 0

    def moved(self, rows: np.ndarray) -> np.ndarray:
        """Where rows of before that stayed stand now."""
        return self._now[rows]

    @cached_property
    def moves_none(self) -> bool:
        """Whether every other row stays where it is."""
        return np.array_equal(self.gone, self.fresh)

    @cached_property
    def _now(self) -> np.ndarray:
        """The row of now of each row of before, -1 of one that is gone."""
        before = self.carried(np.arange(self.size, dtype=np.int32), np.int32(-1))
        now = np.full(self.size, -1, np.int32)
        stayed = np.flatnonzero(before >= 0)
        now[before[stayed]] = stayed
        return now
