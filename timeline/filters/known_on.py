"""The smallest query string: `as_of`, on every page."""

import datetime
from collections import defaultdict
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from timeline import dates
from timeline.data_version import data_version
from timeline.filters.contested_cases import contested_cases
from timeline.filters.fields import DayField, cut

# Names that newsletters, searches and networks add to the links they carry: they ask for nothing.
_ADDED = frozenset(
    "ref ref_src ref_url fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid li_fat_id igshid yclid mc_cid "
    "mc_eid mkt_tok _hsenc _hsmi _ga _gl".split()
)
_MOST_TOLD = 10


class _Shared(dict):
    """Fields that are only read: forms would copy all of them for every request."""

    def __deepcopy__(self, memo):
        return self.copy()


class KnownOn(forms.Form):
    """`as_of`: show only what some source had published by that day."""

    as_of = DayField(label="As known on")

    use_required_attribute = False

    # What is asked of one answer alone, and is not carried along by links.
    of_one_answer: tuple[str, ...] = ("after", "width")

    def __init__(self, query: QueryDict):
        type(self).base_fields = _Shared(self.base_fields)
        super().__init__(query)
        self.query = query

    def __getitem__(self, name: str):
        """Templates look for a field before anything else, and Django tells each refusal all fields there are."""
        if name not in self.fields:
            raise KeyError(name)
        return super().__getitem__(name)

    @cached_property
    def given(self) -> dict[str, str]:
        """Name → what is asked for by it, last; "" for a name that is not asked for."""
        return defaultdict(str, self.query.items())

    @cached_property
    def day(self):
        """The day of the view, or None for all that is known today."""
        return self.cleaned_data.get("as_of") if self.is_valid() else None

    @cached_property
    def version(self) -> str | None:
        """The data version under which what is shown can be kept; None where it cannot be."""
        return data_version()

    @cached_property
    def contested_cases(self) -> frozenset[str]:
        """Slugs of the cases on which accounts differed by the day of the view."""
        return contested_cases(self.day, self.version)

    @property
    def day_label(self) -> str:
        return dates.day_label(self.day) if self.day else ""

    def clean_as_of(self) -> datetime.date | None:
        day, today = self.cleaned_data["as_of"], datetime.date.today()
        if day and day > today:
            last = f"the last day that can be shown is today, {dates.day_label(today)}."
            raise forms.ValidationError(f"{dates.day_label(day)} is in the future; {last}")
        return day

    def clean(self):
        for name in self.query:
            if name in self.fields:
                self._refuse_repetition(name)
        for name in self._foreign_names[:_MOST_TOLD]:
            self.add_error(None, f"“{cut(name)}” is no filter of this page.")
        return super().clean()

    @property
    def _foreign_names(self) -> list[str]:
        """Names in the query string that this page does not have, those left out that are added on the way to it."""
        return [
            name
            for name in self.query
            if name not in self.fields and any(self.query.getlist(name)) and not _is_added(name)
        ]

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

    def address(self, *, drop: tuple[str, str] | None = None, **changes: str) -> str:
        """The query string of this state with some names changed ("" drops one); "" when nothing is left."""
        names = self._typed.keys() | (changes.keys() & self.fields.keys())
        pairs = [
            (name, value)
            for name in (name for name in self.fields if name in names)
            if name not in self.of_one_answer or name in changes
            for value in ([str(changes[name])] if name in changes else self._typed[name])
            if value and (name, value) != drop
        ]
        return f"?{urlencode(pairs)}" if pairs else ""

    @cached_property
    def _typed(self) -> dict[str, list[str]]:
        """Name → what is asked for by it."""
        return {name: values for name in self.query if name in self.fields if (values := self.query.getlist(name))}


def _is_added(name: str) -> bool:
    return name in _ADDED or name.startswith("utm_")
