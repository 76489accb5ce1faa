"""What a reader types means what people expect, and nothing typed is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.search.query import Atom, read_query
from timeline.search.terms import numbers, terms


def word(*found, **values):
    return Atom(tuple(found), **values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("distillation", "distilling"),
        ("Schönberg’s", "schonberg"),
        ("OpenAI's", "OpenAI"),
        ("X.AI", "xAI"),
        ("U.S.", "US"),
        ("o'neil", "O’Neil"),
        ("plain—dash", "plain - dash"),
        ("ﬁle", "files"),
    ],
)
def test_spellings_of_one_word_are_one_term(one, other):
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    "spelling", ["4:24-cv-04722", "24-cv-4722", "24-CV-04722", "4:24‑cv‑04722", "4:24-cv-04722-YGR", "24cv4722"]
)
def test_a_docket_number_is_one_term_in_any_spelling(spelling):
    assert next(numbers(f"Case No. {spelling}, filed")) == "24cv4722"
    assert read_query(spelling).wanted == ((word("24cv4722"),),)


def test_a_state_docket_number_is_one_term():
    assert list(numbers("CGC-24-612746")) == ["cgc24612746"]
    assert read_query("cgc-24-612746").terms == ["cgc24612746"]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("musk openai", [[word("musk")], [word("openai")]], []),
        ('"open source" musk', [[word("open", "sourc")], [word("musk")]], []),
        ("“generally all”", [[word("general", "all")]], []),
        ("musk -altman", [[word("musk")]], [word("altman")]),
        ('musk -"trial day"', [[word("musk")]], [word("trial", "day")]),
        ("claude OR grok model", [[word("claud"), word("grok")], [word("model")]], []),
        ("distillat*", [[word("distillat", is_prefix=True)]], []),
        ("trained models*", [[word("train")], [word("models", is_prefix=True)]], []),
        ("foo-bar", [[word("foo", "bar")]], []),
        ('"unclosed phrase', [[word("unclos", "phrase")]], []),
        ("OR musk", [[word("musk")]], []),
        ("musk OR", [[word("musk")]], []),
        ("a AND", [[word("a")], [word("and")]], []),
        ("-only", [], [word("onli")]),
        ("!!! * - OR OR \0", [], []),
        ("", [], []),
    ],
)
def test_what_is_typed_means_what_people_expect(typed, wanted, unwanted):
    query = read_query(typed)
    assert ([list(group) for group in query.wanted], list(query.unwanted)) == (wanted, unwanted)
    assert bool(query) == bool(wanted)


@given(st.text(max_size=400))
def test_nothing_typed_is_an_error(typed):
    query = read_query(typed)
    assert len(query.atoms) + len(query.unwanted) <= 16
    assert all(term.isalnum() for term in query.terms)
