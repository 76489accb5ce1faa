"""Which reader's report a change of a record answers."""

from django import forms
from django.utils.dateformat import format as formatted
from django.utils.text import Truncator

from timeline.exporting.records import record_id
from timeline.models import ReaderReport
from timeline.vocabulary import ReportState

# The field of a form that names the report.
REPORT = "report"


def open_reports(record):
    """Reports on this record that nobody has answered, oldest first."""
    own = ReaderReport.objects.filter(record_kind=record._meta.model_name, record_slug=record_id(record))
    return own.filter(state=ReportState.NEW).order_by("received_at")


def told_apart(report) -> str:
    """“28 Nov 2026: “It was another day, as the order …” (report 12)”: several are on one record."""
    begins = Truncator(" ".join(report.wrong.split())).chars(90)
    return f"{formatted(report.received_at, 'j M Y')}: “{begins}” (report {report.pk})"


class ReportField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return told_apart(obj)


def report_of(record, form_data) -> ReaderReport | None:
    """The open report that a form says its change answers."""
    key = form_data.get(REPORT, "")
    is_key = key.isascii() and key.isdigit() and len(key) < 19
    return open_reports(record).filter(pk=int(key)).first() if is_key else None
