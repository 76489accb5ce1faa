"""The whole text of a source says what it prints, whatever passages were transcribed from it."""

import pytest

from tests.making import make_quote, make_source, make_text
from tests.models.checked import (
    ALTERED,
    ALTERING,
    AMBIGUOUS,
    HOLDING,
    NOT_FOUND,
    OTHER,
    VERBATIM,
    WORDS,
    check,
    grade,
    grade_on,
    parts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source()


@pytest.fixture
def quote(source):
    return make_quote(WORDS, [source])


def test_a_whole_text_that_lacks_the_words_overrules_a_passage_that_has_them(source):
    quote = make_quote("Partly.", [source])
    make_text("Partly.", source, locator="passage 1")
    assert grade(quote) == VERBATIM
    make_text("“Partially,” Musk answered on the stand, and the court rose.", source)
    assert (grade(quote), grade_on(quote)) == (NOT_FOUND, NOT_FOUND)
    waiting = check(quote)
    assert (parts(waiting.places), waiting.proposed, waiting.is_waiting) == ([("passage 1", 1, "Partly.")], [], True)
    waiting.accept_places()
    assert (check(quote).places, check(quote).is_waiting) == ([], False)


def test_a_whole_text_that_alters_the_words_overrules_the_passage_at_the_pin_cite(source, quote):
    quote.references.update(locator="p. 2")
    make_text(WORDS, source, locator="p. 2")
    make_text(ALTERING, source)
    assert grade(quote) == ALTERED
    assert parts(check(quote).places) == [("p. 2", 1, WORDS)]
    assert [place["passage"] for place in check(quote).proposed] == [""]


def test_the_newest_whole_text_rules_whenever_the_passage_was_transcribed(source, quote):
    make_text(OTHER, source)
    make_text(WORDS, source, locator="passage 1")
    assert grade(quote) == NOT_FOUND
    make_text(HOLDING, source, revision=2)
    assert (grade(quote), parts(check(quote).places)) == (VERBATIM, [("", 2, WORDS)])


def test_a_passage_is_no_further_place_beside_the_whole_text(source, quote):
    make_text(WORDS, source, locator="passage 1")
    make_text(f"{HOLDING}\n{HOLDING}", source)
    found = check(quote)
    assert (found.grade_shown, [place["passage"] for place in found.proposed]) == (AMBIGUOUS, ["", ""])
