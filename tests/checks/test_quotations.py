"""The rules on quotations against the held text of their sources."""

import pytest

from tests.checks.linting import abouts, found, levels, make_court_paper
from tests.making import make_quote, make_source, make_text, make_variant
from timeline.models import QuoteCheck, SourceText
from timeline.vocabulary import Level, Workflow

pytestmark = pytest.mark.django_db

WORDS = "It is standard practice to use other AIs to validate your AI."
ALTERED = "Q. What then? A. It is standard practice to use other AIs to verify your AI. Q. Thank you."
UNLIKE = "The court finds that the motion is moot and takes the hearing off its calendar."


def make_quoted(source, **values):
    return make_quote(WORDS, sources=[source], **values)


@pytest.mark.parametrize("text", [ALTERED, UNLIKE], ids=["altered", "not found"])
def test_words_that_a_court_paper_does_not_have_are_an_error(text):
    source = make_court_paper()
    quote = make_quoted(source)
    make_text(text, source)
    assert (abouts(quote, "quote-altered"), levels(quote, "quote-altered")) == ([source.slug], [Level.ERROR])


@pytest.mark.parametrize("text", [ALTERED, UNLIKE], ids=["altered", "not found"])
def test_words_that_another_source_does_not_have_are_a_warning(text):
    for source in (make_source(), make_court_paper(workflow=Workflow.DRAFT)):
        quote = make_quoted(source)
        make_text(text, source)
        assert levels(quote, "quote-altered") == [Level.WARNING]
        SourceText.objects.all().delete()


def test_words_that_the_one_passage_held_does_not_have_may_stand_outside_it():
    source = make_court_paper()
    quote = make_quoted(source)
    make_text(UNLIKE, source, locator="p. 3")
    assert not found(quote, "quote-altered")


@pytest.mark.parametrize("text", [ALTERED, UNLIKE], ids=["altered", "not found"])
def test_a_variant_that_its_source_does_not_print_is_a_warning_that_names_its_words(text):
    source = make_court_paper()
    quote = make_quoted(make_source())
    make_variant(WORDS, quote, source)
    make_text(text, source)
    assert abouts(quote, "quote-altered") == [f"{source.slug} {WORDS}"]
    assert levels(quote, "quote-altered") == [Level.WARNING]
    assert WORDS[:50] in found(quote, "quote-altered")[0].message


def test_a_short_word_that_was_changed_leaves_a_passage_without_a_quotation():
    source = make_source()
    quote = make_quote("Partly.", sources=[source])
    variant = make_variant("Partially.", quote, make_source())
    make_text("Partly.", source, locator="passage 1")
    make_text("Partially.", variant.source, locator="passage 1")
    assert not found(quote, "quote-unmatched")
    quote.text = "Mostly."
    quote.save()
    assert (abouts(quote, "quote-unmatched"), levels(quote, "quote-unmatched")) == ([source.slug], [Level.WARNING])
    variant.text = "Rarely."
    variant.save()
    assert abouts(quote, "quote-unmatched") == [source.slug, f"{variant.source.slug} Rarely."]


def test_a_passage_that_another_quotation_stands_in_tells_nothing_of_this_one():
    source = make_source()
    make_quote("Partly.", sources=[source])
    make_text("Partly.", source, locator="passage 1")
    assert not found(make_quote("Mostly.", sources=[source]), "quote-unmatched")


def test_words_that_stand_in_another_document_are_an_error_that_names_it():
    source, other = make_source(), make_source(title="The transcript")
    quote = make_quoted(source)
    make_text(UNLIKE, source)
    make_text(f"Q. And? A. {WORDS}", other)
    (finding,) = found(quote, "quote-altered")
    assert (finding.level, finding.about) == (Level.ERROR, source.slug)
    assert "The words stand in “The transcript (The Daily Record)”" in finding.message


def test_words_that_stand_in_the_text_or_cannot_be_checked_are_none():
    source = make_court_paper()
    assert not found(make_quoted(source), "quote-altered")
    make_text(f"Q. And? A. {WORDS}", source)
    assert not found(make_quoted(source), "quote-altered")


def test_a_place_that_moved_waits_for_a_researcher():
    source = make_source()
    make_text(f"A. {WORDS}", source)
    quote = make_quoted(source)
    assert not found(quote, "quote-moved")
    make_text(f"Q. And now? A. {WORDS}", source, revision=2)
    assert (abouts(quote, "quote-moved"), levels(quote, "quote-moved")) == ([source.slug], [Level.WARNING])
    QuoteCheck.objects.get(quote=quote).accept_places()
    assert not found(quote, "quote-moved")


def test_words_that_a_newer_text_has_no_more_lose_their_place_when_a_researcher_has_seen_it():
    source = make_source()
    quote = make_quoted(source)
    make_text(f"A. {WORDS}", source)
    make_text(UNLIKE, source, revision=2)
    (finding,) = found(quote, "quote-moved")
    assert "no longer has the words" in finding.message
    QuoteCheck.objects.get(quote=quote).accept_places()
    assert not found(quote, "quote-moved")


def test_a_whole_text_that_overrules_a_passage_is_told_and_waits_for_a_researcher():
    source = make_source()
    quote = make_quoted(source)
    make_text(WORDS, source, locator="passage 1")
    assert not found(quote, "quote-altered")
    make_text(UNLIKE, source)
    assert abouts(quote, "quote-altered") == abouts(quote, "quote-moved") == [source.slug]


PAGES = [[0, "p. 1"], [len(UNLIKE) + 1, "p. 2"]]


@pytest.mark.parametrize(
    ("pin", "is_right"),
    [("p. 2", True), ("pp. 2–3", True), ("pp. 1-2", True), ("", True), ("¶ 9", True), ("p. 1", False), ("p. 3", False)],
)
def test_a_pin_cite_names_the_page_on_which_the_text_has_the_words(pin, is_right):
    source = make_source()
    make_text(f"{UNLIKE}\n{WORDS}", source, page_map=PAGES)
    quote = make_quoted(source)
    quote.references.update(locator=pin)
    assert bool(found(quote, "quote-page")) is not is_right


def test_a_pin_cite_of_a_text_without_pages_is_not_looked_up():
    source = make_source()
    make_text(f"{UNLIKE}\n{WORDS}", source)
    quote = make_quoted(source)
    quote.references.update(locator="p. 9")
    assert not found(quote, "quote-page")
