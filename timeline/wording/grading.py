"""The grade of a quotation: how its words stand in the texts that are held of a source, and where."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from timeline.vocabulary import Grade
from timeline.wording import matching
from timeline.wording.differences import Piece, difference, misread
from timeline.wording.held import HeldText
from timeline.wording.marks import divide, has_glued_brackets, insertion_spans, insertions
from timeline.wording.matching import Match
from timeline.wording.nearest import nearest
from timeline.wording.words import Words

MOST_PLACES = 50
CONTEXT = 32  # characters


@dataclass(frozen=True)
class Place:
    """Where a quotation stands in one of the passages, as a W3C TextQuoteSelector has it, with character offsets."""

    passage: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Finding:
    """How a quotation stands in the texts held of a source.

    `closeness` is the grade that an ambiguous quotation has at each of its places, and else equals `grade`.
    `left_out` counts the words left out at each ellipsis; `insertions` are the bracketed words that only the
    quotation or only the source has; `difference` tells the two wordings of an altered quotation apart; `misread`
    are the words that only optical recognition makes the same, as the quotation and as the source has them.
    """

    grade: Grade
    closeness: Grade
    places: tuple[Place, ...] = ()
    left_out: tuple[int, ...] = ()
    insertions: tuple[str, ...] = ()
    difference: tuple[Piece, ...] = ()
    is_through_ocr: bool = False
    misread: tuple[tuple[str, str], ...] = ()
    place_count: int = 0  # all of them, of which the first 50 are told


class _Found(NamedTuple):
    passage: int
    match: Match


# Of (passage, start, end): whether this is a place that is meant.
Meant = Callable[[int, int, int], bool]
_Search = Callable[[Words, HeldText], Iterable[Match]]


def grade(quotation: str, passages: Sequence[HeldText], is_meant: Meant | None = None) -> Finding:
    """The grade of a quotation in the passages held of its source. At most 50 places are told.

    Where it stands at places that are meant, the others do not count.
    """
    if not passages:
        return Finding(Grade.NO_TEXT_HELD, Grade.NO_TEXT_HELD)
    quotation = quotation.strip()
    if not _read(quotation).all.has_words:
        return Finding(Grade.NOT_FOUND, Grade.NOT_FOUND)
    for search in (_whole, _in_parts, _by_stems):
        for through_ocr in (False, True):
            found = list(_found(search, quotation, passages, through_ocr))
            if found:
                meant = [
                    item for item in found if is_meant and is_meant(item.passage, item.match.start, item.match.end)
                ]
                return _told(meant or found, quotation, passages, through_ocr)
    return _altered(quotation, passages) or Finding(Grade.NOT_FOUND, Grade.NOT_FOUND)


@lru_cache(maxsize=2)
def _read(quotation: str, through_ocr: bool = False) -> Words:
    return Words(quotation, through_ocr)


def _found(search: _Search, quotation: str, passages: Sequence[HeldText], through_ocr: bool) -> Iterator[_Found]:
    searched = [(index, held) for index, held in enumerate(passages) if held.is_ocr or not through_ocr]
    if searched:
        words = _read(quotation, through_ocr)
        for index, held in searched:
            yield from (_Found(index, match) for match in search(words, held))


def _whole(words: Words, held: HeldText) -> Iterator[Match]:
    return matching.whole(words, held.words_through_ocr if words.through_ocr else held.words)


def _in_parts(words: Words, held: HeldText) -> Iterator[Match]:
    """Cut at the quotation's own marks, or with the brackets of the source left out, or both."""
    divided = divide(words)
    for is_first, reading in zip((True, False), held.readings(words.through_ocr), strict=False):
        found = list(matching.in_parts(divided, reading)) if divided else []
        if not is_first:
            found += matching.whole(words, reading)
        if found:
            yield from found
            break


def _by_stems(words: Words, held: HeldText) -> Iterator[Match]:
    divided = divide(words, by_stems=True) if has_glued_brackets(words.text) else None
    if divided:
        yield from matching.in_parts(divided, next(held.readings(words.through_ocr)))


def _told(found: list[_Found], quotation: str, passages: Sequence[HeldText], through_ocr: bool) -> Finding:
    closest = min(match.closeness for _, match in found)
    best = [(passage, match) for passage, match in found if match.closeness == closest]
    passage, match = best[0]
    text = passages[passage].text
    is_bracketed = closest == Grade.BRACKETED
    return Finding(
        Grade.AMBIGUOUS if len(best) > 1 else closest,
        closest,
        tuple(_place(index, passages[index].text, match.start, match.end) for index, match in best[:MOST_PLACES]),
        match.left_out,
        _insertions(quotation, text, match) if is_bracketed else (),
        is_through_ocr=through_ocr,
        misread=misread(quotation, text[match.start : match.end]) if through_ocr else (),
        place_count=len(best),
    )


def _insertions(quotation: str, text: str, match: Match) -> tuple[str, ...]:
    """The bracketed words of the quotation that the source has not, then those of the source within its words."""
    ours = _bracketed(quotation, 0, len(quotation))
    theirs = [content for part in match.parts for content in _bracketed(text, part.start, part.end)]
    there = _bracketed(text, match.start, match.end)
    only_ours = [content for content in ours if content not in there]
    return (*only_ours, *(content for content in theirs if content not in ours))


def _bracketed(text: str, start: int, end: int) -> list[str]:
    """What stands in brackets, which may be right outside of the span."""
    return [found.content for found in insertions(text[max(start - 1, 0) : end + 1])]


def _altered(quotation: str, passages: Sequence[HeldText]) -> Finding | None:
    found = []
    for index, held in enumerate(passages):
        near = nearest(_read(quotation, held.is_ocr).without(insertion_spans(quotation)), held)
        if near:
            found.append((near.likeness, -index, near.place))
    if not found:
        return None
    _, negative, place = max(found, key=lambda item: item[:2])
    held = passages[-negative]
    exact = held.text[place.start : place.end]
    pieces = difference(quotation, exact, held.is_ocr)
    return Finding(
        Grade.ALTERED,
        Grade.ALTERED,
        (_place(-negative, held.text, place.start, place.end),),
        difference=pieces,
        is_through_ocr=held.is_ocr and pieces != difference(quotation, exact),
        misread=misread(quotation, exact) if held.is_ocr else (),
        place_count=1,
    )


def _place(passage: int, text: str, start: int, end: int) -> Place:
    before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    if start > CONTEXT and _IS_CUT.match(text, start - CONTEXT - 1):
        before = _FIRST_SPACE.sub("", before, count=1)
    if end + CONTEXT < len(text) and _IS_CUT.match(text, end + CONTEXT - 1):
        after = _LAST_SPACE.sub("", after, count=1)
    return Place(passage, start, end, text[start:end], before, after)


# A word goes on over the place where the context is cut.
_IS_CUT = re.compile(r"\w\w")
_FIRST_SPACE = re.compile(r"\S+(?=\s)")
_LAST_SPACE = re.compile(r"(?<=\s)\S+$")
