"""A text that is held of a source, prepared once so that any number of quotations can be looked up in it."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from timeline.wording.marks import insertion_spans
from timeline.wording.words import Words

_LOW = 0xFFFFFFFF


class HeldText:
    """A text and its words. What costs time is done when it is first needed, and kept."""

    def __init__(self, text: str, is_ocr: bool = False):
        self.text = text
        self.is_ocr = is_ocr
        self._without_insertions: dict[bool, Words | None] = {}

    def __repr__(self) -> str:
        return f"HeldText({self.text[:40]!r}, is_ocr={self.is_ocr})"

    @cached_property
    def words(self) -> Words:
        return Words(self.text)

    @cached_property
    def words_through_ocr(self) -> Words:
        return Words(self.text, through_ocr=True)

    @cached_property
    def pairs(self) -> "Pairs":
        return Pairs(self.words_through_ocr if self.is_ocr else self.words)

    def readings(self, through_ocr: bool = False) -> Iterator[Words]:
        """All words; then, if the source itself puts words in square brackets, the words without those."""
        words = self.words_through_ocr if through_ocr else self.words
        yield words
        if through_ocr not in self._without_insertions:
            spans = insertion_spans(self.text)
            self._without_insertions[through_ocr] = words.without(spans) if spans else None
        without = self._without_insertions[through_ocr]
        if without:
            yield without


class Pairs:
    """Where each pair of neighbouring words stands in a text, and how often each word does.

    One sorted array of 64-bit numbers, half hash and half place, takes a twentieth of what a dict of lists does.
    Two pairs of one hash do no harm: what is found here is only where to look more closely.
    """

    def __init__(self, words: Words):
        self.words = words
        hashes = map(hash, zip(words.keys, words.keys[1:], strict=False))
        self.counts = Counter(words.keys)
        self._codes = array("Q", sorted((code & _LOW) << 32 | place for place, code in enumerate(hashes)))

    def entries(self, first: str, second: str) -> range:
        """Which entries of the index are for this pair; their number says how often the pair stands in the text."""
        code = (hash((first, second)) & _LOW) << 32
        begin = bisect_left(self._codes, code)
        return range(begin, bisect_left(self._codes, code + _LOW + 1, begin))

    def places(self, entries: range) -> Iterator[int]:
        """The index of the first word of each of these pairs."""
        return (self._codes[entry] & _LOW for entry in entries)
