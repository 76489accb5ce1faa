"""Phrases of any length are found where their words stand side by side in one text, and nowhere else."""

import pytest

from tests.making import make_event, make_party
from tests.search.searching import found, searched
from timeline.models import Event
from timeline.search import postgres
from timeline.search.documents import KINDS
from timeline.search.index import in_time, index, rebuild
from timeline.search.query import read_query

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    """Events in which the same words stand in other orders, and in other texts."""
    gnu = make_party("Delta Alpha")
    make_event(slug="whole", title="alpha beta gamma delta")
    make_event(slug="turned", title="gamma beta alpha delta")
    make_event(slug="halves", title="alpha beta", summary="beta gamma, and beta gamma again")
    make_event(slug="apart", title="Zulu alpha", summary="beta gamma delta", parties=[gnu])
    make_event(slug="twice", title="alpha alpha", summary="beta beta gamma")
    rebuild()


@pytest.mark.parametrize(
    ("phrase", "slugs"),
    [
        ('"alpha beta"', {"whole", "halves"}),
        ('"beta gamma"', {"whole", "halves", "apart", "twice"}),
        ('"alpha beta gamma"', {"whole"}),
        ('"alpha beta gamma delta"', {"whole"}),
        ('"alpha alpha"', {"twice"}),
        ('"beta gamma delta"', {"whole", "apart"}),
        ('"beta alpha"', {"turned"}),
        ('"delta alpha"', {"apart"}),
        ('"alpha gamma"', set()),
        ('"beta gam"*', set()),
        ('"alpha beta" -gamma', set()),
        ('"beta gamma" -delta', {"halves", "twice"}),
        ('"beta alpha" OR "alpha alpha"', {"turned", "twice"}),
        ('zulu "beta gamma"', {"apart"}),
    ],
)
def test_a_phrase_is_found_where_it_stands(texts, phrase, slugs):
    assert set(found(phrase).get("event", ())) == slugs
    assert searched(q=phrase).counts.get("event", 0) == len(slugs)


def test_a_phrase_whose_last_word_is_being_typed_is_found(texts):
    page = searched(q="alpha-be")
    page.is_typing = True
    assert {hit.slug for group in page.groups for hit in group.hits} == {"whole", "halves"}


def test_the_sign_between_two_words_cannot_be_typed_as_one(texts):
    assert found("+alpha+beta") == found('"alpha beta"')


def test_the_newest_are_the_same_whichever_way_they_are_looked_for(monkeypatch):
    """Where much is found PostgreSQL looks into the newest documents, and gives up where they have none of it."""
    old = [make_event(title="Zebra", date=f"2023-01-{day:02}") for day in range(1, 21)]
    new = [make_event(title="Zebra okapi", date=f"2025-01-{day:02}") for day in range(1, 21)]
    make_event(title="Gnu", date="2026-01-01")
    index(Event, [event.pk for event in Event.objects.all()])
    event = KINDS["event"]
    for asked, meant in (("zebra", [*old, *new]), ("zebra -okapi", old), ("okapi", new)):
        expected = [event.document_id(one) for one in reversed(meant)][:3]
        for look in (1, 2, 8, 1000):
            monkeypatch.setattr(postgres, "_LOOK", look)
            ids = in_time({event: len(meant)}, read_query(asked), 3)
            assert sorted(ids, reverse=True) == expected, (asked, look)
            oldest = in_time({event: len(meant)}, read_query(asked), 3, oldest_first=True)
            assert sorted(oldest) == [event.document_id(one) for one in meant][:3], (asked, look)
