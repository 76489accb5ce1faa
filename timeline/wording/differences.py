"""Two wordings compared word by word, each shown in its own spelling."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from timeline.wording.alike import alike
from timeline.wording.typography import is_number_for_word, joint
from timeline.wording.words import Words

# From this many words on, difflib may overlook words that come again and again, or it would take minutes.
_MANY_WORDS = 2000
_MOST_JOINED = 6

Change = Literal["equal", "replace", "delete", "insert"]
Opcode = tuple[Change, int, int, int, int]


class Piece(NamedTuple):
    """Some words that stand in both wordings (in our spelling), only in ours, or only in theirs."""

    kind: Literal["same", "ours", "theirs"]
    text: str


class _Unit(NamedTuple):
    """A word to be compared: several words of a text where the other one writes them as one (“A.I.” and “AI”)."""

    key: str
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def difference(ours: str, theirs: str, through_ocr: bool = False) -> tuple[Piece, ...]:
    """The pieces of both wordings in order: “same” and “ours” joined are exactly `ours`.

    Of `theirs` come the words that we have not. What counts is words: not capitals, punctuation or typography.
    """
    our_units, their_units = _units_of_both(ours, theirs, through_ocr)
    pieces: list[Piece] = []
    opcodes = _opcodes(our_units, their_units)
    if through_ocr:
        our_words, their_words = [unit.of(ours) for unit in our_units], [unit.of(theirs) for unit in their_units]
        opcodes = list(_with_numbers_apart(opcodes, our_words, their_words))
    for tag, first, last, their_first, their_last in opcodes:
        our_text = _covered(ours, our_units, first, last)
        is_end = last == len(our_units)
        their_text = _covered(theirs, their_units, their_first, their_last, with_gap_before=is_end)
        if our_text:
            pieces.append(Piece("same" if tag == "equal" else "ours", our_text))
        if their_text and tag != "equal":
            pieces.append(Piece("theirs", their_text))
    if ours and not our_units:
        pieces.insert(0, Piece("same", ours))
    return tuple(pieces)


def misread(ours: str, theirs: str) -> tuple[tuple[str, str], ...]:
    """The words that only optical recognition makes the same, as each wording has them, each pair once."""
    units, others = _units_of_both(ours, theirs, through_ocr=True)
    pairs = {
        (unit.of(ours), other.of(theirs)): None
        for tag, first, last, their_first, _ in _opcodes(units, others)
        if tag == "equal"
        for unit, other in zip(units[first:last], others[their_first:], strict=False)
    }
    return tuple(pair for pair in pairs if not alike(*pair) and not is_number_for_word(*pair))


def marked(text: str, *against: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces that join to exactly `text`, each with whether its words differ from all of `against`."""
    differing = [[flag for piece, flag in _marked(text, other) for _ in piece] for other in against]
    return _merged([(character, all(flags)) for character, *flags in zip(text, *differing, strict=True)])


def _marked(text: str, against: str) -> tuple[tuple[str, bool], ...]:
    units, others = _units_of_both(text, against)
    cuts: list[tuple[str, bool]] = []
    at = 0
    was_different = False
    for tag, first, last, _, _ in _opcodes(units, others):
        for unit in units[first:last]:
            is_different = tag != "equal"
            cuts.append((text[at : unit.start], is_different and was_different))
            cuts.append((text[unit.start : unit.end], is_different))
            at, was_different = unit.end, is_different
    return _merged([*cuts, (text[at:], False)])


def same_words(first: str, second: str) -> bool:
    """Whether both have the same words in the same order, whatever their capitals, typography and punctuation."""
    ours, theirs = _units_of_both(first, second)
    return [unit.key for unit in ours] == [unit.key for unit in theirs]


def _units_of_both(ours: str, theirs: str, through_ocr: bool = False) -> tuple[list[_Unit], list[_Unit]]:
    our_words, their_words = Words(ours, through_ocr), Words(theirs, through_ocr)
    return _units(our_words, set(their_words.keys)), _units(their_words, set(our_words.keys))


def _units(words: Words, others: set[str]) -> list[_Unit]:
    """The words, joined over a hyphen or the points of initials where that makes a word that the other text has."""
    units: list[_Unit] = []
    index = 0
    while index < len(words):
        last, key, joined = index + 1, words.keys[index], words.keys[index]
        for following in range(index + 1, min(index + _MOST_JOINED, len(words))):
            if joint(words.word(following - 1), words.gap(following), words.word(following), words.through_ocr) is None:
                break
            joined += words.keys[following]
            if joined in others:
                last, key = following + 1, joined
        units.append(_Unit(key, words.starts[index], words.ends[last - 1]))
        index = last
    return units


def _opcodes(ours: list[_Unit], theirs: list[_Unit]) -> list[Opcode]:
    are_many = len(ours) + len(theirs) > _MANY_WORDS
    matcher = SequenceMatcher(None, [unit.key for unit in ours], [unit.key for unit in theirs], autojunk=are_many)
    return matcher.get_opcodes()


def _with_numbers_apart(opcodes: list[Opcode], ours: list[str], theirs: list[str]) -> Iterator[Opcode]:
    """The same, but a number that recognition would have to take for a word is replaced by it."""
    for tag, first, last, their_first, their_last in opcodes:
        shift = their_first - first
        for index in range(first, last):
            if tag == "equal" and is_number_for_word(ours[index], theirs[index + shift]):
                yield tag, first, index, first + shift, index + shift
                yield "replace", index, index + 1, index + shift, index + shift + 1
                first = index + 1
        yield tag, first, last, first + shift, their_last


def _covered(text: str, units: list[_Unit], first: int, last: int, with_gap_before: bool = False) -> str:
    """The text of some words with the gap behind them, or else with the gap before them."""
    if first == last:
        return ""
    if with_gap_before:
        start = units[first - 1].end if first else 0
        return text[start : len(text) if last == len(units) else units[last - 1].end]
    start = units[first].start if first else 0
    return text[start : units[last].start if last < len(units) else len(text)]


def _merged(cuts: list[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    merged: list[tuple[str, bool]] = []
    for text, is_different in cuts:
        if text and merged and merged[-1][1] == is_different:
            merged[-1] = (merged[-1][0] + text, is_different)
        elif text:
            merged.append((text, is_different))
    return tuple(merged)
