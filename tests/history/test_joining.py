"""Two changes of one content: what is told apart, and what is joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.history.differing import differences, word_difference
from timeline.history.joining import forks, joined
from timeline.history.parts import Place, content_of, parts_of

BASE = {
    "id": "e",
    "title": "A hearing",
    "summary": "The court heard both sides.",
    "parties": ["musk", "openai"],
    "sources": [{"source": "a", "locator": "p. 1"}, {"source": "b"}],
}
_WORDS = st.lists(st.sampled_from("the court heard both sides .  \n , Court".split(" ")), max_size=12).map(" ".join)
_ROWS = st.lists(st.sampled_from([{"source": s, "locator": n} for s in "ab" for n in "12"]), max_size=4)
_NAMES = st.lists(st.sampled_from("abcd"), unique=True, max_size=4).map(sorted)
CONTENTS = st.fixed_dictionaries(
    {"id": st.just("e")},
    optional={"title": _WORDS.filter(bool), "parties": _NAMES.filter(bool), "sources": _ROWS.filter(bool)},
)


@given(CONTENTS)
def test_the_parts_of_a_content_make_it_again(content):
    assert content_of(parts_of(content)) == content


@given(_WORDS, _WORDS)
def test_the_pieces_of_two_texts_join_to_each_of_them(before, after):
    pieces = word_difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "after") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "before") == after


@given(CONTENTS, CONTENTS)
def test_nothing_differs_only_between_the_same(first, second):
    assert (differences(first, second) == []) == (parts_of(first) == parts_of(second))


@given(CONTENTS, CONTENTS)
def test_where_only_one_side_changed_anything_joining_gives_that_side(base, changed):
    assert parts_of(joined(base, changed, base, {})) == parts_of(changed)
    assert joined(base, base, changed, {}) == changed


@given(CONTENTS, CONTENTS, CONTENTS)
def test_whatever_is_chosen_each_part_is_as_one_of_the_sides_has_it(base, mine, theirs):
    for side, content in (("mine", mine), ("theirs", theirs)):
        both = parts_of(joined(base, mine, theirs, {fork.place: side for fork in forks(base, mine, theirs)}))
        assert both == parts_of(content)


def test_a_row_whose_locator_is_changed_is_the_same_row():
    after = {**BASE, "sources": [{"source": "a", "locator": "p. 2"}, {"source": "b"}]}
    (found,) = differences(BASE, after)
    assert found.place == Place("sources", "a")
    assert [(row.place.key, row.before, row.after) for row in found.rows] == [("locator", "p. 1", "p. 2")]


def test_words_are_told_and_not_whole_texts():
    pieces = word_difference("The court heard both sides.", "The jury heard both sides.")
    assert [tuple(piece) for piece in pieces] == [
        ("same", "The"),
        ("before", " court"),
        ("after", " jury"),
        ("same", " heard both sides."),
    ]


def test_changes_of_different_parts_are_joined_without_a_question():
    mine = {**BASE, "title": "The hearing", "parties": ["altman", "musk", "openai"]}
    theirs = {**BASE, "summary": "Both sides spoke.", "parties": ["openai"]}
    both = joined(BASE, mine, theirs, {})
    assert both == {**BASE, "title": "The hearing", "summary": "Both sides spoke.", "parties": ["altman", "openai"]}


def test_where_both_changed_the_same_part_somebody_has_to_choose():
    mine, theirs = {**BASE, "title": "Mine"}, {**BASE, "title": "Theirs"}
    with pytest.raises(KeyError):
        joined(BASE, mine, theirs, {})
    assert joined(BASE, mine, theirs, {Place("title"): "mine"})["title"] == "Mine"
    assert joined(BASE, mine, theirs, {Place("title"): "theirs"})["title"] == "Theirs"
