"""When somebody was last at the desk, so that its front page can say what changed since."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# Whoever comes back to the front page sooner is still on the same visit.
PAUSE = timedelta(hours=1)
# What a first visit is told of.
AT_FIRST = timedelta(days=7)


class DeskVisitQuerySet(models.QuerySet["DeskVisit"]):
    def come(self, user, now: datetime | None = None) -> "DeskVisit":
        """The front page is opened: a new visit after a pause, else the same one."""
        now = now or timezone.now()
        visit, is_first = self.get_or_create(user=user, defaults={"at": now, "since": now - AT_FIRST})
        if not is_first:
            if now - visit.at > PAUSE:
                visit.since = visit.at
            visit.at = now
            visit.save(update_fields=["at", "since"])
        return visit

    def since(self, user) -> datetime:
        """From when on changes are new to this user."""
        visit = self.filter(user=user).first()
        return visit.since if visit else timezone.now() - AT_FIRST


class DeskVisit(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="Who.")
    at = models.DateTimeField(help_text="When the front page was opened last.")
    since = models.DateTimeField(help_text="When it had been opened last before this visit.")

    objects = DeskVisitQuerySet.as_manager()

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_visit"

    def __str__(self):
        return f"{self.user}, {self.at:%Y-%m-%d %H:%M}"
