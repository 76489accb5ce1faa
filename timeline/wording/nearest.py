"""The place in a text whose words are most like those of a quotation that does not stand in it."""

import heapq
import math
import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from timeline.wording.held import HeldText, Pairs
from timeline.wording.marks import MOST_LEFT_OUT, words_after_marks
from timeline.wording.words import Run, Words

# How like a place must be to be called an alteration of its words; 1 is the same.
LEAST_LIKENESS = 0.65
_LEAST_WORDS_SHARED = 3
# How much rarer the shared words must be than to come together once by chance in a text so long, in bits: in a book,
# “is it a” is found beside any word, and says nothing about “is it a wasp”.
_LEAST_SURPRISE = 8
# In a text of a few lines no word is common.
_FEW_WORDS = 2000

# More words left out weigh no more: an omission without a mark is one alteration, however long.
_HEAVIEST_OMISSION = 4
# A longer quotation is a document; comparing it word by word would take minutes.
_MOST_WORDS = 2000
_MOST_PLACES = 600
_MOST_WINDOWS = 3
_MOST_WORDS_BEYOND = 6
_FIRST_UNSPACED = 0x0E00
_SENTENCE_END = re.compile(r"[.!?。！？]|\n\s*\n")


class Nearest(NamedTuple):
    """A place and how like its words are to the quotation's."""

    likeness: float
    place: Run


class _Block(NamedTuple):
    """Words that both have: where they begin in the quotation, where in the text, and how many they are."""

    ours: int
    theirs: int
    size: int


def nearest(quotation: Words, held: HeldText) -> Nearest | None:
    """The likeliest place; None if nothing is like enough. What is left out at an ellipsis makes it no less like."""
    if not _LEAST_WORDS_SHARED <= len(quotation) <= _MOST_WORDS:
        return None
    free = words_after_marks(quotation)
    found = [_aligned(quotation, free, window, held.pairs) for window in _windows(quotation, held)]
    best = max((near for near in found if near), key=lambda near: near.likeness, default=None)
    return best if best and best.likeness >= LEAST_LIKENESS else None


def _windows(quotation: Words, held: HeldText) -> list[Run]:
    """Where the most pairs of words of the quotation stand about as far from one another as in the quotation."""
    shifts = sorted(_shifts(quotation, held))
    width = max(len(quotation) // 2, 4)
    votes = Counter(shift // width for shift in shifts)
    both = {bucket: count + votes.get(bucket + 1, 0) for bucket, count in votes.items()}
    likely = [bucket for bucket, count in both.items() if count * 8 >= len(quotation) - 1]
    windows = []
    for bucket in heapq.nlargest(_MOST_WINDOWS, likely, key=lambda bucket: both[bucket]):
        low, high = bucket * width - MOST_LEFT_OUT, (bucket + 2) * width + MOST_LEFT_OUT
        nearby = shifts[bisect_left(shifts, low) : bisect_left(shifts, high)]
        first, last = nearby[0] - width, nearby[-1] + len(quotation) + width
        windows.append(Run(held.pairs.words, max(first, 0), min(last, len(held.pairs.words))))
    return windows


def _shifts(quotation: Words, held: HeldText) -> list[int]:
    """Where the quotation would begin, for each place in the text with two neighbouring words of it.

    The rarest pairs come first; the others are left out when there are enough places.
    """
    found = [(held.pairs.entries(*pair), index) for index, pair in enumerate(pairwise(quotation.keys))]
    shifts: list[int] = []
    for entries, index in sorted(found, key=lambda pair: len(pair[0])):
        if shifts and len(shifts) + len(entries) > _MOST_PLACES:
            break
        shifts += [place - index for place in held.pairs.places(entries[:_MOST_PLACES])]
    return shifts


def _aligned(quotation: Words, free: frozenset[int], window: Run, pairs: Pairs) -> Nearest | None:
    keys = window.words.keys[window.first : window.last]
    matcher = SequenceMatcher(None, quotation.keys, keys, autojunk=False)
    blocks = [_Block(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    blocks = _without_strays(quotation, blocks, free)
    if not _are_telling(quotation, blocks, pairs):
        return None
    first = window.first + blocks[0].theirs
    last = window.first + blocks[-1].theirs + blocks[-1].size
    unmatched = len(quotation) - blocks[-1].ours - blocks[-1].size
    place = _widened(Run(window.words, first, last), blocks[0].ours, unmatched)
    beyond = place.last - place.first - (last - first)
    return Nearest(_likeness(quotation, blocks, free, beyond), place)


def _without_strays(quotation: Words, blocks: list[_Block], free: frozenset[int]) -> list[_Block]:
    """Without the blocks at either end that are too far off for their size: common words that happen to agree."""
    while len(blocks) > 1:
        shorter = max(blocks[1:], blocks[:-1], key=lambda some: _likeness(quotation, some, free))
        if _likeness(quotation, shorter, free) < _likeness(quotation, blocks, free):
            break
        blocks = shorter
    return blocks


def _likeness(quotation: Words, blocks: list[_Block], free: frozenset[int], beyond: int = 0) -> float:
    """The share of the words that both have, in whichever of the two has more.

    `beyond` counts those of the text that stand where the first and last words of the quotation ought to.
    """
    shared = sum(block.size for block in blocks)
    between = 0
    for before, after in pairwise(blocks):
        if not free.intersection(range(before.ours + before.size, after.ours + 1)):
            between += min(after.theirs - before.theirs - before.size, _HEAVIEST_OMISSION)
    return shared / max(len(quotation), shared + between + beyond)


def _are_telling(quotation: Words, blocks: list[_Block], pairs: Pairs) -> bool:
    """Whether the shared words are too many, and too rare in the text, to stand there together by chance."""
    keys = [key for block in blocks for key in quotation.keys[block.ours : block.ours + block.size]]
    total = max(len(pairs.words), _FEW_WORDS)
    surprise = sum(math.log2(total / pairs.counts[key]) for key in keys) - math.log2(total)
    return sum(map(_weight, keys)) >= _LEAST_WORDS_SHARED and surprise >= _LEAST_SURPRISE


def _weight(key: str) -> float:
    """A character of a script without spaces counts as half a word."""
    return 0.5 if len(key) == 1 and ord(key) >= _FIRST_UNSPACED else 1


def _widened(place: Run, before: int, after: int) -> Run:
    """The place with as many words more at its ends as the quotation has there that differ; within its sentence."""
    words, first, last = place
    for _ in range(min(before, _MOST_WORDS_BEYOND)):
        if not first or _SENTENCE_END.search(words.gap(first)):
            break
        first -= 1
    for _ in range(min(after, _MOST_WORDS_BEYOND)):
        if last >= len(words) or _SENTENCE_END.search(words.gap(last)):
            break
        last += 1
    return Run(words, first, last)
