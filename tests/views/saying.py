"""Words said at one event, as four sources print them; and what a page shows of them."""

import html
import re

from tests.making import make_case, make_event, make_party, make_quote, make_source, make_text, make_variant
from timeline.models import QuoteReference
from timeline.vocabulary import Reliability, SourceKind

WORDS = "It means to use one AI model to train another AI model."
OTHERWISE = "It means to take one AI model to feed another AI model."
ADDRESSES = {
    "timeline": "/",
    "event": "/events/testimony/",
    "quotes": "/quotes/",
    "quote": "/quotes/definition/",
    "quotes of the case": "/cases/the-case/quotes/",
    "quotes of the speaker": "/parties/speaker/quotes/",
    "words of the event": "/events/testimony/words/",
}


def make_said():
    """The quote: a transcript and a report print it, a retelling of that and a machine print it otherwise."""
    transcript = make_source(
        "2024-01-15",
        slug="transcript",
        title="Transcript",
        publisher="The Court",
        kind=SourceKind.TRANSCRIPT,
        reliability=Reliability.PRIMARY,
    )
    report = make_source("2024-01-16", slug="report", publisher="The Reporter")
    retelling = make_source(
        "2024-01-20", slug="retelling", publisher="The Retelling", reliability=Reliability.TERTIARY, retells=report
    )
    machine = make_source("2025-01-15", slug="machine", publisher="The Machine", reliability=Reliability.MACHINE)
    speaker, case = make_party("Ada", [report], slug="speaker"), make_case(slug="the-case", sources=[report])
    event = make_event("2024-01-15", [report], [case], [speaker], slug="testimony", title="Ada testifies")
    quote = make_quote(WORDS, [], [case], slug="definition", speaker=speaker, event=event, date="2024-01-15")
    for source, locator in ((transcript, "2417:3"), (report, "")):
        QuoteReference.objects.create(quote=quote, source=source, locator=locator)
    make_variant(OTHERWISE, quote, retelling)
    make_variant("It means that one model feeds another.", quote, machine)
    make_text(f"Q. Do you know what it is?\nA. {WORDS}\nQ. Thank you.", transcript)
    return quote


def figures(page_html):
    """“Same words in N of M accounts”, each time a page says so: [(N, M)]."""
    return [(int(n), int(m)) for n, m in re.findall(r"same words in (\d+) of (\d+) accounts", page_html)]


def contexts(page_html):
    """The texts in which words are shown to stand."""
    found = re.findall(r'<blockquote class="held__text">(.*?)</blockquote>', page_html, re.S)
    return [html.unescape(re.sub(r"</?mark[^>]*>", "", text)) for text in found]


def characters_shown(page_html):
    """How many characters of held texts a page shows: places, what differs there, and insertions."""
    differing = re.findall(r'<ins><span class="visually-hidden">text has: </span>(.*?)</ins>', page_html, re.S)
    inserted = re.findall(r"In brackets: (.*?)\.</p>", page_html, re.S)
    inserted = [words for listed in inserted for words in listed.split(", ")]
    pieces = [*contexts(page_html), *map(html.unescape, (*differing, *inserted))]
    return sum(len(piece) for piece in pieces if piece != "…")


def wordings(page_html):
    """(words, whether some first-hand account prints them, publishers in order) of each wording on a page."""
    found = []
    for block in re.findall(r'<div class="wording( wording--unattested)?">(.*?)</div>', page_html, re.S):
        words = re.search(r'<p class="wording__words">“(.*?)”</p>', block[1], re.S)[1]
        publishers = re.findall(r'<a class="plain" href="/sources/[^"]*">([^<]*)</a>', block[1])
        found.append((html.unescape(re.sub("</?mark[^>]*>", "", words)), not block[0], publishers))
    return found
