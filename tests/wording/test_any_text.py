"""What holds of the grade of any quotation in any text."""

import re
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.vocabulary import Grade
from timeline.wording.grading import CONTEXT, grade
from timeline.wording.held import HeldText

ANYTHING = st.text(alphabet=st.characters(), max_size=80)  # lone surrogates and NUL among them
WORDS = (
    "the The THE court files model office of kept it's Roe's well-known naïve 3.5% $1,204 U.S. (a) first not “yes” "
    "no, end. -- … [the] train* _data_ résumé e-mail 数据 Straße i'd they're 10² 1–5 A.I. o'clock R&D re:"
).split()
SPACES = [" ", "\n", "  ", "\u00a0", ", ", "—", " - ", "; "]
TELLING = st.lists(
    st.sampled_from("court files model office kept letter motion denied after notice".split()), min_size=1
)


@st.composite
def printed(draw, most=30):
    """A text of words such as are printed, and what parts them."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=most))
    return "".join(word + draw(st.sampled_from(SPACES)) for word in words)


@st.composite
def quoted(draw, texts):
    """A text, and one to eight of the words that spaces part in it."""
    text = draw(texts)
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    assume(spans)
    first = draw(st.integers(0, len(spans) - 1))
    last = draw(st.integers(first, min(first + 7, len(spans) - 1)))
    quotation = text[spans[first][0] : spans[last][1]]
    assume(any(character.isalnum() for character in quotation))
    return text, quotation


def finding_in(text, quotation, is_ocr=False):
    return grade(quotation, [HeldText(text, is_ocr)])


def assert_places_are_in(finding, texts):
    for place in finding.places:
        text = texts[place.passage]
        assert text[place.start : place.end] == place.exact != ""
        assert text[: place.start].endswith(place.prefix)
        assert text[place.end :].startswith(place.suffix)
        assert max(len(place.prefix), len(place.suffix)) <= CONTEXT


@given(ANYTHING, st.lists(st.tuples(ANYTHING, st.booleans()), max_size=3))
def test_any_text_gets_a_grade(quotation, passages):
    finding = grade(quotation, [HeldText(text, is_ocr) for text, is_ocr in passages])
    assert_places_are_in(finding, [text for text, _ in passages])
    assert (finding.grade == Grade.NO_TEXT_HELD) == (not passages)


@given(printed(), printed(most=12), st.booleans())
def test_every_place_is_where_it_says(text, quotation, is_ocr):
    assert_places_are_in(finding_in(text, quotation, is_ocr), [text])


@given(quoted(st.one_of(printed(), ANYTHING)))
def test_whole_words_of_a_text_stand_in_it_letter_for_letter(text_and_quotation):
    text, quotation = text_and_quotation
    finding = finding_in(text, quotation)
    assert finding.closeness == Grade.VERBATIM
    assert finding.grade in (Grade.VERBATIM, Grade.AMBIGUOUS)
    assert {place.exact for place in finding.places} == {quotation}


@given(ANYTHING)
def test_what_has_no_letter_and_no_digit_is_never_found(text):
    # A radical (⼀) is a sign that stands for a letter (一), and a fraction (¼) is a number.
    both = [(mark, unicodedata.normalize("NFKC", mark)) for mark in text]
    marks = "".join(mark for mark, plain in both if not mark.isalnum() and not plain.isalnum())
    assert finding_in(text + marks, marks).grade == Grade.NOT_FOUND


REDRESSED = {
    " ": [" ", "\n", "\t", "\u00a0", "\u2009", "\u200b", "  ", "\r\n"],
    "-": ["\u2010", "\u2011", "–", "—", "−"],
    "—": ["--", " -- ", " – ", "---", "\u2014\n"],
    "'": ["’", "‘", "\u02bc"],
    "“": ['"', "„", "«"],
    "”": ['"', "’’", "»"],
    "…": ["...", ". . .", "[…]", ".\u00a0.\u00a0."],
    "ff": ["ﬀ"],
    "fi": ["ﬁ"],
    "od": ["o\u00add", "o-\nd", "o\u00ad\nd", "o\u2011\n d"],
    "é": ["e\u0301"],
}


@st.composite
def redressed(draw, text):
    for plain, others in REDRESSED.items():
        parts = text.split(plain)
        text = parts[0] + "".join(draw(st.sampled_from([plain, *others])) + part for part in parts[1:])
    return draw(st.sampled_from([text, unicodedata.normalize("NFD", text)]))


@given(quoted(printed()), st.data())
def test_typography_makes_no_other_words(text_and_quotation, data):
    text, quotation = text_and_quotation
    finding = finding_in(text, data.draw(redressed(quotation)))
    assert finding.closeness <= Grade.TYPOGRAPHY


@given(quoted(printed()), st.data())
def test_the_typography_of_the_source_makes_no_other_words_either(text_and_quotation, data):
    text, quotation = text_and_quotation
    finding = finding_in(data.draw(redressed(text)), quotation)
    assert finding.closeness <= Grade.TYPOGRAPHY


@given(quoted(printed()))
def test_capitals_and_commas_make_no_other_words(text_and_quotation):
    text, quotation = text_and_quotation
    words = quotation.upper().split(" ")
    assume("[" not in quotation)
    assert finding_in(text, ", ".join(words)).closeness <= Grade.CASE_AND_PUNCTUATION


def changes_of(word):
    return st.sampled_from(["zebra", f"{word}s", f"un{word}", word[1:], f"{word[0]}x{word[1:]}", f"{word} not", "—"])


@given(TELLING, st.data())
def test_one_word_changed_always_changes_the_grade(words, data):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    quoted = words[first : data.draw(st.integers(first + 1, len(words)))]
    changed = data.draw(st.integers(0, len(quoted) - 1))
    quoted[changed] = data.draw(changes_of(quoted[changed]))
    assume(any(word.isalpha() for word in quoted))
    stands = f" {' '.join(word for word in quoted if word != '—')} " in f" {text} "
    assume(not stands)
    assert finding_in(text, " ".join(quoted)).grade in (Grade.ALTERED, Grade.NOT_FOUND)


@given(TELLING, st.data())
def test_two_words_written_as_one_are_another_word(words, data):
    assume(len(words) > 1)
    at = data.draw(st.integers(1, len(words) - 1))
    glued = " ".join([*words[: at - 1], words[at - 1] + words[at], *words[at + 1 :]])
    assert finding_in(" ".join(words), glued).grade in (Grade.ALTERED, Grade.NOT_FOUND)
    assert finding_in(glued, " ".join(words)).grade in (Grade.ALTERED, Grade.NOT_FOUND)


@given(st.lists(st.integers(1, 40), min_size=2, max_size=5))
def test_each_gap_of_an_elided_quotation_is_told(gaps):
    words = [f"word{index}" for index in range(400)]
    parts, at = [], 5
    for gap in gaps:
        parts.append(" ".join(words[at : at + 3]))
        at += 3 + gap
    finding = finding_in(" ".join(words), " … ".join([*parts, words[at]]))
    assert finding.grade == Grade.ELIDED
    assert finding.left_out == tuple(gaps)
    assert finding.places[0].exact == " ".join(words[5 : at + 1])


@given(st.integers(0, 9), st.integers(0, 6), st.sampled_from(["sic", "the court", "a b c d e f g h"]))
def test_a_bracket_may_be_put_in_or_stand_in_place_of_some_words(at, replaced, inserted):
    words = [f"word{index}" for index in range(20)]
    quotation = [*words[: at + 1], f"[{inserted}]", *words[at + 1 + replaced :]]
    finding = finding_in(" ".join(words), " ".join(quotation))
    assert finding.grade == Grade.BRACKETED
    assert finding.insertions == (inserted,)
    assert finding.left_out == ()


@given(st.integers(0, 9), st.sampled_from(["sic", "the court", "a b c d e f g h", "12"]))
def test_a_bracket_of_the_source_may_be_left_out(at, inserted):
    words = [f"word{index}" for index in range(20)]
    text = [*words[: at + 1], f"[{inserted}]", *words[at + 1 :]]
    finding = finding_in(" ".join(text), " ".join(words))
    assert finding.grade == Grade.BRACKETED
    assert finding.insertions == (inserted,)
