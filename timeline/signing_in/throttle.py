"""Failed sign-ins are answered with growing delays, counted so that nobody can lock somebody else out.

An attempt is counted for the account at this address, for the address, and for the account among all strangers. From a
device with which its owner has signed in before it is counted for that device alone; from an address from which they
have, not among strangers. Each attempt is counted before it is looked at and given back when it was right, so that many
at once are no way around.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from timeline.client_address import client_network
from timeline.models import SignInCount
from timeline.signing_in import known_device
from timeline.signing_in.client import address_of


@dataclass(frozen=True)
class Limit:
    """After `free` failures the next attempt waits `first` seconds, then twice as long each time, up to `most`."""

    free: int
    first: int
    most: int

    def delay(self, failures: int) -> int:
        if failures < self.free:
            return 0
        return min(self.first * 2 ** min(failures - self.free, 30), self.most)


@dataclass(frozen=True)
class Step:
    """What is tried: a password, or a code, of which there are only a million."""

    name: str
    own: Limit
    address: Limit
    strangers: Limit


PASSWORD = Step("password", Limit(5, 30, 900), Limit(20, 60, 3600), Limit(50, 60, 900))
CODE = Step("code", Limit(5, 30, 900), Limit(20, 60, 3600), Limit(10, 60, 3600))

_COUNTS_FOR = timedelta(days=1)
_ADDRESS_KNOWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Attempt:
    """One that was counted. `wait`: seconds until the next one is looked at; this one was not if `is_refused`."""

    wait: int
    is_refused: bool
    own: str
    counted: tuple[str, ...]

    def succeeded(self) -> None:
        """Takes the count back: of the account at this place all of it, elsewhere only this attempt."""
        SignInCount.objects.filter(pk=self.own).delete()
        others = SignInCount.objects.filter(pk__in=self.counted, failures__gt=0)
        others.update(failures=F("failures") - 1, free_at=timezone.now())


def attempt(step: Step, request, name: str) -> Attempt:
    """Counts an attempt to sign in under this name. A name that nobody has is counted like any other."""
    _forget()
    limits = _limits(step, request, name)
    own = next(iter(limits))
    now = timezone.now()
    # Under attack most are refused here, with one read.
    wait = _longest_wait(SignInCount.objects.filter(pk__in=limits).values_list("free_at", flat=True), now)
    if wait:
        return Attempt(wait, True, own, ())
    wait, is_refused = _count(limits, now)
    return Attempt(wait, is_refused, own, () if is_refused else tuple(limits))


def remember_address(request, user) -> None:
    """After a whole sign-in: failures elsewhere do not delay this user at this address."""
    if address_of(request):
        until = timezone.now() + _ADDRESS_KNOWN_FOR
        SignInCount.objects.update_or_create(
            pk=_known(request, user), defaults={"free_at": timezone.now(), "forgotten_at": until}
        )


def forgive(user) -> None:
    """Strangers may try this account again: for whoever must sign in from a new device while somebody attacks it."""
    for step in (PASSWORD, CODE):
        SignInCount.objects.filter(pk=_digest(step.name, "strangers", _folded(user.get_username()))).delete()


def _limits(step: Step, request, name: str) -> dict[str, Limit]:
    """What the attempt is counted for, the own count of the account at this place first."""
    account = _folded(name)
    user = None if "\0" in name else get_user_model().objects.filter(username=name).first()
    device = known_device.device_id(request, user)
    if device:
        return {_digest(step.name, "device", account, device): step.own}
    strangers = {_digest(step.name, "strangers", account): step.strangers}
    if not address_of(request):
        return strangers
    place = client_network(request)
    here = {
        _digest(step.name, "place", account, place): step.own,
        _digest(step.name, "address", place): step.address,
    }
    is_known = user and SignInCount.objects.filter(pk=_known(request, user), forgotten_at__gt=timezone.now()).exists()
    return here if is_known else {**here, **strangers}


def _count(limits: dict[str, Limit], now: datetime) -> tuple[int, bool]:
    """The wait after this attempt, or for it: then it is refused, and none of its counts stays."""
    waits = []
    with transaction.atomic():
        # In one order, so that two never wait for each other.
        for digest in sorted(limits):
            new = SignInCount(digest=digest, free_at=now, forgotten_at=now + _COUNTS_FOR)
            SignInCount.objects.bulk_create([new], ignore_conflicts=True)
            # The update locks the row; a lock of its own would renew the data version.
            SignInCount.objects.filter(pk=digest).update(failures=F("failures") + 1)
            count = SignInCount.objects.filter(pk=digest).first()
            if count is None:  # forgotten in this moment
                continue
            now = timezone.now()  # others may have been counted while this waited for the row
            if count.free_at > now:
                transaction.set_rollback(True)
                return _longest_wait([count.free_at], now), True
            delay = limits[digest].delay(count.failures)
            count.free_at, count.forgotten_at = now + timedelta(seconds=delay), now + _COUNTS_FOR
            count.save()
            waits.append(delay)
    return max(waits, default=0), False


def _longest_wait(free_at, now: datetime) -> int:
    waits = [(moment - now).total_seconds() for moment in free_at if moment > now]
    return int(max(waits)) + 1 if waits else 0


def _forget() -> None:
    """Outside of every transaction that counts: rows that are deleted here are in no one's way there."""
    old = SignInCount.objects.filter(forgotten_at__lt=timezone.now())
    if old.exists():
        old.delete()


def _known(request, user) -> str:
    return _digest("known", str(user.pk), client_network(request))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()[:150]


def _digest(*parts: str) -> str:
    return salted_hmac("timeline.signing_in.throttle", "\n".join(parts), algorithm="sha256").hexdigest()
