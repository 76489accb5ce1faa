"""Six mistakes planted by hand in a copy of the fixtures: each is caught, by the rule it belongs to."""

import pytest
from django.conf import settings
from django.db import transaction

from timeline.importing.dossier import import_dossier
from timeline.models import Finding, QuoteCheck
from timeline.vocabulary import Grade, Level

pytestmark = pytest.mark.django_db

FIXTURES = settings.BASE_DIR / "fixtures"
EXHIBITS = ("Dkt. 32-13", "Dkt. 32-14")

# What stands in the fixtures → what is planted in its place.
CHANGED_WORD = (
    "text: It is standard practice to use other AIs to validate your AI.\n  date:",
    "text: It is standard practice to use other AIs to verify your AI.\n  date:",
)
CHANGED_SHORT_WORD = (
    "- id: q-musk-partly\n  speaker: elon-musk\n  text: Partly.\n",
    "- id: q-musk-partly\n  speaker: elon-musk\n  text: Mostly.\n",
)
WRONG_WEEKDAY = (
    "summary: He authenticated a chart of about 60 contributions",
    "summary: On Friday, April 30, 2026, he authenticated a chart of about 60 contributions",
)
TENFOLD = (
    "as_stated: $38,191,066\n    value: '38191066'\n    note: Testimony and chart PX 112A",
    "as_stated: $38,191,066\n    value: '381910660'\n    note: Testimony and chart PX 112A",
)
MACHINE_ALONE = (
    "control demands and hiring from OpenAI.\n  kind: testimony\n  cases:\n  - musk-v-openai-nd-cal\n  parties:\n"
    "  - elon-musk\n  - steven-molo\n  - william-savitt\n  sources:\n  - source: mts-trial-day-3\n",
    "control demands and hiring from OpenAI.\n  kind: testimony\n  cases:\n  - musk-v-openai-nd-cal\n  parties:\n"
    "  - elon-musk\n  - steven-molo\n  - william-savitt\n  sources:\n  - source: crownbread-musk-distillation\n",
)
WARNED, REFUSED = (CHANGED_WORD, CHANGED_SHORT_WORD, MACHINE_ALONE), (WRONG_WEEKDAY, TENFOLD)


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker, tmp_path_factory):
    """The findings of the fixtures as they are, those of a copy with warnings, and what refuses a copy with errors."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert not import_dossier(FIXTURES).problems
        before = _findings()
        refused = import_dossier(_copy(tmp_path_factory.mktemp("refused"), REFUSED, EXHIBITS), overwrite=True)
        assert _findings() == before
        assert not import_dossier(_copy(tmp_path_factory.mktemp("warned"), WARNED), overwrite=True).problems
        yield before, _findings(), {(problem.record, problem.message.split(":")[0]) for problem in refused.problems}
        transaction.set_rollback(True)


def _copy(folder, mistakes, swapped=()):
    """The fixtures with these mistakes, and with two docket numbers in each other's place."""
    for path in FIXTURES.glob("*.yaml"):
        (folder / path.name).write_text(path.read_text())
    disputed = folder / "musk_v_openai.yaml"
    text = disputed.read_text()
    for right, wrong in mistakes:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    if swapped:
        first, second = swapped
        assert text.count(first)
        assert text.count(second)
        text = text.replace(first, "(swapped)").replace(second, first).replace("(swapped)", second)
    disputed.write_text(text)
    return folder


def _findings():
    return {(finding.record_slug, finding.rule, finding.level) for finding in Finding.objects.all()}


def caught(planted):
    before, after, _ = planted
    return after - before


def refused(planted):
    return planted[2]


def test_the_fixtures_themselves_have_no_error(planted):
    assert [found for found in planted[0] if found[2] == Level.ERROR] == []


def test_a_changed_word_in_a_quotation_is_caught(planted):
    checks = QuoteCheck.objects.of_our_words().filter(quote__slug="q-musk-validate", source__texts__isnull=False)
    assert {check.grade_shown for check in checks} == {Grade.ALTERED}
    assert ("q-musk-validate", "quote-altered", Level.WARNING) in caught(planted)


def test_a_quotation_of_one_word_that_was_changed_is_caught(planted):
    assert ("q-musk-partly", "quote-unmatched", Level.WARNING) in caught(planted)


def test_a_wrong_weekday_is_caught(planted):
    assert ("ev-2026-04-30-birchall", "weekday") in refused(planted)


def test_two_swapped_attachments_are_caught(planted):
    assert ("nd-cal-dkt-32-ex13", "docket-numbers") in refused(planted)


def test_a_machine_written_source_alone_is_caught(planted):
    assert ("ev-2026-04-29-musk-cross", "machine-alone", Level.WARNING) in caught(planted)


def test_an_amount_off_by_ten_is_caught(planted):
    assert ("as-amount-38m", "value-against-words") in refused(planted)
