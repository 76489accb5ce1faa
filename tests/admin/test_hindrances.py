"""What stands in the way of publishing a record, and of withdrawing one."""

import pytest

from tests.admin.posting import act, address, messages, send, step
from tests.making import make_assertion, make_event, make_question, make_source
from timeline.models import EventReference, QuestionReference
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = Workflow
BEFORE = "2024-01-10"  # and its source was published after that
WRONG = "It was on Sunday, 15 January 2024."
RIGHT = "It was on Monday, 15 January 2024."


def state(record):
    return type(record).objects.values_list("workflow", flat=True).get(pk=record.pk)


def make_draft(**values):
    return make_event(date=BEFORE, workflow=DRAFT, **values)


def test_what_has_no_published_source_is_refused_by_name_and_the_others_are_published(reviewer):
    bare = make_draft(title="Nobody said so", sources=[])
    hidden = make_draft(title="Hidden", sources=[make_source(workflow=DRAFT)])
    background = make_draft(title="Background")
    background.references.update(is_background=True)
    sound = make_draft()
    told = messages(act(reviewer, "publish", bare, hidden, background, sound))
    for title in ("Nobody said so", "Hidden", "Background"):
        assert f"“{title}” cannot be published: a published record needs at least one source" in told
    assert "1 event published." in told
    assert [state(event) for event in (bare, hidden, background, sound)] == [DRAFT, DRAFT, DRAFT, PUBLISHED]


def test_a_change_that_leaves_a_record_without_source_is_not_published(researcher, reviewer):
    event = make_event(date=BEFORE)
    send(researcher, address(event, "change"), references__0__DELETE="on")
    assert event.references.count() == 1
    assert "needs at least one source" in messages(step(reviewer, "publish", event))
    assert event.references.count() == 1


def test_a_source_on_which_a_published_record_rests_cannot_be_withdrawn(reviewer):
    source = make_source()
    event = make_event(title="It happened", sources=[source])
    told = messages(act(reviewer, "withdraw", source, why="It is gone."))
    assert "is the only published source of “It happened”" in told
    assert state(source) == PUBLISHED
    EventReference.objects.create(event=event, source=make_source())
    act(reviewer, "withdraw", source, why="It is gone.")
    assert state(source) == WITHDRAWN


def test_a_source_that_alone_argues_a_status_cannot_be_withdrawn(reviewer):
    source = make_source()
    question = make_question("Who said it?", status="explained", argument="Two things are measured.")
    make_assertion(question=question)
    QuestionReference.objects.create(question=question, source=source)
    told = messages(act(reviewer, "withdraw", source, why="So."))
    assert "is the only published source of “Who said it?”" in told
    type(question).objects.update(status="open")
    assert messages(act(reviewer, "withdraw", source, why="So.")) == "1 source withdrawn."


def test_a_question_is_published_once_one_of_its_answers_is(reviewer):
    question = make_question(workflow=DRAFT)
    assert "publish one of its answers" in messages(act(reviewer, "publish", question))
    make_assertion(question=question)
    act(reviewer, "publish", question)
    assert state(question) == PUBLISHED


def test_publishing_a_source_refreshes_the_records_that_rest_on_it(reviewer):
    source = make_source(published="2024-05-01", workflow=DRAFT)
    event = make_event(sources=[source])
    assert event.known_since is None
    act(reviewer, "publish", source)
    event.refresh_from_db()
    assert str(event.known_since) == "2024-05-01"


def test_a_record_with_an_error_is_not_published_and_the_error_is_named(researcher, reviewer):
    event = make_draft()
    send(researcher, address(event, "change"), summary=WRONG, _submit="yes")
    assert state(event) == IN_REVIEW
    assert "cannot be published with an error: “Sunday, 15 January 2024”" in messages(step(reviewer, "publish", event))
    assert "Sunday, 15 January 2024" in reviewer.get(address(event, "review")).context["hindrance"]
    send(researcher, address(event, "change"), summary=RIGHT)
    step(reviewer, "publish", event)
    assert state(event) == PUBLISHED


def test_a_change_with_a_new_error_is_not_published_but_an_old_one_shuts_nothing(researcher, reviewer):
    sound, wrong = make_event(date=BEFORE), make_event(date=BEFORE, summary=WRONG)
    send(researcher, address(sound, "change"), summary=WRONG)
    assert "“Sunday, 15 January 2024”" in messages(step(reviewer, "publish", sound))
    send(researcher, address(wrong, "change"), title="Better words")
    assert "is published" in messages(step(reviewer, "publish", wrong))
