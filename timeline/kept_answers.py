"""Whole answers, kept for as long as nobody writes."""

import hashlib
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from timeline.data_version import data_version, one_version


class KeptAnswers:
    """Answers a public page from the cache while the record is what it was when the page was made.

    The key holds the data version and all that a page depends on beside it: address, day, host, what htmx asks for and
    what the browser can unpack. Whoever brings a cookie is answered anew.
    """

    # What pages read of a request beside its address.
    told_by = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST", "HTTP_HX_TARGET")
    never = ("/admin/", "/report/", "/healthz", "/static/", "/robots.txt", "/favicon.ico", "/.well-known/")
    seconds = 24 * 60 * 60

    def __init__(self, get_response):
        self.get_response = get_response
        if settings.DEBUG:
            raise MiddlewareNotUsed  # whoever writes a template wants to see it
        self.code = _code_version()

    def __call__(self, request):
        key, version = self.key_of(request)
        if key is None:
            return self.get_response(request)
        kept = cache.get(key)
        if kept is None:
            conditions = {name: request.META.pop(name) for name in _CONDITIONS if name in request.META}
            with one_version(version):
                kept = self.get_response(request)
            request.META.update(conditions)
            if kept.status_code != 200 or kept.streaming or kept.cookies:
                return kept
            cache.set(key, _plain(kept), self.seconds)
        return get_conditional_response(request, kept.headers.get("ETag"), response=kept)

    def key_of(self, request) -> tuple[str | None, str | None]:
        """The key and the data version in it; None for what is answered anew each time, and inside a transaction."""
        if request.method != "GET" or request.COOKIES or request.path_info.startswith(self.never):
            return None, None
        try:
            address, version = request.build_absolute_uri(), data_version()
        except (DisallowedHost, DatabaseError):
            return None, None  # whoever makes the page says what is wrong
        if version is None:
            return None, None
        parts = [address, version]
        is_packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        parts += [self.code, date.today().isoformat(), str(is_packed)]
        parts += [request.META.get(name, "") for name in self.told_by]
        return "answer:" + hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest(), version


_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


@lru_cache
def _code_version() -> str:
    """A cache that outlives this process may hold pages of other code or templates."""
    folders = [settings.BASE_DIR / name for name in ("timeline", "templates", "static")]
    # Compiled files come and go while another process starts.
    files = [path for folder in folders for path in folder.rglob("*.*") if path.parent.name != "__pycache__"]
    stamps = sorted(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()


def _plain(response):
    """What can be kept of an answer: status, headers, body."""
    plain = HttpResponse(response.content, status=response.status_code)
    plain.headers = response.headers
    return plain
