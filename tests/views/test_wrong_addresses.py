"""What an address asks for and a page does not have is told on every page, with status 400 and nothing listed."""

import datetime

import pytest
from django.test import Client

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
LISTS += ["/lanes/", "/compare/"]
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


@pytest.mark.parametrize("address", [address for address in PAGES if address not in ("/about/", "/checks/")])
def test_a_wrong_day_stands_in_its_field_as_typed(client, record, address):
    page = read(client.get(f"{address}?as_of=foo"), 400)
    (field,) = [values for values in page.inputs if values.get("id") == "as_of"]
    assert (field["value"], field["type"]) == ("foo", "text"), "a browser empties a date field that holds no date"
    assert "“foo” is no single day; write 2026-04-30." in page.text


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


OTHERS = ["/healthz", "/robots.txt", "/sitemap.xml", "/favicon.ico"]
ALLOWED = "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", [*PAGES, *OTHERS])
def test_a_public_page_is_only_read_and_says_so(record, address, method):
    response = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert response.headers["Allow"] == ALLOWED
    assert "Content-Security-Policy" in response.headers
    page = read(response, 405)
    assert page.h1 == ["Pages of this site are only read"]
    assert "AI Dispute Timeline" in page.text
    assert response.cookies == {}


@pytest.mark.parametrize("address", [*PAGES, *OTHERS])
def test_which_methods_there_are_is_told_without_a_page(client, record, address):
    response = client.options(address)
    assert (response.status_code, response.headers["Allow"], response.content) == (200, ALLOWED, b"")
    assert response.headers["Content-Length"] == "0"


@pytest.mark.parametrize("address", PAGES)
def test_a_head_is_that_of_the_page(client, record, address):
    head, page = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == page.headers["Content-Type"]


def test_an_address_that_is_none_is_not_found_whatever_the_method(client):
    assert client.post("/nowhere/").status_code == 404


def test_the_desk_takes_forms_and_refuses_those_without_its_token(client):
    assert "Allow" not in client.post("/admin/login/", {"username": "x", "password": "y"}).headers
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403
