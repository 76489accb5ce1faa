"""What every public record shares: a permanent slug, a workflow, the dossier file that carries it, derived columns."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, ProtectedError
from django.db.models.base import ModelState
from django.db.models.functions import Cast

from timeline.vocabulary import Workflow

# No sentence of ours is as long, nor any quotation; a whole document pasted by mistake is.
LONGEST_TEXT = 10_000


class NaturalQuerySet(models.QuerySet):
    """Rows that are found by the words of the record, never by a number that differs between databases."""

    def get_by_natural_key(self, *key):
        return self.get(**dict(zip(self.model.natural_lookups, key, strict=True)))


class NaturallyKeyed(models.Model):
    """A row that names itself by `natural_lookups`, such as ("case__slug", "party__slug", "role")."""

    natural_lookups: tuple[str, ...] = ()

    objects = NaturalQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values, *, fetch_mode=None):
        """As Django has it, but without going through `__init__`: no model has one, or hears signals of it."""
        record = cls.__new__(cls)
        record.__dict__.update(zip(field_names, values, strict=True), _state=(state := ModelState()))
        state.adding, state.db = False, db
        if fetch_mode is not None:  # of Django 6.1
            state.fetch_mode = fetch_mode
        return record

    def natural_key(self):
        return tuple(_follow(self, lookup) for lookup in self.natural_lookups)


class DerivingQuerySet(NaturalQuerySet):
    """Bulk writes that keep the derived columns right, as `save()` does for one row."""

    def bulk_create(self, objs, *args, update_fields=None, **kwargs):
        objs = list(objs)
        for row in objs:
            row.derive()
        if update_fields is not None:
            update_fields = [*{*update_fields, *self.model.derived_fields}]
        return super().bulk_create(objs, *args, update_fields=update_fields, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        for row in objs:
            row.derive()
        return super().bulk_update(objs, {*fields, *self.model.derived_fields}, *args, **kwargs)

    def update(self, **values):
        # bulk_update() comes through here with these expressions, and has seen to the derived columns itself.
        is_bulk_update = any(isinstance(value, (Case, Cast)) for value in values.values())
        if is_bulk_update or not self.model.derives_from.intersection(values):
            return super().update(**values)
        if any(hasattr(value, "resolve_expression") for value in values.values()):
            return self._update_by_expressions(values)
        rows = list(self)
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
        return self.model._default_manager.bulk_update(rows, list(values), batch_size=500)

    def _update_by_expressions(self, values):
        """What another column gives is known only afterwards, so the derived columns follow in a second write."""
        pks = list(self.values_list("pk", flat=True))
        changed = super().update(**values)
        rows = self.model._default_manager.filter(pk__in=pks)
        self.model._default_manager.bulk_update(rows, list(self.model.derived_fields), batch_size=500)
        return changed


class Deriving(NaturallyKeyed):
    """A row some of whose columns follow from others; `derive()` sets them before every write."""

    derives_from: frozenset[str] = frozenset()
    derived_fields: tuple[str, ...] = ()

    objects = DerivingQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        self.derive()
        if update_fields is not None:
            update_fields = {*update_fields, *self.derived_fields}
        super().save(*args, update_fields=update_fields, **kwargs)

    def derive(self) -> None:
        """Set every column named in `derived_fields`. Raises DateProblem on a text that is no date.

        Texts get plain line ends, where browsers send \\r\\n.
        """
        for field in self._meta.concrete_fields:
            if isinstance(field, models.TextField):
                setattr(self, field.attname, getattr(self, field.attname).replace("\r\n", "\n"))


class RecordQuerySet(DerivingQuerySet):
    def public(self):
        """Records that readers may see."""
        return self.filter(workflow=Workflow.PUBLISHED)

    def delete(self):
        """Raises ProtectedError when another record refers to one of these."""
        for record in self:
            record.refuse_if_referred_to()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Record(Deriving):
    slug = models.SlugField(
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "An address is made of lower-case words and digits with single hyphens."
            )
        ],
        help_text="The record's permanent address, in lower-case words with hyphens. It cannot be changed once saved.",
    )
    workflow = models.CharField(
        max_length=12,
        choices=Workflow.choices,
        default=Workflow.DRAFT,
        help_text="Only published records are seen by readers; drafts and records in review are seen here alone.",
    )
    dossier = models.SlugField(
        max_length=60,
        default="desk",
        help_text="The file of the public dossier that carries this record when the data are exported.",
    )
    imported_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Fingerprint of the record as the last import wrote it; empty for records made at the desk.",
    )
    reviewed_by = models.CharField(
        max_length=150,
        blank=True,
        editable=False,
        help_text="Who published it, having had no hand in it: a second pair of eyes.",
    )
    created_at = models.DateTimeField(auto_now_add=True, help_text="When this site first held the record.")
    changed_at = models.DateTimeField(auto_now=True, help_text="When this site last changed the record.")

    natural_lookups = ("slug",)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Raises ValidationError when a saved record is given another slug: addresses are permanent."""
        if self.pk and not self._state.adding:
            saved = type(self)._default_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
            if saved and saved != self.slug:
                raise ValidationError({"slug": f"The address “{saved}” is permanent."})
        super().save(*args, **kwargs)

    def clean_fields(self, exclude=None):
        wrong: dict[str, Any] = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            error.update_error_dict(wrong)
        for field in self._meta.concrete_fields:
            if isinstance(field, models.TextField) and field.name not in (exclude or ()) and field.name not in wrong:
                length = len(getattr(self, field.attname) or "")
                if length > LONGEST_TEXT:
                    wrong[field.name] = [f"This text has {length:,} characters; at most {LONGEST_TEXT:,} can be held."]
        if wrong:
            raise ValidationError(wrong)

    def clean(self):
        super().clean()
        if self._state.adding:
            former = apps.get_model("timeline", "FormerAddress").objects.filter(
                record_kind=self._meta.model_name, slug=self.slug
            )
            if other := former.values_list("leads_to", flat=True).first():
                raise ValidationError({"slug": f"This address leads to “{other}”, with which its record was merged."})

    @property
    def is_public(self) -> bool:
        return self.workflow == Workflow.PUBLISHED

    def referring_records(self) -> list[models.Model]:
        """Records that name this one in a many-to-many list; foreign keys protect themselves."""
        ties = [tie for tie in self._meta.related_objects if tie.many_to_many]
        return [record for tie in ties for record in getattr(self, tie.get_accessor_name()).all()]

    def refuse_if_referred_to(self) -> None:
        """Raises ProtectedError naming what stands in the way of deleting this record."""
        if referring := self.referring_records():
            names = ", ".join(str(record) for record in referring[:5])
            raise ProtectedError(f"“{self}” is named by {len(referring)} records: {names}.", set(referring))

    def delete(self, *args, **kwargs):
        self.refuse_if_referred_to()
        return super().delete(*args, **kwargs)


def _follow(row, lookup: str):
    for name in lookup.split("__"):
        row = getattr(row, name) if row is not None else None
    return row
