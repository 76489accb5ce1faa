"""Which words of a text are marked as found."""

import re

import pytest
from django.conf import settings

from timeline.search.excerpts import _first_letters, _Sought, has_found, pieces
from timeline.search.query import read_query
from timeline.search.terms import terms


def marked(typed: str, text: str) -> list[str]:
    return [words for words, is_found in pieces(read_query(typed), text) if is_found]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("distill", "It distilled, and distillation followed.", ["distilled", "distillation"]),
        ("trial", "A pre-trial order before trials", ["pre-trial", "trials"]),
        ("cafe", "The Café of the court", ["Café"]),
        ("centre", "At the center", ["center"]),
        ("judgment", "Two judgements", ["judgements"]),
        ("24-cv-4722", "Docket 4:24-cv-04722 in Oakland", ["4:24-cv-04722"]),
        ("xai", "Filed by X.AI Corp.", ["X.AI"]),
        ("dist*", "distant districts, and a dispute", ["distant", "districts"]),
        ("altman", "O’Neil met Altman’s counsel", ["Altman’s"]),
        ("grok OR claude", "Claude and Grok", ["Claude", "Grok"]),
    ],
)
def test_words_are_marked_in_every_form_in_which_they_are_found(typed, text, found):
    assert marked(typed, text) == found


def test_a_text_without_the_words_has_none_marked():
    assert not has_found(pieces(read_query("weights"), "Wages and witnesses"))


def test_a_plain_word_keeps_its_first_letters_when_it_is_stemmed():
    words = {word for file in (settings.BASE_DIR / "fixtures").glob("*.yaml") for word in _words(file.read_text())}
    assert len(words) > 5000
    words -= {"dying", "lying", "tying"}
    kept = {word: [_first_letters(term) for term in terms(word)] for word in words}
    assert [word for word in words if not all(map(word.lower().startswith, kept[word]))] == []


@pytest.mark.parametrize(
    ("typed", "text"), [("die", "Dying"), ("lie", "It was lying"), ("tie", "tying"), ("ties", "Tied")]
)
def test_words_that_do_not_keep_them_are_marked_too(typed, text):
    assert marked(typed, text) == [text.split()[-1]]


@pytest.mark.parametrize(
    "typed", ["musk", "fair use", "4:24-cv-04722", "dist*", "die", "grok OR claude", "café", "-only"]
)
def test_no_word_is_passed_over_that_has_what_is_looked_for(typed):
    """As slow and plain as can be: every word of every text of the record is asked."""
    sought = read_query(typed)
    whole = re.compile(r"[\w][\w.:'’‑-]*\w|\w")
    for text in _texts():
        text = " ".join(text.split())
        expected = [word for word in whole.findall(text) if _Sought(sought).has(word)]
        assert [words for words, is_found in pieces(sought, text, len(text)) if is_found] == expected


def _texts() -> list[str]:
    printed = (settings.BASE_DIR / "fixtures" / "musk_v_openai.yaml").read_text().splitlines()[:1500]
    return [
        *printed,
        "",
        "...",
        "İstanbul said: “MUSK’s Grok-2”, x.ai’s.",
        "ſ K Kafe CAFÉ musk",
        "musk-",
        "-musk.",
        "a_b musk_",
    ]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if word.isascii() and word.isalpha()}
