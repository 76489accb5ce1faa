"""One answer to an open question told as a fact, where the answers are words, yes or no, or parties."""

import pytest

from tests.checks.linting import abouts, found, levels, make_account
from tests.making import make_case, make_event, make_party, make_question, make_source
from timeline.checks.linter import lint
from timeline.models import Event
from timeline.vocabulary import Level, PartyKind, QuestionStatus, Stance, ValueType

pytestmark = pytest.mark.django_db

RULE = "one-sided"


def make_asked(question, *values, value_type=ValueType.TEXT, **values_of_question):
    """An open question with one answer, supported by the first value's account and contradicted by the others."""
    asked = make_question(question, value_type=value_type, **values_of_question)
    assertion = make_account(asked, values[0], statement="It was as the first account has it.")
    for value in values[1:]:
        assertion.references.create(source=make_source(), stance=Stance.CONTRADICTS, value=value)
    return asked


def questioned(summary):
    event = make_event(title="Testimony", summary=summary)
    return event, make_asked("Who questioned Musk about distillation?", "prosecutor", "OpenAI lawyer", events=[event])


@pytest.mark.parametrize(
    "summary",
    [
        "Musk was questioned about distillation by a prosecutor.",
        "An OpenAI lawyer questioned Musk about distillation.",
        "Musk was questioned on cross-examination about distillation by Steven Molo.",
        "Steven Molo then questioned Musk about distillation.",
    ],
)
def test_whoever_is_named_in_answer_to_who_is_a_warning(summary):
    event, question = questioned(summary)
    assert (abouts(event, RULE), levels(event, RULE)) == ([question.slug], [Level.WARNING])


@pytest.mark.parametrize(
    "summary",
    [
        "According to the digest Musk was questioned about distillation by Steven Molo.",
        "One report says that a prosecutor questioned Musk about distillation.",
        "Musk was questioned about distillation by a prosecutor, or by an OpenAI lawyer.",
        "Musk was questioned about distillation. Accounts differ on who asked.",
        "Musk was questioned about distillation by April.",
        "Musk was questioned about distillation on 30 April 2026.",
        "The letter was carried by Steven Molo.",
    ],
)
def test_what_is_told_as_an_account_or_names_nobody_is_none(summary):
    event, _ = questioned(summary)
    assert not found(event, RULE)


def confirmed(summary):
    event = make_event(title="Testimony", summary=summary)
    question = "Did Musk confirm under oath that xAI distilled OpenAI's models?"
    return event, make_asked(question, "yes", "no", value_type=ValueType.YES_NO, events=[event])


@pytest.mark.parametrize(
    "summary",
    [
        "Musk confirmed under oath that xAI distilled OpenAI's models.",
        "The trial went on. xAI distilled OpenAI's models, as Musk confirmed under oath.",
        "Musk did not confirm under oath that xAI had distilled OpenAI models.",
    ],
)
def test_the_content_of_a_yes_or_a_no_in_our_own_voice_is_a_warning(summary):
    event, question = confirmed(summary)
    assert abouts(event, RULE) == [question.slug]


def test_a_word_of_the_question_itself_leaves_nothing_open():
    summary = "The other founders planned a for-profit while assuring Musk of a nonprofit."
    event, case = make_event(title="Notes", summary=summary), make_case(summary=summary)
    question = "Did the other founders plan a for-profit while assuring Musk of a nonprofit?"
    asked = make_asked(question, "yes", "no", value_type=ValueType.YES_NO, events=[event], cases=[case])
    assert abouts(event, RULE) == abouts(case, RULE) == [asked.slug]


@pytest.mark.parametrize(
    "summary",
    [
        "Reports say that Musk confirmed under oath that xAI distilled OpenAI's models.",
        "Musk was pressed on whether xAI distilled OpenAI's models, under oath, and did not confirm it.",
        "WIRED: Musk confirmed under oath that xAI distilled OpenAI's models.",
        "“Musk confirmed under oath that xAI distilled OpenAI's models.”",
        "Musk testified under oath about xAI and OpenAI.",
    ],
)
def test_a_yes_that_somebody_else_says_or_that_is_left_open_is_none(summary):
    event, _ = confirmed(summary)
    assert not found(event, RULE)


