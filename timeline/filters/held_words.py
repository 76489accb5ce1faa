"""What a page shows of a held text: the places of a quotation and what differs there, within one budget a source."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from timeline.models import QuoteCheck, SourceText
from timeline.models.source_text import LONGEST_PASSAGE
from timeline.vocabulary import Grade

LEAST_AROUND = 16  # characters on each side, below which a place tells nothing
_LONGEST_PIECE = 60

# (source, passage, revision) → text
Texts = dict[tuple[int, str, int], str]


@dataclass(frozen=True)
class Context:
    """The words in the held text of their source, with what stands around them."""

    before: str
    exact: str
    after: str
    locator: str
    revision: int
    start: int
    end: int
    is_replaced: bool  # by a newer text, which may not have them

    @property
    def is_cut(self) -> bool:
        return len(self.exact) < self.end - self.start


@dataclass(frozen=True)
class HeldWords:
    """Of each list only what there is room for; the `hidden_` counts say how much more there is."""

    contexts: list[Context]
    hidden_places: int = 0
    insertions: tuple[str, ...] = ()
    misread: tuple[tuple[str, str], ...] = ()  # (ours, theirs)
    difference: tuple[tuple[str, str], ...] = ()  # (“same”, “ours” or “theirs”, words)
    hidden_words: int = 0
    newest: str = ""  # the text that a waiting check is compared with, which is not that of its places


class _Room:
    """How many characters of a held text may still be shown."""

    def __init__(self, characters: int):
        self.left = characters
        self.refused = 0

    def has(self, words: str) -> bool:
        """Takes the room that the words need, or counts them as refused."""
        if len(words) > self.left:
            self.refused += 1
            return False
        self.left -= len(words)
        return True


def texts_held(checks: list[QuoteCheck]) -> Texts:
    rows = SourceText.objects.filter(source__in={check.source_id for check in checks}) if checks else ()
    return {(row.source_id, row.locator, row.revision): row.text for row in rows}


def held_words(checks: list[QuoteCheck], texts: Texts) -> dict[int, HeldWords]:
    """For each check (primary key) what its source's text tells beyond the quoted words; none for a check without.

    All checks of one source share one budget, for they stand on one page.
    """
    telling = [check for check in checks if _tells_more(check, texts)]
    of_source = Counter(check.source_id for check in telling)
    return {check.pk: _shown(check, texts, LONGEST_PASSAGE // of_source[check.source_id]) for check in telling}


def _tells_more(check: QuoteCheck, texts: Texts) -> bool:
    is_exact = check.grade_shown == Grade.VERBATIM and not check.is_waiting
    return any(not is_exact or len(text) > len(place["quote"]["exact"]) for place, text in _places(check, texts))


def _places(check: QuoteCheck, texts: Texts) -> list[tuple[dict[str, Any], str]]:
    """The accepted places that can be shown, each with its text: a text may be gone, and another have its number."""
    found = []
    for place in check.places:
        text = texts.get((check.source_id, place["passage"], place["revision"]))
        position = place["position"]
        if text is not None and text[position["start"] : position["end"]] == place["quote"]["exact"]:
            found.append((place, text))
    return found


def _shown(check: QuoteCheck, texts: Texts, characters: int) -> HeldWords:
    # Half of the room is for the places, however much differs there.
    room = _Room(characters // 2)
    insertions = tuple(words for words in check.detail.get("insertions", ()) if room.has(f"[{words}]"))
    misread = tuple((ours, theirs) for ours, theirs in check.detail.get("misread", ()) if room.has(theirs))
    pieces = [(kind, _cut(words) if kind == "theirs" else words) for kind, words in check.detail.get("difference", ())]
    difference = tuple(piece if piece[0] != "theirs" or room.has(piece[1]) else ("theirs", "…") for piece in pieces)
    contexts = _contexts(check, texts, characters - (characters // 2 - room.left))
    count = len(check.places) if check.is_waiting else max(check.place_count, len(check.places))
    newest = _newest(check, texts) if check.is_waiting else ""
    return HeldWords(contexts, count - len(contexts), insertions, misread, difference, room.refused, newest)


def _contexts(check: QuoteCheck, texts: Texts, characters: int) -> list[Context]:
    places = _places(check, texts)
    least = max(len(place["quote"]["exact"]) for place, _ in places) + 2 * LEAST_AROUND
    places = places[: max(1, characters // least)]
    return [_context(check, texts, place, text, characters // len(places)) for place, text in places]


def _context(check: QuoteCheck, texts: Texts, place: dict[str, Any], text: str, characters: int) -> Context:
    start, end = place["position"]["start"], place["position"]["end"]
    around = max(0, characters - (end - start)) // 2
    return Context(
        _before(text, start, around),
        text[start:end][:characters],
        _after(text, end, around),
        place["locator"],
        place["revision"],
        start,
        end,
        _is_replaced(check.source_id, place, texts),
    )


def _before(text: str, start: int, around: int) -> str:
    """The whole words among so many characters before the start; parts of one where there is no other."""
    first = max(0, start - around)
    space = re.search(r"\s", text[first - 1 : start]) if first else None
    return text[first - 1 + space.end() : start] if space else text[first:start]


def _after(text: str, end: int, around: int) -> str:
    """The same from the end on."""
    last = end + around
    space = re.search(r"\s\S*$", text[end : last + 1]) if last < len(text) else None
    return text[end : end + space.start()] if space else text[end:last]


def _is_replaced(source: int, place: dict[str, Any], texts: Texts) -> bool:
    passage, revision = place["passage"], place["revision"]
    revisions = [number for of, locator, number in texts if of == source and locator == passage]
    has_whole_text = any(of == source and not locator for of, locator, _ in texts)
    return revision < max(revisions) or bool(passage and has_whole_text)


def _newest(check: QuoteCheck, texts: Texts) -> str:
    """The text that has the places proposed; where none are, only the whole text can be without the words."""
    if check.proposed:
        place = check.proposed[0]
        return text_name(place["passage"], place["revision"])
    revisions = [revision for source, passage, revision in texts if source == check.source_id and not passage]
    return text_name("", max(revisions, default=1))


def text_name(passage: str, revision: int) -> str:
    return f"{passage or 'the whole text'}, revision {revision}"


def _cut(words: str) -> str:
    half = _LONGEST_PIECE // 2
    return words if len(words) <= _LONGEST_PIECE else f"{words[: half - 2]} … {words[-half + 2 :]}"
