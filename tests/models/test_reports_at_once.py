"""Reports that arrive at the same time, as at several worker processes: no limit is passed, no form is taken twice."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from timeline.models import ReaderReport, ReportDay
from timeline.models.report_limit import TooManyReports

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


@pytest.fixture
def at_once(tmp_path):
    """Does something in many threads at the same time, each with a connection of its own, and answers with the results.

    On SQLite they use a copy in a file, as the site does: connections to one database in memory do not wait.
    """
    file = ""
    if connection.vendor == "sqlite":
        file = str(tmp_path / "db.sqlite3")
        connection.ensure_connection()
        copy = sqlite3.connect(file)
        connection.connection.backup(copy)
        copy.close()

    def alone(work, *args):
        if file:
            connection.settings_dict = {**connection.settings_dict, "NAME": file}
        try:
            return work(*args)
        finally:
            connection.close()

    def run(work, args):
        start = Barrier(len(args))
        with ThreadPoolExecutor(len(args)) as pool:
            return list(pool.map(lambda one: (start.wait(20), alone(work, one))[1], args))

    return run


def receive(fingerprint):
    """True if it was received, False if it was there already, None if there were too many."""
    values = {"record_kind": "event", "record_slug": "a", "record_title": "A", "wrong": "x"}
    report = ReaderReport(**values, shown_at=timezone.now(), fingerprint=fingerprint)
    try:
        return ReaderReport.objects.receive(report, "203.0.113.7")
    except TooManyReports:
        return None


def counts(_):
    return ReaderReport.objects.count(), ReportDay.objects.get().count


def test_a_sender_cannot_pass_the_limit_by_sending_all_at_once(at_once, settings):
    settings.REPORTS_PER_SENDER = 3
    received = at_once(receive, [f"form-{n}" for n in range(AT_ONCE)])
    assert (received.count(True), received.count(None)) == (3, AT_ONCE - 3)
    assert at_once(counts, [None]) == [(3, 3)], "what was refused used nothing up of what is for all"


def test_one_form_sent_many_times_at_once_is_taken_once(at_once):
    received = at_once(receive, ["form"] * AT_ONCE)
    assert (received.count(True), received.count(False)) == (1, AT_ONCE - 1)
    assert at_once(counts, [None]) == [(1, 1)]
