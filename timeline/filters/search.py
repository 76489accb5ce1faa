"""What a search finds: records of every kind, the best first, each with a stretch of its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django import forms
from django.db.models import Case as Choose
from django.db.models import CharField, Count, DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from timeline import dates
from timeline.filters.counting import counted
from timeline.filters.fields import OneField, WordsField
from timeline.filters.found import found, is_told
from timeline.filters.known_on import KnownOn
from timeline.models import Question
from timeline.models.asked_often import AskedOften
from timeline.models.contested import contested_points
from timeline.search import index
from timeline.search.documents import BY_NUMBER, KINDS, Kind, Place
from timeline.search.excerpts import has_found, pieces
from timeline.search.query import Query, read_query
from timeline.search.ranking import score
from timeline.vocabulary import EvidenceMark

# Of each kind so many are ranked that have all words in their title, and so many others, the newest; all are counted.
RANKED = 100
SHOWN_OF_EACH, SHOWN_OF_ONE = 5, 20
ORDERS = [("best", "Best first"), ("newest", "Newest first")]

_TYPES = [(kind.name, kind.plural) for kind in KINDS.values()]
_LONGEST_TITLE = 400
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

    @property
    def speaker(self) -> str:
        """Whose words a quote has."""
        return self.row.names.partition("\n")[0] if self.kind.name == "quote" else ""

    @cached_property
    def score(self) -> float:
        return score(self.query, self.row, self.mark)

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
        if not (self.is_told or self.kind.name == "source") or has_found(self.title) or has_found(self.excerpt):
            return []
        if self.kind.name in _ACCOUNTS_AMONG_NAMES:
            return []
        named = (pieces(self.query, name) for name in self.row.names.split("\n"))
        return next(filter(has_found, named), [])


@dataclass(frozen=True)
class Group:
    """The hits of one kind that are shown, and how many there are."""

    kind: Kind
    count: int
    hits: list[Hit]


class SearchPage(KnownOn):
    """`q`, `type` (a kind of record), `order`, and `after`: how many have been shown, or the last of the newest."""

    q = WordsField(label="Search")
    type = OneField(_TYPES, label="Type")
    order = OneField(ORDERS, label="Order")
    after = forms.IntegerField(min_value=0, max_value=2**63 - 1, required=False, label="Page")

    field_order = ["q", "type", "as_of", "order", "after"]
    is_typing = False

    @cached_property
    def asked(self) -> Query:
        query = read_query(self.cleaned_data.get("q", "") if self.is_valid() else "")
        return query.still_typed() if self.is_typing else query

    @property
    def chosen(self) -> Kind | None:
        name = self.cleaned_data.get("type") if self.is_valid() else ""
        return KINDS[name] if name else None

    @property
    def is_newest_first(self) -> bool:
        return self.is_valid() and self.cleaned_data["order"] == "newest"

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.counts_of(self.asked)

    def counts_of(self, query: Query) -> dict[str, int]:
        """How many records of each kind a query finds, of kinds with any; one query."""
        if not query:
            return {}
        if not self.day:
            return index.counts(query)
        first, *others = (
            self._found(kind, query)
            .order_by()
            .annotate(kind_of=Value(kind.name, CharField(max_length=10)))
            .values("kind_of")
            .annotate(n=Count("pk"))
            .values_list("kind_of", "n")
            for kind in KINDS.values()
        )
        return {name: count for name, count in first.union(*others, all=True) if count}

    @cached_property
    def left_out(self) -> int:
        """How many more records the view of today finds by their titles, none of whose sources has a date."""
        if not self.day or not self.asked:
            return 0
        kinds = [self.chosen] if self.chosen else KINDS.values()
        return sum(counted({k.name: found(k.records.undated(), self.asked, self.day) for k in kinds}).values())

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def kinds(self) -> list[tuple[Kind, int]]:
        """Every kind that has hits, with how many."""
        return [(kind, self.counts[kind.name]) for kind in KINDS.values() if self.counts.get(kind.name)]

    @cached_property
    def period(self) -> str:
        """The day, month or year that was typed, as EDTF; "" for anything else."""
        typed = self.asked.typed.strip('"“” ')
        meant = dates.meant(typed)
        try:
            reading = dates.read(meant[0] if len(meant) == 1 else typed)
        except dates.DateProblem:
            return ""
        return reading.text if reading.precision in ("day", "month", "year") else ""

    @property
    def total_of_chosen(self) -> int:
        return self.counts.get(self.chosen.name, 0) if self.chosen else 0

    @cached_property
    def groups(self) -> list[Group]:
        """The kinds that have hits, that with the best hit first; the kind that is asked for alone, a page of it."""
        first, last = (self._start, self._start + SHOWN_OF_ONE) if self.chosen else (0, SHOWN_OF_EACH)
        groups = [Group(kind, self.counts[kind.name], self._ranked[kind.name][first:last]) for kind in self._asked]
        if len(groups) < 2:
            return groups
        return sorted(groups, key=lambda group: -max((hit.score for hit in group.hits), default=-100))

    @property
    def next(self) -> int | None:
        """What comes after this page of the kind that is asked for; None at the end of what is ranked, or of all."""
        hits = self.groups[0].hits if self.chosen and self.groups else []
        if len(hits) < SHOWN_OF_ONE:
            return None
        if self.is_newest_first:
            return hits[-1].row.id
        shown = self._start + SHOWN_OF_ONE
        return shown if shown < self.ranked_of_chosen else None

    @property
    def first_shown(self) -> int:
        """The place of the first hit of this page among the best."""
        return self._start + 1

    @property
    def ranked_of_chosen(self) -> int:
        """How many of the kind that is asked for can be shown best first."""
        return len(self._ranked.get(self.chosen.name, ())) if self.chosen else 0

    @property
    def has_more_than_ranked(self) -> bool:
        """Whether this is the last page of the best, though more were found."""
        at_end = bool(self.groups) and not self.is_newest_first and not self.next
        return at_end and self.ranked_of_chosen < self.total_of_chosen

    @property
    def _asked(self) -> list[Kind]:
        return [kind for kind, _ in self.kinds if self.chosen in (None, kind)]

    @property
    def _start(self) -> int:
        return 0 if self.is_newest_first else self.cleaned_data.get("after") or 0

    @cached_property
    def _ranked(self) -> dict[str, list[Hit]]:
        """The hits of each kind in the order of the page."""
        found = self._hits(self._asked)
        if not self.is_newest_first:
            for hits in found.values():
                hits.sort(key=lambda hit: (-hit.score, -Place.of(hit.row.id).day, hit.slug))
        return found

    def _hits(self, kinds: list[Kind]) -> dict[str, list[Hit]]:
        """By kind, the newest first."""
        ids = self._candidates(kinds)
        rows = index.rows_of(ids)
        hits: dict[str, list[Hit]] = {kind.name: [] for kind in kinds}
        places = {(place.kind, place.pk): id for id in ids for place in [Place.of(id)]}
        for name, pk, slug, mark, date, in_full, points in self._told(kinds, ids):
            kind = KINDS[name]
            row = rows[places[kind.number, pk]]
            shown = is_told(kind.model, in_full, self.day)
            known = EvidenceMark(mark) if mark else None
            hits[name].append(Hit(self.asked, kind, slug, date, known, row, shown, points))
        for of_kind in hits.values():
            of_kind.sort(key=lambda hit: -hit.row.id)
        return hits

    def _candidates(self, kinds: list[Kind]) -> set[int]:
        """The numbers of the documents that are ranked, or of one page of the newest."""
        before = self.cleaned_data.get("after") or 0 if self.is_newest_first else 0
        if self.day:
            return {id for kind in kinds for id in self._known_then(kind, before)}
        most = SHOWN_OF_ONE if before or self.is_newest_first else RANKED
        found = {kind: self.counts[kind.name] for kind in kinds}
        newest = index.newest(found, self.asked, most, before=before)
        titled = [] if self.is_newest_first else index.newest(found, self.asked, most, title_only=True)
        return {*newest, *titled}

    def _known_then(self, kind: Kind, before: int) -> Iterable[int]:
        """The same of one kind, of what was known on the day of the view; one query."""
        records: Any = self._found(kind, self.asked)
        is_dated = hasattr(kind.model, "sorts_from")
        if before:
            place = Place.of(before)
            older = Q(sorts_from__lt=place.date) | Q(sorts_from=place.date, pk__lt=place.pk)
            records = records.filter(older if is_dated else Q(pk__lt=place.pk))
        records = records.order_by(*(["-sorts_from"] if is_dated else []), "-pk")
        most = SHOWN_OF_ONE if self.is_newest_first else 2 * RANKED
        return map(kind.document_id, records.only("pk", *(["sorts_from"] if is_dated else []))[:most])

    def _told(self, kinds: list[Kind], ids: set[int]):
        """(kind, key, slug, mark, date, known in full, contested points) of each record; one query."""
        pks: dict[str, list[int]] = {kind.name: [] for kind in kinds}
        for place in map(Place.of, ids):
            pks[BY_NUMBER[place.kind].name].append(place.pk)
        names = tuple(name for name, of_kind in pks.items() if of_kind)
        return _telling(names)(*(pks[name] for name in names), day=self.day) if names else []

    def _found(self, kind: Kind, query: Query) -> QuerySet:
        return found(kind.records.known_on(self.day), query, self.day)


@cache
def _telling(names: tuple[str, ...]) -> AskedOften:
    """What is shown of records of these kinds, by their keys of each kind."""

    def build(*pks: list[int], day=None) -> QuerySet:
        first, *others = (_shown(KINDS[name], day, of_kind) for name, of_kind in zip(names, pks, strict=True))
        return first.union(*others, all=True)

    return AskedOften(build)


def _shown(kind: Kind, day, pks: list[int]) -> QuerySet:
    records = kind.records.known_on(day).filter(pk__in=pks).order_by()
    is_marked, dated = hasattr(records, "marked_on"), getattr(kind.model, "dated_by", None)
    records = records.marked_on(day) if is_marked else records
    mark: Any = F("mark_then") if is_marked else F("mark") if kind.name == "source" else Value(None)
    in_full: Any = F("known_in_full") if is_marked else Value(None)
    return records.annotate(
        of_kind=Value(kind.name, CharField(max_length=10)),
        of_mark=Cast(mark, IntegerField()),
        of_date=F(dated) if dated else Value("", CharField(max_length=40)),
        in_full=Cast(in_full, DateField()),
        points=_points(kind, day),
    ).values_list("of_kind", "pk", "slug", "of_mark", "of_date", "in_full", "points")


def _points(kind: Kind, day) -> Any:
    """On how many points accounts of a record differ; of a contested point, 1 where they do."""
    if kind.name == "question":
        differing = Question.objects.public().contested(day).filter(pk=OuterRef("pk"))
        return Choose(When(Exists(differing), then=Value(1)), default=Value(0), output_field=IntegerField())
    return contested_points(kind.name, day) if kind.name in ("event", "case", "quote") else Value(0)
