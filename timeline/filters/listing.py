"""What every list's filter shares: one form, one queryset, facets counted under all the other filters, a page."""

from functools import cache, cached_property, reduce
from operator import or_
from typing import Any, ClassVar

from django import forms
from django.db.models import CharField, Q, QuerySet, Value

from timeline.filters.facets import Facet, FacetSpec, FurtherCount, Leg, Survey
from timeline.filters.fields import ManyField, OneField, PeriodField, SlugsField, WordsField
from timeline.filters.former import by_names_of_today
from timeline.filters.found import found
from timeline.filters.held import HeldList
from timeline.filters.holding import held
from timeline.filters.known_on import KnownOn
from timeline.filters.paging import BY_TIME, CursorProblem, Order, Page, cursor, page_of, read_cursor
from timeline.models import Case, Party
from timeline.models.asked_often import AskedOften
from timeline.vocabulary import DataUse, EvidenceMark

MARK_CHOICES = [(mark.slug, mark.label) for mark in EvidenceMark]
MARKS = {mark.slug: mark for mark in EvidenceMark}
ORDERS = [("newest", "Newest first"), ("oldest", "Oldest first")]

# Filters that name records, and the column that names those to readers.
_NAMED: dict[str, Any] = {"case": Case, "party": Party}
_TITLES = {"case": "short_name", "party": "name"}


@cache
def _naming(names: tuple[str, ...]) -> AskedOften:
    """(filter, slug, name) of the records that these filters name, by their slugs for each filter."""

    def build(*slugs: list[str], day=None) -> QuerySet:
        first, *others = (
            _NAMED[name]
            .objects.public()
            .known_on(day)
            .filter(slug__in=some)
            .order_by()
            .annotate(sort=Value(name, CharField(max_length=8)))
            .values_list("sort", "slug", _TITLES[name])
            for name, some in zip(names, slugs, strict=True)
        )
        return first.union(*others, all=True)

    return AskedOften(build)


