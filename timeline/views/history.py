"""A record's history, and what it said in each of its versions."""

from django.http import HttpResponsePermanentRedirect

from timeline.filters.version_page import HistoryPage, OfOneRecord, VersionPage
from timeline.views.rendering import render_record


def version(request, kind, slug, number):
    return render_record(request, "history/version.html", VersionPage(request.GET, kind, slug, number))


def history(request, kind, slug):
    return render_record(request, "history/history.html", HistoryPage(request.GET, kind, slug))


def answer(request, slug):
    """An answer stands on the page of its question."""
    page = OfOneRecord(request.GET, "assertion", slug)
    if page.record is None:
        return render_record(request, "history/history.html", page)
    return HttpResponsePermanentRedirect(page.record.get_absolute_url())
