"""What the models' own rules say against a record (lengths, addresses, values), before anything of it is written."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model

from timeline.exporting.records import SECTIONS
from timeline.importing import building
from timeline.importing.building import Ids


class _Unresolved(Ids):
    """Stands in for primary keys while no record has one: whether names resolve is asked elsewhere."""

    def of(self, section: str, name: str | None) -> Any:
        return 0 if name else None

    def holds(self, section: str, name: str) -> bool:
        return True


class _Incomplete(dict):
    """A record or row that may lack what it needs."""

    def __missing__(self, key):
        return ""


def column_problems(
    section: str, shape: dict[str, Any], questions_for_a_party: Iterable[str], *, is_complete: bool
) -> Iterator[str]:
    """Column by column, of the record and of the rows that hang on it; where it is not complete, of what it has."""
    ids = _Unresolved({"questions for a party": dict.fromkeys(questions_for_a_party)})
    given = _incomplete(shape)
    yield from _problems_of(SECTIONS[section](**building.columns(section, given, ids)), is_complete)
    for row in building.hanging_rows(section, given, None, ids):
        yield from _problems_of(row, is_complete)


def _problems_of(row: Model, is_complete: bool) -> list[str]:
    """Foreign keys cost a query each, and derived columns are not in the file."""
    derived = getattr(row, "derived_fields", ())
    unasked = [
        field.name
        for field in row._meta.fields
        if isinstance(field, ForeignKey)
        or field.name in derived
        or not (is_complete or getattr(row, field.attname) not in ("", None))
    ]
    try:
        row.clean_fields(exclude=unasked)
    except ValidationError as error:
        return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]
    return []


def _incomplete(value: Any) -> Any:
    if isinstance(value, dict):
        return _Incomplete({key: _incomplete(entry) for key, entry in value.items()})
    return [_incomplete(entry) for entry in value] if isinstance(value, list) else value
