"""From a draft to the site and off it: who takes which step, what stands in the way, what readers see meanwhile."""

import pytest

from tests.admin.posting import act, address, errors, messages, send, shown, step
from tests.making import make_assertion, make_event, make_party, make_question, make_source
from timeline.history.keeping import head_of, pending_change_of
from timeline.models import Event, ReaderReport, Source, Version
from timeline.vocabulary import ChangeClass, Step, Workflow

pytestmark = pytest.mark.django_db
DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = Workflow
BEFORE = "2024-01-10"  # and its source was published after that


def state(record):
    return type(record).objects.values_list("workflow", flat=True).get(pk=record.pk)


def steps(record):
    return [*Version.objects.of(record).order_by("number").values_list("step", flat=True)]


def title_for_readers(client, event):
    response = client.get(event.get_absolute_url())
    return response.context["record"].title if response.status_code == 200 else response.status_code


def make_draft(**values):
    return make_event(date=BEFORE, workflow=DRAFT, **values)


def test_a_new_record_is_a_draft_and_nobody_can_post_another_state(reviewer):
    assert "workflow" not in shown(reviewer, address(Source, "add"))
    new = {"date": BEFORE, "title": "T", "summary": "S.", "kind": "hearing", "slug": "t", "workflow": PUBLISHED}
    assert errors(send(reviewer, address(Event, "add"), **new, references__0__source=make_source().pk)) == ""
    event = Event.objects.get(slug="t")
    assert (state(event), steps(event)) == (DRAFT, ["written"])
    new = {**new, "slug": "sent", "_submit": "yes", "references__0__source": make_source().pk}
    assert errors(send(reviewer, address(Event, "add"), **new)) == ""
    event = Event.objects.get(slug="sent")
    assert (state(event), steps(event)) == (IN_REVIEW, ["written", "submitted"])


def test_one_writes_and_submits_and_another_publishes(researcher, reviewer, client):
    event = make_draft(title="It happened")
    assert errors(send(researcher, address(event, "change"), title="It was heard", _submit="yes")) == ""
    assert state(event) == IN_REVIEW
    assert title_for_readers(client, event) == 404
    assert "is published" in messages(step(reviewer, "publish", event))
    assert (state(event), title_for_readers(client, event)) == (PUBLISHED, "It was heard")
    assert steps(event) == ["begun", "written", "submitted", "published"]
    assert [*Version.objects.of(event).values_list("made_by_name", flat=True)] == [
        *("reviewer", "researcher", "researcher", "history"),
    ]


def test_nobody_publishes_own_work_an_administrator_neither(administrator, reviewer):
    event = make_draft()
    send(administrator, address(event, "change"), title="Mine", _submit="yes")
    assert "nobody publishes own work" in messages(step(administrator, "publish", event))
    assert "nobody publishes own work" in messages(act(administrator, "publish", event))
    assert state(event) == IN_REVIEW
    step(reviewer, "publish", event)
    assert state(event) == PUBLISHED


def test_a_researcher_is_offered_no_publication_and_refused_one(researcher):
    event = make_draft()
    actions = [name for name, _ in researcher.get(address(Event)).context["action_form"].fields["action"].choices]
    assert actions == ["", "send_to_review"]
    for name in ("publish", "withdraw", "send_back"):
        assert step(researcher, name, event, why="So.").status_code == 403
    act(researcher, "publish", event)
    assert state(event) == DRAFT


def test_a_draft_is_sent_back_with_a_word_on_why(researcher, reviewer):
    event = make_draft()
    send(researcher, address(event, "change"), title="Better", _submit="yes")
    assert "without a word on why" in messages(step(reviewer, "send_back", event))
    assert state(event) == IN_REVIEW
    step(reviewer, "send_back", event, why="Who says so?")
    assert state(event) == DRAFT
    assert "Who says so?" in researcher.get(address(event, "change")).text
    # The words are still those of the researcher: whoever sent them back may publish them.
    step(researcher, "submit", event)
    step(reviewer, "publish", event)
    assert state(event) == PUBLISHED


def test_what_is_in_review_stays_there_while_it_is_put_right(researcher):
    event = make_draft()
    send(researcher, address(event, "change"), title="Better", _submit="yes")
    send(researcher, address(event, "change"), title="Better still")
    assert (state(event), head_of(event).workflow) == (IN_REVIEW, IN_REVIEW)


