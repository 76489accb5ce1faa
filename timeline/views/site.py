"""Pages about the site itself: about, health, robots, and what stands where something went wrong."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from timeline.filters.about import AboutPage
from timeline.filters.known_on import KnownOn
from timeline.views.rendering import render_page


def about(request):
    return render_page(request, "about.html", {"filters": AboutPage(request.GET)})


def healthz(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def favicon(request):
    return HttpResponsePermanentRedirect(staticfiles_storage.url("favicon.ico"))


def wrong_request(request, exception=None):
    return render(request, "400.html", _no_filters(), status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", _no_filters(), status=403)


def not_found(request, exception=None):
    return render(request, "404.html", _no_filters(), status=404)


def broken(request):
    # Rendered without the request: whatever broke must not break the page that says so.
    return HttpResponse(render_to_string("500.html", _no_filters()), status=500)


def _no_filters() -> dict:
    return {"filters": KnownOn(QueryDict(""))}
