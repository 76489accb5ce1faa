"""Form fields for query strings: what they accept is told in the message when they refuse."""

import datetime

from django import forms

from timeline import dates
from timeline.search.query import MOST_LETTERS


class DayField(forms.Field):
    """A day of the calendar, `2026-04-30`, as a date."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        if not value:
            return None
        try:
            reading = dates.read(_plain(value))
        except dates.NoSuchDay as problem:
            raise forms.ValidationError(str(problem)) from None
        except dates.DateProblem:
            reading = None
        if reading is None or reading.precision != "day":
            raise forms.ValidationError(_refused(value, "single day", "day"))
        return reading.earliest


class PeriodField(forms.Field):
    """A day, month or year; as the date of its first or its last day."""

    def __init__(self, *, ends: bool, **kwargs):
        super().__init__(required=False, **kwargs)
        self.ends = ends

    def to_python(self, value) -> datetime.date | None:
        if not value:
            return None
        try:
            reading = dates.read(_plain(value))
        except dates.NoSuchDay as problem:
            raise forms.ValidationError(str(problem)) from None
        except dates.DateProblem:
            reading = None
        if reading is None or reading.precision not in ("day", "month", "year"):
            raise forms.ValidationError(_refused(value, "day, month or year", "day", "month", "year"))
        return reading.latest if self.ends else reading.earliest


# In place of Django's own sentence, which does not speak of an address.
NOT_A_CHOICE = {"invalid_choice": "“%(value)s” is not one of the choices."}


class OneField(forms.ChoiceField):
    """A value of a closed list, or none."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices=choices, required=False, error_messages=NOT_A_CHOICE, **kwargs)


class ManyField(forms.MultipleChoiceField):
    """Values of a closed list, any number of them."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices=choices, required=False, error_messages=NOT_A_CHOICE, **kwargs)

    def to_python(self, value):
        return [item for item in super().to_python(value) if item]


class SlugsField(forms.Field):
    """Slugs of records that readers can see; the form looks them up together."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value) -> list[str]:
        slugs = [slug for slug in dict.fromkeys(value or []) if slug]
        for slug in slugs:
            said = f"“{cut(slug)}” is no record's name.".replace("%", "%%")  # Django fills in messages with %
            forms.SlugField(max_length=80, error_messages={"invalid": said}).clean(slug)
        if len(slugs) > 50:
            raise forms.ValidationError("At most 50 at a time.")
        return slugs


_FORMS = {"day": "2026-04-30", "month": "2026-04", "year": "2026"}


def _refused(value: str, wanted: str, *precisions: str) -> str:
    """What is wrong and what to write, in no form that would be refused again."""
    found = [text for text in dates.meant(value) if dates.read(text).precision in precisions]
    written = found or [_FORMS[precision] for precision in precisions]
    others = ", ".join(written[:-1])
    choice = f"{others} or {written[-1]}" if others else written[0]
    which = ", whichever is meant" if len(found) > 1 else ""
    return f"“{cut(value)}” is no {wanted}; write {choice}{which}."


def _plain(value: str) -> str:
    if "\0" in value or len(value) > 40:
        raise forms.ValidationError("This is no date; write it as 2026-04-30.")
    return value


def cut(text: str) -> str:
    """What a reader typed, short enough for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


class WordsField(forms.CharField):
    """What somebody looks for, in the language of searches. Nothing typed is wrong; what is too long is cut."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        return super().to_python((value or "").replace("\0", " ")[:MOST_LETTERS])
