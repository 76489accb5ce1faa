"""Where the words of a quotation stand in a text, whole or in parts, and how closely each place matches."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from timeline.vocabulary import Grade
from timeline.wording import typography
from timeline.wording.marks import Divided, Slot
from timeline.wording.words import Run, Words

# A quotation as common as that has no place of its own; the 2,000th would not change its grade.
_MOST_CANDIDATES = 2000
_MOST_ANCHORS = 50
# The marks that one quotation has around it are few; a table of contents may have pages of dots.
_MOST_MARKS = 100


class Match(NamedTuple):
    """A place where a quotation stands: the characters it covers, and where each of its parts is."""

    closeness: Grade
    start: int
    end: int
    parts: tuple[Run, ...]
    left_out: tuple[int, ...] = ()  # words, at each ellipsis


_Chain = tuple[Run, ...]  # a place for each part of a quotation, in order


def whole(quotation: Words, text: Words) -> Iterator[Match]:
    """Every place with all the words of the quotation, one after the other."""
    lead, trail = quotation.gap(0), quotation.gap(len(quotation))
    for place in islice(text.find(quotation.letters), _MOST_CANDIDATES):
        start = place.start - len(lead)
        if start >= 0 and text.text.startswith(quotation.text, start) and not text.through_ocr:
            yield Match(Grade.VERBATIM, start, start + len(quotation.text), (place,))
            continue
        closeness = compare(quotation.all, place)
        if closeness is not None:
            yield _with_outer_marks(closeness, place, lead, trail)


def in_parts(divided: Divided, text: Words) -> Iterator[Match]:
    """Every place where the parts of the quotation stand in order, no more than its slots allow between them."""
    chains = [chain for window in _windows(divided, text) for chain in _chains(divided, window)]
    return (_match(chain, divided) for chain in _innermost(chains))


def compare(ours: Run, theirs: Run) -> Grade | None:
    """How closely two runs of the same letters match inside; None if the letters are parted into other words.

    Through recognition, also None if it would have to take a number for a word.
    """
    if ours.text == theirs.text:
        return Grade.TYPOGRAPHY
    our_joints, their_joints = ours.joints(), theirs.joints()
    both = our_joints.keys() & their_joints.keys()
    if ours.words.through_ocr:
        our_words = _between(ours, [our_joints[at] for at in sorted(both)])
        their_words = _between(theirs, [their_joints[at] for at in sorted(both)])
        if any(map(typography.is_number_for_word, our_words, their_words)):
            return None
    grades = [_joint(ours.words, index) for at, index in our_joints.items() if at not in both]
    grades += [_joint(theirs.words, index) for at, index in their_joints.items() if at not in both]
    grades += [typography.between(ours.words.gap(our_joints[at]), theirs.words.gap(their_joints[at])) for at in both]
    grades.append(Grade.TYPOGRAPHY if _spelling(ours) == _spelling(theirs) else Grade.CASE_AND_PUNCTUATION)
    known = [grade for grade in grades if grade is not None]
    return max(known) if len(known) == len(grades) else None


def _between(run: Run, cuts: list[int]) -> list[str]:
    """The text of a run, cut before each of these words."""
    return [Run(run.words, first, last).text for first, last in pairwise([run.first, *cuts, run.last])]


def _spelling(run: Run) -> str:
    spelled = typography.spelled_through_ocr if run.words.through_ocr else typography.spelled
    return "".join(spelled(run.words.word(index)) for index in range(run.first, run.last))


def _joint(words: Words, index: int) -> Grade | None:
    return typography.joint(words.word(index - 1), words.gap(index), words.word(index), words.through_ocr)


def _with_outer_marks(closeness: Grade, place: Run, lead: str, trail: str) -> Match:
    """The match, with the marks around the quotation as far as they stand around the place too."""
    before = _reach(lead, place.words.gap(place.first)[-_MOST_MARKS:], -1)
    after = _reach(trail, place.words.gap(place.last)[:_MOST_MARKS], 1)
    for marks, reach in ((lead, before), (trail, after)):
        if reach is None:
            is_bracket = typography.brackets(marks) > 0
            closeness = max(closeness, Grade.BRACKETED if is_bracket else Grade.CASE_AND_PUNCTUATION)
    start, end = _with_both_brackets(place.words.text, place.start - (before or 0), place.end + (after or 0))
    return Match(closeness, start, end, (place,))


def _with_both_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the other bracket, where it begins or ends within brackets of the source: “t]he court”."""
    opened, closed = text.count("[", start, end), text.count("]", start, end)
    if closed > opened and start and text[start - 1] == "[":
        return start - 1, end
    if opened > closed and text.startswith("]", end):
        return start, end + 1
    return start, end


