"""A second pair of eyes: whoever publishes what others wrote, and had no hand in it."""

import pytest

from tests.admin.posting import act, address, errors, send
from tests.making import make_event, make_party, make_question
from timeline.models import Assertion, Event

pytestmark = pytest.mark.django_db


def make_draft(**values):
    return make_event(date="2024-01-10", workflow="draft", **values)


def reviewed_by(record):
    record.refresh_from_db()
    return record.workflow, record.reviewed_by


def write(client, event, title="Better words", **values):
    assert errors(send(client, address(event, "change"), title=title, **values)) == ""


def test_whoever_publishes_what_another_wrote_is_its_second_reader(researcher, reviewer):
    event = make_draft()
    write(researcher, event)
    before = event.provenance
    act(reviewer, "publish", event)
    assert reviewed_by(event) == ("published", "reviewer")
    assert event.provenance == before + 5
    assert "reviewer" in researcher.get(address(event, "change")).text


def test_publishing_by_the_form_counts_if_nothing_else_is_changed_by_it(researcher, reviewer):
    event, other = make_draft(), make_draft()
    write(researcher, event)
    write(researcher, other)
    assert errors(send(reviewer, address(event, "change"), workflow="published")) == ""
    assert errors(send(reviewer, address(other, "change"), workflow="published", title="His words")) == ""
    assert reviewed_by(event) == ("published", "reviewer")
    assert reviewed_by(other) == ("published", "")


def test_a_row_that_is_changed_by_the_same_form_is_a_hand_too(researcher, reviewer):
    event = make_draft()
    write(researcher, event)
    response = send(reviewer, address(event, "change"), workflow="published", references__0__locator="p. 3")
    assert errors(response) == ""
    assert reviewed_by(event) == ("published", "")


def test_whoever_had_a_hand_in_a_record_is_no_second_reader(researcher, reviewer):
    event = make_draft()
    write(researcher, event)
    write(reviewer, event, "Other words")
    act(reviewer, "publish", event)
    assert reviewed_by(event) == ("published", "")


def test_a_record_whose_history_names_nobody_has_no_second_reader(reviewer):
    event = make_draft()
    act(reviewer, "publish", event)
    assert reviewed_by(event) == ("published", "")


def test_a_step_from_one_state_to_another_is_no_hand(researcher, reviewer):
    event = make_draft()
    act(researcher, "send_to_review", event)
    act(reviewer, "publish", event)
    assert reviewed_by(event) == ("published", "")
    act(reviewer, "take_back", event)
    write(researcher, event)
    act(reviewer, "publish", event)
    assert reviewed_by(event) == ("published", "reviewer")


def test_taking_back_to_draft_empties_it(researcher, reviewer):
    event = make_draft()
    write(researcher, event)
    act(reviewer, "publish", event)
    act(reviewer, "take_back", event)
    assert reviewed_by(event) == ("draft", "")
    act(reviewer, "publish", event)
    assert errors(send(reviewer, address(event, "change"), workflow="in_review")) == ""
    assert reviewed_by(event) == ("in_review", "")


def test_it_stays_while_a_published_record_is_edited_and_cannot_be_typed(researcher, reviewer):
    event = make_draft()
    write(researcher, event)
    act(reviewer, "publish", event)
    write(researcher, event, "Third words", reviewed_by="somebody")
    assert reviewed_by(event) == ("published", "reviewer")


def test_an_answer_that_was_written_on_the_page_of_its_question_has_a_history(researcher, reviewer):
    question, party = make_question(workflow="draft"), make_party()
    row = {"statement": "It was so.", "slug": "it-was-so", "made_by_party": party.pk, "status": "supported"}
    rows = {f"assertions__0__{name}": value for name, value in row.items()}
    assert errors(send(researcher, address(question, "change"), **rows)) == ""
    answer = Assertion.objects.get()
    assert "Added" in researcher.get(address(answer, "history")).text
    send(reviewer, address(question, "change"), assertions__0__statement="It was not so.")
    assert "Changed statement" in reviewer.get(address(answer, "history")).text


def test_a_new_record_that_is_published_at_once_has_no_second_reader(reviewer):
    source = make_event().references.get().source
    new = {"date": "2024-01-10", "title": "T", "summary": "S.", "kind": "hearing", "slug": "t", "workflow": "published"}
    assert errors(send(reviewer, address(Event, "add"), **new, references__0__source=source.pk)) == ""
    assert reviewed_by(Event.objects.get(slug="t")) == ("published", "")
