"""A picture in words: what each lane shows, as rows of a table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from timeline.lanes.detail import Detail
from timeline.lanes.lane import Lane
from timeline.lanes.picture import Picture
from timeline.vocabulary import EvidenceMark


@dataclass(frozen=True)
class Row:
    """One figure: a single event with its `slug`, or several with the `address` of their window."""

    when: str
    words: str
    slug: str = ""
    address: str = ""
    mark: EvidenceMark | None = None
    contested: int = 0


def table_of(picture: Picture) -> list[tuple[Lane, list[Row]]]:
    """Every lane of the picture with its figures from left to right; a density by month, or by year if it is long."""
    return [(lane, [*_figures(picture, lane), *_bins(picture, lane.detail)]) for lane in picture.lanes]


def _figures(picture: Picture, lane: Lane) -> Iterator[Row]:
    for figure in sorted(lane.detail.figures, key=lambda figure: figure.left):
        mark = EvidenceMark(figure.best) if figure.best else None
        told = picture.told.get(figure.rows[0]) if len(figure.rows) == 1 else None
        if told:
            yield Row(picture.when(figure.rows[0]), told.title, told.slug, "", mark, figure.contested)
            continue
        when = picture.period(figure.first, figure.last)
        yield Row(when, f"{len(figure.rows)} events", "", picture.opened(figure, lane), mark, figure.contested)


def _bins(picture: Picture, found: Detail) -> Iterator[Row]:
    window, bins = picture.window, np.array(found.density)
    counts: Counter[tuple[str, str]] = Counter()
    for place in np.flatnonzero(bins):
        day = window.first + int((place + 0.5) / len(bins) * window.days)
        counts[picture.about(day)] += int(bins[place])
    for (period, address), count in counts.items():
        noun = "event" if count == 1 else "events"
        yield Row(f"about {period}", f"{count} {noun}", "", address)
