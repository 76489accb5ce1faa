"""The audit list: one entry for whatever lets somebody in, keeps somebody out or changes what somebody may do.

Addresses and devices leave it after some weeks, and with the failures that strangers cause the entries themselves.
"""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from timeline.models import AuditEntry
from timeline.signing_in.client import address_of, device_of
from timeline.vocabulary import CAUSED_BY_STRANGERS, AuditKind

KEEPS_ADDRESSES = timedelta(days=30)
KEEPS_FAILURES = timedelta(days=365)


def record(kind: AuditKind, *, request=None, by=None, by_name: str = "", about=None, what: str = "") -> AuditEntry:
    """Adds to the list. `by` is the account that acts; without one, `by_name` says who, as a command.

    `about` is the user or group that it was done to, or nobody.
    """
    return AuditEntry.objects.create(
        kind=kind,
        by=by,
        by_name=(by.get_username() if by else by_name)[:150],
        about=str(about or "")[:200],
        about_user=about if isinstance(about, AbstractBaseUser) and about.pk else None,
        what=what,
        address=address_of(request) if request else None,
        device=device_of(request) if request else "",
    )


def forget() -> None:
    """Takes out of the list what has stood in it for long enough."""
    now = timezone.now()
    traced = AuditEntry.objects.filter(at__lt=now - KEEPS_ADDRESSES)
    old = AuditEntry.objects.filter(kind__in=CAUSED_BY_STRANGERS, at__lt=now - KEEPS_FAILURES)
    traced = traced.filter(Q(address__isnull=False) | ~Q(device=""))
    # Where nothing is due, nothing is written.
    if traced.exists() or old.exists():
        with transaction.atomic(savepoint=False):
            traced.update(address=None, device="")
            old.delete()
