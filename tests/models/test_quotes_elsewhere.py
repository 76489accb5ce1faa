"""Words that do not stand in their source may stand in another document; which one is told, to those who may see it."""

import datetime

import pytest

from tests.making import make_quote, make_source, make_text, make_variant
from tests.models.checked import (
    ALTERED,
    ALTERING,
    ELSEWHERE,
    HOLDING,
    NOT_FOUND,
    OTHER,
    UNCHECKED,
    VERBATIM,
    WORDS,
    check,
    grade,
    grade_on,
)
from tests.models.writing import HOWEVER_DELETED
from timeline.models import QuoteReference
from timeline.models.elsewhere import FEWEST_TELLING_WORDS
from timeline.vocabulary import Extraction, Reliability, SourceKind, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    """Its source is held, and has other words."""
    source = make_source()
    make_text(OTHER, source)
    return make_quote(WORDS, [source])


def test_words_that_stand_in_another_document_are_told_with_it(quote):
    assert (grade(quote), check(quote).elsewhere) == (NOT_FOUND, None)
    other = make_text(HOLDING).source
    assert (grade(quote), check(quote).elsewhere, grade_on(quote)) == (ELSEWHERE, other, ELSEWHERE)


def test_words_that_are_altered_here_and_stand_there_are_told_to_stand_there():
    source = make_source()
    quote = make_quote(WORDS, [source])
    make_text(ALTERING, source)
    other = make_text(HOLDING).source
    assert (grade(quote), check(quote).elsewhere) == (ELSEWHERE, other)
    assert check(quote).closeness == ALTERED


def test_of_several_other_documents_a_published_one_is_told_then_the_best_evidence(quote):
    make_text(HOLDING, make_source(workflow=Workflow.DRAFT))
    retold = make_text(HOLDING, make_source(reliability=Reliability.TERTIARY)).source
    assert check(quote).elsewhere == retold
    order = make_text(HOLDING, make_source(kind=SourceKind.DOCKET, reliability=Reliability.PRIMARY)).source
    assert check(quote).elsewhere == order


def test_neither_a_machine_nor_another_source_of_the_quote_is_the_other_document(quote):
    make_text(HOLDING, make_source(reliability=Reliability.MACHINE))
    assert grade(quote, quote.references.get().source) == NOT_FOUND
    beside = make_source()
    QuoteReference.objects.create(quote=quote, source=beside)
    make_text(HOLDING, beside)
    assert grade(quote, beside) == VERBATIM
    assert grade(quote, quote.references.order_by("pk").first().source) == NOT_FOUND


@pytest.mark.parametrize(
    ("said", "text", "extraction"),
    [
        (WORDS, HOLDING.replace("another", "an-\nother"), Extraction.PLAIN_TEXT),
        ("It means to use one AI model … another AI model.", HOLDING, Extraction.PLAIN_TEXT),
        ("It means to use one AI model to [teach] train another AI model.", HOLDING, Extraction.PLAIN_TEXT),
        (WORDS, HOLDING.replace("means", "rneans"), Extraction.OCR),
    ],
)
def test_the_other_document_may_break_elide_or_misread_the_words_as_their_own_source_may(said, text, extraction):
    source = make_source()
    make_text(OTHER, source)
    quote = make_quote(said, [source])
    other = make_text(text, extraction=extraction).source
    assert (grade(quote), check(quote).elsewhere) == (ELSEWHERE, other)


def test_of_several_other_documents_of_one_mark_the_one_held_longest_is_told(quote):
    first = make_text(HOLDING, locator="p. 3").source
    make_text(HOLDING)
    make_text(f"Again: {HOLDING}", make_source("1999"))
    assert check(quote).elsewhere == first


def test_a_variant_may_stand_in_another_document_too(quote):
    row = make_variant("It means to take what another has made.", quote, make_source())
    make_text(OTHER, row.source)
    other = make_text("A. It means to take what another has made. Yes.").source
    found = check(quote, row.source, is_variant=True)
    assert (found.grade_shown, found.elsewhere) == (ELSEWHERE, other)


