"""The docket of a case: by day, within a day by entry and attachment, in pages that agree with the whole."""

import pytest
from django.http import QueryDict

from tests.making import make_case, make_filing, make_party, make_source
from tests.views.reading import read
from timeline.filters.case_page import CasePage
from timeline.filters.paging import PAGE_SIZE
from timeline.models import Filing

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_case(slug="case")


def entries(query=""):
    """The numbers of all pages of the docket, in order, without “Dkt. ”."""
    labels, after = [], ""
    while True:
        page = CasePage(QueryDict(f"{query}&after={after}" if after else query), "case", "docket").page
        labels += [filing.docket_label.removeprefix("Dkt. ") for filing in page.rows]
        after = page.next
        if not after:
            return labels


def test_entries_of_one_day_stand_by_number_then_attachment_and_those_without_number_last(case):
    make_filing("2024-03-02", case=case, docket_entry_number=5)
    for number, attachment in ((None, None), (65, 2), (65, None), (64, None), (65, 10), (None, None), (7, None)):
        make_filing("2024-03-01", case=case, docket_entry_number=number, attachment_number=attachment)
    oldest_first = ["7", "64", "65", "65-2", "65-10", "", "", "5"]
    assert entries() == oldest_first
    assert entries("order=oldest") == oldest_first
    assert entries("order=newest") == oldest_first[::-1]


def test_pages_give_every_entry_of_a_day_once_in_its_order(case):
    source = make_source("2024-03-01")
    numbers = [*range(2 * PAGE_SIZE, 0, -1), *[None] * PAGE_SIZE]
    filings = [
        Filing(slug=f"f{n}", title="T", kind="order", date="2024-03-01", case=case, docket_entry_number=number)
        for n, number in enumerate(numbers)
    ]
    for filing in Filing.objects.bulk_create(filings):
        filing.references.create(source=source)
    Filing.objects.update(workflow="published")
    found = entries()
    assert found == [*map(str, range(1, 2 * PAGE_SIZE + 1)), *[""] * PAGE_SIZE]
    assert entries("order=newest") == found[::-1]


def test_the_docket_says_in_which_order_it_stands(case, client):
    make_filing("2024-03-01", case=case)
    assert f"Docket of {case.short_name}, oldest first" in read(client.get("/cases/case/")).text
    assert f"Docket of {case.short_name}, newest first" in read(client.get("/cases/case/?order=newest")).text


def test_a_docket_is_sorted_and_narrowed_by_provenance_in_pages(case, client):
    one, other = make_source(), make_source()
    make_filing("2024-03-02", [one], case=case, docket_entry_number=1)
    make_filing("2024-03-01", [one, other], case=case, docket_entry_number=2)
    for number in range(3, PAGE_SIZE + 9):
        make_filing("2024-03-05", [one], case=case, docket_entry_number=number)
    strongest = entries("order=strongest")
    assert (strongest[0], len(set(strongest))) == ("2", PAGE_SIZE + 8)
    assert entries("order=weakest") == strongest[::-1]
    assert entries("score=20") == ["2"]
    assert "score=20" in client.get("/cases/case/").content.decode()
    assert "provenance 30" in read(client.get("/cases/case/?order=strongest")).text
    assert client.get("/cases/case/?score=81").status_code == 400


def test_rows_without_a_score_have_no_such_order(client):
    make_party(slug="party")
    for query in ("order=weakest", "score=20"):
        page = read(client.get(f"/parties/party/roles/?{query}"), 400)
        assert "These rows have no provenance score" in page.text
    assert client.get("/parties/party/quotes/?order=weakest").status_code == 200