def _reach(outer: str, gap: str, direction: int) -> int | None:
    """How many characters of a gap, from the place outwards, are the marks `outer`; None if it has others."""
    wanted = typography.folded_gap(outer)
    for size in range(len(gap) + 1):
        if typography.folded_gap(gap[:size] if direction > 0 else gap[len(gap) - size :]) == wanted:
            return size
    return None


def _windows(divided: Divided, text: Words) -> Iterator[Run]:
    """The stretches of the text around each place of the longest part that the other parts may stand in."""
    parts, slots = divided
    longest = max(parts, key=lambda part: len(part.letters))
    # A part may have more words in the text than in the quotation, broken as they may be at the ends of lines.
    reach = sum(slot.most for slot in slots) + 2 * sum(part.last - part.first for part in parts)
    window: Run | None = None
    for place in islice(text.find(longest.letters), _MOST_ANCHORS):
        first, last = max(place.first - reach, 0), min(place.last + reach, len(text))
        if window and first <= window.last:
            first = window.first
        elif window:
            yield window
        window = Run(text, first, last)
    if window:
        yield window


def _chains(divided: Divided, window: Run) -> list[_Chain]:
    """For each place of the last part that a chain of all parts can end in, the shortest such chain."""
    text, parts, slots = window.words, divided.parts, divided.slots
    chains: list[_Chain] = []
    for index, part in enumerate(parts):
        hits = text.find(part.letters, window.first, window.last)
        fitting = [hit for hit in hits if compare(part, hit) is not None]
        if index == 0:
            chains = [(hit,) for hit in fitting if _has_stem(text, slots[0], hit.first - 1)]
        else:
            chains = list(_continued(chains, fitting, slots[index]))
    return [chain for chain in chains if _has_stem(text, slots[-1], chain[-1].last)]


def _continued(chains: list[_Chain], hits: list[Run], slot: Slot) -> Iterator[_Chain]:
    """For each hit that can follow one of the chains, the chain that ends nearest before it, with the hit."""
    ends = [chain[-1].last for chain in chains]
    for hit in hits:
        nearest = bisect_right(ends, hit.first - bool(slot.stem)) - 1
        if nearest >= 0 and _fits(slot, chains[nearest][-1], hit):
            yield (*chains[nearest], hit)


def _fits(slot: Slot, before: Run, after: Run) -> bool:
    count = after.first - before.last
    return count <= slot.most and (not slot.stem or _has_stem(before.words, slot, before.last))


def _has_stem(text: Words, slot: Slot, index: int) -> bool:
    """Whether the word at `index` is one that the slot's stem allows; any word will do if it has none."""
    if not slot.stem:
        return True
    head, tail = slot.stem
    key = text.keys[index] if 0 <= index < len(text) else ""
    return len(key) >= len(head) + len(tail) and key.startswith(head) and key.endswith(tail)


def _innermost(chains: list[_Chain]) -> list[_Chain]:
    """The chains that hold no other: the rest are the same words, begun too early or ended too late."""
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda chain: (-chain[0].first, chain[-1].last)):
        if not kept or chain[-1].last < kept[-1][-1].last:
            kept.append(chain)
    return kept[::-1]


def _match(chain: _Chain, divided: Divided) -> Match:
    grades = [compare(ours, theirs) for ours, theirs in zip(divided.parts, chain, strict=True)]
    is_bracketed = Grade.BRACKETED in grades or any(slot.is_bracket for slot in divided.slots)
    before_first, after_last = divided.slots[0], divided.slots[-1]
    place = Run(chain[0].words, chain[0].first - bool(before_first.stem), chain[-1].last + bool(after_last.stem))
    left_out = tuple(
        before.words.count(before.last, after.first)
        for slot, (before, after) in zip(divided.slots[1:-1], pairwise(chain), strict=True)
        if slot.is_elision
    )
    grade = Grade.BRACKETED if is_bracketed else Grade.ELIDED
    return Match(grade, place.start, place.end, chain, left_out)
