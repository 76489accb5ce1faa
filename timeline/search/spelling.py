"""The nearest spellings of a word among those of the record."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from timeline.data_version import data_version
from timeline.search.index import words_held

_SHORTEST = 4  # letters: shorter words have too many neighbours
_LONGER = 6  # letters from which on two may be wrong
_LETTERS = np.array([1 << (byte - 97) if 97 <= byte <= 122 else 1 << 26 for byte in range(256)], np.uint32)


class Spellings:
    """All words, and of each which letters it has: whoever has too many others is not compared letter by letter."""

    def __init__(self, words: Sequence[str]):
        self.words = words
        self._known = frozenset(words)
        self._lengths = np.array([len(word) for word in words], np.int16)
        self._letters = letters_of(words)

    def nearest(self, word: str, count: int) -> list[str]:
        """At most so many, the nearest first and those as near in their order; none for a word that is known."""
        if len(word) < _SHORTEST or not word.isalpha() or word in self._known:
            return []
        most = 1 if len(word) < _LONGER else 2
        # One letter put for another takes one of a word's letters away and brings one in.
        others = np.bitwise_count(self._letters ^ letters_of([word]))
        places = np.flatnonzero((np.abs(self._lengths - len(word)) <= most) & (others <= 2 * most))
        near = [self.words[place] for place in places.tolist()]
        matches = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=count)
        return [match[0] for match in matches]


def letters_of(words: Sequence[str]) -> np.ndarray:
    """Of each word a number with a bit for each letter from a to z that it has, and one for all others."""
    encoded = [word.encode() for word in words]
    if not encoded:
        return np.array([], np.uint32)
    starts = np.cumsum([0, *map(len, encoded)])[:-1]
    return np.bitwise_or.reduceat(_LETTERS[np.frombuffer(b"".join(encoded), np.uint8)], starts)


def spellings() -> Spellings:
    """Those of the record as it is; kept by its data version."""
    version = data_version()
    return _kept(version) if version else Spellings(words_held())


@lru_cache(maxsize=1)
def _kept(version: str) -> Spellings:
    return Spellings(words_held())
