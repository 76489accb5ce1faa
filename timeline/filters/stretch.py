"""A stretch of what belongs to one record, where that is too much for one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.filters.paging import PAGE_SIZE


@dataclass(frozen=True)
class Stretch:
    rows: list[Any]
    start: int  # how many come before
    total: int

    @property
    def more(self) -> int:
        """How many come after."""
        return max(0, self.total - self.start - len(self.rows))

    @property
    def next(self) -> int | None:
        """Where the next stretch begins, None at the end."""
        return self.start + len(self.rows) if self.more else None


def stretch_of(rows: Sequence[Any], start: int | None, size: int = PAGE_SIZE) -> Stretch:
    begins = start or 0
    return Stretch(list(rows[begins : begins + size]), begins, len(rows))
