"""A list held in memory, by column, for as long as nobody writes: counted and paged without the database.

What it answers follows from the same definitions as the queries do (the facets' legs, the filters' narrowing) and is
the same; it is there for the view of today alone, and only once it has been made, beside the readers.
"""

import datetime
import logging
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from django.conf import settings
from django.db import connection
from django.http import QueryDict

from timeline.data_version import data_version
from timeline.filters.column import Column, Mask
from timeline.filters.facets import SHOWN_AT_MOST, Facet, Survey, choices_of, value_of
from timeline.filters.found import found_keys
from timeline.filters.paging import PAGE_SIZE, encoded
from timeline.filters.window import in_window

_KEPT_MASKS = 16
# Rows that are read at once: as tuples, all of them take ten times as much memory as the columns made of them.
_AT_ONCE = 10_000

_lists: dict[type, "HeldList"] = {}
_making: set[type] = set()
_lock = threading.Lock()


class HeldList:
    """The records of one list in its order, and who has what.

    `extras` are what others want to have made with a list, by name; a list has them in `extra`.
    """

    extras: ClassVar[dict[type, dict[str, Callable[["HeldList"], Any]]]] = {}

    def __init__(self, list_class: Any, version: str):
        self.version = version
        self.list_class = list_class
        blank = list_class(QueryDict(""))
        self.everything = blank.everything()
        self.has_own_window = list_class.narrowing["window"] is in_window
        columns = ["pk", "sorts_from", "sorts_to"] if self.has_own_window else ["pk"]
        rows = self.everything.order_by(*list_class.by.order_by).values_list(*columns)
        keys, days = array("q"), array("i")
        for key, *ends in rows.iterator(_AT_ONCE):
            keys.append(key)
            days.extend(end.toordinal() for end in ends)
        self.pks = np.array(keys, np.int64)
        self._by_pk = np.argsort(self.pks)
        self._sorted = self.pks[self._by_pk]
        if self.has_own_window:
            self.first, self.last = np.array(days, np.int32).reshape(-1, 2).T.copy()
        self.columns = {name: self._column(leg) for name, leg in list_class.legs().items()}
        self.extra = {name: make(self) for name, make in self.extras.get(list_class, {}).items()}
        self._masks: OrderedDict[tuple, np.ndarray] = OrderedDict()
        self._always: dict[str, np.ndarray] = {}
        if "contested" in list_class.narrowing:  # every reader asks for it, the first one too
            self._always["contested"] = self._mask_of("contested", True)

    def __len__(self) -> int:
        return len(self.pks)

    def rows_of(self, pks) -> np.ndarray:
        """The rows of those of these records that the list has."""
        wanted = np.array(pks, np.int64)
        places = np.searchsorted(self._sorted, wanted)
        places[places == len(self)] = 0
        return self._by_pk[places[self._sorted[places] == wanted]] if len(self) else np.array([], np.int64)

    def mask(self, filters, without: str = "") -> Mask:
        """The rows that all filters leave but the one named `without`."""
        mask = None
        for name, value in filters.in_force.items():
            if name != without:
                own = self._mask_of(name, value)
                mask = own if mask is None else mask & own
        return mask

    def contested(self) -> np.ndarray:
        return self._mask_of("contested", True)

    def page(self, filters, order, after: int | None) -> tuple[list[int], bool]:
        """The keys of one page, and whether more follow. `after` is the key of the record before it.

        Raises KeyError where the list does not have that record any more.
        """
        mask = self.mask(filters)
        step = -1 if order.is_descending else 1
        at = 0 if step > 0 else len(self) - 1
        if after is not None:
            rows = self.rows_of([after])
            if not len(rows):
                raise KeyError(after)
            at = int(rows[0]) + step
        found = self._next(mask, at, step, PAGE_SIZE + 1)
        return self.pks[found[:PAGE_SIZE]].tolist(), len(found) > PAGE_SIZE

    def cursor(self, pk: int) -> str:
        """The cursor of a record of a list in the order of time."""
        row = int(self.rows_of([pk])[0])
        first, last = (datetime.date.fromordinal(int(days[row])) for days in (self.first, self.last))
        return encoded([first, last, pk])

    def survey(self, filters) -> Survey:
        """What Survey.of answers."""
        mask = self.mask(filters)
        survey = Survey(total=self._count(mask))
        if "contested" in filters.narrowing:
            others = self.mask(filters, "contested")
            survey.contested = self._count(self.contested() if others is None else others & self.contested())
        survey.facets = [self._facet(spec, filters) for spec in filters.facet_specs]
        for further in filters.further_counts:
            setattr(survey, further.name, self.columns[further.column].numbers(mask))
        return survey

    def _facet(self, spec, filters) -> Facet:
        column, chosen = self.columns[spec.name], filters.query.getlist(spec.name)
        also = [value_of(spec, value) for value in chosen]
        found = column.most(self.mask(filters, spec.name), SHOWN_AT_MOST, also)
        return Facet(spec.name, spec.title, choices_of(spec, found, filters))

    def _column(self, leg) -> Column:
        records, value, label, counted = leg(self.everything, None)
        named = records.order_by().annotate(of_value=value, of_label=label).distinct()
        pks, values, labels = array("q"), [], []
        known: dict[str, str] = {}  # one text of each, however often it comes
        for pk, of_value, of_label in named.values_list(counted, "of_value", "of_label").iterator(_AT_ONCE):
            pks.append(pk)
            values.append(known.setdefault(of_value, of_value))
            labels.append(known.setdefault(of_label, of_label))
        return Column(self.rows_of(np.array(pks, np.int64)), values, labels)

    def _count(self, mask: Mask) -> int:
        return len(self) if mask is None else int(np.count_nonzero(mask))

    def _mask_of(self, name: str, value) -> np.ndarray:
        if name in self.columns and name in {spec.name for spec in self.list_class.facet_specs}:
            spec = next(spec for spec in self.list_class.facet_specs if spec.name == name)
            return self.columns[name].mask([value_of(spec, one) for one in value], len(self))
        if name == "window" and self.has_own_window:
            return self._mask_of_window(*value)
        if name in self._always:
            return self._always[name]
        key = (name, str(value))
        mask = self._masks.get(key)
        if mask is None:
            keys = found_keys(self.everything.model, value) if name == "q" else None
            if keys is None:
                left = self.list_class.narrowed(self.everything, name, value).order_by()
                keys = list(left.values_list("pk", flat=True))
            mask = np.zeros(len(self), bool)
            mask[self.rows_of(keys)] = True
            with _lock:  # several readers share the list
                self._masks[key] = mask
                while len(self._masks) > _KEPT_MASKS:
                    self._masks.popitem(last=False)
        return mask

    def _mask_of_window(self, first, last) -> np.ndarray:
        """Undated records lie in no window: they sort from the first day there is to the last."""
        low, high = np.iinfo(np.int32).min, np.iinfo(np.int32).max
        mask = (self.last >= (first.toordinal() if first else low)) & (
            self.first <= (last.toordinal() if last else high)
        )
        return mask & ~((self.first == _FIRST_DAY) & (self.last == _LAST_DAY))

    def _next(self, mask: Mask, at: int, step: int, most: int) -> np.ndarray:
        """The next rows from `at` on, in steps of 1 or -1, that the mask leaves; a stretch at a time."""
        end = len(self) if step > 0 else -1
        found: list[np.ndarray] = []
        stretch, many = most if mask is None else 4096, 0
        while at != end and many < most:
            until = max(at - stretch, -1) if step < 0 else min(at + stretch, end)
            low, high = (until + 1, at + 1) if step < 0 else (at, until)
            rows = np.arange(low, high) if mask is None else np.flatnonzero(mask[low:high]) + low
            found.append(rows[::step])
            many, at, stretch = many + len(rows), until, stretch * 2
        return np.concatenate(found)[:most] if found else np.array([], np.int64)


_FIRST_DAY, _LAST_DAY = 1, 3_652_059  # datetime.date.min and .max as ordinals


def held(list_class: type, version: str) -> HeldList | None:
    """The list as of this data version; None while it is being made, beside the readers, or where none are held."""
    if not settings.HOLD_LISTS:
        return None
    known = _lists.get(list_class)
    if known and known.version == version:
        return known
    _make_beside(list_class)
    return None


def _make_beside(list_class: type) -> None:
    with _lock:
        if list_class in _making:
            return
        _making.add(list_class)
    threading.Thread(target=_make, args=[list_class], name=f"making {list_class.__name__}", daemon=True).start()


def _make(list_class: type) -> None:
    """Leaves the list as it was where somebody writes meanwhile, or whatever goes wrong: readers ask the database."""
    try:
        version = data_version()
        made = HeldList(list_class, version or "")
        if version and data_version() == version:
            _lists[list_class] = made
    except Exception:
        logging.getLogger(__name__).warning("%s could not be held in memory", list_class.__name__, exc_info=True)
    finally:
        connection.close()
        with _lock:
            _making.discard(list_class)
