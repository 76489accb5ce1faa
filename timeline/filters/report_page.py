"""Which record a report is about: `about=event/some-slug`, as it is shown on the day of the view."""

from functools import cached_property

from django import forms

from timeline.filters.former import where_it_went
from timeline.filters.known_on import KnownOn
from timeline.models.reader_report import REPORTED


class ReportPage(KnownOn):
    """`record` is None when there is none that readers can see, or not yet on that day."""

    # What is reported is the record as it is now.
    recorded_day = None
    withdrawal = None
    moved_to = ""

    about = forms.CharField(label="Record", max_length=200, required=False)

    @cached_property
    def record(self):
        return self._found.known_on(self.day).first() if self._found is not None else None

    @cached_property
    def exists_today(self) -> bool:
        """Whether the record is public, whatever the day of the view."""
        return self._found is not None and self._found.exists()

    @cached_property
    def _found(self):
        """The public records of that name; None where the kind is none that has a page."""
        kind, _, slug = self.cleaned_data.get("about", "").partition("/") if self.is_valid() else ("", "", "")
        if kind not in REPORTED:
            return None
        found = REPORTED[kind].objects.public()
        own = found.filter(slug=slug)
        return own if own.exists() else found.filter(slug=where_it_went(REPORTED[kind], slug))
