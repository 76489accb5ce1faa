"""Somebody's own second factor: set up with an app, switched off, recovery codes made anew."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from timeline.admin.proving import FirstCodeForm, ProofForm
from timeline.signing_in import audit, second_factor, sessions
from timeline.vocabulary import AuditKind


def must_be_set_up(request) -> bool:
    """A group demands it of somebody who is signed in: the page for it is all that they get."""
    user = request.user
    is_in = user.is_active and user.is_staff
    return is_in and not second_factor.has_factor(user) and second_factor.is_demanded(user)


def set_up(request):
    """Lets in whoever could work without a second factor, or has to get one before."""
    user, is_must = request.user, must_be_set_up(request)
    if not (is_must or admin.site.has_permission(request)):
        return HttpResponseRedirect(reverse("admin:login"))
    if second_factor.has_factor(user):
        return HttpResponseRedirect(reverse("admin:account"))
    form = FirstCodeForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        request.session["second_factor"] = True
        request.session.cycle_key()
        return _with_codes(request, AuditKind.FACTOR_ON, "Your second factor is in use")
    begun = second_factor.begun(user)
    context = {
        "is_must": is_must,
        "picture": second_factor.picture_of(begun),
        "secret": second_factor.secret_of(begun),
    }
    return _page(request, "accounts/set_up.html", "Set up a second factor", form, **context)


def switch_off(request):
    if not second_factor.has_factor(request.user):
        return HttpResponseRedirect(reverse("admin:account"))
    form = ProofForm(request.POST if request.method == "POST" else None, request=request)
    if not form.is_valid():
        is_demanded = second_factor.is_demanded(request.user)
        title = "Replace your second factor" if is_demanded else "Switch your second factor off"
        return _page(request, "accounts/switch_off.html", title, form, is_demanded=is_demanded)
    second_factor.remove(request.user)
    request.session["second_factor"] = False
    audit.record(AuditKind.FACTOR_OFF, request=request, by=request.user, about=request.user)
    messages.success(request, "Your second factor is switched off.")
    return HttpResponseRedirect(reverse("admin:account"))


def recovery_codes(request):
    if not second_factor.has_factor(request.user):
        return HttpResponseRedirect(reverse("admin:account"))
    form = ProofForm(request.POST if request.method == "POST" else None, request=request)
    if not form.is_valid():
        return _page(request, "accounts/recovery_codes.html", "New recovery codes", form)
    return _with_codes(request, AuditKind.RECOVERY_CODES, "Your new recovery codes")


def _with_codes(request, kind: AuditKind, title: str):
    """Shows new codes, this once. Whoever was signed in elsewhere without them is not any more."""
    codes = second_factor.new_recovery_codes(request.user)
    sessions.end_sessions(request.user, but=request.session.session_key)
    audit.record(kind, request=request, by=request.user, about=request.user)
    context = {**admin.site.each_context(request), "title": title, "codes": codes}
    return TemplateResponse(request, "accounts/codes.html", context)


def _page(request, template: str, title: str, form, **context):
    context = {**admin.site.each_context(request), "title": title, "form": form, **context}
    response = TemplateResponse(request, template, context)
    if form.wait:
        response.status_code, response.headers["Retry-After"] = 429, str(form.wait)
    return response


PAGES = [
    ("account/second-factor/off/", switch_off, "second_factor_off"),
    ("account/recovery-codes/", recovery_codes, "recovery_codes"),
]
