"""reset_second_factor: for whoever lost device and recovery codes when no administrator can get in to help."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from timeline.signing_in import audit, second_factor, sessions
from timeline.vocabulary import AuditKind


class Command(BaseCommand):
    help = "Take the second factor of a user away; the password alone lets in after this."

    def add_arguments(self, parser):
        parser.add_argument("username", help="the name with which they sign in")

    def handle(self, *args, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if not user:
            raise CommandError(f"There is no user {username!r}.")
        if not second_factor.remove(user):
            raise CommandError(f"{username} has no second factor.")
        ended = sessions.end_sessions(user)
        audit.record(AuditKind.FACTOR_OFF, by_name="reset_second_factor (command)", about=user)
        self.stdout.write(f"{username} has no second factor any more; sessions ended: {ended}.")
