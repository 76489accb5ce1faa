"""The accounts of the desk, and what an administrator can do for somebody who is shut out."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from timeline.admin.account import sessions_ended
from timeline.admin.audited import AuditedAdmin
from timeline.admin.confirming import confirmation, is_confirmed
from timeline.admin.relations import is_key
from timeline.signing_in import audit, second_factor, sessions, throttle
from timeline.vocabulary import AuditKind

_MOST_AT_ONCE = 500

# What each action will do, for its page.
_SIGN_OUT = "Every session of these people ends; they can sign in again."
_RESET = (
    "Their second factor and recovery codes are void, and their sessions end. Make sure that it is they who ask: the "
    "password alone lets in after this, and where a group demands a second factor, whoever signs in first sets it up."
)
_LIFT = (
    "While somebody fails to guess their passwords, these people may have to wait before they can sign in from a "
    "device that they have not used before. This ends it once. Devices and addresses that they have used have none."
)


class PersonAdmin(AuditedAdmin, UserAdmin):
    when_added, when_changed, when_deleted = AuditKind.USER_ADDED, AuditKind.USER_CHANGED, AuditKind.USER_DELETED
    actions = ("sign_out", "reset_second_factor", "lift_delay")
    list_display = ("username", "first_name", "last_name", "in_groups", "is_active", "has_second_factor", "last_login")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("second_factor").prefetch_related("groups")

    @admin.display(description="groups")
    def in_groups(self, obj):
        return ", ".join(group.name for group in obj.groups.all()) or ("all rights" if obj.is_superuser else "none")

    @admin.display(description="second factor", boolean=True)
    def has_second_factor(self, obj):
        return hasattr(obj, "second_factor") and bool(obj.second_factor.confirmed_at)

    def has_change_permission(self, request, obj=None):
        """Nobody becomes a superuser by giving one a new password."""
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fields = (*super().get_readonly_fields(request, obj), "last_login", "date_joined")
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and not (form.instance.is_active and form.instance.is_staff):
            sessions.end_sessions(form.instance)

    def delete_queryset(self, request, queryset):
        if not all(_may_touch(request, user) for user in queryset):
            raise PermissionDenied
        super().delete_queryset(request, queryset)

    def user_change_password(self, request, id, form_url=""):
        before = _password_of(id)
        response = super().user_change_password(request, id, form_url)
        if before != _password_of(id):
            user = User.objects.get(pk=id)
            ended = sessions.end_sessions(user, but=request.session.session_key)
            audit.record(AuditKind.PASSWORD, request=request, by=request.user, about=user, what=sessions_ended(ended))
        return response

    @admin.action(description="Sign out everywhere", permissions=["change"])
    def sign_out(self, request, queryset):
        return self._do(request, queryset, "Sign out everywhere", _SIGN_OUT, _sign_out)

    @admin.action(description="Take the second factor away (lost device)", permissions=["change"])
    def reset_second_factor(self, request, queryset):
        return self._do(request, queryset, "Take the second factor away", _RESET, _take_factor)

    @admin.action(description="Lift the delay for new devices", permissions=["change"])
    def lift_delay(self, request, queryset):
        return self._do(request, queryset, "Lift the delay for new devices", _LIFT, _lift_delay)

    def _do(self, request, queryset, title, words, do):
        """Asks first; then tells to how many there was something to do."""
        people = list(queryset[:_MOST_AT_ONCE])
        if not all(_may_touch(request, user) for user in people):
            raise PermissionDenied
        if not is_confirmed(request):
            return confirmation(self, request, "person.html", title, people, words=words)
        done = sum(do(request, user) for user in people)
        self.message_user(request, f"{title}: {done} of {len(people)}.", messages.SUCCESS if done else messages.WARNING)
        return None


def _sign_out(request, user) -> bool:
    ended = sessions.end_sessions(user, but=request.session.session_key)
    if ended:
        what = sessions_ended(ended)
        audit.record(AuditKind.SESSIONS_ENDED, request=request, by=request.user, about=user, what=what)
    return bool(ended)


def _take_factor(request, user) -> bool:
    if not second_factor.remove(user):
        return False
    sessions.end_sessions(user, but=request.session.session_key)
    audit.record(AuditKind.FACTOR_OFF, request=request, by=request.user, about=user)
    return True


def _lift_delay(request, user) -> bool:
    throttle.forgive(user)
    return True


def _may_touch(request, user) -> bool:
    return user is None or request.user.is_superuser or not user.is_superuser


def _password_of(pk) -> str | None:
    return User.objects.filter(pk=pk).values_list("password", flat=True).first() if is_key(User, pk) else None


admin.site.unregister(User)
admin.site.register(User, PersonAdmin)
