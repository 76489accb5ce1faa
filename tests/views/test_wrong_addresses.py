"""What an address asks for and a page does not have is told on every page, with status 400 and nothing listed."""

import datetime

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.views.reading import inner_links, read
from timeline import dates

pytestmark = pytest.mark.django_db

LISTS = ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/", "/checks/"]
RECORDS = ["/events/an-event/", "/events/an-event/words/", "/filings/a-filing/", "/quotes/a-quote/"]
RECORDS += ["/sources/a-source/", "/questions/a-question/", "/cases/a-case/", "/cases/a-case/quotes/"]
RECORDS += ["/parties/a-party/"]
PAGES = [*LISTS, *RECORDS]
ADDED = "utm_source=letter&utm_medium=email&fbclid=1&gclid=2&msclkid=3&mc_cid=4&mc_eid=5&ref=x"


@pytest.fixture(scope="module")
def record(kept):
    case, party = make_case(slug="a-case"), make_party(slug="a-party")
    make_filing(slug="a-filing", case=case)
    event = make_event(slug="an-event", cases=[case], parties=[party], sources=[make_source(slug="a-source")])
    make_quote(slug="a-quote", speaker=party, cases=[case], event=event)
    make_assertion(question=make_question(slug="a-question", cases=[case], events=[event]), made_by_party=party)


@pytest.mark.parametrize("address", PAGES)
def test_a_name_that_is_no_filter_is_told_on_every_page(client, record, address):
    page = read(client.get(f"{address}?zzz=1"), 400)
    assert "“zzz” is no filter of this page." in page.text


@pytest.mark.parametrize("address", PAGES)
def test_names_that_letters_and_searches_add_change_no_page_and_are_on_no_link(client, record, address):
    page = read(client.get(f"{address}?{ADDED}"))
    links = inner_links(page, address)
    assert not [link for link in links for name in ADDED.split("&") if name in link]
    assert links == inner_links(read(client.get(address)), address)


@pytest.mark.parametrize("address", PAGES)
def test_a_day_to_come_is_told_on_every_page_and_today_is_shown(client, record, address):
    today = datetime.date.today()
    page = read(client.get(f"{address}?as_of={today + datetime.timedelta(days=1)}"), 400)
    assert f"is in the future; the last day that can be shown is today, {dates.day_label(today)}." in page.text
    page = read(client.get(f"{address}?as_of=2062-04-30"), 400)
    assert "30 Apr 2062 is in the future" in page.text
    read(client.get(f"{address}?as_of={today}"))