def answered(summary):
    event = make_event(title="Testimony", summary=summary)
    question = "Which word did Musk answer when pressed for a yes on distillation?"
    return event, make_asked(question, "partly", "partially", events=[event])


@pytest.mark.parametrize("summary", ["Musk answered “Partially”.", 'Pressed for a yes, Musk said "partly".'])
def test_words_in_quotation_marks_count_where_words_are_asked_for(summary):
    event, question = answered(summary)
    assert abouts(event, RULE) == [question.slug]


@pytest.mark.parametrize(
    "summary",
    [
        "Accounts print the answer of Musk as “partially”.",
        "Musk answered “partly”, in one print, and “partially”.",
        "xAI partly moved when Grok changed.",
        "Musk answered.",
    ],
)
def test_words_of_an_account_or_of_both_are_none(summary):
    event, _ = answered(summary)
    assert not found(event, RULE)


def test_one_of_the_parties_on_whom_accounts_differ_is_a_warning_unless_both_are_named():
    openai, anthropic = make_party("OpenAI"), make_party("Anthropic")
    event, other, told = (
        make_event(title="Talks", summary=summary)
        for summary in (
            "OpenAI was in talks to acquire Windsurf.",
            "OpenAI or Anthropic was in talks to acquire Windsurf.",
            "OpenAI reportedly was in talks to acquire Windsurf.",
        )
    )
    question = make_question(
        "Which company was in talks to acquire Windsurf?", value_type=ValueType.PARTY, events=[event, other, told]
    )
    for party in (openai, anthropic):
        make_account(question, value_party=party)
    assert [abouts(record, RULE) for record in (event, other, told)] == [[question.slug], [], []]


def test_a_person_is_known_by_the_last_name():
    event = make_event(title="Talks", summary="Musk raised a settlement shortly before the trial.")
    question = make_question(
        "Who raised a settlement before the trial?", value_type=ValueType.PARTY, events=[event], cases=[make_case()]
    )
    make_account(question, value_party=make_party("Elon Musk", kind=PartyKind.PERSON))
    make_account(question, value_party=make_party("OpenAI"))
    assert abouts(event, RULE) == [question.slug]


def test_a_name_among_the_answers_takes_a_side_in_a_title_and_in_a_case_too():
    event, case = make_event(title="A jury is seated in Oakland"), make_case(summary="It is heard in Oakland.")
    question = make_asked("In which city was it tried?", "San Francisco", "Oakland", events=[event], cases=[case])
    assert [abouts(event, RULE), abouts(case, RULE)] == [[question.slug], [question.slug]]
    type(question).objects.update(status=QuestionStatus.EXPLAINED)
    assert not found(event, RULE)


def test_answers_that_no_account_contradicts_take_no_side():
    event = make_event(title="A jury is seated in Oakland")
    make_asked("In which city was it tried?", "Oakland", events=[event])
    assert not found(event, RULE)


@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize(
    ("slug", "summary", "about"),
    [
        (
            "ev-2026-04-30-distillation",
            "Musk confirmed under oath that xAI distilled OpenAI's models.",
            "did-musk-confirm-distillation",
        ),
        (
            "ev-2026-04-30-distillation",
            "Musk was questioned on cross-examination about distillation by Steven Molo.",
            "musk-questioner",
        ),
        ("ev-2026-04-30-distillation", 'Musk answered "Partially".', "words-of-distillation-answer"),
        ("ev-2026-05-18-verdict", "The jury decided on the statute of limitations.", "ground-of-verdict"),
        ("anthropic-letter-2026-06-10", "Anthropic wrote to the Senate Banking Committee.", "alibaba-letter-addressee"),
        ("kaplan-remark-2025-06-05", "OpenAI was in talks to acquire Windsurf.", "windsurf-buyer"),
        ("ev-2026-05-03-application", "OpenAI raised a settlement before the trial.", "who-proposed-settlement"),
        ("deepseek-nature-2025-09-17", "DeepSeek did not distil OpenAI's models.", "deepseek-distilled-openai"),
    ],
)
def test_a_side_planted_in_a_summary_of_the_record_is_found(slug, summary, about):
    event = Event.objects.get(slug=slug)
    assert not [finding for finding in lint(Event, [event]) if finding.rule == RULE]
    Event.objects.filter(pk=event.pk).update(summary=summary)
    assert [finding.about for finding in lint(Event, [event]) if finding.rule == RULE] == [about]
