"""check_quotes: a table of how quotations stand in held text, and a failure if a court-record quotation is false."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.making import make_party, make_quote, make_source, make_text, make_variant
from timeline.models import Quote, QuoteCheck, Source
from timeline.vocabulary import Grade, Reliability, SourceKind, Workflow

pytestmark = pytest.mark.django_db

WORDS = "It means to use one AI model to train another AI model."
HOLDING = f"Q. What is it?\nA. {WORDS}\nQ. Thank you."
ALTERING = HOLDING.replace("use", "take").replace("train", "feed")


def make_paper(**values):
    return make_source(kind=SourceKind.TRANSCRIPT, reliability=Reliability.PRIMARY, **values)


def make_false_quote(**values):
    """A quotation of a court record whose text has other words."""
    paper = make_paper(slug="transcript")
    quote = make_quote(WORDS, [paper], **values)
    make_text(ALTERING, paper)
    return quote


def run(capsys, *arguments):
    """The lines on the terminal: (out, err); the command must not fail."""
    call_command("check_quotes", *arguments)
    told = capsys.readouterr()
    return told.out.splitlines(), told.err.splitlines()


def failing(capsys, *arguments):
    """The same, and what the command failed with."""
    with pytest.raises(CommandError) as failure:
        call_command("check_quotes", *arguments)
    told = capsys.readouterr()
    return told.out.splitlines(), told.err.splitlines(), str(failure.value)


def table(lines):
    """Grade → (quotations, variants)."""
    rows = [line.rsplit(maxsplit=3) for line in lines[1:-2]]
    return {name: (int(own), int(variants)) for name, own, variants, _ in rows}


def alone(lines):
    """Grade → of how many nothing but the words is held, where there are any."""
    rows = [line.rsplit(maxsplit=1) for line in lines[1:-2]]
    return {name[:28].strip(): int(count) for name, count in rows if count != "0"}


def test_the_table_counts_quotations_and_variants_by_grade(capsys):
    paper = make_paper()
    make_text(HOLDING, paper)
    quote = make_quote(WORDS, [paper])
    make_quote("it means to use one ai model", [paper])
    make_variant("Nobody knows.", quote)
    make_variant("WHAT IS IT", quote, paper)
    lines, errors = run(capsys)
    assert lines[0].split() == ["grade", "quotations", "variants", "only", "these", "words", "held"]
    assert [*table(lines)] == [grade.label for grade in Grade]
    assert {name: counts for name, counts in table(lines).items() if counts != (0, 0)} == {
        "Verbatim": (1, 0),
        "Case or punctuation differs": (1, 1),
        "No text held": (0, 1),
    }
    assert lines[-2:] == ["2 quotes, 0 checks computed.", "Court records: 2 of 2 compared with held text, 0 wrong."]
    assert errors == []


def test_the_table_counts_those_of_which_no_more_is_held_than_the_words(capsys):
    paper = make_paper()
    quote = make_quote(WORDS, [paper])
    make_text(WORDS, paper, locator="passage 1")
    make_variant(WORDS.upper(), quote, make_text(WORDS, locator="passage 1").source)
    make_quote(WORDS, [make_text(HOLDING, locator="passage 1").source])
    lines, _ = run(capsys)
    assert table(lines)["Verbatim"] == (2, 0)
    assert alone(lines) == {"Verbatim": 1, "Case or punctuation differs": 1}


def test_what_cannot_be_compared_is_not_counted_as_right(capsys):
    make_quote(WORDS, [make_paper()])
    assert run(capsys)[0][-1] == "Court records: 0 of 1 compared with held text, 0 wrong."


def test_an_empty_record_is_right(capsys):
    lines, _ = run(capsys)
    assert lines[-2:] == ["0 quotes, 0 checks computed.", "Court records: 0 of 0 compared with held text, 0 wrong."]


def test_a_court_record_quotation_that_does_not_stand_in_its_text_is_named_and_is_a_failure(capsys):
    quote = make_false_quote()
    lines, errors, failure = failing(capsys)
    assert errors == [f"Altered: {quote.slug} in transcript: “{WORDS}”"]
    assert failure == "1 published court-record quotes do not stand in their text."
    assert lines[-1] == "Court records: 1 of 1 compared with held text, 1 wrong."
    assert table(lines)["Altered"] == (1, 0)


@pytest.mark.parametrize(
    ("text", "elsewhere", "grade"),
    [("The court is in recess.", "", "Not found"), ("The court is in recess.", HOLDING, "In another document")],
)
def test_words_that_are_not_there_or_stand_elsewhere_are_a_failure_too(capsys, text, elsewhere, grade):
    paper = make_paper()
    make_quote(WORDS, [paper])
    make_text(text, paper)
    if elsewhere:
        make_text(elsewhere)
    _, (error,), _ = failing(capsys)
    assert error.startswith(f"{grade}: ")


@pytest.mark.parametrize("text", [HOLDING, f"{HOLDING} {HOLDING}", HOLDING.upper(), WORDS.replace("AI", "A.I.")])
def test_words_that_stand_in_the_text_are_no_failure(capsys, text):
    paper = make_paper()
    make_quote(WORDS, [paper])
    make_text(text, paper)
    assert run(capsys)[1] == []


def test_words_that_are_not_checked_are_no_failure(capsys):
    paper = make_paper()
    make_quote(WORDS, [paper])
    make_text("Another page.", paper, locator="p. 3")
    lines, errors = run(capsys)
    assert (table(lines)["No text held"], errors) == ((1, 0), [])


@pytest.mark.parametrize(
    "values",
    [
        {"kind": SourceKind.NEWS_REPORT, "reliability": Reliability.SECONDARY},
        {"kind": SourceKind.SOCIAL_POST},
        {"authorship": "machine"},
        {"workflow": Workflow.DRAFT},
    ],
    ids=["a report", "the own channel", "a machine", "a draft of the paper"],
)
def test_only_a_published_court_record_makes_a_failure(capsys, values):
    make_false_quote()
    Source.objects.update(**values)
    lines, errors = run(capsys)
    assert (table(lines)["Altered"], errors) == ((1, 0), [])


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.IN_REVIEW])
def test_drafts_are_counted_and_make_no_failure(capsys, workflow):
    make_false_quote(workflow=workflow)
    lines, errors = run(capsys)
    assert (table(lines)["Altered"], errors) == ((1, 0), [])
    Quote.objects.update(workflow=Workflow.PUBLISHED)
    failing(capsys)


def test_a_quotation_of_a_speaker_whom_readers_do_not_see_makes_no_failure(capsys):
    make_false_quote(speaker=make_party(workflow=Workflow.DRAFT))
    assert run(capsys)[1] == []


def test_a_variant_that_does_not_stand_in_its_text_is_no_failure(capsys):
    paper = make_paper()
    quote = make_quote("Nothing is held of this.")
    make_variant(WORDS, quote, paper)
    make_text(ALTERING, paper)
    lines, errors = run(capsys)
    assert (table(lines)["Altered"], errors) == ((0, 1), [])


def test_every_false_quotation_is_named(capsys):
    paper = make_paper()
    quotes = [make_quote(f"{WORDS} Number {n}.", [paper]) for n in range(3)]
    make_text(ALTERING, paper)
    _, errors, failure = failing(capsys)
    assert [quote.slug for quote in quotes if any(quote.slug in error for error in errors)] == [q.slug for q in quotes]
    assert failure.startswith("3 ")


def test_what_was_checked_before_is_checked_again_only_when_asked(capsys):
    paper = make_paper()
    quote = make_quote(WORDS, [paper])
    make_text(HOLDING, paper)
    before = QuoteCheck.objects.get().checked_at
    assert run(capsys)[0][-2] == "1 quotes, 0 checks computed."
    assert run(capsys, "--anew")[0][-2] == "1 quotes, 1 checks computed."
    assert QuoteCheck.objects.get().checked_at == before
    QuoteCheck.objects.update(grade=Grade.ALTERED, checked_at=timezone.now())
    run(capsys, "--anew")
    assert quote.checks.get().grade_shown == Grade.VERBATIM


def test_checks_that_are_missing_are_computed(capsys):
    paper = make_paper()
    make_quote(WORDS, [paper])
    make_text(HOLDING, paper)
    QuoteCheck.objects.all().delete()
    lines, _ = run(capsys)
    assert (table(lines)["Verbatim"], lines[-2].removesuffix(".").split(", ")[1]) == ((1, 0), "1 checks computed")
