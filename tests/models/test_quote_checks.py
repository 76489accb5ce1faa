"""A quotation is checked against the text of each of its sources whenever its words or a text change, and only then."""

import datetime
import hashlib

import pytest

from tests.making import make_event, make_quote, make_source, make_text, make_variant
from tests.models.checked import (
    ALTERED,
    ALTERING,
    HOLDING,
    NOT_FOUND,
    OTHER,
    UNCHECKED,
    VERBATIM,
    WORDS,
    check,
    grade,
    grade_on,
    grades,
)
from tests.models.writing import HOWEVER_CHANGED, HOWEVER_CREATED, HOWEVER_DELETED
from timeline.models import Quote, QuoteCheck, QuoteReference, QuoteVariant, Source, SourceText
from timeline.models.quote_check import check_quotes
from timeline.vocabulary import Extraction, Grade, Reliability, SourceKind, Workflow

pytestmark = pytest.mark.django_db

VARIANT = WORDS.replace("use", "take").replace("train", "feed")


@pytest.fixture
def source():
    return make_source()


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def stamps():
    return dict(QuoteCheck.objects.values_list("pk", "checked_at"))


def test_a_quotation_without_any_text_is_not_checked_and_says_so(source):
    quote = make_quote(WORDS, [source])
    assert grades(quote) == [(WORDS, False, UNCHECKED)]
    assert check(quote).texts_sha256 == ""


@HOWEVER_CREATED
def test_a_text_that_is_added_is_checked_at_once(source, create):
    quote = make_quote(WORDS, [source])
    create(SourceText(source=source, text=HOLDING, extraction=Extraction.PDF))
    assert grade(quote) == VERBATIM


@HOWEVER_DELETED
def test_a_text_that_is_deleted_leaves_nothing_checked(source, delete):
    quote = make_quote(WORDS, [source])
    delete(make_text(HOLDING, source))
    assert grade(quote) == UNCHECKED


def test_a_new_revision_is_what_counts(source):
    quote = make_quote(WORDS, [source])
    make_text(ALTERING, source)
    assert grade(quote) == ALTERED
    make_text(HOLDING, source, revision=2)
    assert grade(quote) == VERBATIM
    make_text(OTHER, source, revision=3).delete()
    assert grade(quote) == VERBATIM


@HOWEVER_CHANGED
def test_a_text_that_is_given_to_another_source_is_checked_there_and_no_longer_here(source, change):
    other = make_source()
    quote = make_quote(WORDS, [source, other])
    change(make_text(HOLDING, source), source=other)
    assert (grade(quote, source), grade(quote, other)) == (UNCHECKED, VERBATIM)


@HOWEVER_CHANGED
def test_words_that_change_are_checked_anew(source, change):
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    change(quote, text=VARIANT)
    assert grades(quote) == [(VARIANT, False, ALTERED)]
    change(quote, text=WORDS)
    assert grades(quote) == [(WORDS, False, VERBATIM)]


def test_quotes_written_over_their_own_conflicts_are_checked_anew(source):
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    again = Quote(slug=quote.slug, text=VARIANT, speaker=quote.speaker, forum=quote.forum)
    Quote.objects.bulk_create([again], update_conflicts=True, unique_fields=["slug"], update_fields=["text"])
    assert grades(quote) == [(VARIANT, False, ALTERED)]


@HOWEVER_CREATED
def test_a_reference_that_is_added_is_checked(source, create):
    quote = make_quote(WORDS, [])
    make_text(HOLDING, source)
    create(QuoteReference(quote=quote, source=source))
    assert grades(quote) == [(WORDS, False, VERBATIM)]


@HOWEVER_DELETED
def test_a_reference_that_is_removed_takes_its_check_with_it(source, delete):
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    delete(quote.references.get())
    assert grades(quote) == []


@HOWEVER_CHANGED
def test_a_reference_that_moves_to_another_source_is_checked_there(source, change):
    quote = make_quote(WORDS, [make_source()])
    make_text(HOLDING, source)
    change(quote.references.get(), source=source)
    assert [(row.source, row.grade_shown) for row in quote.checks.all()] == [(source, VERBATIM)]


