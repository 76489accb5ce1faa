"""The rules on typed values: against the words beside them, against our figures, on one side of an open question."""

import pytest

from tests.checks.linting import abouts, found, levels, make_account, make_contested
from tests.making import make_assertion, make_case, make_event, make_question, make_source
from timeline.models import Evidence
from timeline.vocabulary import AssertionStatus, Hedge, Level, QuestionStatus, Stance, ValueType, Workflow

pytestmark = pytest.mark.django_db

MONEY = {"value_type": ValueType.MONEY, "unit": "USD"}
COUNT = {"value_type": ValueType.NUMBER, "unit": "works"}
MINUTES = {"value_type": ValueType.NUMBER, "unit": "minutes"}
PERCENT = {"value_type": ValueType.NUMBER, "unit": "percent"}
DATE = {"value_type": ValueType.DATE, "unit": ""}


@pytest.mark.parametrize(
    ("question", "value", "hedge", "words"),
    [
        (MONEY, "97400000000", "", "$9.74 billion"),
        (MONEY, "15000000", "", "$1.5 million"),
        (MONEY, "38000000", "about", "about 380 million"),
        (MONEY, "240000", "more_than", "more than $24,000"),
        (COUNT, "48246", "", "482,460 works"),
        (COUNT, "910", "", "91st suit"),
        (MINUTES, "120", "", "one hour"),
        (PERCENT, "0.05", "about", "roughly 0.5%"),
        (DATE, "2026-03-13", "", "16 March 2026"),
        (DATE, "2025-08-11", "", "Tuesday (August 1)"),
        (DATE, "2025-07-07", "", "Saturday"),
        (DATE, "2024", "", "late 2023"),
    ],
)
def test_a_value_that_its_words_do_not_give_is_an_error(question, value, hedge, words):
    assertion = make_account(make_question(**question), value, hedge, words)
    (finding,) = found(assertion, "value-against-words")
    assert (finding.level, finding.about) == (Level.ERROR, f"{assertion.references.get().source.slug} {value}")
    assert words in finding.message


@pytest.mark.parametrize(
    ("question", "value", "hedge", "words"),
    [
        (MONEY, "97400000000", "", "$97.4 billion"),
        (MONEY, "97375000000", "", "97.4 billion"),
        (MONEY, "1500..3000", "", "$3,000 / $1,500"),
        (MONEY, "79000000000..134000000000", "", "$79 billion to $134 billion"),
        (MONEY, "1000000000", "", "the pledge"),
        (COUNT, "482460", "", "482,460"),
        (COUNT, "143", "", "143rd suit"),
        (MINUTES, "120", "less_than", "less than two hours"),
        (MINUTES, "90", "about", "about 90 minutes"),
        (PERCENT, "0.5", "about", "roughly 0.5%"),
        (DATE, "2026-03-13", "", "13 March 2026"),
        (DATE, "2026-03-13", "", "March 2026"),
        (DATE, "2025-08-25/2025-09-05", "", "2025-08-25 / 2025-09-05"),
        (DATE, "2025-08-01", "", "Tuesday (August 1)"),
        (DATE, "2025-07-05", "", "Saturday"),
        (DATE, "2022", "", "22-cv-06823"),
        (MONEY, "", "", "$5 billion"),
    ],
)
def test_a_value_that_its_words_give_or_are_silent_on_is_none(question, value, hedge, words):
    assert not found(make_account(make_question(**question), value, hedge, words), "value-against-words")


def test_the_statement_gives_the_value_of_its_answer():
    question = make_question(**MONEY)
    wrong = make_assertion("Anthropic pays 1.5 million dollars.", question=question, value="1500000000")
    right = make_assertion("Anthropic pays 1.5 billion dollars for 3 works.", question=question, value="1500000000")
    assert (abouts(wrong, "value-against-words"), found(right, "value-against-words")) == (["1500000000"], [])


def test_words_of_other_types_of_question_are_not_compared():
    assert not found(make_account(make_question(), "5 dollars", as_stated="6 dollars"), "value-against-words")


def test_a_figure_of_ours_ten_times_that_of_an_account_is_a_warning():
    event = make_event(summary="The group offered 974 billion dollars.")
    question = make_contested("97400000000", events=[event])
    assert abouts(event, "off-by-ten") == [f"{question.slug} 974 billion dollars"]
    assert levels(event, "off-by-ten") == [Level.WARNING]


def test_a_figure_a_thousandth_of_an_account_is_a_warning_in_a_case_too():
    case = make_case(summary="Anthropic pays 1.5 million dollars.")
    make_contested("1500000000", cases=[case])
    assert found(case, "off-by-ten")


