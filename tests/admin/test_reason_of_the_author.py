"""With which reason a change is published: what its author typed last, and never what a reviewer said to the author."""

import pytest

from tests.admin.posting import address, messages, send, shown, step
from tests.making import make_event
from timeline.history.keeping import head_of

pytestmark = pytest.mark.django_db
MINE, TO_ME = "The order has the other day.", "You mixed up the days again!"


@pytest.fixture
def changed(researcher):
    """A published event with a change by the researcher, in review."""
    event = make_event(title="Before")
    given = {"title": "After", "change_class": "correction", "why": MINE}
    send(researcher, address(event, "change"), _submit="yes", **given)
    return event


def test_what_a_reviewer_said_when_sending_back_is_not_the_reason_that_readers_see(
    changed, researcher, reviewer, client
):
    step(reviewer, "send_back", changed, why=TO_ME)
    again = shown(researcher, address(changed, "change"))
    assert again["why"] == MINE
    send(
        researcher,
        address(changed, "change"),
        title="After all",
        _submit="yes",
        **{k: again[k] for k in ("why", "change_class")},
    )
    assert "is published" in messages(step(reviewer, "publish", changed))
    assert head_of(changed).why == MINE
    for page in ("/corrections/", "/corrections/feed.atom", changed.get_absolute_url()):
        answer = client.get(page).text
        assert MINE in answer
        assert TO_ME not in answer


def test_a_reviewer_reads_the_reason_of_a_change_that_was_sent_after_it_was_saved(researcher, reviewer):
    event = make_event(title="Before")
    send(researcher, address(event, "change"), title="After", change_class="correction", why=MINE)
    step(researcher, "submit", event)
    assert f"as its author gave it:</b> {MINE}" in reviewer.get(address(event, "review")).text
    assert shown(reviewer, address(event, "change"))["why"] == MINE
    step(reviewer, "publish", event)
    assert head_of(event).why == MINE


def test_whoever_drops_a_change_of_others_says_why_and_its_author_need_not(changed, researcher, reviewer):
    assert "dropping it needs a word on why" in messages(step(reviewer, "drop", changed))
    assert head_of(changed).title == "After"
    assert "is dropped" in messages(step(reviewer, "drop", changed, why="It stands elsewhere."))
    assert head_of(changed).title == "Before"
    send(researcher, address(changed, "change"), title="Again", change_class="typo", why=MINE)
    assert "is dropped" in messages(step(researcher, "drop", changed))
