"""Texts are held for checking: of each a page shows a short context, never the rest, and never as markup."""

import pytest

from tests.making import make_event, make_party, make_quote, make_source, make_text, make_variant
from tests.views.reading import inner_links, read
from tests.views.saying import OTHERWISE, WORDS, characters_shown, contexts, make_said
from timeline.models import Quote, Source
from timeline.vocabulary import Extraction, Reliability, SourceKind, Workflow

pytestmark = pytest.mark.django_db

LISTS = ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/", "/about/", "/checks/", "/sitemap.xml"]
FAR = " ".join(f"and so on for line {number}," for number in range(40))
BETWEEN = FAR[: len(FAR) // 2]
HOSTILE = """<script>alert('x')</script> "q" & 'a' </mark></p> {{ 7 }} {% now %} one of the words"""


def walk(client, *addresses):
    """Address → HTML of every page that can be reached from these without a filter, today and on a past day."""
    pages, waiting = {}, [*LISTS, *addresses]
    while waiting:
        address = waiting.pop()
        if address not in pages:
            response = client.get(address)
            assert response.status_code == 200, address
            pages[address] = response.content.decode()
            if "html" in response.headers["Content-Type"]:
                waiting += [link for link in inner_links(read(response), address) if "?" not in link]
    past = [f"{address}?as_of=2024-06-30" for address in pages]
    return {**pages, **{address: client.get(address).content.decode() for address in past}}


def showing(pages, words):
    return sorted(address for address, html in pages.items() if words in html)


@pytest.fixture
def quote():
    return make_said()


def held(words):
    return f"SENTINEL-first {FAR} {words} {FAR} SENTINEL-last"


def test_the_rest_of_a_held_text_stands_on_no_page(client, quote):
    transcript, retelling, machine = (Source.objects.get(slug=s) for s in ("transcript", "retelling", "machine"))
    make_text(held(WORDS), transcript, revision=2)
    make_text(held(OTHERWISE), retelling, extraction=Extraction.OCR)
    make_text(held(WORDS), machine)
    make_text("SENTINEL of a source that no quotation cites.", Source.objects.get(slug="report"), locator="p. 7")
    make_text("SENTINEL of a draft.", make_source(workflow=Workflow.DRAFT))
    Quote.objects.update(workflow=Workflow.PUBLISHED)
    pages = walk(client, "/events/testimony/words/")
    assert len(pages) > 30
    assert showing(pages, "SENTINEL") == []
    assert showing(pages, "Q. Do you know what it is?"), "the accepted place of the first revision is shown"
    assert any(OTHERWISE in context for html in pages.values() for context in contexts(html))


@pytest.mark.parametrize(
    "words",
    [
        "It means to use one AI model and to train another AI model with it, as everybody in the field knows.",
        "It means to use one AI model … with it, as everybody in the field knows.",
        "It means to use one AI model [and so on] with it, as everybody in the field knows.",
    ],
    ids=["without a mark", "at an ellipsis", "in brackets"],
)
def test_what_a_quotation_leaves_out_of_a_text_stands_on_no_page(client, words):
    text = held(
        f"It means to use one AI model and to train {BETWEEN} SENTINEL-between {BETWEEN} another AI model "
        "with it, as everybody in the field knows."
    )
    quote = make_quote(words, [source := make_source()], event=make_event())
    make_text(text, source)
    pages = walk(client, f"{quote.event.get_absolute_url()}words/")
    assert showing(pages, "SENTINEL") == []
    for html in pages.values():
        assert [context for context in contexts(html) if len(context) > 300] == []


def test_of_words_that_stand_in_many_places_as_many_are_shown_as_there_is_room_for(client, quote):
    transcript = Source.objects.get(slug="transcript")
    other = make_quote("Nothing further.", [transcript], speaker=quote.speaker, event=quote.event)
    make_text(" ".join(f"{FAR} Q. Nothing further. A. Line {n}." for n in range(9)), transcript, revision=2)
    page = read(client.get(other.get_absolute_url()))
    assert "? ambiguous: 9 places" in page.text
    assert len(contexts(page.html)) == 6
    assert all("Nothing further." in context for context in contexts(page.html))
    assert "and 3 more places, not shown" in page.text


def test_all_places_of_words_are_counted_where_too_many_to_list(client, quote):
    transcript = Source.objects.get(slug="transcript")
    other = make_quote("Nothing further.", [transcript], speaker=quote.speaker, event=quote.event)
    make_text(" ".join(f"Q. Nothing further. A. Line {n}." for n in range(70)), transcript, revision=2)
    page = read(client.get(other.get_absolute_url()))
    assert "? ambiguous: 70 places" in page.text
    assert f"and {70 - len(contexts(page.html))} more places, not shown" in page.text


INSERTING = " ".join(f"{word} [SENT-{n:02} {'x' * 40}]" if n % 3 == 2 else word for n, word in enumerate(FAR.split()))
CHANGED = " ".join(f"changed{n}{'y' * 30}" if n % 3 == 2 else word for n, word in enumerate(FAR.split()[:60]))
OF_ONE_SOURCE = {
    "at five places": (WORDS, " ".join(f"{FAR[:90]} {WORDS} {FAR[:90]}" for _ in range(5))),
    "with insertions": (FAR, INSERTING),
    "with other words": (" ".join(FAR.split()[:60]), CHANGED),
}


@pytest.mark.parametrize("held_as", OF_ONE_SOURCE)
def test_no_page_shows_more_than_300_characters_of_one_text(client, held_as):
    words, text = OF_ONE_SOURCE[held_as]
    event, source = make_event(), make_source()
    quote = make_quote(words[:3000], [source], event=event)
    make_text(text, source)
    for address in (quote.get_absolute_url(), f"{event.get_absolute_url()}words/"):
        html = client.get(address).content.decode()
        assert contexts(html)
        assert 0 < characters_shown(html) <= 300, address
        assert "not shown" in html


def test_several_quotations_of_one_source_share_the_characters_that_a_page_shows_of_it(client):
    event, source = make_event(), make_source()
    quotes = [make_quote(f"So it was said for the {n} time.", [source], event=event) for n in ("first", "second")]
    make_text(f"{FAR} {quotes[0].text} {FAR} {quotes[1].text} {FAR}", source)
    html = client.get(f"{event.get_absolute_url()}words/").content.decode()
    assert [quote.text in context for quote, context in zip(quotes, contexts(html), strict=True)] == [True, True]
    assert 250 < characters_shown(html) <= 300
    assert 290 < characters_shown(client.get(quotes[0].get_absolute_url()).content.decode()) <= 300


@pytest.mark.parametrize("as_hostile", ["quotation", "variant", "text", "names"])
def test_hostile_words_are_words_and_no_markup(client, as_hostile):
    words = HOSTILE if as_hostile == "quotation" else "These are some plain words."
    names = HOSTILE if as_hostile == "names" else "Plain"
    source = make_source(
        title=names, publisher=names[:100], kind=SourceKind.TRANSCRIPT, reliability=Reliability.PRIMARY
    )
    speaker = make_party(names[:100])
    event = make_event(title=names[:90], sources=[source])
    quote = make_quote(words, [source], speaker=speaker, event=event, asked=names)
    variant = HOSTILE if as_hostile == "variant" else "These were some other words."
    make_variant(variant, quote, retelling := make_source(publisher=names[:100]))
    around = HOSTILE if as_hostile == "text" else "It was said:"
    make_text(f"{around} {words} {around}", source, locator=names[:60], page_map=[[0, names[:60]]])
    make_text(f"{around} {variant.replace('words', 'lines')} {around}", retelling)
    pages = walk(client, f"{event.get_absolute_url()}words/")
    assert len(showing(pages, "&lt;script&gt;alert(")) >= 2
    for address, html in pages.items():
        if "<?xml" not in html:
            assert "<script>alert(" not in html, address
            assert "</mark></p> {{" not in html, address


def test_hostile_words_are_shown_to_the_letter(client):
    quote = make_quote(HOSTILE, [source := make_source()], event=make_event())
    make_text(f"Before. {HOSTILE} After.", source)
    page = read(client.get(quote.get_absolute_url()))
    assert page.h1 == [f"“{HOSTILE}”"]
    assert HOSTILE in page.text.replace("Before. ", "", 1)
    assert "✓ verbatim" in page.text
