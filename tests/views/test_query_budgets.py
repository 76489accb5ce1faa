"""How many queries a page may ask, and that three times the rows ask no more.

The rows are committed and nothing is kept, as in a running site: the query for the data version is among those counted.
"""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import (
    make_assertion,
    make_case,
    make_claim_change,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.filters.case_page import CasePage
from timeline.filters.paging import PAGE_SIZE
from timeline.filters.party_page import PartyPage
from timeline.models import Case, CaseDataUse, CauseOfAction, Party, PartyRole, QuoteVariant, Source
from timeline.vocabulary import DataUse, Role, Stance

pytestmark = pytest.mark.django_db(transaction=True)

WHOLE, FRAGMENT, OTHER = 12, 8, 15
HTMX = {"HX-Request": "true"}
FILTERS = ["", "kind=statement", "case=case", "party=party", "as_of=2025-01-01", "contested=1"]
FILTERS += ["case=case&party=party&kind=statement&use=scraping&evidence=first-hand&since=2023&as_of=2025-01-01"]
LISTS = ["/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/"]


@pytest.fixture
def more():
    """Adds a number of rows of every sort, each tied to the same case, party, event, question and source."""
    source = make_source("2024-01-15", slug="source")
    party = make_party(slug="party", sources=[source])
    case = make_case(slug="case", sources=[source])
    CaseDataUse.objects.create(case=case, use=DataUse.SCRAPING)
    event = make_event(slug="event", sources=[source], cases=[case], parties=[party])
    question = make_question(slug="question", cases=[case], events=[event])
    make_assertion(question=question, sources=[source])
    filing = make_filing(slug="filing", case=case, sources=[source], filed_by=[party])
    quote = make_quote(slug="quote", speaker=party, sources=[source], cases=[case], event=event)

    def add(times):
        for _ in range(times):
            other = make_source("2024-01-20", retells=source)
            both = [source, other]
            someone = make_party(sources=both)
            another = make_case(sources=both)
            CaseDataUse.objects.create(case=another, use=DataUse.SCRAPING)
            CauseOfAction.objects.create(case=case, name=f"Cause {other.pk}")
            PartyRole.objects.create(case=case, party=someone, role=Role.PLAINTIFF)
            PartyRole.objects.create(case=another, party=party, role=Role.JUDGE)
            filed = make_filing(case=case, sources=both, filed_by=[party, someone])
            filing.filed_by.add(someone)
            make_claim_change(f"Cause {other.pk}", filing=filed, party=someone)
            ties = {"cases": [case, another], "parties": [party, someone]}
            happened = make_event("2024-03-01", both, filing=filed, **ties)
            event.cases.add(another)
            said = make_quote(speaker=party, sources=both, cases=[case, another], event=event)
            QuoteVariant.objects.create(quote=quote, source=other, text=f"Variant {other.pk}")
            touched = {"cases": [case, another], "events": [event, happened], "quotes": [quote, said]}
            asked = make_question(**touched)
            make_assertion(question=asked, sources=both, stance=Stance.CONTRADICTS, made_by_party=party)
            make_assertion(question=question, sources=both, stance=Stance.CONTRADICTS, made_by_source=other)

    return add


def queries_of(client, address, headers=None, status=200):
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    assert response.status_code == status, address
    return len(captured)


def pages():
    tabs = [f"/cases/case/{tab}/" for tab in list(CasePage.tab_labels)[1:]]
    tabs += [f"/parties/party/{tab}/" for tab in list(PartyPage.tab_labels)[1:]]
    records = ["/events/event/", "/filings/filing/", "/quotes/quote/", "/questions/question/", "/sources/source/"]
    addresses = [*LISTS, *records, "/cases/case/", "/parties/party/", *tabs]
    return [f"{address}{query}" for address in addresses for query in ("", "?as_of=2025-01-01")]


@pytest.mark.parametrize("query", FILTERS)
def test_the_timeline_asks_twelve_queries_at_most_and_a_filtered_fragment_eight(client, more, query):
    more(2)
    whole, fragment = queries_of(client, f"/?{query}"), queries_of(client, f"/?{query}", HTMX)
    assert whole <= WHOLE
    assert fragment <= FRAGMENT
    more(4)
    assert queries_of(client, f"/?{query}") <= whole
    assert queries_of(client, f"/?{query}", HTMX) <= fragment


@pytest.mark.parametrize("query", ["", "&case=case", "&party=party", "&kind=statement", "&as_of=2025-01-01"])
def test_more_events_cost_eight_queries_at_most(client, more, query):
    more(3)
    source, case, party = (model.objects.get(slug=model.__name__.lower()) for model in (Source, Case, Party))
    for _ in range(PAGE_SIZE):
        make_event(sources=[source], cases=[case], parties=[party])
    html = client.get(f"/?{query}").content.decode()
    after = html.split('id="more"><a class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert queries_of(client, f"/{after}", HTMX) <= FRAGMENT


def test_every_other_page_asks_fifteen_at_most_however_many_rows_it_has(client, more):
    more(3)
    before = {address: queries_of(client, address) for address in pages()}
    assert {address: n for address, n in before.items() if n > OTHER} == {}
    more(6)
    after = {address: queries_of(client, address) for address in pages()}
    assert {address: (before[address], n) for address, n in after.items() if n != before[address]} == {}


def test_what_is_not_there_costs_little(client, more):
    more(1)
    assert queries_of(client, "/events/no-such-event/?as_of=2024-01-01", status=404) <= 5
    assert queries_of(client, "/?kind=gossip", status=400) <= 2
    assert queries_of(client, "/about/?as_of=soon", status=400) <= 1
    assert queries_of(client, "/healthz") == 1
