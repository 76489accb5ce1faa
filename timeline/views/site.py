"""Pages about the site itself: about, health, robots, and what stands where something went wrong."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.http import HttpResponse, HttpResponsePermanentRedirect, QueryDict
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
    except Error:
        return HttpResponse("the database does not answer", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def favicon(request):
    return HttpResponsePermanentRedirect(staticfiles_storage.url("favicon.ico"))


def wrong_request(request, exception=None):
    return _fault(request, 400)


def forbidden(request, exception=None):
    return _fault(request, 403)


def not_found(request, exception=None):
    return _fault(request, 404)


def broken(request):
    return _fault(request, 500)


def _fault(request, status: int) -> HttpResponse:
    """A page that says what went wrong; for htmx a short message, since it stands in the middle of a page.

    Rendered without the request: whatever broke must not break the page that says so.
    """
    name = "fault.html" if request.headers.get("HX-Request") else f"{status}.html"
    context = {"filters": KnownOn(QueryDict("")), "status": status}
    return HttpResponse(render_to_string(name, context), status=status)
