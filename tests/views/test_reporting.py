"""A reader reports an error: the link on every record, the form, what it refuses, and what happens next."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make_case, make_event, make_filing, make_party, make_question, make_quote, make_source
from tests.views.reading import inner_links, read
from tests.views.sending import WRONG, about, seal_of, send
from timeline.data_version import data_version
from timeline.exporting.dossier import dossier_files
from timeline.models import ReaderReport
from timeline.models.reader_report import REPORTED
from timeline.vocabulary import ReportState, Workflow

pytestmark = pytest.mark.django_db

MAKERS = {
    "event": make_event,
    "case": make_case,
    "filing": make_filing,
    "party": make_party,
    "quote": make_quote,
    "question": make_question,
    "source": make_source,
}


@pytest.fixture
def event(db):
    return make_event("2024-02-10", title="He gave 44 million", sources=[make_source("2024-02-12")])


def make(kind, **values):
    return MAKERS[kind](**values)


def test_every_kind_of_record_that_has_a_page_can_be_reported():
    assert set(REPORTED) == set(MAKERS)


@pytest.mark.parametrize("kind", MAKERS)
def test_the_page_of_a_record_leads_to_the_form_about_it_and_a_report_names_it(client, kind):
    record = make(kind)
    own = record.get_absolute_url()
    [link] = [link for link in inner_links(read(client.get(own)), own) if link.startswith("/report/")]
    assert link == about(record)
    page = read(client.get(link))
    assert page.h1 == ["Report an error"]
    assert own in page.links
    assert send(client, record).status_code == 303
    report = ReaderReport.objects.get()
    assert (report.about, report.record_title) == (f"{kind}/{record.slug}", str(record))
    assert report.record == record


def test_the_tabs_of_a_case_and_a_party_lead_there_too(client):
    case, party = make_case(), make_party()
    for record, tab in ((case, "sources"), (party, "roles")):
        assert about(record).replace("&", "&amp;") in client.get(f"{record.get_absolute_url()}{tab}/").text


def test_a_report_is_kept_as_it_was_sent(client, event):
    before = timezone.now()
    response = send(
        client, event, wrong=f" {WRONG}\r\nSee page 3. ", says_otherwise="example.org/paper", contact="a@example.org"
    )
    assert response.status_code == 303
    report = ReaderReport.objects.get()
    assert report.wrong == f"{WRONG}\nSee page 3."
    assert (report.says_otherwise, report.contact) == ("https://example.org/paper", "a@example.org")
    assert (report.state, report.answer, report.closed_by, report.closed_at) == ("new", "", "", None)
    assert report.shown_at < before <= report.received_at
    assert before - report.shown_at < timedelta(minutes=6), "the time at which the form was opened"
    assert report.as_of is None


def test_the_browser_is_led_to_a_page_that_says_what_happens_now(client, event):
    response = send(client, event)
    parts = urlsplit(response.url)
    assert (parts.path, parse_qs(parts.query)) == ("/report/received/", {"about": [f"event/{event.slug}"]})
    page = read(client.get(response.url))
    assert "What happens now" in page.text
    assert event.get_absolute_url() in page.links
    assert about(event) in page.links


def test_the_day_of_the_view_goes_along_to_the_report_and_back(client, event):
    own = f"{event.get_absolute_url()}?as_of=2024-03-01"
    assert about(event, "2024-03-01") in inner_links(read(client.get(own)), own)
    page = read(client.get(about(event, "2024-03-01")))
    assert "as known on 1 Mar 2024" in page.text
    assert own in page.links
    response = send(client, event, "2024-03-01")
    assert ReaderReport.objects.get().as_of.isoformat() == "2024-03-01"
    assert own in read(client.get(response.url)).links


def test_a_record_that_readers_do_not_see_cannot_be_reported(client):
    for kind in MAKERS:
        for workflow in (Workflow.DRAFT, Workflow.IN_REVIEW):
            hidden = make(kind, workflow=workflow)
            assert str(hidden) not in read(client.get(about(hidden)), 404).text
            assert send(client, hidden).status_code == 404
            assert client.get(about(hidden).replace("/report/", "/report/received/")).status_code == 404
    orphan = make_filing(case=make_case(workflow=Workflow.DRAFT))
    assert send(client, orphan).status_code == 404
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["", "about=", "about=event", "about=event/", "about=event/no-such", "about=court/x", "about=/", "about=user/1"],
)
def test_what_is_no_record_is_not_found(client, event, query):
    assert read(client.get(f"/report/?{query}"), 404).h1 == ["No record stands at this address"]
    assert client.post(f"/report/?{query}", {"wrong": WRONG}).status_code == 404


def test_a_record_not_yet_known_on_that_day_is_told_as_on_its_own_page(client, event):
    page = read(client.get(about(event, "2024-02-11")), 404)
    assert page.h1 == ["Not yet known on 11 Feb 2024"]
    assert event.title not in page.text
    assert send(client, event, "2024-02-11").status_code == 404


@pytest.mark.parametrize(
    "query", ["&as_of=soon", "&as_of=2999-01-01", "&as_of=2024-03-01&as_of=2024-03-02", "&pirate=1", "&about=event/b"]
)
def test_an_address_that_cannot_be_read_is_told_and_takes_nothing(client, event, query):
    assert read(client.get(f"{about(event)}{query}"), 400)
    assert client.post(f"{about(event)}{query}", {"wrong": WRONG, "seal": seal_of(event)}).status_code == 400
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wrong": None}, "Say what is wrong"),
        ({"wrong": " \r\n\t "}, "Say what is wrong"),
        ({"wrong": "x" * 5001}, "At most 5,000 characters; these are 5001."),
        ({"wrong": "a\0b"}, "Null characters are not allowed."),
        ({"says_otherwise": "somewhere else"}, "This is no address of a page"),
        ({"says_otherwise": "javascript:alert(1)"}, "This is no address of a page"),
        ({"says_otherwise": "ftp://example.org/"}, "This is no address of a page"),
        ({"says_otherwise": "https://example.org/" + "x" * 500}, "at most 500 characters"),
        ({"contact": "x" * 201}, "at most 200 characters"),
        ({"contact": ["a@example.org", "b@example.org"]}, "“contact” was sent more than once."),
        ({"homepage": "https://example.org/pills"}, "A field that people do not see was filled in."),
    ],
)
def test_a_form_that_cannot_be_taken_says_why_and_keeps_what_was_typed(client, event, fields, told):
    page = read(send(client, event, **{"wrong": "Typed long.", "contact": "me@example.org", **fields}), 400)
    assert told in page.text
    assert not ReaderReport.objects.exists()
    assert "wrong" in fields or "Typed long." in page.html
    assert "contact" in fields or "me@example.org" in page.html
    assert "pills" not in page.html, "sent again, it would be refused again"


def test_a_line_end_counts_once_as_in_the_browser(client, event):
    lines = "\r\n".join(["x" * 49] * 100)
    assert send(client, event, wrong=lines).status_code == 303
    assert len(ReaderReport.objects.get().wrong) == 4999


@pytest.mark.parametrize(
    ("age", "told"),
    [(timedelta(seconds=1), "faster than anybody types"), (timedelta(hours=25), "more than a day old")],
)
def test_a_form_filled_in_too_fast_or_left_open_too_long_is_sent_again_with_what_was_typed(client, event, age, told):
    page = read(send(client, event, seal=seal_of(event, age=age)), 400)
    assert told in page.text
    assert WRONG in page.html
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("seal", [None, "", "a\0b", "x:y:z", "é\u202e", "x" * 50_000])
def test_a_forged_seal_is_refused(client, event, seal):
    page = read(send(client, event, seal=seal), 400)
    assert "The form was not sent as it was fetched." in page.text
    assert seal_shown(page) not in (seal, "")
    assert not ReaderReport.objects.exists()


def test_a_seal_holds_for_its_record_and_day_and_cannot_be_changed(client, event):
    other = make_event()
    for seal in (seal_of(other), seal_of(event, "2024-03-01")):
        assert "belongs to another record, or to another day" in read(send(client, event, seal=seal), 400).text
    good = seal_of(event)
    for at in (0, len(good) // 2, len(good) - 2):
        bad = good[:at] + ("a" if good[at] != "a" else "b") + good[at + 1 :]
        assert send(client, event, seal=bad).status_code == 400
    assert not ReaderReport.objects.exists()
    assert send(client, event, seal=good).status_code == 303


def test_a_form_with_a_mistake_keeps_its_seal_and_one_with_a_bad_seal_gets_a_good_one(client, event):
    good = seal_of(event)
    assert seal_shown(read(send(client, event, seal=good, wrong=""), 400)) == good
    fresh = seal_shown(read(send(client, event, seal="bad"), 400))
    assert "faster than anybody types" in send(client, event, seal=fresh).text, "good, but too new"


def test_the_same_form_sent_twice_is_taken_once_and_changed_twice(client, event):
    seal = seal_of(event)
    assert [send(client, event, seal=seal).status_code for _ in range(3)] == [303, 303, 303]
    assert ReaderReport.objects.count() == 1
    send(client, event, seal=seal, wrong="Something else, too.")
    assert ReaderReport.objects.count() == 2


def test_neither_form_nor_report_sets_a_cookie_or_is_kept_for_others(client, event):
    cache.clear()
    first, second = client.get(about(event)), client.get(about(event))
    assert seal_shown(read(first)) != seal_shown(read(second)), "no two forms have the same seal"
    answers = [first, send(Client(enforce_csrf_checks=True), event), send(client, event, wrong="")]
    answers.append(client.get(answers[1].url))
    assert [answer.cookies for answer in answers] == [{}] * 4
    for answer in answers[:3]:
        assert {"private", "no-cache"} <= {part.strip() for part in answer.headers["Cache-Control"].split(",")}
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]


def test_search_engines_are_kept_out(client, event):
    assert read(client.get(about(event))).meta["robots"] == "noindex"
    assert read(client.get(send(client, event).url)).meta["robots"] == "noindex"
    assert "Disallow: /report/" in client.get("/robots.txt").text
    assert "report" not in client.get("/sitemap-lists.xml").text


def test_no_page_and_no_export_shows_a_report(client, event):
    send(client, event, wrong="UNSEEN-words", contact="UNSEEN@example.org", says_otherwise="https://example.org/UNSEEN")
    for address in (
        "/",
        event.get_absolute_url(),
        "/search/?q=unseen*",
        "/checks/",
        about(event),
        "/report/received/" + about(event)[8:],
    ):
        assert "UNSEEN" not in client.get(address).text, address
    assert "UNSEEN" not in str(dossier_files())


@pytest.mark.django_db(transaction=True)
def test_a_report_makes_no_kept_page_stale(client):
    event = make_event()
    version = data_version()
    assert version
    assert send(client, event).status_code == 303
    ReaderReport.objects.all().close(ReportState.DISMISSED, "It is right.", "somebody")
    assert data_version() == version, "else whoever reports a lot has every page made anew"


def test_the_form_asks_three_queries_at_most(client, event):
    with CaptureQueriesContext(connection) as captured:
        client.get(about(event))
    assert len(captured) <= 3


def seal_shown(page):
    return next(values["value"] for values in page.inputs if values.get("name") == "seal")
