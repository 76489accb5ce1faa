"""Imports dossier YAML: everything is validated first, nothing is written unless all can be, again changes nothing."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from timeline.checks.linter import refresh_findings
from timeline.exporting.records import SECTIONS, all_of, record_id
from timeline.importing import building
from timeline.importing.building import Ids
from timeline.importing.hanging import write_dismissals, write_hanging
from timeline.importing.linting import errors_left
from timeline.importing.outcome import Outcome, Problem
from timeline.importing.reading import dossier_digest, read_dossier
from timeline.importing.validating import Checked, validate
from timeline.models import Case, CauseOfAction, DossierImport, Source
from timeline.models.record import Record
from timeline.search.index import Touched, index_touched, touched_by
from timeline.vocabulary import ValueType

# Told after each section: its name, how many of all records are done, and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass
class _Held:
    """What the database already has: by section, id → the record and its shape."""

    records: dict[str, dict[str, tuple[Any, dict[str, Any]]]] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "_Held":
        return cls({section: {shape["id"]: (r, shape) for r, shape in all_of(m)} for section, m in SECTIONS.items()})

    def shapes(self) -> dict[str, dict[str, Any]]:
        return {section: {id: shape for id, (_, shape) in rows.items()} for section, rows in self.records.items()}


def check_dossier(folder: Path) -> Outcome:
    """Every problem of a folder (or of one file) by itself, without a look at the database."""
    entries, problems = read_dossier(folder)
    sections, found = validate(entries, {})
    outcome = Outcome(problems=sorted({*problems, *found}))
    outcome.unchanged.update({section: len(records) for section, records in sections.items()})
    return outcome


def is_imported(folder: Path) -> bool:
    """Whether exactly these files were the last import."""
    last = DossierImport.objects.first()
    return bool(last and last.digest == dossier_digest(folder))


def import_dossier(folder: Path, *, overwrite: bool = False, progress: Progress = lambda *_: None) -> Outcome:
    """Bring the database to what the files say.

    A record that was changed here since the last import stays as it is and is told as a conflict, unless `overwrite`.
    Nothing is written either if the linter would find an error in a published record that the import wrote.
    """
    entries, problems = read_dossier(folder)
    held = _Held.now()
    sections, found = validate(entries, held.shapes())
    outcome = Outcome(problems=sorted({*problems, *found}))
    if outcome.problems:
        return outcome
    try:
        with transaction.atomic():
            written = _write(sections, held, outcome, overwrite, progress)
            _keep(folder, outcome)
            if not outcome.problems and (outcome.created or outcome.updated):
                _lint(written, outcome)
                transaction.on_commit(_tell_the_planner)
    except IntegrityError as error:
        problem = Problem(str(folder), 0, "", f"a record that is already in the database stands against it: {error}")
        return Outcome(problems=[problem])
    return Outcome(problems=outcome.problems) if outcome.problems else outcome


def digest(shape: dict[str, Any], file_stem: str) -> str:
    """Fingerprint of a record's shape and of the file that carries it."""
    return hashlib.sha256(json.dumps([file_stem, shape], sort_keys=True).encode()).hexdigest()


def _lint(written: dict[type[Model], list[Checked]], outcome: Outcome) -> None:
    refresh_findings()
    outcome.problems += errors_left(written)
    if outcome.problems:
        transaction.set_rollback(True)


def _write(
    sections: dict[str, list[Checked]], held: _Held, outcome: Outcome, overwrite: bool, progress: Progress
) -> dict[type[Model], list[Checked]]:
    """The records that were created or updated, by model; none of them stays if there is a problem."""
    written: dict[type[Model], list[Checked]] = {}
    total, done = sum(map(len, sections.values())), 0
    touched: Touched = {}
    ids = Ids({section: {id: record.pk for id, (record, _) in rows.items()} for section, rows in held.records.items()})
    ids.by_section["questions for a party"] = {
        id: None
        for id, shape in [*held.shapes()["questions"].items(), *((r.id, r.shape) for r in sections["questions"])]
        if shape["value_type"] == ValueType.PARTY
    }
    for section, model in SECTIONS.items():
        changed = [checked for checked in sections[section] if _is_to_write(section, checked, held, outcome, overwrite)]
        here = [ids.of(section, checked.id) for checked in changed if checked.id in held.records[section]]
        _add(touched, touched_by(model, here))
        _write_section(section, model, changed, held.records[section], ids, outcome)
        if outcome.problems:
            transaction.set_rollback(True)
            return {}
        written[model] = changed
        _add(touched, touched_by(model, [ids.of(section, checked.id) for checked in changed]))
        if model is Case:
            named = CauseOfAction.objects.values_list("case__slug", "name", "pk")
            ids.by_section["claims"] = {f"{case} {name}": pk for case, name, pk in named}
        done += len(sections[section])
        progress(section, done, total)
    index_touched(touched)
    return written


