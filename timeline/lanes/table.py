"""A picture in words: what each lane shows, as rows of a table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
        rows = list(figure.rows)
        own = picture.drawn.rows
        marks = own.marks[rows][own.marks[rows] > 0]
        mark = EvidenceMark(int(marks.min())) if len(marks) else None
        contested = bool(picture.drawn.is_contested[rows].any())
        told = picture.told.get(rows[0]) if len(rows) == 1 else None
        if told:
            yield Row(picture.when(rows[0]), told.title, told.slug, "", mark, contested)
            continue
        when = picture.period(*_ends(picture, rows))
        address = picture.around(figure.left, max(figure.right, figure.left + 1 / picture.window.days))
        yield Row(when, f"{len(rows)} events", "", address, mark, contested)


def _ends(picture: Picture, rows: list[int]) -> tuple[int, int]:
    own, window = picture.drawn.rows, picture.window
    return max(int(own.first[rows].min()), window.first), min(int(own.last[rows].max()), window.last)


def _bins(picture: Picture, found: Detail) -> Iterator[Row]:
    window, bins = picture.window, np.array(found.density)
    counts: Counter[tuple[str, str]] = Counter()
    for place in np.flatnonzero(bins):
        day = window.first + int((place + 0.5) / len(bins) * window.days)
        counts[picture.about(day)] += int(bins[place])
    for (period, address), count in counts.items():
        noun = "event" if count == 1 else "events"
        yield Row(f"about {period}", f"{count} {noun}", "", address)
