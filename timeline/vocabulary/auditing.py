"""What the audit list tells of: who came in, who was kept out, and who may do what."""

from django.db.models import TextChoices


class AuditKind(TextChoices):
    SIGNED_IN = "signed_in", "Signed in"
    FAILED = "failed", "Sign-in failed"
    DELAYED = "delayed", "Sign-in delayed"
    SIGNED_OUT = "signed_out", "Signed out"
    SESSIONS_ENDED = "sessions_ended", "Sessions ended"
    PASSWORD = "password", "Password changed"
    FACTOR_ON = "factor_on", "Second factor switched on"
    FACTOR_OFF = "factor_off", "Second factor switched off"
    RECOVERY_CODES = "recovery_codes", "New recovery codes"
    RECOVERY_CODE_USED = "recovery_code_used", "Recovery code used"
    USER_ADDED = "user_added", "User added"
    USER_CHANGED = "user_changed", "User changed"
    USER_DELETED = "user_deleted", "User deleted"
    GROUP_ADDED = "group_added", "Group added"
    GROUP_CHANGED = "group_changed", "Group changed"
    GROUP_DELETED = "group_deleted", "Group deleted"


# Strangers can cause these, so they are not kept for ever.
CAUSED_BY_STRANGERS = [AuditKind.FAILED, AuditKind.DELAYED]
