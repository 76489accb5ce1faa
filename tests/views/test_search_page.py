"""The search page: what is found, told and offered, on any day, with and without htmx."""

import re
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import (
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_text,
)
from tests.views.reading import Page
from timeline.models import Event
from timeline.search.index import rebuild
from timeline.vocabulary import Reliability, SourceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def searched(client):
    """Asks the page as a browser does, once the index is right."""
    rebuild()

    def search(status=200, headers=None, **query):
        response = client.get("/search/", query, headers=headers)
        assert response.status_code == status
        return Page(response)

    return search


def test_hits_stand_by_type_with_date_mark_and_the_found_words_marked(client):
    paper = make_source(kind=SourceKind.COURT_DOCUMENT, reliability=Reliability.PRIMARY, published="2024-03-01")
    make_event(date="2024-02", title="Zebras & okapis", summary="They ran <fast>, those zebras.", sources=[paper])
    make_quote("No zebra here.")
    rebuild()
    page = Page(client.get("/search/?q=zebras"))
    assert page.faults == []
    assert "<mark>Zebras</mark> &amp; okapis" in page.html
    assert "They ran &lt;fast&gt;, those <mark>zebras</mark>." in page.html
    assert "Events 1" in page.text
    assert "Quotes 1" in page.text
    assert "Court record" in page.text
    assert "February 2024" in page.text


def test_a_filing_says_of_which_case_it_is(client):
    for name in ("Zebra v. Okapi", "Zebra v. Gnu"):
        make_filing(title="Complaint", case=make_case(name))
    rebuild()
    page = client.get("/search/", {"q": "complaint zebra", "type": "filing"}).content.decode()
    assert '<mark>Complaint</mark> <small class="soft"><mark>Zebra</mark> v. Okapi</small></a>' in page
    assert page.count("v. Gnu") == 1
    typed = client.get("/search/", {"q": "complaint gnu"}, headers={"HX-Request": "true"}).content.decode()
    assert '<mark>Complaint</mark> <small class="soft">Zebra v. <mark>Gnu</mark></small>' in typed


def test_a_type_narrows_and_pages_reach_every_hit(searched, client):
    paper = make_source("2024-06-01")
    events = [
        make_event(title=f"Zebra number {number}", date=f"2024-01-{(number + 1) // 2:02}", sources=[paper])
        for number in range(1, 31)
    ]
    make_party("Zebra")
    rebuild()
    for order, day in product(("best", "newest", "oldest"), ("", "2025-01-01")):
        query, slugs = {"q": "zebra", "type": "event", "order": order, "as_of": day}, []
        while True:
            shown = client.get("/search/", query).context["page"]
            slugs += [hit.slug for group in shown.groups for hit in group.hits]
            if shown.next is None:
                break
            query["after"] = shown.next
        newest_first = [event.slug for event in reversed(events)]
        assert sorted(slugs) == sorted(newest_first)
        if order != "best":
            assert slugs == (newest_first if order == "newest" else newest_first[::-1])


def test_the_newest_beyond_what_is_ranked_are_reached(searched, client, monkeypatch):
    monkeypatch.setattr("timeline.filters.search.RANKED", 10)
    for number in range(1, 31):
        make_event(title="Zebra", date=f"2024-01-{number:02}")
    rebuild()
    page = Page(client.get("/search/", {"q": "zebra", "type": "event"}))
    assert "These are the best 10 of 30. See all of them, newest first" in page.text
    context = client.get("/search/", {"q": "zebra", "type": "event", "order": "newest"}).context["page"]
    assert (context.total, len(context.groups[0].hits), context.next is None) == (30, 20, False)


def test_nothing_is_shown_of_a_past_day_that_was_told_later(client):
    early, late = make_source(published="2024-03-01"), make_source(published="2025-03-01")
    make_event(slug="told", title="Zebras", summary="Okapis ran.", sources=[early])
    make_event(slug="half-told", title="Zebras", summary="Okapis fell.", sources=[early, late])
    make_event(slug="untold", title="Zebras", sources=[late])
    make_question("Did the zebras run?", events=[Event.objects.get(slug="untold")])
    rebuild()
    shown = client.get("/search/", {"q": "zebras", "as_of": "2024-06-01"})
    assert "Okapis ran" in shown.content.decode()
    assert "Okapis fell" not in shown.content.decode()
    assert [hit.slug for group in shown.context["page"].groups for hit in group.hits] == ["half-told", "told"]
    found = client.get("/search/", {"q": "okapis", "as_of": "2024-06-01"}).context["page"]
    assert [hit.slug for group in found.groups for hit in group.hits] == ["told"]
    assert found.counts == {"event": 1}
    assert client.get("/search/", {"q": "okapis"}).context["page"].counts == {"event": 2}


def test_our_note_on_a_source_is_of_today_and_neither_found_nor_shown_on_a_past_day(client):
    make_source("2024-01-01", slug="noted", title="Terms", publisher="Okapi Post", note="Seen again in 2025, zebras.")
    make_source("2024-01-01", slug="plain", title="More terms", publisher="Okapi Post")
    rebuild()
    day = {"as_of": "2024-06-01"}

    def found(**query):
        return {hit.slug for group in client.get("/search/", query).context["page"].groups for hit in group.hits}

    assert found(q="zebras") == {"noted"}
    assert found(q="zebras", **day) == set()
    assert found(q="okapi post", **day) == found(q='"Okapi Post"', **day) == {"noted", "plain"}
    assert found(q="terms okapi -more", **day) == {"noted"}
    for address in ("/search/", "/sources/noted/"):
        assert (
            "Seen again" in client.get(address, {"q": "okapi terms"} if "search" in address else {}).content.decode()
        ), address
        past = client.get(address, {"q": "okapi terms", **day} if "search" in address else day).content.decode()
        assert "Terms" in past
        assert "Seen again" not in past
        assert "published after" not in past
    assert "our notes on a source are of today" in client.get("/sources/noted/", day).content.decode()


