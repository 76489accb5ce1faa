"""The rule on docket numbers: of a filing, of the court file it rests on, of the exhibits beside it."""

import pytest

from tests.checks.linting import abouts, found, levels, make_court_file, make_court_paper
from tests.making import make_case, make_event, make_filing, make_source
from timeline.models import EventReference, Filing, FilingReference, Source
from timeline.vocabulary import FilingKind, Level, SourceKind

pytestmark = pytest.mark.django_db

RULE = "docket-numbers"
EXHIBIT_1 = "Exhibit 1 to First Amended Complaint: emails of 25 May 2015 (Dkt. 32-2)"
EXHIBIT_12 = "Exhibit 12 to First Amended Complaint: email of 28 August 2017"
EXHIBIT_13 = "Exhibit 13 to First Amended Complaint: emails of 20-21 September 2017 (Dkt. 32-14)"


@pytest.fixture
def case():
    return make_case(docket_number="4:24-cv-04722")


@pytest.fixture
def files():
    """The exhibits of entry 32 as they are: attached behind a declaration, so that the numbers are one apart."""
    return {
        1: make_court_file(32, 2, title=EXHIBIT_1),
        12: make_court_file(32, 13, title=EXHIBIT_12, note="Text extraction of Dkt. 32-13."),
        13: make_court_file(32, 14, title=EXHIBIT_13),
    }


def make_exhibit(case, number, attachment, source, entry=32):
    values = {"docket_entry_number": entry, "attachment_number": attachment, "exhibit_label": f"Ex. {number}"}
    return make_filing("2024-03-04", case=case, kind=FilingKind.EXHIBIT, sources=[source], **values)


def cite(filing, source, locator=""):
    FilingReference.objects.create(filing=filing, source=source, locator=locator)


def test_exhibits_attached_behind_a_declaration_are_right(case, files):
    filings = [make_exhibit(case, number, number + 1, source) for number, source in files.items()]
    declaration = make_court_file(32, 1, title="Declaration listing exhibits (Dkt. 32-1)")
    cite(filings[0], declaration)
    assert [found(record, RULE) for record in (*filings, *files.values(), declaration)] == [[]] * 7


def test_two_swapped_attachments_are_errors_in_both_filings(case, files):
    twelfth = make_exhibit(case, 12, 14, files[12])
    thirteenth = make_exhibit(case, 13, 13, files[13])
    assert levels(twelfth, RULE) + levels(thirteenth, RULE) == [Level.ERROR, Level.ERROR]
    assert abouts(twelfth, RULE) + abouts(thirteenth, RULE) == [files[12].slug, files[13].slug]


def test_two_swapped_attachments_are_errors_in_both_filings_without_their_files(case):
    docket = make_source(kind=SourceKind.DOCKET)
    twelfth, thirteenth = make_exhibit(case, 12, 14, docket), make_exhibit(case, 13, 13, docket)
    assert levels(twelfth, RULE) + levels(thirteenth, RULE) == [Level.ERROR, Level.ERROR]
    assert abouts(twelfth, RULE) + abouts(thirteenth, RULE) == [thirteenth.slug, twelfth.slug]


def test_swapped_addresses_are_errors_in_both_sources(files):
    Source.objects.filter(pk=files[12].pk).update(url=files[13].url)
    Source.objects.filter(pk=files[13].pk).update(url=files[12].url)
    assert levels(files[12], RULE) == [Level.WARNING, Level.ERROR]
    assert [finding.message for finding in found(files[13], RULE)] == [
        "The title says Dkt. 32-14, the address Dkt. 32-13.",
        f"Exhibit 13 is attachment 13, but exhibit 12 of the same entry ({files[12].slug}) is attachment 14.",
    ]


def test_an_attachment_with_the_number_of_the_exhibit_is_an_error_against_its_file(case, files):
    (finding,) = found(make_exhibit(case, 12, 12, files[12]), RULE)[:1]
    assert (finding.level, finding.about) == (Level.ERROR, files[12].slug)
    assert finding.message == f"“{EXHIBIT_12}” is Dkt. 32-13; the filing says Dkt. 32-12."


def test_an_attachment_with_the_number_of_another_exhibit_is_told_from_the_filings_alone(case):
    docket = make_source(kind=SourceKind.DOCKET)
    make_exhibit(case, 1, 2, docket)
    make_exhibit(case, 13, 14, docket)
    assert levels(make_exhibit(case, 12, 12, docket), RULE) == [Level.WARNING]
    assert levels(make_exhibit(case, 14, 11, docket), RULE) == [Level.ERROR, Level.ERROR]


def test_an_exhibit_of_another_number_in_the_same_place_is_an_error(case, files):
    filing = make_exhibit(case, 11, 13, files[12])
    assert f"Dkt. 32-13 is “{EXHIBIT_12}”; the filing says Ex. 11." in [f.message for f in found(filing, RULE)]


