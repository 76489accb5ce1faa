"""A list held in memory is made beside its readers, and is never stale."""

import threading

import pytest

from tests.filters.asking import asked
from tests.making import make_event
from timeline.filters import held as module
from timeline.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch, settings):
    settings.HOLD_LISTS = True
    monkeypatch.setattr(module, "_lists", {})


def held():
    """The timeline's list, once the threads that make lists are done."""
    first = asked("").held
    for thread in threading.enumerate():
        if thread.name.startswith("making"):
            thread.join()
    return first or asked("").held


def test_the_first_reader_does_not_wait_for_the_list():
    make_event()
    assert asked("").held is None
    assert len(held()) == 1


def test_what_is_held_is_made_anew_once_somebody_has_written():
    make_event(slug="first")
    before = held()
    assert asked("").held is before
    make_event(slug="second")
    assert asked("").held is None, "what is stale answers nobody"
    assert asked("").survey.total == 2
    assert len(held()) == 2
    Event.objects.filter(slug="first").update(workflow="draft")
    assert asked("").event_keys == [Event.objects.get(slug="second").pk]
    assert len(held()) == 1
    assert asked("").event_keys == [Event.objects.get(slug="second").pk]
