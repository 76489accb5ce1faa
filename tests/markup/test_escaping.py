"""HTML that is written out in Python: whatever a record says stands on a page as words, on every page that shows it."""

from html.parser import HTMLParser

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.models import EventReference, QuoteReference, QuoteVariant
from timeline.search.index import rebuild
from timeline.vocabulary import Stance

pytestmark = pytest.mark.django_db
HOSTILE = 'zebra<b id="hurt">&amp;\' " onclick="hurt()'


class Elements(HTMLParser):
    """The elements of a page that no template of ours has."""

    def __init__(self):
        super().__init__()
        self.foreign = []
        self.words = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if "onclick" in names or names.get("id") == "hurt":
            self.foreign.append((tag, attrs))

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def record(db):
    """One record of each kind, hostile in every text that a card, a hit or a row shows."""
    source = make_source(title=HOSTILE, publisher=HOSTILE, author=HOSTILE)
    party = make_party(HOSTILE, [source], slug="party")
    case = make_case(HOSTILE, [source], caption=HOSTILE, summary=HOSTILE, slug="case")
    filing = make_filing(sources=[source], case=case, title=HOSTILE, exhibit_label="<b>", docket_entry_number=1)
    named = {"cases": [case], "parties": [party], "filing": filing}
    event = make_event(sources=[source], title=HOSTILE, summary=HOSTILE, **named)
    EventReference.objects.create(event=event, source=source, locator=HOSTILE)
    quote = make_quote(HOSTILE, [source], [case], speaker=party, event=event, asked=HOSTILE)
    QuoteReference.objects.filter(quote=quote).update(locator=HOSTILE)
    QuoteVariant.objects.create(quote=quote, source=make_source(), text=f"{HOSTILE} too")
    question = make_question(f"{HOSTILE}?", [case], [event], [quote], note=HOSTILE)
    for value in ("yes", "no"):
        make_assertion(HOSTILE, [source], Stance.CONTRADICTS, question=question, made_by_party=party, value=value)
    rebuild()
    return [one.get_absolute_url() for one in (source, party, case, filing, event, quote, question)]


def test_no_text_of_a_record_becomes_markup(record, client):
    lists = [
        "/",
        "/?q=zebra",
        "/search/?q=zebra",
        "/cases/",
        "/parties/",
        "/quotes/",
        "/questions/",
        "/sources/",
        "/lanes/",
    ]
    tabs = ["/cases/case/timeline/", "/cases/case/quotes/", "/parties/party/timeline/", "/checks/"]
    for address in [*lists, *tabs, *record, f"{record[4]}words/"]:
        page = Elements()
        page.feed(client.get(address).text)
        assert page.foreign == [], address
    page = Elements()
    page.feed(client.get("/").text)
    assert HOSTILE in "".join(page.words), "and it is shown to the letter"
