"""Which lists are held in memory: made beside the readers, or by the first who waits; and how they follow writes."""

import logging
import threading
from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from timeline.data_version import data_version, one_version
from timeline.filters.held import HeldList
from timeline.recent_writes.log import Writes, moment, one_state, written_since

# A list is made anew where more than so many of its records were written, or one record in so many of it: to read the
# others one by one would take longer. So it is where more records were written than this that any number may hang on.
_FEW, _ONE_IN = 256, 20
_MOST_NAMED = 1_000

_lists: dict[type, HeldList] = {}
_locks: dict[type, threading.Lock] = defaultdict(threading.Lock)
_making: dict[type, threading.Thread] = {}


def held(list_class: type, version: str, waits: bool = False) -> HeldList | None:
    """The list as of this data version; None where none are held, and while it is being made, beside the readers.

    A reader who `waits` for it gets None only where somebody wrote meanwhile, or it could not be made.
    """
    if not settings.HOLD_LISTS:
        return None
    known = _lists.get(list_class)
    if known and known.version == version:
        return known
    if waits:
        _make(list_class)
    else:
        _make_beside(list_class)
    known = _lists.get(list_class)
    return known if known and known.version == version else None


def made(list_class: Any, before: HeldList | None, version: str) -> HeldList:
    """The list of this data version: the one before it with what was written since, or read from the record.

    Within `one_state`, or a list's columns may be of different ones.
    """
    now = moment() if list_class.follows else None
    keys = _written(list_class, before) if before else None
    if before is None or keys is None:
        return HeldList.read(list_class, version, now)
    return before.following(version, now, keys)


def _make_beside(list_class: type) -> None:
    def make():
        _make(list_class)
        connection.close()

    making = _making.get(list_class)
    if making is None or not making.is_alive():
        name = f"making {list_class.__name__}"
        making = _making[list_class] = threading.Thread(target=make, name=name, daemon=True)
        making.start()


def _make(list_class: type) -> None:
    """Leaves the list as it was where somebody writes meanwhile, or whatever goes wrong: readers ask the database.

    Whoever comes while somebody else is at it waits, and finds it made.
    """
    with _locks[list_class], one_version(None):  # not that of the request, which may be an older one by now
        version = None
        try:
            version, known = data_version(), _lists.get(list_class)
            if not version or (known and known.version == version):
                return
            with one_state():
                now = made(list_class, known, version)
            if data_version() == version:
                _lists[list_class] = now
        except Exception:
            if _has_moved(version):
                return
            logging.getLogger(__name__).warning("%s could not be held in memory", list_class.__name__, exc_info=True)
            _lists.pop(list_class, None)


def _has_moved(version: str | None) -> bool:
    """Whether somebody has written since: what was read in between need not fit together."""
    try:
        return data_version() != version
    except DatabaseError:
        return False


def _written(list_class: Any, before: HeldList) -> list[int] | None:
    """Keys of the list's records that writes since then can have reached; None where it has to be read anew."""
    writes = written_since(before.moment) if before.moment else None
    return None if writes is None else _reached(list_class, writes, max(_FEW, len(before) // _ONE_IN))


def _reached(list_class: Any, writes: Writes, most: int) -> list[int] | None:
    keys: set[int] = set()
    for table, path in list_class.follows.items():
        written = writes.get(table, set())
        if path and len(written) > _MOST_NAMED:
            return None
        if path and written:
            tied = list_class.model.objects.filter(**{f"{path}__in": written}).order_by().distinct()
            keys.update(tied.values_list("pk", flat=True)[: most + 1])
        else:
            keys |= written
        if len(keys) > most:
            return None
    return sorted(keys)
