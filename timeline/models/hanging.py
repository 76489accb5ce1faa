"""Rows that hang on a record: every write of one, by any path, brings up to date what follows from it."""

from timeline.models.record import NaturallyKeyed, NaturalQuerySet


class HangingQuerySet(NaturalQuerySet):
    """Bulk writes that refresh as `save()` and `delete()` do."""

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


class Hanging(NaturallyKeyed):
    """A row of one record, named in `belongs_to`."""

    belongs_to = ""

    objects = HangingQuerySet.as_manager()

    class Meta:
        abstract = True
        # `record.references.add(…)` writes through the base manager, which has to refresh as ours does.
        base_manager_name = "objects"

    @classmethod
    def refresh(cls, rows) -> None:
        """Bring up to date what the records of these rows, which may be gone already, take from them."""
        if rows:
            cls.owners_of(rows).refresh_evidence()

    @classmethod
    def owners_of(cls, rows):
        """The records that these rows hang on."""
        pks = {getattr(row, f"{cls.belongs_to}_id") for row in rows}
        return cls._meta.get_field(cls.belongs_to).related_model.objects.filter(pk__in=pks)

    def save(self, *args, **kwargs):
        before = list(type(self).objects.filter(pk=self.pk)) if self.pk else []
        super().save(*args, **kwargs)
        self.refresh([*before, self])

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        self.refresh([self])
        return deleted
