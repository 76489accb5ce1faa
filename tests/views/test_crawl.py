"""Follows every link from the first page on, breadth first: nothing is broken, all HTML is right."""

from collections import deque

import pytest

from tests.views.reading import day_of, inner_links, links_that_lose_the_day, links_to_other_days, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]

OF_EACH_SORT = 4


def sort_of(address):
    """The kind of page, so that a crawl sees some of each: ("cases", "quotes") and whether a filter is set."""
    path, _, query = address.partition("?")
    parts = path.strip("/").split("/")
    return (parts[0], len(parts), *parts[2:], bool(set(query.split("&")) - {"", "as_of=2025-09-30"}))


def crawl(client, start):
    """address → page, for up to OF_EACH_SORT pages of each sort that can be reached; answers of other sorts fail."""
    waiting, via, taken, pages = deque([start]), {start: ""}, {}, {}
    while waiting:
        address = waiting.popleft()
        response = client.get(address)
        if response.status_code == 301:
            continue
        assert response.status_code == 200, f"{address} is {response.status_code}, linked from {via.get(address)}"
        pages[address] = page = read(response)
        for link in inner_links(page, address):
            sort = sort_of(link)
            if link not in via and taken.get(sort, 0) < OF_EACH_SORT:
                via[link] = address
                taken[sort] = taken.get(sort, 0) + 1
                waiting.append(link)
    return pages


SORTS = set(
    "about cases checks compare corrections events filings lanes parties questions quotes report search sources".split()
) | {""}


def test_every_link_of_today_leads_to_a_right_page(client):
    pages = crawl(client, "/")
    assert len(pages) > 100
    assert {address.split("?")[0].strip("/").split("/")[0] for address in pages} == SORTS | {"answers"}


def test_every_link_of_a_past_day_leads_to_a_right_page_of_that_day(client):
    pages = crawl(client, "/?as_of=2025-09-30")
    inside = {address: page for address, page in pages.items() if "as_of=2025-09-30" in address}
    assert len(inside) > 66
    assert {address.split("?")[0].strip("/").split("/")[0] for address in inside} == SORTS
    past = {address: page for address, page in pages.items() if day_of(address)}
    lost = {address: links for address, page in past.items() if (links := links_that_lose_the_day(page, address))}
    assert lost == {}
    earlier = {link for address, page in inside.items() for link in links_to_other_days(page, address)}
    assert {link.split("/")[1] for link in earlier} == {"questions"}
    for link in earlier - pages.keys():
        assert day_of(link) < "2025-09-30", "no turn is told before its day"
        assert client.get(link).status_code == 200, link
