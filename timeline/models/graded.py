"""A quotation graded against what is held of one source: its whole text where there is one, else passages of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.models.source_text import SourceText
from timeline.wording.grading import Finding, grade
from timeline.wording.held import HeldText


@dataclass(frozen=True)
class Passage:
    """A current text of a source, the whole of it or a part, ready to be searched."""

    row: SourceText
    held: HeldText

    @property
    def said(self) -> str:
        """What a grade depends on: the words, and what was said of how they were got."""
        return f"{self.row.sha256} {self.row.is_ocr} {self.row.is_whole} {self.row.locator}"


def texts_of(sources: Iterable[int]) -> Iterator[tuple[int, list[Passage]]]:
    """Each source with its current texts, one source at a time in memory."""
    with_text = set(SourceText.objects.filter(source__in=list(sources)).values_list("source", flat=True))
    for source in sorted(sources):
        rows = SourceText.objects.current().filter(source=source).order_by("id") if source in with_text else []
        yield source, [Passage(row, HeldText(row.text, row.is_ocr)) for row in rows]


def graded(words: str, texts: list[Passage], locators: set[str]) -> tuple[Finding, list[Passage]]:
    """The finding and the passages it is of: the whole text, else the passages at the pin cite, else all that is held.

    What was transcribed from a document cannot show that the words stand in it where its whole text lacks them.
    """
    whole_text = [passage for passage in texts if passage.row.is_whole]
    if whole_text:
        return _found_in(words, whole_text), whole_text
    pinned = [passage for passage in texts if passage.row.locator in locators]
    found = _found_in(words, pinned)
    return (found, pinned) if found.grade.is_verified else (_found_in(words, texts), texts)


def _found_in(words: str, passages: list[Passage]) -> Finding:
    return grade(words, [passage.held for passage in passages])


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
