"""The grade of a quotation in the text of its source, and what is told with it."""

import pytest

from tests.wording.cases import CASES, COURT, LETTER
from timeline.vocabulary import Grade
from timeline.wording.grading import MOST_PLACES, grade
from timeline.wording.held import HeldText


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.grade.slug}: {case.name}")
def test_a_quotation_has_the_grade_that_a_careful_reader_would_give_it(case):
    finding = grade(case.quotation, [HeldText(case.text)])
    assert finding.grade.name == case.grade.name
    assert finding.closeness == (case.closeness or case.grade)
    assert finding.left_out == case.left_out
    assert finding.insertions == case.insertions
    assert case.exact is None or [place.exact for place in finding.places] == [case.exact]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.grade.slug}: {case.name}")
def test_only_an_altered_quotation_has_a_difference_and_only_one_not_found_has_no_place(case):
    finding = grade(case.quotation, [HeldText(case.text)])
    assert bool(finding.difference) == (finding.grade == Grade.ALTERED)
    assert bool(finding.places) == (finding.grade != Grade.NOT_FOUND)
    assert not finding.is_through_ocr


def test_without_a_passage_no_text_is_held():
    assert grade("We asked", []).grade == Grade.NO_TEXT_HELD
    assert grade("", []).grade == Grade.NO_TEXT_HELD


def test_a_place_names_its_passage_and_what_stands_around_it():
    [place] = grade("a call to counsel", [HeldText(COURT), HeldText(LETTER)]).places
    assert (place.passage, place.start, place.end) == (1, 57, 74)
    assert place.exact == "a call to counsel"
    assert place.prefix == "March. After two reminders, and "
    assert place.suffix == ", we got a part of them in June."


def test_a_place_at_the_ends_of_a_text_has_nothing_around_it():
    [place] = grade(LETTER, [HeldText(LETTER)]).places
    assert (place.prefix, place.suffix) == ("", "")


def test_context_ends_where_a_word_does_unless_it_is_one_long_word():
    [place] = grade("the logs", [HeldText(f"We asked for {'x' * 25} the logs {'y' * 90}")]).places
    assert (place.prefix, place.suffix) == (f" for {'x' * 25} ", " ")
    [place] = grade("the logs", [HeldText(f"{'x' * 90}-the logs-{'y' * 90}")]).places
    assert (place.prefix, place.suffix) == ("x" * 31 + "-", "-" + "y" * 31)


def test_the_same_words_in_two_passages_are_two_places():
    finding = grade("We asked for the logs", [HeldText(LETTER), HeldText(COURT), HeldText(LETTER)])
    assert (finding.grade, finding.closeness) == (Grade.AMBIGUOUS, Grade.VERBATIM)
    assert [place.passage for place in finding.places] == [0, 2]


def test_the_closest_place_counts_whichever_passage_it_is_in():
    finding = grade("We kept the files", [HeldText(COURT), HeldText("We kept the files.")])
    assert finding.grade == Grade.VERBATIM
    assert [place.passage for place in finding.places] == [1]


def test_the_parts_of_an_elided_quotation_must_stand_in_one_passage():
    quotation = "We asked for the logs … until the notice came"
    assert grade(quotation, [HeldText(f"{LETTER} {COURT}")]).grade == Grade.ELIDED
    assert grade(quotation, [HeldText(LETTER), HeldText(COURT)]).grade.is_wrong


def test_the_likeliest_place_is_told_of_an_altered_quotation():
    passages = [HeldText("Two reminders and one more call."), HeldText(LETTER)]
    finding = grade("two reminders, and three calls to counsel", passages)
    assert finding.grade == Grade.ALTERED
    assert [(place.passage, place.exact) for place in finding.places] == [(1, "two reminders, and a call to counsel")]


def test_an_altered_quotation_is_told_apart_from_the_source_word_by_word():
    finding = grade("We asked for all logs in March.", [HeldText(LETTER)])
    assert [tuple(piece) for piece in finding.difference] == [
        ("same", "We asked for "),
        ("ours", "all "),
        ("theirs", "the "),
        ("same", "logs in March."),
    ]


def test_words_left_out_without_a_mark_are_altered_however_many_they_are():
    text = f"{LETTER} {'Nothing else was said. ' * 40}No copies of the logs were kept by the other side."
    finding = grade("a part of them in June. No copies of the logs were kept", [HeldText(text)])
    assert finding.grade == Grade.ALTERED
    assert finding.places[0].exact.startswith("a part of them in June. Nothing")
    assert finding.places[0].exact.endswith("logs were kept")


def test_the_place_of_an_altered_quotation_does_not_reach_into_the_sentences_around():
    finding = grade(
        "So some asked for the logs in May today", [HeldText("They lied. Others asked for the logs in May. We did.")]
    )
    assert finding.grade == Grade.ALTERED
    assert finding.places[0].exact == "Others asked for the logs in May"


def test_at_most_fifty_places_are_told():
    finding = grade("the files", [HeldText("the files, " * 80)])
    assert finding.grade == Grade.AMBIGUOUS
    assert len(finding.places) == MOST_PLACES == 50


def test_a_phrase_of_small_words_is_no_alteration_of_another_in_a_book():
    others = " ".join(f"and word{index} there word{index} it word{index} is" for index in range(60))
    book = f"{' '.join(map(str, range(4000)))} and there it is {others}"
    assert grade("and there it was", [HeldText("and there it is")]).grade == Grade.ALTERED
    assert grade("and there it was", [HeldText(book)]).grade == Grade.NOT_FOUND


def test_a_long_quotation_with_a_few_words_changed_is_altered():
    words = [f"word{index}" for index in range(3000)]
    changed = [word if index % 50 else "other" for index, word in enumerate(words[500:2400])]
    finding = grade(" ".join(changed), [HeldText(" ".join(words))])
    assert finding.grade == Grade.ALTERED
    assert finding.places[0].exact.split()[-1] == "word2399"


@pytest.mark.parametrize("bracket", ["(", "["])
def test_a_bracket_left_open_before_a_page_of_dots_takes_no_longer_than_the_dots(bracket):
    dots = f"{bracket} {'. ' * 100_000}"
    assert grade(f"Chapter One {dots} page nine", [HeldText("Chapter One, page nine")]).closeness > Grade.TYPOGRAPHY
    assert grade("Chapter One, page nine", [HeldText(f"Chapter One {dots} page nine")]).closeness > Grade.TYPOGRAPHY


def test_marks_by_the_thousand_take_no_longer_than_marks_by_the_dozen():
    text = HeldText("I said I would. " * 2000)
    assert grade("I … " * 5000, [text]).grade == Grade.NOT_FOUND
    assert grade("I … " * 19 + "I", [text]).grade == Grade.AMBIGUOUS
