"""Facets: how many records each value of a filter would leave, under all the other filters, in one query."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.functions import Cast

from timeline.filters.contested_cases import differing_cases
from timeline.models import Case, CaseDataUse
from timeline.vocabulary import EvidenceMark, Workflow

# How the records of a facet are grouped: the rows to count, value, label, and the column that is counted once each.
Leg = Callable[[QuerySet, Any], tuple[QuerySet, Any, Any, str]]

SHOWN_AT_FIRST = 8
SHOWN_AT_MOST = 60


@dataclass(frozen=True)
class FacetSpec:
    """One facet of a list: the filter's name, its heading, and how its values are counted."""

    name: str
    title: str
    leg: Leg
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)  # not frozen: a page has hundreds, and to make one that is takes three times as long
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    choices: list[Choice]

    @cached_property
    def first(self) -> list[Choice]:
        """The chosen ones and the largest, in the facet's order."""
        shown = {choice.value for choice in self.choices[:SHOWN_AT_FIRST]}
        return [choice for choice in self.choices if choice.is_chosen or choice.value in shown]

    @cached_property
    def rest(self) -> list[Choice]:
        shown = {choice.value for choice in self.first}
        return [choice for choice in self.choices if choice.value not in shown]


@dataclass(frozen=True)
class FurtherCount:
    """Counts of a column beside the facets, under all filters: the field of the survey that takes them."""

    name: str
    column: str
    leg: Leg


@dataclass
class Survey:
    """What one query tells of a list besides its rows."""

    total: int = 0
    contested: int = 0
    left_out: int = 0
    # Slugs of those on which accounts differed by the day of the view, where it is a past one and cases are counted.
    contested_cases: frozenset[str] = frozenset()
    facets: list[Facet] = field(default_factory=list)
    periods: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, filters) -> "Survey":
        """Count everything for these filters: a union of one leg a facet."""
        if not filters.is_valid():
            return cls(facets=[Facet(spec.name, spec.title, _unknown(spec, filters)) for spec in filters.facet_specs])
        legs = [_total("total", filters.queryset())]
        if filters.day:
            legs.append(_total("left out", filters.undated()))
        if "contested" in filters.narrowing:
            without = filters.queryset(without="contested")
            legs.append(_total("contested", filters.narrowing["contested"](without, True, filters.day)))
        for spec in filters.facet_specs:
            legs.append(_leg(spec.name, *spec.leg(filters.queryset(without=spec.name), filters.day)))
            if spec.name == "case" and filters.day:  # today's are kept, by data version
                cases = differing_cases(filters.day)
                legs.append(_leg("contested cases", cases, _text("slug"), _text("short_name"), "pk"))
        legs += [
            _leg(further.name, *further.leg(filters.queryset(), filters.day)) for further in filters.further_counts
        ]
        return cls._read(filters, legs[0].union(*legs[1:], all=True))

    @classmethod
    def _read(cls, filters, rows) -> "Survey":
        found: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        for name, value, label, count in rows:
            found[name][value] = (label, count)

        def number(name: str) -> int:
            return found[name].get("", ("", 0))[1]

        def numbers(name: str) -> dict[str, int]:
            return {value: count for value, (_, count) in found[name].items()}

        return cls(
            number("total"),
            number("contested"),
            number("left out"),
            frozenset(found["contested cases"]),
            [Facet(spec.name, spec.title, choices_of(spec, found[spec.name], filters)) for spec in filters.facet_specs],
            numbers("periods"),
        )


def by_column(column: str) -> Leg:
    """Counts by a column of the record itself."""
    return lambda records, day: (records, _text(column), _text(column), "pk")


def by_mark(records, day):
    """Counts by best evidence mark, as it stood on the day of the view."""
    marked = records.marked_on(day).exclude(mark_then=None)
    return marked, _text("mark_then"), _text("mark_then"), "pk"