@pytest.mark.parametrize(("words", "expected"), [("The fish is", NOT_FOUND), ("The fish is fresh", ELSEWHERE)])
def test_fewer_than_four_words_stand_in_many_documents_by_chance(words, expected):
    source = make_source()
    quote = make_quote(words, [source])
    make_text(OTHER, source)
    make_text(f"He asked: “{words}?”")
    assert FEWEST_TELLING_WORDS == 4
    assert grade(quote) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ALTERING, NOT_FOUND),
        (WORDS.replace("train", "train and feed"), NOT_FOUND),
        (f"He said “{WORDS.replace(' ', chr(10))}”", ELSEWHERE),
        (WORDS.replace(" to ", ", to ").upper(), ELSEWHERE),
    ],
    ids=["two words differ", "words put in", "other line ends", "other capitals and punctuation"],
)
def test_the_other_document_has_the_same_words_whatever_their_typography(quote, text, expected):
    make_text(text)
    assert grade(quote) == expected


def test_words_that_are_not_checked_are_not_looked_for_elsewhere():
    source = make_source()
    quote = make_quote(WORDS, [source])
    make_text(OTHER, source, locator="p. 3")
    make_text(HOLDING)
    assert (grade(quote), check(quote).elsewhere) == (UNCHECKED, None)


def test_words_that_stand_in_their_source_are_not_told_to_stand_elsewhere():
    make_text(HOLDING)
    source = make_source()
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    assert (grade(quote), check(quote).elsewhere) == (VERBATIM, None)


def test_the_other_document_counts_in_its_newest_revision(quote):
    other = make_text(HOLDING).source
    make_text(OTHER, other, revision=2)
    assert (grade(quote), check(quote).elsewhere) == (NOT_FOUND, None)
    make_text(HOLDING, other, revision=3)
    assert (grade(quote), check(quote).elsewhere) == (ELSEWHERE, other)


@HOWEVER_DELETED
def test_a_text_that_is_deleted_has_the_words_no_more(quote, delete):
    delete(make_text(HOLDING))
    assert (grade(quote), check(quote).elsewhere) == (NOT_FOUND, None)


@HOWEVER_DELETED
def test_a_document_that_is_deleted_has_the_words_no_more(quote, delete):
    delete(make_text(HOLDING).source)
    assert (grade(quote), check(quote).elsewhere) == (NOT_FOUND, None)


def test_when_the_one_is_deleted_the_next_is_told(quote):
    first, second = make_text(HOLDING), make_text(HOLDING)
    first.delete()
    assert check(quote).elsewhere == second.source


def test_a_passage_that_its_own_whole_text_lacks_is_not_told_to_have_the_words(quote):
    other = make_text(WORDS, locator="passage 1").source
    assert grade(quote) == ELSEWHERE
    make_text(ALTERING, other)
    assert grade(quote) == NOT_FOUND


def test_words_that_come_into_their_own_source_are_no_longer_elsewhere(quote):
    make_text(HOLDING)
    make_text(HOLDING, quote.references.get().source, revision=2)
    assert (grade(quote), check(quote).elsewhere) == (VERBATIM, None)


def test_a_document_read_by_machine_may_be_the_other_one(quote):
    other = make_text(HOLDING, extraction=Extraction.OCR).source
    assert check(quote).elsewhere == other


def test_a_document_that_readers_do_not_see_is_not_told_to_have_the_words(quote):
    other = make_text(HOLDING, make_source(workflow=Workflow.DRAFT)).source
    assert grade_on(quote) == NOT_FOUND
    other.workflow = Workflow.PUBLISHED
    other.save()
    assert grade_on(quote) == ELSEWHERE


@pytest.mark.parametrize("text", [OTHER, ALTERING])
def test_in_the_view_of_a_day_a_later_document_does_not_have_the_words_yet(text):
    source = make_source("2024-03-05")
    quote = make_quote(WORDS, [source])
    make_text(text, source)
    make_text(HOLDING, make_source("2024-05-06"))
    assert grade_on(quote, datetime.date(2024, 5, 6)) == grade_on(quote) == ELSEWHERE
    assert grade_on(quote, datetime.date(2024, 5, 5)) == (ALTERED if text == ALTERING else NOT_FOUND)
