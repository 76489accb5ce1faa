"""changepassword: Django's own; it ends the sessions of that user and is told in the audit list."""

import getpass

from django.contrib.auth import get_user_model
from django.contrib.auth.management.commands import changepassword

from timeline.signing_in import audit, sessions
from timeline.vocabulary import AuditKind


class Command(changepassword.Command):
    def handle(self, *args, **options):
        answer = super().handle(*args, **options)
        user = get_user_model().objects.get(username=options["username"] or getpass.getuser())
        sessions.end_sessions(user)
        audit.record(AuditKind.PASSWORD, by_name="changepassword (command)", about=user)
        return answer
