"""Plain text and pasted words: read as they are encoded, or refused with a reason; never turned into other letters."""

import pytest

from timeline.extracting import ExtractionProblem, extract, pasted
from timeline.extracting.extracted import MOST_BYTES, MOST_TEXT
from timeline.vocabulary import Extraction

WORDS = "Musk said “no”: naïve — § 12."


def read(data, kind=Extraction.PLAIN_TEXT):
    return extract(kind, data)


def refusal(data, kind=Extraction.PLAIN_TEXT):
    with pytest.raises(ExtractionProblem) as problem:
        extract(kind, data)
    return str(problem.value)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_in_every_form_that_says_so(codec):
    assert read(WORDS.encode(codec)) == read(WORDS.encode())
    assert read(WORDS.encode()).text == WORDS
    assert read(WORDS.encode()).remarks == ()


def test_windows_1252_is_read_with_a_remark():
    got = read(WORDS.encode("cp1252"))
    assert got.text == WORDS
    assert "read as Windows-1252" in got.remarks[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Суд отклонил ходатайство.".encode("cp1251"), "its encoding cannot be told"),
        ("裁判所は申し立てを却下した。".encode("shift_jis"), "UTF-8"),
        (WORDS.encode().replace(b"na", b"\xff"), "damaged at byte 21"),
        (WORDS.encode("utf-16-le"), "NUL"),
        (b"It was\x81so.", "Windows-1252"),
        ("It was \x93so\x94.".encode(), "U+0093"),
        (b"\xff\xfea", "not UTF-16"),
        (b"PK\x03\x04\0\0\0", "NUL"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(data, message):
    assert message in refusal(data)


def test_a_text_that_was_read_wrongly_before_is_remarked_on():
    assert "wrong encoding" in pasted("It isnâ€™t so.").remarks[0]
    assert pasted("“Ça va” — it isn’t so.").remarks == ()


def test_line_ends_are_plain_and_what_prints_nothing_is_left_out_and_told():
    got = read("\ufeff\n\nOne\r\nTwo\rThree\x0cFour\x07\x1b five\t6\n\n".encode())
    assert got.text == "One\nTwo\nThree\nFour five\t6"
    assert got.remarks == ("Left out, for they print nothing: 2 control characters.",)
    assert pasted("One\r\nTwo \ud800").text == "One\nTwo"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"... - !", "\ufeff".encode()])
def test_a_text_without_words_is_none(data):
    assert refusal(data) == "It holds no words."
    with pytest.raises(ExtractionProblem):
        pasted(data.decode())


def test_there_is_a_limit_to_files_and_to_texts():
    assert "10 MB" in refusal(b"a" * (MOST_BYTES + 1))
    assert "5 MB" in refusal("é".encode() * (MOST_TEXT // 2 + 1))
    assert len(read(b"a" * MOST_TEXT).text) == MOST_TEXT


def test_a_file_is_what_it_is_called():
    assert refusal(b"%PDF-1.4 ...") == "It is a PDF: let its name end in .pdf."
    assert refusal(b" <!DOCTYPE html><p>So.") == "It is an HTML page: let its name end in .html."
    assert refusal(b"So.", Extraction.PDF) == "It is called .pdf, but it is no PDF."


def test_words_that_look_like_markup_stay_as_they_are_in_a_plain_text():
    assert read(b"He wrote <b>no</b> &amp; *left*.").text == "He wrote <b>no</b> &amp; *left*."