@HOWEVER_CHANGED
def test_a_source_that_does_not_print_these_words_is_not_checked_for_them(source, change):
    quote = make_quote(WORDS, [source])
    change(quote.references.get(), is_verbatim=False)
    assert grades(quote) == []
    change(quote.references.get(), is_verbatim=True)
    assert grades(quote) == [(WORDS, False, UNCHECKED)]


@HOWEVER_CREATED
def test_a_variant_that_is_added_is_checked_in_its_own_source(source, create):
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    make_text(ALTERING, retelling := make_source())
    create(QuoteVariant(quote=quote, source=retelling, text=VARIANT))
    assert grades(quote) == [(WORDS, False, VERBATIM), (VARIANT, True, VERBATIM)]


@HOWEVER_DELETED
def test_a_variant_that_is_removed_takes_its_check_with_it(source, delete):
    quote = make_quote(WORDS, [source])
    delete(make_variant(VARIANT, quote))
    assert grades(quote) == [(WORDS, False, UNCHECKED)]


@HOWEVER_CHANGED
def test_a_variant_whose_words_change_is_checked_anew(source, change):
    quote = make_quote(WORDS, [])
    make_text(HOLDING, source)
    change(make_variant(VARIANT, quote, source), text=WORDS)
    assert grades(quote) == [(WORDS, True, VERBATIM)]


def test_words_that_a_source_is_cited_for_twice_are_checked_once(source):
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    QuoteReference.objects.create(quote=quote, source=source, locator="2417:3")
    assert grades(quote) == [(WORDS, False, VERBATIM)]


def test_a_check_keeps_what_it_was_computed_from(source):
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    first = check(quote)
    make_text(f"{HOLDING} And that is all.", source, revision=2)
    second = check(quote)
    assert [(row.words, row.words_sha256) for row in (first, second)] == [(WORDS, sha256(WORDS))] * 2
    assert first.texts_sha256 != second.texts_sha256
    SourceText.objects.get(revision=2).delete()
    assert check(quote).texts_sha256 == first.texts_sha256


def test_a_check_is_computed_again_for_nothing_but_a_change_of_words_or_texts(source):
    quotes = [make_quote(words, [source]) for words in (WORDS, "Nothing further.", "It was never said by anybody.")]
    make_variant(VARIANT, quotes[0], make_source())
    row, before = make_text(HOLDING, source), stamps()
    quotes[0].asked = "Whether he knows the word."
    quotes[0].save()
    Quote.objects.update(date="2024-03", forum="deposition", workflow=Workflow.PUBLISHED)
    Source.objects.update(title="Renamed", published="2023", archived_url="https://example.org/kept")
    make_quote("Other words of another quote.")
    make_event(sources=[source])
    make_text(OTHER)
    SourceText.objects.filter(pk=row.pk).update(added_by="ada")
    check_quotes([quote.pk for quote in quotes], anew=True)
    assert {pk: stamp for pk, stamp in stamps().items() if pk in before} == before
    make_text(HOLDING + " And that is all.", source, revision=2)
    assert [pk for pk, stamp in before.items() if stamps()[pk] > stamp] == [
        row.pk for row in QuoteCheck.objects.filter(pk__in=before, source=source).order_by("pk")
    ]


def test_checking_says_how_many_were_computed(source):
    quote, _ = make_quote(WORDS, [source]), make_text(HOLDING, source)
    assert check_quotes([quote.pk]) == 0
    assert check_quotes([quote.pk], anew=True) == 1
    assert check_quotes([], anew=True) == 0


