"""The page of lanes: the timeline's events as one picture, or as a table of the same; and two disputes compared."""

from django.http import HttpResponsePermanentRedirect

from timeline.filters.comparing import CompareFilters
from timeline.lanes.comparison import Comparison
from timeline.lanes.page import LanesFilters
from timeline.lanes.picture import Picture
from timeline.lanes.table import table_of
from timeline.views.rendering import render_list, render_page

IN_BAND, LANES, EVERY_LANE = 6, 24, 200


def lanes(request):
    filters = LanesFilters(request.GET)
    if filters.problems:
        return render_list(request, "lanes/lanes.html", filters)
    asked = filters.cleaned_data
    most = EVERY_LANE if asked["more"] else IN_BAND if asked["view"] == "band" else LANES
    picture = Picture(filters, most, asked["lanes"] or "case")
    table = table_of(picture) if asked["view"] == "table" else []
    return render_list(request, "lanes/lanes.html", filters, picture=picture, table=table)


def compare(request):
    filters = CompareFilters(request.GET)
    if filters.problems and filters.moved_to:
        return HttpResponsePermanentRedirect(request.path + filters.moved_to)
    picture = Comparison(filters) if filters.cases else None
    response = render_page(request, "lanes/compare.html", {"filters": filters, "picture": picture}, fragment="view")
    if request.htmx:
        response.headers["HX-Push-Url"] = request.path + filters.address()
    return response
