"""What a search has found as it is shown: a stretch of its text, evidence, date, whether accounts of it differ."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, DateField, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast

from timeline.filters.found import is_told
from timeline.models import Question, Quote
from timeline.models.asked_often import AskedOften
from timeline.models.contested import contested_points
from timeline.search import index
from timeline.search.documents import KINDS, PK_MASK, Kind, kind_of
from timeline.search.excerpts import has_found, pieces
from timeline.search.query import Query
from timeline.search.ranking import Ranking
from timeline.vocabulary import EvidenceMark

_LONGEST_TITLE = 400
MOST_ALIKE = 64  # so many are asked for by the same query, however few they are
# Their names hold what single accounts say, which is not shown without whose it is.
_ACCOUNTS_AMONG_NAMES = ("question", "quote")


@dataclass(frozen=True)
class Hit:
    query: Query
    kind: Kind
    slug: str
    date: str  # EDTF, "" where a record has none
    mark: EvidenceMark | None
    row: index.Row
    is_told: bool  # whether more than its title can be shown
    contested_points: int  # on how many points accounts of an event, a case or a quote differ
    quote: Quote | None = None  # with its checks, where it is one

    @property
    def speaker(self) -> str:
        """Whose words a quote has."""
        return self.row.names.partition("\n")[0] if self.kind.name == "quote" else ""

    @cached_property
    def case(self) -> list[tuple[str, bool]]:
        """Which case a filing is of: every docket has its complaint."""
        return pieces(self.query, self.row.names.partition("\n")[0]) if self.kind.name == "filing" else []

    @cached_property
    def score(self) -> float:
        return Ranking(self.query).score(self.row, self.mark)

    @cached_property
    def title(self) -> list[tuple[str, bool]]:
        return pieces(self.query, self.row.title, _LONGEST_TITLE)

    @cached_property
    def excerpt(self) -> list[tuple[str, bool]]:
        return pieces(self.query, self.row.body) if self.is_told else []

    @cached_property
    def found_by(self) -> list[tuple[str, bool]]:
        """The name or number by which it was found, where neither title nor text has the words."""
        # A source goes by its publisher and author on any day.
        is_shown = any(map(has_found, (self.title, self.excerpt, self.case)))
        if is_shown or not (self.is_told or self.kind.name == "source"):
            return []
        if self.kind.name in _ACCOUNTS_AMONG_NAMES:
            return []
        named = (pieces(self.query, name) for name in self.row.names.split("\n"))
        return next(filter(has_found, named), [])


def hits_of(query: Query, ids: Iterable[int], rows: dict[int, index.Row], day=None) -> dict[int, Hit]:
    """By the number of its document, whatever of these readers may see on that day; one query a kind, two of quotes."""
    ids = list(ids)
    checked, found = _checked(ids, day), {}
    for id, kind, (slug, mark, date, in_full, points) in _asked(_telling, ids, day):
        known, shown = EvidenceMark(mark) if mark else None, is_told(kind.model, in_full, day)
        found[id] = Hit(query, kind, slug, date, known, rows[id], shown, points, checked.get(id))
    return found


def _checked(ids: list[int], day) -> dict[int, Quote]:
    """The quotes among them, each with its checks against held text."""
    places = {id & PK_MASK: id for id in ids if kind_of(id) is KINDS["quote"]}
    pks = list(places) if day else _filled_up(list(places))
    return {places[quote.pk]: quote for quote in (_quotes_checked(pks, day=day) if places else ())}


def marks_of(ids: Iterable[int], day=None) -> dict[int, tuple[str, EvidenceMark | None]]:
    """The same with no more than their slug and mark, by which they are ranked."""
    return {id: (slug, EvidenceMark(mark) if mark else None) for id, _, (slug, mark) in _asked(_marking, ids, day)}


def _asked(asking: Callable, ids: Iterable[int], day) -> Iterator[tuple[int, Kind, list]]:
    """What a query tells of the records of these documents, by their numbers.

    A query a kind: one for all of them would be another one for each set of kinds, and built each time.
    """
    by_kind: dict[Kind, dict[int, int]] = {}
    for id in ids:
        by_kind.setdefault(kind_of(id), {})[id & PK_MASK] = id
    for kind, of_kind in by_kind.items():
        pks = list(of_kind) if day else _filled_up(list(of_kind))
        for pk, *told in asking(kind)(pks, day=day):
            yield of_kind[pk], kind, told


def _filled_up(pks: list[int]) -> list[int]:
    """To one length: however few there are, their query has been built by the first search."""
    return pks + pks[-1:] * (MOST_ALIKE - len(pks))


_quotes_checked = AskedOften(lambda pks, day=None: Quote.objects.public().for_card(day).filter(pk__in=pks).order_by())


@cache
def _telling(kind: Kind) -> AskedOften:
    return AskedOften(lambda pks, day=None: _told(kind, day, pks))


@cache
def _marking(kind: Kind) -> AskedOften:
    return AskedOften(lambda pks, day=None: _marked(kind, day, pks))


def _marked(kind: Kind, day, pks: list[int]) -> QuerySet:
    records = kind.records.known_on(day).filter(pk__in=pks).order_by()
    is_marked = hasattr(records, "marked_on")
    records = records.marked_on(day) if is_marked else records
    mark: Any = F("mark_then") if is_marked else F("mark") if kind.name == "source" else Value(None)
    return records.annotate(of_mark=Cast(mark, IntegerField())).values_list("pk", "slug", "of_mark")


def _told(kind: Kind, day, pks: list[int]) -> QuerySet:
    records, dated = _marked(kind, day, pks), getattr(kind.model, "dated_by", None)
    in_full: Any = F("known_in_full") if hasattr(records, "marked_on") else Value(None)
    return records.annotate(
        of_date=F(dated) if dated else Value("", CharField(max_length=40)),
        in_full=Cast(in_full, DateField()),
        points=_points(kind, day),
    ).values_list("pk", "slug", "of_mark", "of_date", "in_full", "points")


def _points(kind: Kind, day) -> Any:
    """On how many points accounts of a record differ; of a contested point, 1 where they do."""
    if kind.name == "question":
        differing = Question.objects.public().contested(day).filter(pk=OuterRef("pk"))
        return Choose(When(Exists(differing), then=Value(1)), default=Value(0), output_field=IntegerField())
    return contested_points(kind.name, day) if kind.name in ("event", "case", "quote") else Value(0)
