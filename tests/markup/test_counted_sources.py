"""Where sources are counted, one that is cited for two of its pages counts once; where references are, that is said."""

import pytest

from tests.making import make_event, make_filing, make_party, make_quote, make_source
from tests.views.reading import read
from timeline.merging.merging import Hand, merge
from timeline.models import EventReference, FilingReference, PartyReference, QuoteReference

pytestmark = pytest.mark.django_db
TABLES = {
    "event": (make_event, EventReference),
    "filing": (make_filing, FilingReference),
    "party": (make_party, PartyReference),
    "quote": (make_quote, QuoteReference),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_source_cited_for_two_pages_is_one_source_in_two_places(client, kind):
    make, table = TABLES[kind]
    source = make_source()
    record = make(sources=[source])
    table.objects.create(**{kind: record, "source": source, "locator": "p. 77"})
    text = read(client.get(record.get_absolute_url())).text
    assert "Evidence 1 source in 2 places" in text
    assert "independent origin" not in text


def test_sources_cited_once_are_counted_as_ever(client):
    event = make_event(sources=[make_source(), make_source()])
    assert "Evidence 2 sources · 2 independent origins" in read(client.get(event.get_absolute_url())).text


def test_a_merge_adds_places_and_no_source_twice(client):
    sources = [make_source(), make_source(retells=None)]
    kept, gone = make_event(sources=sources), make_event(sources=sources[:1])
    gone.references.update(locator="p. 77")
    merge(kept, gone, Hand(name="ann", why="One."))
    text = read(client.get(kept.get_absolute_url())).text
    assert "Evidence 2 sources in 3 places · 2 independent origins" in text


def test_a_card_counts_sources_by_their_marks_too(client):
    source = make_source()
    event = make_event(sources=[source])
    EventReference.objects.create(event=event, source=source, locator="p. 77")
    card = read(client.get("/")).text
    assert "1 source in 2 places" in card
    assert "origin" not in card.partition("1 source in 2 places")[2][:20]
    marks = client.get("/").text.partition('class="evidence__count"')[2].partition("</summary>")[0]
    assert ">1 " in marks
    assert ">2 " not in marks


def test_what_a_card_leaves_out_is_called_what_it_is(client):
    source = make_source()
    event = make_event(sources=[make_source() for _ in range(21)])
    assert "1 more source" in client.get("/").text
    EventReference.objects.create(event=event, source=source, locator="p. 1")
    EventReference.objects.create(event=event, source=source, locator="p. 2")
    assert "3 more references" in client.get("/").text
