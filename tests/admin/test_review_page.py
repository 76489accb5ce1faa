"""The page of a review shows what there is to say and to do in the state that the record is in, and nothing else."""

import pytest

from tests.admin.posting import address, messages, send, step
from tests.making import make_event
from timeline.models import Event
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
WEIGHT = 'name="change_class"'
WHY = 'name="why"'


def review(client, event):
    return client.get(address(event, "review")).text.partition('class="module aligned"')[2].partition("</form>")[0]


def steps_of(html):
    return [part.partition('"')[0] for part in html.split('name="step" value="')[1:]]


def test_of_a_published_record_without_a_change_nothing_is_weighed_and_it_can_be_withdrawn(reviewer):
    form = review(reviewer, make_event())
    assert WEIGHT not in form
    assert "publication" not in form
    assert "Withdrawing needs a word on why" in form
    assert steps_of(form) == ["withdraw"]


def test_who_cannot_withdraw_is_asked_nothing_of_a_record_that_readers_see(researcher):
    event = make_event()
    assert review(researcher, event) == ""
    assert "There is no step for you here." in researcher.get(address(event, "review")).text


def test_a_change_that_waits_is_weighed_and_what_is_new_is_not(researcher, reviewer):
    seen, new = make_event(), make_event(workflow=Workflow.IN_REVIEW)
    send(researcher, address(seen, "change"), title="Changed", _submit="yes")
    form = review(reviewer, seen)
    assert WEIGHT in form
    assert steps_of(form) == ["publish", "send_back", "drop", "withdraw"]
    assert WEIGHT not in review(reviewer, new)
    assert WEIGHT not in review(researcher, seen)


def test_who_cannot_publish_what_is_in_review_is_told_who_does(researcher):
    event = make_event(workflow=Workflow.IN_REVIEW)
    step(researcher, "submit", event)
    assert review(researcher, event) == ""
    assert "a reviewer publishes it or sends it back" in researcher.get(address(event, "review")).text


def test_a_withdrawn_record_is_sent_to_review_again(researcher, reviewer):
    event = make_event()
    assert "is withdrawn" in messages(step(reviewer, "withdraw", event, why="Wrong."))
    assert steps_of(review(researcher, event)) == ["submit"]
    assert WEIGHT not in review(reviewer, Event.objects.get())
