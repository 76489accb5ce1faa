"""One column of a list held in memory: which of its rows have which value."""

from collections.abc import Iterable

import numpy as np

# Whether a row is left by a filter, row by row; None for a filter that leaves all.
Mask = np.ndarray | None


class Column:
    """The rows of each value side by side, so that all values are counted under a mask in one go."""

    def __init__(self, rows: np.ndarray, values: Iterable[str], labels: Iterable[str]):
        """Three equally long: a row, a value that it has, and how the value is called. A pair stands once."""
        names: dict[str, str] = {}
        codes_of: dict[str, int] = {}
        codes = np.empty(len(rows), np.int64)
        for place, (value, label) in enumerate(zip(values, labels, strict=True)):
            codes[place] = codes_of.setdefault(value, len(codes_of))
            names.setdefault(value, label)
        order = np.lexsort((rows, codes))
        self.rows = rows[order].astype(np.int32)
        self.values, self.labels = list(names), list(names.values())
        self.codes = codes_of
        self.totals = np.bincount(codes, minlength=len(self.values))
        self.starts = np.concatenate(([0], np.cumsum(self.totals)[:-1])).astype(np.int64)
        # Where a label stands among all of them, for values that are counted alike.
        self.places = np.argsort(np.argsort(np.array(self.labels, dtype=object), kind="stable"), kind="stable")

    def mask(self, values: Iterable[str], size: int) -> np.ndarray:
        """The rows that have any of these values."""
        mask = np.zeros(size, bool)
        for value in values:
            if (code := self.codes.get(value)) is not None:
                start = self.starts[code]
                mask[self.rows[start : start + self.totals[code]]] = True
        return mask

    def counts(self, mask: Mask) -> np.ndarray:
        """How many of the rows that the mask leaves have each value."""
        if mask is None or not len(self.rows):
            return self.totals
        return np.add.reduceat(mask[self.rows].view(np.uint8), self.starts, dtype=np.int64)

    def numbers(self, mask: Mask) -> dict[str, int]:
        """value → how many rows have it, of values that any has."""
        counts = self.counts(mask)
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}

    def most(self, mask: Mask, most: int, also: Iterable[str]) -> dict[str, tuple[str, int]]:
        """value → (label, count), of the `most` frequent values, the first by label where alike, and of `also`."""
        counts = self.counts(mask)
        present = np.flatnonzero(counts)
        if len(present) > most:
            least = np.partition(counts[present], len(present) - most)[len(present) - most]
            present = present[counts[present] >= least]
            present = present[np.lexsort((self.places[present], -counts[present]))][:most]
        chosen = {self.codes[value] for value in also if value in self.codes}
        kept = [*present.tolist(), *(code for code in chosen if counts[code])]
        return {self.values[code]: (self.labels[code], int(counts[code])) for code in kept}
