"""Pages by cursor: stable while records are added, and page 10,000 costs what page 1 costs."""

import base64
import binascii
import datetime
import json
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

PAGE_SIZE = 50
_LARGEST_ID = 2**63 - 1
_WHOLE_NUMBERS = ("id", "provenance_then", "weakness_then", "entry_place", "attachment_place", "known_day", "known_ago")


class CursorProblem(ValueError):
    """A cursor that this list did not give."""


@dataclass(frozen=True)
class Order:
    """Columns to sort by, never null, the last one unique; the first may be named with its type's reader."""

    columns: tuple[str, ...]
    is_descending: bool = False

    @property
    def order_by(self) -> list[str]:
        return [f"-{column}" if self.is_descending else column for column in self.columns]

    def reversed(self) -> "Order":
        return Order(self.columns, not self.is_descending)


BY_TIME = Order(("sorts_from", "sorts_to", "id"))
BY_DOCKET = Order(("sorts_from", "sorts_to", "entry_place", "attachment_place", "id"))
BY_NAME = Order(("sorts_as", "id"))
BY_PROVENANCE = Order(("provenance_then", "sorts_from", "sorts_to", "id"))
# Names go from A to Z among records of one score, whichever score comes first.
WEAKEST_BY_NAME = Order(("provenance_then", "sorts_as", "id"))
STRONGEST_BY_NAME = Order(("weakness_then", "sorts_as", "id"))
# And among those that came to be known on one day.
OLDEST_BY_NAME = Order(("known_day", "sorts_as", "id"))
NEWEST_BY_NAME = Order(("known_ago", "sorts_as", "id"))


@dataclass
class Page:
    """Some rows in order, and the cursor of the row after which the next page begins ("" at the end)."""

    rows: list[Any] = field(default_factory=list)
    next: str = ""


def page_of(queryset: QuerySet, order: Order, after: str = "", size: int = PAGE_SIZE) -> Page:
    """One page; one query. Raises CursorProblem."""
    rows = queryset.filter(_beyond(order, read_cursor(order, after))) if after else queryset
    return page_from(list(first_rows(rows, order, size)), order, size)


def first_rows(queryset: QuerySet, order: Order, size: int = PAGE_SIZE) -> QuerySet:
    """The rows of the first page, and one more if there is a second."""
    return queryset.order_by(*order.order_by)[: size + 1]


def page_from(found: list[Any], order: Order, size: int = PAGE_SIZE) -> Page:
    """The page that begins with what `first_rows` found."""
    return Page(found[:size], cursor(order, found[size - 1]) if len(found) > size else "")


def cursor(order: Order, row: Any) -> str:
    """A place in the list that survives additions: the row's sorting columns."""
    return encoded([getattr(row, column) for column in order.columns])


def encoded(values: list[Any]) -> str:
    """The cursor of a row with these values in its sorting columns."""
    plain = [value.isoformat() if isinstance(value, datetime.date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def read_cursor(order: Order, text: str) -> list[Any]:
    """The sorting columns' values. Raises CursorProblem."""
    try:
        decoded = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        values = json.loads(decoded)
        first, *_ = values = [_value(column, value) for column, value in zip(order.columns, values, strict=True)]
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError):
        raise CursorProblem("This page does not exist; start again from the first one.") from None
    return values if first is not None else []


def _value(column: str, value: Any) -> Any:
    if column in _WHOLE_NUMBERS:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST_ID:
            raise ValueError(value)
        return value
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    value.encode()  # a lone surrogate passes JSON, and no database takes it
    if column == "made_at":
        moment = datetime.datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment.astimezone(datetime.UTC)  # as a database wants it: the first day has no moment before it
    return datetime.date.fromisoformat(value) if column.startswith(("sorts_from", "sorts_to")) else value


def _beyond(order: Order, values: list[Any]) -> Q:
    """(a, b, id) past (x, y, z), spelled so that an index on the columns serves it."""
    past = "lt" if order.is_descending else "gt"
    first, first_value = order.columns[0], values[0]
    steps = []
    for number, (column, value) in enumerate(zip(order.columns, values, strict=True)):
        equal = dict(zip(order.columns[:number], values[:number], strict=True))
        steps.append(Q(**equal, **{f"{column}__{past}": value}))
    return Q(**{f"{first}__{past}e": first_value}) & reduce(or_, steps)
