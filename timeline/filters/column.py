"""One column of a list held in memory: which of its rows have which value."""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from timeline.filters.change import Change


class Column:
    """The rows of each value side by side; and, row after row, the values it has."""

    def __init__(self, rows: np.ndarray, values: Iterable[str], labels: Iterable[str]):
        """Three equally long: a row, a value that it has, and how the value is called. A pair stands once."""
        values = list(values)
        names = dict(zip(values, labels, strict=True))
        codes_of = {value: code for code, value in enumerate(names)}
        codes = np.fromiter(map(codes_of.__getitem__, values), np.int64, len(values))
        by_row = np.argsort(rows, kind="stable")
        self._put(names, codes_of, rows[by_row].astype(np.int32), codes[by_row])

    def _put(self, names: dict[str, str], codes_of: dict[str, int], rows: np.ndarray, codes: np.ndarray) -> None:
        """`names` are value → label, `rows` in their order, and beside each the number of its value."""
        self.values, self.labels, self.codes = list(names), list(names.values()), codes_of
        self.rows_in_order, self.codes_in_order = rows, codes.astype(np.min_scalar_type(len(names)))
        self.rows = rows[np.argsort(self.codes_in_order, kind="stable")]
        self.totals = np.bincount(codes, minlength=len(names))
        self.starts = np.concatenate(([0], np.cumsum(self.totals)[:-1])).astype(np.int64)

    def following(self, change: Change, rows: np.ndarray, values: list[str], labels: list[str]) -> "Column":
        """The column after a change of the list's rows; these are the pairs of the fresh ones."""
        if change.moves_none and self._has(change.gone, rows, values, labels):
            return self
        codes_of, names = dict(self.codes), dict(zip(self.values, self.labels, strict=True))
        for value in values:
            codes_of.setdefault(value, len(codes_of))
        names.update(zip(values, labels, strict=True))
        stay = change.stays(self.rows_in_order)
        stayed, own = change.moved(self.rows_in_order[stay]), self.codes_in_order[stay].astype(np.int64)
        by_row = np.argsort(rows, kind="stable")
        places = np.searchsorted(stayed, rows[by_row])
        codes = np.array([codes_of[value] for value in values], np.int64)
        column = Column.__new__(Column)
        column._put_present(
            names, np.insert(stayed, places, rows[by_row].astype(np.int32)), np.insert(own, places, codes[by_row])
        )
        return column

    def _put_present(self, names: dict[str, str], rows: np.ndarray, codes: np.ndarray) -> None:
        """Only the values that any row has."""
        is_present = np.bincount(codes, minlength=len(names)) > 0
        if not is_present.all():
            names = {value: label for (value, label), stays in zip(names.items(), is_present, strict=True) if stays}
            codes = (np.cumsum(is_present) - 1)[codes]
        self._put(names, {value: code for code, value in enumerate(names)}, rows, codes)

    def _has(self, of: np.ndarray, rows: np.ndarray, values: list[str], labels: list[str]) -> bool:
        """Whether these are the pairs of those rows, and what the values are called."""
        places, codes = self.pairs_of(of)
        own = {(row, self.values[code]) for row, code in zip(of[places].tolist(), codes.tolist(), strict=True)}
        named = all(
            self.labels[self.codes[value]] == label
            for value, label in zip(values, labels, strict=True)
            if value in self.codes
        )
        return named and own == set(zip(rows.tolist(), values, strict=True))

    @cached_property
    def places(self) -> np.ndarray:
        """Where a label stands among all of them, for values that are counted alike."""
        return np.argsort(np.argsort(np.array(self.labels, dtype=object), kind="stable"), kind="stable")

    def rows_of(self, code: int) -> np.ndarray:
        """The rows that have a value, by its place among the values; from first to last."""
        return self.rows[self.starts[code] : self.starts[code] + self.totals[code]]

    def rows_with(self, values: Iterable[str]) -> np.ndarray:
        """The rows that have any of these values, from first to last."""
        found = [self.rows_of(self.codes[value]) for value in values if value in self.codes]
        if len(found) == 1:
            return found[0]
        return np.unique(np.concatenate(found)) if found else np.array([], np.int32)

    def pairs_of(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of rows from first to last: their places among these, each as often as the row has values; and the values."""
        known = rows[: np.searchsorted(rows, len(self._begin) - 1)]  # no row after them has a value
        if self._has_one_each:  # to count that out takes six times as long
            return np.arange(len(known), dtype=np.int32), self.codes_in_order[known]
        starts = self._begin[known]
        counts = self._begin[known + 1] - starts
        first = np.cumsum(counts) - counts
        places = np.repeat(np.arange(len(known), dtype=np.int32), counts)
        own = np.arange(len(places)) + (starts - first)[places]
        return places, self.codes_in_order[own]

    @cached_property
    def _begin(self) -> np.ndarray:
        """Where the values of each row begin in their order, and where those of the last end."""
        rows = self.rows_in_order
        counts = np.bincount(rows) if len(rows) else np.array([], np.int64)
        return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)

    @cached_property
    def _has_one_each(self) -> bool:
        """Whether every row up to the last that has any has one value."""
        return np.array_equal(self.rows_in_order, np.arange(len(self.rows_in_order)))

    def numbers(self, counts: np.ndarray) -> dict[str, int]:
        """value → its count, of values that are counted at all."""
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}

    def largest(self, counts: np.ndarray, present: np.ndarray, most: int) -> np.ndarray:
        """Of the values present, the `most` with the highest counts in this order; the first by label where alike."""
        if len(present) > most:
            least = np.partition(counts[present], len(present) - most)[len(present) - most]
            present = present[counts[present] >= least]
        return present[np.lexsort((self.places[present], -counts[present]))][:most]

    def most(self, counts: np.ndarray, most: int, also: Iterable[str]) -> dict[str, tuple[str, int]]:
        """value → (label, count), of the `most` frequent values and of `also`."""
        present = np.flatnonzero(counts)
        kept = (self.largest(counts, present, most) if len(present) > most else present).tolist()
        kept += [self.codes[value] for value in also if value in self.codes and counts[self.codes[value]]]
        return {self.values[code]: (self.labels[code], int(counts[code])) for code in kept}
