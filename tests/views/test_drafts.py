"""Drafts and records in review are seen by nobody: on no page, in no list, no count, no facet, no sitemap."""

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
from tests.views.reading import inner_links, read
from tests.views.test_leaks import FILTERS, LISTS
from timeline.filters.case_page import CasePage
from timeline.filters.party_page import PartyPage
from timeline.models import CaseDataUse, CaseRelation, Event, EventReference, Evidence, PartyRole, QuoteVariant, Source
from timeline.search.index import rebuild
from timeline.vocabulary import DataUse, Relation, Role, Stance, Workflow

pytestmark = pytest.mark.django_db

NAMES = ("case", "party", "event", "filing", "quote", "question", "source")
SORTS = ("cases", "parties", "events", "filings", "quotes", "questions", "sources")


def make_all(workflow, words, shown=None):
    """One record of each sort, named by `words`; tied in every way to those of `shown`."""
    values = {"workflow": workflow}

    def slug(name):
        return {"slug": f"{words.lower()}-{name}", **values}

    source = make_source(title=f"{words}-source", publisher=f"{words}-publisher", **slug("source"))
    party = make_party(f"{words}-party", [source], **slug("party"))
    case = make_case(f"{words}-case", [source], caption=f"{words}-caption", **slug("case"))
    CaseDataUse.objects.create(case=case, use=DataUse.SCRAPING if shown else DataUse.CONTRACT)
    PartyRole.objects.create(case=case, party=party, role=Role.PLAINTIFF)
    filing = make_filing(
        "2024-03-01", [source], [party], case=case, title=f"{words}-filing", docket_entry_number=7, **slug("filing")
    )
    ties = {"cases": [case], "parties": [party], "filing": filing}
    event = make_event("2024-03-01", [source], title=f"{words}-event", summary=f"{words}-told", **ties, **slug("event"))
    quote = make_quote(f"{words}-quote", [source], [case], speaker=party, event=event, **slug("quote"))
    question = make_question(f"{words}-question?", [case], [event], [quote], note=f"{words}-note", **slug("question"))
    make_assertion(
        f"{words}-answer", [source], question=question, made_by_party=party, value=f"{words}-value", **values
    )
    made = dict(zip(NAMES, (case, party, event, filing, quote, question, source), strict=True))
    if shown:
        _tie(made, shown, words, values)
    return made


def _tie(hidden, shown, words, values):
    """Every relation there is, in both directions, between published records and those that are not."""
    case, party, event, source = (shown[name] for name in ("case", "party", "event", "source"))
    CaseRelation.objects.create(case=case, to_case=hidden["case"], relation=Relation.APPEAL_OF)
    for one, other in ((case, hidden["party"]), (hidden["case"], party)):
        for role in (Role.JUDGE, Role.DEFENDANT):
            PartyRole.objects.create(case=one, party=other, role=role, note=f"{words}-role")
    event.cases.add(hidden["case"])
    event.parties.add(hidden["party"])
    hidden["event"].cases.add(case)
    hidden["event"].parties.add(party)
    shown["filing"].filed_by.add(hidden["party"])
    shown["quote"].cases.add(hidden["case"])
    shown["question"].cases.add(hidden["case"])
    shown["question"].events.add(hidden["event"])
    shown["question"].quotes.add(hidden["quote"])
    hidden["question"].events.add(event)
    hidden["question"].quotes.add(shown["quote"])
    hidden["quote"].cases.add(case)
    EventReference.objects.create(event=event, source=hidden["source"], locator=f"{words}-pin")
    EventReference.objects.create(event=hidden["event"], source=source)
    QuoteVariant.objects.create(quote=shown["quote"], source=hidden["source"], text=f"{words}-variant")
    QuoteVariant.objects.create(quote=hidden["quote"], source=source, text=f"{words}-own-variant")
    hidden["source"].retells = source
    hidden["source"].save()
    source.retells = hidden["source"]
    source.save()
    answer = shown["question"].assertions.earliest("pk")
    against = {"stance": Stance.CONTRADICTS, "as_stated": f"{words}-stated", "value": f"{words}-value"}
    Evidence.objects.create(assertion=answer, source=hidden["source"], **against)
    made_by = {"made_by_party": party}
    make_assertion(
        f"{words}-draft-answer", [source], Stance.CONTRADICTS, question=shown["question"], **made_by, **values
    )
    make_assertion(f"{words}-by-draft", [source], question=shown["question"], made_by_party=hidden["party"])
    make_assertion(f"{words}-by-source", [source], question=shown["question"], made_by_source=hidden["source"])
    # Published, but of a case or speaker that is not; and a published event whose filing is not.
    public = {"workflow": Workflow.PUBLISHED, "sources": [source]}
    make_filing(title=f"{words}-orphan", case=hidden["case"], slug=f"{words.lower()}-orphan", **public)
    make_quote(f"{words}-orphan", speaker=hidden["party"], event=event, slug=f"{words.lower()}-orphan", **public)
    event.filing = hidden["filing"]
    event.save()


@pytest.fixture(scope="module")
def shown(kept):
    made = make_all(Workflow.PUBLISHED, "Shown")
    make_all(Workflow.DRAFT, "HIDDEN-D", made)
    make_all(Workflow.IN_REVIEW, "HIDDEN-R", made)
    rebuild()
    return made


