"""The best of what a search has found: of each kind as many as are shown, in an order that is the same everywhere."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from timeline.filters.hits import Hit, hits_of
from timeline.search import index
from timeline.search.documents import BY_NUMBER, Kind, Place
from timeline.search.query import Query
from timeline.search.ranking import Ranking, at_most, with_mark

# So many more than are shown have their evidence looked up at once.
_AT_ONCE = 15


class Best:
    """Ranks documents of one query as known on a day."""

    def __init__(self, query: Query, day=None):
        self.ranking = Ranking(query)
        self.day = day
        self._rows: dict[int, index.Row] = {}
        self._scores: dict[int, float] = {}  # without what a mark adds

    def ranked(self, candidates: dict[Kind, set[int]], titled: set[int], most: int) -> dict[Kind, list[Hit]]:
        """Of each kind the best, in their order: at least so many of them, unless there are fewer.

        Where the titles alone have enough that nothing else can be better than, nothing else is read.
        """
        first = {kind: ids & titled for kind, ids in candidates.items()}
        self._read(id for ids in first.values() for id in ids)
        found = {kind: self._best(ids, [], most) for kind, ids in first.items()}
        left = {
            kind: ids - first[kind] for kind, ids in candidates.items() if not self._is_enough(kind, found[kind], most)
        }
        self._read(id for ids in left.values() for id in ids)
        for kind, ids in left.items():
            found[kind] = self._best(ids, found[kind], most)
        return {kind: [place.hit for place in places] for kind, places in found.items()}

    def _is_enough(self, kind: Kind, places: list["_Place"], most: int) -> bool:
        limit = self.ranking.most_without_title(kind)
        return limit is not None and _limit_of(places, most) > limit

    def _best(self, ids: set[int], places: list["_Place"], most: int) -> list["_Place"]:
        """The places that are given with those of these documents that can be among so many, in their order."""
        waiting = sorted(ids, key=self._scores.__getitem__, reverse=True)
        while waiting and at_most(self._scores[waiting[0]]) >= _limit_of(places, most):
            some, waiting = waiting[: most + _AT_ONCE], waiting[most + _AT_ONCE :]
            hits = hits_of(self.ranking.query, some, self._rows, self.day)
            places = sorted([*places, *(self._place(id, hit) for id, hit in hits.items())], key=attrgetter("order"))
        return places

    def _place(self, id: int, hit: Hit) -> "_Place":
        score = with_mark(self._scores[id], hit.mark)
        return _Place((-score, -Place.of(id).day, hit.slug), score, hit)

    def _read(self, ids: Iterable[int]) -> None:
        rows = index.rows_of(ids)
        self._rows.update(rows)
        self._scores.update((id, self.ranking.of_words(row)) for id, row in rows.items())


class _Place(NamedTuple):
    order: tuple
    score: float
    hit: Hit


def _limit_of(places: list[_Place], most: int) -> float:
    """The score below which nothing can be among so many, of those that have places."""
    return places[most - 1].score if len(places) >= most else float("-inf")


def by_kind(kinds: Iterable[Kind], *some: Iterable[int]) -> dict[Kind, set[int]]:
    """Numbers of documents by their kind, each of these kinds with a set of its own."""
    found: dict[Kind, set[int]] = {kind: set() for kind in kinds}
    for ids in some:
        for id in ids:
            found[BY_NUMBER[Place.of(id).kind]].add(id)
    return found
