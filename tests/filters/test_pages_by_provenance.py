"""Pages of a list by provenance: nothing twice, nothing lost, though many have one score."""

import pytest

from tests.filters.asking import asked, listed, refused
from tests.making import make_source
from timeline.filters.paging import PAGE_SIZE
from timeline.filters.parties import PartyFilters
from timeline.models import Event, EventReference, Party, PartyReference

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"


def make_many():
    """Events on two pages and more, of few scores and few days."""
    early, late = make_source("2024-01-15"), make_source("2025-01-15")
    rows = [
        Event(slug=f"e{n}", title="T", summary="S", kind="filing", date=f"2024-02-1{n % 3}", workflow="published")
        for n in range(2 * PAGE_SIZE + 9)
    ]
    events = Event.objects.bulk_create(rows)
    references = [EventReference(event=event, source=early, locator="p. 1" * (n % 2)) for n, event in enumerate(events)]
    references += [EventReference(event=event, source=late) for event in events[::5]]
    EventReference.objects.bulk_create(references)


@pytest.mark.parametrize("order", ["strongest", "weakest"])
@pytest.mark.parametrize("query", ["", f"&{THEN}", "&score=20&score=40"])
def test_pages_by_provenance_give_every_event_once(order, query):
    make_many()
    found = listed(f"order={order}{query}")
    scores = [event.provenance_shown for event in found]
    assert scores == sorted(scores, reverse=order == "strongest")
    assert len(found) == len({event.pk for event in found}) == asked(query).queryset().count() > PAGE_SIZE
    assert len(set(scores)) > 1


@pytest.mark.parametrize("order", ["strongest", "weakest"])
def test_events_whose_score_rises_between_two_pages_neither_repeat_nor_push_out_others(order):
    make_many()
    first = asked(f"order={order}").page
    Event.objects.filter(pk=first.rows[3].pk).update(reviewed_by="ada")
    rest, after = [], first.next
    while after:
        page = asked(f"order={order}&after={after}").page
        rest, after = [*rest, *page.rows], page.next
    found = {event.pk for event in (*first.rows, *rest)}
    assert found == set(Event.objects.values_list("pk", flat=True))
    assert len(first.rows) + len(rest) - len(found) <= 1


@pytest.mark.parametrize("order", ["name", "strongest", "weakest"])
def test_pages_of_parties_give_every_party_once(order):
    source = make_source()
    rows = [Party(slug=f"p{n}", name=f"P {n % 40}", kind="company", workflow="published") for n in range(PAGE_SIZE + 9)]
    parties = Party.objects.bulk_create(rows)
    PartyReference.objects.bulk_create(PartyReference(party=party, source=source) for party in parties[::3])
    found = listed(f"order={order}", PartyFilters)
    assert len(found) == len({party.pk for party in found}) == PAGE_SIZE + 9


def test_a_cursor_of_another_order_leads_nowhere():
    make_many()
    newest, strongest = asked().page.next, asked("order=strongest").page.next
    assert "does not exist" in refused(f"order=strongest&after={newest}")
    assert "does not exist" in refused(f"after={strongest}")
