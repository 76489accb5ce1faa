"""Who has a form open is told to whoever opens it too, of pending changes as of drafts, and only while it is open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.admin.posting import act, address, errors, send, step
from tests.making import make_court, make_event
from timeline.history.keeping import head_of
from timeline.models import OpenForm
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db


def hint(client, record):
    """The names of those who, as the form says, have it open."""
    return [str(form.user) for form in client.get(address(record, "change")).context["others"]]


def let_pass(**time):
    """Forms were opened so much earlier."""
    for form in OpenForm.objects.all():
        OpenForm.objects.filter(pk=form.pk).update(opened_at=form.opened_at - timedelta(**time))


def test_the_form_of_a_pending_change_is_seen_to_be_open_as_that_of_a_draft(researcher, reviewer):
    published, draft, court = make_event(), make_event(workflow=Workflow.DRAFT), make_court()
    assert errors(send(researcher, address(published, "change"), title="Pending")) == ""
    for record in (published, draft, court):
        assert hint(researcher, record) == []
        assert hint(reviewer, record) == ["researcher"]


def test_a_form_that_comes_back_with_an_error_is_still_open(researcher, reviewer):
    for event in (make_event(), make_event(workflow=Workflow.DRAFT)):
        researcher.get(address(event, "change"))
        let_pass(minutes=40)
        assert errors(send(researcher, address(event, "change"), title="")) != ""
        let_pass(minutes=40)
        assert hint(reviewer, event) == ["researcher"]


def test_a_form_that_was_forgotten_and_is_opened_again_is_open_from_then(researcher, reviewer):
    event = make_event(workflow=Workflow.DRAFT)
    researcher.get(address(event, "change"))
    let_pass(hours=2)
    assert hint(reviewer, event) == []
    researcher.get(address(event, "change"))
    assert hint(reviewer, event) == ["researcher"]
    assert OpenForm.objects.get(user__username="researcher").opened_at > timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize("taken", ["publish", "send_back"])
def test_whoever_has_reviewed_a_record_has_no_form_of_it_open(researcher, reviewer, taken):
    event = make_event(workflow=Workflow.DRAFT, date="2024-01-10")
    assert errors(send(researcher, address(event, "change"), title="Better", _submit="yes")) == ""
    reviewer.get(address(event, "change"))
    response = step(reviewer, taken, event, why="So.")
    assert response.redirect_chain == [(address(event, "review"), 302)]
    assert hint(researcher, event) == []


def test_nor_has_whoever_published_many_at_once(researcher, reviewer):
    event, other = (make_event(workflow=Workflow.DRAFT, date="2024-01-10") for _ in range(2))
    for one in (event, other):
        assert errors(send(researcher, address(one, "change"), title="Better", _submit="yes")) == ""
        reviewer.get(address(one, "change"))
    act(reviewer, "publish", event)
    going = {f"seen-event-{other.pk}": head_of(other).number, "along": [f"event-{other.pk}"]}
    reviewer.post(address(other, "together"), going)
    assert [head_of(one).workflow for one in (event, other)] == [Workflow.PUBLISHED] * 2
    assert not OpenForm.objects.filter(user__username="reviewer").exists()