def test_where_nothing_is_found_the_page_says_what_was_asked_and_what_would_find_something(client):
    make_event(title="Distillation of models", summary="By Acme.")
    make_event(title="Scraping of pages", summary="By Acme.")
    rebuild()

    def told(**query):
        return re.sub(r" (?=[,.])", "", Page(client.get("/search/", query)).text)

    assert "No record has acme, distilation and scrapng." in told(q="acme distilation scrapng")
    assert "Did you mean distillation 1" in told(q="distillaton")
    assert "Without distillation 1" in told(q="distillation scraping")
    assert "No record has distillation without acme." in told(q="distillation -acme")
    assert "With acme allowed 1" in told(q="distillation -acme")
    assert "No case has distillation." in told(q="distillation", type="case")
    assert "In every type 1" in told(q="distillation", type="case")
    assert "As known today 1" in told(q="distillation", as_of="2019-01-01")


def test_where_nothing_has_all_words_what_has_most_of_them_stands_below(client):
    make_party("Acme")
    make_event(slug="meant", title="Acme leaves the zoo", summary="In a hurry.")
    make_event(title="Zebras leave in a hurry")
    make_event(title="Zebras leave in a hurry again")
    rebuild()
    page = Page(client.get("/search/", {"q": "why acme leaves the zebra hurry"}))
    assert "Below stands what has most of these words: acme leaves hurry ." in page.text
    assert '<a href="/events/meant/">' in page.html
    assert 'href="/search/?q=acme+leaves+hurry"' in page.html
    assert "Below stands" not in Page(client.get("/search/", {"q": "acme okapi gnu"})).text
    assert "Below stands" not in Page(client.get("/search/", {"q": "acme zebras"})).text, "one word is not most of two"
    typed = client.get("/search/", {"q": "acme leaves the zebra hurry"}, headers={"HX-Request": "true"})
    assert "With acme leaves hurry alone 1 match" in Page(typed).text
    narrowed = Page(client.get("/search/", {"q": "acme leaves zebra hurry", "type": "event", "order": "oldest"}))
    assert 'href="/search/?q=acme+leaves+hurry&amp;type=event&amp;order=oldest"' in narrowed.html


@pytest.mark.parametrize(
    "typed",
    [
        "!!!",
        "o'neil",
        "foo-bar",
        '"x',
        "a AND",
        "\0",
        "NEAR(a b)",
        "a:b",
        "{title} : x",
        "*",
        "-",
        "a OR",
        "((",
        "é" * 500,
        "'; --",
    ],
)
def test_nothing_typed_is_an_error(searched, client, typed):
    searched(q=typed)
    searched(q=typed, headers={"HX-Request": "true"})
    searched(q=typed, as_of="2024-01-01")
    assert client.get("/", {"q": typed}).status_code == 200


def test_what_is_no_search_at_all_is_told(searched):
    assert "Type" in searched(status=400, q="x", type="zebra").text
    searched(status=400, q="x", after="-1")
    searched(status=400, q="x", after=str(2**64))
    searched(status=400, q="x", zebra="1")


@pytest.mark.parametrize(
    "after", ["0", "1", "5", str(1 << 60), str((1 << 61) - 1), str(3 << 60 | 1 << 38), str(2**63 - 1)]
)
def test_a_page_after_nothing_that_the_index_has_is_told_or_empty(searched, after):
    make_event(title="Zebra")
    make_party("Zebra")
    rebuild()
    for order, day, kind in product(("best", "newest", "oldest"), ("", "2025-01-01"), ("", "event", "party")):
        is_page = order == "best" or after == "0" or (kind == "party" and after == str(3 << 60 | 1 << 38))
        searched(status=200 if is_page else 400, q="zebra", order=order, as_of=day, type=kind, after=after)


def test_while_somebody_types_the_best_five_of_each_type_are_options(client):
    for number in range(1, 8):
        make_event(title=f"Zebra number {number}")
    make_case("Zebra v. Okapi")
    rebuild()
    answer = client.get("/search/", {"q": "zeb"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "<html" not in html
    assert html.count('role="option"') == 5 + 1 + 1
    assert "8 matches; arrow keys choose, Enter opens." in html
    assert "HX-Request" in answer.headers["Vary"]
    assert client.get("/search/", {"q": "zeb"}).context["page"].total == 0, "a whole search takes words as they are"


def test_the_page_asks_few_queries_however_much_is_found(client):
    make_event(title="Zebra")
    rebuild()
    for query in ({"q": "zebra"}, {"q": "zebra", "as_of": "2024-06-01"}, {"q": "zebra", "type": "event"}):
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get("/search/", query)
        assert len(one) <= 15
    for number in range(60):
        make_event(title=f"Zebra {number}")
        make_quote(f"Zebra {number}")
    rebuild()
    for query in ({"q": "zebra"}, {"q": "zebra", "as_of": "2024-06-01"}, {"q": "zebra", "type": "event"}):
        with CaptureQueriesContext(connection) as many:
            client.get("/search/", query)
        assert len(many) <= 15


def test_a_quotation_that_is_found_says_how_its_words_stand_in_held_text(client):
    source = make_source()
    make_quote("It feeds one model to another.", [source])
    make_text("A. It feeds one model to another. Q. Thank you.", source)
    make_quote("It feeds nobody at all.", [make_source()])
    rebuild()
    page = Page(client.get("/search/?q=feeds"))
    assert page.text.count("verbatim") == 1
    assert page.text.count("no text held") == 1
