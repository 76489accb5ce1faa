"""A cache of pieces of pages in the memory of the process, which keeps them as they are.

Django's own packs and unpacks each, under a lock, in case somebody changes what it answers: of fifty cards that is a
twentieth of a page. What lies here must never be changed, and its key must tell of which data version it is.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_pieces: dict[str, OrderedDict[str, Any]] = defaultdict(OrderedDict)
_lock = Lock()


class KeptPieces(BaseCache):
    """The newest MAX_ENTRIES; none of them runs out, for what is out of date is not asked for any more."""

    def __init__(self, name: str, params: dict[str, Any]):
        super().__init__(params)
        self._kept = _pieces[name]

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._kept.get(key, default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        kept = self._kept
        return {key: kept[key] for key in keys if key in kept}

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self.set_many({key: value})

    def set_many(self, data: dict[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[Any]:
        with _lock:
            self._kept.update(data)
            while len(self._kept) > self._max_entries:
                self._kept.popitem(last=False)
        return []

    def clear(self) -> None:
        with _lock:
            self._kept.clear()
