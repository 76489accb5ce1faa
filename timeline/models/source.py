"""Sources: the documents that say something."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from timeline import dates
from timeline.models import provenance
from timeline.models.dated import Dated, EDTFField
from timeline.models.record import Record, RecordQuerySet
from timeline.models.source_provenance import SOURCE_PARTS
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


def retold_through(pk: int, told: dict[int, int]) -> list[int]:
    """The sources that this one repeats, one through the other, itself first; each once.

    `told` maps a source to the one it repeats.
    """
    chain = [pk]
    while (following := told.get(chain[-1])) and following not in chain:
        chain.append(following)
    return chain


def origin_of(pk: int, told: dict[int, int]) -> int:
    """Where an account comes from in the end, which may be the source itself.

    Sources that repeat each other in a circle have one origin, the one held longest.
    """
    chain = retold_through(pk, told)
    back = told.get(chain[-1])
    return min(chain[chain.index(back) :]) if back else chain[-1]


class SourceQuerySet(RecordQuerySet):
    """Sources; every bulk change also refreshes the records that rest on them."""

    def known_on(self, day):
        """Sources published by that day; all of them when no day is given."""
        return self.filter(latest__lte=day) if day else self

    def undated(self):
        return self.filter(latest=None)

    def scored_on(self, day=None):
        """Annotates `provenance_then`, which is of the document alone and the same on every day."""
        return self.annotate(provenance_then=provenance.score(None, SOURCE_PARTS))

    def explained_on(self, day=None):
        """As `scored_on`, with whether the source has each part of the score, for `provenance.explained`."""
        return self.scored_on(day).annotate(**provenance.conditions(None, SOURCE_PARTS))

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        rows = super().bulk_create(objs, *args, update_conflicts=update_conflicts, **kwargs)
        if update_conflicts or any(source.retells_id for source in rows):
            self.model.objects.filter(slug__in=[source.slug for source in rows]).refresh_origins()
        if update_conflicts:
            slugs = [source.slug for source in rows]
            _refresh_records_resting_on(list(self.model.objects.filter(slug__in=slugs).values_list("pk", flat=True)))
        return rows

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        changed = super().bulk_update(objs, fields, *args, **kwargs)
        if "retells" in fields:
            self.model.objects.filter(pk__in=[source.pk for source in objs]).refresh_origins()
        _refresh_records_resting_on([source.pk for source in objs])
        return changed

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if _WEIGHED.intersection(values) else []
        changed = super().update(**values)
        if {"retells", "retells_id"}.intersection(values):
            self.model.objects.filter(pk__in=pks).refresh_origins()
        _refresh_records_resting_on(pks)
        return changed

    def delete(self):
        pks = list(self.values_list("pk", flat=True))
        deleted = super().delete()
        _look_for_quotes_again(pks)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def refresh_origins(self) -> None:
        """Derive the origin of these sources, and of all that retell them through others, from `retells`."""
        told = dict(self.model.objects.exclude(retells=None).values_list("pk", "retells"))
        changed = set(self.values_list("pk", flat=True))
        touched = [pk for pk in {*told, *changed} if changed.intersection(retold_through(pk, told))]
        moved = []
        for source in self.model.objects.filter(pk__in=touched).only("pk", "origin"):
            root = origin_of(source.pk, told)
            if source.origin_id != (None if root == source.pk else root):
                self.model.objects.filter(pk=source.pk)._set_origin(None if root == source.pk else root)
                moved.append(source.pk)
        _refresh_records_resting_on(moved)

    def _set_origin(self, root: int | None) -> None:
        super().update(origin=root)


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
    origin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Where the account comes from in the end, if this source repeats another's.",
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
        # `source.retold_by.add(…)` writes through the base manager, which has to refresh as ours does.
        base_manager_name = "objects"

    def __str__(self):
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    @property
    def evidence_mark(self) -> EvidenceMark:
        return EvidenceMark(self.mark)

    @property
    def provenance_shown(self) -> int:
        """The score, where the queryset was `scored_on` a day."""
        return self.provenance_then  # type: ignore[attr-defined]

    @property
    def published_label(self) -> str:
        return dates.read(self.published).label if self.published else "undated"

    def derive(self) -> None:
        super().derive()
        self.mark = mark_of(self.kind, self.reliability, self.authorship)

    def clean(self):
        super().clean()
        told = dict(type(self).objects.exclude(retells=None).values_list("pk", "retells"))
        seen, following = {self.pk}, self.retells_id
        while following and following not in seen:
            seen.add(following)
            following = told.get(following)
        if following and self.pk:
            raise ValidationError({"retells": "These sources would repeat each other in a circle."})

    def delete(self, *args, **kwargs):
        pk = self.pk
        deleted = super().delete(*args, **kwargs)
        _look_for_quotes_again([pk])
        return deleted

    def save(self, *args, **kwargs):
        told = type(self).objects.filter(pk=self.pk).values_list("retells", flat=True).first() if self.pk else None
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if told != self.retells_id:
            type(self).objects.filter(pk=self.pk).refresh_origins()
            self.refresh_from_db(fields=["origin"])
        if not is_new:
            _refresh_records_resting_on([self.pk])


# What a record takes from its sources, beside what `derives_from` names.
_WEIGHED = frozenset({"workflow", "archived_url", "seen", "retells", "retells_id"})


def _look_for_quotes_again(gone: list[int]) -> None:
    """Words that stood in the text of a source that is gone may stand nowhere now."""
    from timeline.models.quote_check import check_quotes_of

    check_quotes_of(gone)


def _refresh_records_resting_on(source_pks: list[int]) -> None:
    # Imported late: references point at sources, and sources only need them after a change.
    from timeline.models.reference import refresh_records_resting_on

    if source_pks:
        refresh_records_resting_on(source_pks)
