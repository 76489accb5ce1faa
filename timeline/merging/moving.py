"""Moves what points at one row to another one; rows that would stand twice become one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model, Q, UniqueConstraint

from timeline.merging.ties import Tie, owner_of, ties_to
from timeline.models import SourceText
from timeline.models.record import Record


@dataclass
class Moved:
    """What was done, as it can be told; `clashes` are the reasons for which it must not be.

    `texts` are the primary keys of held texts that were moved, which no version carries.
    """

    rows: dict[Tie, list[str]] = field(default_factory=lambda: defaultdict(list))
    joined: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)


def move(before: Model, after: Model, moved: Moved) -> None:
    """Have everything that points at the one row point at the other, both of one model."""
    for tie in ties_to(type(after)):
        rows = list(tie.table._base_manager.filter(**{tie.column: before}).order_by("pk"))
        if rows:
            _move_rows(tie, rows, before, after, moved)


def _move_rows(tie: Tie, rows: list[Model], before: Model, after: Model, moved: Moved) -> None:
    manager, told = tie.table._default_manager, []
    twins = _twins(tie, rows, after)
    for row in rows:
        name = _named(row, before)
        if row.pk in twins:
            _join(row, name, twins[row.pk], moved)
        elif tie.table is type(after) and row.pk == after.pk:
            # It names the record that it becomes one with, as a source that retells its own copy.
            manager.filter(pk=row.pk).update(**{tie.column: None})
            moved.dropped.append(f"{name}: {tie.table._meta.get_field(tie.column).verbose_name}")
        elif _would_be_senseless(tie, row, after):
            _drop(row, name, moved)
        else:
            told.append(name)
    if not moved.clashes:
        manager.filter(**{tie.column: before}).update(**{tie.column: after})
    moved.rows[tie] += told
    if tie.table is SourceText:
        moved.texts += [row.pk for row in rows if row.pk not in twins]


def _twins(tie: Tie, rows: list[Model], after: Model) -> dict[Any, Model]:
    """Row → the one that stands already where it would come to stand."""
    found: dict[Any, Model] = {}
    manager = tie.table._base_manager
    for columns, condition in _unique(tie.table):
        if tie.column not in columns:
            continue
        others = [tie.table._meta.get_field(name).attname for name in columns if name != tie.column]
        there = {_key(row, others): row for row in manager.filter(condition, **{tie.column: after})}
        ours = set(manager.filter(condition, pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        for row in rows:
            key = _key(row, others)
            if row.pk in ours and key in there and None not in key:
                found[row.pk] = there[key]
    return found


def _unique(table: type[Model]) -> Iterator[tuple[tuple[str, ...], Q]]:
    """Columns that name a row of the table, with the condition under which they do."""
    for constraint in table._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield constraint.fields, constraint.condition or Q()
    for columns in table._meta.unique_together:
        yield tuple(columns), Q()
    for column in table._meta.fields:
        if column.unique and not column.primary_key:
            yield (column.name,), Q()


def _key(row: Model, names: list[str]) -> tuple:
    return tuple(getattr(row, name) for name in names)


def _named(row: Any, before: Model) -> str:
    """A row by what it says; where it hangs on another record, by that."""
    _, path = owner_of(type(row))
    owner = row if path == "pk" else reduce(getattr, path.split("__"), row)
    if owner != before:
        return str(owner)
    if not row._meta.auto_created:
        return str(row)
    others = [column.name for column in row._meta.fields if column.remote_field and column.name != path]
    return str(getattr(row, others[0]))


def _join(row: Any, name: str, twin: Any, moved: Moved) -> None:
    """Make the two one row: what the one that stays leaves empty is taken from the other."""
    if isinstance(row, Record):
        kind = row._meta.verbose_name
        moved.clashes.append(f"“{row}” and “{twin}” would be one {kind}: merge those two first.")
        return
    if isinstance(row, SourceText) and row.sha256 != twin.sha256:
        place = row.locator or "the whole text"
        moved.clashes.append(f"Of both a text is held as {place}, revision {row.revision}, and the words differ.")
        return
    given = _given_by(row, twin)
    move(row, twin, moved)
    moved.joined.append(name)
    # Deleted first, for no column may stand twice.
    type(row)._default_manager.filter(pk=row.pk).delete()
    if given:
        type(twin)._default_manager.filter(pk=twin.pk).update(**given)


def _given_by(row: Model, twin: Model) -> dict[str, Any]:
    unique = {name for columns, _ in _unique(type(twin)) for name in columns}
    columns = [column for column in twin._meta.concrete_fields if not column.primary_key and column.name not in unique]
    values = {column.attname: getattr(row, column.attname) for column in columns}
    return {name: value for name, value in values.items() if value and getattr(twin, name) in ("", None)}


def _would_be_senseless(tie: Tie, row: Model, after: Model) -> bool:
    """Whether a row that names the other record would break a rule of its table, as a case that is tied to itself."""
    checks = [constraint for constraint in tie.table._meta.constraints if isinstance(constraint, CheckConstraint)]
    about = [check for check in checks if tie.column in check.condition.referenced_base_fields]
    if not about:
        return False
    before = getattr(row, tie.column)
    setattr(row, tie.column, after)
    try:
        for check in about:
            check.validate(tie.table, row)
    except ValidationError:
        return True
    finally:
        setattr(row, tie.column, before)
    return False


def _drop(row: Model, name: str, moved: Moved) -> None:
    if isinstance(row, Record):
        moved.clashes.append(f"“{name}” names both.")
        return
    moved.dropped.append(name)
    type(row)._default_manager.filter(pk=row.pk).delete()
