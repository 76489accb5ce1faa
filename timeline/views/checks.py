"""The checks page: what the site finds out by itself about the record."""

from timeline.filters.findings import ChecksPage
from timeline.views.rendering import render_page


def checks(request):
    return render_page(request, "checks.html", {"filters": ChecksPage(request.GET)})
