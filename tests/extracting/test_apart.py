"""Files are read in a process of their own, which has only so much time."""

import pytest

from tests.extracting.pdfs import pdf
from timeline.extracting import ExtractionProblem, extract, extract_file
from timeline.vocabulary import Extraction


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("order.pdf", pdf("“So”.", "Two"), Extraction.PDF),
        ("ORDER.HTM", "<p>“So”.".encode(), Extraction.HTML),
        ("an order.v2.md", b"# So", Extraction.MARKDOWN),
        ("order.txt", "naïve".encode("cp1252"), Extraction.PLAIN_TEXT),
    ],
)
def test_the_same_comes_of_a_file_apart(name, data, kind):
    assert extract_file(name, data) == extract(kind, data)


@pytest.mark.parametrize("name", ["order.docx", "order", ".pdf", "pdf", "order.pdf.exe", "", "order.pdf\0"])
def test_other_files_are_not_read(name):
    with pytest.raises(ExtractionProblem, match=r"Only \.txt, \.md, \.html and \.pdf files are read"):
        extract_file(name, b"So.")


def test_what_is_wrong_is_told_from_there_too():
    with pytest.raises(ExtractionProblem, match="no PDF"):
        extract_file("order.pdf", b"So.")


def test_a_file_made_to_choke_its_reader_is_given_up():
    # Each of these makes Python's own parser look through all the others.
    with pytest.raises(ExtractionProblem, match="more time or memory"):
        extract_file("order.html", b"<p>So.<!--" * 200_000, most_seconds=1)
