"""A cookie by which a browser is known again from which somebody signed in before.

It opens nothing. Failures of strangers are counted apart from those of known devices, so that nobody can keep a person
out by failing in their name (OWASP calls this a device cookie).
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

COOKIE = "desk_device"
_LASTS = timedelta(days=180)
_SALT = "timeline.signing_in.known_device"


def device_id(request, user) -> str | None:
    """The id of this browser if this user has signed in with it before."""
    pk, device = _said(request)
    return device if user and device and pk == str(user.pk) else None


def last_user(request) -> str:
    """The key of who has signed in last with this browser; "" where nobody has."""
    pk, device = _said(request)
    return pk if device else ""


def remember(request, response, user) -> None:
    device = device_id(request, user) or secrets.token_hex(16)
    response.set_signed_cookie(
        COOKIE,
        f"{user.pk}:{device}",
        salt=_SALT,
        max_age=_LASTS,
        path=reverse("admin:index"),  # public pages are not to see it: they are the same for everybody
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _said(request) -> tuple[str, str]:
    """The key of a user and the id of this browser."""
    value = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_LASTS)
    pk, _, device = value.partition(":")
    return pk, device
