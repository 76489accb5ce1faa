"""A quotation graded against what is held of one source: its whole text where there is one, else passages of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from timeline.models.source_text import SourceText
from timeline.wording.grading import Finding, Meant, grade
from timeline.wording.held import HeldText
from timeline.wording.pins import names


@dataclass(frozen=True)
class Passage:
    """A current text of a source, the whole of it or a part, ready to be searched."""

    row: SourceText
    held: HeldText

    @cached_property
    def said(self) -> str:
        """What a grade depends on: the words, and what was said of how they were got and where they stand."""
        return f"{self.row.sha256} {self.row.is_ocr} {self.row.is_whole} {self.row.locator} {self.row.page_map}"


def texts_of(sources: Iterable[int]) -> Iterator[tuple[int, list[Passage]]]:
    """Each source with its current texts, one source at a time in memory."""
    with_text = set(SourceText.objects.filter(source__in=list(sources)).values_list("source", flat=True))
    for source in sorted(sources):
        rows = SourceText.objects.current().filter(source=source).order_by("id") if source in with_text else []
        yield source, [Passage(row, HeldText(row.text, row.is_ocr)) for row in rows]


def graded(words: str, texts: list[Passage], locators: set[str]) -> tuple[Finding, list[Passage]]:
    """The finding and the passages it is of: the whole text, else the passages at the pin cite, else all that is held.

    What was transcribed from a document cannot show that the words stand in it where its whole text lacks them;
    at the pin cite it shows which place in the whole text is meant, as the text's own pages do.
    """
    pinned = [passage for passage in texts if passage.row.locator and passage.row.locator in locators]
    for whole in texts:
        if whole.row.is_whole:
            return grade(words, [whole.held], _pinned_in(whole, locators, pinned)), [whole]
    found = _found_in(words, pinned)
    return (found, pinned) if found.grade.is_verified else (_found_in(words, texts), texts)


def _found_in(words: str, passages: list[Passage]) -> Finding:
    return grade(words, [passage.held for passage in passages])


def _pinned_in(whole: Passage, locators: set[str], pinned: list[Passage]) -> Meant:
    """Whether a place in the whole text is on a page that is cited, or in a passage from there."""

    @cache
    def spans() -> list[tuple[int, int]]:
        found = [grade(passage.row.text, [whole.held]) for passage in pinned]
        return [(place.start, place.end) for one in found if one.closeness.is_verified for place in one.places]

    def is_pinned(_: int, start: int, end: int) -> bool:
        on_pages = whole.row.pages_of(start, end)
        if any(names(locator, page) for locator in locators for page in on_pages):
            return True
        return any(first < end and start < last for first, last in spans())

    return is_pinned


def have_only_words(finding: Finding, passages: list[Passage]) -> bool:
    """Whether the words stand only in passages that have no others: what was transcribed is compared with itself."""
    texts = [(place, passages[place.passage].row) for place in finding.places]
    stands = finding.closeness.is_verified and bool(texts)
    return stands and not any(row.is_whole or _has_words_around(place, row.text) for place, row in texts)


def _has_words_around(place, text: str) -> bool:
    return any(map(str.isalnum, text[: place.start] + text[place.end :]))


def place_of(place, row: SourceText) -> dict[str, Any]:
    """As W3C's Web Annotation model has it: a TextQuoteSelector and a TextPositionSelector in one revision."""
    return {
        "locator": row.page_at(place.start),
        "passage": row.locator,
        "revision": row.revision,
        "quote": {"type": "TextQuoteSelector", "exact": place.exact, "prefix": place.prefix, "suffix": place.suffix},
        "position": {"type": "TextPositionSelector", "start": place.start, "end": place.end},
    }
