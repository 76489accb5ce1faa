"""As known on a day, no page shows what was published later; the same pages of today show all of it."""

import re

import pytest
from django.test import Client

from tests.making import make_source
from tests.views.leaking import DAY, EARLY, RECORDS, make_early_and_late
from tests.views.reading import day_of, inner_links, links_that_lose_the_day, links_to_other_days, read
from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage
from timeline.models import Event, EventReference, Party, Source
from timeline.search.index import rebuild
from timeline.vocabulary import DataUse, EvidenceMark

pytestmark = pytest.mark.django_db

LISTS = ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/"]
FILTERS = [
    *("contested=1", "order=oldest", "since=2023", "until=2024", "since=2024-02&until=2025", "kind=statement"),
    *("case=early-case", "party=early-party", "use=antitrust", "evidence=court", "evidence=first-hand"),
    *("case=early-case&party=early-party", "status=decided", "status=resolved", "kind=lawsuit", "kind=text"),
]
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def early(kept):
    made = make_early_and_late()
    rebuild()
    return made


def addresses(early):
    tabs = [f"/cases/early-case/{tab}/" for tab in list(CasePage.tab_labels)[1:]]
    tabs += [f"/parties/early-party/{tab}/" for tab in list(PartyPage.tab_labels)[1:]]
    return [*LISTS, *(record.get_absolute_url() for record in early.values()), *tabs]


def requests_of(early):
    """Every list with every filter; every page whole and as a fragment."""
    filtered = [(f"{address}?{query}&as_of={DAY}", {}) for address in LISTS for query in FILTERS]
    plain = [f"{address}?as_of={DAY}" for address in addresses(early)]
    plain += [
        f"/search/?q={words}&as_of={DAY}{more}" for words in ("early", "rec*", "a*") for more in ("", "&type=event")
    ]
    return filtered + [(address, headers) for address in plain for headers in ({}, HTMX)]


def test_no_page_as_known_on_a_day_shows_a_word_of_a_later_source(client, early):
    shown = 0
    for address, headers in requests_of(early):
        response = client.get(address, headers=headers)
        assert response.status_code in (200, 400, 404), address
        html = response.content.decode()
        for marked in ("LATE", "zlate"):
            around = re.findall(f".{{0,80}}{marked}.{{0,60}}", html)
            assert around == [], f"{address} {headers} shows {around}"
        shown += response.status_code == 200
    assert shown > 100


def test_the_same_pages_of_today_show_every_word_of_it(client, early):
    html = " ".join(client.get(address).content.decode() for address in addresses(early))
    html += " ".join(client.get(f"/{sort}/zlate-{name}/").content.decode() for sort, name in late_pages())
    marked = {
        str(value)
        for model in early.values()
        for record in type(model).objects.all()
        for value in vars(record).values()
        if "LATE" in str(value)
    }
    assert len(marked) > 30
    assert [words for words in sorted(marked) if words not in html] == []
    for words in ("cause", "variant", "as-stated", "evidence-note", "evidence-pin", "event-supports", "record-role"):
        assert f"LATE-{words}" in html


def test_words_that_came_later_find_nothing_on_a_day_before_them(client, early):
    found = client.get("/search/", {"q": "late*", "as_of": DAY}).context["page"]
    assert found.total == 0
    assert client.get("/search/", {"q": "late*"}).context["page"].total >= 20


def late_pages():
    plurals = ("events", "cases", "filings", "parties", "quotes", "questions")
    sorts = list(zip(plurals, RECORDS, strict=False))
    found = [(sort, f"{name}-{one}") for sort, one in sorts for name in ("record", "undated")]
    return [*found, ("sources", "source"), ("sources", "undated")]


def test_what_was_not_known_yet_is_a_page_that_says_so_without_its_name(client, early):
    for sort, name in late_pages():
        address = f"/{sort}/zlate-{name}/"
        assert client.get(address).status_code == 200, address
        response = client.get(f"{address}?as_of={DAY}")
        page = read(response, 404)
        assert page.h1 == ["Not yet known on 30 Jun 2024"]
        assert "LATE" not in page.text
        assert address in page.links, "the way to the record of today"
        assert page.meta["robots"] == "noindex"


def test_counts_are_those_of_the_day(client, early):
    assert "1 event known on 30 Jun 2024" in read(client.get(f"/?as_of={DAY}")).text
    for address, words in {
        "/cases/": "1 case known",
        "/parties/": "1 party known",
        "/quotes/": "1 quote known",
        "/questions/": "1 question known",
        "/sources/": "1 source known",
    }.items():
        assert words in read(client.get(f"{address}?as_of={DAY}")).text
    case = read(client.get(f"/cases/early-case/?as_of={DAY}")).text
    for tab in ("Docket 1", "Timeline 1", "Quotes 1", "Contested points 1", "Sources 1"):
        assert tab in case
    party = read(client.get(f"/parties/early-party/?as_of={DAY}")).text
    for tab in ("Timeline 1", "Roles 0", "Quotes 1", "Contested points 1"):
        assert tab in party
    about = read(client.get(f"/about/?as_of={DAY}")).text
    for words in ("events 1", "cases 1", "parties 1", "filings 1", "quotes 1", "questions 1", "sources 1"):
        assert words in about


