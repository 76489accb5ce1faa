"""What comes of a file, and the limits and rules that hold for every text whatever it came from."""

import re
from dataclasses import dataclass

from timeline.vocabulary import Extraction

MOST_BYTES = 10_000_000
MOST_TEXT = 5_000_000  # bytes in UTF-8

# All of Unicode's control characters but line end and tab, and halves of characters, which no database keeps.
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Windows' own signs (“ ” – …) read by a codec that has none of them.
_MISREAD = re.compile("[\x80-\x84\x86-\x9f]")
# UTF-8 read as Windows-1252 and saved so: “â€™” for an apostrophe, “Ã©” for é.
_READ_TWICE = re.compile("â€[™œžŸ“”¦¢˜]|Ã[©¨¼¤¶±³§]")


class ExtractionProblem(ValueError):
    """Why no text was got; the message says it to a researcher."""


@dataclass(frozen=True)
class Extracted:
    """`page_map` has [offset in characters, page] pairs in order, empty where pages are not known.

    `remarks` are what a researcher should know of a text that was got all the same.
    """

    text: str
    page_map: tuple[tuple[int, str], ...]
    extraction: Extraction
    remarks: tuple[str, ...] = ()


def tidied(text: str) -> tuple[str, int]:
    """The text with plain line ends, without control characters, and how many of those were left out."""
    plain, count = _UNPRINTED.subn("", _LINE_ENDS.sub("\n", text))
    return plain.lstrip("\ufeff").strip(), count


def left_out(count: int) -> tuple[str, ...]:
    """The remark on what `tidied` left out."""
    if not count:
        return ()
    return (f"Left out, for they print nothing: {count} control character{'' if count == 1 else 's'}.",)


def refuse_misread(text: str) -> None:
    """Raise ExtractionProblem for a text that no document prints: it is no text, or was read in a wrong encoding."""
    if "\0" in text:
        raise ExtractionProblem("It holds NUL characters: it is no text, or it is UTF-16 without a mark that says so.")
    if found := _MISREAD.search(text):
        raise ExtractionProblem(
            f"It holds U+{ord(found[0]):04X}, which no document prints: it was saved in a wrong encoding. "
            "Save it as UTF-8 from the original."
        )


def misreading(text: str) -> tuple[str, ...]:
    """The remark on a text that looks as if it had been read in a wrong encoding before it came here."""
    found = _READ_TWICE.search(text)
    return (f"“{found[0]}” looks like a letter read in a wrong encoding: compare with the document.",) if found else ()


def refuse_too_large(size: int) -> None:
    if size > MOST_BYTES:
        raise ExtractionProblem("It is larger than 10 MB: add the passages that matter one by one.")


def check_size(text: str, nothing: str) -> None:
    """Raise ExtractionProblem for no words at all (with the message `nothing`) or too many."""
    if not any(letter.isalnum() for letter in text):
        raise ExtractionProblem(nothing)
    if len(text.encode()) > MOST_TEXT:
        raise ExtractionProblem("Its text is longer than 5 MB: add the passages that matter one by one.")
