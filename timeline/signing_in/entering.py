"""From a right password to a session of the desk, with the second factor between them where there is one."""

from datetime import timedelta

from django.contrib.auth import get_user_model, login
from django.http import HttpResponseRedirect
from django.utils import timezone

from timeline.signing_in import audit, known_device, sessions, throttle
from timeline.vocabulary import AuditKind

# Between password and code.
_WAITS_FOR = timedelta(minutes=10)
_WAITING = "waits_for_code"


def wait_for_code(request, user) -> None:
    """Keeps in a session of nobody whose code is awaited."""
    request.session.flush()
    request.session[_WAITING] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),  # who changes it ends this, too
        "since": timezone.now().timestamp(),
    }
    request.session.set_expiry(int(_WAITS_FOR.total_seconds()))


def awaited_user(request):
    """Whose password was right a few minutes ago; None if nobody's was."""
    waiting = request.session.get(_WAITING)
    if not waiting or timezone.now().timestamp() - waiting["since"] > _WAITS_FOR.total_seconds():
        return None
    user = get_user_model().objects.filter(pk=waiting["user"], is_active=True, is_staff=True).first()
    return user if user and user.get_session_auth_hash() == waiting["password"] else None


def enter(request, user, address: str, factor: str = ""):
    """A new session, and the answer that leads on to `address`. `factor`: what was shown beside the password."""
    request.session.flush()
    login(request, user)
    request.session["second_factor"] = bool(factor)
    sessions.tell_where(request)
    throttle.remember_address(request, user)
    audit.record(AuditKind.SIGNED_IN, request=request, by=user, what=f"With password and {factor}" if factor else "")
    audit.forget()
    sessions.SessionStore.clear_expired()
    response = HttpResponseRedirect(address)
    known_device.remember(request, response, user)
    return response


def tell_failure(request, attempt: throttle.Attempt, name: str, what: str) -> None:
    """Into the audit list. A name that nobody has is left out: it may be a password in the wrong field."""
    user = get_user_model().objects.filter(username=name).first()
    by = request.user if request.user.is_authenticated else None
    if not user:
        what = f"{what}; nobody has this name"
    audit.record(AuditKind.FAILED, request=request, by=by, about=user, what=what)
    if attempt.wait:
        wait = f"The next attempt waits {in_words(attempt.wait)}"
        audit.record(AuditKind.DELAYED, request=request, by=by, about=user, what=wait)


def in_words(seconds: int) -> str:
    """As "30 seconds" or "4 minutes", never less than it is."""
    if seconds < 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // 60)} minutes"
