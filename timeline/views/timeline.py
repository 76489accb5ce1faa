"""The timeline and an event's page."""

from timeline.filters.quote_page import EventWordsPage
from timeline.filters.record_page import EventPage
from timeline.filters.timeline import TimelineFilters
from timeline.lanes.picture import Picture
from timeline.views.lanes import IN_BAND
from timeline.views.rendering import render_list, render_record


def timeline(request):
    filters = TimelineFilters(request.GET)
    picture = None if filters.problems or filters.data.get("after") else Picture(filters, IN_BAND)
    return render_list(request, "timeline/timeline.html", filters, picture=picture)


def event(request, slug):
    return render_record(request, "timeline/event.html", EventPage(request.GET, slug))


def event_words(request, slug):
    return render_record(request, "timeline/event_words.html", EventWordsPage(request.GET, slug))
