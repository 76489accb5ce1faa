"""Queries that pages ask over and over: built and compiled once, then asked again with other keys.

Django takes some ten times as long to build and compile such a query as the database takes to answer it.
"""

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import copy
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.db.models import ManyToOneRel, Prefetch, QuerySet, prefetch_related_objects

from timeline.planned_once import planned_once

# What a query is asked for: a key, a slug, a day, or several keys or slugs.
Given = int | str | datetime.date | Sequence[int] | Sequence[str]
_KINDS = (int, str, datetime.date)

# Lists of keys are filled up to one of these lengths, so that few queries differ by their length alone.
_LENGTHS = (1, 4, 16, 64, 256)


class AskedOften:
    """A function (*given, day=None) → QuerySet as one that answers the rows, in a list.

    Only what is given may differ from call to call: nothing else that the function looks up, such as the day of today,
    must stand in its query. Views of a past day are asked too seldom to keep their queries.
    """

    def __init__(self, build: Callable[..., QuerySet]):
        self.build = build
        self._compiled: dict[tuple, _Compiled] = {}

    def __call__(self, *given: Given, day=None) -> list[Any]:
        shape = tuple(map(_shape, given))
        if day or None in shape:
            return list(self.build(*given, day=day))
        compiled = self._compiled.get(shape)
        if compiled is None:
            compiled = self._compiled[shape] = _Compiled(self.build, shape)
        return compiled.rows(given)


class _Compiled:
    """The query for what has this shape, with stand-ins at the places of what is given."""

    def __init__(self, build: Callable[..., QuerySet], shape: tuple):
        stand_ins = _stand_ins(shape)
        queryset = build(*stand_ins, day=None)
        self.using, self.query = queryset.db, queryset.query
        self.iterable: Any = queryset._iterable_class
        self.fields = queryset._fields
        self.compiler = self.query.get_compiler(self.using)
        self.sql, self.parameters = self.compiler.as_sql()
        # How values become what they are in Python, which depends on the database and not on the connection.
        self.converters = self.compiler.get_converters([column for column, *_ in self.compiler.select])
        self.places = _places(connections[self.using], self.parameters, stand_ins)
        prefetches: Sequence[Any] = queryset._prefetch_related_lookups
        self.hanging = [_Hanging(queryset.model, one) for one in prefetches if _hangs(queryset.model, one)]
        self.others = [one for one in prefetches if not _hangs(queryset.model, one)]

    def rows(self, given: Sequence[Given]) -> list[Any]:
        connection, parameters = connections[self.using], list(self.parameters)  # each thread has its own connection
        values = [_filled_up(connection, value) for value in given]
        for place, number, item in self.places:
            parameters[place] = values[number][item or 0]
        compiler, query = copy(self.compiler), copy(self.query)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(parameters))  # type: ignore[method-assign]
        compiler.get_converters = lambda _: self.converters  # type: ignore[method-assign]
        query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        asked: Any = SimpleNamespace(query=query, db=self.using, _fields=self.fields, _known_related_objects={})
        with planned_once(connection):
            rows = list(self.iterable(asked))
        for hanging in self.hanging:
            hanging.attach(rows)
        if self.others:
            prefetch_related_objects(rows, *self.others)
        return rows


class _Hanging:
    """Rows that point at those of a query and are kept with them, as prefetch_related asks for it."""

    def __init__(self, model, lookup: str | Prefetch):
        prefetch = lookup if isinstance(lookup, Prefetch) else Prefetch(lookup)
        field = model._meta.get_field(prefetch.prefetch_through).field
        rows = field.model._default_manager.all() if prefetch.queryset is None else prefetch.queryset
        self.field, self.own = field, field.attname
        self.name, self.manager = prefetch.to_attr, prefetch.prefetch_through
        self.ask = AskedOften(lambda keys, day=None: rows.filter(**{f"{field.name}__in": keys}))

    def attach(self, rows: list[Any]) -> None:
        by_key = {row.pk: row for row in rows}
        found = defaultdict(list)
        for row in self.ask(list(by_key)) if rows else ():
            key = getattr(row, self.own)
            self.field.set_cached_value(row, by_key[key])
            found[key].append(row)
        for row in rows:
            self._keep(row, found[row.pk])

    def _keep(self, row, hanging: list[Any]) -> None:
        if self.name:
            setattr(row, self.name, hanging)
            return
        kept = getattr(row, self.manager).get_queryset()
        kept._result_cache, kept._prefetch_done = hanging, True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[self.manager] = kept


def _hangs(model, lookup: str | Prefetch) -> bool:
    """Whether it is asked for by a query of its own, whose rows point at those of this one."""
    through = lookup.prefetch_through if isinstance(lookup, Prefetch) else lookup
    return "__" not in through and type(model._meta.get_field(through)) is ManyToOneRel


def _shape(value: Any) -> Any:
    """What a query depends on: the type, of several also how many; None where it is made for the occasion."""
    if isinstance(value, _KINDS):
        return next(kind for kind in _KINDS if isinstance(value, kind))
    place = bisect_left(_LENGTHS, len(value))
    return (_shape(value[0]), _LENGTHS[place]) if value and place < len(_LENGTHS) else None


def _stand_ins(shape: tuple) -> list[Any]:
    """A value for each that is given, which stands nowhere else."""
    numbers = count(1)

    def one(kind: type) -> Any:
        number = next(numbers)
        if kind is datetime.date:
            return datetime.date(3, 1, 1) + datetime.timedelta(days=number)
        return f"\ue000{number}" if kind is str else -(1 << 40) - number

    return [[one(each[0]) for _ in range(each[1])] if isinstance(each, tuple) else one(each) for each in shape]


def _places(connection, parameters: Sequence[Any], stand_ins: list[Any]) -> list[tuple[int, int, int | None]]:
    """(place among the parameters, number of what is given, place among several)."""
    known: dict[Any, tuple[int, int | None]] = {}
    for number, one in enumerate(stand_ins):
        several = enumerate(one) if isinstance(one, list) else [(None, one)]
        known |= {_adapted(connection, each): (number, item) for item, each in several}
    found = [(place, *known[value]) for place, value in enumerate(parameters) if _is_known(value, known)]
    if {(number, item) for _, number, item in found} != set(known.values()):
        raise RuntimeError("A query that is asked often does not have all that is given as its parameters.")
    return found


def _is_known(value: Any, known: dict) -> bool:
    return isinstance(value, _KINDS) and value in known


def _filled_up(connection, value: Any) -> list[Any]:
    """What is given, as this database takes it; several with the last of them repeated up to one of the lengths."""
    if isinstance(value, _KINDS):
        return [_adapted(connection, value)]
    several = [_adapted(connection, one) for one in value] if isinstance(value[0], datetime.date) else list(value)
    return several + several[-1:] * (_LENGTHS[bisect_left(_LENGTHS, len(several))] - len(several))


def _adapted(connection, value: Any) -> Any:
    """As this database takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, datetime.date) else value