@pytest.mark.parametrize(
    "summary",
    [
        "The group offered 97.4 billion dollars.",
        "The group offered 95 billion dollars.",
        "The group offered “974 billion dollars”.",
        "The group has 974 members.",
    ],
)
def test_a_figure_that_is_no_tenfold_is_none(summary):
    event = make_event(summary=summary)
    make_contested("97400000000", events=[event])
    assert not found(event, "off-by-ten")


@pytest.mark.parametrize("figure", ["$38.2B", "38 billion dollars", "$3.82 million", "$38.19 billion", "$38.1 billion"])
def test_a_rounded_figure_off_by_tens_is_measured_by_the_digits_that_it_has(figure):
    event = make_event(summary=f"A chart counts gifts of {figure}.")
    question = make_contested("38191066", events=[event])
    assert abouts(event, "off-by-ten") == [f"{question.slug} {figure}"]


@pytest.mark.parametrize("figure", ["$38.5B", "$38.0 billion", "$4 billion", "39 billion dollars", "$38.2M"])
def test_a_rounded_figure_that_its_digits_tell_from_the_account_is_no_tenfold(figure):
    event = make_event(summary=f"A chart counts gifts of {figure}.")
    make_contested("38191066", events=[event])
    assert not found(event, "off-by-ten")


def test_a_tenfold_that_is_another_account_is_none():
    event = make_event(summary="Anthropic pays 1.5 million dollars.")
    make_contested("1500000000", "1500000", events=[event])
    assert not found(event, "off-by-ten")


def test_a_small_count_of_something_else_is_no_tenfold():
    event = make_event(summary="It took 5 days and 200 pages.")
    make_contested("50", "20", events=[event], value_type=ValueType.NUMBER, unit="works")
    assert not found(event, "off-by-ten")


def test_one_answer_to_an_open_question_told_as_a_fact_is_a_warning():
    summary = "Musk gave 38 million dollars."
    event, case = make_event(summary=summary), make_case(summary=summary)
    question = make_contested("38000000", "45000000", events=[event], cases=[case])
    for record in (event, case):
        assert (abouts(record, "one-sided"), levels(record, "one-sided")) == ([question.slug], [Level.WARNING])
    assert "another: $45 million" in found(event, "one-sided")[0].message


def test_a_date_or_a_count_of_the_open_question_is_told_alike():
    event = make_event("2026-05", summary="The suit was filed on 13 March 2026 with twelve actions.")
    date = make_contested("2026-03-13", "2026-03-16", events=[event], value_type=ValueType.DATE, unit="")
    count = make_contested("12", "14", events=[event], value_type=ValueType.NUMBER, unit="actions")
    assert set(abouts(event, "one-sided")) == {date.slug, count.slug}


@pytest.mark.parametrize(
    "summary",
    [
        "Musk testified that he gave 38 million dollars.",
        "According to the complaint it was 38 million dollars.",
        "The order gives 38 million dollars.",
        "Musk gave 38 million dollars, or 45 million dollars.",
        "Musk gave 60 million dollars.",
        "Musk gave “38 million dollars”.",
        "Musk gave 38 works.",
        "Musk gave 38 million dollars. Reports differ on the amount.",
    ],
)
def test_a_figure_with_its_speaker_or_beside_another_is_none(summary):
    event = make_event(summary=summary)
    make_contested("38000000", "45000000", events=[event])
    assert not found(event, "one-sided")


@pytest.mark.parametrize(
    "summary",
    [
        "The hearing took place on 13 March 2026.",
        "Musk testified in the hearing of 13 March 2026.",
    ],
)
def test_words_of_what_happened_do_not_say_whose_date_it_is(summary):
    event = make_event("2026-05", summary=summary)
    asked = "On which day did Musk testify in the hearing?"
    question = make_contested(
        "2026-03-13", "2026-03-16", question=asked, events=[event], value_type=ValueType.DATE, unit=""
    )
    assert abouts(event, "one-sided") == [question.slug]


def test_the_date_of_the_event_itself_takes_no_side():
    event = make_event("2026-03-13", summary="The suit was filed on 13 March 2026.")
    make_contested("2026-03-13", "2026-03-16", events=[event], value_type=ValueType.DATE, unit="")
    assert not found(event, "one-sided")


def test_a_question_that_is_explained_or_whose_accounts_agree_is_none():
    event = make_event(summary="Musk gave 38 million dollars.")
    make_contested("38000000", "45000000", events=[event], status=QuestionStatus.EXPLAINED)
    agreed = make_contested("38000000", events=[event])
    make_account(agreed, "38191066", Hedge.ABOUT)
    assert not found(event, "one-sided")


