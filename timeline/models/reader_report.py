"""What readers report to be wrong in a record: the desk's inbox, and what a correction can have its origin in."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from timeline.models.case import Case
from timeline.models.event import Event
from timeline.models.filing import Filing
from timeline.models.party import Party
from timeline.models.question import Question
from timeline.models.quote import Quote
from timeline.models.report_limit import ReportDay
from timeline.models.source import Source
from timeline.vocabulary import ReportState

# The kinds of record that have a page to report from, by the name in its address.
REPORTED: dict[str, type[models.Model]] = {
    model._meta.model_name: model for model in (Event, Case, Filing, Party, Quote, Question, Source)
}

# For how long after it was closed a report still says how to reach the reader, should there be more to say.
CONTACT_KEPT = timedelta(days=30)


class ReaderReportQuerySet(models.QuerySet):
    def receive(self, report: "ReaderReport", network: str) -> bool:
        """Save a new report from this network; False if the same form brought it already. Raises TooManyReports."""
        try:
            with transaction.atomic():
                if self.filter(fingerprint=report.fingerprint).exists():
                    return False
                ReportDay.objects.count_one(network)
                report.save(force_insert=True)
        except IntegrityError:
            # The other half of a double click was faster, in another process.
            if self.filter(fingerprint=report.fingerprint).exists():
                return False
            raise
        self.forget_contacts()
        return True

    def close(self, state: ReportState, answer: str, closed_by: str) -> int:
        """Answer or dismiss those that are new still, and say how many these were."""
        closed = {"state": state, "answer": answer, "closed_by": closed_by, "closed_at": timezone.now()}
        return self.filter(state=ReportState.NEW).update(**closed)

    def reopen(self) -> int:
        """Take closed ones up again, and say how many these were."""
        opened = {"state": ReportState.NEW, "answer": "", "closed_by": "", "closed_at": None}
        return self.exclude(state=ReportState.NEW).update(**opened)

    def forget_contacts(self) -> int:
        """Forget how to reach readers whose report has been closed for long, and say how many these were."""
        over = self.exclude(contact="").filter(closed_at__lt=timezone.now() - CONTACT_KEPT)
        return over.update(contact="") if over.exists() else 0


class ReaderReport(models.Model):
    """Names its record by kind and slug, which are permanent, so that it outlives the record."""

    record_kind = models.CharField(max_length=20, help_text="The kind of record, as “event”.")
    record_slug = models.CharField(max_length=80, help_text="The record's slug.")
    record_title = models.CharField(max_length=200, help_text="What the record was called when this was written.")
    as_of = models.DateField(
        null=True, blank=True, help_text="The day as known on which the record was shown; none for all known today."
    )
    shown_at = models.DateTimeField(help_text="When the reader opened the form: the record is meant as it then stood.")
    wrong = models.TextField(help_text="What is wrong, in the reader's words.")
    says_otherwise = models.URLField(max_length=500, blank=True, help_text="The address of a source that says so.")
    contact = models.CharField(
        max_length=200,
        blank=True,
        help_text="How to reach the reader. Never public; forgotten 30 days after the report is closed.",
    )
    received_at = models.DateTimeField(auto_now_add=True, help_text="When it was received.")
    state = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.NEW, help_text="What became of it."
    )
    answer = models.TextField(blank=True, help_text="The answer, or the reason why nothing follows from it.")
    closed_by = models.CharField(max_length=150, blank=True, help_text="Who answered or dismissed it.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was answered or dismissed.")
    fingerprint = models.CharField(
        max_length=64, unique=True, editable=False, help_text="Digest of the form as sent: the same is taken once."
    )

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        # Under a name of its own: a write to “timeline_…” would make every kept page stale, and no page shows a report.
        db_table = "reader_report"
        verbose_name = "reader’s report"
        verbose_name_plural = "readers’ reports"
        ordering = [models.F("closed_at").desc(nulls_first=True), "-received_at", "-id"]
        indexes = [models.Index(fields=["record_kind", "record_slug"], name="readerreport_record")]
        constraints = [
            models.CheckConstraint(
                name="readerreport_closed_with_a_reason",
                condition=Q(state=ReportState.NEW, answer="", closed_by="", closed_at=None)
                | (~Q(state=ReportState.NEW) & ~Q(answer="") & Q(closed_at__isnull=False)),
            )
        ]

    def __str__(self):
        return f"Report {self.pk} on {self.record_title}"

    @property
    def about(self) -> str:
        """The record as an address names it: "event/some-slug"."""
        return f"{self.record_kind}/{self.record_slug}"

    @property
    def record(self):
        """The record itself; None if it is gone."""
        model = REPORTED.get(self.record_kind)
        return model.objects.filter(slug=self.record_slug).first() if model else None


def fingerprint_of(*parts: str) -> str:
    """One digest for the same parts in the same order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
