"""The worklist “Waiting for my review” holds what its reader may review, and its count says the same."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.posting import messages, step
from tests.making import make_event, make_party
from timeline.admin import steps
from timeline.admin.worklists import WORKLISTS
from timeline.history.keeping import Hand, keep
from timeline.merging.merging import merge
from timeline.models import Event
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db

REVIEW = WORKLISTS["review"]


def draft_by(user, title, make=make_event):
    record = make(title=title, workflow=Workflow.DRAFT)
    keep(record, Step.WRITTEN, Hand(user))
    return record


def in_review(ann, title, *merged):
    """A draft of ann's with these merged into it, one into the other, sent to review."""
    first, *others = *merged, draft_by(ann, title)
    for kept in others:
        merge(*(Event.objects.get(pk=one.pk) for one in (kept, first)), Hand(ann, why="They are one."))
        first = kept
    steps.submit(Event.objects.get(pk=first.pk), Hand(ann))
    return first


def listed(client):
    """The titles on the list; the front page counts as many."""
    titles = [line.title for line in client.get(REVIEW.address).context["lines"]]
    (count,) = [count for worklist, count in client.get("/admin/").context["worklists"] if worklist.name == "review"]
    assert count == len(titles)
    return sorted(titles)


def test_what_came_partly_of_my_own_draft_by_a_merge_does_not_wait_for_me(reviewer, me, ann):
    in_review(ann, "All by ann", draft_by(ann, "Ann's, too"))
    partly = in_review(ann, "Partly mine", draft_by(me, "Mine"))
    by_chain = in_review(ann, "Partly mine, by a chain", draft_by(me, "Mine, again"), draft_by(ann, "Between"))
    assert listed(reviewer) == ["All by ann"]
    for one in (partly, by_chain):
        assert "you had a hand in it" in messages(step(reviewer, "publish", one))


def test_what_i_wrote_of_it_and_readers_have_seen_since_waits_for_me(reviewer, me, ann):
    record = in_review(ann, "Seen", draft_by(me, "Mine"))
    Event.objects.filter(pk=record.pk).update(workflow=Workflow.PUBLISHED)
    keep(record, Step.PUBLISHED, Hand(name="somebody"))
    Event.objects.filter(pk=record.pk).update(workflow=Workflow.IN_REVIEW)
    keep(record, Step.WRITTEN, Hand(ann))
    assert listed(reviewer) == ["Seen"]


def test_only_what_i_may_change_waits_for_me(client, django_user_model, ann):
    user = django_user_model.objects.create_user("parties-only", is_staff=True)
    rights = ("publish_record", "view_event", "view_party", "change_party")
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    event = in_review(ann, "An event")
    party = make_party("A party", workflow=Workflow.DRAFT)
    keep(party, Step.WRITTEN, Hand(ann))
    steps.submit(party, Hand(ann))
    assert listed(client) == ["A party"]
    assert step(client, "publish", event).status_code == 403


def test_many_merged_drafts_cost_as_few_queries_as_one(reviewer, me, ann):
    def costs():
        with CaptureQueriesContext(connection) as of_list:
            reviewer.get(REVIEW.address)
        with CaptureQueriesContext(connection) as of_front:
            reviewer.get("/admin/")
        return len(of_list), len(of_front)

    reviewer.get("/admin/")  # the first visit is written anew
    for turn in range(2):
        in_review(ann, f"All by ann {turn}", draft_by(ann, "Ann's, too"))
        in_review(ann, f"Partly mine {turn}", draft_by(me, "Mine"))
        if turn == 0:
            few = costs()
    assert costs() == few
