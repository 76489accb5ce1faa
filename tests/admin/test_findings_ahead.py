"""What the linter finds in a change that waits: told on its form and its review, and to whoever wrote it."""

import pytest
from django.urls import reverse

from tests.admin.posting import act, address, messages, send, shown, step
from tests.making import make_event, make_source
from timeline.checks.linter import refresh_findings
from timeline.models import Dismissal, Finding
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
WRONG_DAY = "On Sunday, 14 January 2024, x; on Monday, 16 January 2024."
RIGHT_DAY = "On Sunday, 14 January 2024, x; on Tuesday, 16 January 2024."


def make_seen(**values):
    event = make_event(date="2024-02-10", **values)
    refresh_findings(type(event), [event.pk])
    return event


def make_early_source():
    """It seems to have reported the event before that happened, of which the linter warns."""
    return make_source(published="2024-01-15")


def change(client, event, **changes):
    """The answer to a change of the event, and the messages of the page to which it leads."""
    response = send(client, address(event, "change"), **changes)
    assert response.status_code == 302
    return messages(client.get(response["Location"]))


def pages(client, event):
    return [client.get(address(event, page)).text for page in ("change", "review")]


def test_an_error_in_a_pending_change_is_told_where_it_is_written_and_reviewed(researcher, reviewer):
    event = make_seen(summary=RIGHT_DAY)
    said = change(researcher, event, summary=WRONG_DAY)
    assert "It cannot be published like this." in said
    assert "16 January 2024" in said
    for page in pages(reviewer, event):
        assert "in it with this change" in page
        assert "<b>Error:</b>" in page
        assert "New with this change." in page
    assert not Finding.objects.filter(record_slug=event.slug).exists()


def test_what_a_pending_change_puts_right_is_not_told_of_it(researcher, reviewer):
    event = make_seen(summary=WRONG_DAY)
    assert Finding.objects.filter(record_slug=event.slug).count() == 1
    assert "cannot be published" not in change(researcher, event, summary=RIGHT_DAY)
    form, review = pages(reviewer, event)
    assert "<b>Error:</b>" not in form + review
    assert "Put right by this change:" in review
    assert Finding.objects.filter(record_slug=event.slug).count() == 1


def test_an_error_that_readers_see_already_does_not_stop_a_change(researcher, reviewer):
    event = make_seen(summary=WRONG_DAY)
    assert "cannot be published" not in change(researcher, event, title="Other", _submit="yes")
    form, review = pages(reviewer, event)
    for page in (form, review):
        assert "<b>Error:</b>" in page
        assert "New with this change." not in page
    assert "You cannot publish it now" not in review


def test_a_warning_that_a_change_brings_is_told_and_can_be_dismissed_once_it_is_there(researcher, reviewer):
    event = make_seen()
    assert "The linter warns:" in change(researcher, event, references__1__source=make_early_source().pk)
    form, review = pages(researcher, event)
    assert "<b>Warning:</b>" in form
    assert "<b>Warning:</b>" in review
    assert "/dismiss/" not in form
    step(reviewer, "publish", event)
    form, _ = pages(researcher, event)
    assert "/dismiss/" in form


def test_a_warning_that_was_dismissed_stays_so_in_a_change(researcher):
    event = make_seen(sources=[make_source(), make_early_source()])
    finding = Finding.objects.get(record_slug=event.slug)
    same = {name: getattr(finding, name) for name in ("record_kind", "record_slug", "rule", "about")}
    Dismissal.objects.create(**same, reason="It was announced.", dismissed_by="ann")
    assert "The linter warns" not in change(researcher, event, title="Other")
    form, _ = pages(researcher, event)
    assert "Reason: It was announced." in form


@pytest.mark.parametrize("sent", [{}, {"_submit": "yes"}, {"_continue": "yes"}])
def test_the_author_of_a_draft_is_told_when_it_is_saved_and_when_it_is_sent(researcher, sent):
    event = make_event(date="2024-02-10", workflow=Workflow.DRAFT)
    said = change(researcher, event, summary=WRONG_DAY, references__1__source=make_early_source().pk, **sent)
    assert "It cannot be published like this." in said
    assert "The linter warns:" in said
    if not sent:
        said = messages(step(researcher, "submit", event))
        assert "It cannot be published like this." in said
        assert "The linter warns:" in said


def test_whoever_makes_a_record_is_told_too_and_nobody_of_one_without_faults(researcher):
    right = make_event(workflow=Workflow.DRAFT, date="2024-02-10")
    assert "linter" not in change(researcher, right, title="Right")
    wrong = shown(researcher, address(type(right), "add"))
    wrong |= {"date": "2024-02-10", "title": "T", "kind": "hearing", "slug": "t", "summary": WRONG_DAY}
    wrong["references-0-source"] = make_source().pk
    response = researcher.post(address(type(right), "add"), wrong, follow=True)
    assert "It cannot be published like this." in messages(response)


def test_who_sends_many_to_review_at_once_is_told_of_each_and_of_no_more_than_fits_a_message(researcher):
    titles = [f"Hearing number {number}." for number in range(1, 9)]
    wrong = [make_event(date="2024-02-10", title=t, summary=WRONG_DAY, workflow=Workflow.DRAFT) for t in titles]
    early = make_event(
        date="2024-02-10", title="Early.", sources=[make_source(), make_early_source()], workflow=Workflow.DRAFT
    )
    right = make_event(date="2024-02-10", title="Right.", workflow=Workflow.DRAFT)
    refresh_findings(type(right), [event.pk for event in [*wrong, early, right]])
    answer = act(researcher, "send_to_review", *wrong, early, right)
    done, errors, warnings = (str(message) for message in answer.context["messages"])
    assert "10 events sent to review." in done
    assert "These cannot be published like this." in errors
    assert sum(title in errors for title in titles) == 5
    assert "16 January 2024" in errors
    assert "And 3 more of them." in errors
    assert "The linter warns." in warnings
    assert address(early, "review") in warnings
    assert "Right." not in errors + warnings


def test_what_was_refused_is_told_of_nothing_else(researcher):
    event = make_event(date="2024-02-10", summary=WRONG_DAY, workflow=Workflow.IN_REVIEW)
    refresh_findings(type(event), [event.pk])
    assert "cannot be published" not in messages(act(researcher, "send_to_review", event))


@pytest.mark.parametrize("is_seen", [True, False])
def test_who_restores_a_version_is_told_what_the_linter_finds_in_it(researcher, is_seen):
    event = make_event(date="2024-02-10", workflow=Workflow.PUBLISHED if is_seen else Workflow.DRAFT)
    change(researcher, event, summary=WRONG_DAY)
    change(researcher, event, summary=RIGHT_DAY)
    said = messages(researcher.post(address(event, "history"), {"restore": "2", "why": "So."}, follow=True))
    assert "It cannot be published like this." in said
    assert "cannot be published" not in change(researcher, event, summary=RIGHT_DAY)


def test_who_brings_a_deleted_record_back_is_told_what_the_linter_finds_in_it(administrator):
    event = make_event(date="2024-02-10", summary=WRONG_DAY, slug="e", workflow=Workflow.DRAFT)
    administrator.post(address(event, "delete"), {"post": "yes", "why": "So."})
    at = reverse("admin:deleted_record", args=["event", "e"])
    said = messages(administrator.post(at, {"restore": "1", "why": "So."}, follow=True))
    assert "It cannot be published like this." in said
