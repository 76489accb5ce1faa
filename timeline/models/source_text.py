"""Texts held of sources: the whole of one or passages of it, revision by revision, for checking quotations."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Length

from timeline.models.hanging import Hanging, HangingQuerySet
from timeline.models.record import Deriving, DerivingQuerySet
from timeline.models.source import Source
from timeline.vocabulary import Extraction

# A public page shows no more of a text around a quotation, and the dossier carries no longer passage.
LONGEST_PASSAGE = 300


class SourceTextQuerySet(HangingQuerySet, DerivingQuerySet):  # type: ignore[override]
    def current(self):
        """The newest revision of each text or passage."""
        newest = self.model.objects.filter(source=OuterRef("source"), locator=OuterRef("locator"))
        return self.filter(revision=Subquery(newest.order_by("-revision").values("revision")[:1]))

    def ruling(self):
        """The current texts that say what their sources print: whole texts, and passages where no whole one is held."""
        whole = self.model.objects.filter(source=OuterRef("source"), locator="")
        return self.current().exclude(~Q(locator="") & Exists(whole))

    def in_dossier(self):
        """Short passages transcribed by hand, which the public dossier carries; longer texts stay at the desk."""
        is_short = {"length__lte": LONGEST_PASSAGE}
        return self.filter(extraction=Extraction.TRANSCRIBED).annotate(length=Length("text")).filter(**is_short)


class SourceText(Hanging, Deriving):
    """One revision. A text is never changed: what was read anew is a new revision beside the old one."""

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="texts", help_text="The document whose text it is."
    )
    locator = models.CharField(
        max_length=80,
        blank=True,
        help_text="Where a passage stands in the document, as “p. 3”; “passage 1” where no place is known. "
        "Empty for the whole text.",
    )
    revision = models.PositiveIntegerField(default=1, help_text="Counts the readings of this text or passage from 1.")
    text = models.TextField(help_text="The words exactly as the document prints them.")
    page_map = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Where each page begins: [offset in characters, page] pairs in order. Empty if pages are not known.",
    )
    extraction = models.CharField(max_length=12, choices=Extraction.choices, help_text="How the text was got.")
    sha256 = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the text in UTF-8.")
    added_by = models.CharField(max_length=150, blank=True, editable=False, help_text="Who added it.")
    added_at = models.DateTimeField(auto_now_add=True, help_text="When it was added.")

    belongs_to = "source"
    natural_lookups = ("source__slug", "locator", "revision")
    derives_from = frozenset({"text"})
    derived_fields = ("sha256",)

    objects = SourceTextQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Hanging.Meta):
        ordering = ["source_id", "id"]
        verbose_name = "held text"
        constraints = [
            models.UniqueConstraint(fields=["source", "locator", "revision"], name="sourcetext_once_a_revision"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="sourcetext_revisions_count_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="sourcetext_has_words"),
            # Without this a passage would be taken for a newer reading of the whole text.
            models.CheckConstraint(
                condition=~Q(extraction=Extraction.TRANSCRIBED, locator=""),
                name="sourcetext_passages_are_named",
                violation_error_message="A transcribed passage has a locator, if only “passage 1”.",
            ),
        ]

    def __str__(self):
        place = self.locator or "text"
        return f"{place} of {self.source}" + (f", revision {self.revision}" if self.revision > 1 else "")

    @property
    def is_ocr(self) -> bool:
        return self.extraction == Extraction.OCR

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole document, so that words which do not stand here stand nowhere in it."""
        return not self.locator

    def page_at(self, offset: int) -> str:
        """The page on which this character stands; the passage's locator, or "", where no pages are known."""
        begun = [page for start, page in self.page_map if start <= offset]
        return begun[-1] if begun else self.locator

    def pages_of(self, start: int, end: int) -> list[str]:
        """The pages on which the characters from `start` up to `end` stand; none where no pages are known."""
        begun = sum(first <= start for first, _ in self.page_map)
        return [page for first, page in self.page_map[max(begun - 1, 0) :] if first < end]

    @classmethod
    def refresh(cls, rows) -> None:
        """Check anew every quotation that may stand in these texts, and score what rests on their sources."""
        # Imported late: checks point at texts, and texts only need them after a change.
        from timeline.models.quote_check import check_quotes_of
        from timeline.models.reference import refresh_records_resting_on

        if sources := [row.source_id for row in rows]:
            check_quotes_of(sources)
            refresh_records_resting_on(sources)

    def derive(self) -> None:
        super().derive()
        self.sha256 = digest_of(self.text)

    def save(self, *args, **kwargs):
        """Raises ValidationError when the words of a saved revision would change."""
        if self.pk:
            saved = type(self).objects.filter(pk=self.pk).values_list("sha256", flat=True).first()
            if saved and saved != digest_of(self.text.replace("\r\n", "\n")):
                raise ValidationError({"text": "A held text is not changed: add what was read anew as a new revision."})
        super().save(*args, **kwargs)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
