"""A picture in words: what each lane shows, as rows of a table."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from timeline import dates
from timeline.lanes.detail import Detail
from timeline.lanes.picture import Lane, Picture
from timeline.vocabulary import EvidenceMark


@dataclass(frozen=True)
class Row:
    """One figure: a single event with its `slug`, or several with the `address` of their window."""

    when: str
    words: str
    slug: str = ""
    address: str = ""
    mark: EvidenceMark | None = None
    is_contested: bool = False


def table_of(picture: Picture) -> list[tuple[Lane, list[Row]]]:
    """Every lane of the picture with its figures from left to right; a density by month, or by year if it is long."""
    return [(lane, [*_figures(picture, lane.detail), *_bins(picture, lane.detail)]) for lane in picture.lanes]


def _figures(picture: Picture, found: Detail) -> Iterator[Row]:
    for figure in sorted(found.figures, key=lambda figure: figure.left):
        mark = EvidenceMark(figure.best) if figure.best else None
        told = picture.told.get(figure.rows[0]) if len(figure.rows) == 1 else None
        if told:
            yield Row(dates.read(told.date).label, told.title, told.slug, "", mark, figure.is_contested)
            continue
        first, last = (dates.day_label(datetime.date.fromordinal(day)) for day in (figure.first, figure.last))
        when = first if first == last else f"{first} – {last}"
        address = picture.around(figure.left, max(figure.right, figure.left + 1 / picture.window.days))
        yield Row(when, f"{len(figure.rows)} events", "", address, mark, figure.is_contested)


def _bins(picture: Picture, found: Detail) -> Iterator[Row]:
    window, bins = picture.window, np.array(found.density)
    letters = 7 if window.days <= 5 * 366 else 4
    counts: Counter[str] = Counter()
    for place in np.flatnonzero(bins):
        day = window.first + int((place + 0.5) / len(bins) * window.days)
        counts[datetime.date.fromordinal(day).isoformat()[:letters]] += int(bins[place])
    for period, count in counts.items():
        address = picture.filters.address(since=period, until=period)
        noun = "event" if count == 1 else "events"
        yield Row(f"about {dates.period_label(period)}", f"{count} {noun}", "", address)
