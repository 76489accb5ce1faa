"""Words above points of a line: on which level each stands, so that no words meet and no stem runs through any."""

from collections.abc import Sequence
from dataclasses import dataclass

_HIGHEST_LEVEL = 6
_LETTER = 6.3  # pixels, on average
_GAP = 8
_ASIDE = 5  # between a stem and the words that begin or end at it
_OUTSIDE = 14  # how far words may stand out at either end of the line


@dataclass(frozen=True)
class Words:
    """Words at `x` pixels; `anchor` is the end of them that stands there: start, middle or end."""

    x: float
    text: str
    anchor: str
    level: int

    @property
    def left(self) -> float:
        width = width_of(self.text)
        return self.x + self.shift - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]

    @property
    def shift(self) -> int:
        return {"start": _ASIDE, "middle": 0, "end": -_ASIDE}[self.anchor]

    @property
    def right(self) -> float:
        return self.left + width_of(self.text)

    def meets(self, other: "Words") -> bool:
        """Whether the words overlap, or the stem of one runs through the other."""
        if self.level == other.level:
            return self.left < other.right + _GAP and other.left < self.right + _GAP
        lower, higher = sorted((self, other), key=lambda words: words.level)
        return lower.left - 1 < higher.x < lower.right + 1


def width_of(text: str) -> float:
    return len(text) * _LETTER


def words_above(points: Sequence[tuple[float, Sequence[str]]], width: float) -> list[Words | None]:
    """For each point, from left to right, the first of its texts that finds a place; None where there is no room."""
    placed: dict[int, Words] = {}
    for cluster in _clusters(points):
        half = (len(cluster) + 1) // 2
        # Outer words first and lowest, turned outward: then the stems of the inner ones pass between them.
        for number in cluster[:half]:
            _place(placed, number, points[number], width, ("middle",) if len(cluster) == 1 else ("end",))
        for number in reversed(cluster[half:]):
            _place(placed, number, points[number], width, ("start",))
    return [placed.get(number) for number in range(len(points))]


def _clusters(points: Sequence[tuple[float, Sequence[str]]]) -> list[list[int]]:
    """Points whose words would meet on one level, together."""
    clusters: list[list[int]] = []
    for number, (x, texts) in enumerate(points):
        if clusters:
            before_x, before = points[clusters[-1][-1]]
            if x - before_x < (width_of(texts[0]) + width_of(before[0])) / 2 + _GAP:
                clusters[-1].append(number)
                continue
        clusters.append([number])
    return clusters


def _place(placed: dict[int, Words], number: int, point, width: float, preferred: tuple[str, ...]) -> None:
    x, texts = point
    anchors = (*preferred, *(anchor for anchor in ("middle", "start", "end") if anchor not in preferred))
    for text in texts:
        for anchor in anchors:
            for level in range(_HIGHEST_LEVEL + 1):
                words = Words(x, text, anchor, level)
                is_inside = words.left >= -_OUTSIDE and words.right <= width + _OUTSIDE
                if is_inside and not any(words.meets(other) for other in placed.values()):
                    placed[number] = words
                    return
