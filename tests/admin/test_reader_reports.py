"""The inbox: what readers report is read, answered or dismissed with a reason, and taken up again; never changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.posting import act, address, messages
from tests.making import make_case, make_event, make_filing, make_quote, make_report
from timeline.models import ReaderReport
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
REASON = "The docket says 38 million, on page 4."
INBOX = "/admin/timeline/readerreport/"


def close(client, action, *reports, **form):
    return act(client, action, *reports, **form)


def closed(days=0, **values):
    at = timezone.now() - timedelta(days=days)
    return make_report(state="answered", answer="Corrected.", closed_by="someone", closed_at=at, **values)


def titles(client, query=""):
    return [report.record_title for report in client.get(f"{INBOX}{query}").context["cl"].result_list]


def test_the_inbox_shows_what_is_new_first_and_leads_to_the_record(researcher):
    event = make_event(title="The newest one")
    done = closed(record=make_event(title="The closed one"))
    older = make_report(make_event(title="The older one"), "It was Tuesday.", as_of="2024-03-01")
    ReaderReport.objects.filter(pk=older.pk).update(received_at=timezone.now() - timedelta(days=3))
    make_report(event)
    ReaderReport.objects.filter(pk=done.pk).update(received_at=timezone.now() + timedelta(days=1))
    assert titles(researcher) == ["The newest one", "The older one", "The closed one"]
    page = researcher.get(INBOX).text
    assert address(event, "change") in page
    assert f'href="{event.get_absolute_url()}"' in page
    assert f'href="{older.record.get_absolute_url()}?as_of=2024-03-01"' in page
    assert "It was Tuesday." in page


def test_the_inbox_filters_and_searches(researcher):
    make_report(make_case("A v. B"), "The judge is another one.")
    closed(record=make_event(title="The event"))
    assert titles(researcher, "?state__exact=new") == ["A v. B"]
    assert titles(researcher, "?record_kind=event") == ["The event"]
    assert titles(researcher, "?q=judge") == ["A v. B"]
    assert titles(researcher, "?q=corrected") == ["The event"]


def test_the_inbox_asks_as_many_queries_for_many_reports_as_for_few(researcher):
    make_report(make_quote())
    researcher.get(INBOX)
    with CaptureQueriesContext(connection) as few:
        researcher.get(INBOX)
    for _ in range(5):
        make_report(make_filing())
        closed(record=make_case())
    with CaptureQueriesContext(connection) as many:
        researcher.get(INBOX)
    assert len(many) == len(few)


def test_a_report_tells_all_that_the_reader_sent(researcher):
    report = make_report(
        wrong="<b>Wrong</b>\nin two lines",
        says_otherwise="https://example.org/paper",
        contact="me@example.org",
        as_of="2024-03-01",
    )
    page = researcher.get(address(report, "change")).text
    for words in ("&lt;b&gt;Wrong&lt;/b&gt;", "As known on 2024-03-01", 'href="mailto:me@example.org"'):
        assert words in page
    assert '<a href="https://example.org/paper" rel="noreferrer">' in page
    assert f'href="{report.record.get_absolute_url()}?as_of=2024-03-01"' in page
    odd = make_report(contact='" onclick="x" @ somewhere')
    assert "mailto:" not in researcher.get(address(odd, "change")).text


def test_a_report_outlives_its_record(researcher):
    event = make_event(title="Taken back")
    report = make_report(event)
    event.workflow = Workflow.DRAFT
    event.save()
    for page in (researcher.get(address(report, "change")).text, researcher.get(INBOX).text):
        assert "Taken back" in page
        assert f'href="{event.get_absolute_url()}"' not in page, "which would not be found"
        assert address(event, "change") in page
    pk = event.pk
    event.delete()
    page = researcher.get(address(report, "change")).text
    assert "Event: Taken back" in page
    assert f"/event/{pk}/change/" not in page
    assert report.record is None


@pytest.mark.parametrize(("name", "state"), [("answer", "answered"), ("dismiss", "dismissed")])
@pytest.mark.parametrize("group", ["researcher", "reviewer", "administrator"])
def test_a_report_is_closed_with_a_reason_from_its_page_and_back_there(sign_in, group, name, state):
    client, report = sign_in(group), make_report(contact="me@example.org")
    url = f"{INBOX}{report.pk}/{name}/"
    assert url in client.get(address(report, "change")).text
    asked = client.get(url).text
    assert report.wrong in asked
    assert "me@example.org" in asked
    assert "This field is required" in client.post(url, {"confirmed": "yes", "answer": " "}).text
    report.refresh_from_db()
    assert report.state == "new"
    response = client.post(url, {"confirmed": "yes", "answer": REASON})
    assert response.url == address(report, "change")
    report.refresh_from_db()
    assert (report.state, report.answer, report.closed_by) == (state, REASON, group)
    assert timezone.now() - report.closed_at < timedelta(minutes=1)
    assert report.contact == "me@example.org", "there may be more to say"
    page = client.get(response.url).text
    assert REASON in page
    assert url not in page
    assert REASON in LogEntry.objects.get(object_id=report.pk).change_message


def test_one_reason_is_asked_for_several_and_given_to_each(researcher):
    reports = [make_report(make_event(title=f"Event number {n}")) for n in range(3)]
    asked = close(researcher, "dismiss_chosen", *reports)
    for words in ("Dismiss 3 reports", "Event number 0", "Event number 2"):
        assert words in asked.text
    assert not ReaderReport.objects.exclude(state="new").exists()
    told = messages(close(researcher, "dismiss_chosen", *reports, confirmed="yes", answer="Advertising."))
    assert told == "Dismissed: 3 reports."
    assert {report.answer for report in ReaderReport.objects.all()} == {"Advertising."}
    assert "None of these is new" in messages(close(researcher, "answer_chosen", *reports))


def test_who_closes_second_is_told_and_changes_nothing(researcher, reviewer):
    first, second = make_report(), make_report()
    close(researcher, "answer_chosen", first)
    close(reviewer, "dismiss_chosen", first, confirmed="yes", answer="Theirs.")
    told = messages(close(researcher, "answer_chosen", first, confirmed="yes", answer="Mine."))
    assert "None of these is new: they have been answered or dismissed." in told
    messages(close(researcher, "answer_chosen", first, second, confirmed="yes", answer="Mine."))
    assert ReaderReport.objects.get(pk=first.pk).answer == "Theirs."
    assert ReaderReport.objects.get(pk=second.pk).answer == "Mine."
    assert not ReaderReport.objects.filter(pk=first.pk).close("answered", "Late.", "researcher")


def test_a_report_is_taken_up_again_and_what_was_answered_stays_in_its_history(researcher):
    report = closed()
    assert messages(act(researcher, "reopen", report)) == "Taken up again: 1 report."
    report.refresh_from_db()
    assert (report.state, report.answer, report.closed_by, report.closed_at) == ("new", "", "", None)
    assert "Answered by someone: Corrected." in researcher.get(address(report, "history")).text
    assert messages(act(researcher, "reopen", report)) == "Taken up again: 0 reports."


def test_looking_into_the_inbox_forgets_how_to_reach_readers_of_long_closed_reports(researcher):
    old, new = closed(31, contact="old@example.org"), closed(29, contact="new@example.org")
    page = researcher.get(INBOX)
    assert page.status_code == 200
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.contact, new.contact) == ("", "new@example.org")


def test_nobody_writes_or_changes_a_report_and_only_an_administrator_deletes_one(researcher, administrator):
    report = make_report(wrong="As it was.")
    for client in (researcher, administrator):
        assert client.get(f"{INBOX}add/").status_code == 403
        assert client.post(address(report, "change"), {"wrong": "Other", "state": "answered"}).status_code == 403
    report.refresh_from_db()
    assert (report.wrong, report.state) == ("As it was.", "new")
    assert researcher.post(address(report, "delete"), {"post": "yes"}).status_code == 403
    assert administrator.post(address(report, "delete"), {"post": "yes"}).status_code == 302
    assert not ReaderReport.objects.exists()


def test_whoever_may_not_close_is_refused(client, django_user_model):
    report = make_report()
    form = {"confirmed": "yes", "answer": REASON}
    client.force_login(django_user_model.objects.create_user("bare", is_staff=True))
    assert client.get(INBOX).status_code == 403
    for name in ("answer", "dismiss"):
        assert client.post(f"{INBOX}{report.pk}/{name}/", form).status_code == 403
    client.logout()
    for path in ("", f"{report.pk}/change/", f"{report.pk}/answer/"):
        assert client.get(f"{INBOX}{path}").url.startswith("/admin/login/")
    report.refresh_from_db()
    assert report.state == "new"


@pytest.mark.parametrize("key", ["0", "9" * 30, "abc", "%00", "-1"])
def test_no_address_breaks_the_pages_that_close_a_report(researcher, key):
    for name in ("answer", "dismiss"):
        assert researcher.get(f"{INBOX}{key}/{name}/").status_code in (302, 404)


@pytest.mark.parametrize("answer", ["a\0b", "x" * 2001])
def test_an_answer_that_cannot_be_kept_is_refused(researcher, answer):
    response = close(researcher, "answer_chosen", make_report(), confirmed="yes", answer=answer)
    assert response.status_code == 200
    assert ReaderReport.objects.get().state == "new"


@pytest.mark.parametrize(
    "values",
    [
        {"state": "answered"},
        {"state": "dismissed", "closed_at": timezone.now()},
        {"state": "answered", "answer": REASON},
        {"answer": REASON},
        {"closed_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_report_closed_without_a_reason_or_a_new_one_with_one(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_report(**values)


def test_the_day_of_a_report_is_written_as_everywhere_else(researcher):
    report = make_report()
    ReaderReport.objects.update(received_at=datetime(2026, 11, 28, 10, 12, tzinfo=UTC))
    page = researcher.get(address(report, "change")).text
    assert "28 Nov 2026, 10:12" in page
    assert "a.m." not in page


def test_reports_on_one_record_are_told_apart_by_what_they_say(reviewer):
    event = make_event()
    first, second = make_report(event, "It was\nTuesday. " * 20), make_report(event, "The judge is another one.")
    ReaderReport.objects.update(received_at=datetime(2026, 11, 28, 10, 12, tzinfo=UTC))
    for page in ("change", "review"):
        text = reviewer.get(address(event, page)).text
        assert f"28 Nov 2026: “The judge is another one.” (report {second.pk})</option>" in text
        assert "28 Nov 2026: “It was Tuesday. It was Tuesday." in text
        assert f"…” (report {first.pk})</option>" in text
