"""Versions: kept in order, one head each, the same content again when it is applied."""

import pytest

from tests.making import make_case, make_event, make_party, make_source
from timeline.history.hands import hands_in
from timeline.history.keeping import Hand, begin, begin_everywhere, head_of, keep, pending_change_of, state_of
from timeline.importing.applying import Unappliable, apply
from timeline.models import Event, Party, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db


def kept(record):
    return [
        (version.number, version.step, version.is_head) for version in Version.objects.of(record).order_by("number")
    ]


def test_versions_count_from_one_and_the_newest_is_the_head(django_user_model):
    event, user = make_event(title="First"), django_user_model.objects.create_user("ann")
    begin(Event, [event.pk])
    event.title = "Second"
    event.save()
    version = keep(event, Step.PUBLISHED, Hand(user, why="It was not the first."))
    assert kept(event) == [(1, "begun", False), (2, "published", True)]
    assert head_of(event) == version
    assert (version.title, version.before.title) == ("Second", "First")
    assert (version.made_by, version.made_by_name, version.why) == (user, "ann", "It was not the first.")


def test_history_begins_once():
    event = make_event()
    everything = begin_everywhere()
    assert everything == Version.objects.count() > 0
    assert begin_everywhere() == 0
    assert begin(Event, [event.pk]) == 0


def test_a_version_knows_what_the_records_it_names_were_called():
    party = make_party("OpenAI")
    event = make_event()
    event.parties.add(party)
    version = keep(event, Step.WRITTEN, Hand(name="test"))
    Party.objects.filter(pk=party.pk).update(name="OpenAI Group PBC")
    version.refresh_from_db()
    assert version.names[party.slug] == "OpenAI"


def test_only_a_published_record_whose_head_is_not_published_has_a_pending_change():
    event, draft = make_event(), make_event(workflow=Workflow.DRAFT)
    keep(draft, Step.WRITTEN, Hand(name="test"))
    keep(event, Step.WRITTEN, Hand(name="test"))
    assert pending_change_of(event) is None
    assert pending_change_of(draft) is None
    Version.objects.of(event).update(workflow=Workflow.IN_REVIEW)
    assert pending_change_of(event) == head_of(event)


def test_hands_are_those_who_wrote_what_readers_do_not_see_yet(django_user_model):
    ann, ben, eve = (django_user_model.objects.create_user(name) for name in ("ann", "ben", "eve"))
    event = make_event(workflow=Workflow.DRAFT)
    keep(event, Step.WRITTEN, Hand(ann))
    keep(event, Step.SUBMITTED, Hand(eve))
    assert hands_in(head_of(event)) == {ann.pk}
    Event.objects.filter(pk=event.pk).update(workflow=Workflow.PUBLISHED)
    keep(event, Step.PUBLISHED, Hand(eve))
    Event.objects.filter(pk=event.pk).update(workflow=Workflow.DRAFT)
    keep(event, Step.WRITTEN, Hand(ben))
    assert hands_in(head_of(event)) == {ben.pk}


def test_a_version_applied_brings_back_fields_rows_and_names():
    party, source = make_party(), make_source()
    event = make_event(title="Before", sources=[source])
    event.parties.add(party)
    content, workflow = state_of(event)
    event.title = "After"
    event.save()
    event.parties.clear()
    event.references.all().update(locator="p. 3")
    assert state_of(event) != (content, workflow)
    assert apply(Event, content, workflow) == event
    assert state_of(event) == (content, workflow)


def test_a_record_that_is_gone_is_made_again():
    event = make_event()
    content, workflow = state_of(event)
    event.delete()
    again = apply(Event, content, workflow)
    assert (again.slug, state_of(again)) == (event.slug, (content, workflow))


def test_what_names_a_record_that_is_gone_cannot_be_applied_and_nothing_is_written():
    party, event = make_party(), make_event(title="Before")
    event.parties.add(party)
    content, workflow = state_of(event)
    event.parties.clear()
    party.delete()
    with pytest.raises(Unappliable, match=f"there is no “{party.slug}” among parties any more"):
        apply(Event, {**content, "title": "After"}, workflow)
    event.refresh_from_db()
    assert event.title == "Before"


def test_a_case_keeps_its_rows():
    case = make_case()
    content, workflow = state_of(case)
    assert {"name", "status", "sources", "dossier"} <= content.keys()
    assert workflow == Workflow.PUBLISHED
