"""The second factor: codes of an authenticator app (TOTP, RFC 6238), recovery codes, and who must have one."""

import base64
import hashlib
import secrets
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

import pyotp
import segno
from django.db import transaction
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, When
from django.utils import timezone
from django.utils.crypto import salted_hmac
from pyotp.exceptions import OTPVerificationError

from timeline.models import RecoveryCode, SecondFactor, SecondFactorDemand

ISSUER = "AI Dispute Timeline"
RECOVERY_CODES = 10

# What a code can be.
CODE, RECOVERY_CODE = "code", "recovery code"

# A clock may be half a minute off either way.
_STEPS_OFF = 1


def has_factor(user) -> bool:
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def is_demanded(user) -> bool:
    """By a group of this user; of a superuser, who may do what every group may, by any group."""
    demands = SecondFactorDemand.objects.all()
    return (demands if user.is_superuser else demands.filter(group__user=user)).exists()


def annotate_need(users):
    """`needs_second_factor`: these users have one in use, or have to have one."""
    in_use = SecondFactor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)
    of_group = SecondFactorDemand.objects.filter(group__user=OuterRef("pk"))
    of_any = Q(Exists(SecondFactorDemand.objects.all()), is_superuser=True)
    need = Case(
        When(Q(Exists(in_use)) | Q(Exists(of_group)) | of_any, then=True), default=False, output_field=BooleanField()
    )
    return users.annotate(needs_second_factor=need)


def is_complete(request) -> bool:
    """Whether this session has shown all that its user has to show."""
    user = request.user
    if request.session.get("second_factor"):
        return True
    if hasattr(user, "needs_second_factor"):  # came with the user
        return not user.needs_second_factor
    return not (has_factor(user) or is_demanded(user))


def begun(user) -> SecondFactor:
    """The factor that this user is setting up: the same until a code confirms it, or the one in use."""
    factor, _ = SecondFactor.objects.get_or_create(user=user, defaults={"salt": secrets.token_hex(32)})
    return factor


def confirm(user, code: str) -> bool:
    """Puts the factor in use with its first code."""
    factor = SecondFactor.objects.filter(user=user, confirmed_at=None).first()
    if not factor or not _takes(factor, code):
        return False
    return bool(SecondFactor.objects.filter(pk=user.pk, confirmed_at=None).update(confirmed_at=timezone.now()))


def take(user, code: str) -> str:
    """What this code was, `CODE` or `RECOVERY_CODE`; "" if it is not right. Neither is taken a second time."""
    factor = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
    if not factor:
        return ""
    if _takes(factor, code):
        return CODE
    used, _ = RecoveryCode.objects.filter(user=user, digest=_digest(user, code)).delete()
    return RECOVERY_CODE if used else ""


def remove(user) -> bool:
    """Whether there was a factor in use."""
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        was_in_use = has_factor(user)
        SecondFactor.objects.filter(user=user).delete()
    return was_in_use


def new_recovery_codes(user) -> list[str]:
    """In place of all that there were. Nobody can show them again."""
    codes = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user, code)) for code in codes)
    return ["-".join(code[n : n + 4] for n in range(0, 16, 4)) for code in codes]


def recovery_codes_left(user) -> int:
    return RecoveryCode.objects.filter(user=user).count()


def secret_of(factor: SecondFactor) -> str:
    """In base 32, as apps read it. It follows from `SECRET_KEY`: with another key all second factors are void."""
    key = salted_hmac("timeline.signing_in.second_factor", factor.salt, algorithm="sha256").digest()
    return base64.b32encode(key[:20]).decode()


class Picture(NamedTuple):
    """A QR code: how many squares a side has, with its quiet border, and the dark ones as runs of (x, y, length)."""

    side: int
    runs: list[tuple[int, int, int]]


def picture_of(factor: SecondFactor) -> Picture:
    """What an app reads to take the key of this factor."""
    name = factor.user.get_username()
    address = pyotp.TOTP(secret_of(factor)).provisioning_uri(name=name, issuer_name=ISSUER)
    rows = [list(row) for row in segno.make_qr(address, error="m").matrix_iter()]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        for is_dark, squares in groupby(row):
            length = len(list(squares))
            runs += [(x, y, length)] if is_dark else []
            x += length
    return Picture(len(rows), runs)


def _takes(factor: SecondFactor, code: str) -> bool:
    """Whether it is the code of now, and newer than the last one that was taken; then it is the last one."""
    digits = "".join(code.split())
    step = _step_of(secret_of(factor), digits, timezone.now())
    if step is None:
        return False
    # One statement, so that of two at once only one is taken.
    return bool(SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step))


def _step_of(secret: str, digits: str, now: datetime) -> int | None:
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        return None
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(digits, for_time=now, valid_window=_STEPS_OFF)
    except OTPVerificationError:
        return None


def _digest(user, code: str) -> str:
    """Of 80 random bits: nobody can try them all, so a fast hash is enough, and it outlives a change of the key."""
    letters = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hashlib.sha256(f"{user.pk}:{letters}".encode()).hexdigest()
