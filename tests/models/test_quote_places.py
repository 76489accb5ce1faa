"""Where a quotation stands in the text of its source: found by its pin cite, and never moved without a researcher."""

import pytest

from tests.making import make_quote, make_source, make_text
from tests.models.checked import (
    ALTERED,
    ALTERING,
    AMBIGUOUS,
    HOLDING,
    NOT_FOUND,
    OTHER,
    UNCHECKED,
    VERBATIM,
    WORDS,
    check,
    grade,
    grades,
    parts,
)
from tests.models.writing import HOWEVER_CHANGED
from timeline.models import QuoteCheck, QuoteReference
from timeline.models.quote_check import check_quotes
from timeline.vocabulary import Extraction, Grade

pytestmark = pytest.mark.django_db

LONG = f"{HOLDING}\n{OTHER}"
SHIFTED = f"A page was put in before it.\n{LONG}"


@pytest.fixture
def source():
    return make_source()


@pytest.fixture
def quote(source):
    return make_quote(WORDS, [source])


def state(quote):
    """Revisions of the accepted and of the proposed places, and whether a researcher has to say."""
    found = check(quote)
    return [place["revision"] for place in found.places], [p["revision"] for p in found.proposed], found.is_waiting


def starts(places):
    return [place["position"]["start"] for place in places]


def test_a_place_is_told_by_its_words_their_context_and_their_position(source, quote):
    make_text(HOLDING, source, page_map=[[0, "1"], [30, "2"], [90, "3"]])
    (place,) = check(quote).places
    start = HOLDING.index(WORDS)
    assert place["position"] == {"type": "TextPositionSelector", "start": start, "end": start + len(WORDS)}
    assert place["quote"]["exact"] == WORDS
    assert HOLDING[:start].endswith(place["quote"]["prefix"])
    assert HOLDING[start + len(WORDS) :].startswith(place["quote"]["suffix"])
    assert (place["locator"], place["passage"], place["revision"]) == ("2", "", 1)


def test_what_differs_is_kept_with_the_check(source):
    left_out = make_quote("It means to use one … another AI model.", [source])
    bracketed = make_quote("It [distillation] means to use one AI model to train another AI model.", [source])
    altered = make_quote(WORDS.replace("use", "take").replace("train", "feed"), [source])
    make_text(HOLDING, source)
    assert [grade(one) for one in (left_out, bracketed, altered)] == [Grade.ELIDED, Grade.BRACKETED, ALTERED]
    assert check(left_out).detail["left_out"] == [4]
    assert check(bracketed).detail["insertions"] == ["distillation"]
    difference = check(altered).detail["difference"]
    assert [words.strip() for kind, words in difference if kind == "ours"] == ["take", "feed"]
    assert [words.strip() for kind, words in difference if kind == "theirs"] == ["use", "train"]


def test_words_that_stand_in_two_places_have_no_place_of_their_own(source, quote):
    make_text(f"{HOLDING}\n{HOLDING}", source)
    found = check(quote)
    assert (found.grade_shown, Grade(found.closeness), len(found.places)) == (AMBIGUOUS, VERBATIM, 2)


def test_words_that_stand_in_two_passages_have_no_place_of_their_own(source):
    for page in ("p. 3", "p. 9"):
        make_text(f"On {page}: {HOLDING}", source, locator=page)
    quote = make_quote(WORDS, [source])
    assert grade(quote) == AMBIGUOUS
    assert parts(check(quote).places) == [("p. 3", 1, WORDS), ("p. 9", 1, WORDS)]


def test_a_pin_cite_picks_its_passage(source):
    quote = make_quote(WORDS, [])
    for page in ("p. 3", "p. 9"):
        make_text(f"On {page}: {HOLDING}", source, locator=page)
    QuoteReference.objects.create(quote=quote, source=source, locator="p. 9")
    assert grade(quote) == VERBATIM
    assert parts(check(quote).places) == [("p. 9", 1, WORDS)]


@HOWEVER_CHANGED
def test_a_pin_cite_cures_what_was_ambiguous(source, quote, change):
    for page in ("p. 3", "p. 9"):
        make_text(f"On {page}: {HOLDING}", source, locator=page)
    change(quote.references.get(), locator="p. 9")
    assert grade(quote) == VERBATIM
    change(quote.references.get(), locator="")
    assert grade(quote) == AMBIGUOUS


def test_a_pin_cite_that_no_passage_has_leaves_all_of_them_in_question(source, quote):
    quote.references.update(locator="p. 77")
    make_text(HOLDING, source, locator="p. 3")
    assert grade(quote) == VERBATIM


def test_a_passage_that_is_given_its_page_has_the_words_there(source, quote):
    row = make_text(HOLDING, source, locator="passage 1")
    row.locator = "p. 3"
    row.save()
    found = check(quote)
    assert parts(found.proposed or found.places) == [("p. 3", 1, WORDS)]


def test_two_pin_cites_of_one_source_pick_both_their_passages(source, quote):
    quote.references.update(locator="p. 3")
    QuoteReference.objects.create(quote=quote, source=source, locator="p. 9")
    for page, text in (("p. 3", OTHER), ("p. 9", HOLDING), ("p. 12", HOLDING)):
        make_text(text, source, locator=page)
    assert grades(quote) == [(WORDS, False, VERBATIM)]


def test_a_passage_that_is_part_of_the_whole_text_makes_no_words_ambiguous(source, quote):
    make_text(WORDS, source, locator="p. 2")
    make_text(HOLDING, source)
    assert grade(quote) == VERBATIM