def test_accounts_that_readers_do_not_see_are_not_compared():
    event = make_event(summary="Musk paid 38 million dollars.")
    question = make_contested("38000000", events=[event])
    hidden = make_account(question, "45000000")
    type(hidden).objects.filter(pk=hidden.pk).update(workflow=Workflow.DRAFT)
    assert not found(event, "one-sided")


@pytest.mark.parametrize("figure", ["381,910,660 dollars", "3,819,106 dollars"])
def test_a_threshold_excuses_no_slip_by_a_zero(figure):
    event = make_event(summary=f"A chart counts gifts totaling {figure}.")
    question = make_contested("38191066", "44000000", events=[event])
    question.assertions.filter(value="44000000").update(hedge="more_than")
    Evidence.objects.filter(assertion__question=question, value="44000000").update(hedge="more_than")
    assert abouts(event, "off-by-ten") == [f"{question.slug} {figure}"]


@pytest.mark.parametrize(
    "summary",
    [
        "The group put 38 million dollars on the table.",
        "The group put an offer of 38 million dollars on the table.",
        "They placed their bid of 38 million dollars in his hands.",
    ],
)
def test_to_put_money_somewhere_is_not_to_put_a_figure_at_it(summary):
    event = make_event(summary=summary)
    question = make_contested("38000000", "45000000", events=[event])
    assert abouts(event, "one-sided") == [question.slug]


@pytest.mark.parametrize(
    "summary",
    [
        "The chart put it at 38 million dollars.",
        "One digest puts the figure at 38 million dollars.",
        "He placed his gifts at 38 million dollars.",
        "She puts the sum of all gifts at about 38 million dollars.",
    ],
)
def test_to_put_a_figure_at_a_sum_says_whose_it_is(summary):
    event = make_event(summary=summary)
    make_contested("38000000", "45000000", events=[event])
    assert not found(event, "one-sided")


@pytest.mark.parametrize("summary", ["The jury sat for an hour and a half.", "It was out for one and a half hours."])
def test_half_hours_answer_a_question_in_minutes(summary):
    event = make_event(summary=summary)
    question = make_contested("90", "120", events=[event], value_type=ValueType.NUMBER, unit="minutes")
    assert abouts(event, "one-sided") == [question.slug]


@pytest.mark.parametrize(("date", "is_found"), [("2026-05-04", True), ("2026", True), ("2025-12/2026-05", False)])
def test_a_month_without_its_year_is_of_the_year_of_the_event(date, is_found):
    event = make_event(date, summary="The suit was filed in April.")
    question = make_contested("2026-04", "2026-03", events=[event], value_type=ValueType.DATE, unit="")
    assert abouts(event, "one-sided") == ([question.slug] if is_found else [])


@pytest.mark.parametrize("summary", ["Filed on 13 March.", "It was filed in March.", "It was filed in March 2026."])
def test_the_day_and_the_month_of_the_event_itself_take_no_side(summary):
    event = make_event("2026-03-13", summary=summary)
    make_contested("2026-03-13", "2026-04-16", events=[event], value_type=ValueType.DATE, unit="")
    assert not found(event, "one-sided")


def test_a_month_tells_a_day_in_it_and_a_flat_figure_what_is_about_that():
    event = make_event("2026-05", summary="It was filed in March; the jury sat for an hour and a half.")
    date = make_contested("2026-03-13", "2026-04-16", events=[event], value_type=ValueType.DATE, unit="")
    time = make_contested("120", events=[event], value_type=ValueType.NUMBER, unit="minutes")
    make_account(time, "90", Hedge.ABOUT)
    assert set(abouts(event, "one-sided")) == {date.slug, time.slug}


def test_a_figure_that_is_disputed_as_a_whole_takes_a_side_without_a_second_figure():
    event = make_event(summary="Musk had pledged a billion dollars.")
    told = make_event(summary="OpenAI says that Musk had pledged a billion dollars.")
    question = make_contested("1000000000", events=[event, told])
    assert not found(event, "one-sided")
    question.assertions.update(status=AssertionStatus.DISPUTED)
    assert (abouts(event, "one-sided"), abouts(told, "one-sided")) == ([question.slug], [])
    assert found(event, "one-sided")[0].message.endswith("which is open; the answer is disputed.")


def test_an_account_that_contradicts_the_answer_needs_no_figure_of_its_own():
    event = make_event(summary="Musk had pledged a billion dollars.")
    question = make_contested("1000000000", events=[event])
    Evidence.objects.create(assertion=question.assertions.get(), source=make_source(), stance=Stance.CONTRADICTS)
    assert abouts(event, "one-sided") == [question.slug]
