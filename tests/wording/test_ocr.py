"""Quotations in texts that were read by optical recognition, which takes some characters for others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary import Grade
from timeline.wording.grading import grade
from timeline.wording.held import HeldText

CLEAN = "The modern model was licensed in 2015 and would clearly allow 81 downloads."
CONFUSIONS = {
    "m": "rn",
    "w": "vv",
    "cl": "d",
    "od": "o d",
    "d": "cl",
    "i": "l",
    "l": "1",
    "o": "0",
    "0": "O",
    "5": "S",
    "s": "5",
    "b": "8",
    "8": "B",
}


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("a modern term", "a modem terrn"),
        ("we allow it", "vve allovv it"),
        ("a clear deed", "a dear cleecl"),
        ("in 2015", "in 2O1S"),
        ("in 1881", "in l88l"),
        ("Illinois law", "l||inois law"),
        ("the downloads", "the down loads"),
        ("modern downloads", "modem down-loads"),
        ("all of them", "allof them"),
        ("he licensed it", "he 1icen5ed it"),
    ],
)
def test_confusable_characters_are_looked_through(quotation, text):
    finding = grade(quotation, [HeldText(f"It says: {text}. Yes.", is_ocr=True)])
    assert (finding.grade, finding.is_through_ocr) == (Grade.TYPOGRAPHY, True)
    assert [place.exact for place in finding.places] == [text]


@pytest.mark.parametrize("quotation", ["a modern term", "we allow it", "in 2015", "the downloads"])
def test_they_are_looked_through_only_in_a_text_that_was_so_read(quotation):
    text = "It says: a modem terrn. vve allovv it, in 2O1S, the down loads."
    assert grade(quotation, [HeldText(text)]).grade in (Grade.ALTERED, Grade.NOT_FOUND)


def test_what_needs_no_looking_through_is_graded_as_anywhere():
    finding = grade("would clearly allow", [HeldText(CLEAN, is_ocr=True)])
    assert (finding.grade, finding.is_through_ocr) == (Grade.VERBATIM, False)


def test_a_hyphen_within_a_word_differs_in_punctuation_where_nothing_else_has_to_be_looked_through():
    finding = grade("the downloads", [HeldText("the down-loads", is_ocr=True)])
    assert (finding.grade, finding.is_through_ocr) == (Grade.CASE_AND_PUNCTUATION, False)


def test_a_clean_place_counts_before_one_that_has_to_be_looked_through():
    passages = [HeldText("the rnodel", is_ocr=True), HeldText("the model"), HeldText("THE MODEL", is_ocr=True)]
    finding = grade("the model", passages)
    assert (finding.grade, finding.is_through_ocr) == (Grade.VERBATIM, False)
    assert [place.passage for place in finding.places] == [1]


def test_capitals_still_differ_through_recognition():
    finding = grade("The Modern Model", [HeldText("the rnodern rnodel", is_ocr=True)])
    assert (finding.grade, finding.is_through_ocr) == (Grade.CASE_AND_PUNCTUATION, True)


def test_capitals_that_are_confused_with_digits_do_not():
    finding = grade("HELLO BOB", [HeldText("HE11O 8OB", is_ocr=True)])
    assert (finding.grade, finding.is_through_ocr) == (Grade.TYPOGRAPHY, True)


def test_a_quotation_is_elided_or_bracketed_through_recognition_too():
    held = [HeldText("The rnodern model, ofwhich little is known, was 1icensed.", is_ocr=True)]
    finding = grade("The modern model … was licensed", held)
    assert (finding.grade, finding.is_through_ocr, finding.left_out) == (Grade.ELIDED, True, (4,))
    finding = grade("The modern [language] model", held)
    assert (finding.grade, finding.is_through_ocr) == (Grade.BRACKETED, True)


def test_only_the_words_that_recognition_does_not_explain_are_told_as_different():
    finding = grade("the modern model was never licensed", [HeldText("the rnodem model was 1icensed", is_ocr=True)])
    assert (finding.grade, finding.is_through_ocr) == (Grade.ALTERED, True)
    assert [piece.text.strip() for piece in finding.difference if piece.kind != "same"] == ["never"]


@pytest.mark.parametrize(
    ("quotation", "text"),
    [
        ("he paid so in the end", "he paid 50 in the end"),
        ("there were 50 of us left", "there were so of us left"),
        ("he kept 10 of the files", "he kept lo of the files"),
        ("he kept 1,000 of the files", "he kept l,ooo of the files"),
        ("he kept 50 … the files", "he kept so all of the files"),
    ],
)
def test_a_number_is_no_word_even_through_recognition(quotation, text):
    finding = grade(quotation, [HeldText(f"It says: {text}. Yes.", is_ocr=True)])
    assert finding.grade in (Grade.ALTERED, Grade.NOT_FOUND)
    assert (finding.grade == Grade.ALTERED) == any(piece.kind == "theirs" for piece in finding.difference)


@pytest.mark.parametrize(
    ("quotation", "text", "misread"),
    [
        ("a clear rule", "a dear rule", [("clear", "dear")]),
        ("the model of a model", "the rnodel of a rnodel", [("model", "rnodel")]),
        ("in 1881 Illinois law", "in l88l l||inois law", [("1881", "l88l"), ("Illinois", "l||inois")]),
        ("The model … 50 rules", "the rnodel of 5O rules", [("model", "rnodel"), ("50", "5O")]),
        ("the downloads", "the down loads", []),
        ("the clear model was never licensed", "the dear model was licensed", [("clear", "dear")]),
        ("the clear model", "the clear model", []),
    ],
)
def test_words_that_only_recognition_makes_the_same_are_named_as_both_have_them(quotation, text, misread):
    finding = grade(quotation, [HeldText(f"It says: {text}. Yes.", is_ocr=True)])
    assert list(finding.misread) == misread


def test_digits_apart_are_no_number():
    assert grade("all 15 years", [HeldText("all 1 5 years", is_ocr=True)]).grade == Grade.NOT_FOUND
    assert grade("all 15 years", [HeldText("all 1-5 years", is_ocr=True)]).grade == Grade.NOT_FOUND


@pytest.mark.parametrize("quotation", ["in 2016", "would dearly disallow", "modern models", "allow 31 downloads"])
def test_another_word_is_another_word_even_through_recognition(quotation):
    assert grade(quotation, [HeldText(CLEAN, is_ocr=True)]).grade in (Grade.ALTERED, Grade.NOT_FOUND)


@given(st.randoms(use_true_random=False))
def test_any_confusions_are_looked_through(random):
    def misread(match):
        return random.choice([match.group(), CONFUSIONS[match.group()]])

    text = re.sub("|".join(CONFUSIONS), misread, CLEAN)
    finding = grade(CLEAN, [HeldText(text, is_ocr=True)])
    assert finding.grade <= Grade.TYPOGRAPHY
    assert finding.places[0].exact == text
    assert finding.is_through_ocr == (text != CLEAN)