class ListFilters(KnownOn):
    """The filters of one list; a subclass names its model and says what each filter means there.

    `narrowing` maps the name of a filter to a function (queryset, cleaned value, day) → queryset; `since` and `until`
    are one filter there, `window`, with a pair of days, either of which may be None.
    """

    q = WordsField(label="Words")
    case = SlugsField(label="Case")
    party = SlugsField(label="Party")
    use = ManyField(DataUse.choices, label="Data use")
    evidence = ManyField(MARK_CHOICES, label="Best evidence")
    contested = forms.TypedChoiceField(
        choices=[("1", "Contested only")],
        coerce=bool,
        required=False,
        empty_value=False,
        label="Contested only",
        error_messages={"invalid_choice": "“%(value)s” is not one of the choices; write 1, or leave it out."},
    )
    since = PeriodField(ends=False, label="Since")
    until = PeriodField(ends=True, label="Until")
    order = OneField(ORDERS, label="Order")
    after = forms.CharField(max_length=400, required=False, label="Page")

    model: ClassVar[Any]
    narrowing: ClassVar[dict[str, Any]]
    facet_specs: ClassVar[list[FacetSpec]] = []
    further_counts: ClassVar[list[FurtherCount]] = []
    by: ClassVar[Order] = BY_TIME
    # The list whose records and columns these are, where that is another's.
    held_as: ClassVar[type | None] = None
    # Tables whose rows tell which records stand in the list, in which order, and what they are counted by; with the way
    # from a record to what hangs on those rows, "" where that is the record. A list of which nothing is told is made
    # anew after each write.
    follows: ClassVar[dict[str, str]] = {}
    # Whether the first reader after a write waits until the list is held, since the database would take longer.
    waits_for_list: ClassVar[bool] = False
    # Names in the query string that change how the records are shown, and not which.
    of_view: ClassVar[tuple[str, ...]] = ()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("since", "“Since” is later than “until”.")
        if since or until:
            cleaned["window"] = (since, until)
        if cleaned.get("after"):
            try:
                read_cursor(self.sorting, cleaned["after"])
            except CursorProblem as problem:
                self.add_error("after", str(problem))
        self._look_up_records(cleaned)
        return cleaned

    def _look_up_records(self, cleaned) -> None:
        """Refuse slugs of no record that was known on the day; the names of the others are kept. One query."""
        asked = {name: cleaned[name] for name in _NAMED if cleaned.get(name)}
        self.missing: list[tuple[str, Any, str]] = []
        if not asked:
            return
        day = cleaned.get("as_of")
        found = _naming(tuple(asked))(*asked.values(), day=day)
        self.named = {(name, slug): title for name, slug, title in found}
        for name, slugs in asked.items():
            if missing := [slug for slug in slugs if (name, slug) not in self.named]:
                self.missing += [(name, _NAMED[name], slug) for slug in missing]
                known = " that was known then" if day else ""
                self.add_error(name, f"There is no {name} “{missing[0]}”{known}.")

    @property
    def moved_to(self) -> str:
        """The query string by today's names, where a record that it names was merged into another since; else ""."""
        return by_names_of_today(self.query, self.missing)

    def everything(self) -> QuerySet:
        """All records that readers could see on the day of the view, before any other filter."""
        return self.model.objects.public().known_on(self.day)

    def queryset(self, without: str = "") -> QuerySet:
        """The records that all filters leave (but the one named `without`); none when the query string is wrong."""
        if not self.is_valid():
            return self.model.objects.none()
        records = self.everything()
        for name, value in self.in_force.items():
            if name != without:
                records = self.narrowed(records, name, value, self.day)
        return records

    @property
    def in_force(self) -> dict[str, Any]:
        """Filter → what it asks for, of those that leave something out; for a query string that is right."""
        asked = {name: self.cleaned_data.get(name) for name in ("q", *self.narrowing)}
        return {name: value for name, value in asked.items() if value}

    @classmethod
    def narrowed(cls, records: QuerySet, name: str, value: Any, day=None) -> QuerySet:
        """The records that one filter leaves."""
        return found(records, value, day) if name == "q" else cls.narrowing[name](records, value, day)

    @classmethod
    def legs(cls) -> dict[str, Leg]:
        """Every column by which the list is counted, by its name."""
        further = {further.column: further.leg for further in cls.further_counts}
        return {**{spec.name: spec.leg for spec in cls.facet_specs}, **further}

    @cached_property
    def held(self) -> HeldList | None:
        """The list in memory, where there is one for this view."""
        return (
            held(self.held_as or type(self), self.version, self.waits_for_list)
            if self.is_valid() and not self.day and self.version
            else None
        )

    @cached_property
    def contested_cases(self) -> frozenset[str]:
        is_surveyed = self.day and any(spec.name == "case" for spec in self.facet_specs)
        return self.survey.contested_cases if is_surveyed else super().contested_cases

    def undated(self) -> QuerySet:
        """Records that the filters leave, and a view as known on a day leaves out: none of their sources has a date.

        Nothing tells how they stood on that day, so they are filtered as they are; but what their texts say, and what
        is contested, must not tell of what came later.
        """
        records = self.model.objects.public().undated()
        for name, value in self.in_force.items():
            records = self.narrowed(records, name, value, self.day if name in ("q", "contested") else None)
        return records

    @property
    def sorting(self) -> Order:
        newest_first = "order" in self.fields and self.data.get("order") != "oldest"
        return Order(self.by.columns, is_descending=newest_first)

    @cached_property
    def orders(self) -> list[tuple[str, str, bool]]:
        """The orders on offer: (name, label, whether it is in force)."""
        choices = self.fields["order"].choices
        chosen = self.data.get("order") or choices[0][0]
        return [(name, label, name == chosen) for name, label in choices]

    def for_page(self, records: QuerySet) -> QuerySet:
        """With all that a row of the list shows."""
        return records

    @cached_property
    def page(self) -> Page:
        if not self.is_valid():
            return Page()
        keys = self.page_keys
        if keys is None:
            return page_of(self.for_page(self.queryset()), self.sorting, self.cleaned_data.get("after", ""))
        rows = {row.pk: row for row in self.for_page(self.everything().filter(pk__in=keys[0]))}
        shown = [rows[key] for key in keys[0] if key in rows]  # one may have been withdrawn meanwhile
        return Page(shown, cursor(self.sorting, shown[-1]) if keys[1] and shown else "")

    @property
    def is_empty(self) -> bool:
        return not (self.page_keys[0] if self.page_keys else self.page.rows)

    @cached_property
    def next(self) -> str:
        """The cursor of the page after this one, "" at the end."""
        if not self.page_keys or not self.held or not self.held.has_own_window:
            return self.page.next
        keys, beyond = self.page_keys
        return self.held.cursor(keys[-1]) if beyond else ""

    @cached_property
    def page_keys(self) -> tuple[list[int], bool] | None:
        """The keys of the page's records and whether more follow, from memory; None where the database has to say."""
        if not self.held or self.sorting.columns != self.by.columns:
            return None
        after = self.cleaned_data.get("after")
        beyond = read_cursor(self.sorting, after) if after else []
        try:
            return self.held.page(self, self.sorting, beyond[-1] if beyond else None)
        except KeyError:
            return None  # the record at which the page before ended is gone

    @cached_property
    def survey(self) -> Survey:
        """Total, facets and what is left out, in at most one query; empty when the query string is wrong."""
        return self.held.survey(self) if self.held else Survey.of(self)

    @cached_property
    def facets(self) -> list[Facet]:
        return self.survey.facets

    @cached_property
    def chosen(self) -> list[tuple[str, str, str]]:
        """Each filter value in force: (name, value, label), in the order of the form."""
        labels = {**getattr(self, "named", {})}
        chosen = []
        for name in self.fields:
            if name in ("as_of", "order", *self.of_one_answer, *self.of_view):
                continue
            choices = {value: f"“{value}”" for value in self.query.getlist(name)} if name == "q" else {}
            choices |= dict(getattr(self.fields[name], "choices", []))
            for value in filter(str.strip, self.query.getlist(name)):
                label = labels.get((name, value)) or choices.get(value) or f"{self.fields[name].label} {value}"
                chosen.append((name, value, label))
        return chosen

    @cached_property
    def carried(self) -> list[tuple[str, str]]:
        """Values in force that the facets on the page do not offer, so that the form carries them along."""
        offered = {facet.name: facet.choices for facet in self.facets}
        return [
            (name, value)
            for name in self.fields
            if name not in ("q", "as_of", "since", "until", "contested", *self.of_one_answer)
            for value in filter(None, self.query.getlist(name))
            if all(value != choice.value for choice in offered.get(name, ()))
        ]


def marked(records: QuerySet, slugs: list[str], day) -> QuerySet:
    """Records whose best evidence by that day carries one of these marks."""
    return records.marked_on(day).filter(mark_then__in=[MARKS[slug] for slug in slugs])


def tied(records: QuerySet, *conditions: Q) -> QuerySet:
    """Records for which some related row fulfils one of the conditions, each record once."""
    model = records.model
    ways = (Q(pk__in=model.objects.filter(condition).order_by().values("pk")) for condition in conditions)
    return records.filter(reduce(or_, ways))
