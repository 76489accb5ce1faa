"""After a change at the desk: what the linter finds in the record now, and in the records that name it."""

from collections import defaultdict

from django.db import models

from timeline.checks.gathering import MODELS
from timeline.checks.linter import refresh_findings
from timeline.models import Dismissal


def recheck(record) -> None:
    """Bring the findings up to date of the record, and of those that refer to it directly."""
    found: dict[type, set[int]] = defaultdict(set)
    if type(record) in MODELS:
        found[type(record)].add(record.pk)
    for tie in record._meta.related_objects:
        owner, column = _owner(tie.related_model)
        if owner:
            rows = tie.related_model._default_manager.filter(**{tie.field.name: record.pk})
            found[owner].update(rows.order_by().values_list(column, flat=True))
    for model, pks in found.items():
        refresh_findings(model, pks)


def forget(model, slugs: list[str]) -> None:
    """After these records of the model were deleted."""
    Dismissal.objects.filter(record_kind=model._meta.model_name, record_slug__in=slugs).delete()
    if model in MODELS:
        refresh_findings(model, [])


def _owner(model) -> tuple[type | None, str]:
    """The kind of record that rows of this model belong to, and the column that says to which."""
    if model in MODELS:
        return model, "pk"
    for field in model._meta.fields:
        is_hanging = field.remote_field and field.remote_field.on_delete is models.CASCADE
        if is_hanging and field.related_model in MODELS:
            return field.related_model, field.attname
    return None, ""
