"""Asks for a picture with a query string, as a reader would."""

from tests.filters.asking import asked
from timeline.lanes.page import LanesFilters
from timeline.lanes.picture import Picture


def pictured(query="", most=200, by="case"):
    return Picture(asked(query, LanesFilters), most, by)
