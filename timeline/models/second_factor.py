"""Second factors: who has one, the codes for when it is lost, and the groups that demand it."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models


class SecondFactor(models.Model):
    """Time-based codes (RFC 6238). The secret follows from the salt and `SECRET_KEY`, so that no dump holds it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="second_factor"
    )
    salt = models.CharField(max_length=64, help_text="What makes this secret another than all others.")
    confirmed_at = models.DateTimeField(null=True, help_text="When the first code was right; empty: not in use yet.")
    last_step = models.BigIntegerField(default=0, help_text="The half minute of the last code taken: none twice.")

    class Meta:
        # Not a part of the record: see AuditEntry.
        db_table = "desk_second_factor"
        default_permissions = ()

    def __str__(self):
        return f"Second factor of {self.user}"


class RecoveryCode(models.Model):
    """Lets somebody in once without their second factor. Kept is a fingerprint that no code can be read from."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the code; deleted with its use.")

    class Meta:
        db_table = "desk_recovery_code"
        default_permissions = ()

    def __str__(self):
        return f"Recovery code of {self.user}"


class SecondFactorDemand(models.Model):
    """There is one for each group whose members may not work without a second factor."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, primary_key=True, related_name="second_factor_demand")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "desk_second_factor_demand"
        default_permissions = ()

    def __str__(self):
        return f"{self.group} demands a second factor"
