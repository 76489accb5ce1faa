"""Sources: the documents that say something."""

from django.db import models
from django.urls import reverse

from timeline import dates
from timeline.models.dated import Dated, EDTFField
from timeline.models.record import Record, RecordQuerySet
from timeline.vocabulary import (
    COURT_RECORD_KINDS,
    Authorship,
    EvidenceMark,
    LinkState,
    Reliability,
    Seen,
    SourceKind,
)


def mark_of(kind: str, reliability: str, authorship: str) -> EvidenceMark:
    """The evidence mark that follows from what a source is (DESIGN section 1)."""
    if reliability == Reliability.MACHINE or kind == SourceKind.AI_PROCESSED or authorship == Authorship.MACHINE:
        return EvidenceMark.MACHINE_WRITTEN
    if reliability == Reliability.PRIMARY:
        return EvidenceMark.COURT_RECORD if kind in COURT_RECORD_KINDS else EvidenceMark.OWN_WORDS
    return EvidenceMark.FIRST_HAND if reliability == Reliability.SECONDARY else EvidenceMark.RETOLD


class SourceQuerySet(RecordQuerySet):
    """Sources; every bulk change also refreshes the records that rest on them."""

    def known_on(self, day):
        """Sources published by that day; all of them when no day is given."""
        return self.filter(latest__lte=day) if day else self

    def undated(self):
        return self.filter(latest=None)

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        rows = super().bulk_create(objs, *args, update_conflicts=update_conflicts, **kwargs)
        if update_conflicts:
            slugs = [source.slug for source in rows]
            _refresh_records_resting_on(list(self.model.objects.filter(slug__in=slugs).values_list("pk", flat=True)))
        return rows

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        changed = super().bulk_update(objs, fields, *args, **kwargs)
        _refresh_records_resting_on([source.pk for source in objs])
        return changed

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if "workflow" in values else []
        changed = super().update(**values)
        _refresh_records_resting_on(pks)
        return changed


class Source(Dated, Record):
    url = models.URLField(max_length=500, blank=True, help_text="Where it can be read. Empty if there is no address.")
    title = models.CharField(max_length=300, help_text="The document's own title, as it prints it.")
    publisher = models.CharField(
        max_length=160, blank=True, help_text="Who brought it out: a newspaper, a court, a site."
    )
    author = models.CharField(max_length=160, blank=True, help_text="Who wrote it, if it says so.")
    published = EDTFField(blank=True, help_text="When it was published. Empty if it shows no date.")
    kind = models.CharField(max_length=24, choices=SourceKind.choices, help_text="What sort of document it is.")
    reliability = models.CharField(
        max_length=12, choices=Reliability.choices, help_text="How near it stands to what it reports."
    )
    authorship = models.CharField(
        max_length=16,
        choices=Authorship.choices,
        default=Authorship.UNKNOWN,
        help_text="Whether people or machines wrote the words, as far as the document tells.",
    )
    retells = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="retold_by",
        help_text="The source whose account this one repeats; the two then count as one origin.",
    )
    archived_url = models.URLField(max_length=500, blank=True, help_text="An archived copy that will stay readable.")
    link_state = models.CharField(
        max_length=8,
        choices=LinkState.choices,
        blank=True,
        default=LinkState.UNCHECKED,
        help_text="Whether the address answered when it was last checked.",
    )
    seen = models.CharField(
        max_length=8, choices=Seen.choices, default=Seen.CITED, help_text="How much of it a researcher has read."
    )
    note = models.TextField(blank=True, help_text="What a reader should know about this document, in our own words.")
    mark = models.PositiveSmallIntegerField(
        choices=EvidenceMark.choices, editable=False, help_text="The evidence mark, from kind, reliability, authorship."
    )

    dated_by = "published"
    derives_from = frozenset({"published", "kind", "reliability", "authorship"})
    derived_fields = (*Dated.dated_fields, "mark")

    objects = SourceQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-sorts_from", "-sorts_to", "-id"]

    def __str__(self):
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    @property
    def evidence_mark(self) -> EvidenceMark:
        return EvidenceMark(self.mark)

    @property
    def published_label(self) -> str:
        return dates.read(self.published).label if self.published else "undated"

    def derive(self) -> None:
        super().derive()
        self.mark = mark_of(self.kind, self.reliability, self.authorship)

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        _refresh_records_resting_on([self.pk])


def _refresh_records_resting_on(source_pks: list[int]) -> None:
    # Imported late: references point at sources, and sources only need them after a change.
    from timeline.models.reference import refresh_records_resting_on

    if source_pks:
        refresh_records_resting_on(source_pks)
