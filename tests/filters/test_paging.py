"""Pages by cursor: nothing twice, nothing lost."""

import base64
import json

import pytest

from tests.filters.asking import asked, listed, refused, slugs
from tests.making import make_event, make_party, make_source
from timeline.filters.paging import BY_NAME, BY_TIME, PAGE_SIZE, CursorProblem, page_of, read_cursor
from timeline.filters.parties import PartyFilters
from timeline.models import Event, EventReference

pytestmark = pytest.mark.django_db


def make_events(dates):
    """Many at once, on one source."""
    source = make_source("2024-01-01")
    start = Event.objects.count()
    rows = [
        Event(slug=f"e{start + n}", title="T", summary="S", kind="filing", date=date, workflow="published")
        for n, date in enumerate(dates)
    ]
    events = Event.objects.bulk_create(rows)
    EventReference.objects.bulk_create([EventReference(event=event, source=source) for event in events])
    return events


def cursor_of(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("as_of", ["", "&as_of=2024-06-01"])
def test_pages_give_every_event_once_though_all_have_one_date(order, as_of):
    events = make_events(["2024-02-10"] * (2 * PAGE_SIZE + 7))
    found = slugs(f"order={order}{as_of}")
    expected = [event.slug for event in events]
    assert found == (expected if order == "oldest" else expected[::-1])


def test_a_page_holds_fifty_and_the_last_one_leads_nowhere():
    make_events(["2024-02-10"] * PAGE_SIZE)
    page = asked().page
    assert len(page.rows) == PAGE_SIZE
    assert page.next == ""
    make_events(["2024-02-10"])
    assert asked().page.next


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_agree_with_the_whole_list_for_dates_of_every_sort(order):
    texts = ["2024-02-10", "2024-02", "2024", "2024-02-01/2024-03-05", "2020/..", "../2024-02-10", "202X", "2024-22"]
    make_events(texts * 16)
    whole = list(Event.objects.order_by("sorts_from", "sorts_to", "id"))
    found = listed(f"order={order}")
    assert found == (whole if order == "oldest" else whole[::-1])


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_events_added_between_two_pages_neither_repeat_nor_push_out_others(order):
    before = make_events(["2024-02-10", "2024-02-11", "2024-02-12"] * 40)
    first = asked(f"order={order}").page
    make_events(["2023-01-01", "2024-02-10", "2024-02-11", "2024-02-12", "2025-01-01"] * 3)
    found, after = list(first.rows), first.next
    while after:
        page = asked(f"order={order}&after={after}").page
        found, after = [*found, *page.rows], page.next
    assert len(found) == len({event.pk for event in found})
    assert {event.pk for event in before} <= {event.pk for event in found}


def test_an_event_that_vanishes_between_two_pages_takes_no_other_with_it():
    events = make_events(["2024-02-10"] * (PAGE_SIZE + 5))
    first = asked("order=oldest").page
    Event.objects.filter(pk=first.rows[-1].pk).update(workflow="draft")
    rest = asked(f"order=oldest&after={first.next}").page
    assert [event.pk for event in rest.rows] == [event.pk for event in events[PAGE_SIZE:]]


def test_pages_by_name_give_every_party_once_though_all_have_one_name():
    parties = [make_party(name="Acme", sources=[]).slug for _ in range(PAGE_SIZE + 3)]
    assert slugs("", PartyFilters) == parties


def test_names_are_sorted_without_regard_to_accents_case_and_signs():
    for name in ("zebra", "Émile", "eagle", "“Apple”", "E. Fox"):
        make_party(name=name, sources=[])
    assert [party.name for party in listed("", PartyFilters)] == ["“Apple”", "E. Fox", "eagle", "Émile", "zebra"]


def test_a_page_is_one_query(django_assert_num_queries):
    make_events(["2024-02-10"] * (PAGE_SIZE + 1))
    with django_assert_num_queries(1):
        page = page_of(Event.objects.public(), BY_TIME)
    with django_assert_num_queries(1):
        page_of(Event.objects.public(), BY_TIME, page.next)


WRONG_CURSORS = {
    "no base64": "!!!",
    "no JSON": base64.urlsafe_b64encode(b"x").decode(),
    "broken UTF-8": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "no list": base64.urlsafe_b64encode(b"7").decode(),
    "too short": cursor_of("2024-02-10", "2024-02-10"),
    "too long": cursor_of("2024-02-10", "2024-02-10", 1, 1),
    "no date": cursor_of("2024-13-45", "2024-02-10", 1),
    "a negative id": cursor_of("2024-02-10", "2024-02-10", -1),
    "an id over 2^63": cursor_of("2024-02-10", "2024-02-10", 2**63),
    "an id of 10^30": cursor_of("2024-02-10", "2024-02-10", 10**30),
    "a true id": cursor_of("2024-02-10", "2024-02-10", True),
    "a broken id": cursor_of("2024-02-10", "2024-02-10", 1.5),
    "null": cursor_of(None, "2024-02-10", 1),
    "lists": cursor_of(["2024-02-10"], "2024-02-10", 1),
    "deep": base64.urlsafe_b64encode(b"[" * 290).decode(),
    "spaces": "   ",
    "a NUL": "\0",
    "another alphabet": "ИИИИ",
}


@pytest.mark.parametrize("text", WRONG_CURSORS.values(), ids=WRONG_CURSORS)
def test_a_cursor_that_no_list_gave_is_refused(text):
    with pytest.raises(CursorProblem):
        read_cursor(BY_TIME, text)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", 7, None, ["a"]])
def test_a_cursor_by_name_holds_a_text_that_can_be_stored(name):
    with pytest.raises(CursorProblem):
        read_cursor(BY_NAME, cursor_of(name, 1))


def test_a_wrong_cursor_is_told_and_nothing_is_listed():
    make_event()
    assert "does not exist" in refused("after=zzz")
    assert "does not exist" in refused(f"after={cursor_of('acme', 1)}")
    assert "does not exist" in refused(f"after={cursor_of('2024-02-10', '2024-02-10', 1)}", PartyFilters)
