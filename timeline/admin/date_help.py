"""Dates in the desk's forms: what one means is said while it is typed, and for plain English what to write instead."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse_lazy

from timeline import dates
from timeline.admin.dates_meant import meaning_of

_LONGEST = 200


class DateInput(AdminTextInputWidget):
    """Takes words longer than any date: they are answered with the date to write, and not cut off."""

    def __init__(self, attrs=None):
        super().__init__({"data-date-help": reverse_lazy("admin:date_help"), "autocomplete": "off", **(attrs or {})})

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)
        return attrs


class DateText(forms.CharField):
    """A date that can be meant otherwise than it is written is refused with what to write, whatever its length."""

    def run_validators(self, value):
        if value not in self.empty_values and dates.offered(value):
            try:
                dates.read(value)
            except dates.DateProblem as problem:
                raise ValidationError(str(problem)) from None
        super().run_validators(value)


# For `formfield_overrides`, and for the fields of a date that no model field makes.
AS_DATE = {"form_class": DateText, "widget": DateInput}


def date_help(request):
    """A fragment: what the date that is typed means, or which dates it may be; never taken without a key or a click."""
    text = request.GET.get("text", "").replace("\0", " ").strip()[:_LONGEST]
    try:
        is_date = bool(text and dates.read(text))
    except dates.DateProblem as found:
        is_date, problem = False, str(found)
    else:
        problem = ""
    offers = [] if is_date else [(edtf, meaning_of(edtf)) for edtf in dates.offered(text)]
    context = {"text": text, "meaning": meaning_of(text) if is_date else "", "offers": offers, "problem": problem}
    return TemplateResponse(request, "admin/timeline/_date_help.html", context)
