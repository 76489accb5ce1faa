"""How many queries a page may cost, however many rows there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from timeline.models import Case, Event, Filing, Party, Question, Quote, Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]

HTMX = {"HX-Request": "true"}
FILTERS = "kind=ruling&kind=testimony&case=musk-v-openai-nd-cal&party=elon-musk"
DAY = "as_of=2026-11-01"


def cost(client, address, headers=None):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers=headers or {})
    assert response.status_code == 200, address
    return len(queries)


@pytest.mark.parametrize("query", ["", f"?{FILTERS}", f"?{DAY}", f"?{FILTERS}&{DAY}&contested=1&evidence=retold"])
def test_the_timeline_costs_at_most_12_queries_and_its_fragment_8(client, query):
    assert cost(client, f"/{query}") <= 12
    assert cost(client, f"/{query}", HTMX) <= 8


def test_more_events_cost_at_most_8_queries(client):
    more = client.get("/").context["filters"].page.next
    assert cost(client, f"/?after={more}", HTMX) <= 8


@pytest.mark.parametrize("query", ["", f"?{DAY}"])
def test_any_other_page_costs_at_most_15_queries(client, query):
    addresses = ["/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/"]
    for tab in ("", "timeline/", "quotes/", "contested/", "sources/"):
        addresses.append(f"/cases/musk-v-openai-nd-cal/{tab}")
    for tab in ("", "roles/", "quotes/", "contested/"):
        addresses.append(f"/parties/openai/{tab}")
    for model in (Event, Case, Filing, Party, Quote, Question, Source):
        known = model.objects.public().known_on("2026-11-01").order_by("pk").first()
        addresses.append(known.get_absolute_url())
    assert {address: n for address in addresses if (n := cost(client, address + query)) > 15} == {}
