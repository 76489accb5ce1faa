"""Who may publish, and what stands in the way."""

import pytest

from tests.admin.posting import act, address, errors, messages, send, shown
from tests.making import make_assertion, make_event, make_party, make_question, make_source
from timeline.models import Event, EventReference, QuestionReference, Source
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED = Workflow
BEFORE = "2024-01-10"  # and its source was published after that
WRONG = "It was on Sunday, 15 January 2024."
RIGHT = "It was on Monday, 15 January 2024."


def state(record):
    return type(record).objects.values_list("workflow", flat=True).get(pk=record.pk)


def test_publication_is_not_offered_to_a_researcher(researcher):
    response = researcher.get(address(Event, "add"))
    choices = response.context["adminform"].form.fields["workflow"].choices
    assert [value for value, _ in choices] == [DRAFT, IN_REVIEW]
    actions = [name for name, _ in researcher.get(address(Event)).context["action_form"].fields["action"].choices]
    assert actions == ["", "send_to_review"]


def test_a_researcher_who_sends_the_word_all_the_same_is_refused(researcher):
    event = make_event(workflow=DRAFT)
    response = send(researcher, address(event, "change"), workflow=PUBLISHED)
    assert "published is not one of the available choices" in errors(response)
    act(researcher, "publish", event)
    assert state(event) == DRAFT


def test_a_researcher_may_word_a_published_record_better_but_not_take_it_back(researcher):
    event = make_event()
    assert "workflow" not in shown(researcher, address(event, "change"))
    response = send(researcher, address(event, "change"), title="Better words", workflow=DRAFT)
    assert errors(response) == ""
    event.refresh_from_db()
    assert (event.title, event.workflow) == ("Better words", PUBLISHED)
    act(researcher, "take_back", event)
    assert state(event) == PUBLISHED


def test_a_researcher_takes_rows_off_a_draft_but_not_off_what_readers_see(researcher):
    draft, public = make_event(workflow=DRAFT), make_event()
    for event in (draft, public):
        EventReference.objects.create(event=event, source=make_source())
        send(researcher, address(event, "change"), references__0__DELETE="on")
    assert draft.references.count() == 1
    assert public.references.count() == 2


def test_what_tells_only_how_things_stood_before_is_no_source_to_publish_with(reviewer):
    event = make_event(workflow=DRAFT)
    event.references.update(is_background=True)
    response = send(reviewer, address(event, "change"), workflow=PUBLISHED)
    assert "needs at least one source" in errors(response)
    act(reviewer, "publish", event)
    assert state(event) == DRAFT


def test_a_researcher_sends_drafts_to_review_and_is_told_how_many(researcher):
    drafts = [make_event(workflow=DRAFT), make_event(workflow=DRAFT)]
    response = act(researcher, "send_to_review", *drafts, make_event())
    assert messages(response) == "2 events sent to review."
    assert {state(event) for event in drafts} == {IN_REVIEW}


def test_a_reviewer_publishes_and_takes_back(reviewer):
    events = [make_event(date=BEFORE, workflow=DRAFT), make_event(date=BEFORE, workflow=IN_REVIEW)]
    assert messages(act(reviewer, "publish", *events)) == "2 events published."
    assert {state(event) for event in events} == {PUBLISHED}
    assert messages(act(reviewer, "take_back", *events)) == "2 events taken back to draft."
    assert {state(event) for event in events} == {DRAFT}


def test_what_has_no_source_is_refused_by_name_and_the_others_are_published(reviewer):
    bare = make_event(workflow=DRAFT, title="Nobody said so", sources=[])
    sound = make_event(date=BEFORE, workflow=DRAFT)
    response = act(reviewer, "publish", bare, sound)
    assert "“Nobody said so” cannot be published: a published record needs at least one source" in messages(response)
    assert "1 event published." in messages(response)
    assert (state(bare), state(sound)) == (DRAFT, PUBLISHED)


def test_a_source_that_readers_cannot_see_is_no_source(reviewer):
    event = make_event(workflow=DRAFT, sources=[make_source(workflow=DRAFT)])
    assert "needs at least one source" in messages(act(reviewer, "publish", event))
    response = send(reviewer, address(event, "change"), workflow=PUBLISHED)
    assert "needs at least one source" in errors(response)


def test_the_last_source_of_a_published_record_cannot_be_taken_off(reviewer):
    event = make_event()
    response = send(reviewer, address(event, "change"), references__0__DELETE="on")
    assert "needs at least one source" in errors(response)
    assert event.references.count() == 1


def test_a_source_on_which_a_published_record_rests_cannot_leave_the_site(reviewer):
    source = make_source()
    event = make_event(title="It happened", sources=[source])
    assert "is the only published source of “It happened”" in messages(act(reviewer, "take_back", source))
    assert "is the only published source" in errors(send(reviewer, address(source, "change"), workflow=DRAFT))
    assert state(source) == PUBLISHED
    EventReference.objects.create(event=event, source=make_source())
    act(reviewer, "take_back", source)
    assert state(source) == DRAFT


