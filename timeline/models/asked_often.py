"""Queries that pages ask over and over: built and compiled once, then asked again with other keys.

Django takes some ten times as long to build and compile such a query as the database takes to answer it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import copy
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.db.models import ManyToOneRel, Prefetch, QuerySet, prefetch_related_objects

# What a query is asked for: a key, a slug, or keys.
Given = int | str | Sequence[int]

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
        self.places = _places(self.parameters, stand_ins)
        prefetches: Sequence[Any] = queryset._prefetch_related_lookups
        self.hanging = [_Hanging(queryset.model, one) for one in prefetches if _hangs(queryset.model, one)]
        self.others = [one for one in prefetches if not _hangs(queryset.model, one)]

    def rows(self, given: Sequence[Given]) -> list[Any]:
        parameters = list(self.parameters)
        for place, number, item in self.places:
            value = given[number]
            parameters[place] = value if item is None else value[min(item, len(value) - 1)]  # type: ignore[index,arg-type]
        compiler, query = copy(self.compiler), copy(self.query)
        compiler.connection = connections[self.using]  # each thread has its own
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(parameters))  # type: ignore[method-assign]
        query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        asked: Any = SimpleNamespace(query=query, db=self.using, _fields=self.fields, _known_related_objects={})
        rows = list(self.iterable(asked))
        for hanging in self.hanging:
            hanging.attach(rows)
        if self.others:
            prefetch_related_objects(rows, *self.others)
        return rows


class _Hanging:
    """Rows that point at those of a query and are kept with them, as a Prefetch asks for it."""

    def __init__(self, model, prefetch: Prefetch):
        self.field = model._meta.get_field(prefetch.prefetch_through).field
        self.name, self.own = prefetch.to_attr, self.field.attname
        belong = f"{self.field.name}__in"
        self.ask = AskedOften(lambda keys, day=None: prefetch.queryset.filter(**{belong: keys}))  # type: ignore[union-attr]

    def attach(self, rows: list[Any]) -> None:
        by_key = {row.pk: row for row in rows}
        found = defaultdict(list)
        for row in self.ask(list(by_key)) if rows else ():
            key = getattr(row, self.own)
            self.field.set_cached_value(row, by_key[key])
            found[key].append(row)
        for row in rows:
            setattr(row, self.name, found[row.pk])


def _hangs(model, lookup: Any) -> bool:
    """Whether it is asked for by a query of its own, and its rows point at those of this one."""
    if not isinstance(lookup, Prefetch) or lookup.queryset is None or lookup.to_attr == lookup.prefetch_through:
        return False
    return type(model._meta.get_field(lookup.prefetch_through)) is ManyToOneRel


def _shape(value: Given) -> Any:
    """What a query depends on: the type, of keys also how many; None where it is made for the occasion."""
    if isinstance(value, int | str):
        return type(value)
    place = bisect_left(_LENGTHS, len(value))
    return _LENGTHS[place] if value and place < len(_LENGTHS) else None


def _stand_ins(shape: tuple) -> list[Any]:
    """A value for each that is given, which stands nowhere else."""
    numbers = count(-(1 << 40), -1)
    return [
        f"\ue000{next(numbers)}" if one is str else next(numbers) if one is int else [next(numbers) for _ in range(one)]
        for one in shape
    ]


def _places(parameters: Sequence[Any], stand_ins: list[Any]) -> list[tuple[int, int, int | None]]:
    """(place among the parameters, number of what is given, place in a list of keys)."""
    known: dict[Any, tuple[int, int | None]] = {}
    for number, one in enumerate(stand_ins):
        known |= (
            {key: (number, item) for item, key in enumerate(one)} if isinstance(one, list) else {one: (number, None)}
        )
    found = [(place, *known[value]) for place, value in enumerate(parameters) if _is_known(value, known)]
    if {(number, item) for _, number, item in found} != set(known.values()):
        raise RuntimeError("A query that is asked often does not have all that is given as its parameters.")
    return found


def _is_known(value: Any, known: dict) -> bool:
    return isinstance(value, int | str) and value in known
