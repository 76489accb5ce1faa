"""Whose hands are in what readers do not see yet, where it came by merges."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_event
from timeline.history.hands import hands_in, hands_in_each
from timeline.history.keeping import Hand, head_of, keep
from timeline.merging.merging import merge
from timeline.merging.undoing import undo
from timeline.models import Event, FormerAddress, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db

NOBODY = Hand(name="test", why="They are one.")


@pytest.fixture
def people(django_user_model):
    return [django_user_model.objects.create_user(name) for name in ("ann", "ben", "eve")]


def draft_by(user):
    event = make_event(workflow=Workflow.DRAFT)
    keep(event, Step.WRITTEN, Hand(user))
    return event


def merged(kept, gone, hand=NOBODY):
    return merge(*(Event.objects.get(pk=event.pk) for event in (kept, gone)), hand).address


def test_the_hands_of_drafts_that_came_by_a_chain_of_merges_are_in_the_last(people):
    ann, ben, eve = people
    first, second, third = (draft_by(user) for user in people)
    merged(second, first)
    assert hands_in(head_of(second)) == {ann.pk, ben.pk}
    merged(third, second)
    assert hands_in(head_of(third)) == {ann.pk, ben.pk, eve.pk}


def test_an_undone_merge_takes_its_hands_along(people):
    ann, ben, eve = people
    first, second = draft_by(ann), draft_by(ben)
    undo(merged(second, first), Hand(eve, why="They are two."))
    assert hands_in(head_of(second)) == {ben.pk, eve.pk}
    assert hands_in(head_of(first)) == {ann.pk, eve.pk}


def test_the_hands_of_a_merge_that_readers_have_seen_since_are_none(people):
    ann, ben, eve = people
    first, second = draft_by(ann), draft_by(ben)
    merged(second, first)
    Event.objects.filter(pk=second.pk).update(workflow=Workflow.PUBLISHED)
    keep(second, Step.PUBLISHED, Hand(eve))
    keep(second, Step.WRITTEN, Hand(eve))
    Version.objects.heads().filter(record_slug=second.slug).update(workflow=Workflow.DRAFT)
    assert hands_in(head_of(second)) == {eve.pk}


def test_a_merge_without_a_list_of_its_versions_has_no_hands(people):
    ann, ben, _ = people
    first, second = draft_by(ann), draft_by(ben)
    merged(second, first)
    FormerAddress.objects.update(moved={})
    assert hands_in(head_of(second)) == {ben.pk}


def test_addresses_that_lead_in_a_circle_come_to_an_end(people):
    ann, ben, _ = people
    first, second = draft_by(ann), draft_by(ben)
    address = merged(second, first)
    keep_of_gone = Version.objects.of_slug("event", first.slug).heads().get()
    address.pk, address.slug, address.leads_to = None, second.slug, first.slug
    address.moved = {"versions": [["event", first.slug, keep_of_gone.number]]}
    address.save()
    assert hands_in(head_of(second)) == {ann.pk, ben.pk}
    assert hands_in(keep_of_gone) >= {ann.pk}


def test_many_records_cost_as_few_queries_as_one(people):
    def heads_of(count):
        kept = [draft_by(people[0]) for _ in range(count)]
        for one in kept:
            merged(one, draft_by(people[1]))
        return [head_of(one) for one in kept]

    def queries_of(heads):
        with CaptureQueriesContext(connection) as queries:
            each = hands_in_each(heads)
        assert list(each.values()) == [{people[0].pk, people[1].pk}] * len(heads)
        return len(queries)

    assert queries_of(heads_of(1)) == queries_of(heads_of(4)) <= 4
