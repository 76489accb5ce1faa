"""What was typed in a form of the desk whose session had ended meanwhile: it is kept on the page, and sent again.

The page carries it signed, and whoever has signed in is shown it with one button that sends it where it was meant for.
Nothing is written before, and nothing is kept here. So it is also where somebody signed in anew beside an open form,
which makes the token of that form void.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from timeline.admin.typed_labels import Labels
from timeline.signing_in import known_device

_TYPED, _BY, _TOKEN = "typed", "typed_by", "csrfmiddlewaretoken"
_SALT, _SALT_OF_BY = "timeline.typed", "timeline.typed.by"
_KEPT_FOR = timedelta(days=1)
# Forms of researchers stand below these; those of accounts have passwords, which no page carries.
_FORMS = ("timeline/", "comments/", "merge/", "deleted/")
# Fields that nobody types.
_UNTYPED = ("_FORMS", "version_seen", "record_seen", "-id", "action", "_save", "_submit", "_continue", "_addanother")
_UNTYPED_WHOLE = (
    "mine",
    "_join",
    "pressed",
    "_popup",
    "_to_field",
    "confirmed",
    "post",
    "select_across",
    "index",
    "along",
)


@dataclass(frozen=True)
class Typed:
    """The address it was sent to, each field with its values, and the key of who typed it, where that is known."""

    address: str
    fields: list[tuple[str, list[str]]]
    by: str = ""

    @classmethod
    def sent(cls, request) -> "Typed":
        fields = [(name, request.POST.getlist(name)) for name in request.POST if name not in (_TOKEN, _BY)]
        return cls(request.get_full_path(), fields, _named_in(request) or known_device.last_user(request))

    @classmethod
    def carried(cls, request) -> "Typed":
        """Raises SuspiciousOperation for what did not come from here, or came long ago."""
        try:
            typed = cls(*signing.loads(request.POST.get(_TYPED, ""), salt=_SALT, max_age=_KEPT_FOR))
        except (signing.BadSignature, TypeError):
            raise SuspiciousOperation("What was typed did not come back as it was sent.") from None
        if not (isinstance(typed.address, str) and isinstance(typed.fields, list) and isinstance(typed.by, str)):
            raise SuspiciousOperation("What was typed comes from the page of another desk.")
        return typed

    @property
    def signed(self) -> str:
        return signing.dumps([self.address, self.fields, self.by], salt=_SALT, compress=True)

    @property
    def signed_by(self) -> str:
        return signing.dumps(self.by, salt=_SALT_OF_BY)

    def other_than(self, user) -> Any:
        """Who typed it, where that is known and somebody else is signed in."""
        if not self.by or self.by == str(user.pk):
            return None
        return get_user_model().objects.filter(pk=self.by).first() or "somebody else"

    def told(self, request) -> list[tuple[str, str]]:
        """What somebody has typed or chosen, field by field, to be recognised by."""
        labels = Labels(request, self.address)
        named = ((name, value) for name, values in self.fields for value in values if _is_typed(name, value))
        return [(label, words) for label, words in (labels.told(name, value) for name, value in named) if words]


def is_form_with_words(request) -> bool:
    return request.method == "POST" and _is_of_researchers(request) and bool(set(request.POST) - {_TOKEN})


def may_be_long(request) -> bool:
    """Whether what nobody signed in sends is read however long: words of a browser with which somebody had signed in.

    Other strangers cannot have typed them at the desk.
    """
    is_kept = _is_of_researchers(request) or request.path == reverse("admin:typed_again")
    return is_kept and bool(known_device.last_user(request))


def signed_out(request, typed: Typed | None = None):
    """Keeps what was sent, or was carried already, and asks to sign in."""
    typed, bare = typed or Typed.sent(request), {"is_nav_sidebar_enabled": False}
    return _page(request, "accounts/signed_out.html", "You are signed out", typed, status=403, **bare)


def not_taken(request, words: str, review: str = ""):
    """What cannot be saved where it was meant for, whoever sends it: its words are left to be copied.

    `review` is the page on which what stands in the way is put right, where the record is there.
    """
    context = {"words": words, "review": review}
    return _page(request, "accounts/not_taken.html", "It was not saved", Typed.sent(request), status=409, **context)


def typed_again(request):
    """What a page of this sort carried, for whoever has signed in meanwhile."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:index"))
    typed = Typed.carried(request)
    if not admin.site.has_permission(request):
        return signed_out(request, typed)
    return _again(request, typed, 200)


def with_void_token(request):
    """For a form of the desk sent without a right token, from the desk itself: what was typed, to be sent again.

    None for every other form: what another site sends is shown to nobody; browsers say where a form stood.
    """
    is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not (is_own and is_form_with_words(request)):
        return None
    if not admin.site.has_permission(request):
        return signed_out(request)
    return _again(request, Typed.sent(request), 403)


def _page(request, template: str, title: str, typed: Typed, *, status: int, **more):
    context = {**admin.site.each_context(request), "title": title, "typed": typed, "has_files": bool(request.FILES)}
    context |= {"told": typed.told(request), **more}
    response = TemplateResponse(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


def _is_of_researchers(request) -> bool:
    desk = reverse("admin:index")
    return request.path.startswith(tuple(f"{desk}{name}" for name in _FORMS))


def _named_in(request) -> str:
    """Who typed it, as the page said that kept it before."""
    try:
        by = signing.loads(request.POST.get(_BY, ""), salt=_SALT_OF_BY, max_age=_KEPT_FOR)
    except signing.BadSignature:
        return ""
    return by if isinstance(by, str) else ""


def _again(request, typed: Typed, status: int):
    title, other = "What you had typed", typed.other_than(request.user)
    return _page(request, "accounts/typed_again.html", title, typed, status=status, other=other)


def _is_typed(name: str, value: str) -> bool:
    """There are rows that no page shows, from which new ones are made."""
    is_shown = name not in _UNTYPED_WHOLE and not name.endswith(_UNTYPED) and "__prefix__" not in name
    return is_shown and bool(value.strip())
