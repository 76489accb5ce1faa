"""What was typed in a form of the desk whose session had ended meanwhile: it is kept on the page, and sent again.

The page carries it signed, and whoever has signed in is shown it with one button that sends it where it was meant for.
Nothing is written before, and nothing is kept here. So it is also where somebody signed in anew beside an open form,
which makes the token of that form void.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

_TYPED, _TOKEN = "typed", "csrfmiddlewaretoken"
_SALT = "timeline.typed"
_KEPT_FOR = timedelta(days=1)
# Forms of researchers stand below these; those of accounts have passwords, which no page carries.
_FORMS = ("timeline/", "comments/", "merge/", "deleted/")
# Fields that nobody types.
_UNTYPED = ("_FORMS", "version_seen", "record_seen", "-id", "action", "_save", "_submit", "_continue", "_addanother")


@dataclass(frozen=True)
class Typed:
    """The address it was sent to, and each field with its values."""

    address: str
    fields: list[tuple[str, list[str]]]

    @classmethod
    def sent(cls, request) -> "Typed":
        names = (name for name in request.POST if name != _TOKEN)
        return cls(request.get_full_path(), [(name, request.POST.getlist(name)) for name in names])

    @classmethod
    def carried(cls, request) -> "Typed":
        """Raises SuspiciousOperation for what did not come from here, or came long ago."""
        try:
            return cls(*signing.loads(request.POST.get(_TYPED, ""), salt=_SALT, max_age=_KEPT_FOR))
        except (signing.BadSignature, TypeError):
            raise SuspiciousOperation("What was typed did not come back as it was sent.") from None

    @property
    def signed(self) -> str:
        return signing.dumps([self.address, self.fields], salt=_SALT, compress=True)

    @property
    def words(self) -> list[tuple[str, str]]:
        """What somebody has typed or chosen, field by field, to be recognised by."""
        named = ((name, value) for name, values in self.fields for value in values)
        return [(re.sub("[-_]+", " ", name), value) for name, value in named if _is_typed(name, value)]


def is_form_with_words(request) -> bool:
    desk = reverse("admin:index")
    is_of_researchers = request.path.startswith(tuple(f"{desk}{name}" for name in _FORMS))
    return request.method == "POST" and is_of_researchers and bool(set(request.POST) - {_TOKEN})


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
    return _page(request, "accounts/typed_again.html", "What you had typed", typed, status=200)


def with_void_token(request):
    """For a form of the desk sent without a right token, from the desk itself: what was typed, to be sent again.

    None for every other form: what another site sends is shown to nobody; browsers say where a form stood.
    """
    is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not (is_own and is_form_with_words(request)):
        return None
    if not admin.site.has_permission(request):
        return signed_out(request)
    return _page(request, "accounts/typed_again.html", "What you had typed", Typed.sent(request), status=403)


def _page(request, template: str, title: str, typed: Typed, *, status: int, **more):
    context = {**admin.site.each_context(request), "title": title, "typed": typed, "has_files": bool(request.FILES)}
    context |= more
    response = TemplateResponse(request, template, context, status=status)
    add_never_cache_headers(response)
    return response


def _is_typed(name: str, value: str) -> bool:
    """Keys in rows tell nobody anything, and there are rows that no page shows, from which new ones are made."""
    is_key = "-" in name and value.isdigit()
    return bool(value.strip()) and not is_key and "__prefix__" not in name and not name.endswith(_UNTYPED)
