"""Imports dossier YAML: everything is validated first, nothing is written unless all can be, again changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from timeline.checks.linter import refresh_findings
from timeline.exporting.records import SECTION_OF, SECTIONS, all_of
from timeline.history.asides import keeping_asides
from timeline.history.keeping import Hand, begin, keep_all, states_of
from timeline.importing.building import Ids
from timeline.importing.deleted import Name, left_out
from timeline.importing.linting import errors_left
from timeline.importing.outcome import Outcome, Problem
from timeline.importing.reading import dossier_digest, read_dossier
from timeline.importing.validating import Checked, validate
from timeline.importing.writing import digest, write_section
from timeline.models import Case, CauseOfAction, DossierImport, FormerAddress, Version
from timeline.search.index import Touched, index_touched, touched_by
from timeline.vocabulary import Step, ValueType, Workflow

# Told after each section: its name, how many of all records are done, and how many there are.
Progress = Callable[[str, int, int], None]
_HAND = Hand(name="import", why="The files of the dossier say so.")


@dataclass
class _Held:
    """What the database already has: by section, id → the record and its shape; and of what changes are pending.

    `merged` are records that became one with another here, by section and id → the id of the other.
    """

    records: dict[str, dict[str, tuple[Any, dict[str, Any]]]] = field(default_factory=dict)
    pending: set[tuple[str, str]] = field(default_factory=set)
    merged: dict[tuple[str, str], str] = field(default_factory=dict)
    # Of the files: what is not to be written, and why.
    left_out: dict[Name, str] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "_Held":
        held = {section: {shape["id"]: (r, shape) for r, shape in all_of(m)} for section, m in SECTIONS.items()}
        unseen = Version.objects.heads().exclude(workflow=Workflow.PUBLISHED)
        sections = {model._meta.model_name: section for section, model in SECTIONS.items()}
        former = FormerAddress.objects.values_list("record_kind", "slug", "leads_to")
        merged = {(sections[kind], slug): other for kind, slug, other in former}
        return cls(held, set(unseen.values_list("record_kind", "record_slug")), merged)

    def has_pending_change(self, record: Any) -> bool:
        """Whether readers see something older than what was last written of it here."""
        return getattr(record, "is_public", False) and (record._meta.model_name, record.slug) in self.pending

    def became(self, section: str, id: str) -> str:
        """The id of the record here that this one was merged into; "" if it was not."""
        seen = set()
        while id not in self.records[section] and id not in seen:
            seen.add(id)
            id = self.merged.get((section, id), id)
        return id if seen and id in self.records[section] else ""

    def __contains__(self, name: Name) -> bool:
        section, id = name
        return id in self.records[section]

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

    A record that was changed here since the last import stays as it is and is told as a conflict, unless `overwrite`;
    one that was deleted here stays away.
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
    for section, id in held.merged:
        if other := held.became(section, id):
            ids.by_section[section].setdefault(id, ids.of(section, other))
    ids.by_section["questions for a party"] = {
        id: None
        for id, shape in [*held.shapes()["questions"].items(), *((r.id, r.shape) for r in sections["questions"])]
        if shape["value_type"] == ValueType.PARTY
    }
    if not overwrite:
        held.left_out = left_out(sections, held, ids.by_section["questions for a party"])
    for section, model in SECTIONS.items():
        changed = [checked for checked in sections[section] if _is_to_write(section, checked, held, outcome, overwrite)]
        here = [ids.of(section, checked.id) for checked in changed if checked.id in held.records[section]]
        _add(touched, touched_by(model, here))
        begin(model, here)
        with keeping_asides(model, [checked.id for checked in changed], _HAND):
            outcome.problems += write_section(section, changed, held.records[section], ids)
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
    _keep_versions(written, ids)
    return written


def _keep_versions(written: dict[type[Model], list[Checked]], ids: Ids) -> None:
    made_at = timezone.now()
    for model, changed in written.items():
        keys = [ids.of(SECTION_OF[model], checked.id) for checked in changed]
        keep_all(model, states_of(model, keys), Step.IMPORTED, _HAND, made_at)


def _add(touched: Touched, more: Touched) -> None:
    for name, pks in more.items():
        touched.setdefault(name, set()).update(pks)


def _is_to_write(section: str, checked: Checked, held: _Held, outcome: Outcome, overwrite: bool) -> bool:
    """Count the record as created, updated, unchanged or in conflict, and say whether it has to be written."""
    stem = checked.entry.file.stem
    if other := held.became(section, checked.id):
        outcome.conflicts.append(f"{section} {checked.id}: merged into {other} here; left as it is here.")
        return False
    left_out = held.left_out.get((section, checked.id))
    if (section, checked.id) not in held:
        if left_out:
            outcome.conflicts.append(f"{section} {checked.id}: {left_out}; left out.")
            return False
        outcome.created[section] += 1
        return True
    record, shape = held.records[section][checked.id]
    here, there = digest(shape, record.dossier), digest(checked.shape, stem)
    if here == there:
        outcome.unchanged[section] += 1
        if record.imported_digest != there:
            type(record).objects.filter(pk=record.pk).update(imported_digest=there)
        return False
    if not overwrite and here == record.imported_digest and held.has_pending_change(record):
        outcome.conflicts.append(f"{section} {checked.id}: a change made here waits for review; left as it is here.")
        return False
    if here != record.imported_digest and not overwrite:
        outcome.conflicts.append(f"{section} {checked.id}: changed here since the last import; left as it is here.")
        return False
    if left_out:
        outcome.conflicts.append(f"{section} {checked.id}: {left_out}; left as it is here.")
        return False
    outcome.updated[section] += 1
    return True


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
