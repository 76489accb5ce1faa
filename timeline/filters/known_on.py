"""The smallest query string: `as_of`, on every page."""

from functools import cached_property

from django import forms
from django.http import QueryDict

from timeline import dates
from timeline.filters.fields import DayField

NAMES = "q kind case party use evidence contested since until as_of order after".split()


class KnownOn(forms.Form):
    """`as_of`: show only what some source had published by that day."""

    as_of = DayField(label="As known on")

    use_required_attribute = False

    def __init__(self, query: QueryDict):
        super().__init__(query)
        self.query = query

    @cached_property
    def day(self):
        """The day of the view, or None for all that is known today."""
        return self.cleaned_data.get("as_of") if self.is_valid() else None

    @property
    def day_label(self) -> str:
        return dates.day_label(self.day) if self.day else ""

    def clean(self):
        for name in self.query:
            if name in self.fields:
                self._refuse_repetition(name)
            elif name in NAMES and any(self.query.getlist(name)):
                self.add_error(None, f"“{name}” is no filter of this page.")
        return super().clean()

    def _refuse_repetition(self, name: str) -> None:
        field = self.fields[name]
        takes_many = isinstance(field.widget, (forms.SelectMultiple, forms.MultipleHiddenInput))
        if not takes_many and len(set(self.query.getlist(name))) > 1:
            self.add_error(name, f"“{name}” can be given only once.")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with the query string: (name as a reader sees it, message)."""
        return [
            (self.fields[name].label or name if name in self.fields else "", str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]
