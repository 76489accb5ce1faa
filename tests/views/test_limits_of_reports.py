"""How many reports a day are taken, of one sender and in all, and what is kept of senders: nothing that names them."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from tests.making import make_event, make_report
from tests.views.reading import read
from tests.views.sending import WRONG, send
from timeline.models import ReaderReport, ReportDay, ReportSender

pytestmark = pytest.mark.django_db
OTHER = "198.51.100.1"


@pytest.fixture
def event(db):
    return make_event()


def send_all(client, event, number, **more):
    return [send(client, event, wrong=f"Mistake {n}", **more).status_code for n in range(number)]


def test_the_limits_are_ten_of_a_sender_and_two_hundred_in_all_unless_the_environment_says_else():
    assert (django_settings.REPORTS_PER_SENDER, django_settings.REPORTS_PER_DAY) == (10, 200)


def test_a_sender_who_has_sent_enough_is_told_so_and_others_are_not_held_up(client, event, settings):
    settings.REPORTS_PER_SENDER = 2
    assert send_all(client, event, 2) == [303, 303]
    response = send(client, event, contact="me@example.org")
    page = read(response, 429)
    assert "reports from your network have been received" in page.text
    assert WRONG in page.html
    assert "me@example.org" in page.html
    assert 0 < int(response.headers["Retry-After"]) <= 24 * 60 * 60
    assert response.cookies == {}
    assert send(client, event, peer=OTHER).status_code == 303
    assert ReaderReport.objects.count() == 3


def test_as_many_as_the_desk_can_read_are_taken_on_one_day(client, event, settings):
    settings.REPORTS_PER_DAY = 3
    peers = [f"203.0.113.{n}" for n in range(4)]
    assert [send(client, event, peer=peer).status_code for peer in peers] == [303, 303, 303, 429]
    assert "As many reports as the desk can read in a day" in read(send(client, event, peer=OTHER), 429).text
    assert ReaderReport.objects.count() == 3


def test_what_was_refused_or_sent_twice_does_not_count(client, event, settings):
    settings.REPORTS_PER_SENDER = settings.REPORTS_PER_DAY = 2
    assert [send(client, event, wrong="").status_code for _ in range(3)] == [400] * 3
    assert send(client, event).status_code == 303
    settings.REPORTS_PER_SENDER = 1
    assert [send(client, event).status_code for _ in range(3)] == [429] * 3
    settings.REPORTS_PER_SENDER = 2
    assert send(client, event).status_code == 303, "refusals used nothing up of what is for all"
    assert ReportDay.objects.get().count == 2


def test_the_next_day_begins_anew(client, event, settings):
    settings.REPORTS_PER_SENDER = 1
    assert send_all(client, event, 2) == [303, 429]
    move_back(1)
    assert send_all(client, event, 2) == [303, 429]


def test_a_whole_ipv6_network_is_one_sender_and_a_trusted_proxy_none(client, event, settings):
    settings.REPORTS_PER_SENDER = 1
    assert send(client, event, peer="2001:db8::1").status_code == 303
    assert send(client, event, peer="2001:db8::2").status_code == 429
    assert send(client, event, headers={"X-Forwarded-For": OTHER}).status_code == 303
    assert send(client, event, headers={"X-Forwarded-For": "198.51.100.2"}).status_code == 429, "not believed"
    settings.TRUSTED_PROXIES = 1
    assert send(client, event, headers={"X-Forwarded-For": "198.51.100.3"}).status_code == 303
    assert send(client, event, headers={"X-Forwarded-For": "198.51.100.4, 198.51.100.3"}).status_code == 429


def test_a_sender_is_kept_as_a_digest_that_tells_nothing_once_the_day_is_over(client, event):
    send(client, event)
    sender, report = ReportSender.objects.get(), ReaderReport.objects.get()
    kept = f"{vars(report)} {vars(sender)} {vars(sender.day)}"
    assert "203.0.113" not in kept
    assert sender.digest == sender.day.digest_of("203.0.113.7"), "which only the secret of the day can make"
    before = sender.digest
    move_back(1)
    send(client, event)
    assert ReportSender.objects.get(day=timezone.now().date()).digest != before, "another day, another secret"
    move_back(1)
    send(client, event)
    days = set(ReportDay.objects.values_list("day", flat=True))
    assert days == {timezone.now().date(), timezone.now().date() - timedelta(days=1)}
    assert not ReportSender.objects.filter(digest=before).exists()


def test_how_to_reach_a_reader_is_forgotten_thirty_days_after_the_report_was_closed(client, event):
    closed = {"state": "dismissed", "answer": "It is right.", "contact": "me@example.org"}
    old, newer = (make_report(**closed, closed_at=long_ago(days)) for days in (31, 29))
    still_new = make_report(contact="me@example.org")
    ReaderReport.objects.filter(pk=still_new.pk).update(received_at=long_ago(400))
    send(client, event, contact="you@example.org")
    kept = dict(ReaderReport.objects.values_list("pk", "contact"))
    assert kept.pop(old.pk) == ""
    assert set(kept.values()) == {"me@example.org", "you@example.org"}
    assert {newer.pk, still_new.pk} <= set(kept)


def long_ago(days):
    return timezone.now() - timedelta(days=days)


def move_back(days):
    """As though all that was counted had been counted that many days earlier."""
    for day in ReportDay.objects.order_by("day"):
        moved = ReportDay.objects.create(day=day.day - timedelta(days=days), secret=day.secret, count=day.count)
        day.senders.update(day=moved)
        day.delete()