def _add(touched: Touched, more: Touched) -> None:
    for name, pks in more.items():
        touched.setdefault(name, set()).update(pks)


def _is_to_write(section: str, checked: Checked, held: _Held, outcome: Outcome, overwrite: bool) -> bool:
    """Count the record as created, updated, unchanged or in conflict, and say whether it has to be written."""
    stem = checked.entry.file.stem
    if checked.id not in held.records[section]:
        outcome.created[section] += 1
        return True
    record, shape = held.records[section][checked.id]
    here, there = digest(shape, record.dossier), digest(checked.shape, stem)
    if here == there:
        outcome.unchanged[section] += 1
        if record.imported_digest != there:
            type(record).objects.filter(pk=record.pk).update(imported_digest=there)
        return False
    if here != record.imported_digest and not overwrite:
        outcome.conflicts.append(f"{section} {checked.id}: changed here since the last import; left as it is here.")
        return False
    outcome.updated[section] += 1
    return True


def _write_section(section: str, model: type[Model], changed: list[Checked], held: dict, ids: Ids, outcome: Outcome):
    if not changed:
        return
    new, old = [], []
    for checked in changed:
        row = held[checked.id][0] if checked.id in held else model()
        for name, value in building.columns(section, checked.shape, ids).items():
            setattr(row, name, value)
        if hasattr(row, "changed_at"):
            row.changed_at = timezone.now()  # bulk_update() skips auto_now
        row.dossier = checked.entry.file.stem  # type: ignore[attr-defined]
        row.imported_digest = digest(checked.shape, checked.entry.file.stem)  # type: ignore[attr-defined]
        (old if checked.id in held else new).append(row)
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name != "created_at"]
    model._default_manager.bulk_create(new, batch_size=500)
    model._default_manager.bulk_update(old, names, batch_size=100)
    ids.by_section.setdefault(section, {}).update({_id(row): row.pk for row in (*new, *old)})
    _write_ties(section, model, changed, ids, outcome)


def _write_ties(section: str, model: type[Model], changed: list[Checked], ids: Ids, outcome: Outcome):
    """Everything that hangs on the records of a section, once all of them have their primary keys."""
    pks = {checked.id: ids.of(section, checked.id) for checked in changed}
    if model is Source:
        retelling = [c for c in changed if "retells" in c.shape]
        for checked in retelling:
            told = ids.of("sources", checked.shape["retells"])
            Source.objects.filter(pk=pks[checked.id]).update(retells_id=told)
        plain = [pks[c.id] for c in changed if "retells" not in c.shape]
        Source.objects.filter(pk__in=plain).exclude(retells=None).update(retells=None)
    rows_by_table: dict[type[Model], list[Model]] = {table: [] for table in building.hanging_tables(section)}
    outcome.problems += _claims_not_here(section, changed, ids)
    for checked in changed if not outcome.problems else ():
        for row in building.hanging_rows(section, checked.shape, pks[checked.id], ids):
            rows_by_table[type(row)].append(row)
    if outcome.problems:
        return
    for table, rows in rows_by_table.items():
        write_hanging(table, f"{model._meta.model_name}_id", set(pks.values()), rows)
    if issubclass(model, Record):
        write_dismissals(model, {checked.id: checked.shape.get("dismissed", ()) for checked in changed})
    _write_many_to_many(section, model, changed, pks, ids)


def _claims_not_here(section: str, changed: list[Checked], ids: Ids) -> list[Problem]:
    """Claims that the file gives a case which was changed here, and so was left without them."""
    return [
        checked.entry.problem(f"claims: “{row['claim']}” is no claim of {checked.shape['case']} as it is here.")
        for checked in (changed if section == "filings" else ())
        for row in checked.shape.get("claims", ())
        if not ids.holds("claims", f"{checked.shape['case']} {row['claim']}")
    ]


def _write_many_to_many(section: str, model: type[Model], changed: list[Checked], pks: dict, ids: Ids):
    targets = {checked.id: building.many_to_many(section, checked.shape, ids) for checked in changed}
    for name in next(iter(targets.values())):
        relation = model._meta.get_field(name)
        table, own, other = relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()
        table.objects.filter(**{f"{own}__in": list(pks.values())}).delete()
        rows = [
            table(**{f"{own}_id": pks[id], f"{other}_id": pk}) for id, lists in targets.items() for pk in lists[name]
        ]
        table.objects.bulk_create(rows, batch_size=500)


def _id(row) -> str:
    return record_id(row)


def _tell_the_planner() -> None:
    """Statistics of the tables, without which PostgreSQL may take minutes for a page until it gathers them itself."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("timeline").get_models(include_auto_created=True):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _keep(folder: Path, outcome: Outcome) -> None:
    if outcome.problems:
        return
    counts = {name: sum(getattr(outcome, name).values()) for name in ("created", "updated", "unchanged")}
    DossierImport.objects.create(digest=dossier_digest(folder), conflicts=len(outcome.conflicts), **counts)
