"""How many reports a day has brought, in all and of each sender, whichever worker process took them.

A sender is only known by a digest made with the day's own random secret. Both are deleted on the second day after, so
that nobody can find out afterwards who sent what.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone


class TooManyReports(Exception):
    """Names in `whose` what is used up for today: "yours", or "all" that the desk takes on one day."""

    def __init__(self, whose: str):
        super().__init__(f"The number of reports for today is used up: {whose}.")
        self.whose = whose


class ReportDayQuerySet(models.QuerySet):
    def count_one(self, network: str) -> None:
        """Count one more report of this sender today, within a transaction. Raises TooManyReports."""
        today = timezone.now().date()
        self.forget_past_days()
        day, _ = self.get_or_create(day=today, defaults={"secret": secrets.token_hex(32)})
        if not _counted(self.filter(day=today), settings.REPORTS_PER_DAY):
            raise TooManyReports("all")
        sender, _ = ReportSender.objects.get_or_create(day=day, digest=day.digest_of(network))
        if not _counted(ReportSender.objects.filter(pk=sender.pk), settings.REPORTS_PER_SENDER):
            raise TooManyReports("yours")

    def forget_past_days(self) -> None:
        # Yesterday stays: around midnight another process may be counting on it still.
        self.filter(day__lt=timezone.now().date() - timedelta(days=1)).delete()


class ReportDay(models.Model):
    day = models.DateField(primary_key=True, help_text="The day, in UTC.")
    secret = models.CharField(max_length=64, help_text="What the digests of its senders are made with.")
    count = models.PositiveIntegerField(default=0, help_text="Reports received on it.")

    objects = ReportDayQuerySet.as_manager()

    class Meta:
        # Under a name of its own: a write to “timeline_…” would make every kept page stale.
        db_table = "report_day"
        default_permissions = ()

    def __str__(self):
        return f"{self.day}: {self.count}"

    def digest_of(self, network: str) -> str:
        return hmac.new(self.secret.encode(), network.encode(), hashlib.sha256).hexdigest()


class ReportSender(models.Model):
    day = models.ForeignKey(ReportDay, on_delete=models.CASCADE, related_name="senders")
    digest = models.CharField(max_length=64, help_text="Keyed digest of the sender's network.")
    count = models.PositiveIntegerField(default=0, help_text="Reports received from it on that day.")

    class Meta:
        db_table = "report_sender"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "digest"], name="reportsender_once_a_day")]

    def __str__(self):
        return f"{self.day_id}: {self.count}"


def _counted(rows, most: int) -> bool:
    """One more, unless there are as many as may be: in one statement, for several processes count beside each other."""
    return bool(rows.filter(count__lt=most).update(count=F("count") + 1))
