"""The marks by which a quotation owns up to a change: ellipses and square brackets."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from timeline.wording.typography import ELLIPSIS
from timeline.wording.words import Run, Words

MOST_LEFT_OUT = 300
MOST_REPLACED = 6
_SHORTEST_STEM = 3
_MOST_PARTS = 20

# At most 200 characters: a bracket left open must not swallow a page. Those before “(” are links in Markdown.
_BRACKETED = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\]){0,200})\](?!\()")


class Insertion(NamedTuple):
    """What stands in square brackets, from the one bracket to behind the other."""

    start: int
    end: int
    content: str
    is_glued: bool  # part of a word, as in “[t]he” and “walk[ed]”


@dataclass(frozen=True)
class Slot:
    """What may stand in the text between two parts of a quotation."""

    most: int = 0  # words
    is_elision: bool = False
    is_bracket: bool = False
    stem: tuple[str, str] | None = None  # how the one word must begin and end that stands here: “walk[ed]”

    def __add__(self, other: "Slot") -> "Slot":
        is_one_word = not (self.most and other.most)
        return Slot(
            self.most + other.most,
            self.is_elision or other.is_elision,
            self.is_bracket or other.is_bracket,
            (self.stem or other.stem) if is_one_word else None,
        )


class Divided(NamedTuple):
    """A quotation cut at its marks; one slot stands before each part, and one after the last."""

    parts: list[Run]
    slots: list[Slot]


class _Mark(NamedTuple):
    start: int
    end: int
    slot: Slot


def insertions(text: str) -> list[Insertion]:
    """The brackets of a text that hold words, in order."""
    found = []
    for match in _BRACKETED.finditer(text):
        content = match.group(1).strip()
        if any(character.isalnum() for character in content):
            neighbours = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
            is_glued = any(character.isalnum() for character in neighbours) and not content.isdigit()
            found.append(Insertion(match.start(), match.end(), content, is_glued))
    return found


def insertion_spans(text: str) -> list[tuple[int, int]]:
    """Where whole words are put in, which a quotation may leave out."""
    return [(found.start, found.end) for found in insertions(text) if not found.is_glued] if "[" in text else []


def divide(words: Words, by_stems: bool = False) -> Divided | None:
    """Cut a quotation at its ellipses and brackets; None if it has none, too many, or a part without words.

    A bracket glued to a word stays part of the word (“[t]he” reads “the”), or, `by_stems`, stands for whatever
    word has the letters outside of it.
    """
    marks = _marks(words, by_stems)
    parts, slots, slot, first = [], [], Slot(), 0
    for mark in [*marks, _Mark(len(words.text), len(words.text), Slot())]:
        last = bisect_left(words.starts, mark.start)
        if last > first:
            parts.append(Run(words, first, last))
            slots.append(slot)
            slot = Slot()
        slot = slot + mark.slot
        first = max(first, bisect_left(words.starts, mark.end))
    if not marks or not 0 < len(parts) <= _MOST_PARTS or not all(part.has_words for part in parts):
        return None
    return Divided(parts, [*slots, slot])


def words_after_marks(words: Words) -> frozenset[int]:
    """The words before which an ellipsis or a bracket says that something may be missing."""
    ends = [end for _, end in insertion_spans(words.text)] + [match.end() for match in ELLIPSIS.finditer(words.text)]
    return frozenset(bisect_left(words.starts, end) for end in ends)


def has_glued_brackets(text: str) -> bool:
    return any(found.is_glued for found in insertions(text))


def _marks(words: Words, by_stems: bool) -> list[_Mark]:
    brackets = []
    for found in insertions(words.text):
        if not found.is_glued:
            brackets.append(_Mark(found.start, found.end, Slot(MOST_REPLACED, is_bracket=True)))
        elif by_stems:
            brackets += _stem(words, found)
    marks = [*brackets]
    for match in ELLIPSIS.finditer(words.text):
        if not any(bracket.start <= match.start() < bracket.end for bracket in brackets):
            marks.append(_Mark(*match.span(), Slot(MOST_LEFT_OUT, is_elision=True)))
    return sorted(marks, key=lambda mark: mark.start)


def _stem(words: Words, found: Insertion) -> list[_Mark]:
    """The whole word that a bracket is part of, as a mark; none if too little of it stands outside."""
    start, end, head, tail = found.start, found.end, "", ""
    before = bisect_left(words.starts, found.start) - 1
    if before >= 0 and words.ends[before] == found.start:
        start, head = words.starts[before], words.keys[before]
    after = bisect_left(words.starts, found.end)
    if after < len(words) and words.starts[after] == found.end:
        end, tail = words.ends[after], words.keys[after]
    is_bracketed_again = words.text[end : end + 1] == "[" or words.text[max(start - 1, 0) : start] == "]"
    if is_bracketed_again or len(head + tail) < _SHORTEST_STEM:
        return []
    return [_Mark(start, end, Slot(1, is_bracket=True, stem=(head, tail)))]
