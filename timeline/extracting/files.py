"""One entry for every kind of file, and for pasted words: what it is, whether it is that, and what it says."""

import re
from pathlib import PurePath

from timeline.extracting.encoded import decode
from timeline.extracting.extracted import (
    Extracted,
    ExtractionProblem,
    check_size,
    left_out,
    misreading,
    refuse_misread,
    refuse_too_large,
    tidied,
)
from timeline.extracting.html import read_html
from timeline.extracting.markdown import read_markdown
from timeline.extracting.pdf import read_pdf
from timeline.vocabulary import Extraction

ENDINGS = {
    ".txt": Extraction.PLAIN_TEXT,
    ".md": Extraction.MARKDOWN,
    ".markdown": Extraction.MARKDOWN,
    ".html": Extraction.HTML,
    ".htm": Extraction.HTML,
    ".pdf": Extraction.PDF,
}
_READERS = {Extraction.PLAIN_TEXT: decode, Extraction.MARKDOWN: read_markdown, Extraction.HTML: read_html}
_PDF_HEAD = 1024  # a PDF may begin with some other bytes
_HTML_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def kind_of(name: str) -> Extraction:
    """From the ending of a file's name. Raises ExtractionProblem for other endings."""
    try:
        return ENDINGS[PurePath(name).suffix.lower()]
    except KeyError:
        raise ExtractionProblem("Only .txt, .md, .html and .pdf files are read.") from None


def extract(kind: Extraction, data: bytes) -> Extracted:
    """The words of a file of this kind. Raises ExtractionProblem with a sentence that says what is wrong."""
    refuse_too_large(len(data))
    _refuse_misnamed(kind, data)
    if kind == Extraction.PDF:
        text, page_map, dropped, remarks = read_pdf(data)
        nothing = "It has no text layer: it is a scan. Run optical character recognition over it first."
    else:
        read, remarks = _READERS[kind](data)
        text, dropped = tidied(read)
        page_map, nothing = (), "It holds no words."
    check_size(text, nothing)
    return Extracted(text, page_map, kind, (*remarks, *left_out(dropped), *misreading(text)))


def pasted(words: str) -> Extracted:
    """As `extract`, for words from a form."""
    refuse_misread(words)
    text, dropped = tidied(words)
    check_size(text, "It holds no words.")
    return Extracted(text, (), Extraction.PASTED, (*left_out(dropped), *misreading(text)))


def _refuse_misnamed(kind: Extraction, data: bytes) -> None:
    is_pdf = b"%PDF-" in data[:_PDF_HEAD]
    if kind == Extraction.PDF and not is_pdf:
        raise ExtractionProblem("It is called .pdf, but it is no PDF.")
    if kind != Extraction.PDF and data.startswith(b"%PDF-"):
        raise ExtractionProblem("It is a PDF: let its name end in .pdf.")
    if kind != Extraction.HTML and _HTML_BEGINS.match(data):
        raise ExtractionProblem("It is an HTML page: let its name end in .html.")
