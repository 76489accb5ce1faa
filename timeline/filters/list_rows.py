"""The rows of a list as the database has them: which records stand in it, in its order, and what counts them."""

from array import array
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from django.db.models import QuerySet
from django.http import QueryDict

from timeline.filters.window import in_window
from timeline.models.asked_often import AskedOften

# Rows that are read at once: as tuples, all of them take ten times as much memory as the columns made of them.
_AT_ONCE = 10_000
_KEYS_AT_ONCE = 5_000  # as many parameters as any database takes


class Rows(NamedTuple):
    """One entry a record, in the order of the list; the days, as ordinals, only of a list by time."""

    pks: np.ndarray
    first: np.ndarray | None
    last: np.ndarray | None


class Pairs(NamedTuple):
    """Equally long: the key of a record, a value that it has, and how the value is called."""

    keys: np.ndarray
    values: list[str]
    labels: list[str]


def everything(list_class: Any) -> QuerySet:
    """All records that readers can see today."""
    return list_class(QueryDict("")).everything()


def is_by_time(list_class: Any) -> bool:
    return list_class.narrowing["window"] is in_window


def rows_of(list_class: Any, keys: list[int] | None = None) -> Rows:
    """All rows, or those of the records with these keys that readers can see."""
    by_time = is_by_time(list_class)
    pks, days = array("q"), array("i")
    for key, *ends in _asked(_rows(list_class), keys):
        pks.append(key)
        days.extend(end.toordinal() for end in ends)
    own = np.array(pks, np.int64)
    if not by_time:
        return Rows(own, None, None)
    first, last = np.array(days, np.int32).reshape(-1, 2).T
    order = np.lexsort((own, last, first))  # as it is already, unless keys were asked for in parts
    return Rows(own[order], first[order], last[order])


def pairs_of(list_class: Any, column: str, keys: list[int] | None = None) -> Pairs:
    """What all records, or those with these keys, are counted by in one column."""
    rows = _asked(_pairs(list_class, column), keys)
    pks, values, labels = array("q"), [], []
    known: dict[str, str] = {}  # one text of each, however often it comes
    while some := list(islice(rows, _AT_ONCE)):
        own_pks, own_values, own_labels = zip(*some, strict=True)
        pks.extend(own_pks)
        values += map(known.setdefault, own_values, own_values)
        labels += map(known.setdefault, own_labels, own_labels)
    return Pairs(np.array(pks, np.int64), values, labels)


def contested_of(list_class: Any) -> list[int]:
    """Keys of the records on which accounts differ; one query."""
    return _contested(list_class)()


def in_parts(asked: AskedOften, keys: list[int]) -> Iterator[Any]:
    """The rows of a query that is asked for keys, which may be more than a database takes at once."""
    for place in range(0, len(keys), _KEYS_AT_ONCE):
        yield from asked(keys[place : place + _KEYS_AT_ONCE])


def _asked(asked: AskedOften, keys: list[int] | None) -> Iterator[Any]:
    return asked.build(None).iterator(_AT_ONCE) if keys is None else in_parts(asked, keys)


@cache
def _rows(list_class: Any) -> AskedOften:
    columns = ["pk", "sorts_from", "sorts_to"] if is_by_time(list_class) else ["pk"]

    def build(keys, day=None):
        return _among(list_class, keys).order_by(*list_class.by.order_by).values_list(*columns)

    return AskedOften(build)


@cache
def _pairs(list_class: Any, column: str) -> AskedOften:
    leg = list_class.legs()[column]

    def build(keys, day=None):
        records, value, label, counted = leg(_among(list_class, keys), None)
        named = records.order_by().annotate(of_value=value, of_label=label)
        named = named if counted == "pk" else named.distinct()  # a record itself stands there once
        return named.values_list(counted, "of_value", "of_label")

    return AskedOften(build)


@cache
def _contested(list_class: Any) -> AskedOften:
    def build(day=None):
        found = list_class.narrowed(everything(list_class), "contested", True)
        return found.order_by().values_list("pk", flat=True)

    return AskedOften(build)


def _among(list_class: Any, keys: list[int] | None) -> QuerySet:
    records = everything(list_class)
    return records if keys is None else records.filter(pk__in=keys)
