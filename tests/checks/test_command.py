"""lint_records: what it prints and how it ends."""

import pytest
from django.core.management import CommandError, call_command

from tests.checks.linting import later
from tests.making import make_event
from timeline.checks.linter import RULES
from timeline.models import Dismissal, Finding, LoadedWord

pytestmark = pytest.mark.django_db


def lines(capsys, *arguments):
    call_command("lint_records", *arguments)
    return capsys.readouterr().out.splitlines()


def row(rule, errors, warnings, dismissed):
    return f"{rule:22}{errors:>8}{warnings:>10}{dismissed:>11}"


@pytest.fixture
def warned():
    LoadedWord.objects.create(id="admitted", word="admitted", instead="said")
    return make_event(slug="warned", title="Musk admitted it", sources=[later()])


def test_without_findings_there_is_a_row_for_every_rule(capsys):
    make_event(sources=[later()])
    printed = lines(capsys)
    assert printed[0].split() == ["errors", "warnings", "dismissed"]
    assert printed[1:-1] == [row(rule, 0, 0, 0) for rule in sorted(RULES)]
    assert printed[-1] == "0 errors, 0 warnings, 0 dismissed; 0 new, 0 gone since the last time."


def test_warnings_are_listed_and_are_no_failure(capsys, warned):
    printed = lines(capsys)
    assert printed[0] == "warning  event warned: loaded-words: “admitted” in the title; write “said”."
    assert row("loaded-words", 0, 1, 0) in printed
    assert printed[-1] == "0 errors, 1 warnings, 0 dismissed; 1 new, 0 gone since the last time."


def test_what_was_dismissed_is_counted_and_listed_only_on_demand(capsys, warned):
    key = {"record_kind": "event", "record_slug": "warned", "rule": "loaded-words", "about": "admitted"}
    Dismissal.objects.create(**key, reason="It is the court's word.")
    printed = lines(capsys)
    assert row("loaded-words", 0, 0, 1) in printed
    assert not [line for line in printed if "warned" in line]
    assert lines(capsys, "--all")[0] == (
        "warning  event warned: loaded-words (dismissed): “admitted” in the title; write “said”."
    )


def test_errors_are_a_failure(capsys, warned):
    make_event("2026-05", slug="wrong", summary="It was Friday, April 30, 2026.", sources=[later()])
    with pytest.raises(CommandError) as told:
        call_command("lint_records")
    assert str(told.value) == "1 error stops publication."
    printed = capsys.readouterr().out.splitlines()
    assert (
        "error    event wrong: weekday: “Friday, April 30, 2026” in the summary: 2026-04-30 was a Thursday." in printed
    )
    assert printed[-1] == "1 errors, 1 warnings, 0 dismissed; 2 new, 0 gone since the last time."


def test_one_rule_alone(capsys, warned):
    make_event("2026-05", summary="It was Friday, April 30, 2026.", sources=[later()])
    printed = lines(capsys, "--rule", "loaded-words")
    assert printed[2:-1] == [row("loaded-words", 0, 1, 0)]
    assert Finding.objects.count() == 2


def test_a_rule_that_is_none_is_refused(capsys):
    with pytest.raises(CommandError, match="invalid choice: 'week-day'"):
        call_command("lint_records", "--rule", "week-day")
