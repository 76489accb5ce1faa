"""Writes the rows that hang on imported records, and leaves alone those that already say the same."""

from collections import defaultdict
from typing import Any

from django.db.models import Model

from timeline.models import CauseOfAction, Dismissal, SourceText

# Columns that the files do not give: a row is the same row without them.
_NOT_GIVEN = {"id", "added_at", "added_by", "sha256", "page_map"}


def write_hanging(table: type[Model], owner: str, owners: set[Any], rows: list[Model]) -> None:
    """Bring the rows of these owners (primary keys in the column `owner`) to `rows`, in this order."""
    if table is CauseOfAction:
        _write_causes(owners, rows)
        return
    held = table._default_manager.filter(**{f"{owner}__in": owners}).order_by("id")
    if table is SourceText:
        held = held.in_dossier()
    before, after = _by_owner(owner, held), _by_owner(owner, rows)
    changed = {pk for pk in owners if _values(before[pk]) != _values(after[pk])}
    held.filter(**{f"{owner}__in": changed}).delete()
    table._default_manager.bulk_create([row for row in rows if getattr(row, owner) in changed], batch_size=500)


def write_dismissals(model: type[Model], dismissed: dict[str, Any]) -> None:
    """Bring the dismissals of these records (slug → rows of the file) to what the file says."""
    kind = model._meta.model_name
    wanted = {
        (slug, row["rule"], row.get("about", ""), row["reason"]) for slug, rows in dismissed.items() for row in rows
    }
    held = {
        (row.record_slug, row.rule, row.about, row.reason): row.pk
        for row in Dismissal.objects.filter(record_kind=kind, record_slug__in=dismissed)
    }
    Dismissal.objects.filter(pk__in=[pk for said, pk in held.items() if said not in wanted]).delete()
    Dismissal.objects.bulk_create(
        Dismissal(record_kind=kind, record_slug=slug, rule=rule, about=about, reason=reason)
        for slug, rule, about, reason in sorted(wanted - held.keys())
    )


def _write_causes(cases: set[int], rows: list[Any]) -> None:
    """A cause keeps its row, since the claims ledger points at it."""
    held = {(cause.case_id, cause.name): cause for cause in CauseOfAction.objects.filter(case__in=cases)}
    wanted = {(cause.case_id, cause.name): cause for cause in rows}
    CauseOfAction.objects.filter(pk__in=[cause.pk for key, cause in held.items() if key not in wanted]).delete()
    kept = [cause for key, cause in held.items() if key in wanted]
    for cause in kept:
        cause.position = wanted[cause.case_id, cause.name].position
    CauseOfAction.objects.bulk_update(kept, ["position"], batch_size=200)
    CauseOfAction.objects.bulk_create([cause for key, cause in wanted.items() if key not in held], batch_size=500)


def _by_owner(owner: str, rows) -> dict[Any, list[Model]]:
    found: dict[Any, list[Model]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found


def _values(rows: list[Model]) -> list[tuple]:
    return [
        tuple(getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in _NOT_GIVEN)
        for row in rows
    ]