def test_readers_keep_what_was_published_until_a_change_is_reviewed(researcher, reviewer, client):
    event, party, other = make_event(date=BEFORE, title="Before"), make_party(), make_source()
    response = send(
        researcher,
        address(event, "change"),
        title="After",
        parties=[party.pk],
        references__1__source=other.pk,
        _submit="yes",
        change_class="correction",
        why="The order says so.",
    )
    assert errors(response) == ""
    assert title_for_readers(client, event) == "Before"
    event.refresh_from_db()
    assert (event.title, event.parties.count(), event.references.count()) == ("Before", 0, 1)
    # Whoever opens the form sees the change, rows included.
    form = shown(reviewer, address(event, "change"))
    assert (form["title"], [*form["parties"]], form["references-1-source"]) == ("After", [party.pk], other.pk)
    step(reviewer, "publish", event)
    assert title_for_readers(client, event) == "After"
    assert (event.parties.get(), event.references.count()) == (party, 2)
    head = head_of(event)
    assert (head.step, head.change_class, head.why) == ("published", "correction", "The order says so.")


def test_a_pending_change_can_be_written_further_and_its_rows_are_kept(researcher, reviewer):
    event, first, second = make_event(date=BEFORE), make_source(), make_source()
    send(researcher, address(event, "change"), references__1__source=first.pk, references__1__locator="p. 1")
    assert pending_change_of(event).workflow == DRAFT
    response = send(
        researcher, address(event, "change"), references__1__locator="p. 2", references__2__source=second.pk
    )
    assert errors(response) == ""
    response = send(researcher, address(event, "change"), references__0__DELETE="on", _submit="yes")
    assert errors(response) == ""
    assert event.references.count() == 1
    step(reviewer, "publish", event)
    assert [(row.source, row.locator) for row in event.references.all()] == [(first, "p. 2"), (second, "")]


def test_a_change_of_what_readers_see_needs_its_class_and_reason(researcher):
    event = make_event(title="Before")
    response = send(researcher, address(event, "change"), title="After", why="", change_class="")
    assert errors(response).count("This field is required") == 2
    assert pending_change_of(event) is None
    assert errors(send(researcher, address(event, "change"), title="After", change_class="withdrawal")) != ""


def test_a_form_that_changes_nothing_leaves_no_version(researcher):
    event, draft = make_event(), make_draft()
    for record in (event, draft):
        before = len(steps(record)) or 1
        assert errors(send(researcher, address(record, "change"))) == ""
        assert len(steps(record)) == before
    assert pending_change_of(event) is None


def test_a_pending_change_can_be_dropped(researcher, client):
    event = make_event(title="Before")
    send(researcher, address(event, "change"), title="After")
    step(researcher, "drop", event)
    assert pending_change_of(event) is None
    assert shown(researcher, address(event, "change"))["title"] == "Before"


def test_a_withdrawn_record_is_nowhere_and_can_come_back(researcher, reviewer, client):
    event = make_event(title="It happened")
    assert "without a reason" in messages(step(reviewer, "withdraw", event))
    step(reviewer, "withdraw", event, why="It never happened.")
    assert state(event) == WITHDRAWN
    assert title_for_readers(client, event) in (404, 410)
    assert "It happened" not in client.get("/").text
    head = head_of(event)
    assert (head.step, head.change_class, head.why) == (Step.WITHDRAWN, ChangeClass.WITHDRAWAL, "It never happened.")
    send(researcher, address(event, "change"), title="It did happen", why="New evidence.", _submit="yes")
    step(reviewer, "publish", event, change_class="correction")
    assert title_for_readers(client, event) == "It did happen"


def test_a_step_is_refused_where_somebody_has_written_since_the_page_was_made(researcher, reviewer):
    event = make_draft(title="First")
    send(researcher, address(event, "change"), title="Second", _submit="yes")
    number = head_of(event).number
    send(researcher, address(event, "change"), title="Third")
    told = messages(step(reviewer, "publish", event, version_seen=number))
    assert "Somebody has changed it since" in told
    assert state(event) == IN_REVIEW


def test_an_action_leaves_alone_what_was_written_since_it_asked(researcher, reviewer):
    event, other = make_draft(title="First"), make_draft()
    data = {"action": "publish", "_selected_action": [event.pk, other.pk]}
    plans = reviewer.post(address(Event), data).context["plans"]
    seen = {f"seen-{record.pk}": number for record, _, number, _ in plans}
    send(researcher, address(event, "change"), title="Second")
    response = reviewer.post(address(Event), {**data, **seen, "confirmed": "yes"}, follow=True)
    assert "“Second” was changed by somebody since" in messages(response)
    assert (state(event), state(other)) == (DRAFT, PUBLISHED)


