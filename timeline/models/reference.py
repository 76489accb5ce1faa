"""References: the link from a record to a source, one table a record type, and what a record takes from its sources."""

from functools import cache

from django.db import connections, models, transaction
from django.db.models import F, Max, Min, OuterRef, Subquery
from django.db.models.sql import UpdateQuery

from timeline.models import provenance
from timeline.models.hanging import Hanging, HangingQuerySet
from timeline.models.record import Record, RecordQuerySet
from timeline.models.source import Source
from timeline.vocabulary import EvidenceMark, Workflow


class ReferenceQuerySet(HangingQuerySet):
    def public(self):
        return self.filter(source__workflow=Workflow.PUBLISHED)

    def known_on(self, day):
        """References to sources published by that day; all of them when no day is given."""
        return self.filter(source__latest__lte=day) if day else self

    def telling(self):
        """References to sources that tell the record itself, not only how things stood before."""
        return self.filter(is_background=False) if issubclass(self.model, SupportingReference) else self

    def upholding(self):
        """References that speak for the record: all that tell it, but for evidence against an answer."""
        return self.telling()


class Reference(Hanging):
    """One source for one record. Each concrete table names its record in `belongs_to`."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, help_text="The document that says it.")
    locator = models.CharField(
        max_length=80, blank=True, help_text="The pin cite: where in the document, as “p. 3”, “¶ 24” or “2417:3–9”."
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta(Hanging.Meta):
        abstract = True
        ordering = ["id"]

    def __str__(self):
        return f"{self.source}, {self.locator}" if self.locator else str(self.source)


class SupportingReference(Reference):
    supports = models.CharField(
        max_length=200, blank=True, help_text="What in the record this source supports, in our own words."
    )
    is_background = models.BooleanField(
        "background",
        default=False,
        help_text="The source tells only how things stood before, as the earlier wording of changed terms: it does not "
        "make the record known and says nothing for its evidence.",
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

    def refresh_evidence(self) -> None:
        """Derive what follows from the published sources of these records: dates, best mark and provenance.

        The records are locked first, in one order, so that writers at the same time wait for each other instead of
        for ever, and the later one sees what the earlier one wrote.
        """
        with transaction.atomic(using=self.db, savepoint=False):
            own = self.model._base_manager.using(self.db).filter(pk__in=self.order_by().values("pk"))
            pks = list(own.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
            if pks:
                statement, parameters = _deriving(self.model, self.db)
                with connections[self.db].cursor() as cursor:
                    cursor.executemany(statement, [(*parameters, pk) for pk in pks])

    def marked_on(self, day):
        """Annotates `mark_then`: the best evidence mark by that day, the stored one when no day is given."""
        if not day:
            return self.annotate(mark_then=F("best_mark"))
        own = self._upholding(day)
        best = own.values(own.model.belongs_to).annotate(found=Min("source__mark")).values("found")
        return self.annotate(mark_then=Subquery(best))

    def scored_on(self, day):
        """Annotates `provenance_then`: the score by that day, the stored one when no day is given."""
        return self.annotate(provenance_then=provenance.score(self._upholding(day)) if day else F("provenance"))

    def explained_on(self, day=None):
        """As `scored_on`, with whether the record had each part of the score, for `provenance.explained`."""
        return self.scored_on(day).annotate(**provenance.conditions(self._upholding(day)))

    def _upholding(self, day=None):
        """The public references of OuterRef("pk") that speak for it, as known on that day."""
        return self._all_references().upholding().known_on(day)

    def _all_references(self):
        table = self.model._meta.get_field("references").related_model
        return table.objects.public().filter(**{table.belongs_to: OuterRef("pk")}).order_by()

    def update(self, **values):
        pks = list(self.values_list("pk", flat=True)) if "reviewed_by" in values else []
        changed = super().update(**values)
        if pks:
            self.model.objects.filter(pk__in=pks).refresh_evidence()
        return changed


@cache
def _deriving(model, using: str) -> tuple[str, tuple]:
    """The UPDATE of what one record takes from its sources, and its parameters but for the last, the primary key.

    To build it takes ten times as long as to run it, and every write of a reference needs it: so it is built once.
    """
    every = model.objects.all()._all_references()
    upholding = every.upholding()

    def of_sources(aggregate, references):
        return Subquery(references.values(every.model.belongs_to).annotate(found=aggregate).values("found"))

    query = model._base_manager.filter(pk=0).query.chain(UpdateQuery)
    query.add_update_values(
        {
            "known_since": of_sources(Min("source__latest"), every.telling()),
            "known_in_full": of_sources(Max("source__latest"), every),
            "best_mark": of_sources(Min("source__mark"), upholding),
            "provenance": provenance.score(upholding),
        }
    )
    statement, parameters = query.get_compiler(using).as_sql()
    return statement, parameters[:-1]


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
    provenance = models.PositiveSmallIntegerField(
        default=0, editable=False, db_index=True, help_text="What the evidence adds up to, 0 to 100."
    )

    objects = SourcedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """An instance may have been read before its references changed, so what follows from them is derived again."""
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new and not self.reviewed_by:
            return  # nothing refers to it yet, so nothing follows
        type(self)._default_manager.filter(pk=self.pk).refresh_evidence()
        self.refresh_from_db(fields=["known_since", "known_in_full", "best_mark", "provenance"])

    @property
    def evidence_mark(self) -> EvidenceMark | None:
        """The best mark; of what was known by the day of the view where the queryset was `marked_on` it."""
        mark = getattr(self, "mark_then", self.best_mark)
        return EvidenceMark(mark) if mark else None

    @property
    def provenance_shown(self) -> int:
        """The score; by the day of the view where the queryset was `scored_on` it."""
        return getattr(self, "provenance_then", self.provenance)

    def provenance_parts(self, day=None):
        """Every part of the score with whether the record had it by that day."""
        return provenance.explained(type(self).objects.filter(pk=self.pk).explained_on(day).get())

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
    for table in reference_tables() if source_pks else ():
        table.refresh(table.objects.filter(source__in=source_pks))
