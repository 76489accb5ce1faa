"""The best of what a search has found: of each kind as many as are shown, in an order that is the same everywhere."""

from collections.abc import Iterable

from timeline.filters.hits import marks_of
from timeline.search import index
from timeline.search.documents import BY_NUMBER, Kind, Place
from timeline.search.query import Query
from timeline.search.ranking import Ranking


class Best:
    """Ranks documents of one query; what it has to read of them it keeps in `rows`."""

    def __init__(self, query: Query, rows: dict[int, index.Row], day=None):
        self.ranking = Ranking(query)
        self.rows = rows
        self.day = day
        self._places: dict[int, tuple] = {}

    def ranked(self, candidates: dict[Kind, set[int]], titled: set[int], most: int) -> dict[Kind, list[int]]:
        """Of each kind the best, in their order: at least so many of them, unless there are fewer.

        Where the titles alone have enough that nothing else can be better than, nothing else is read.
        """
        first = {kind: ids & titled for kind, ids in candidates.items()}
        self._read(id for ids in first.values() for id in ids)
        others = {kind: set() if self._is_enough(kind, first[kind], most) else ids for kind, ids in candidates.items()}
        self._read(id for kind, ids in others.items() for id in ids - first[kind])
        known = self._places.keys()
        return {kind: sorted((first[kind] | others[kind]) & known, key=self._places.__getitem__) for kind in candidates}

    def _is_enough(self, kind: Kind, titled: set[int], most: int) -> bool:
        limit = self.ranking.most_without_title(kind)
        if limit is None or len(titled) < most:
            return False
        # The first of a place is its score, turned round.
        return sum(-self._places[id][0] > limit for id in titled if id in self._places) >= most

    def _read(self, ids: Iterable[int]) -> None:
        """Give each of these that readers may see its place."""
        rows = index.rows_of(ids)
        self.rows.update(rows)
        for id, (slug, mark) in marks_of(rows, self.day).items():
            self._places[id] = (-self.ranking.score(rows[id], mark), -Place.of(id).day, slug)


def by_kind(kinds: Iterable[Kind], *some: Iterable[int]) -> dict[Kind, set[int]]:
    """Numbers of documents by their kind, each of these kinds with a set of its own."""
    found: dict[Kind, set[int]] = {kind: set() for kind in kinds}
    for ids in some:
        for id in ids:
            found[BY_NUMBER[Place.of(id).kind]].add(id)
    return found