def test_an_attachment_that_rests_on_another_exhibit_alone_is_an_error(case, files):
    filing = make_filing("2024", case=case, docket_entry_number=32, attachment_number=13, sources=[files[13]])
    assert (abouts(filing, RULE), levels(filing, RULE)) == ([files[13].slug], [Level.ERROR])


def test_a_wrong_entry_is_an_error_against_the_file_of_that_day(case):
    order = make_court_file(121, suffix="_1", published="2025-03-04")
    wrong = make_filing("2025-03-04", case=case, docket_entry_number=112, sources=[order])
    assert (abouts(wrong, RULE), levels(wrong, RULE)) == ([order.slug], [Level.ERROR])
    Filing.objects.filter(pk=wrong.pk).update(docket_entry_number=121)
    assert not found(wrong, RULE)


def test_two_orders_with_swapped_entries_are_told_by_their_titles(case):
    first = make_court_file(163, published="2025-05", title="Order Granting in Part Motions to Dismiss (Dkt. 163)")
    second = make_court_file(228, published="2025-05", title="Order Denying Motion to Dismiss Counterclaims (Dkt. 228)")
    titles = "Order granting in part motions to dismiss", "Order denying motion to dismiss counterclaims"
    one = make_filing("2025-05", case=case, title=titles[0], docket_entry_number=228, sources=[first])
    other = make_filing("2025-05", case=case, title=titles[1], docket_entry_number=163, sources=[second])
    assert (abouts(one, RULE), abouts(other, RULE)) == ([first.slug], [second.slug])


def test_an_order_that_speaks_of_an_earlier_motion_is_none(case):
    order = make_court_file(121, published="2025-03-04", title="Order Denying Motion for an Injunction (Dkt. 121)")
    make_filing("2025-03-04", case=case, docket_entry_number=121, sources=[order])
    title = "Motion for an injunction"
    motion = make_filing("2024-11-29", case=case, title=title, docket_entry_number=46, sources=[])
    cite(motion, order, "p. 1 n.1")
    assert not found(motion, RULE)


@pytest.mark.parametrize("locator", ["#390", "Dkt. 390", "Docs. 389, 391", "sources.json #39"])
def test_a_locator_that_names_other_entries_is_an_error(case, locator):
    filing = make_filing(case=case, docket_entry_number=39, sources=[])
    docket = make_source(kind=SourceKind.DOCKET, title="Docket index (entries 1 to 496)")
    cite(filing, docket, locator)
    expected = [] if locator == "sources.json #39" else [docket.slug]
    assert abouts(filing, RULE) == expected


def test_a_locator_that_names_another_attachment_is_an_error_and_one_that_names_the_entry_is_none(case):
    opinion = make_court_paper("Memorandum Opinion", published="2024")
    wrong = make_filing(case=case, docket_entry_number=362, attachment_number=3, sources=[])
    right = make_filing(case=case, docket_entry_number=362, sources=[])
    cite(wrong, opinion, "Dkt. 362-2")
    cite(right, opinion, "Dkt. 362-3, p. 2")
    assert (levels(wrong, RULE), found(right, RULE)) == ([Level.ERROR], [])


def test_a_locator_with_a_page_may_name_the_paper_it_stands_in_and_a_bare_number_may_not(case):
    order = make_court_file(121, title="Order (Dkt. 121)", published="2025-03-04")
    motion = make_filing("2024-11-29", case=case, docket_entry_number=46, sources=[])
    cite(motion, order, "Dkt. 121, p. 3")
    assert not found(motion, RULE)
    cite(motion, make_court_file(122, title="Order (Dkt. 122)", published="2025-03-05"), "Dkt. 122")
    assert levels(motion, RULE) == [Level.ERROR]


def test_the_title_of_a_court_file_fits_its_address():
    assert not found(make_court_file(228, title="Order on Motions on Dkt. 170 and 180 (Dkt. 228)"), RULE)
    assert levels(make_court_file(228, title="Order on Motions (Dkt. 282)"), RULE) == [Level.ERROR]
    assert levels(make_court_file(32, 13, note="Text extraction of Dkt. 32-14."), RULE) == [Level.WARNING]


def test_a_locator_of_any_record_fits_the_file_it_is_of():
    file = make_court_file(32, 13)
    event = make_event(sources=[])
    EventReference.objects.create(event=event, source=file, locator="Dkt. 32-12")
    assert (abouts(event, RULE), levels(event, RULE)) == ([file.slug], [Level.WARNING])
    EventReference.objects.update(locator="Dkt. 32-13, citing Dkt. 1")
    assert not found(event, RULE)


def test_a_filing_without_an_entry_number_has_none_to_be_wrong(case):
    assert not found(make_filing(case=case, sources=[make_court_file(121)]), RULE)