@pytest.mark.parametrize(
    ("words", "was", "becomes", "expected"),
    [
        (WORDS, Extraction.OCR, Extraction.PDF, ALTERED),
        (WORDS, Extraction.PDF, Extraction.OCR, Grade.TYPOGRAPHY),
        ("It was never said by anybody.", Extraction.TRANSCRIBED, Extraction.PDF, NOT_FOUND),
        ("It was never said by anybody.", Extraction.PDF, Extraction.TRANSCRIBED, UNCHECKED),
    ],
)
def test_a_text_that_was_got_in_another_way_than_was_said_is_read_anew(source, words, was, becomes, expected):
    quote = make_quote(words, [source])
    place = "passage 1" if was == Extraction.TRANSCRIBED else ""
    row = make_text(HOLDING.replace("model to", "rnode1 t0"), source, extraction=was, locator=place)
    row.extraction = becomes
    row.locator = "passage 1" if becomes == Extraction.TRANSCRIBED else ""
    row.save()
    assert grade(quote) == expected


def test_words_are_not_found_only_where_the_whole_text_is_held(source):
    quote = make_quote(WORDS, [source])
    make_text(OTHER, source, locator="p. 3")
    make_text(OTHER, source, locator="passage 1")
    assert grade(quote) == UNCHECKED
    whole = make_text(f"{OTHER} So ordered.", source)
    assert grade(quote) == NOT_FOUND
    whole.delete()
    assert grade(quote) == UNCHECKED


def card_grade(quote):
    return Quote.objects.for_card().get(pk=quote.pk).grade_shown


def test_the_grade_beside_a_quote_is_that_of_the_best_of_its_nearest_sources():
    sources = [make_source(), make_source(), make_source()]
    quote = make_quote(WORDS, sources)
    make_text(WORDS.lower(), sources[0])
    make_text(HOLDING, sources[1])
    assert [grade(quote, source) for source in sources] == [Grade.CASE_AND_PUNCTUATION, VERBATIM, UNCHECKED]
    assert grade_on(quote) == VERBATIM


def test_a_copy_that_has_the_words_does_not_hide_that_the_court_paper_lacks_them():
    paper = make_source(kind=SourceKind.DOCKET, reliability=Reliability.PRIMARY)
    machine = make_source(reliability=Reliability.MACHINE)
    quote = make_quote(WORDS, [machine, paper])
    make_text(HOLDING, machine)
    assert grade_on(quote) == VERBATIM, "no text of the paper is held yet"
    make_text(OTHER, paper)
    assert grade_on(quote) == card_grade(quote) == NOT_FOUND
    make_text(HOLDING, paper, revision=2)
    assert grade_on(quote) == card_grade(quote) == VERBATIM


def test_the_grade_beside_a_quote_is_of_its_own_words_and_not_of_a_variant(source):
    quote = make_quote(WORDS, [source])
    make_text(OTHER, source)
    make_text(ALTERING, retelling := make_source())
    make_variant(VARIANT, quote, retelling)
    assert grade_on(quote) == NOT_FOUND


def test_in_the_view_of_a_day_the_grade_is_of_the_sources_of_then():
    news, paper = make_source("2024-03-05"), make_source("2024-05-06")
    quote = make_quote(WORDS, [news, paper])
    make_text(WORDS.lower(), news)
    make_text(HOLDING, paper)
    assert grade_on(quote, datetime.date(2024, 5, 5)) == Grade.CASE_AND_PUNCTUATION
    assert grade_on(quote, datetime.date(2024, 5, 6)) == grade_on(quote) == VERBATIM
    assert grade_on(quote, datetime.date(2024, 3, 4)) == UNCHECKED


@HOWEVER_CHANGED
def test_a_source_that_readers_do_not_see_gives_no_grade(source, change):
    draft = make_source(workflow=Workflow.DRAFT)
    quote = make_quote(WORDS, [source, draft])
    make_text(HOLDING, draft)
    assert (grade(quote, draft), grade_on(quote)) == (VERBATIM, UNCHECKED)
    change(draft, workflow=Workflow.PUBLISHED)
    assert grade_on(quote) == VERBATIM
    change(draft, workflow=Workflow.IN_REVIEW)
    assert grade_on(quote) == UNCHECKED


def test_a_quote_without_sources_has_no_text_to_stand_in():
    assert grade_on(make_quote(WORDS, [])) == UNCHECKED