def test_status_outcome_and_verdict_are_those_of_the_day(client, early):
    pages = ("/cases/", "/cases/early-case/", "/questions/", "/questions/early-question/", "/filings/early-filing/")
    for address in pages:
        today, then = (read(client.get(f"{address}{query}")).text for query in ("", f"?as_of={DAY}"))
        words = {"cases": "Decided", "questions": "Accounts differ", "filings": "LATE-outcome"}[address.split("/")[1]]
        assert words in today, address
        assert words not in then, address
    assert "status not known on 30 Jun 2024" in read(client.get(f"/cases/?as_of={DAY}")).text
    assert "resolved" in read(client.get("/questions/early-question/")).text
    assert "resolved" not in read(client.get(f"/questions/early-question/?as_of={DAY}")).text
    assert "No contradiction" in read(client.get(f"/questions/early-question/?as_of={DAY}")).text


def test_marks_are_those_of_the_day(client, early):
    mark = 'class="mark mark--court"'
    for name, record in early.items():
        address = record.get_absolute_url()
        if name != "source":
            assert mark in client.get(address).content.decode(), address
        assert mark not in client.get(f"{address}?as_of={DAY}").content.decode(), address


def test_data_uses_are_told_from_the_day_on_which_the_case_is_described(client, early):
    for address in ("/", "/cases/", "/cases/early-case/", "/events/early-event/", "/questions/"):
        assert DataUse.ANTITRUST.label in client.get(address).content.decode(), address
        assert DataUse.ANTITRUST.label not in client.get(f"{address}?as_of={DAY}").content.decode(), address


def test_every_view_of_a_past_day_says_how_many_undated_records_it_leaves_out(client, early):
    for address in ("/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/"):
        text = read(client.get(f"{address}?as_of={DAY}")).text
        assert "whose sources show no date is left out" in text, address
        assert "left out" not in read(client.get(address)).text, address
    for address in ("/cases/early-case/", "/parties/early-party/", "/about/", "/questions/early-question/"):
        assert "left out" in read(client.get(f"{address}?as_of={DAY}")).text, address


def test_every_link_of_a_past_day_keeps_the_day(client, early):
    leaves = re.compile(r">\s*(As known today|Clear all|Clear all filters)\s*<")
    followed, earlier = set(), set()
    for address in addresses(early):
        here = f"{address}?as_of={DAY}"
        page = read(client.get(here))
        assert links_that_lose_the_day(page, here) == [], address
        assert leaves.search(page.html), address
        earlier.update(links_to_other_days(page, here))
        followed.update(link for link in inner_links(page, here) if day_of(link))
    for link in followed:
        assert client.get(link).status_code == 200, link
    assert earlier == {f"/questions/early-question/?as_of={EARLY}"}, "how the answer looked, and nothing of later"


def test_a_page_of_an_earlier_turn_keeps_its_own_day(client, early):
    address = f"/questions/early-question/?as_of={EARLY}"
    page = read(client.get(address))
    assert links_that_lose_the_day(page, address) == []
    assert links_to_other_days(page, address) == []


def test_a_word_of_the_same_day_is_known_that_day(client, early):
    assert read(client.get("/events/early-event/?as_of=2024-01-15"))
    assert read(client.get("/events/early-event/?as_of=2024-01-14"), 404)
    assert "LATE-record-event" in read(client.get("/?as_of=2025-01-15")).text
    assert "LATE-record-event" not in read(client.get("/?as_of=2025-01-14")).text


def test_an_event_told_further_later_shows_its_title_and_that_its_summary_came_later(client, early):
    page = read(client.get(f"/events/early-event/?as_of={DAY}"))
    assert page.h1 == ["It began"]
    assert "The summary of this event rests on sources published after 30 Jun 2024" in page.text
    assert "left out" not in page.text, "what came later is not counted"
    assert "LATE" not in page.meta["description"]
    timeline = read(client.get(f"/?as_of={DAY}"))
    assert "It began Its summary rests on sources published after 30 Jun 2024" in timeline.text
    assert 'href="#early-event-1"' not in timeline.html, "what we say of it is no source's"
    assert 'href="#early-event-1"' in read(client.get("/")).html
    for address in ("/events/early-event/?as_of=2025-01-15", "/?as_of=2025-01-15"):
        page = read(client.get(address))
        assert "LATE-event-summary" in page.text
        assert "rests on sources published after" not in page.text


def test_an_event_tells_how_many_of_its_sources_show_no_date(client, early):
    EventReference.objects.create(event=Event.objects.get(slug="early-event"), source=make_source(""))
    assert "1 undated source is left out" in read(client.get(f"/events/early-event/?as_of={DAY}")).text
    assert "left out" not in read(client.get("/events/early-event/")).text


def test_a_later_correction_of_a_source_date_moves_what_was_known(client, early):
    source = Source.objects.get(slug="early-source")
    source.published = "2024-07-01"
    source.save()
    assert client.get(f"/events/early-event/?as_of={DAY}").status_code == 404
    assert Event.objects.get(slug="early-event").known_since.isoformat() == "2024-07-01"


@pytest.mark.parametrize("text", ["2024-13-45", "2024-06", "yesterday", "2024-06-31", "0000-00-00"])
def test_a_day_that_is_none_is_told_on_every_page(client, early, text):
    for address in addresses(early):
        page = read(client.get(f"{address}?as_of={text}"), 400)
        assert text in page.html, address
        assert "It began" not in page.text, address
    assert Client().get(f"/events/no-such/?as_of={text}").status_code in (400, 404)


def test_the_marks_of_this_module_are_real(early):
    assert Party.objects.get(slug="early-party").best_mark == EvidenceMark.COURT_RECORD
