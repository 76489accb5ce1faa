"""The page that sets the words of one event side by side: who printed what, and whether anybody first-hand did."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import (
    make_assertion,
    make_event,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_text,
    make_variant,
)
from tests.views.reading import read
from tests.views.saying import OTHERWISE, WORDS, contexts, figures, make_said, wordings
from timeline.models import Event, Quote, QuoteVariant, Source
from timeline.vocabulary import EvidenceMark, Reliability, SourceKind, Stance, Workflow

pytestmark = pytest.mark.django_db

ADDRESS = "/events/testimony/words/"
DAY = "2024-06-30"


@pytest.fixture
def quote():
    return make_said()


def page_of(client, address=ADDRESS, status=200):
    return read(client.get(address), status)


def sides(page):
    """The wordings on the left and on the right of each utterance."""
    found = []
    for exchange in page.html.split('<section class="exchange" aria-labelledby="words-')[1:]:
        left, right = exchange.split("In no first-hand account</h3>")
        found.append(([words for words, _, _ in wordings(left)], [words for words, _, _ in wordings(right)]))
    return found


def test_what_is_printed_first_hand_stands_on_one_side_and_the_rest_on_the_other(client, quote):
    page = page_of(client)
    assert page.h1 == ["Who printed what"]
    assert sides(page) == [([WORDS], [OTHERWISE, "It means that one model feeds another."])]
    assert "4 accounts of 1 utterance; 2 wordings stand in no first-hand account." in page.text


def test_the_lead_names_the_columns_by_their_headings_so_that_it_is_true_where_they_stack(client, quote):
    page = page_of(client)
    lead = page.html.split('<p class="record__lead">')[1].partition("</p>")[0]
    headings = re.findall(r'<div><h3 class="label">([^<]+)</h3>', page.html)
    assert headings == ["In first-hand accounts", "In no first-hand account"]
    assert [f"“{heading}”" in lead for heading in headings] == [True, True]
    assert not re.search(r"\b(left|right|above|below)\b", lead)


@pytest.mark.parametrize("mark", EvidenceMark, ids=lambda mark: mark.slug)
def test_whether_an_account_is_first_hand_follows_from_its_mark(client, quote, mark):
    kinds = {
        EvidenceMark.COURT_RECORD: (SourceKind.COURT_DOCUMENT, Reliability.PRIMARY),
        EvidenceMark.OWN_WORDS: (SourceKind.SOCIAL_POST, Reliability.PRIMARY),
        EvidenceMark.FIRST_HAND: (SourceKind.NEWS_REPORT, Reliability.SECONDARY),
        EvidenceMark.RETOLD: (SourceKind.NEWS_REPORT, Reliability.TERTIARY),
        EvidenceMark.MACHINE_WRITTEN: (SourceKind.NEWS_REPORT, Reliability.MACHINE),
    }
    kind, reliability = kinds[mark]
    Source.objects.filter(slug="retelling").update(kind=kind, reliability=reliability)
    ((left, right),) = sides(page_of(client))
    assert (OTHERWISE in left, OTHERWISE in right) == (mark <= EvidenceMark.FIRST_HAND, mark > EvidenceMark.FIRST_HAND)


def test_words_that_nobody_first_hand_prints_are_said_so_even_if_they_are_the_quotation(client, quote):
    Source.objects.update(reliability=Reliability.MACHINE)
    page = page_of(client)
    assert [left for left, _ in sides(page)] == [[]]
    assert "None held here." in page.text
    assert "3 wordings stand in no first-hand account." in page.text


def test_an_event_whose_every_wording_is_first_hand_says_so(client, quote):
    quote.variants.all().delete()
    page = page_of(client)
    assert "2 accounts of 1 utterance; every wording stands in a first-hand account." in page.text
    assert "No other wording held here." in page.text


def test_one_wording_stands_alone(client, quote):
    quote.variants.first().delete()
    assert "1 wording stands in no first-hand account." in page_of(client).text


def test_accounts_of_one_origin_stand_together(client, quote):
    copy = make_source(
        "2024-02-01", publisher="The Copy", reliability=Reliability.TERTIARY, retells=quote.variants.first().source
    )
    make_variant(OTHERWISE, quote, copy)
    other = make_source("2024-02-01", publisher="Another", reliability=Reliability.TERTIARY)
    make_variant(OTHERWISE, quote, other)
    page = page_of(client)
    assert (OTHERWISE, False, ["The Retelling", "The Copy", "Another"]) in wordings(page.html)
    block = page.html.split("The Retelling</a>")[1].split("</ul>")[0]
    assert block.count("same origin") == 1
    assert "The Copy" in block.split("same origin")[0]
    assert "same words in 2 of 6 accounts · 4 independent origins" in page.text


def test_words_that_differ_in_capitals_and_typography_alone_are_one_wording(client, quote):
    make_variant(WORDS.upper().rstrip("."), quote, make_source(publisher="The Shouter"))
    page = page_of(client)
    assert figures(page.html) == [(3, 5)]
    assert f"as “{WORDS.upper().rstrip('.')}”" in page.text


def test_all_that_was_said_at_the_event_stands_there_in_the_order_of_time(client, quote):
    make_quote("And that was later.", speaker=quote.speaker, event=quote.event, date="2024-01-15", asked="What then?")
    make_quote("And this was before.", speaker=quote.speaker, event=quote.event, date="2024-01-14")
    make_quote("Said elsewhere.", speaker=quote.speaker, event=make_event())
    page = page_of(client)
    assert [left[0] for left, _ in sides(page)] == ["And this was before.", WORDS, "And that was later."]
    assert "Ada, asked: what then?" in page.text
    assert "Said elsewhere." not in page.html


def test_the_words_are_shown_where_they_stand_in_the_texts_held(client, quote):
    make_text(f"He said: “{OTHERWISE}” So it was told.", Source.objects.get(slug="retelling"))
    page = page_of(client)
    assert contexts(page.html) == [
        f"Q. Do you know what it is?\nA. {WORDS}\nQ. Thank you.",
        f"He said: “{OTHERWISE}” So it was told.",
    ]
    assert page.text.count("These words stand in no first-hand account.") == 1
    assert "at most 300 characters of each" in page.text


def test_where_no_text_is_held_the_page_says_nothing_of_texts(client, quote):
    Source.objects.get(slug="transcript").texts.all().delete()
    page = page_of(client)
    assert contexts(page.html) == []
    assert 'id="held"' not in page.html


def test_only_words_that_no_first_hand_account_has_are_struck(client, quote):
    report = Source.objects.get(slug="report")
    make_variant("It means to take the one AI model to train another AI model.", quote, report)
    make_text(f"She said: {OTHERWISE} And left.", Source.objects.get(slug="retelling"))
    page = page_of(client)
    struck = 'It means to take one AI model to <mark class="unattested">feed</mark> another AI model.'
    assert page.html.count(f"“{struck}”") == 1
    held = "<mark>It means to take one AI model to </mark>"
    assert f'She said: {held}<mark class="unattested">feed</mark><mark> another AI model.</mark> And left.' in page.html
    assert "Words struck through stand in no first-hand account of the utterance." in page.text


def test_without_a_first_hand_account_nothing_is_struck(client, quote):
    Source.objects.update(reliability=Reliability.TERTIARY)
    page = page_of(client)
    assert "None held here. Nothing is struck through beside it." in page.text
    assert page.html.count('class="unattested"') == 1, "in the legend"
    assert "It means to <mark>take</mark> one AI model" in page.html


def test_the_pages_of_an_event_say_of_what_their_points_are(client, quote):
    for quotes in ([quote], []):
        question = make_question(quotes=quotes, events=[quote.event])
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
            make_assertion(question=question, stance=stance)
    assert "Accounts differ on 1 point about these words; on 2 about the event" in page_of(client).text
    assert "Accounts differ on 2 points about the event" in page_of(client, "/events/testimony/").text


def test_points_on_which_accounts_differ_are_named_once(client, quote):
    other = make_quote("Also said.", speaker=quote.speaker, event=quote.event)
    contested = make_question("What does it mean?", quotes=[quote, other])
    make_assertion(question=contested, stance=Stance.CONTRADICTS)
    make_assertion(question=make_question("What is agreed on?", quotes=[quote]))
    page = page_of(client)
    assert page.text.count("What does it mean?") == 1
    assert "on 1 point" in page.text
    assert "What is agreed on?" not in page.text


def test_the_page_leads_to_the_event_its_quotes_and_its_sources(client, quote):
    page = page_of(client)
    for record in (quote, quote.event, *Source.objects.filter(slug__in=["transcript", "retelling", "machine"])):
        assert record.get_absolute_url() in page.links
    for address in (quote.event.get_absolute_url(), quote.get_absolute_url()):
        assert ADDRESS in page_of(client, address).links


def test_later_variants_and_quotes_are_hidden_on_a_past_day(client, quote):
    make_quote("Said, but told later.", [make_source("2025-03-01")], speaker=quote.speaker, event=quote.event)
    page = page_of(client, f"{ADDRESS}?as_of={DAY}")
    assert sides(page) == [([WORDS], [OTHERWISE])]
    assert "3 accounts of 1 utterance; 1 wording stands in no first-hand account." in page.text
    assert "The Machine" not in page.html
    assert [link for link in page.links if link.startswith("/sources/") and f"as_of={DAY}" not in link] == []


def test_drafts_are_hidden(client, quote):
    make_variant("DRAFTED words", quote, make_source(publisher="DRAFTED paper", workflow=Workflow.DRAFT))
    make_quote("DRAFTED quotation", speaker=quote.speaker, event=quote.event, workflow=Workflow.IN_REVIEW)
    make_quote("DRAFTED too", speaker=make_party("DRAFTED party", workflow=Workflow.DRAFT), event=quote.event)
    page = page_of(client)
    assert "DRAFTED" not in page.html
    assert "4 accounts of 1 utterance" in page.text


@pytest.mark.parametrize("query", ["", f"?as_of={DAY}"])
def test_an_event_without_quotes_has_no_such_page(client, query):
    event = make_event(slug="quiet", sources=[make_source("2024-01-15")])
    address = f"/events/quiet/words/{query}"
    assert page_of(client, address, 404).h1 == ["No record stands at this address"]
    make_quote(event=event, workflow=Workflow.DRAFT)
    assert page_of(client, address, 404).h1 == ["No record stands at this address"]
    assert "/events/quiet/words/" not in client.get(event.get_absolute_url()).content.decode()


def test_an_event_that_is_not_there_or_not_public_has_no_such_page(client, quote):
    page_of(client, "/events/no-such-event/words/", 404)
    Event.objects.update(workflow=Workflow.DRAFT)
    page_of(client, ADDRESS, 404)


def test_before_its_words_were_known_the_page_says_so_and_leads_to_that_of_today(client, quote):
    page = page_of(client, f"{ADDRESS}?as_of=2024-01-14", 404)
    assert page.h1 == ["Not yet known on 14 Jan 2024"]
    assert ADDRESS in page.links
    assert WORDS not in page.html
    Event.objects.get().references.update(source=Source.objects.create(**_early()))
    page = page_of(client, f"{ADDRESS}?as_of=2024-01-14", 404)
    assert page.h1 == ["Not yet known on 14 Jan 2024"]


def _early():
    values = {"kind": SourceKind.NEWS_REPORT, "reliability": Reliability.SECONDARY, "workflow": Workflow.PUBLISHED}
    return {"slug": "early", "title": "Early", "published": "2024-01-01", **values}


@pytest.mark.parametrize("text", ["2024-13-45", "yesterday"])
def test_a_day_that_is_none_is_told(client, quote, text):
    page = page_of(client, f"{ADDRESS}?as_of={text}", 400)
    assert text in page.html
    assert WORDS not in page.html


def test_the_page_asks_no_more_queries_for_more_quotes_and_accounts(client, quote):
    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    make_assertion(question=make_question(quotes=[quote]), stance=Stance.CONTRADICTS)
    addresses = [ADDRESS, f"{ADDRESS}?as_of={DAY}"]
    before = [queries(address) for address in addresses]
    assert max(before) <= 15
    for number in range(9):
        source = make_source("2024-02-01", retells=Source.objects.get(slug="report"))
        make_text(f"Also {number}. {WORDS}", source)
        other = make_quote(f"Also {number}. {WORDS}", [source], speaker=quote.speaker, event=quote.event)
        QuoteVariant.objects.bulk_create(
            [QuoteVariant(quote=row, source=source, text=f"Otherwise {number}") for row in (quote, other)]
        )
        make_assertion(question=make_question(quotes=[other]), stance=Stance.CONTRADICTS)
    assert Quote.objects.filter(event=quote.event).count() == 10
    assert [queries(address) for address in addresses] == before
