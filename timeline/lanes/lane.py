"""One lane of a picture: whose it is, what is drawn of it, how much it stands for."""

import datetime
from dataclasses import dataclass, field

from timeline import dates
from timeline.lanes import axis
from timeline.lanes.detail import Detail, Window
from timeline.lanes.lives import Life


@dataclass
class Lane:
    slug: str
    name: str
    count: int
    detail: Detail
    first: int
    last: int
    contested: int = 0  # events of it in the window of which accounts differ
    life: Life | None = None
    labels: list[axis.Label] = field(default_factory=list)

    @classmethod
    def without_events(cls, record, window: Window) -> "Lane":
        """The lane of a case of which nothing lies in the window."""
        return cls(record.slug, record.short_name, 0, Detail(), window.first, window.last)

    @property
    def span(self) -> str:
        """“Feb 2024 to May 2026”, of its events in the window."""
        ends = [dates.period_label(datetime.date.fromordinal(day).isoformat()[:7]) for day in (self.first, self.last)]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