def test_no_search_finds_them(client, shown):
    for words in ("hidden*", "told -shown", "HIDDEN-D-event"):
        for query in ({"q": words}, {"q": words, "type": "event"}, {"q": words, "as_of": "2024-06-01"}):
            assert client.get("/search/", query).context["page"].total == 0
            assert (
                b"HIDDEN"
                not in client.get("/search/", query, headers={"HX-Request": "true"}).content.split(b"Nothing")[0]
            )
    assert client.get("/search/", {"q": "shown*"}).context["page"].total > 5


def addresses(shown):
    tabs = [f"{shown['case'].get_absolute_url()}{tab}/" for tab in list(CasePage.tab_labels)[1:]]
    tabs += [f"{shown['party'].get_absolute_url()}{tab}/" for tab in list(PartyPage.tab_labels)[1:]]
    return [*LISTS, *(record.get_absolute_url() for record in shown.values()), *tabs]


def test_no_page_shows_a_word_of_them(client, shown):
    filtered = [f"{address}?{query.replace('early', 'shown')}" for address in LISTS for query in FILTERS]
    asked = [*filtered, *(f"{address}{query}" for address in addresses(shown) for query in ("", "?as_of=2025-01-01"))]
    for address in asked:
        html = client.get(address).content.decode()
        assert "hidden-" not in html.lower(), f"{address}: …{html[html.lower().find('hidden-') - 80 :][:140]}"


def test_every_page_of_a_published_record_answers_and_leads_to_pages(client, shown):
    followed = set()
    for address in addresses(shown):
        for link in inner_links(read(client.get(address)), address):
            if link not in followed:
                followed.add(link)
                assert client.get(link).status_code == 200, f"{link} on {address}"


@pytest.mark.parametrize("words", ["hidden-d", "hidden-r"])
def test_their_own_addresses_are_as_unknown_as_any_other(client, shown, words):
    for sort, name in zip(SORTS, NAMES, strict=True):
        for query in ("", "?as_of=2025-01-01"):
            page = read(client.get(f"/{sort}/{words}-{name}/{query}"), 404)
            assert page.h1 == ["No record stands at this address"]
            assert "exists today" not in page.text
    for address in (f"/filings/{words}-orphan/", f"/quotes/{words}-orphan/"):
        assert client.get(address).status_code == 404
    for tab in CasePage.tab_labels:
        assert client.get(f"/cases/{words}-case/{tab}/").status_code == 404


@pytest.mark.parametrize("query", ["case=hidden-d-case", "party=hidden-r-party"])
def test_they_are_no_values_to_filter_by(client, shown, query):
    assert read(client.get(f"/?{query}"), 400)


def test_no_count_knows_of_them(client, shown):
    for address, words in {
        "/": "1 event ",
        "/cases/": "1 case ",
        "/parties/": "1 party ",
        "/quotes/": "1 quote ",
        "/questions/": "1 question ",
        "/sources/": "1 source ",
    }.items():
        assert words in read(client.get(address)).text, address
    case = read(client.get("/cases/shown-case/")).text
    for tab in ("Docket 1", "Timeline 1", "Quotes 1", "Contested points 1", "Sources 1"):
        assert tab in case
    party = read(client.get("/parties/shown-party/")).text
    for tab in ("Timeline 1", "Roles 1", "Quotes 1", "Contested points 1"):
        assert tab in party
    about = read(client.get("/about/")).text
    for words in ("events 1", "cases 1", "parties 1", "filings 1", "quotes 1", "questions 1", "sources 1"):
        assert words in about
    assert "1 answer so far" in about
    assert "1 account · as of" in read(client.get("/questions/shown-question/")).text
    assert "No contradiction" in read(client.get("/questions/")).text


def test_no_facet_knows_of_them(client, shown):
    for address in LISTS[:-1]:
        assert "Scraping" not in read(client.get(address)).text, address


def test_the_sitemap_holds_what_is_published_and_nothing_else(client, shown):
    index = client.get("/sitemap.xml").content.decode()
    parts = [part.split("</loc>")[0].removeprefix("http://testserver") for part in index.split("<loc>")[1:]]
    found = " ".join(client.get(part).content.decode() for part in parts)
    assert "hidden" not in found
    for record in shown.values():
        assert f"<loc>http://testserver{record.get_absolute_url()}</loc>" in found


def test_a_record_taken_back_is_gone_at_once(client, shown):
    event = Event.objects.get(pk=shown["event"].pk)
    assert client.get(event.get_absolute_url()).status_code == 200
    event.workflow = Workflow.IN_REVIEW
    event.save()
    assert client.get(event.get_absolute_url()).status_code == 404
    assert "Shown-event" not in client.get("/").content.decode()


def test_a_source_taken_back_takes_its_marks_and_days_with_it(client, shown):
    source = Source.objects.get(pk=shown["source"].pk)
    source.workflow = Workflow.DRAFT
    source.save()
    event = Event.objects.get(pk=shown["event"].pk)
    assert event.known_since is None
    assert event.best_mark is None
    assert "Shown-publisher" not in client.get(event.get_absolute_url()).content.decode()
