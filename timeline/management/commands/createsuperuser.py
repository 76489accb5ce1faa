"""createsuperuser: Django's own, told in the audit list; `make user` calls it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.management.commands import createsuperuser

from timeline.signing_in import audit
from timeline.signing_in.rights import difference, rights_of
from timeline.vocabulary import AuditKind


class Command(createsuperuser.Command):
    def handle(self, *args, **options):
        before = {*get_user_model().objects.values_list("pk", flat=True)}
        super().handle(*args, **options)
        for user in get_user_model().objects.exclude(pk__in=before).filter(is_superuser=True):
            what = difference({}, rights_of(user))
            audit.record(AuditKind.USER_ADDED, by_name="createsuperuser (command)", about=user, what=what)
