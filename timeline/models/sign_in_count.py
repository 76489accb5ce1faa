"""How often a sign-in has failed of late, by what it was counted for, which cannot be read out of the table."""

from django.db import models


class SignInCount(models.Model):
    digest = models.CharField(
        max_length=64, primary_key=True, help_text="Keyed fingerprint of an account, an address, or both."
    )
    failures = models.PositiveIntegerField(default=0, help_text="Failures since the last success.")
    free_at = models.DateTimeField(help_text="Before this no attempt is looked at.")
    forgotten_at = models.DateTimeField(db_index=True, help_text="After this the row means nothing and is deleted.")

    class Meta:
        # Not a part of the record: see AuditEntry.
        db_table = "desk_sign_in_count"
        default_permissions = ()

    def __str__(self):
        return f"{self.failures} failures"
