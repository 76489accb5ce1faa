"""The tab of events of a case and of a party answers from the held timeline what the database answers."""

import pytest
from django.http import QueryDict

from timeline.filters import held, holding, paging
from timeline.filters.case_page import CasePage
from timeline.filters.held import HeldList
from timeline.filters.party_page import PartyPage
from timeline.filters.timeline import TimelineFilters
from timeline.models import Case, Party

pytestmark = pytest.mark.django_db

ASKED = ["", "order=oldest", "order=newest", "score=40&score=60", "score=80&order=oldest", "order=strongest"]


@pytest.fixture(scope="module")
def timeline(whole_record):
    return HeldList.read(TimelineFilters, "a version")


@pytest.fixture
def page_of(timeline, monkeypatch, settings):
    """A record's tab of events, answered from memory or by the database."""
    settings.HOLD_LISTS = True
    monkeypatch.setattr(holding, "_lists", {TimelineFilters: timeline})

    def of(kind, slug, query, is_held):
        page = kind(QueryDict(query), slug, "timeline")
        page.version = "a version" if is_held else None
        assert page.problems == []
        return page

    return of


def told(page):
    return [(tab.name, tab.count) for tab in page.tabs], page.event_keys, page.page.next


@pytest.mark.parametrize("query", ASKED)
@pytest.mark.parametrize(("kind", "model"), [(CasePage, Case), (PartyPage, Party)])
def test_counts_and_pages_are_those_of_the_database(page_of, monkeypatch, kind, model, query):
    monkeypatch.setattr(held, "PAGE_SIZE", 7)
    for slug in model.objects.public().values_list("slug", flat=True):
        page, expected = (page_of(kind, slug, query, is_held) for is_held in (True, False))
        keys = expected.event_keys
        if "strongest" in query:
            assert told(page) == told(expected), slug
            continue
        assert told(page)[0] == told(expected)[0], slug
        assert page.event_keys == keys[:7], slug
        if page.page.next:
            after = page_of(kind, slug, f"{query}&after={page.page.next}", True)
            assert after.event_keys == keys[7:14], slug


def test_a_page_after_an_event_that_is_gone_is_asked_of_the_database(page_of):
    slug = "musk-v-openai-nd-cal"
    cursor = paging.encoded(["2024-08-05", "2024-08-05", 10**9])
    page, expected = (page_of(CasePage, slug, f"after={cursor}", is_held) for is_held in (True, False))
    assert expected.event_keys
    assert told(page) == told(expected)
