"""References: the link from a record to a source, one table a record type, and what a record takes from its sources."""

from collections import defaultdict

from django.db import models
from django.db.models import F, Max, Min, OuterRef, Q, Subquery

from timeline.models.record import NaturallyKeyed, NaturalQuerySet, Record, RecordQuerySet
from timeline.models.source import Source
from timeline.vocabulary import EvidenceMark, Workflow


class ReferenceQuerySet(NaturalQuerySet):
    """References; every write also refreshes the records that they belong to."""

    def public(self):
        return self.filter(source__workflow=Workflow.PUBLISHED)

    def known_on(self, day):
        """References to sources published by that day; all of them when no day is given."""
        return self.filter(source__latest__lte=day) if day else self

    def bulk_create(self, objs, *args, **kwargs):
        rows = super().bulk_create(objs, *args, **kwargs)
        self.model.refresh(rows)
        return rows

    def bulk_update(self, objs, fields, *args, **kwargs):
        rows = list(objs)
        changed = super().bulk_update(rows, fields, *args, **kwargs)
        self.model.refresh(rows)
        return changed

    def update(self, **values):
        rows = list(self)
        changed = super().update(**values)
        self.model.refresh([*rows, *self.model.objects.filter(pk__in=[row.pk for row in rows])])
        return changed

    def delete(self):
        rows = list(self)
        deleted = super().delete()
        self.model.refresh(rows)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Reference(NaturallyKeyed):
    """One source for one record. Each concrete table names its record in `belongs_to`."""

    belongs_to = ""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, help_text="The document that says it.")
    locator = models.CharField(
        max_length=80, blank=True, help_text="The pin cite: where in the document, as “p. 3”, “¶ 24” or “2417:3–9”."
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]
        # `record.references.add(…)` writes through the base manager, which has to refresh as ours does.
        base_manager_name = "objects"

    def __str__(self):
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)

    @classmethod
    def refresh(cls, rows) -> None:
        """Bring what the records of these rows take from their sources up to date."""
        pks = {getattr(row, f"{cls.belongs_to}_id") for row in rows}
        if pks:
            cls._meta.get_field(cls.belongs_to).related_model.objects.filter(pk__in=pks).refresh_evidence()

    def save(self, *args, **kwargs):
        before = list(type(self).objects.filter(pk=self.pk)) if self.pk else []
        super().save(*args, **kwargs)
        self.refresh([*before, self])

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self.refresh([self])
        return deleted


class SupportingReference(Reference):
    supports = models.CharField(
        max_length=200, blank=True, help_text="What in the record this source supports, in our own words."
    )

    class Meta(Reference.Meta):
        abstract = True


class SourcedQuerySet(RecordQuerySet):
    def known_on(self, day):
        """Records that some source had published by that day; all of them when no day is given."""
        return self.filter(known_since__lte=day) if day else self

    def undated(self):
        """Records none of whose sources has a date: no view “as known on” can show them."""
        return self.filter(known_since=None)

    def refresh_evidence(self) -> int:
        """Derive `known_since`, `known_in_full` and `best_mark` from the published sources of these records."""
        table = self.model._meta.get_field("references").related_model
        own = table.objects.public().filter(**{table.belongs_to: OuterRef("pk")}).order_by()
        grouped = own.values(table.belongs_to)

        def of_sources(aggregate):
            return Subquery(grouped.annotate(found=aggregate).values("found"))

        return self.order_by().update(
            known_since=of_sources(Min("source__latest")),
            known_in_full=of_sources(Max("source__latest")),
            best_mark=of_sources(Min("source__mark")),
        )

    def marked_on(self, day):
        """Annotates `mark_then`: the best evidence mark by that day, the stored one when no day is given."""
        if not day:
            return self.annotate(mark_then=F("best_mark"))
        table = self.model._meta.get_field("references").related_model
        own = table.objects.public().known_on(day).filter(**{table.belongs_to: OuterRef("pk")}).order_by()
        best = own.values(table.belongs_to).annotate(found=Min("source__mark")).values("found")
        return self.annotate(mark_then=Subquery(best))


class Sourced(Record):
    """A record with references, and what follows from them."""

    known_since = models.DateField(
        null=True, editable=False, db_index=True, help_text="The day the earliest dated source was published."
    )
    known_in_full = models.DateField(
        null=True, editable=False, help_text="The day the last dated source was published; before it, part is unknown."
    )
    best_mark = models.PositiveSmallIntegerField(
        null=True,
        editable=False,
        db_index=True,
        choices=EvidenceMark.choices,
        help_text="The best evidence mark among the sources.",
    )

    objects = SourcedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """An instance may have been read before its references changed, so what follows from them is derived again."""
        super().save(*args, **kwargs)
        type(self)._default_manager.filter(pk=self.pk).refresh_evidence()
        self.refresh_from_db(fields=["known_since", "known_in_full", "best_mark"])

    @property
    def evidence_mark(self) -> EvidenceMark | None:
        """The best mark; of what was known by the day of the view where the queryset was `marked_on` it."""
        mark = getattr(self, "mark_then", self.best_mark)
        return EvidenceMark(mark) if mark else None

    def is_known_in_full(self, day) -> bool:
        """Whether every dated source had been published by that day; without a day, yes."""
        return not day or bool(self.known_in_full and self.known_in_full <= day)


def reference_tables() -> list[type[Reference]]:
    """Every concrete table of references."""
    return [
        table
        for parent in (Reference, SupportingReference)
        for table in parent.__subclasses__()
        if not table._meta.abstract
    ]


def refresh_records_resting_on(source_pks) -> None:
    """Bring every record that refers to one of these sources up to date."""
    for table in reference_tables():
        table.refresh(table.objects.filter(source__in=source_pks))


def best_of(references) -> dict[EvidenceMark, int]:
    """How many of these references carry each mark, best first."""
    counts: dict[EvidenceMark, int] = defaultdict(int)
    for reference in references:
        counts[reference.source.evidence_mark] += 1
    return dict(sorted(counts.items()))


IS_PUBLIC = Q(workflow=Workflow.PUBLISHED)
