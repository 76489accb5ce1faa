"""What points at a record: every foreign key of the database, found by its models so that none is forgotten."""

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from django.db.models import CASCADE, ForeignKey, Model

from timeline.models.record import Record

# Model → primary keys.
Keys = dict[type[Model], set[Any]]


class Tie(NamedTuple):
    """A foreign key: its table and its name there."""

    table: type[Model]
    column: str


@cache
def ties_to(model: type[Model]) -> tuple[Tie, ...]:
    """Every foreign key that points at this model, also those of many-to-many lists and those without a way back."""
    relations = (field for field in model._meta.get_fields(include_hidden=True) if field.auto_created)
    found = {Tie(one.related_model, one.field.name) for one in relations if one.one_to_many or one.one_to_one}
    return tuple(sorted(found, key=lambda tie: (tie.table._meta.label, tie.column)))


def naming(record: Record) -> Keys:
    """The records that name this one in a column, a list or a row, and itself."""
    found: Keys = defaultdict(set)
    for tie in ties_to(type(record)):
        model, path = owner_of(tie.table)
        rows = tie.table._base_manager.filter(**{tie.column: record}).exclude(**{path: None})
        if pks := set(rows.values_list(path, flat=True)):
            found[model] |= pks
    found[type(record)].add(record.pk)
    return dict(found)


@cache
def owner_of(table: type[Model]) -> tuple[type[Record], str]:
    """The model of the record that a row of this table belongs to, and the way there from the row.

    A record is its own; a row of a list belongs to the record that has the list, any other to what it is deleted with.
    """
    if issubclass(table, Record):
        return table, "pk"
    lister = table._meta.auto_created
    fields = [field for field in table._meta.fields if isinstance(field, ForeignKey)]
    for field in fields:
        if field.related_model is lister if lister else field.remote_field.on_delete is CASCADE:
            model, path = owner_of(field.related_model)
            return model, field.name if path == "pk" else f"{field.name}__{path}"
    raise TypeError(f"{table.__name__} belongs to no record.")