def test_a_passage_at_the_pin_cite_without_the_words_does_not_hide_where_the_whole_text_has_them(source, quote):
    quote.references.update(locator="p. 2")
    make_text(HOLDING, source)
    make_text(OTHER, source, locator="p. 2")
    assert grade(quote) == VERBATIM
    assert check(quote).places[0]["passage"] == ""


def test_a_passage_at_the_pin_cite_without_the_words_is_not_the_whole_text(source, quote):
    quote.references.update(locator="p. 2")
    make_text(OTHER, source, locator="p. 2")
    assert grade(quote) == UNCHECKED


def test_a_new_revision_that_shifts_the_place_waits_for_a_researcher(source, quote):
    make_text(LONG, source)
    make_text(SHIFTED, source, revision=2)
    found = check(quote)
    assert state(quote) == ([1], [2], True)
    assert starts(found.places) == [LONG.index(WORDS)]
    assert starts(found.proposed) == [SHIFTED.index(WORDS)]
    assert found.grade_shown == VERBATIM


def test_a_researcher_takes_the_new_place(source, quote):
    make_text(LONG, source)
    make_text(SHIFTED, source, revision=2)
    check(quote).accept_places()
    assert state(quote) == ([2], [], False)
    assert starts(check(quote).places) == [SHIFTED.index(WORDS)]
    check_quotes([quote.pk], anew=True)
    assert state(quote) == ([2], [], False)


def test_a_new_revision_that_leaves_the_place_where_it_was_needs_nobody(source, quote):
    make_text(LONG, source)
    make_text(f"{LONG} And then the court rose for the day.", source, revision=2)
    assert state(quote) == ([2], [], False)


def test_the_accepted_place_stays_through_any_number_of_revisions(source, quote):
    make_text(LONG, source)
    for revision in (2, 3):
        make_text(f"{'One more line before it. ' * revision}{LONG}", source, revision=revision)
        assert state(quote) == ([1], [revision], True)
    check_quotes([quote.pk], anew=True)
    assert state(quote) == ([1], [3], True)


def test_a_revision_that_brings_the_place_back_settles_it(source, quote):
    make_text(LONG, source)
    make_text(SHIFTED, source, revision=2)
    make_text(f"{LONG} So it was after all.", source, revision=3)
    assert state(quote) == ([3], [], False)


def test_a_lookalike_in_a_new_revision_is_not_taken_for_the_place(source, quote):
    make_text(LONG, source)
    make_text(f"{OTHER}\n{ALTERING}", source, revision=2)
    found = check(quote)
    assert found.grade_shown == ALTERED
    assert (parts(found.places), found.is_waiting) == ([("", 1, WORDS)], True)
    assert found.proposed[0]["quote"]["exact"] != WORDS


def test_words_that_a_new_revision_has_twice_keep_their_accepted_place(source, quote):
    make_text(LONG, source)
    make_text(f"{LONG}\n{LONG}", source, revision=2)
    assert grade(quote) == AMBIGUOUS
    assert state(quote) == ([1], [2, 2], True)


def test_words_that_a_new_revision_lacks_lose_their_place_only_when_a_researcher_has_seen_it(source, quote):
    make_text(LONG, source)
    make_text(OTHER, source, revision=2)
    assert grade(quote) == NOT_FOUND
    assert state(quote) == ([1], [], True)
    check(quote).accept_places()
    assert state(quote) == ([], [], False)


def test_the_first_places_that_are_found_are_taken_as_they_are(source, quote):
    make_text(OTHER, source)
    assert state(quote) == ([], [], False)
    make_text(SHIFTED, source, revision=2)
    assert state(quote) == ([2], [], False)


def test_a_place_is_kept_while_no_text_is_held(source, quote):
    make_text(LONG, source).delete()
    assert (grade(quote), parts(check(quote).places)) == (UNCHECKED, [("", 1, WORDS)])
    make_text(SHIFTED, source)
    assert (grade(quote), check(quote).is_waiting) == (VERBATIM, True)


def test_other_words_start_without_the_places_of_the_old_ones(source, quote):
    make_text(f"{HOLDING}\nA. I have said what it is.", source)
    quote.text = "I have said what it is."
    quote.save()
    assert parts(check(quote).places) == [("", 1, "I have said what it is.")]
    assert state(quote) == ([1], [], False)


def test_accepting_writes_nothing_else(source, quote):
    make_text(LONG, source)
    make_text(SHIFTED, source, revision=2)
    found = check(quote)
    QuoteCheck.objects.update(grade=Grade.TYPOGRAPHY)
    found.accept_places()
    assert grade(quote) == Grade.TYPOGRAPHY


@pytest.mark.parametrize(("extraction", "expected"), [(Extraction.OCR, Grade.TYPOGRAPHY), (Extraction.PDF, ALTERED)])
def test_what_optical_recognition_confuses_is_tolerated_there_alone_and_said(source, quote, extraction, expected):
    noisy = HOLDING.replace("model to train", "rnode1 t0 tra1n")
    make_text(noisy, source, extraction=extraction)
    found = check(quote)
    assert found.grade_shown == expected
    assert found.detail["is_through_ocr"] == (extraction == Extraction.OCR)


def test_words_that_recognition_left_alone_are_verbatim_and_not_read_through_noise(source, quote):
    make_text(HOLDING, source, extraction=Extraction.OCR)
    assert grade(quote) == VERBATIM
    assert check(quote).detail["is_through_ocr"] is False


def test_words_that_are_like_these_are_no_place_to_be_kept(source, quote):
    make_text(f"{OTHER}\n{ALTERING}", source)
    assert grade(quote) == ALTERED
    make_text(OTHER, source, revision=2)
    assert (grade(quote), check(quote).places, check(quote).is_waiting) == (NOT_FOUND, [], False)