def by_case(table, own: str) -> Leg:
    """Counts by case, of those known on the day; `own` is the column of `table` that points at the record."""

    def leg(records, day):
        cases = Case.objects.public().known_on(day)
        ties = table.objects.filter(**{f"{own}__in": records.order_by().values("pk")}, case__in=cases.values("pk"))
        return ties, _text("case__slug"), _text("case__short_name"), own

    return leg


def by_use(table, own: str) -> Leg:
    """Counts by data use of the cases described by the day of the view."""

    def leg(records, day):
        uses = CaseDataUse.objects.filter(case__in=Case.objects.public().described_on(day).values("pk"))
        ties = table.objects.filter(
            **{f"{own}__in": records.order_by().values("pk")}, case__data_uses__in=uses.values("pk")
        )
        return ties, _text("case__data_uses__use"), _text("case__data_uses__use"), own

    return leg


def by_own_use(cases, day):
    """Counts of cases by their own data uses."""
    uses = CaseDataUse.objects.filter(case__in=cases.order_by().described_on(day).values("pk"))
    return uses, _text("use"), _text("use"), "case"


def by_party(table, own: str, party: str) -> Leg:
    """Counts by party, which is known wherever a record that names it is."""

    def leg(records, day):
        ties = table.objects.filter(
            **{f"{own}__in": records.order_by().values("pk"), f"{party}__workflow": Workflow.PUBLISHED}
        )
        return ties, _text(f"{party}__slug"), _text(f"{party}__name"), own

    return leg


def _text(column: str):
    return Cast(column, CharField(max_length=200))


def _total(name: str, records: QuerySet) -> QuerySet:
    empty = Value("", CharField(max_length=200))
    return _leg(name, records, empty, empty, "pk")


def _leg(name: str, records: QuerySet, value, label, counted: str) -> QuerySet:
    named = records.order_by().annotate(of=Value(name, CharField(max_length=200)), value=value, worded=label)
    grouped = named.values("of", "value", "worded").annotate(n=Count(counted, distinct=True))
    return grouped.values_list("of", "value", "worded", "n")


def value_of(spec: FacetSpec, chosen: str) -> str:
    """The value by which a facet counts what readers choose: marks are numbers there."""
    marks = {mark.slug: str(mark.value) for mark in EvidenceMark}
    return marks.get(chosen, chosen) if spec.name == "evidence" else chosen


def choices_of(spec: FacetSpec, found: dict[str, tuple[str, int]], filters) -> list[Choice]:
    """What a facet offers; `found` has value → (label, count) of at least what is offered and chosen."""
    chosen = set(filters.query.getlist(spec.name))
    if spec.name == "evidence":
        found = {EvidenceMark(int(value)).slug: pair for value, pair in found.items()}
    if spec.choices:
        rows = [(value, label, found.get(value, ("", 0))[1]) for value, label in spec.choices]
        if spec.name != "evidence":
            rows.sort(key=lambda row: -row[2])
        rows = [row for row in rows if row[2] or row[0] in chosen]
    else:
        rows = sorted(((v, label, n) for v, (label, n) in found.items()), key=lambda row: (-row[2], row[1]))
        named = getattr(filters, "named", {})
        missing = [(v, named[spec.name, v], 0) for v in chosen if v not in found and (spec.name, v) in named]
        rows = [row for number, row in enumerate(rows) if number < SHOWN_AT_MOST or row[0] in chosen] + missing
    return [Choice(value, label, count, value in chosen) for value, label, count in rows]


def _unknown(spec: FacetSpec, filters) -> list[Choice]:
    """The form as it was typed, without counts, for a query string that cannot be answered."""
    chosen = set(filters.query.getlist(spec.name))
    named = getattr(filters, "named", {})
    rows = spec.choices or [(value, named.get((spec.name, value), value)) for value in sorted(chosen)]
    return [Choice(value, label, 0, value in chosen) for value, label in rows]
