"""A session of somebody at the desk: Django's, with whose it is, so that a person can see and end their own."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class DeskSession(AbstractBaseSession):
    # No constraint: the session of a user who is deleted in this moment is no error, it lets nobody in.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        db_constraint=False,
        related_name="+",
        help_text="Who signed in; empty while only the password is known.",
    )
    started_at = models.DateTimeField(help_text="When they signed in.")
    seen_at = models.DateTimeField(help_text="When they last asked for a page, to some minutes.")
    device = models.CharField(max_length=60, blank=True, help_text="The browser, as it calls itself.")
    address = models.GenericIPAddressField(null=True, help_text="Where they last asked from.")

    class Meta(AbstractBaseSession.Meta):
        # Not a part of the record: see AuditEntry.
        db_table = "desk_session"
        default_permissions = ()

    def __str__(self):
        # Django's names the key, and whoever reads that can use it.
        return f"Session of {self.started_at:%Y-%m-%d %H:%M}"

    @classmethod
    def get_session_store_class(cls):
        return import_module(settings.SESSION_ENGINE).SessionStore
