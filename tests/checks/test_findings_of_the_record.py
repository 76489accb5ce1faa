"""The fixtures leave no finding that is neither cured nor dismissed with a reason; a stale status comes up again."""

import datetime

import pytest

from tests.making import make_case
from timeline.checks.linter import refresh_findings
from timeline.checks.rules.times import GOES_ON
from timeline.models import Case, Finding
from timeline.vocabulary import CaseStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]


RESEARCHED, NEXT_QUARTER = datetime.date(2026, 10, 6), datetime.date(2027, 1, 1)


@pytest.mark.parametrize("today", [RESEARCHED, NEXT_QUARTER - datetime.timedelta(days=1)])
def test_every_finding_is_dismissed_in_the_quarter_of_the_research(today):
    refresh_findings(today=today)
    assert [str(finding) for finding in Finding.objects.standing()] == []


def test_next_quarter_every_case_that_goes_on_is_to_be_looked_at_again_and_nothing_else():
    refresh_findings(today=NEXT_QUARTER)
    standing = Finding.objects.standing()
    assert set(standing.values_list("rule", flat=True)) == {"stale-status"}
    known_long = Case.objects.filter(status__in=GOES_ON, status_known_since__lt="2026-10-03")
    assert len(known_long) > 50
    assert set(standing.values_list("record_slug", flat=True)) == set(known_long.values_list("slug", flat=True))


def test_a_new_case_and_a_status_that_is_told_anew_grow_stale():
    made = make_case(status=CaseStatus.PENDING, status_as_of="2026-12-01", slug="made-at-the-desk")
    told = Case.objects.filter(status=CaseStatus.PENDING).exclude(pk=made.pk).first()
    Case.objects.filter(pk=told.pk).update(status_as_of="2026-12-02")
    refresh_findings(today=datetime.date(2027, 6, 1))
    standing = Finding.objects.standing().filter(rule="stale-status").values_list("record_slug", flat=True)
    assert {made.slug, told.slug} <= set(standing)
