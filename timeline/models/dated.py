"""Records with a date: an EDTF text, and the bounds, sorting days and period that follow from it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models

from timeline import dates

UNDATED_FROM, UNDATED_TO = datetime.date.min, datetime.date.max
EDTF_HELP = (
    "As exactly as a source gives it and no more: 2026-04-30, 2026-04, 2026, 2026~ (about), 2026? (uncertain), "
    "2026-04-27/2026-05-18 (from–to), 2026-04-27/.. (since)."
)


def validate_edtf(text: str) -> None:
    try:
        dates.read(text)
    except dates.DateProblem as problem:
        raise ValidationError(str(problem)) from None


class EDTFField(models.CharField):
    """An EDTF text, checked and explained alike in every form."""

    default_validators = [validate_edtf]

    def __init__(self, *args, help_text="", **kwargs):
        kwargs.setdefault("max_length", 40)
        if EDTF_HELP not in help_text:  # a migration hands back the whole text
            help_text = f"{help_text} {EDTF_HELP}".strip()
        super().__init__(*args, help_text=help_text, **kwargs)


class Dated(models.Model):
    """Columns that follow from the EDTF text in the field named by `dated_by`.

    `earliest` and `latest` are strict bounds and null where open or unknown. `sorts_from` and `sorts_to` are the same
    with the ends of time in place of null, so that every record has a place in (sorts_from, sorts_to, id).
    """

    dated_by = "date"
    dated_fields = ("earliest", "latest", "sorts_from", "sorts_to", "period")

    earliest = models.DateField(null=True, editable=False, help_text="First day that the date can mean.")
    latest = models.DateField(null=True, editable=False, help_text="Last day that the date can mean.")
    sorts_from = models.DateField(default=UNDATED_FROM, editable=False, help_text="Earliest day, for sorting.")
    sorts_to = models.DateField(default=UNDATED_TO, editable=False, help_text="Latest day, for sorting.")
    period = models.CharField(
        max_length=7, blank=True, editable=False, help_text="The month the date lies in, else its year, else empty."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(earliest__lte=models.F("latest")), name="%(class)s_earliest_not_after_latest"
            )
        ]
        indexes = [models.Index(fields=["sorts_from", "sorts_to", "id"], name="%(class)s_in_time")]

    @property
    def when(self) -> dates.Reading | None:
        """The reading of the date, None when it is not known."""
        text = getattr(self, self.dated_by)
        return dates.read(text) if text else None

    def derive(self) -> None:
        super().derive()  # type: ignore[misc]
        reading = self.when
        self.earliest = reading.earliest if reading else None
        self.latest = reading.latest if reading else None
        self.sorts_from = self.earliest or UNDATED_FROM
        self.sorts_to = self.latest or UNDATED_TO
        self.period = reading.period if reading else ""
