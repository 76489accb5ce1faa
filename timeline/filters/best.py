"""The best of what a search has found: of each kind as many as are shown, in an order that is the same everywhere."""

from collections.abc import Iterable
from typing import NamedTuple

from timeline.filters.hits import MOST_ALIKE, marks_of
from timeline.search import index
from timeline.search.documents import Kind, day_of, kind_of
from timeline.search.query import Query
from timeline.search.ranking import Ranking, at_most, with_mark
from timeline.vocabulary import EvidenceMark


class Best:
    """Ranks documents of one query as known on a day; what it has read of them stands in `rows`."""

    def __init__(self, query: Query, day=None):
        self.ranking = Ranking(query)
        self.day = day
        self.rows: dict[int, index.Row] = {}
        self._scores: dict[int, float] = {}  # without what a mark adds

    def ranked(self, candidates: dict[Kind, set[int]], titled: set[int], most: int) -> dict[Kind, list[int]]:
        """Of each kind the best, in their order: at least so many of them, unless there are fewer.

        Where the titles alone have enough that nothing else can be better than, nothing else is read.
        """
        of_titles = {kind: ids & titled for kind, ids in candidates.items()}
        first = {kind: ids if len(ids) >= most else set() for kind, ids in of_titles.items()}
        self._read(id for ids in first.values() for id in ids)
        found = {kind: self._best(ids, [], most) for kind, ids in first.items()}
        left = {
            kind: ids - first[kind] for kind, ids in candidates.items() if not self._is_enough(kind, found[kind], most)
        }
        self._read(id for ids in left.values() for id in ids)
        for kind, ids in left.items():
            found[kind] = self._best(ids, found[kind], most)
        return {kind: [place.id for place in places] for kind, places in found.items()}

    def _is_enough(self, kind: Kind, places: list["_Place"], most: int) -> bool:
        limit = self.ranking.most_without_title(kind)
        return limit is not None and len(places) >= most and -places[most - 1].score > limit

    def _best(self, ids: set[int], places: list["_Place"], most: int) -> list["_Place"]:
        """The places that are given with those of these documents that can be among so many, in their order."""
        waiting = sorted((-self._scores[id], -day_of(id), id) for id in ids)
        while waiting and not self._is_beyond(waiting[0], places, most):
            some, waiting = waiting[:MOST_ALIKE], waiting[MOST_ALIKE:]
            new = (self._place(id, *told) for id, told in marks_of([id for *_, id in some], self.day).items())
            places = sorted([*places, *new])
        return places

    def _is_beyond(self, waiting: tuple[float, int, int], places: list["_Place"], most: int) -> bool:
        """Whether a document would not be among so many with the best evidence that there is; nor any after it."""
        score, day, _ = waiting
        return len(places) >= most and (-at_most(-score), day) > places[most - 1][:2]

    def _place(self, id: int, slug: str, mark: EvidenceMark | None) -> "_Place":
        return _Place(-with_mark(self._scores[id], mark), -day_of(id), slug, id)

    def _read(self, ids: Iterable[int]) -> None:
        rows = index.rows_of(ids)
        self.rows.update(rows)
        self._scores.update((id, self.ranking.of_words(row)) for id, row in rows.items())


class _Place(NamedTuple):
    """What documents are sorted by: the better before, then the newer."""

    score: float
    day: int
    slug: str
    id: int


def by_kind(kinds: Iterable[Kind], *some: Iterable[int]) -> dict[Kind, set[int]]:
    """Numbers of documents by their kind, each of these kinds with a set of its own."""
    found: dict[Kind, set[int]] = {kind: set() for kind in kinds}
    for ids in some:
        for id in ids:
            found[kind_of(id)].add(id)
    return found
