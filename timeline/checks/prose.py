"""Our own words in a record, text by text: what the rules about wording and figures read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline import figures
from timeline.models.record import Record

_FIELDS: dict[str, tuple[str, ...]] = {
    "source": ("note",),
    "party": ("description",),
    "case": ("summary", "status_note"),
    "filing": ("title", "outcome"),
    "event": ("title", "summary"),
    "quote": ("asked",),
    "question": ("question", "note", "argument"),
    "assertion": ("statement",),
}
_ABBREVIATED = re.compile(
    r"(?:\b(?:v|vs|Mr|Mrs|Ms|Dr|Nos?|Dkts?|Docs?|Inc|Corp|Co|Ltd|Jr|Sr|St|Exs?|al|cf|approx|pp?|Cir|Cal|Tex|Rep|Sen)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\s+(?=[A-Z0-9“\"‘(]|[a-z][A-Z])")


@dataclass(frozen=True)
class Passage:
    """One text: where it stands, its words as written, and the same with every quotation blanked out in place."""

    field: str
    written: str
    ours: str


def own_words(record: Record) -> Iterator[Passage]:
    """Every text of the record that we wrote, that of its links to sources last; empty ones are left out."""
    for field in _FIELDS.get(record._meta.model_name or "", ()):
        yield from _passage(field.replace("_", " "), getattr(record, field))
    for reference in record.references.all() if hasattr(record, "references") else ():
        said = getattr(reference, "supports", "") or getattr(reference, "note", "")
        yield from _passage(f"words on {reference.source.slug}", said)


def main_words(record: Record) -> Iterator[Passage]:
    """The texts of the record itself, without what is said of its sources."""
    return (passage for passage in own_words(record) if not passage.field.startswith("words on "))


def sentences(text: str) -> list[str]:
    """The sentences of a text; “v.”, “No.” and initials end none, and xAI begins one."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[: match.start() + 1]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _passage(field: str, text: str) -> Iterator[Passage]:
    if text:
        yield Passage(field, text, figures.outside_quotations(text))
