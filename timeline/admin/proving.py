"""The forms in which somebody proves who they are: by a password, a code, or both; none of them can be guessed at."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_variables

from timeline.signing_in import entering, second_factor, throttle
from timeline.signing_in.passwords import LONGEST

_APP = "The six digits that your authenticator app shows now"


class Throttled:
    """Mixed into a form. `wait`: seconds until the next attempt is looked at, where this one was refused."""

    wait = 0

    def begin(self, step: throttle.Step, request, name: str) -> throttle.Attempt:
        attempt = throttle.attempt(step, request, name)
        if attempt.is_refused:
            self.wait = attempt.wait
            words = f"Too many attempts have failed. Wait {entering.in_words(attempt.wait)}, then try again."
            raise ValidationError(words, code="throttled")
        return attempt

    def prove_password(self, request, user, password: str) -> None:
        attempt = self.begin(throttle.PASSWORD, request, user.get_username())
        if not user.check_password(password):
            entering.tell_failure(request, attempt, user.get_username(), "The password is not right")
            raise ValidationError("This is not your password.", code="password_incorrect")
        attempt.succeeded()

    def prove_code(self, request, user, code: str, takes) -> str:
        """What the code was, which is what `takes(user, code)` answers."""
        attempt = self.begin(throttle.CODE, request, user.get_username())
        taken = takes(user, code)
        if not taken:
            entering.tell_failure(request, attempt, user.get_username(), "The code is not right")
            words = "This code is not right, or it was used before. Your app shows a new one every half minute."
            raise ValidationError(words, code="code_incorrect")
        attempt.succeeded()
        return taken


class SignInForm(Throttled, AdminAuthenticationForm):
    # Whether there is such an account, or one without a way into the desk, is nobody's business.
    error_messages = {"invalid_login": "Name and password do not let anybody in. Both are case-sensitive."}
    error_messages["inactive"] = error_messages["invalid_login"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field("Password")

    @method_decorator(sensitive_variables())
    def clean(self):
        if not {"username", "password"} <= self.cleaned_data.keys():
            return self.cleaned_data
        name = self.cleaned_data["username"]
        attempt = self.begin(throttle.PASSWORD, self.request, name)
        try:
            cleaned = super().clean()
        except ValidationError:
            entering.tell_failure(self.request, attempt, name, "Name and password do not let in")
            raise
        attempt.succeeded()
        return cleaned


class CodeForm(Throttled, forms.Form):
    code = forms.CharField(
        max_length=60,
        help_text=f"{_APP}, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args, request, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_code(self):
        """In place of the code what it was."""
        return self.prove_code(self.request, self.user, self.cleaned_data["code"], second_factor.take)


class ProofForm(Throttled, forms.Form):
    """Before a second factor changes: who only found an open desk knows neither password nor code."""

    code = forms.CharField(
        max_length=60,
        help_text=CodeForm.base_fields["code"].help_text,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    takes: Callable[[Any, str], str | bool] = staticmethod(second_factor.take)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields = {"password": password_field("Your password"), **self.fields}

    def clean(self):
        """The code last: one that was right is used up, and must not be for a mistyped password."""
        cleaned, user = super().clean(), self.request.user
        if {"password", "code"} <= cleaned.keys():
            for name, prove, *more in (("password", self.prove_password), ("code", self.prove_code, self.takes)):
                try:
                    prove(self.request, user, cleaned[name], *more)
                except ValidationError as problem:
                    self.add_error(name, problem)
                    break
        return cleaned


class FirstCodeForm(ProofForm):
    takes = staticmethod(second_factor.confirm)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = f"{_APP} for this site."


class NewPasswordForm(Throttled, AdminPasswordChangeForm):
    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["old_password"] = password_field("Old password")

    def clean_old_password(self):
        self.prove_password(self.request, self.user, self.cleaned_data["old_password"])
        return self.cleaned_data["old_password"]


def password_field(label: str) -> forms.CharField:
    """For one that there is already. To hash a whole book would cost the site more than its sender."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
