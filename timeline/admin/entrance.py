"""The way into the desk and out of it: sign-in with throttle and second factor, sign-out, a new password."""

from functools import update_wrapper

from django.contrib import messages
from django.contrib.auth.views import LoginView, PasswordChangeView, RedirectURLMixin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from timeline.admin import account, factor, typed
from timeline.admin.proving import CodeForm, NewPasswordForm, SignInForm
from timeline.signing_in import audit, entering, second_factor, sessions
from timeline.vocabulary import AuditKind


class Entrance:
    """Mixed into the desk's site: nobody is let in, on any page, who has not shown all that they have to show."""

    def has_permission(self, request):
        return super().has_permission(request) and second_factor.is_complete(request)

    def admin_view(self, view, cacheable=False):
        def seen(request, *args, **kwargs):
            sessions.see(request)
            return view(request, *args, **kwargs)

        guarded = super().admin_view(update_wrapper(seen, view), cacheable)

        def kept(request, *args, **kwargs):
            if typed.is_form_with_words(request) and not self.has_permission(request):
                return typed.signed_out(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(kept, guarded)

    def get_urls(self):
        own = [
            path("login/code/", never_cache(self.login_code), name="login_code"),
            # Django's lets only those out whom it lets in; who still lacks a second factor is not.
            path("logout/", never_cache(self.logout), name="logout"),
            # Signed by us, so it needs no token; signing in has made that of its page void.
            path("typed/", never_cache(csrf_exempt(typed.typed_again)), name="typed_again"),
            path("account/second-factor/", never_cache(factor.set_up), name="second_factor"),
        ]
        for route, view, name in account.PAGES + factor.PAGES:
            own.append(path(route, self.admin_view(view), name=name))
        return own + super().get_urls()

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        if request.method == "GET":
            if self.has_permission(request):
                return HttpResponseRedirect(reverse("admin:index"))
            if factor.must_be_set_up(request):
                return HttpResponseRedirect(reverse("admin:second_factor"))
        context = {**self._around(request, "Log in"), "app_path": request.get_full_path(), **(extra_context or {})}
        return _SignIn.as_view(extra_context=context)(request)

    def login_code(self, request):
        user = entering.awaited_user(request)
        if not user:
            return HttpResponseRedirect(_with_next(request, "admin:login"))
        context = self._around(request, "One more step")
        return _SecondStep.as_view(awaited=user, extra_context=context)(request)

    def logout(self, request, extra_context=None):
        if request.method == "POST" and request.user.is_authenticated:
            audit.record(AuditKind.SIGNED_OUT, request=request, by=request.user)
        return super().logout(request, extra_context)

    def password_change(self, request, extra_context=None):
        context = {**self.each_context(request), **(extra_context or {})}
        return _NewPassword.as_view(extra_context=context)(request)

    def _around(self, request, title):
        return {**self.each_context(request), "title": title, "subtitle": None, "username": request.user.get_username()}


class _Refusing:
    """Says 429, and when to come back, where an attempt was not looked at."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.wait:
            response.status_code, response.headers["Retry-After"] = 429, str(form.wait)
        return response


class _SignIn(_Refusing, LoginView):
    form_class = SignInForm
    template_name = "admin/login.html"

    def get_default_redirect_url(self):
        return reverse("admin:index")

    def form_valid(self, form):
        user = form.get_user()
        if not second_factor.has_factor(user):
            return entering.enter(self.request, user, self.get_success_url())
        entering.wait_for_code(self.request, user)
        return HttpResponseRedirect(_with_next(self.request, "admin:login_code", self.get_redirect_url()))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, self.redirect_field_name: self.get_success_url()}


class _SecondStep(_Refusing, RedirectURLMixin, FormView):
    form_class = CodeForm
    template_name = "accounts/code.html"
    awaited = None

    def get_default_redirect_url(self):
        return reverse("admin:index")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request, "user": self.awaited}

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form):
        shown = form.cleaned_data["code"]
        response = entering.enter(self.request, self.awaited, self.get_success_url(), factor=shown)
        if shown == second_factor.RECOVERY_CODE:
            left = f"{second_factor.recovery_codes_left(self.awaited)} recovery codes are left"
            audit.record(AuditKind.RECOVERY_CODE_USED, request=self.request, by=self.awaited, what=left)
            response["Location"] = reverse("admin:account")
        return response


class _NewPassword(_Refusing, PasswordChangeView):
    form_class = NewPasswordForm
    template_name = "accounts/password.html"

    def get_success_url(self):
        return reverse("admin:account")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form):
        """Whoever knew the old password is not to stay: all other sessions end."""
        response = super().form_valid(form)
        ended = sessions.end_sessions(self.request.user, but=self.request.session.session_key)
        audit.record(AuditKind.PASSWORD, request=self.request, by=self.request.user, what=account.sessions_ended(ended))
        messages.success(self.request, "Your password is changed. Your other sessions have ended.")
        return response


def _with_next(request, name: str, address: str = "") -> str:
    """Keeps where somebody wanted to go; only where that is checked anew is it followed."""
    address = address or request.GET.get("next", "")
    return f"{reverse(name)}?{urlencode({'next': address})}" if address else reverse(name)
