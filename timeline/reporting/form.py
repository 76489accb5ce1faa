"""The form in which a reader says what is wrong in a record."""

import datetime

from django import forms
from django.core.validators import URLValidator
from django.http import QueryDict

from timeline.models import ReaderReport
from timeline.models.reader_report import fingerprint_of
from timeline.reporting.seal import SealProblem, read_seal, sealed

MOST_LETTERS = 5000


class _Prose(forms.CharField):
    """A line end counts once, as it does in the browser, which sends \\r\\n."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python((value or "").replace("\r\n", "\n"))


class _PageAddress(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]


class ReportForm(forms.Form):
    """About one record as shown on a day, or as known today; with `data`, what a reader sent."""

    wrong = _Prose(
        label="What is wrong?",
        max_length=MOST_LETTERS,
        help_text="What the page says, and what it should say.",
        error_messages={
            "required": "Say what is wrong: nothing was written here.",
            "max_length": f"At most {MOST_LETTERS:,} characters; these are %(show_value)d.",
        },
    )
    says_otherwise = _PageAddress(
        label="Which source says so?",
        required=False,
        max_length=500,
        assume_scheme="https",
        # Not type="url", with which browsers send nothing that lacks its scheme.
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="Its address, if you know one. Nothing is changed here without a source.",
        error_messages={"invalid": "This is no address of a page: write it as https://example.org/page, or leave it."},
    )
    contact = forms.CharField(
        label="How can we reach you?",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        help_text="Only if you want an answer. Never published, and forgotten 30 days after the report is closed.",
    )
    # Programs fill in every field that they find; people do not see this one.
    homepage = forms.CharField(required=False, label="Leave this field empty")
    seal = forms.CharField(required=False)

    def __init__(self, record, day: datetime.date | None, data: QueryDict | None = None):
        super().__init__(data, auto_id="%s")
        self.record, self.day, self.sent = record, day, data or QueryDict()
        self.about = f"{record._meta.model_name}/{record.slug}"
        self.as_of = day.isoformat() if day else ""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for name in self.fields:
            if len(set(self.sent.getlist(name))) > 1:
                self.add_error(None, f"“{name}” was sent more than once.")
        if cleaned.get("homepage"):
            self.add_error(None, "A field that people do not see was filled in. Please send the form again.")
        try:
            cleaned["opened_at"] = read_seal(self.data.get("seal", ""), self.about, self.as_of)
        except SealProblem as problem:
            self.add_error(None, str(problem))
        return cleaned

    @property
    def seal_shown(self) -> str:
        """What the form is to bring back: the seal that it came with while that is good, else a new one."""
        is_good = self.is_bound and "opened_at" in self.cleaned_data
        return self.data["seal"] if is_good else sealed(self.about, self.as_of)

    def report(self) -> ReaderReport:
        """What a valid form says, not saved yet."""
        sent = {name: self.cleaned_data[name] for name in ("wrong", "says_otherwise", "contact")}
        return ReaderReport(
            record_kind=self.record._meta.model_name,
            record_slug=self.record.slug,
            record_title=str(self.record)[:200],
            as_of=self.day,
            shown_at=self.cleaned_data["opened_at"],
            fingerprint=fingerprint_of(self.data["seal"], *sent.values()),
            **sent,
        )
