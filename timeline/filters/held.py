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
from itertools import islice
from typing import Any, ClassVar

import numpy as np
from django.conf import settings
from django.db import connection
from django.http import QueryDict

from timeline.data_version import data_version
from timeline.filters.column import Column
from timeline.filters.facets import SHOWN_AT_MOST, Facet, Survey, choices_of, value_of
from timeline.filters.found import found_keys
from timeline.filters.left import Cut, Left, is_among
from timeline.filters.paging import PAGE_SIZE, encoded
from timeline.filters.window import in_window

# So many choices of filters are remembered with what was counted under them, of all together so many times the rows of
# the list; and so many filters that only the database can answer, with the rows they leave.
_KEPT, _KEPT_ROWS = 256, 2
_KEPT_ANSWERS = 16
# Rows that are read at once: as tuples, all of them take ten times as much memory as the columns made of them.
_AT_ONCE = 10_000

_lists: dict[type, "HeldList"] = {}
_making: dict[type, threading.Thread] = {}
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
        first, last = np.array(days, np.int32).reshape(-1, 2).T.copy() if self.has_own_window else (None, None)
        self.all = Left(len(self.pks), first, last)
        self.columns = {name: self._column(leg) for name, leg in list_class.legs().items()}
        self._answers: OrderedDict[tuple, np.ndarray] = OrderedDict()
        self._left: OrderedDict[tuple, Left] = OrderedDict()
        if "contested" in list_class.narrowing:
            rows = self._answered("contested", True)
            self.columns[_CONTESTED] = Column(rows, *([_CONTESTED] * len(rows) for _ in range(2)))
            self.is_contested = np.zeros(len(self), bool)
            self.is_contested[rows] = True
        self.extra = {name: make(self) for name, make in self.extras.get(list_class, {}).items()}

    def __len__(self) -> int:
        return len(self.pks)

    def rows_of(self, pks) -> np.ndarray:
        """The rows of those of these records that the list has."""
        wanted = np.array(pks, np.int64)
        places = np.searchsorted(self._sorted, wanted)
        places[places == len(self)] = 0
        return self._by_pk[places[self._sorted[places] == wanted]] if len(self) else np.array([], np.int64)

    def left(self, filters, without: str = "") -> Left:
        """The rows that all filters leave but the one named `without` and, in a list by time, the window."""
        asked = {name: value for name, value in filters.in_force.items() if name != without}
        if self.has_own_window:
            asked.pop("window", None)
        return self.left_by(asked)

    def left_by(self, asked: dict[str, Any]) -> Left:
        """The rows that these filters leave: filter → what it asks for."""
        if not asked:
            return self.all
        key = tuple((name, str(value)) for name, value in asked.items())
        left = self._left.get(key)
        if left is None:
            left = Left(len(self), *self._days, self._rows_left(asked))
        self._keep(key, left)
        return left

    def cut(self, left: Left, filters) -> Cut | None:
        """Where the window of the filters cuts a list by time; None where it does not."""
        window = filters.in_force.get("window") if self.has_own_window else None
        return left.cut(*(day and day.toordinal() for day in window)) if window else None

    def page(self, filters, order, after: int | None) -> tuple[list[int], bool]:
        """The keys of one page, and whether more follow. `after` is the key of the record before it.

        Raises KeyError where the list does not have that record any more.
        """
        left = self.left(filters)
        return self.page_of(left, self.cut(left, filters), order, after)

    def page_of(self, left: Left, cut: Cut | None, order, after: int | None) -> tuple[list[int], bool]:
        """The same of rows that some filters leave."""
        if cut is None:
            cut = Cut(np.array([], np.int64), 0, len(left))
        low, high, early = cut.low, cut.high, cut.early
        if after is not None:
            rows = self.rows_of([after])
            if not len(rows):
                raise KeyError(after)
            place = left.place_of(int(rows[0]), "left" if order.is_descending else "right")
            low, high = (low, min(high, place)) if order.is_descending else (max(low, place), high)
            early = early[early < place] if order.is_descending else early[early >= place]
        most = PAGE_SIZE + 1
        if order.is_descending:
            found = np.concatenate((np.arange(max(low, high - most), high)[::-1], early[::-1]))[:most]
        else:
            found = np.concatenate((early, np.arange(low, min(high, low + most))))[:most]
        return self.pks[left.rows_at(found[:PAGE_SIZE])].tolist(), len(found) > PAGE_SIZE

    def cursor(self, pk: int) -> str:
        """The cursor of a record of a list in the order of time."""
        row = int(self.rows_of([pk])[0])
        first, last = (datetime.date.fromordinal(int(days[row])) for days in self._days)
        return encoded([first, last, pk])

    def survey(self, filters) -> Survey:
        """What Survey.of answers."""
        cuts: dict[Left, Cut | None] = {}

        def counts(column: str, without: str = "") -> np.ndarray:
            left = self.left(filters, without)
            if left not in cuts:
                cuts[left] = self.cut(left, filters)
            return left.counts(self.columns[column], cuts[left])

        left = self.left(filters)
        cut = cuts[left] = self.cut(left, filters)
        survey = Survey(total=len(left) if cut is None else len(cut))
        if _CONTESTED in filters.narrowing:
            survey.contested = int(counts(_CONTESTED, _CONTESTED).sum())
        survey.facets = [self._facet(spec, filters, counts(spec.name, spec.name)) for spec in filters.facet_specs]
        for further in filters.further_counts:
            setattr(survey, further.name, self.columns[further.column].numbers(counts(further.column)))
        return survey

    @property
    def _days(self) -> tuple[np.ndarray | None, np.ndarray | None]:
        return (self.all.first, self.all.last) if self.has_own_window else (None, None)

    def _facet(self, spec, filters, counts: np.ndarray) -> Facet:
        also = [value_of(spec, value) for value in filters.query.getlist(spec.name)]
        found = self.columns[spec.name].most(counts, SHOWN_AT_MOST, also)
        return Facet(spec.name, spec.title, choices_of(spec, found, filters))

    def _column(self, leg) -> Column:
        records, value, label, counted = leg(self.everything, None)
        named = records.order_by().annotate(of_value=value, of_label=label)
        named = named if counted == "pk" else named.distinct()  # a record itself stands there once
        pks, values, labels = array("q"), [], []
        known: dict[str, str] = {}  # one text of each, however often it comes
        rows = named.values_list(counted, "of_value", "of_label").iterator(_AT_ONCE)
        while some := list(islice(rows, _AT_ONCE)):
            own_pks, own_values, own_labels = zip(*some, strict=True)
            pks.extend(own_pks)
            values += map(known.setdefault, own_values, own_values)
            labels += map(known.setdefault, own_labels, own_labels)
        return Column(self.rows_of(np.array(pks, np.int64)), values, labels)

    def _rows_left(self, asked: dict[str, Any]) -> np.ndarray:
        """The rows that all of these filters leave, from first to last."""
        fewest, *others = sorted((self._rows_with(name, value) for name, value in asked.items()), key=len)
        for other in others:
            fewest = fewest[is_among(fewest, other)]
        return fewest

    def _rows_with(self, name: str, value) -> np.ndarray:
        spec = next((spec for spec in self.list_class.facet_specs if spec.name == name), None)
        if spec:
            return self.columns[name].rows_with([value_of(spec, one) for one in value])
        return self.columns[_CONTESTED].rows if name == _CONTESTED else self._answered(name, value)

    def _answered(self, name: str, value) -> np.ndarray:
        """The rows that a filter leaves by what the database says."""
        key = (name, str(value))
        rows = self._answers.get(key)
        if rows is None:
            keys = found_keys(self.everything.model, value) if name == "q" else None
            if keys is None:
                left = self.list_class.narrowed(self.everything, name, value).order_by()
                keys = np.array(left.values_list("pk", flat=True), np.int64)
            rows = np.sort(self.rows_of(keys)).astype(np.int32)
            with _lock:  # several readers share the list
                self._answers[key] = rows
                while len(self._answers) > _KEPT_ANSWERS:
                    self._answers.popitem(last=False)
        return rows

    def _keep(self, key: tuple, left: Left) -> None:
        with _lock:
            self._left[key] = left
            self._left.move_to_end(key)
            while len(self._left) > _KEPT or sum(map(len, self._left.values())) > _KEPT_ROWS * len(self):
                self._left.popitem(last=False)


_CONTESTED = "contested"


def held(list_class: type, version: str, waits: bool = False) -> HeldList | None:
    """The list as of this data version; None where none are held, and while it is being made, beside the readers.

    A reader who `waits` for it gets None only where somebody wrote meanwhile.
    """
    if not settings.HOLD_LISTS:
        return None
    known = _lists.get(list_class)
    if known and known.version == version:
        return known
    making = _make_beside(list_class)
    if waits:
        making.join()
        known = _lists.get(list_class)
    return known if known and known.version == version else None


def _make_beside(list_class: type) -> threading.Thread:
    with _lock:
        making = _making.get(list_class)
        if making is None:
            name = f"making {list_class.__name__}"
            making = _making[list_class] = threading.Thread(target=_make, args=[list_class], name=name, daemon=True)
            making.start()
    return making


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
            _making.pop(list_class, None)
