"""Who has which record's form open, as a hint to others: nobody is kept from writing by it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

# A form that has been open for longer is probably forgotten.
FORGOTTEN_AFTER = timedelta(minutes=45)


class OpenFormQuerySet(models.QuerySet):
    def open(self, record, user) -> None:
        """The form is shown to this user now, once more or for the first time."""
        slug = getattr(record, "slug", record.pk)
        opened = self.model(record_kind=record._meta.model_name, record_slug=slug, user=user)
        same = ["record_kind", "record_slug", "user"]
        self.bulk_create([opened], update_conflicts=True, unique_fields=same, update_fields=["opened_at"])

    def of(self, record):
        return self.filter(record_kind=record._meta.model_name, record_slug=getattr(record, "slug", record.pk))

    def by_others(self, user):
        """Forms that others opened and have hardly forgotten, the oldest first."""
        since = timezone.now() - FORGOTTEN_AFTER
        return self.exclude(user=user).filter(opened_at__gte=since).select_related("user").order_by("opened_at")


class OpenForm(models.Model):
    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    record_slug = models.CharField(max_length=80, help_text="The record's slug.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="Who.")
    opened_at = models.DateTimeField(default=timezone.now, help_text="When the form was shown.")

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        # Not among the tables whose writing makes public pages anew.
        db_table = "desk_open_form"
        constraints = [
            models.UniqueConstraint(fields=["record_kind", "record_slug", "user"], name="open_form_once_a_user")
        ]

    def __str__(self):
        return f"{self.record_kind} {self.record_slug}, open at {self.user}"
