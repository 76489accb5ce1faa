"""No page grows without bound: what is too much for one says how much more there is, and leads to it."""

import pytest

from tests.making import make_case, make_event, make_filing, make_party, make_quote, make_source, make_text
from tests.views.reading import read
from timeline.models import (
    CaseReference,
    EventReference,
    FilingReference,
    PartyReference,
    QuoteReference,
    Source,
    SourceText,
)

pytestmark = pytest.mark.django_db

MANY = 120


@pytest.fixture(scope="module")
def record(kept):
    first = make_source(slug="first")
    sources = [make_source(slug=f"many-{n}", retells=first) for n in range(MANY)]
    party, case = make_party(slug="party"), make_case(slug="case")
    event = make_event(slug="event", cases=[case], parties=[party])
    filing = make_filing(slug="filing", case=case)
    quote = make_quote(slug="quote", speaker=party)
    owners = ((EventReference, event), (FilingReference, filing), (QuoteReference, quote))
    for table, owner in (*owners, (CaseReference, case), (PartyReference, party)):
        table.objects.bulk_create(table(**{table.belongs_to: owner}, source=source) for source in sources)
    for n in range(45):
        make_quote(f"Words of number {n}.", slug=f"said-{n}", speaker=party, event=event, sources=[first])
    SourceText.objects.bulk_create(
        SourceText(source=first, locator=f"p. {n}", text=f"Page {n}.", extraction="transcribed") for n in range(MANY)
    )
    make_text("Words.", Source.objects.get(slug="many-0"))


def all_pages(client, address):
    """Each page that is reached from this one by “Show more”."""
    pages = []
    while address:
        pages.append(read(client.get(address)))
        more = [link for link in pages[-1].links if link.startswith("?") and ("after=" in link or "retold=" in link)]
        address = f"{address.partition('?')[0]}{more[0]}" if more else ""
    return pages


@pytest.mark.parametrize("address", ["/events/event/", "/filings/filing/", "/quotes/quote/"])
def test_every_source_of_a_record_is_reached_page_by_page(client, record, address):
    pages = all_pages(client, address)
    assert [page.html.count('class="source" id=') for page in pages] == [50, 50, 21]
    assert [page.html.count('id="source-') for page in pages] == [50, 50, 21]
    assert 'id="source-121"' in pages[-1].html
    assert "71 of 121 follow" in pages[0].text
    assert "Back to the first references" in pages[1].text
    assert "Back to the first references" not in pages[0].text


def test_a_past_day_is_kept_from_page_to_page(client, record):
    assert len(all_pages(client, "/events/event/?as_of=2024-06-01")) == 3


def test_the_words_of_an_event_stand_in_pages(client, record):
    pages = all_pages(client, "/events/event/words/")
    assert [page.html.count('class="exchange"') for page in pages] == [20, 20, 5]
    assert "20 utterances on this page, of 45 in all" in pages[0].text
    event = client.get("/events/event/").content.decode()
    assert event.count('class="quote"') == 10
    assert "with 35 more quotes of this event" in event


def test_a_card_shows_some_sources_and_says_how_many_more_its_event_has(client, record):
    page = read(client.get("/"))
    assert page.html.count('id="event-') < 25
    assert "101 more sources" in page.text


def test_who_repeats_a_source_stands_in_pages_and_passages_are_counted(client, record):
    pages = [read(client.get(f"/sources/first/{query}")) for query in ("", "?retold=50", "?retold=100")]
    assert [page.html.count("/sources/many-") for page in pages] == [50, 50, 20]
    assert "?retold=50" in pages[0].links
    assert "and 70 more passages" in pages[0].text


def test_sources_of_a_case_and_of_a_party_are_cut_with_the_way_to_the_rest(client, record):
    case, party = read(client.get("/cases/case/sources/")), read(client.get("/parties/party/"))
    assert "71 more stand in the list below" in case.text
    assert "71 more stand among the sources of this party" in party.text
    assert "/sources/?party=party" in party.links
