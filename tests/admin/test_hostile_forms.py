"""Forms that no page of the desk would send, and those whose record has changed meanwhile: told, and no word lost."""

import pytest

from tests.admin.posting import act, address, errors, filled_in, messages, send, shown
from tests.admin.test_conflicts import race
from tests.admin.test_findings import make_warned
from tests.admin.test_new_quotes import EVENT, NEW_SOURCE, quote
from tests.making import make_event, make_party
from timeline.admin import steps
from timeline.history.keeping import Hand, head_of
from timeline.merging.proposing import propose_merge
from timeline.models import Dismissal, Event, Finding, Quote, ReaderReport, Source
from timeline.vocabulary import ReportState, Workflow

pytestmark = pytest.mark.django_db
COUNTS = ["²", "9" * 5000, "-1", "", "x", "\0", "١"]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_no_number_of_rows_breaks_the_form_of_a_pending_change_or_of_whoever_is_second(
    researcher, reviewer, name, count
):
    event = make_event(title="Before")
    assert errors(send(researcher, address(event, "change"), title="Pending")) == ""
    data = filled_in(shown(reviewer, address(event, "change")), {"title": "Mine"})
    forged = {**data, f"references-{name}": count}
    assert reviewer.post(address(event, "change"), forged).status_code in (200, 302, 409)
    send(researcher, address(event, "change"), title="Once more")
    assert reviewer.post(address(event, "change"), forged).status_code in (200, 302, 409)


@pytest.mark.parametrize("row", [{"references-7-new_title": "Beyond"}, {"references-1-new_title": "  "}])
def test_a_quote_that_names_a_row_of_no_source_is_refused_with_its_words(researcher, row):
    number = int(next(iter(row)).split("-")[1]) + 1
    given = {**EVENT, **NEW_SOURCE, **quote(make_party("Elon Musk"), source_row=str(number))}
    data = filled_in(shown(researcher, address(Event, "add")), given)
    total = {} if number > 2 else {"references-TOTAL_FORMS": "2"}
    answer = researcher.post(address(Event, "add"), {**data, **row, **total})
    assert f"There is no source #{number} above" in errors(answer)
    assert "I was a fool." in answer.text
    assert not Event.objects.exists()
    assert not Quote.objects.exists()
    assert not Source.objects.filter(title="A transcript").exists()


def test_what_was_typed_for_a_record_that_somebody_has_deleted_is_left_to_be_copied(researcher, administrator):
    event = make_event(workflow=Workflow.DRAFT)
    url = address(event, "change")
    data = filled_in(shown(researcher, url), {"summary": "A whole morning’s work."})
    administrator.post(address(event, "delete"), {"post": "yes", "why": "By mistake."})
    answer = researcher.post(url, data)
    assert answer.status_code == 410
    assert "By mistake." in answer.text
    assert "A whole morning’s work." in answer.text
    comment = researcher.post(f"/admin/comments/event/{event.slug}/", {"text": "Look at page 3."})
    assert (comment.status_code, "Look at page 3." in comment.text) == (409, True)
    assert researcher.get(url).status_code == 302
    assert researcher.get(f"/admin/comments/event/{event.slug}/").status_code == 404


def test_a_merge_that_was_refused_as_stale_is_done_when_it_is_sent_again(researcher, reviewer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, Hand(name="ann", why="They are one."))
    url = f"/admin/merge/event/?keep={kept.slug}&merge={gone.slug}"
    stale = reviewer.get(url).context["seen"]
    send(researcher, address(kept, "change"), title="Now")
    steps.drop(kept, Hand(name="ann"))
    page = reviewer.post(url, {"seen": stale, "why": "They are one."})
    assert "look at them again" in messages(page)
    assert page.context["form"]["why"].value() == "They are one."
    assert page.context["seen"] != stale
    assert f'name="seen" value="{page.context["seen"]}"' in page.text
    assert reviewer.post(url, {"seen": page.context["seen"], "why": "They are one."}).status_code == 302
    assert not Event.objects.filter(slug=gone.slug).exists()


