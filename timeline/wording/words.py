"""The words of a text in order, folded, with the place of each; and where a run of letters stands among them."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import accumulate
from typing import NamedTuple

from timeline.wording import typography
from timeline.wording.signs import LANGUAGE, MINUS_OF_NUMBER, SIGN, TAGGED
from timeline.wording.typography import APOSTROPHES, BREAKS

# Scripts that write without spaces: there every character counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_MARKS = typography.characters("Mn", "Mc", "Me")
_UNSEEN = typography.characters("Cf")
_LETTER = rf"[^\W_{_UNSPACED}]"
_POSSESSIVE = rf"[{APOSTROPHES}][sS](?![\w{_MARKS}])"
# A word may hold marks, unseen characters, an apostrophe (“don't”), the points and commas of a number.
# “'s” counts as a word, because one may quote “OpenAI” where the text says “OpenAI's”.
_INSIDE = (
    rf"[{_MARKS}]+"
    rf"|(?:(?![{BREAKS}])[{_UNSEEN}])+(?={_LETTER})"
    rf"|(?!{_POSSESSIVE})[{APOSTROPHES}](?={_LETTER})"
    r"|(?<=\d)[.,](?=\d)"
)
_SPELLED = rf"{_LETTER}+(?:(?:{_INSIDE}){_LETTER}*)*"
_WORD = re.compile(
    r"(?=\S)(?:"
    r"[a-zA-Z0-9]+(?=\s)"  # says nothing that the next line does not, but most words are found twice as fast
    rf"|{LANGUAGE}"
    rf"|{_SPELLED}"
    rf"|(?=[{APOSTROPHES}])(?<=[\w{_MARKS}]){_POSSESSIVE}"
    rf"|[{_UNSPACED}][{_MARKS}]*"
    rf"|(?:{MINUS_OF_NUMBER}|{TAGGED}){_SPELLED}"
    rf"|{SIGN})"
)


class Run(NamedTuple):
    """Some words of a text, one after the other: from the word `first` up to, and not including, the word `last`."""

    words: "Words"
    first: int
    last: int

    @property
    def start(self) -> int:
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        return self.words.ends[self.last - 1]

    @property
    def letters(self) -> str:
        offsets = self.words.offsets
        return self.words.letters[offsets[self.first] : offsets[self.last]]

    @property
    def text(self) -> str:
        return self.words.text[self.start : self.end]

    @property
    def has_words(self) -> bool:
        """Whether there is any word in it that is not a mere sign, as “&” is."""
        return any(character.isalnum() for character in self.letters)

    def joints(self) -> dict[int, int]:
        """For each word but the first: how many letters of the run come before it, and which word it is."""
        offsets = self.words.offsets
        return {offsets[index] - offsets[self.first]: index for index in range(self.first + 1, self.last)}


class Words:
    """The words of a text; `starts` and `ends` are offsets of characters in it.

    Their folded letters are joined without spaces, as a word may be broken at the end of a line or, by optical
    recognition, anywhere; `offsets` says where in those letters each word begins, and where the last one ends.
    """

    def __init__(self, text: str, through_ocr: bool = False):
        self.through_ocr = through_ocr
        self.text = text.replace("|", "l") if through_ocr else text
        spans = [match.span() for match in _WORD.finditer(self.text)]
        fold = typography.folded_through_ocr if through_ocr else typography.folded
        self.keys = [fold(self.text[start:end]) for start, end in spans]
        self.starts = array("L", [start for start, _ in spans])
        self.ends = array("L", [end for _, end in spans])
        self._join()

    def _join(self) -> None:
        self.letters = "".join(self.keys)
        self.offsets = array("L", accumulate(map(len, self.keys), initial=0))

    def without(self, passages: Sequence[tuple[int, int]]) -> "Words":
        """The words that do not begin in one of these passages of the text, which are in order."""
        if not passages:
            return self
        words = copy(self)
        words.keys, words.starts, words.ends = [], array("L"), array("L")
        first = 0
        for start, end in [*passages, (len(self.text), len(self.text))]:
            last = bisect_left(self.starts, start)
            words.keys += self.keys[first:last]
            words.starts += self.starts[first:last]
            words.ends += self.ends[first:last]
            first = bisect_left(self.starts, end)
        words._join()
        return words

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def all(self) -> Run:
        return Run(self, 0, len(self))

    def word(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """What stands before the word at `index`, back to the word before it; after the last word for `len(self)`."""
        start = self.ends[index - 1] if index else 0
        return self.text[start : self.starts[index] if index < len(self) else len(self.text)]

    def count(self, first: int, last: int) -> int:
        """How many words there are from `first` up to `last`, as people count: “OpenAI's” is one."""
        return sum(self.text[self.starts[index]] not in APOSTROPHES for index in range(first, last))

    def find(self, letters: str, first: int = 0, last: int | None = None) -> Iterator[Run]:
        """Each run of whole words between `first` and `last` that has exactly these letters; runs may overlap."""
        offsets = self.offsets
        stop = offsets[len(self) if last is None else last]
        at = self.letters.find(letters, offsets[first], stop) if letters else -1
        while at >= 0:
            begin = bisect_left(offsets, at)
            if offsets[begin] == at:
                end = bisect_left(offsets, at + len(letters), begin)
                if offsets[end] == at + len(letters):
                    yield Run(self, begin, end)
            at = self.letters.find(letters, at + 1, stop)
