"""The text layer of a PDF, page by page."""

import io
import logging
from collections.abc import Iterator

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

from timeline.extracting.extracted import ExtractionProblem, tidied

MOST_PAGES = 3000
# What a page of a real document never needs, and a file made to choke its readers does.
_MOST_UNPACKED = 30_000_000
_LIMITS = Configuration(
    zlib_maximum_output_length=_MOST_UNPACKED,
    lzw_maximum_output_length=_MOST_UNPACKED,
    run_length_maximum_output_length=_MOST_UNPACKED,
    array_based_stream_maximum_output_length=_MOST_UNPACKED,
    stream_decoding_work_maximum_length=2 * _MOST_UNPACKED,
)
# It tells every oddity of every file; what matters is raised.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> tuple[str, tuple[tuple[int, str], ...], int, tuple[str, ...]]:
    """The text, its page map, how many control characters were left out, and remarks."""
    parts: list[str] = []
    page_map: list[tuple[int, str]] = []
    empty: list[int] = []
    at = dropped = 0
    for number, page in enumerate(_pages(data), 1):
        text, count = tidied(page)
        dropped += count
        if not text:
            empty.append(number)
            continue
        page_map.append((at, f"p. {number}"))
        parts.append(text)
        at += len(text) + 1
    return "\n".join(parts), tuple(page_map), dropped, _without_text(empty) if parts else ()


def _pages(data: bytes) -> Iterator[str]:
    number = 0
    with apply_configuration(_LIMITS):
        try:
            reader = PdfReader(io.BytesIO(data))
            count = len(reader.pages)
            if count > MOST_PAGES:
                raise ExtractionProblem(f"It has more than {MOST_PAGES} pages: add it in parts.")
            for number in range(1, count + 1):
                yield reader.pages[number - 1].extract_text()
        except ExtractionProblem:
            raise
        except (FileNotDecryptedError, DependencyError):
            raise ExtractionProblem("It is locked (encrypted): save a copy without a password.") from None
        except (LimitReachedError, MemoryError):
            raise ExtractionProblem(f"{_place(number)} unpacks to more than any real one would.") from None
        except Exception as problem:
            # pypdf raises whatever a broken file makes Python raise, and says so in its documentation.
            raise ExtractionProblem(f"{_place(number)} is broken and cannot be read.") from problem


def _place(number: int) -> str:
    return f"Page {number} of this PDF" if number else "This PDF"


def _without_text(numbers: list[int]) -> tuple[str, ...]:
    if not numbers:
        return ()
    told = ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")
    return (f"Without text: page{'s' if len(numbers) > 1 else ''} {told} (blank, or only a picture).",)
