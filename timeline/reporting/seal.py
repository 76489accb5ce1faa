"""The seal of a form to report an error: signed, for one record, good for a day.

Public pages set no cookie, so that there is none to compare with a token in the form. None is needed, for the form
changes nothing of anybody's account. The seal shows that the form was fetched here, for which record and when.
"""

import secrets
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

LONGEST = timedelta(hours=24)
# Nobody has read the form and typed what is wrong in less.
SHORTEST = timedelta(seconds=3)

_SIGNER = Signer(salt="timeline.reporting.seal")


class SealProblem(Exception):
    """A sentence that says what is wrong with a seal, and what to do."""


def sealed(about: str, as_of: str = "", opened_at: datetime | None = None) -> str:
    """A new seal, no two alike; `about` is the record as in an address, `as_of` the day of the view as an ISO date."""
    at = (opened_at or timezone.now()).timestamp()
    return _SIGNER.sign_object([about, as_of, at, secrets.token_hex(8)])


def read_seal(text: str, about: str, as_of: str = "") -> datetime:
    """When the form was opened, if the seal is ours, for this record and day, and its age right. Raises SealProblem."""
    try:
        sealed_about, sealed_day, at, _ = _SIGNER.unsign_object(text)
    except BadSignature:
        raise SealProblem("The form was not sent as it was fetched. Please send it again.") from None
    if (sealed_about, sealed_day) != (about, as_of):
        raise SealProblem("The form belongs to another record, or to another day of it. Please send it again.")
    opened_at = datetime.fromtimestamp(at, UTC)
    age = timezone.now() - opened_at
    if age > LONGEST:
        raise SealProblem(
            "The form is more than a day old. Please look whether the record still says so; send it again."
        )
    if age < SHORTEST:
        raise SealProblem("That was faster than anybody types. Please read it over once and send it again.")
    return opened_at
