"""How many queries pages ask of the whole record, committed as in a running site: lists in memory or asked anew."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from timeline.filters import holding
from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed_record")]

WHOLE, FRAGMENT, OTHER = 12, 8, 15
FILTERS = ["", "case=musk-v-openai-nd-cal", "party=elon-musk", "case=musk-v-openai-nd-cal&party=elon-musk"]
FILTERS += ["kind=testimony", "contested=1", "evidence=retold&kind=filing", "q=distillation&party=elon-musk"]
FILTERS += [f"{query}&as_of=2026-05-01" for query in FILTERS]
CASES = ["musk-v-openai-nd-cal", "bartz-v-anthropic", "alpaca-vicuna-openai-terms"]
PARTIES = ["elon-musk", "openai"]


@pytest.fixture(params=["asked of the database", "held in memory"])
def lists(request, settings, monkeypatch):
    settings.HOLD_LISTS = request.param == "held in memory"
    monkeypatch.setattr(holding, "_lists", {})


def queries_of(client, address, headers=None):
    """How many queries a page costs of which nothing is kept but the lists."""
    client.get(address, headers=headers)
    for thread in threading.enumerate():
        if thread.name.startswith("making"):
            thread.join()
    for of_list in holding._lists.values():
        of_list._answers.clear()
        of_list._left.clear()
        for kept in (part for extra in of_list.extra.values() for part in extra if isinstance(part, dict)):
            kept.clear()
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200, address
    assert "data_version" in captured.captured_queries[0]["sql"]
    return len(captured)


@pytest.mark.parametrize("query", FILTERS)
def test_the_timeline_keeps_its_budget(client, lists, query):
    assert queries_of(client, f"/?{query}") <= WHOLE
    assert queries_of(client, f"/?{query}", {"HX-Request": "true"}) <= FRAGMENT


@pytest.mark.parametrize("day", ["", "?as_of=2026-05-01"])
def test_every_tab_of_cases_and_parties_keeps_its_budget(client, day):
    addresses = [f"/cases/{slug}/{tab}{day}" for slug in CASES for tab in ["", *(f"{t}/" for t in CasePage.tab_labels)]]
    addresses += [
        f"/parties/{slug}/{tab}{day}" for slug in PARTIES for tab in ["", *(f"{t}/" for t in PartyPage.tab_labels)]
    ]
    asked = {address: queries_of(client, address) for address in addresses if "timeline/" not in address or not day}
    assert {address: n for address, n in asked.items() if n > OTHER} == {}
