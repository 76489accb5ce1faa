"""Every version has a reason: the typed one, or one that the desk words from what was done and says that it has."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.making import make_case, make_court, make_event, make_party, make_quote, make_source, make_text
from timeline.history.keeping import Hand, begin, head_of, keep, keep_all, state_of
from timeline.history.labels import KEYS
from timeline.history.reasons import worded
from timeline.models import AsideChange, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
ANN = Hand(name="ann")


def said(record, step=Step.WRITTEN, hand=ANN):
    version = keep(record, step, hand)
    assert version.is_worded_by_desk
    assert version.typed_why == ""
    return version.why


def test_the_first_version_of_a_draft_says_that_it_is_that():
    assert said(make_event(workflow=Workflow.DRAFT)) == "Draft: first version"


def test_a_draft_says_which_fields_were_changed_and_how_many_rows_came_and_went():
    event = make_event(title="A hearing", summary="", sources=[make_source()], workflow=Workflow.DRAFT)
    keep(event, Step.WRITTEN, ANN)
    event.title, event.date, event.summary = "A trial", "2024-01-11", "It began."
    event.save()
    event.references.get().delete()
    for source in (make_source(), make_source()):
        event.references.create(source=source)
    event.parties.add(make_party())
    assert said(event) == "Draft: changed date, title; added summary, 1 party, 2 sources; removed 1 source"


def test_what_is_put_right_in_review_says_so_and_a_court_stands_at_once():
    event, court = make_event(workflow=Workflow.IN_REVIEW), make_court()
    begin(type(event), [event.pk]), begin(type(court), [court.pk])
    event.title, court.name = "Another", "Another court"
    event.save(), court.save()
    assert (said(event), said(court)) == ("In review: changed title", "Changed name")


def test_a_row_that_says_something_else_is_changed_and_not_added():
    quote = make_quote("We did.", workflow=Workflow.DRAFT)
    begin(type(quote), [quote.pk])
    quote.references.update(locator="p. 3")
    assert said(quote) == "Draft: changed 1 source"


def test_a_record_that_is_made_again_where_one_was_deleted_begins_anew():
    event = make_event(workflow=Workflow.DRAFT)
    keep(event, Step.DELETED, Hand(name="ann", why="By mistake."))
    event.title = "Another"
    event.save()
    assert said(event) == "Draft: first version"


def test_a_pending_change_that_is_dropped_says_what_it_had_been():
    event = make_event(title="A hearing")
    begin(type(event), [event.pk])
    content, _ = state_of(event)
    keep_all(type(event), {event.slug: ({**content, "title": "A trial"}, Workflow.DRAFT)}, Step.WRITTEN, ANN)
    assert said(event, Step.DROPPED) == "Pending change given up: changed title"


@pytest.mark.parametrize("step", Step)
def test_no_step_leaves_a_version_without_a_reason(step):
    for make in (make_event, make_case, make_source, make_court):
        assert said(make(), step)


@pytest.mark.parametrize("why", ["", " ", "\t\n"])
def test_what_was_typed_always_wins_unless_it_is_nothing(why):
    event = make_event(workflow=Workflow.DRAFT)
    assert said(event, hand=Hand(name="ann", why=why)) == "Draft: first version"
    typed = keep(event, Step.WRITTEN, Hand(name="ann", why=" It was so. "))
    assert (typed.why, typed.typed_why, typed.is_worded_by_desk) == ("It was so.", "It was so.", False)


@pytest.mark.parametrize("kind", KEYS)
def test_a_reason_fits_its_column_whatever_was_changed(kind):
    after = {key: [{"source": f"{turn}"} for turn in range(40)] for key in KEYS[kind]}
    why = worded(Step.WRITTEN, kind, {}, after, Workflow.DRAFT)
    assert len(why) <= Version._meta.get_field("why").max_length


def test_the_database_takes_no_version_and_no_change_beside_one_without_a_reason():
    keep(make_event(), Step.WRITTEN, ANN), make_text("Words.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.update(why="")
    with pytest.raises(IntegrityError), transaction.atomic():
        AsideChange.objects.create(record_kind="event", record_slug="e", what="text", about="p. 1", why="")


def test_what_was_kept_without_a_reason_says_that_none_was_asked_for():
    event, other = make_event(), make_event()
    keep(event, Step.WRITTEN, Hand(name="ann", why="It was so."))
    keep(other, Step.WRITTEN, ANN)
    Version.objects.filter(record_slug=other.slug).update(why=" ", is_worded_by_desk=False)
    import_module("timeline.migrations.0027_reasons").fill(apps, SimpleNamespace(connection=connection))
    assert (head_of(event).why, head_of(event).is_worded_by_desk) == ("It was so.", False)
    assert (head_of(other).why, head_of(other).is_worded_by_desk) == ("No reason was asked for at the time.", True)
