"""What the site makes of a date as it is typed: its meaning, or the EDTF texts that may be meant."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.forms import Media
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse_lazy

from timeline import dates

IN_WORDS = "Words will do, as in “about March 2018”: what they may mean is offered below."

_LONGEST = 100


class DateText(AdminTextInputWidget):
    """A field for an EDTF text: below it stands what it means, as it is typed."""

    def __init__(self, attrs=None):
        super().__init__({**(attrs or {}), "data-date-meant": reverse_lazy("admin:date_meant"), "autocomplete": "off"})

    @property
    def media(self):
        return Media(js=["desk_dates.js"])

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        # Words may be longer than any date: they are answered with the date to write, and not cut off.
        attrs.pop("maxlength", None)
        return attrs


class DateField(forms.CharField):
    """A date that can be meant otherwise than it is written is refused with what to write, whatever its length."""

    def __init__(self, *args, help_text="", **kwargs):
        super().__init__(*args, help_text=f"{help_text} {IN_WORDS}".strip(), **kwargs)

    def run_validators(self, value):
        if value not in self.empty_values and dates.meant(value):
            try:
                dates.read(value)
            except dates.DateProblem as problem:
                raise ValidationError(str(problem)) from None
        super().run_validators(value)


def meaning_of(text: str) -> str:
    """“30 Apr 2026, a Thursday (earliest 2026-04-30, latest 2026-04-30)”; words also for what is no date."""
    if not text:
        return "Not known."
    try:
        reading = dates.read(text)
    except dates.DateProblem:
        return "Not understood."
    weekday = f", a {reading.weekday}" if reading.weekday else ""
    earliest = f"earliest {reading.earliest}" if reading.earliest else "no earliest day"
    latest = f"latest {reading.latest}" if reading.latest else "no latest day"
    return f"{reading.label}{weekday} ({earliest}, {latest})"


def date_meant(request):
    """For a date field at the desk: what `text` means, or what may be meant by it, each to be taken with one key."""
    text = request.GET.get("text", "").replace("\0", "")[:_LONGEST].strip()
    meant, problem, meaning = [], "", ""
    try:
        dates.read(text)
        meaning = meaning_of(text)
    except dates.DateProblem as wrong:
        problem = str(wrong)
        meant = [(found, meaning_of(found)) for found in dates.meant(text)]
    context = {"text": text, "meaning": meaning, "meant": meant, "problem": problem}
    return HttpResponse(render_to_string("admin/timeline/_date_meant.html", context, request))