def test_a_reason_for_many_records_is_kept_where_none_of_them_was_taken(reviewer):
    event = make_event(workflow=Workflow.DRAFT)
    given = {"action": "withdraw", "_selected_action": [event.pk], "confirmed": "yes", "why": "A long “reason”."}
    page = reviewer.post(address(Event), {**given, f"seen-{event.pk}": 0})
    assert "is not on the site" in messages(page)
    assert 'value="A long “reason”."' in page.text
    assert head_of(event) is None


def test_what_was_typed_for_a_step_that_was_refused_stays_on_the_page_of_the_review(reviewer):
    event = make_event()
    send(reviewer, address(event, "change"), title="Changed", _submit="yes")
    number = head_of(event).number
    given = {"step": "publish", "version_seen": number, "why": "So it is said.", "change_class": "correction"}
    page = reviewer.post(address(event, "review"), given)
    assert "nobody publishes own work" in messages(page)
    assert 'value="So it is said."' in page.text
    assert '<option value="correction" selected>' in page.text


def test_an_answer_to_what_somebody_else_has_closed_is_told_back(reviewer):
    told = {"record_title": "E", "shown_at": "2026-01-01T00:00Z", "wrong": "All.", "fingerprint": "x" * 32}
    report = ReaderReport.objects.create(record_kind="event", record_slug="e", **told)
    ReaderReport.objects.filter(pk=report.pk).close(ReportState.ANSWERED, "Done.", "ann")
    page = act(reviewer, "answer_chosen", report, confirmed="yes", answer="I looked into it.")
    assert "You had written: “I looked into it.”" in messages(page)


def test_a_reason_for_a_warning_that_is_dismissed_already_is_told_back(researcher):
    event = make_warned()
    finding = Finding.objects.get(record_slug=event.slug)
    same = {name: getattr(finding, name) for name in ("record_kind", "record_slug", "rule", "about")}
    Dismissal.objects.create(**same, reason="So.")
    url = f"/admin/timeline/finding/{finding.pk}/dismiss/"
    page = researcher.post(url, {"confirmed": "yes", "reason": "It was read that day."}, follow=True)
    assert "You had written: “It was read that day.”" in messages(page)


@pytest.mark.parametrize("token", ["", "x", "²", "9" * 5000, "-1", "1.5", "\0"])
def test_no_version_token_breaks_the_page_of_a_review(reviewer, token):
    event = make_event(workflow=Workflow.DRAFT)
    page = reviewer.post(address(event, "review"), {"step": "publish", "version_seen": token, "why": "So."})
    assert page.status_code == 200
    assert "does not say which version of the record was seen" in messages(page)


def test_steps_are_not_taken_by_looking_at_their_addresses(reviewer):
    event = make_event(date="2024-01-10")
    finding = Finding.objects.filter(record_slug=make_warned().slug).first()
    for url in (
        f"{address(event, 'review')}?step=withdraw&version_seen=0&why=So.",
        f"{address(event, 'history')}?restore=1&why=So.",
        f"/admin/timeline/finding/{finding.pk}/dismiss/?confirmed=yes&reason=So.",
        f"{address(event)}?action=withdraw&confirmed=yes&_selected_action={event.pk}",
        f"/admin/merge/event/?keep={event.slug}&merge={make_event().slug}&why=So.&seen=1-1",
    ):
        reviewer.get(url)
    assert head_of(event) is None
    assert not Dismissal.objects.exists()
    for url in ("/admin/comments/1/delete/", "/admin/filters/1/forget/", "/admin/filters/event/"):
        assert reviewer.get(url).status_code == 405


def test_the_report_that_a_change_answers_goes_through_a_conflict_with_it(researcher, reviewer):
    event = make_event(title="Before")
    told = {"record_title": "E", "shown_at": "2026-01-01T00:00Z", "wrong": "All.", "fingerprint": "x" * 32}
    report = ReaderReport.objects.create(record_kind="event", record_slug=event.slug, **told)
    page = race(researcher, reviewer, event, {"title": "His"}, {"summary": "Hers.", "report": str(report.pk)})
    assert f'<input type="hidden" name="report" value="{report.pk}">' in page.text
