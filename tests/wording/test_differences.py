"""Two wordings told apart word by word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.wording.differences import difference, marked, same_words
from timeline.wording.words import Words

SENTENCES = st.lists(
    st.sampled_from(
        "The the court COURT held that it e-mail email A.I. AI — “no” didn’t didn't 数据 and, and.".split()
    ),
    max_size=12,
).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(alphabet=st.characters(), max_size=40))


def keys(text):
    return "".join(Words(text).keys)


def of_kinds(pieces, *kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


def shown(pieces):
    return "".join({"same": "{}", "ours": "−{}−", "theirs": "+{}+"}[kind].format(text) for kind, text in pieces)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("We kept the files.", "We kept the files.", "We kept the files."),
        ("we kept “the” files", "We kept the files!", "we kept “the” files"),
        ("We kept all files.", "We kept the files.", "We kept −all −+the +files."),
        ("We kept the files.", "We kept files.", "We kept −the −files."),
        ("We kept files.", "We kept the files.", "We kept +the +files."),
        ("We kept the files", "We kept the letters", "We kept the −files−+ letters+"),
        ("We kept", "We kept the letters.", "We kept+ the letters.+"),
        ("Files were kept", "Letters were kept", "−Files −+Letters +were kept"),
        ("by e-mail of the A.I. firms", "by email of the AI firms", "by e-mail of the A.I. firms"),
        ("the training data", "the train-\ning data", "the training data"),
        ("1.5 billion", "15 billion", "−1.5 −+15 +billion"),
        ("", "kept", "+kept+"),
        ("kept", "", "−kept−"),
        ("…", "kept", "…+kept+"),
        ("…", "", "…"),
    ],
)
def test_a_difference_shows_the_words_of_both_in_their_own_spelling(ours, theirs, expected):
    assert shown(difference(ours, theirs)) == expected


@given(TEXTS, TEXTS)
def test_what_is_same_and_ours_is_all_of_our_wording(ours, theirs):
    assert of_kinds(difference(ours, theirs), "same", "ours") == ours


@given(TEXTS, TEXTS)
def test_what_is_same_and_theirs_is_all_of_their_words(ours, theirs):
    assert keys(" ".join(piece.text for piece in difference(ours, theirs) if piece.kind != "ours")) == keys(theirs)


@given(TEXTS, TEXTS)
def test_there_is_a_difference_exactly_where_the_words_are_not_the_same(ours, theirs):
    assert same_words(ours, theirs) == all(piece.kind == "same" for piece in difference(ours, theirs))
    assert same_words(ours, theirs) == same_words(theirs, ours)


@pytest.mark.parametrize(
    ("text", "against", "expected"),
    [
        ("We kept the files.", "WE KEPT “THE” FILES!", "We kept the files."),
        ("We kept all of the files.", "We kept the files.", "We kept {all of} the files."),
        ("We kept, kept files.", "We lost, lost files.", "We {kept, kept} files."),
        ("All files", "the files", "{All} files"),
        ("the files!", "the letters", "the {files}!"),
        ("the e-mail of the AI firm", "the email of the A.I. firms", "the e-mail of the AI {firm}"),
        ("OpenAI's files", "OpenAI files", "OpenAI{'s} files"),
        ("files", "", "{files}"),
        ("— …", "files", "— …"),
        ("", "files", ""),
    ],
)
def test_words_are_marked_that_differ(text, against, expected):
    pieces = marked(text, against)
    assert "".join(f"{{{piece}}}" if is_different else piece for piece, is_different in pieces) == expected


def test_words_are_marked_that_none_of_several_wordings_has():
    text = "Generally all AI companies (do this)."
    others = ("WELL, GENERALLY, THE AI COMPANIES HAVE.", "Generally all the AI companies [do that].")
    pieces = marked(text, *others)
    assert pieces == (("Generally all AI companies (do ", False), ("this", True), (").", False))
    assert pieces == marked(text, *reversed(others))


@given(TEXTS, TEXTS, TEXTS)
def test_of_several_wordings_none_marks_what_another_has(text, first, second):
    marks = [
        [flag for piece, flag in marked(text, *some) for _ in piece] for some in ((first,), (second,), (first, second))
    ]
    assert marks[2] == [one and other for one, other in zip(*marks[:2], strict=True)]


@given(TEXTS, TEXTS)
def test_marked_pieces_join_to_the_text(text, against):
    pieces = marked(text, against)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert all(before != after for (_, before), (_, after) in pairwise(pieces))


@given(TEXTS)
def test_nothing_is_marked_against_the_same_words(text):
    assert not any(is_different for _, is_different in marked(text, text.replace(" ", "  ")))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“We kept the files,”", "we kept the files"),
        ("WE KEPT — THE FILES", "We kept the files."),
        ("the distil-\nlation", "the distillation"),
        ("A.I. firms", "AI firms"),
        ("…", ""),
    ],
)
def test_the_same_words_are_the_same(first, second):
    assert same_words(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("its files", "it's files"),
        ("1.5", "15"),
        ("the rapist", "therapist"),
        ("5%", "5"),
        ("-5", "5"),
        ("1/2", "1 2"),
        ("We won 🚀", "We won"),
        ("We won 🚀", "We won 😢"),
        ("files kept", "kept files"),
        ("kept", ""),
    ],
)
def test_other_words_are_not(first, second):
    assert not same_words(first, second)
