"""What a version names is what readers could see when it was made, whatever is published or taken back since."""

import datetime

import pytest

from tests.making import make_case, make_event, make_filing, make_party, make_quote, make_source
from tests.views.reading import read
from tests.views.versions import begun, change, version_of, withdraw
from timeline.models import Case, Event, Party, Source, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db
DRAFT = {"workflow": Workflow.DRAFT}


def publish(record, when):
    type(record).objects.filter(pk=record.pk).update(workflow=Workflow.PUBLISHED)
    return version_of(record, when)


def drafted(record, when):
    return version_of(record, when, Step.WRITTEN)


@pytest.fixture
def late():
    """A source that was a draft while two versions of an event named it."""
    late = make_source(slug="late", title="LATE source", **DRAFT)
    drafted(late, "2026-05-01T08:00")
    event = make_event(slug="e", title="The court hears them", sources=[make_source(slug="early")])
    version_of(event, "2026-05-01T09:00")
    event.references.create(source=late)
    change(event, "2026-05-02T09:00", "It was wrong.", title="The jury hears them")
    return late


def main(client, path):
    return client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]


PATHS = ["/events/e/@1/", "/events/e/@2/", "/events/e/history/", "/corrections/", "/events/e/?as_recorded=2026-05-02"]


def test_a_source_published_later_comes_into_no_version_made_before(client, late):
    before = {path: main(client, path) for path in PATHS}
    publish(late, "2026-05-02T09:01")
    # Of a day it is what stood at its end.
    changed = [path for path in PATHS if main(client, path) != before[path]]
    assert changed == ["/events/e/?as_recorded=2026-05-02"]
    assert "LATE source" in main(client, changed[0])
    assert "LATE" not in client.get("/corrections/feed.atom").content.decode()


def test_it_is_in_what_is_made_after_and_no_difference_calls_it_added(client, late):
    publish(late, "2026-05-02T09:01")
    change(Event.objects.get(), "2026-05-03", "Wrong again.", title="The judge hears them")
    page = read(client.get("/events/e/@3/"))
    assert page.text.count("LATE source") == 1
    assert "LATE" not in main(client, "/corrections/")
    assert "LATE source" not in main(client, "/events/e/?as_recorded=2026-05-01")
    assert "LATE source" in main(client, "/events/e/?as_recorded=2026-05-03")


def test_what_was_withdrawn_since_is_told_of_where_readers_had_seen_it_and_nowhere_else(client, late):
    publish(late, "2026-05-02T10:00")
    change(Event.objects.get(), "2026-05-03", "Wrong again.", title="The judge hears them")
    withdraw(late, "2026-05-04")
    for path, is_told in {"@1/": False, "@2/": False, "@3/": True, "?as_recorded=2026-05-05": False}.items():
        html = main(client, f"/events/e/{path}")
        assert ("a source that was withdrawn" in html) is is_told, path
        assert "LATE" not in html
    assert "a source that was withdrawn" in main(client, "/events/e/?as_recorded=2026-05-03")


def test_of_what_was_withdrawn_no_version_tells_where_it_said_what(client):
    """On the record's page the whole row went with its source."""
    source = make_source(slug="gone", title="SECRET title")
    version_of(source, "2026-05-01")
    event = make_event(slug="e", sources=[source, make_source(slug="stays")])
    row = event.references.filter(source=source)
    row.update(locator="SECRET p. 1", supports="SECRET words")
    version_of(event, "2026-05-02")
    row.update(locator="SECRET p. 2")
    version_of(event, "2026-05-03", why="It is on p. 2.", change_class="correction")
    row.delete()
    change(event, "2026-05-04", "It was another case.", title="Other")
    days = [f"?as_recorded=2026-05-0{day}" for day in range(2, 7)]
    assert "SECRET p. 2" in main(client, "/events/e/@2/")
    withdraw(source, "2026-05-05")
    for path in ("@1/", "@2/", "@3/", *days):
        html = main(client, f"/events/e/{path}")
        assert "a source that was withdrawn" in html, path
        assert "SECRET" not in html, path
    for path in ("/corrections/", "/corrections/feed.atom"):
        text = client.get(path).content.decode()
        assert "It is on p. 2." in text
        assert "SECRET p." not in text
    changed = main(client, "/events/e/@2/").partition("What was changed")[2]
    assert "a source that was withdrawn" in changed


@pytest.mark.parametrize("step", [Step.DELETED, Step.IMPORTED])
def test_what_went_without_a_withdrawal_is_told_of_likewise(client, step):
    source = make_source(slug="gone", title="SECRET")
    version_of(source, "2026-05-01")
    event = make_event(slug="e", sources=[source, make_source()])
    version_of(event, "2026-05-02")
    if step == Step.IMPORTED:
        Source.objects.filter(pk=source.pk).update(workflow=Workflow.DRAFT)
    version_of(source, "2026-05-03", step)
    if step == Step.DELETED:
        event.references.filter(source=source).delete()
        Source.objects.filter(pk=source.pk).delete()
    html = main(client, "/events/e/@1/")
    assert "a source that was withdrawn" in html
    assert "SECRET" not in html


def test_what_is_seen_with_its_case_or_speaker_alone_was_not_seen_before_those(client):
    case, speaker = make_case(slug="c", **DRAFT), make_party(slug="p", **DRAFT)
    drafted(case, "2026-05-01"), drafted(speaker, "2026-05-01")
    filing = make_filing(title="LATE filing", case=case)
    version_of(filing, "2026-05-01")
    event = make_event(slug="e", filing=filing)
    version_of(event, "2026-05-02")
    before = main(client, "/events/e/@1/")
    publish(case, "2026-05-03")
    assert main(client, "/events/e/@1/") == before
    assert Case.objects.public().exists()
    change(event, "2026-05-04", title="Later")
    assert "LATE filing" in main(client, "/events/e/@2/")


def test_what_had_no_versions_then_is_there_as_long_as_readers_see_it(client):
    """Versions were not kept yet, or came with an import that kept those of the event first."""
    sources = [make_source(slug=slug, title=f"Source {slug}") for slug in ("never-kept", "begun", "imported")]
    party = make_party("Acme", slug="acme")
    event = make_event(slug="e", sources=sources, parties=[party])
    version_of(event, "2026-05-01")
    begun(sources[1], "2026-05-03")
    version_of(sources[2], "2026-05-01T00:00:01", Step.IMPORTED)
    begun(party, "2026-05-04")
    change(party, "2026-05-05", name="Acme Group")
    text = read(client.get("/events/e/@1/")).text
    for name in ("Source never-kept", "Source begun", "Source imported", "Acme"):
        assert name in text


def test_a_pending_change_of_what_is_named_takes_nothing_away(client):
    party = make_party("Acme", slug="acme")
    version_of(party, "2026-05-01")
    kept = version_of(party, "2026-05-02", Step.WRITTEN)
    Version.objects.filter(pk=kept.pk).update(workflow=Workflow.IN_REVIEW)
    event = make_event(slug="e", parties=[party])
    version_of(event, "2026-05-03")
    assert "/parties/acme/" in read(client.get("/events/e/@1/")).links
    assert Party.objects.public().exists()


def test_versions_of_today_are_the_page_of_today(client, late):
    publish(late, "2026-05-02T09:01")
    today = datetime.datetime.now(datetime.UTC).date()
    assert "LATE source" in main(client, f"/events/e/?as_recorded={today}")
    assert make_quote().is_public


def test_a_history_says_what_its_versions_name(client, late):
    text = read(client.get("/events/e/history/")).text
    assert "nothing that was published later, and of what was withdrawn since only that it was there" in text
