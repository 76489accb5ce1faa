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
from timeline.vocabulary import Grade

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


FIRST, SECOND = f"First page. {HOLDING}", f"Second page. {HOLDING}"
TWICE = f"{FIRST}\n{OTHER}\n{SECOND}"
PAGES = [[0, "p. 3"], [len(FIRST) + 1, "p. 4"], [TWICE.index(SECOND), "p. 5"]]


def places_of(quote):
    return [place["locator"] for place in check(quote).places]


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        ("p. 5", ["p. 5"]),
        ("p. 3", ["p. 3"]),
        ("pp. 4–5", ["p. 5"]),
        ("pp. 3-5", ["p. 3", "p. 5"]),
        ("p. 4", ["p. 3", "p. 5"]),
        ("", ["p. 3", "p. 5"]),
        ("¶ 5", ["p. 3", "p. 5"]),
    ],
)
def test_words_on_several_pages_are_placed_on_the_page_cited(source, quote, pin, expected):
    quote.references.update(locator=pin)
    make_text(TWICE, source, page_map=PAGES)
    assert (grade(quote), places_of(quote)) == (VERBATIM if len(expected) == 1 else AMBIGUOUS, expected)


def test_the_page_cited_counts_although_another_page_has_the_words_more_exactly(source, quote):
    quote.references.update(locator="p. 5")
    make_text(TWICE.replace(SECOND, SECOND.upper()), source, page_map=PAGES)
    assert (grade(quote), places_of(quote)) == (Grade.CASE_AND_PUNCTUATION, ["p. 5"])


def test_words_that_run_on_to_the_page_cited_are_placed_where_they_begin(source, quote):
    quote.references.update(locator="p. 6")
    make_text(TWICE, source, page_map=[*PAGES, [TWICE.rindex("another AI model."), "p. 6"]])
    assert (grade(quote), places_of(quote)) == (VERBATIM, ["p. 5"])


def test_a_passage_at_the_pin_cite_shows_which_place_in_the_whole_text_is_meant(source, quote):
    quote.references.update(locator="2417:3")
    make_text(TWICE, source)
    assert grade(quote) == AMBIGUOUS
    make_text(SECOND, source, locator="2417:3")
    assert grade(quote) == VERBATIM
    assert [place["position"]["start"] for place in check(quote).proposed] == [TWICE.rindex(WORDS)]


def test_a_page_map_that_changes_is_read_anew(source, quote):
    quote.references.update(locator="p. 5")
    row = make_text(TWICE, source)
    assert grade(quote) == AMBIGUOUS
    row.page_map = PAGES
    row.save()
    assert grade(quote) == VERBATIM
