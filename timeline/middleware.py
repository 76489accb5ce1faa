"""Headers that every answer carries, the methods that public pages take, and how much strangers may send."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.http import quote_etag

from timeline.admin.typed import may_be_long
from timeline.views import faults


class SecurityHeaders:
    """Sends the content security policy of `SECURE_CSP` and a permissions policy that asks for nothing."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in settings.SECURE_CSP.items())

    def __call__(self, request):
        request.is_preview = False  # every page's template looks whether it is one
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
        )
        return response


class OnlyRead:
    """Public pages are only read: every other method is refused before anybody asks for a form's token.

    But for the pages, by their names in urls.py, to which readers send something.
    """

    allowed = ("GET", "HEAD", "OPTIONS")
    taking = ("report",)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        allowed = [*self.allowed, "POST"] if request.resolver_match.view_name in self.taking else self.allowed
        is_answered = request.method in allowed and request.method != "OPTIONS"
        if "admin" in request.resolver_match.namespaces or is_answered:
            return None
        is_asked = request.method == "OPTIONS"
        response = HttpResponse(headers={"Content-Length": "0"}) if is_asked else faults.only_read(request)
        response.headers["Allow"] = ", ".join(allowed)
        return response


class ShortForms:
    """Whoever is not signed in sends nothing to the desk but a name, a password, a code; no more of it is read.

    But for what was typed at the desk until a session ended, which a page keeps: it may be as long as a form may be.
    """

    most = 50_000

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_long = not length.isdigit() or int(length) > self.most
        if not is_long or "admin" not in request.resolver_match.namespaces or SESSION_KEY in request.session:
            return None
        is_kept = length.isdigit() and int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE and may_be_long(request)
        return None if is_kept else faults.too_long_of_unknown(request)


class ConditionalAnswers(ConditionalGetMiddleware):
    """ETag and 304 for HEAD as for GET, which Django leaves out; the body goes when the answer is sent.

    Browsers ask again each time, which costs them a 304: of their own they would keep a 410 and a 301 for ever, and a
    record that was withdrawn or merged may come back.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Cache-Control", "no-cache")
        if request.method in ("GET", "HEAD") and self.needs_etag(response) and not response.streaming:
            # Django's MD5 of a long page takes as long as twenty of its cards; processors have SHA-256 built in.
            response.headers.setdefault("ETag", quote_etag(sha256(response.content).hexdigest()[:32]))
        if request.method != "HEAD":
            return super().process_response(request, response)
        request.method = "GET"
        try:
            return super().process_response(request, response)
        finally:
            request.method = "HEAD"
