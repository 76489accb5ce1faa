"""What htmx is given: the part of the page that it asked for, never more; the whole page when history is restored."""

import re

import pytest

from tests.making import make_case, make_event, make_filing, make_party, make_question, make_quote, make_source
from tests.views.reading import read
from timeline.filters.paging import PAGE_SIZE

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
RESTORE = {**HTMX, "HX-History-Restore-Request": "true"}
LISTS = ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/"]


@pytest.fixture(scope="module")
def record(kept):
    """Of every sort one more than a page holds."""
    source, party, case = make_source(), make_party(slug="a-party"), make_case(slug="a-case")
    for _ in range(PAGE_SIZE + 1):
        make_event(sources=[source], cases=[case], parties=[party])
        make_filing(sources=[source], case=case)
        make_quote(sources=[source], speaker=party, cases=[case])
        make_question(cases=[case])
        make_party(sources=[source])
        make_case(sources=[make_source()])


def part_of(html, name):
    """What stands in the element of this id, words and addresses, however it is set."""
    found = re.search(rf'<(\w+)[^>]*id="{name}".*?</\1>', html, re.DOTALL).group()
    return re.sub(r"\s+", " ", found.replace(' hx-swap-oob="true"', "")).replace("> <", "><")


def more_of(page):
    """The address behind “Show more”."""
    found = [link for link in page.links if "after=" in link]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("address", LISTS)
def test_a_changed_filter_gives_the_view_alone_and_its_address_for_the_bar(client, record, address):
    response = client.get(f"{address}?since=&until=&case=a-case&utm_source=x", headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in html
    assert "<main" not in html
    assert 'id="view"' not in html
    assert 'id="filters"' in html
    assert 'id="results"' in html
    assert response.headers["HX-Push-Url"] == f"{address}?case=a-case"
    whole = client.get(f"{address}?since=&until=&case=a-case&utm_source=x").content.decode()
    view, frame, _ = html.partition('<a class="brand"')
    assert view.strip() in whole
    assert frame


@pytest.mark.parametrize("address", LISTS)
def test_links_around_the_view_come_along_with_its_day(client, record, address):
    changed = client.get(f"{address}?as_of=2024-06-01", headers=HTMX).content.decode()
    whole = client.get(f"{address}?as_of=2024-06-01").content.decode()
    for name in ("brand", "site-nav", "site-about", "search-day", "search-link"):
        part = part_of(changed, name)
        assert "2024-06-01" in part, name
        assert part == part_of(whole, name), name


@pytest.mark.parametrize("address", LISTS)
def test_history_is_restored_with_the_whole_page(client, record, address):
    response = client.get(f"{address}?case=a-case", headers=RESTORE)
    assert "<html" in response.content.decode()
    assert response.content == client.get(f"{address}?case=a-case").content


@pytest.mark.parametrize("address", LISTS)
def test_more_gives_rows_alone_and_leaves_the_address_bar(client, record, address):
    more = more_of(read(client.get(address)))
    response = client.get(f"{address}{more}", headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    for part in ("<html", "<form", 'id="results"', 'id="filters"', "results__head"):
        assert part not in html
    assert "HX-Push-Url" not in response.headers
    assert "<li" in html


@pytest.mark.parametrize(
    "address",
    [
        "/cases/a-case/",
        *(f"/cases/a-case/{tab}/" for tab in ("timeline", "quotes", "contested")),
        "/parties/a-party/",
        "/parties/a-party/quotes/",
    ],
)
def test_more_of_a_tab_gives_rows_alone(client, record, address):
    page = read(client.get(address))
    response = client.get(f"{address}{more_of(page)}", headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 200
    for part in ("<html", "<h1", "<form", 'class="tabs"'):
        assert part not in html
    assert "after=" not in html, "the second page is the last one"


def test_more_without_javascript_is_a_page_with_the_rest_and_a_way_back(client, record):
    for address in [*LISTS, "/cases/a-case/timeline/"]:
        first = read(client.get(f"{address}?since=2020" if address in LISTS[:1] else address))
        page = read(client.get(f"{address}{more_of(first)}"))
        assert "Back to the first page" in page.text, address
        assert len(page.h1) == 1


def test_answers_vary_by_what_htmx_asks(client, record):
    for headers in ({}, HTMX, RESTORE):
        for address in ("/", "/cases/a-case/", "/events/no-such/", "/?kind=gossip"):
            assert "HX-Request" in client.get(address, headers=headers).headers["Vary"], address
    assert client.get("/").headers["ETag"] != client.get("/", headers=HTMX).headers["ETag"]


@pytest.mark.parametrize("address", LISTS)
def test_a_wrong_filter_gives_the_message_in_place_of_the_list(client, record, address):
    response = client.get(f"{address}?kind=gossip", headers=HTMX)
    html = response.content.decode()
    assert response.status_code == 400
    assert "<html" not in html
    assert "gossip" in html
    assert 'id="filters"' in html


@pytest.mark.parametrize(
    "address",
    [
        *(f"{address}?after=zzz" for address in LISTS),
        "/cases/a-case/?after=zzz",
        "/parties/a-party/quotes/?after=zzz",
        "/cases/a-case/?as_of=2000-01-01",
        "/cases/no-such-case/?after=zzz",
        "/no/such/page",
    ],
)
def test_what_goes_wrong_is_told_in_few_words_since_it_stands_in_the_middle_of_a_page(client, record, address):
    response = client.get(address, headers=HTMX)
    assert response.status_code in (400, 404)
    assert b"<html" not in response.content
    assert 0 < len(response.content) < 20_000
