"""A list held in memory, by column: counted and paged without the database.

What it answers follows from the same definitions as the queries do (the facets' legs, the filters' narrowing) and is
the same; it is there for the view of today alone. A list never changes: where somebody has written, another follows it.
"""

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from timeline.filters.change import Change
from timeline.filters.column import Column
from timeline.filters.facets import SHOWN_AT_MOST, Facet, Survey, choices_of, value_of
from timeline.filters.found import found_keys
from timeline.filters.left import Cut, Left, is_among, place_in
from timeline.filters.list_rows import Rows, contested_of, everything, is_by_time, pairs_of, rows_of
from timeline.filters.paging import PAGE_SIZE, encoded
from timeline.recent_writes.log import Moment

# So many choices of filters are remembered with what was counted under them, of all together so many times the rows of
# the list; and so many filters that only the database can answer, with the rows they leave.
_KEPT, _KEPT_ROWS = 256, 2
_KEPT_ANSWERS = 16

_CONTESTED = "contested"
_lock = threading.Lock()


class HeldList:
    """The records of one list in its order, and who has what.

    `extras` are what others want to have made with a list, by name; a list has them in `extra`. Each is made of the
    list or, where it follows another, of that one's and the change.
    """

    extras: ClassVar[dict[type, dict[str, Callable[..., Any]]]] = {}

    def __init__(self, list_class: Any, version: str, moment: Moment | None, rows: Rows):
        self.version, self.moment = version, moment
        self.list_class = list_class
        self.has_own_window = is_by_time(list_class)
        self.everything = everything(list_class)
        self.pks = rows.pks
        self.all = Left(len(rows.pks), rows.first, rows.last)
        self.columns: dict[str, Column] = {}
        self.extra: dict[str, Any] = {}
        self._answers: OrderedDict[tuple, np.ndarray] = OrderedDict()
        self._left: OrderedDict[tuple, Left] = OrderedDict()

    @classmethod
    def read(cls, list_class: Any, version: str, moment: Moment | None = None) -> "HeldList":
        """The list as the database has it; with a moment it can be followed, by what was written after that."""
        held = cls(list_class, version, moment, rows_of(list_class))
        for name in list_class.legs():
            pairs = pairs_of(list_class, name)
            held.columns[name] = Column(held.rows_of(pairs.keys), pairs.values, pairs.labels)
        held._mark_contested()
        held.extra = {name: make(held) for name, make in cls.extras.get(list_class, {}).items()}
        return held

    def following(self, version: str, moment: Moment | None, keys: list[int]) -> "HeldList":
        """The list after the records with these keys were written, or some of them; only of a list by time."""
        fresh = rows_of(self.list_class, keys)
        change = self._change(np.sort(self.rows_of(keys)), fresh)
        rows = Rows(*(change.carried(*pair) for pair in zip(self._rows, fresh, strict=True)))
        held = HeldList(self.list_class, version, moment, rows)
        is_as_before = change.moves_none and all(map(np.array_equal, rows, self._rows))
        if is_as_before:
            held.pks, held._by_pk = self.pks, self._by_pk
        for name, column in self.columns.items():
            if name != _CONTESTED:
                pairs = pairs_of(self.list_class, name, keys)
                held.columns[name] = column.following(change, held.rows_of(pairs.keys), pairs.values, pairs.labels)
        held._mark_contested(self)
        if is_as_before:
            held._keep_what_was_counted(self)
        extras = self.extras.get(self.list_class, {}).items()
        held.extra = {name: make(held, self.extra[name], change) for name, make in extras}
        return held

    def __len__(self) -> int:
        return len(self.pks)

    def rows_of(self, pks) -> np.ndarray:
        """The rows of those of these records that the list has."""
        wanted, (by_pk, in_order) = np.array(pks, np.int64), self._by_pk
        places = np.searchsorted(in_order, wanted)
        places[places == len(self)] = 0
        return by_pk[places[in_order[places] == wanted]] if len(self) else np.array([], np.int64)

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

    @property
    def _rows(self) -> Rows:
        return Rows(self.pks, *self._days)

    @cached_property
    def _by_pk(self) -> tuple[np.ndarray, np.ndarray]:
        """The rows by the keys of their records, and these."""
        by_pk = np.argsort(self.pks)
        return by_pk, self.pks[by_pk]

    @cached_property
    def is_contested(self) -> np.ndarray:
        """Of each row, whether accounts differ on it; of a list that can be asked for those."""
        is_contested = np.zeros(len(self), bool)
        is_contested[self.columns[_CONTESTED].rows] = True
        return is_contested

    def _facet(self, spec, filters, counts: np.ndarray) -> Facet:
        also = [value_of(spec, value) for value in filters.query.getlist(spec.name)]
        found = self.columns[spec.name].most(counts, SHOWN_AT_MOST, also)
        return Facet(spec.name, spec.title, choices_of(spec, found, filters))

    def _change(self, gone: np.ndarray, fresh: Rows) -> Change:
        """These rows are gone, and fresh ones stand where the order of time has them."""
        stayed = Rows(*(np.delete(column, gone) for column in self._rows))
        places = []
        for key, first, last in zip(*fresh, strict=True):
            low, high = 0, len(stayed.pks)
            for column, value in ((stayed.first, first), (stayed.last, last), (stayed.pks, key)):
                low, high = (low + place_in(column[low:high], value, side) for side in ("left", "right"))
            places.append(low)
        return Change(len(self), gone, np.array(places, np.int64))

    def _mark_contested(self, before: "HeldList | None" = None) -> None:
        """Asked of the database whatever was written, for accounts differ by records that no list has."""
        if _CONTESTED not in self.list_class.narrowing:
            return
        rows = np.sort(self.rows_of(contested_of(self.list_class))).astype(np.int32)
        if before and np.array_equal(before.columns[_CONTESTED].rows, rows):
            self.columns[_CONTESTED] = before.columns[_CONTESTED]
        else:
            names = [_CONTESTED] * len(rows)
            self.columns[_CONTESTED] = Column(rows, names, names)

    def _keep_what_was_counted(self, before: "HeldList") -> None:
        """Of columns that are as they were; what only the database can answer is asked anew."""
        columns = [column for column in self.columns.values() if column in before.columns.values()]
        same = {name for name, column in self.columns.items() if before.columns[name] is column}
        self.all = before.all.with_columns(columns)
        with _lock:
            known = list(before._left.items())
        for key, left in known:
            if same.issuperset(name for name, _ in key):
                self._left[key] = left.with_columns(columns)

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
