"""Who signed in, failed to, or changed what somebody may do. Nobody changes or deletes an entry at the desk."""

from django.conf import settings
from django.db import models

from timeline.vocabulary.auditing import AuditKind


class AuditEntryQuerySet(models.QuerySet):
    def concerning(self, user):
        """What this account did, and what was done to it."""
        return self.filter(models.Q(by=user) | models.Q(about_user=user))


class AuditEntry(models.Model):
    at = models.DateTimeField(auto_now_add=True, db_index=True, help_text="When it happened.")
    kind = models.CharField(max_length=20, choices=AuditKind, help_text="What happened.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Whose account did it.",
    )
    # Outlives the account.
    by_name = models.CharField("who", max_length=150, blank=True, help_text="The name of that account at the time.")
    about = models.CharField(max_length=200, blank=True, help_text="The user or group that it was done to.")
    about_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The account that it was done to, while there is one.",
    )
    what = models.TextField(blank=True, help_text="What exactly, as each right given or taken.")
    address = models.GenericIPAddressField(
        null=True, blank=True, help_text="Where it came from; taken out of the list after some weeks."
    )
    device = models.CharField(max_length=60, blank=True, help_text="The browser, as it calls itself; taken out too.")

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        # Not a part of the record: a name that begins with the app's would renew the data version with every sign-in.
        db_table = "desk_audit_entry"
        ordering = ["-id"]
        default_permissions = ("view",)
        verbose_name_plural = "audit entries"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.about or self.by_name}"
