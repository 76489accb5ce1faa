"""Which lists are held in memory: each is made beside the readers, and follows what is written."""

import logging
import threading
from typing import Any

from django.conf import settings
from django.db import connection

from timeline.data_version import data_version
from timeline.filters.held import HeldList
from timeline.recent_writes.log import Writes, moment, written_since

# A list that more records than this are written of at once is made anew; so it is where more records are written that
# many may hang on.
_MOST_FOLLOWED, _MOST_NAMED = 50_000, 1_000

_lists: dict[type, HeldList] = {}
_making: dict[type, threading.Thread] = {}
_lock = threading.Lock()


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


def made(list_class: Any, before: HeldList | None, version: str) -> HeldList:
    """The list of this data version: the one before it with what was written since, or read from the record."""
    now = moment()  # comes first: what is written from here on is read now and once more by the list after this one
    keys = _written(list_class, before.moment) if before else None
    if before is None or keys is None:
        return HeldList.read(list_class, version, now)
    return before.following(version, now, keys)


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
    version = None
    try:
        version = data_version()
        if version:
            now = made(list_class, _lists.get(list_class), version)
            if data_version() == version:
                _lists[list_class] = now
    except Exception:
        logging.getLogger(__name__).warning("%s could not be held in memory", list_class.__name__, exc_info=True)
        _lists.pop(list_class, None)
    finally:
        connection.close()
        with _lock:
            _making.pop(list_class, None)


def _written(list_class: Any, since: int) -> list[int] | None:
    """Keys of the list's records that writes since then can have reached; None where it has to be read anew."""
    writes = written_since(since) if list_class.follows else None
    return None if writes is None else _reached(list_class, writes)


def _reached(list_class: Any, writes: Writes) -> list[int] | None:
    keys: set[int] = set()
    for table, path in list_class.follows.items():
        written = writes.get(table, set())
        if path and len(written) > _MOST_NAMED:
            return None
        if path and written:
            tied = list_class.model.objects.filter(**{f"{path}__in": written}).order_by()
            keys.update(tied.values_list("pk", flat=True)[: _MOST_FOLLOWED + 1])
        else:
            keys |= written
        if len(keys) > _MOST_FOLLOWED:
            return None
    return sorted(keys)
