"""After a conflict the step that was pressed on the form is taken: sent to review, or on to where its button leads."""

import pytest

from tests.admin.posting import address, filled_in, messages, send, shown, step
from tests.admin.test_conflicts import carried, race
from tests.admin.test_new_sources import FULL, typed
from tests.making import make_court, make_event, make_source
from timeline.history.keeping import head_of
from timeline.models import Source, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
SUBMIT = {"_submit": "Save and send to review"}


def buttons(response):
    """Of the page of a conflict, in their order."""
    form = response.text.partition('class="submit-row"')[2].partition("</form>")[0]
    return [name for name in form.replace(">", " ").split() if name.startswith('name="')]


def press(client, event, response, **pressed):
    return client.post(address(event, "change"), {**carried(response), **pressed}, follow=True)


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_what_was_to_be_sent_to_review_is_sent_once_a_side_is_taken(researcher, reviewer, workflow):
    event = make_event(title="Before", workflow=workflow)
    response = race(researcher, reviewer, event, {"summary": "His."}, {"title": "Hers", **SUBMIT})
    assert buttons(response)[:2] == ['name="_submit"', 'name="_save"']
    answer = press(reviewer, event, response, **SUBMIT)
    assert "waits for somebody else to review it" in messages(answer)
    head = head_of(event)
    assert (head.step, head.workflow) == (Step.SUBMITTED, Workflow.IN_REVIEW)
    assert (head.content["title"], head.content["summary"]) == ("Hers", "His.")
    event.refresh_from_db()
    assert event.workflow == (Workflow.IN_REVIEW if workflow == Workflow.DRAFT else Workflow.PUBLISHED)


def test_what_was_pressed_comes_first_again_when_the_page_comes_again(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers", **SUBMIT})
    unchosen = press(reviewer, event, response, **SUBMIT)
    assert "choose one side" in unchosen.context["problem"]
    assert buttons(unchosen)[0] == 'name="_submit"'
    asked = press(reviewer, event, unchosen, pressed=unchosen.context["pressed"], _join="drop")
    assert buttons(asked)[0] == 'name="_submit"'


def test_a_draft_that_was_only_to_be_saved_is_saved_and_can_be_sent(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"summary": "His."}, {"title": "Hers"})
    assert buttons(response)[:2] == ['name="_save"', 'name="_submit"']
    press(reviewer, event, response, _save="Save what is chosen")
    assert head_of(event).workflow == Workflow.DRAFT


@pytest.mark.parametrize(
    ("button", "leads_to"), [("_save", "changelist"), ("_continue", "change"), ("_addanother", "add")]
)
def test_it_goes_on_to_where_the_button_leads(researcher, reviewer, button, leads_to):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"summary": "His."}, {"title": "Hers", button: "x"})
    assert buttons(response)[0] == f'name="{button}"'
    answer = press(reviewer, event, response, **{button: "x"})
    to = address(type(event) if leads_to != "change" else event, leads_to)
    assert answer.redirect_chain[-1][0] == to
    assert "successfully" not in messages(answer)
    assert "are joined" in messages(answer)


def test_what_was_made_beside_goes_to_review_too(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    new = typed(1, **FULL)
    mine = filled_in(shown(reviewer, address(event, "change")), {"title": "Hers", **SUBMIT, **new})
    send(researcher, address(event, "change"), summary="His.")
    response = reviewer.post(address(event, "change"), mine)
    press(reviewer, event, response, **SUBMIT)
    assert Source.objects.get(url=FULL["url"]).workflow == Workflow.IN_REVIEW


def test_a_court_that_has_no_review_is_not_offered_one(researcher, reviewer):
    court = make_court()
    response = race(researcher, reviewer, court, {"name": "His", "why": "So."}, {"name": "Hers", "why": "So."})
    assert buttons(response)[0] == 'name="_save"'
    assert 'name="_submit"' not in buttons(response)


def test_who_typed_what_another_saved_already_still_sends_it_to_review(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    said = messages(race_to_the_end(researcher, reviewer, event, {"title": "Same"}, {"title": "Same", **SUBMIT}))
    assert "waits for somebody else to review it" in said
    event.refresh_from_db()
    assert (head_of(event).step, event.workflow) == (Step.SUBMITTED, Workflow.IN_REVIEW)


def test_the_same_form_sent_twice_is_sent_to_review_once(researcher):
    event = make_event(title="Before", workflow=Workflow.DRAFT, sources=[make_source()])
    data = filled_in(shown(researcher, address(event, "change")), {"title": "After", **SUBMIT})
    for _ in range(2):
        assert researcher.post(address(event, "change"), data).status_code == 302
    assert Version.objects.of(event).filter(step=Step.SUBMITTED).count() == 1


def test_what_was_sent_back_meanwhile_is_not_sent_again_unseen(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.IN_REVIEW)
    data = filled_in(shown(researcher, address(event, "change")), SUBMIT)
    step(reviewer, "send_back", event, why="A letter is missing.")
    researcher.post(address(event, "change"), data)
    assert head_of(event).step == Step.SENT_BACK


def race_to_the_end(first, second, event, his, hers):
    written = filled_in(shown(second, address(event, "change")), hers)
    send(first, address(event, "change"), **his)
    return second.post(address(event, "change"), written, follow=True)
