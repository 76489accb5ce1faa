"""The query string of the page of lanes: the timeline's, and how lanes are made of what it leaves."""

from django import forms

from timeline.filters.fields import OneField
from timeline.filters.timeline import TimelineFilters

BY = [("case", "by case"), ("party", "by party"), ("use", "by data use")]


class LanesFilters(TimelineFilters):
    """The timeline's filters, and how lanes are made of what they leave."""

    lanes = OneField(BY, label="Lanes")
    more = forms.TypedChoiceField(choices=[("1", "every lane")], coerce=bool, required=False, label="More lanes")
    view = OneField([("table", "Table"), ("band", "The busiest lanes alone")], label="View")

    of_view = ("lanes", "more", "view")
    held_as = TimelineFilters
