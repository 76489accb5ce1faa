"""The list of sources, and a source's page."""

from timeline.filters.source_page import SourcePage
from timeline.filters.sources import SourceFilters
from timeline.views.rendering import render_list, render_record


def sources(request):
    return render_list(request, "sources/sources.html", SourceFilters(request.GET))


def source(request, slug):
    return render_record(request, "sources/source.html", SourcePage(request.GET, slug))
