"""Writes checked records of one section: their own rows, then all that hangs on them."""

import hashlib
import json
from typing import Any

from django.db.models import Model
from django.utils import timezone

from timeline.exporting.records import SECTIONS, record_id
from timeline.importing import building
from timeline.importing.building import Ids
from timeline.importing.hanging import write_dismissals, write_hanging
from timeline.importing.outcome import Problem
from timeline.importing.validating import Checked
from timeline.models import Source
from timeline.models.record import Record


def digest(shape: dict[str, Any], file_stem: str) -> str:
    """Fingerprint of a record's shape and of the file that carries it."""
    return hashlib.sha256(json.dumps([file_stem, shape], sort_keys=True).encode()).hexdigest()


def write_section(
    section: str, changed: list[Checked], held: dict[str, tuple[Any, Any]], ids: Ids, *, is_import: bool = True
) -> list[Problem]:
    """Bring the database to what these records say; `held` has those that it knows, by id, each first in its tuple.

    The new primary keys are added to `ids`. Where there are problems, what was written has to be rolled back. A record
    that an import wrote carries its fingerprint; one that was written at the desk keeps the one it had.
    """
    if not changed:
        return []
    model = SECTIONS[section]
    new, old = [], []
    for checked in changed:
        row = held[checked.id][0] if checked.id in held else model()
        for name, value in building.columns(section, checked.shape, ids).items():
            setattr(row, name, value)
        if hasattr(row, "changed_at"):
            row.changed_at = timezone.now()  # bulk_update() skips auto_now
        row.dossier = checked.entry.file.stem  # type: ignore[attr-defined]
        if is_import:
            row.imported_digest = digest(checked.shape, row.dossier)  # type: ignore[attr-defined]
        (old if checked.id in held else new).append(row)
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name != "created_at"]
    model._default_manager.bulk_create(new, batch_size=500)
    model._default_manager.bulk_update(old, names, batch_size=100)
    ids.by_section.setdefault(section, {}).update({record_id(row): row.pk for row in (*new, *old)})
    return _write_ties(section, model, changed, ids)


def _write_ties(section: str, model: type[Model], changed: list[Checked], ids: Ids) -> list[Problem]:
    """Everything that hangs on the records of a section, once all of them have their primary keys."""
    pks = {checked.id: ids.of(section, checked.id) for checked in changed}
    if problems := _claims_not_here(section, changed, ids):
        return problems
    if model is Source:
        _write_retelling(changed, pks, ids)
    rows_by_table: dict[type[Model], list[Model]] = {table: [] for table in building.hanging_tables(section)}
    for checked in changed:
        for row in building.hanging_rows(section, checked.shape, pks[checked.id], ids):
            rows_by_table[type(row)].append(row)
    for table, rows in rows_by_table.items():
        write_hanging(table, f"{model._meta.model_name}_id", set(pks.values()), rows)
    if issubclass(model, Record):
        write_dismissals(model, {checked.id: checked.shape.get("dismissed", ()) for checked in changed})
    _write_many_to_many(section, model, changed, pks, ids)
    return []


def _write_retelling(changed: list[Checked], pks: dict, ids: Ids) -> None:
    retelling = [checked for checked in changed if "retells" in checked.shape]
    for checked in retelling:
        told = ids.of("sources", checked.shape["retells"])
        Source.objects.filter(pk=pks[checked.id]).update(retells_id=told)
    plain = [pks[checked.id] for checked in changed if "retells" not in checked.shape]
    Source.objects.filter(pk__in=plain).exclude(retells=None).update(retells=None)


def _claims_not_here(section: str, changed: list[Checked], ids: Ids) -> list[Problem]:
    """Claims that the record gives a case which was changed here, and so was left without them."""
    return [
        checked.entry.problem(f"claims: “{row['claim']}” is no claim of {checked.shape['case']} as it is here.")
        for checked in (changed if section == "filings" else ())
        for row in checked.shape.get("claims", ())
        if not ids.holds("claims", f"{checked.shape['case']} {row['claim']}")
    ]


def _write_many_to_many(section: str, model: type[Model], changed: list[Checked], pks: dict, ids: Ids) -> None:
    targets = {checked.id: building.many_to_many(section, checked.shape, ids) for checked in changed}
    for name in next(iter(targets.values())):
        relation = model._meta.get_field(name)
        table, own, other = relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()
        table.objects.filter(**{f"{own}__in": list(pks.values())}).delete()
        rows = [
            table(**{f"{own}_id": pks[id], f"{other}_id": pk}) for id, lists in targets.items() for pk in lists[name]
        ]
        table.objects.bulk_create(rows, batch_size=500)
