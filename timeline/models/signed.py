"""What somebody did or wrote about a record, signed with a name that stays when the account is gone."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Signed(models.Model):
    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    record_slug = models.CharField(max_length=80, help_text="The record's slug.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", help_text="Who made it."
    )
    made_by_name = models.CharField(max_length=150, help_text="The name of who or what made it, kept for good.")
    made_at = models.DateTimeField(default=timezone.now, help_text="When it was made.")

    class Meta:
        abstract = True
