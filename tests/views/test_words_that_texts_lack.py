"""Accounts cited for words that their held text does not have: said beside the words, and counted apart."""

import pytest

from tests.making import make_quote, make_source, make_text, make_variant
from tests.views.reading import read
from tests.views.saying import ADDRESSES, OTHERWISE, WORDS, figures, make_said, wordings
from timeline.models import QuoteReference, Source
from timeline.vocabulary import Reliability

pytestmark = pytest.mark.django_db

ELSEWHERE = "Nothing of the kind is said here at all."
SIDES = "In no first-hand account</h3>"


@pytest.fixture
def quote():
    return make_said()


def hold(slug, text, revision=1):
    make_text(text, Source.objects.get(slug=slug), revision=revision)


def text_of(client, address):
    return read(client.get(address)).text


@pytest.mark.parametrize("place", ADDRESSES)
def test_an_account_whose_held_text_lacks_the_words_is_counted_apart_everywhere(client, quote, place):
    hold("report", ELSEWHERE)
    page = read(client.get(ADDRESSES[place]))
    assert figures(page.html) == [(1, 4)]
    assert "same words in 1 of 4 accounts; 1 cited for them lacks them in its held text" in page.text
    hold("transcript", ELSEWHERE, revision=2)
    told = "same words in 0 of 4 accounts; 2 cited for them lack them in their held texts"
    assert told in text_of(client, ADDRESSES[place])


@pytest.mark.parametrize("place", ADDRESSES)
def test_where_every_held_text_has_the_words_nothing_is_counted_apart(client, quote, place):
    text = text_of(client, ADDRESSES[place])
    assert "same words in 2 of 4 accounts" in text
    assert "cited for them" not in text


def test_a_source_that_has_the_words_in_other_letters_is_not_counted_apart(client, quote):
    hold("report", f"She said {WORDS.upper()}")
    QuoteReference.objects.filter(source__slug="report").update(is_verbatim=True)
    assert "same words in 2 of 4 accounts ·" in text_of(client, "/quotes/definition/")


def test_on_a_past_day_what_a_later_source_lacks_is_not_told(client, quote):
    hold("machine", ELSEWHERE)
    make_variant(WORDS.upper(), quote, Source.objects.get(slug="machine"))
    assert "1 cited for them" in text_of(client, "/quotes/definition/")
    assert "cited for them" not in text_of(client, "/quotes/definition/?as_of=2024-06-30")


@pytest.mark.parametrize("place", [place for place in ADDRESSES if place != "words of the event"])
@pytest.mark.parametrize(
    ("text", "told"),
    [(ELSEWHERE, "≠ not found in 1 source"), (f"She said: {OTHERWISE}", "≠ altered in 1 source")],
)
def test_a_quote_that_one_source_has_and_another_lacks_shows_both_grades(client, quote, place, text, told):
    hold("report", text)
    assert f"✓ verbatim in 1 source · {told}" in text_of(client, ADDRESSES[place])


def test_a_quote_that_the_nearest_source_lacks_and_a_farther_one_has_shows_both(client, quote):
    hold("transcript", ELSEWHERE, revision=2)
    hold("report", f"She said: {WORDS}")
    assert "≠ not found in 1 source · ✓ verbatim in 1 source" in text_of(client, "/quotes/")


def test_of_words_that_stand_in_a_document_that_is_not_cited_both_are_said(client, quote):
    make_text(f"A. {WORDS}", make_source(title="Another transcript"))
    hold("report", ELSEWHERE)
    assert "✓ verbatim in 1 source · ≠ in another document (1 source)" in text_of(client, "/quotes/")
    page = text_of(client, "/quotes/definition/")
    assert "its held text does not have these words ; they stand in Another transcript" in page


def test_sources_that_agree_or_of_which_no_text_is_held_leave_one_grade(client, quote):
    assert "in 1 source" not in text_of(client, "/quotes/")
    hold("report", f"She said: {WORDS.upper()}")
    text = text_of(client, "/quotes/")
    assert "✓ verbatim · same words" in text
    assert "differs" not in text


def test_what_a_variant_is_found_to_be_is_no_grade_of_the_quotation(client, quote):
    hold("retelling", ELSEWHERE)
    assert "not found" not in text_of(client, "/quotes/")


@pytest.mark.parametrize("address", ["/quotes/definition/", "/events/testimony/words/"])
def test_it_is_said_beside_such_an_account_that_its_text_lacks_the_words(client, quote, address):
    assert "its held text does not have these words" not in text_of(client, address)
    hold("report", ELSEWHERE)
    page = read(client.get(address))
    beside = page.text.split("The Reporter")[1].split("The Retelling")[0]
    assert "≠ not found its held text does not have these words" in beside
    assert page.text.count("its held text does not have these words") == 1


def test_words_that_only_a_first_hand_account_is_cited_for_whose_text_lacks_them_are_not_first_hand(client, quote):
    QuoteReference.objects.filter(source__slug="transcript").delete()
    Source.objects.get(slug="transcript").texts.all().delete()
    hold("report", ELSEWHERE)
    html = client.get("/events/testimony/words/").content.decode()
    left, right = html.split(SIDES)
    assert (wordings(left), next(words for words, _, _ in wordings(right))) == ([], WORDS)
    assert "or what an account is cited for whose held text lacks it" in html
    assert "does not count as one that prints them" in text_of(client, "/quotes/definition/")


@pytest.mark.parametrize(("mark", "is_first_hand"), [(Reliability.PRIMARY, True), (Reliability.TERTIARY, False)])
def test_words_that_stand_in_another_document_are_as_near_as_that_document(client, quote, mark, is_first_hand):
    QuoteReference.objects.filter(source__slug="transcript").delete()
    Source.objects.filter(slug="transcript").update(reliability=mark)
    hold("report", ELSEWHERE)
    left, _ = client.get("/events/testimony/words/").content.decode().split(SIDES)
    assert [words for words, _, _ in wordings(left)] == [WORDS] * is_first_hand


def test_of_an_account_without_a_held_text_it_is_said_on_the_page_of_the_words(client, quote):
    accounts = client.get("/events/testimony/words/").content.decode().split('<ul class="wording__accounts">')[1]
    transcript, report = accounts.split("</li>")[:2]
    assert "no text held" not in transcript
    assert '</span> <span class="grade grade--no-text-held"' in report


def test_a_quote_of_one_account_whose_text_lacks_it_shows_the_grade_alone(client):
    make_text(ELSEWHERE, source := make_source())
    quote = make_quote(WORDS, [source])
    text = text_of(client, quote.get_absolute_url())
    assert "≠ not found" in text
    assert "in 1 source" not in text