def test_a_question_is_published_once_one_of_its_answers_is(reviewer):
    question = make_question(workflow=DRAFT)
    assert "publish one of its answers" in messages(act(reviewer, "publish", question))
    assert "publish one of its answers" in errors(send(reviewer, address(question, "change"), workflow=PUBLISHED))
    make_assertion(question=question)
    assert errors(send(reviewer, address(question, "change"), workflow=PUBLISHED)) == ""
    assert state(question) == PUBLISHED


def test_publishing_a_source_refreshes_the_records_that_rest_on_it(reviewer):
    source = make_source(published="2024-05-01", workflow=DRAFT)
    event = make_event(sources=[source])
    assert event.known_since is None
    act(reviewer, "publish", source)
    event.refresh_from_db()
    assert str(event.known_since) == "2024-05-01"


def test_a_change_of_state_is_in_the_history_and_counts_as_a_change(reviewer):
    event = make_event(date=BEFORE, workflow=DRAFT)
    changed_at = event.changed_at
    act(reviewer, "publish", event)
    event.refresh_from_db()
    assert event.changed_at > changed_at
    assert "Workflow" in reviewer.get(address(event, "history")).text


def test_view_on_site_leads_to_public_records_only(researcher):
    public, draft = make_event(), make_event(workflow=DRAFT)
    assert f'href="{public.get_absolute_url()}"' in researcher.get(address(public, "change")).text
    assert draft.get_absolute_url() not in researcher.get(address(draft, "change")).text
    answer = make_assertion(question=make_question(workflow=DRAFT))
    page = researcher.get(address(answer, "change")).text
    assert answer.get_absolute_url() not in page
    assert "No: what it belongs to is not published." in page


def test_a_new_source_is_a_draft(researcher):
    assert shown(researcher, address(Source, "add"))["workflow"] == DRAFT


def test_a_record_with_an_error_is_not_published_and_the_error_is_named(reviewer):
    event = make_event(date=BEFORE, workflow=DRAFT, summary=WRONG)
    assert "“Sunday, 15 January 2024”" in messages(act(reviewer, "publish", event))
    response = send(reviewer, address(event, "change"), workflow=PUBLISHED)
    assert "cannot be published with an error: “Sunday, 15 January 2024”" in errors(response)
    assert state(event) == DRAFT
    assert errors(send(reviewer, address(event, "change"), workflow=PUBLISHED, summary=RIGHT)) == ""
    assert state(event) == PUBLISHED


def test_an_error_that_only_the_form_itself_brings_in_is_seen_and_nothing_is_written(reviewer):
    event = make_event(date=BEFORE, workflow=DRAFT)
    party = make_party(began="2025")
    response = send(reviewer, address(event, "change"), workflow=PUBLISHED, title="Other", parties=[party.pk])
    assert "came into being 2025" in errors(response)
    event.refresh_from_db()
    assert event.workflow == DRAFT
    assert event.title != "Other"
    assert not event.parties.exists()
    assert "Other" not in reviewer.get(address(event, "history")).text


def test_a_published_record_takes_no_new_error_but_is_not_shut_for_an_old_one(researcher):
    sound, wrong = make_event(date=BEFORE), make_event(date=BEFORE, summary=WRONG)
    assert "“Sunday, 15 January 2024”" in errors(send(researcher, address(sound, "change"), summary=WRONG))
    sound.refresh_from_db()
    assert sound.summary != WRONG
    assert errors(send(researcher, address(wrong, "change"), title="Better words")) == ""
    assert "Saturday" in errors(
        send(researcher, address(wrong, "change"), summary=f"{WRONG} On Saturday, 16 January 2024.")
    )


def test_a_draft_with_an_error_is_saved_and_sent_to_review(researcher):
    event = make_event(date=BEFORE, workflow=DRAFT)
    assert errors(send(researcher, address(event, "change"), summary=WRONG, workflow=IN_REVIEW)) == ""
    assert state(event) == IN_REVIEW


def test_a_new_record_with_an_error_is_not_made(reviewer):
    new = {"date": BEFORE, "title": "T", "summary": WRONG, "kind": "hearing", "slug": "t", "workflow": PUBLISHED}
    response = send(reviewer, address(Event, "add"), **new, references__0__source=make_source().pk)
    assert "“Sunday, 15 January 2024”" in errors(response)
    assert not Event.objects.exists()


def test_a_source_that_alone_argues_a_status_cannot_leave_the_site(reviewer):
    source = make_source()
    question = make_question("Who said it?", status="explained", argument="Two things are measured.")
    make_assertion(question=question)
    QuestionReference.objects.create(question=question, source=source)
    assert "is the only published source of “Who said it?”" in messages(act(reviewer, "take_back", source))
    type(question).objects.update(status="open")
    assert messages(act(reviewer, "take_back", source)) == "1 source taken back to draft."
