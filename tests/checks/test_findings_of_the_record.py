"""The fixtures leave no finding that is neither cured nor dismissed with a reason, whatever the day."""

import datetime

import pytest

from tests.making import make_case
from timeline.checks.linter import refresh_findings
from timeline.checks.rules.times import GOES_ON
from timeline.models import Case, Dismissal, Finding
from timeline.vocabulary import CaseStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]


@pytest.mark.parametrize("today", [datetime.date(2026, 10, 6), datetime.date(2027, 3, 1), datetime.date(2046, 1, 1)])
def test_every_finding_is_dismissed_today_and_on_any_later_day(today):
    refresh_findings(today=today)
    assert [str(finding) for finding in Finding.objects.standing()] == []


def test_every_case_that_goes_on_tells_why_nothing_newer_is_known_for_the_status_it_has():
    cases = Case.objects.filter(status__in=GOES_ON)
    dismissed = Dismissal.objects.filter(rule="stale-status").values_list("record_slug", "about")
    assert len(cases) > 50
    assert set(cases.values_list("slug", "status_as_of")) == set(dismissed)


def test_a_new_case_and_a_status_that_is_told_anew_grow_stale():
    made = make_case(status=CaseStatus.PENDING, status_as_of="2026-12-01", slug="made-at-the-desk")
    told = Case.objects.filter(status=CaseStatus.PENDING).exclude(pk=made.pk).first()
    Case.objects.filter(pk=told.pk).update(status_as_of="2026-12-02")
    refresh_findings(today=datetime.date(2027, 6, 1))
    standing = Finding.objects.standing().filter(rule="stale-status").values_list("record_slug", flat=True)
    assert set(standing) == {made.slug, told.slug}