def test_an_action_says_beforehand_what_it_will_do(reviewer):
    bare, sound = make_draft(title="Nobody said so", sources=[]), make_draft()
    response = reviewer.post(address(Event), {"action": "publish", "_selected_action": [bare.pk, sound.pk]})
    assert "“Nobody said so” cannot be published" in response.text
    assert [bool(problem) for _, _, _, problem in response.context["plans"]] in ([True, False], [False, True])
    assert (state(bare), state(sound)) == (DRAFT, DRAFT)


def test_view_on_site_leads_to_public_records_only(researcher):
    public, draft = make_event(), make_event(workflow=DRAFT)
    assert f'href="{public.get_absolute_url()}"' in researcher.get(address(public, "change")).text
    assert draft.get_absolute_url() not in researcher.get(address(draft, "change")).text
    answer = make_assertion(question=make_question(workflow=DRAFT))
    page = researcher.get(address(answer, "change")).text
    assert answer.get_absolute_url() not in page
    assert "No: what it belongs to is not published." in page


def test_a_deleted_draft_leaves_its_history(administrator):
    draft = make_draft()
    assert administrator.post(address(draft, "delete"), {"post": "yes", "why": "So."}).status_code == 302
    assert not Event.objects.filter(pk=draft.pk).exists()
    assert Version.objects.of_slug("event", draft.slug).heads().get().step == Step.DELETED


def test_whoever_publishes_what_another_wrote_is_its_second_reader(researcher, reviewer):
    event = make_draft()
    send(researcher, address(event, "change"), title="Better", _submit="yes")
    event.refresh_from_db()
    before = event.provenance
    step(reviewer, "publish", event)
    event.refresh_from_db()
    assert (event.reviewed_by, event.provenance) == ("reviewer", before + 5)


def test_a_record_whose_history_names_nobody_has_no_second_reader(reviewer):
    event = make_draft()
    act(reviewer, "publish", event)
    event.refresh_from_db()
    assert (event.workflow, event.reviewed_by) == (PUBLISHED, "")


def test_a_readers_report_is_the_origin_of_a_correction_and_is_answered_by_it(researcher, reviewer, client):
    event = make_event(date=BEFORE, title="Before")
    values = {"record_kind": "event", "record_title": "Before", "shown_at": event.created_at, "wrong": "It was later."}
    report = ReaderReport.objects.create(record_slug=event.slug, fingerprint="1", **values)
    other = ReaderReport.objects.create(record_slug="another", fingerprint="2", **values)
    change = {"change_class": "correction", "why": "A reader told us.", "_submit": "yes"}
    assert "valid choice" in errors(send(researcher, address(event, "change"), title="After", report=other.pk))
    assert errors(send(researcher, address(event, "change"), title="After", report=report.pk, **change)) == ""
    report.refresh_from_db()
    assert report.state == "new"
    step(reviewer, "publish", event)
    report.refresh_from_db()
    assert (report.state, report.answer, report.closed_by) == ("answered", "A reader told us.", "reviewer")
    assert head_of(event).report == report
    page = client.get("/corrections/").text
    assert "A reader reported it." in page
    assert "It was later." not in page


def test_enter_in_a_field_saves_a_draft_and_sends_nothing_to_review(researcher):
    page = researcher.get(address(make_draft(), "change")).text
    assert page.index('name="_save"') < page.index('name="_submit"')


def test_a_review_of_what_readers_see_already_says_that_nothing_waits(researcher):
    event = make_event(title="It happened")
    send(researcher, address(event, "change"), title="It was heard")
    assert "What readers would see otherwise" in researcher.get(address(event, "review")).text
    step(researcher, "drop", event)
    page = researcher.get(address(event, "review")).text
    assert "Nothing waits: readers see what was written last." in page
    assert "What readers would see otherwise" not in page
    assert "Nothing waits" in researcher.get(address(make_event(), "review")).text


def test_a_step_that_no_page_offers_is_refused_in_words(reviewer):
    event = make_draft()
    for data in (
        {"step": "publish"},
        {"step": "publish", "version_seen": "x"},
        {"step": "publish", "version_seen": -1},
    ):
        said = messages(reviewer.post(address(event, "review"), data))
        assert said == "The form does not say which version of the record was seen: look at it again."
    said = messages(reviewer.post(address(event, "review"), {"step": "shout", "version_seen": 0, "why": "x" * 501}))
    assert "There is no such step" in said
    assert "Why: " in said
    assert state(event) == DRAFT
