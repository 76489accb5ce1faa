"""Reading docket numbers: in addresses, locators, titles and on exhibits."""

import pytest

from timeline.checks.docket_numbers import CourtFile, Place, court_file, exhibit_number, exhibit_of_title, places

RECAP = "https://storage.courtlistener.com/recap/gov.uscourts.cand.433688/gov.uscourts.cand.433688"


@pytest.mark.parametrize(
    ("url", "file"),
    [
        (f"{RECAP}.32.13.pdf", CourtFile("cand", "433688", 32, 13)),
        (f"{RECAP}.121.0_1.pdf", CourtFile("cand", "433688", 121, 0)),
        ("https://www.courtlistener.com/docket/69013420/musk-v-altman/", None),
        ("", None),
    ],
)
def test_the_address_of_a_court_file_names_entry_and_attachment(url, file):
    assert court_file(url) == file


def test_attachment_0_is_the_main_document():
    assert str(court_file(f"{RECAP}.390.0.pdf").place) == "Dkt. 390"
    assert str(court_file(f"{RECAP}.32.13.pdf").place) == "Dkt. 32-13"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Dkt. 32-13", [Place(32, 13)]),
        ("Dkt. No. 32-13, p. 4", [Place(32, 13)]),
        ("Docs. 682-685", [Place(682), Place(683), Place(684), Place(685)]),
        ("Docs. 473, 477", [Place(473), Place(477)]),
        ("#24, #38", [Place(24), Place(38)]),
        ("sources.json #386", [Place(386)]),
        ("docket entry 392", [Place(392)]),
        ("p. 2 (citing Dkt. 392)", [Place(392)]),
        ("MDL ECF 1682", [Place(1682)]),
        ("PX 112A; 043026TT.txt:3830-4322", []),
        ("pp. 1-4", []),
        ("docket text", []),
        ("", []),
    ],
)
def test_numbers_are_read_from_locators_and_titles(text, read):
    assert places(text) == read


@pytest.mark.parametrize(
    ("label", "number"),
    [("Ex. 12", 12), ("Exhibit B", 2), ("12", 12), ("A", 1), ("PX 17", None), ("DX-1025", None), ("", None)],
)
def test_the_order_of_exhibits_is_that_of_their_labels(label, number):
    assert exhibit_number(label) == number


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Exhibit 12 to First Amended Complaint: email of 28 August 2017", 12),
        ("Email of 28 August 2017 (Ex. 12)", 12),
        ("Declaration listing exhibits to the First Amended Complaint (Dkt. 32-1)", None),
        ("Complaint with 26 exhibits", None),
    ],
)
def test_a_title_says_which_exhibit_a_document_is(title, number):
    assert exhibit_of_title(title) == number


def test_an_entry_as_a_whole_takes_in_its_attachments():
    assert Place(32).may_be(Place(32, 13))
    assert not Place(32, 13).may_be(Place(32, 12))
    assert not Place(32).may_be(Place(33))
