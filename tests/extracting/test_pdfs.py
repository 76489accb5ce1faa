"""PDFs: the text layer with its pages, or one sentence on what is wrong with the file."""

import zlib

import pytest

from tests.extracting.pdfs import locked, pdf
from timeline.extracting import ExtractionProblem, extract
from timeline.vocabulary import Extraction

GOOD = pdf("The first page\nsays “so”.", "", "The last.")
FLATE = b"/Filter /FlateDecode"


def bomb(rounds=1):
    content = b"BT " + b" " * 200_000_000 + b" ET"
    for _ in range(rounds):
        content = zlib.compress(content, 9)
    return content


def test_the_text_layer_is_read_page_by_page():
    got = extract(Extraction.PDF, GOOD)
    assert got.text == "The first page\nsays “so”.\nThe last."
    assert got.page_map == ((0, "p. 1"), (26, "p. 3"))
    assert got.text[26:] == "The last."
    assert got.remarks == ("Without text: page 2 (blank, or only a picture).",)


def test_a_file_that_only_forbids_printing_is_read():
    assert extract(Extraction.PDF, locked(GOOD, key="")).text == extract(Extraction.PDF, GOOD).text


def test_control_characters_of_a_font_are_left_out_and_pages_stay_right():
    got = extract(Extraction.PDF, pdf("a\x01b\x02", "c"))
    assert (got.text, got.page_map) == ("ab\nc", ((0, "p. 1"), (3, "p. 2")))
    assert "2 control characters" in got.remarks[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf("", ""), "It has no text layer"),
        (locked(GOOD), "It is locked"),
        (GOOD[:300], "This PDF is broken"),
        (b"%PDF-1.7\n" + b"\xff\0" * 500, "This PDF is broken"),
        (b"%PDF-", "This PDF is broken"),
        (GOOD.replace(b"/Kids [4 0 R", b"/Kids [2 0 R"), "broken"),
        (pdf(), "It has no text layer"),
        (pdf("a", (FLATE, bomb())), "Page 2 of this PDF unpacks to more than any real one would."),
        (pdf((b"/Filter [/FlateDecode /FlateDecode]", bomb(2))), "Page 1 of this PDF unpacks to more"),
        (pdf((b"", b"[" * 100_000)), "It has no text layer"),
        (pdf((FLATE, b"no zlib")), "It has no text layer"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(data, message):
    with pytest.raises(ExtractionProblem) as problem:
        extract(Extraction.PDF, data)
    assert message in str(problem.value)
