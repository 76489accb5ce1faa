"""Pages about the site itself: about, health, robots, security.txt, favicon."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from timeline.data_version import TABLE
from timeline.filters.about import AboutPage
from timeline.views import faults
from timeline.views.rendering import render_page

_SECURITY_TXT_LASTS = timedelta(days=180)


def about(request):
    return render_page(request, "about.html", {"filters": AboutPage(request.GET)})


def healthz(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {TABLE}")  # noqa: S608  a database without tables serves nobody
    except Error:
        return HttpResponse("the database does not answer, or lacks its tables", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /report/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def security_txt(request):
    """Whom to tell of a weakness (RFC 9116). It expires, so that nobody relies on one that was left behind."""
    if not settings.SECURITY_CONTACT:
        return faults.not_found(request)
    today = datetime.combine(timezone.now().date(), time.min, UTC)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {(today + _SECURITY_TXT_LASTS).isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(reverse('security-txt'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def favicon(request):
    return HttpResponsePermanentRedirect(staticfiles_storage.url("favicon.ico"))
