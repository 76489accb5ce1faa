"""Of every grade a page says what it rests on: which text, which revision of it, and how much of it is held."""

import pytest

from tests.making import make_quote, make_source, make_text
from tests.views.reading import read
from tests.views.saying import ADDRESSES, OTHERWISE, WORDS, contexts, make_said
from timeline.models import QuoteReference, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    return make_said()


def page_of(client, address="/quotes/definition/", status=200):
    return read(client.get(address), status)


@pytest.mark.parametrize("place", ADDRESSES)
def test_that_no_more_is_held_than_the_words_is_said_wherever_the_grade_is(client, quote, place):
    assert "only these words held" not in page_of(client, ADDRESSES[place]).text
    transcript = Source.objects.get(slug="transcript")
    transcript.texts.all().delete()
    make_text(WORDS, transcript, locator="passage 1")
    page = page_of(client, ADDRESSES[place])
    assert "○ verbatim, only these words held" in page.text
    assert "✓ verbatim" not in page.text
    assert "transcribed by us: nothing around them confirms them" in page.html


@pytest.mark.parametrize("address", ["/quotes/definition/", "/events/testimony/words/"])
def test_the_pages_of_words_explain_what_it_means_that_no_more_is_held(client, quote, address):
    make_text(OTHERWISE, Source.objects.get(slug="retelling"), locator="passage 1")
    assert "Only these words held: No more of the source is held than these words" in page_of(client, address).text


def machine_copy(quote):
    """The transcript has no text held, and a machine-written page of the same words has."""
    Source.objects.get(slug="transcript").texts.all().delete()
    machine = Source.objects.get(slug="machine")
    Source.objects.filter(pk=machine.pk).update(published="2024-01-17")
    QuoteReference.objects.create(quote=quote, source=machine)
    return make_text(f"She said: {WORDS} And left.", machine)


@pytest.mark.parametrize("place", [place for place in ADDRESSES if place != "words of the event"])
@pytest.mark.parametrize("query", ["", "?as_of=2024-06-30"])
def test_a_grade_that_is_not_of_the_nearest_source_names_the_document_it_is_of(client, quote, place, query):
    text = machine_copy(quote)
    page = page_of(client, f"{ADDRESSES[place]}{query}")
    assert "○ verbatim in The Machine (machine-written)" in page.text
    assert "No text of a nearer source is held." in page.html
    make_text(f"Q. Yes? A. {WORDS}", Source.objects.get(slug="transcript"))
    page = page_of(client, f"{ADDRESSES[place]}{query}")
    assert "✓ verbatim" in page.text
    assert "in The Machine" not in page.text
    text.delete()


def test_a_machine_that_alters_the_words_is_named_too(client, quote):
    machine_copy(quote).delete()
    make_text(f"She said: {OTHERWISE} And left.", Source.objects.get(slug="machine"))
    assert "≠ altered in The Machine (machine-written)" in page_of(client, "/quotes/").text


def test_a_place_that_waits_for_a_researcher_is_shown_where_it_was_and_said_to_wait(client, quote):
    source = Source.objects.get(slug="transcript")
    make_text(f"A page was put before it. {source.texts.get().text}", source, revision=2)
    page = page_of(client)
    assert "place in the newest text awaits a researcher" in page.text
    assert contexts(page.html)[0].startswith("Q. Do you know")
    assert "of the text held, revision 1, which a newer text has replaced" in page.text
    assert "Compared with the whole text, revision 2: place in the newest text awaits a researcher." in page.text


def test_words_that_the_newest_text_lacks_are_not_said_to_have_a_place_in_it(client, quote):
    source = Source.objects.get(slug="transcript")
    make_text("Nothing of the kind is said here at all.", source, revision=2)
    page = page_of(client)
    assert "place in the newest text" not in page.text
    assert "revision 1, which a newer text has replaced" in page.text
    assert "Compared with the whole text, revision 2: the newest text no longer has these words, which" in page.text


def test_while_a_check_waits_the_text_of_the_place_and_that_of_the_differences_are_named(client, quote):
    source = Source.objects.get(slug="transcript")
    make_text(f"Q. What is it?\nA. {OTHERWISE}\nQ. Thank you.", source, revision=2)
    text = page_of(client).text
    assert "revision 1, which a newer text has replaced" in text
    told = "Compared with the whole text, revision 2: wording in the newest text awaits a researcher. Differences:"
    assert told in text


def test_a_passage_that_its_whole_text_overrules_is_said_to_be_replaced(client):
    quote = make_quote("Partly.", [source := make_source()])
    make_text("Partly.", source, locator="passage 1")
    make_text("“Partially,” Musk answered on the stand.", source)
    text = page_of(client, quote.get_absolute_url()).text
    assert "passage 1, characters 0–7 of the text held, revision 1, which a newer text has replaced" in text
    assert "Compared with the whole text, revision 1: the newest text no longer has these words" in text


def test_a_newer_passage_without_the_words_does_not_seem_to_have_them(client):
    quote = make_quote(WORDS, [source := make_source()])
    make_text(f"A. {WORDS}", source, locator="p. 3")
    make_text("Quite another thing is said here.", source, locator="p. 3", revision=2)
    text = page_of(client, quote.get_absolute_url()).text
    assert "– no text held" in text
    assert "revision 1, which a newer text has replaced" in text
