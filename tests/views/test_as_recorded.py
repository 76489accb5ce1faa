"""What a record's page said at the end of a day of this site, which is no day of its sources."""

import pytest

from tests.making import make_assertion, make_case, make_event, make_question, make_quote
from tests.views.reading import read
from tests.views.versions import address, begun, change, make_hearing, version_of, withdraw
from timeline.models import Event
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing():
    return make_hearing()


def test_hostile_days_are_refused(client, hearing):
    days = ["soon", "%00", "2026-02-30", "2026-05", "9" * 400, "<script>", "2026-05-01%00"]
    for wrong in days:
        page = read(client.get(f"/events/hearing/?as_recorded={wrong}"), 400)
        assert "As recorded on" in page.text, wrong
        assert "<script>alert" not in page.html
    assert client.get("/events/hearing/?as_recorded=2026-05-01&as_recorded=2026-05-02").status_code == 400
    assert client.get("/events/hearing/@1/?as_recorded=2026-05-01").status_code == 400
    assert client.get("/events/hearing/@1/?gossip=1").status_code == 400
    assert client.get("/events/hearing/history/?after=0").status_code == 400
    assert client.get("/events/hearing/history/?after=99999999999999999999").status_code == 400


def test_the_future_cannot_be_asked_for(client, hearing):
    assert "is in the future" in read(client.get("/events/hearing/?as_recorded=9999-12-31"), 400).text


@pytest.mark.parametrize(
    ("day", "number"), {"2026-05-01": 1, "2026-05-02": 1, "2026-05-03": 3, "2026-05-04": 3, "2026-05-05": 4}.items()
)
def test_as_recorded_is_what_stood_at_the_end_of_the_day(client, hearing, day, number):
    page = read(client.get(f"/events/hearing/?as_recorded={day}"))
    assert f"version {number}" in page.text
    assert page.canonical == ["http://testserver/events/hearing/"]
    assert page.meta["robots"] == "noindex"
    assert f"http://testserver/events/hearing/@{number}/" in page.text


def test_a_day_ends_at_midnight_of_utc(client):
    event = make_event(slug="e")
    version_of(event, "2026-05-01T23:59:59")
    change(event, "2026-05-02T00:00:00", title="Next day")
    assert "version 1" in read(client.get("/events/e/?as_recorded=2026-05-01")).text
    assert "version 2" in read(client.get("/events/e/?as_recorded=2026-05-02")).text


def test_a_day_before_publication_says_so(client, hearing):
    page = read(client.get("/events/hearing/?as_recorded=2026-04-30"), 404)
    assert page.h1 == ["Not recorded on 30 Apr 2026"]
    assert {"/events/hearing/", "/events/hearing/history/"} <= set(page.links)


def test_a_day_on_which_a_record_was_withdrawn_shows_nothing(client, hearing):
    withdraw(hearing, "2026-05-06")
    Event.objects.filter(pk=hearing.pk).update(workflow=Workflow.PUBLISHED)
    version_of(hearing, "2026-05-08")
    assert client.get("/events/hearing/?as_recorded=2026-05-05").status_code == 200
    assert client.get("/events/hearing/?as_recorded=2026-05-07").status_code == 404
    assert client.get("/events/hearing/?as_recorded=2026-05-08").status_code == 200


def test_what_was_said_before_versions_were_kept_is_not_made_up(client):
    event = make_event(slug="e")
    begun(event, "2026-05-02T10:00")
    assert "is not known any more" in read(client.get("/events/e/?as_recorded=2026-05-01"), 404).text
    assert "since before 2 May 2026, 10:00 UTC" in read(client.get("/events/e/@1/")).text
    assert "kept since 2 May 2026" in read(client.get("/events/e/history/")).text


def test_the_day_of_the_site_and_that_of_sources_are_not_asked_together(client, hearing):
    page = read(client.get("/events/hearing/?as_recorded=2026-05-01&as_of=2026-05-01"), 400)
    assert "cannot be asked together" in page.text
    for rest in ("@1/", "history/"):
        assert "what this site said" in read(client.get(f"/events/hearing/{rest}?as_of=2026-05-01"), 400).text


def test_tabs_and_words_have_no_versions(client):
    case = make_case(slug="c")
    quote = make_quote(event=make_event(slug="e"))
    version_of(case, "2026-05-01")
    assert client.get("/cases/c/?as_recorded=2026-05-01").status_code == 200
    assert client.get("/cases/c/timeline/?as_recorded=2026-05-01").status_code == 400
    assert client.get(f"/events/{quote.event.slug}/words/?as_recorded=2026-05-01").status_code == 400


def test_a_question_as_recorded_has_the_answers_of_then(client):
    question = make_question("How many?", slug="q")
    first = make_assertion("It was two.", question=question)
    version_of(question, "2026-05-01")
    version_of(first, "2026-05-01")
    change(first, "2026-05-03", statement="It was three.")
    version_of(make_assertion("It was four.", question=question), "2026-05-04")
    version_of(make_assertion("SECRET", question=question, workflow=Workflow.DRAFT), "2026-05-01", Step.WRITTEN)
    text = read(client.get("/questions/q/?as_recorded=2026-05-02")).text
    assert ("It was two." in text, "three" in text, "four" in text, "SECRET" in text) == (True, False, False, False)
    assert "It was three." in read(client.get("/questions/q/?as_recorded=2026-05-03")).text
    page = read(client.get("/questions/q/history/"))
    assert address(first, "history/") in page.links
    assert "SECRET" not in page.text


def test_the_first_day_of_the_calendar_is_a_day_like_others(client, hearing):
    assert client.get("/events/hearing/?as_recorded=0001-01-01").status_code == 404
