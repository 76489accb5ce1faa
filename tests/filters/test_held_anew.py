"""A list held in memory is made beside its readers, and is never stale."""

import threading

import pytest
from django.db import connection
from django.http import QueryDict

from tests.filters.asking import asked
from tests.making import make_event, make_party
from timeline.filters import holding
from timeline.filters.held import HeldList
from timeline.filters.parties import PartyFilters
from timeline.filters.timeline import TimelineFilters
from timeline.models import Event, Party

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch, settings):
    settings.HOLD_LISTS = True
    monkeypatch.setattr(holding, "_lists", {})


def all_are_made():
    for thread in threading.enumerate():
        if thread.name.startswith("making"):
            thread.join()


def test_the_first_reader_of_the_timeline_waits_for_its_list():
    make_event()
    assert len(asked("").held) == 1


def test_the_first_reader_of_another_list_does_not_wait():
    make_party()
    assert asked("", PartyFilters).held is None
    all_are_made()
    assert len(asked("", PartyFilters).held) == 1


def test_readers_who_come_together_wait_for_one_list():
    make_event()
    found = []

    def read():
        found.append(asked("").held)
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [asked("").held] * 3


def test_nobody_waits_for_a_list_that_cannot_be_made(monkeypatch):
    make_event()
    monkeypatch.setitem(HeldList.extras, TimelineFilters, {"lane rows": lambda *_: 1 / 0})
    assert asked("").held is None
    assert asked("").survey.total == 1


def test_what_is_held_is_made_anew_once_somebody_has_written():
    make_event(slug="first")
    before = asked("").held
    assert asked("").held is before
    make_event(slug="second")
    assert asked("").survey.total == 2
    assert len(asked("").held) == 2
    Event.objects.filter(slug="first").update(workflow="draft")
    assert asked("").event_keys == [Event.objects.get(slug="second").pk]
    assert len(asked("").held) == 1


def test_a_record_that_is_withdrawn_while_its_page_is_made_is_left_out(monkeypatch):
    parties = [make_party(f"Party {number}") for number in range(3)]
    filters = PartyFilters(QueryDict(""))
    assert filters.problems == []
    monkeypatch.setattr(PartyFilters, "page_keys", ([party.pk for party in parties], True))
    Party.objects.filter(pk=parties[-1].pk).update(workflow="draft")
    assert filters.page.rows == parties[:2]
    assert filters.page.next
    Party.objects.update(workflow="draft")
    again = PartyFilters(QueryDict(""))
    assert (again.page.rows, again.page.next) == ([], "")
