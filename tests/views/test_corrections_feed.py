"""The Atom feed of corrections: valid, the same while nothing changes, and no more in it than on the page."""

import datetime
import xml.etree.ElementTree as ElementTree

import pytest

from tests.making import make_event, make_party, make_source
from tests.views.versions import change, version_of, withdraw
from timeline.models import Event

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, query=""):
    response = client.get(f"/corrections/feed.atom{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


@pytest.fixture
def hearing():
    event = make_event(slug="hearing", title="A court < & hears them", sources=[make_source(slug="s")])
    version_of(event, "2026-05-01")
    change(event, "2026-05-03T10:42", "“Jury” & not <court>.", title="A jury < & hears them")
    return event


def test_an_entry_has_all_that_atom_asks_for(client, hearing):
    found = feed(client)
    (entry,) = found.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "tag:testserver,2026-05-03:/corrections/event/hearing/2"
    assert entry.findtext(f"{ATOM}title") == "Corrected: A jury < & hears them"
    assert entry.findtext(f"{ATOM}updated") == "2026-05-03T10:42:00+00:00" == found.findtext(f"{ATOM}updated")
    summary = entry.find(f"{ATOM}summary")
    assert summary.get("type") == "html"
    for words in ("“Jury” &amp; not &lt;court&gt;.", "<del>court</del>", "<ins>jury</ins>", "/events/hearing/@2/"):
        assert words in summary.text
    link = entry.find(f"{ATOM}link").get("href")
    assert link == "http://testserver/corrections/?kind=event&record=hearing#event-hearing-2"
    assert found.findtext(f"{ATOM}author/{ATOM}name")
    links = {one.get("rel"): one.get("href") for one in found.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/corrections/",
        "self": "http://testserver/corrections/feed.atom",
    }
    assert found.findtext(f"{ATOM}id")
    page = client.get(link.removeprefix("http://testserver").partition("#")[0]).content.decode()
    assert 'id="event-hearing-2"' in page


def test_a_feed_is_the_same_while_nothing_changes(client, hearing):
    first = client.get("/corrections/feed.atom")
    assert client.get("/corrections/feed.atom").content == first.content
    again = client.get("/corrections/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.cookies == {}


def test_an_empty_feed_is_valid_and_stays_the_same(client):
    found = feed(client)
    assert found.findall(f"{ATOM}entry") == []
    assert datetime.datetime.fromisoformat(found.findtext(f"{ATOM}updated"))
    assert client.get("/corrections/feed.atom").content == client.get("/corrections/feed.atom").content


def test_rows_that_came_and_went_are_told(client, hearing):
    hearing.references.all().delete()
    hearing.references.create(source=make_source(slug="t", title="A transcript"), locator="p. 3", supports="the day")
    change(hearing, "2026-05-04", "Another source.")
    summary = feed(client).find(f"{ATOM}entry/{ATOM}summary").text
    assert "A transcript" in summary
    assert "Where: p. 3" in summary
    assert "<del>" in summary


def test_a_withdrawal_is_an_entry_without_content(client, hearing):
    withdraw(hearing, "2026-05-05", "Forged.")
    (entry,) = feed(client).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Withdrawn: A jury < & hears them"
    assert entry.findtext(f"{ATOM}summary").strip() == "<p>Why: Forged.</p>"


def test_a_feed_can_be_filtered_as_the_page(client, hearing):
    party = make_party("Wrong", slug="p")
    version_of(party, "2026-05-01")
    change(party, "2026-05-04", name="Right")
    assert len(feed(client).findall(f"{ATOM}entry")) == 2
    (entry,) = feed(client, "?kind=party").findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Corrected: Right"
    assert 'href="/corrections/feed.atom?kind=party"' in client.get("/corrections/?kind=party").content.decode()


def test_what_xml_does_not_allow_is_left_out(client, hearing):
    change(hearing, "2026-05-06", "A bell\x07 and a \ufffe.", title="A \x1b title")
    entry = feed(client).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Corrected: A  title"
    assert "A bell and a ." in entry.findtext(f"{ATOM}summary")


def test_a_record_that_is_gone_takes_its_entries_along(client, hearing):
    Event.objects.update(workflow="draft")
    assert feed(client).findall(f"{ATOM}entry") == []
