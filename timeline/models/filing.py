"""Filings: documents on a docket."""

import re

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from timeline.models.case import Case
from timeline.models.dated import Dated, EDTFField
from timeline.models.party import Party
from timeline.models.reference import Sourced, SourcedQuerySet, SupportingReference
from timeline.vocabulary import FilingKind, Workflow

_LAST_ENTRY = 2**31 - 1  # the largest number that the column holds


class FilingQuerySet(SourcedQuerySet):
    def public(self):
        """Filings that readers may see, on dockets that they may see."""
        return super().public().filter(case__workflow=Workflow.PUBLISHED)

    def for_docket(self):
        """With those who filed them, and their place among the filings of one day.

        `entry_place` and `attachment_place` are never null: an entry stands before its attachments, and a filing whose
        number no source gives stands last.
        """
        return self.prefetch_related("filed_by").annotate(
            entry_place=Coalesce("docket_entry_number", _LAST_ENTRY),
            attachment_place=Coalesce(F("attachment_number") + 1, 0),
        )


class Filing(Dated, Sourced):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="filings", help_text="The docket it is on.")
    title = models.CharField(max_length=90, help_text="What it is, in at most 90 characters of our own.")
    kind = models.CharField(max_length=20, choices=FilingKind.choices, help_text="What sort of paper it is.")
    date = EDTFField(blank=True, help_text="When it was filed or entered.")
    docket_entry_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="The entry's number on the docket. Empty unless a source gives it."
    )
    attachment_number = models.PositiveIntegerField(
        null=True, blank=True, help_text="The number of the attachment to that entry, which is no exhibit label."
    )
    exhibit_label = models.CharField(max_length=40, blank=True, help_text="The exhibit's own label, as “Ex. 12”.")
    filed_by = models.ManyToManyField(Party, blank=True, related_name="filings", help_text="Who filed it.")
    outcome = models.TextField(blank=True, help_text="What became of it, in our own words.")

    derives_from = frozenset({"date"})
    derived_fields = Dated.dated_fields

    objects = FilingQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-sorts_from", "-sorts_to", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "docket_entry_number"],
                condition=Q(attachment_number=None) & ~Q(docket_entry_number=None),
                name="filing_entry_once_a_docket",
                violation_error_message="This docket already has a filing with this entry number.",
            ),
            models.UniqueConstraint(
                fields=["case", "docket_entry_number", "attachment_number"],
                name="filing_attachment_once_an_entry",
                violation_error_message="This docket entry already has an attachment with this number.",
            ),
            models.CheckConstraint(
                condition=Q(attachment_number=None) | ~Q(docket_entry_number=None),
                name="filing_attachment_needs_entry",
                violation_error_message="An attachment needs the number of its docket entry.",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.docket_label})" if self.docket_label else self.title

    def get_absolute_url(self):
        return reverse("filing", args=[self.slug])

    @property
    def kind_untold(self) -> str:
        """The kind of paper, "" where the title says it."""
        kind = self.get_kind_display()
        return "" if re.search(rf"\b{re.escape(kind)}s?\b", self.title, re.IGNORECASE) else kind

    @property
    def docket_label(self) -> str:
        """“Dkt. 32-13”, “Dkt. 390”, or "" when no source gives a number."""
        if self.docket_entry_number is None:
            return ""
        attachment = f"-{self.attachment_number}" if self.attachment_number is not None else ""
        return f"Dkt. {self.docket_entry_number}{attachment}"


class FilingReference(SupportingReference):
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="references")

    belongs_to = "filing"
    natural_lookups = ("filing__slug", "source__slug", "locator")

    class Meta(SupportingReference.Meta):
        constraints = [
            models.UniqueConstraint(fields=["filing", "source", "locator"], name="filingreference_once_a_place")
        ]
