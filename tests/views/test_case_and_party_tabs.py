"""A record opens on what it has; an empty tab says why it is empty and where something stands."""

import pytest

from tests.making import make_case, make_event, make_filing, make_party, make_quote, make_source
from tests.views.reading import read
from timeline.vocabulary import EventKind, FilingKind

pytestmark = pytest.mark.django_db


def open_tab(page):
    return page.response.context["page"].tab


@pytest.fixture
def dispute():
    case = make_case("xAI and others", slug="dispute", court=None, filed="")
    make_event("2024-03-01", cases=[case], sources=[make_source("2024-03-01")])
    return case


def test_a_case_opens_on_the_first_tab_that_has_something(client, dispute):
    page = read(client.get("/cases/dispute/"))
    assert open_tab(page) == "timeline"
    assert page.titles == ["xAI and others · AI Dispute Timeline"]
    assert "None." not in page.text
    make_filing(case=dispute)
    assert open_tab(read(client.get("/cases/dispute/"))) == "docket"


def test_every_tab_keeps_its_address_and_what_stands_twice_has_one_canonical_address(client, dispute):
    own, timeline, docket = (read(client.get(f"/cases/dispute/{tab}")) for tab in ("", "timeline/", "docket/"))
    assert own.canonical == timeline.canonical == ["http://testserver/cases/dispute/"]
    assert own.meta["og:url"] == own.canonical[0]
    assert docket.canonical == ["http://testserver/cases/dispute/docket/"]
    assert [open_tab(page) for page in (own, timeline, docket)] == ["timeline", "timeline", "docket"]
    assert "/cases/dispute/docket/" in own.links
    assert "/cases/dispute/timeline/" not in own.links


def test_an_empty_tab_says_why_and_leads_to_those_that_have_something(client, dispute):
    page = read(client.get("/cases/dispute/docket/"))
    assert "This dispute has not reached a court" in page.text
    assert "Timeline (1) Sources (2)" in page.text
    assert "/cases/dispute/sources/" in page.links
    lawsuit = make_case(slug="lawsuit")
    assert "No source held here gives a paper" in read(client.get(f"/cases/{lawsuit.slug}/docket/")).text
    party = make_party(slug="nobody")
    assert "No event in which it takes part is recorded." in read(client.get(f"/parties/{party.slug}/")).text


def test_on_a_past_day_an_empty_tab_leads_to_today(client, dispute):
    make_filing(case=dispute, sources=[make_source("2025-01-01")])
    page = read(client.get("/cases/dispute/docket/?as_of=2024-06-01"))
    assert "Nothing stands here as known on 1 Jun 2024" in page.text
    assert open_tab(read(client.get("/cases/dispute/?as_of=2024-06-01"))) == "timeline"
    assert "/cases/dispute/?as_of=2024-06-01" in page.links


def test_a_tab_that_a_score_has_emptied_says_so(client, dispute):
    make_filing(case=dispute)
    page = read(client.get("/cases/dispute/docket/?score=80"))
    assert "None of these has the provenance that is asked for." in page.text
    assert "no paper of it" not in page.text


def test_a_party_opens_on_the_first_tab_that_has_something(client):
    party = make_party(slug="speaker")
    make_quote(speaker=party)
    assert open_tab(read(client.get("/parties/speaker/"))) == "quotes"
    assert open_tab(read(client.get("/parties/speaker/timeline/"))) == "timeline"


def test_a_verdict_in_another_case_is_no_stage_of_a_case_that_it_touches(client, dispute):
    suit = make_case(slug="suit")
    paper = make_filing("2024-05-18", case=suit, kind=FilingKind.OTHER)
    make_event("2024-05-18", cases=[dispute, suit], filing=paper, kind=EventKind.VERDICT)
    make_event("2024-05-01", cases=[dispute, suit], kind=EventKind.TRIAL)
    make_event("2024-06-01", cases=[dispute], kind=EventKind.SETTLEMENT)

    def stages(slug):
        return [stage.label for stage in client.get(f"/cases/{slug}/").context["page"].stages]

    assert stages("suit") == ["Filed", "Trial", "Verdict"]
    assert stages("dispute") == ["Settlement"]


def test_a_dispute_without_a_caption_does_not_say_its_name_twice(client, dispute):
    assert 'class="record__caption"' not in client.get("/cases/dispute/").content.decode()
    suit = make_case(slug="suit")
    assert suit.caption in client.get("/cases/suit/").content.decode().split('class="record__caption"')[1]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Motion to intervene", "Motion to intervene"),
        ("Partial motions to dismiss", "Partial motions to dismiss"),
        ("Request for more time", "Motion: Request for more time"),
    ],
)
def test_a_line_of_the_docket_says_the_kind_of_paper_once(client, title, shown):
    case = make_case(slug="suit")
    make_filing(case=case, title=title, kind=FilingKind.MOTION)
    text = read(client.get("/cases/suit/docket/")).text
    assert f" {shown} " in text
    assert "Motion: Motion" not in text
    assert "Motion: Partial" not in text
