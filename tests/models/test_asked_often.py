"""Queries that are compiled once answer what they would answer if they were built anew."""

import datetime

import pytest
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext

from tests.making import make_case, make_event, make_party, make_quote, make_source
from timeline.models import Case, Event, EventReference, PartyRole
from timeline.models.asked_often import AskedOften
from timeline.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    source = make_source("2024-01-15")
    return [make_event(slug=f"event-{day}", date=f"2024-02-0{day}", sources=[source]) for day in range(1, 8)]


def test_the_same_query_answers_for_what_is_given_now(events):
    of_keys = AskedOften(lambda keys, day=None: Event.objects.filter(pk__in=keys).order_by("pk"))
    for asked in (events[:1], events[1:2], events[:3], events[2:6], events):
        assert of_keys([event.pk for event in asked]) == asked


def test_keys_slugs_days_and_several_slugs_can_be_given(events):
    ask = AskedOften(
        lambda pk, slug, first, slugs, day=None: (
            Event.objects.exclude(pk=pk).exclude(slug=slug).filter(sorts_from__gte=first, slug__in=slugs).order_by("pk")
        )
    )
    slugs = [event.slug for event in events]
    assert ask(events[6].pk, "event-5", datetime.date(2024, 2, 3), slugs) == [events[2], events[3], events[5]]
    assert ask(events[0].pk, "event-2", datetime.date(2024, 2, 1), slugs[:4]) == events[2:4]


def test_nothing_given_and_more_than_a_query_is_kept_for_are_answered_too(events):
    of_keys = AskedOften(lambda keys, day=None: Event.objects.filter(pk__in=keys).order_by("pk"))
    assert of_keys([]) == []
    assert of_keys([*(event.pk for event in events), *range(10**6, 10**6 + 400)]) == events


def test_rows_that_hang_on_others_come_as_prefetch_related_brings_them():
    party, source = make_party(), make_source("2024-01-15")
    event = make_event(slug="event", sources=[source])
    make_quote(event=event, speaker=party)
    bare = make_event(slug="bare", sources=[])
    ask = AskedOften(
        lambda keys, day=None: (
            Event.objects.filter(pk__in=keys).order_by("pk").for_page(day).prefetch_related("parties")
        )
    )
    event.parties.add(party)
    found = ask([event.pk, bare.pk])
    assert [[row.source for row in one.evidence] for one in found] == [[source], []]
    assert found[0].evidence[0].event is found[0]
    assert [[quote.speaker for quote in one.quotes_said] for one in found] == [[party], []]
    assert [list(one.parties.all()) for one in found] == [[party], []]


def test_a_list_of_the_record_itself_can_be_narrowed_as_ever(django_assert_num_queries):
    party = make_party()
    cases = [make_case(slug="one"), make_case(slug="other")]
    for case in cases:
        PartyRole.objects.create(case=case, party=party, role=Role.PLAINTIFF)
    roles = PartyRole.objects.select_related("party")
    ask = AskedOften(
        lambda slug, day=None: Case.objects.filter(slug=slug).prefetch_related("data_uses", Prefetch("roles", roles))
    )
    (one,) = ask("one")
    with django_assert_num_queries(0):
        assert [role.party for role in one.roles.all()] == [party]
        assert list(one.data_uses.all()) == []
    assert one.roles.filter(role=Role.PLAINTIFF).get().case_id == one.pk


def test_a_view_of_a_past_day_is_asked_for_that_day():
    early = make_event(slug="early", sources=[make_source("2024-01-15")])
    late = make_event(slug="late", sources=[make_source("2025-01-15")])
    ask = AskedOften(lambda keys, day=None: Event.objects.known_on(day).filter(pk__in=keys).order_by("pk"))
    keys = [early.pk, late.pk]
    assert ask(keys) == [early, late]
    assert ask(keys, day=datetime.date(2024, 6, 1)) == [early]
    assert ask(keys) == [early, late]


def test_tuples_and_unions_come_as_they_are(events):
    def build(keys, day=None):
        rows = Event.objects.filter(pk__in=keys).order_by()
        return rows.values_list("slug", "pk").union(rows.values_list("title", "pk"), all=True)

    ask = AskedOften(build)
    keys = [event.pk for event in events[:2]]
    assert sorted(ask(keys)) == sorted(build(keys))


def test_a_query_that_does_not_hold_what_is_given_is_refused():
    ask = AskedOften(lambda key, day=None: Event.objects.all())
    with pytest.raises(RuntimeError, match="all that is given"):
        ask(1)


def test_what_is_written_between_two_questions_is_seen(events):
    ask = AskedOften(lambda key, day=None: EventReference.objects.filter(event=key))
    before = ask(events[0].pk)
    events[0].references.all().delete()
    assert (len(before), ask(events[0].pk)) == (1, [])


def test_it_asks_as_many_queries_as_the_query_itself(events):
    from django.db import connection

    def build(keys, day=None):
        return Event.objects.filter(pk__in=keys).for_page(day)

    keys, ask = [event.pk for event in events], AskedOften(build)
    ask(keys)
    with CaptureQueriesContext(connection) as of_itself:
        list(build(keys))
    with CaptureQueriesContext(connection) as kept:
        ask(keys)
    assert len(kept) == len(of_itself)
