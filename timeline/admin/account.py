"""Somebody's own account: password, second factor, where they are signed in, and who tried to be them."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from timeline.models import AuditEntry
from timeline.signing_in import audit, second_factor, sessions
from timeline.vocabulary import AuditKind

_ENTRIES = 12


def account(request):
    user = request.user
    context = {
        **admin.site.each_context(request),
        "title": "Your account",
        "has_factor": second_factor.has_factor(user),
        "is_demanded": second_factor.is_demanded(user),
        "codes_left": second_factor.recovery_codes_left(user),
        "sessions": sessions.sessions_of(user, request),
        "entries": AuditEntry.objects.concerning(user)[:_ENTRIES],
        "keeps_addresses": audit.KEEPS_ADDRESSES.days,
    }
    return TemplateResponse(request, "accounts/account.html", context)


@require_POST
def end_session(request):
    """The one whose id is sent."""
    ended = sessions.end_sessions(request.user, only=request.POST.get("session", ""))
    if ended:
        audit.record(AuditKind.SESSIONS_ENDED, request=request, by=request.user, what=sessions_ended(ended))
        messages.success(request, "That session has ended.")
    else:
        messages.warning(request, "That session had ended before.")
    return HttpResponseRedirect(reverse("admin:account"))


@require_POST
def end_all_sessions(request):
    """Everywhere, here too."""
    user = request.user
    ended = sessions.end_sessions(user, but=request.session.session_key) + 1
    audit.record(AuditKind.SESSIONS_ENDED, request=request, by=user, what=sessions_ended(ended))
    request.session.flush()
    return HttpResponseRedirect(reverse("admin:login"))


def sessions_ended(count: int) -> str:
    return f"{count} session{'' if count == 1 else 's'} ended" if count else ""


PAGES = [
    ("account/", account, "account"),
    ("account/sessions/end/", end_session, "end_session"),
    ("account/sessions/end-all/", end_all_sessions, "end_all_sessions"),
]
