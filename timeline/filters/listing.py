"""What every list's filter shares: one form, one queryset, facets counted under all the other filters, a page."""

from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar

from django import forms
from django.db.models import CharField, Q, QuerySet, Value

from timeline.filters.facets import Facet, FacetSpec, Leg, Survey
from timeline.filters.fields import ManyField, PeriodField, SlugsField, WordsField
from timeline.filters.found import found
from timeline.filters.known_on import KnownOn
from timeline.filters.paging import BY_TIME, CursorProblem, Order, Page, page_of, read_cursor
from timeline.models import Case, Party
from timeline.vocabulary import DataUse, EvidenceMark

MARK_CHOICES = [(mark.slug, mark.label) for mark in EvidenceMark]
MARKS = {mark.slug: mark for mark in EvidenceMark}
ORDERS = [("newest", "Newest first"), ("oldest", "Oldest first")]

# Filters that name records, and the column that names those to readers.
_NAMED: dict[str, Any] = {"case": Case, "party": Party}
_TITLES = {"case": "short_name", "party": "name"}


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
        choices=[("1", "Contested only")], coerce=bool, required=False, empty_value=False, label="Contested only"
    )
    since = PeriodField(ends=False, label="Since")
    until = PeriodField(ends=True, label="Until")
    order = forms.ChoiceField(choices=ORDERS, required=False, label="Order")
    after = forms.CharField(max_length=400, required=False, label="Page")

    model: ClassVar[Any]
    narrowing: ClassVar[dict[str, Any]]
    facet_specs: ClassVar[list[FacetSpec]] = []
    by: ClassVar[Order] = BY_TIME

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
        asked = {name: (model, cleaned[name]) for name, model in _NAMED.items() if cleaned.get(name)}
        if not asked:
            return
        day = cleaned.get("as_of")
        first, *others = (
            model.objects.public()
            .known_on(day)
            .filter(slug__in=slugs)
            .order_by()
            .annotate(sort=Value(name, CharField(max_length=8)))
            .values_list("sort", "slug", _TITLES[name])
            for name, (model, slugs) in asked.items()
        )
        self.named = {(name, slug): title for name, slug, title in first.union(*others, all=True)}
        for name, (_, slugs) in asked.items():
            if missing := [slug for slug in slugs if (name, slug) not in self.named]:
                known = " that was known then" if day else ""
                self.add_error(name, f"There is no {name} “{missing[0]}”{known}.")

    def everything(self) -> QuerySet:
        """All records that readers could see on the day of the view, before any other filter."""
        return self.model.objects.public().known_on(self.day)

    def queryset(self, without: str = "") -> QuerySet:
        """The records that all filters leave (but the one named `without`); none when the query string is wrong."""
        if not self.is_valid():
            return self.model.objects.none()
        records = found(self.everything(), self.cleaned_data["q"], self.day)
        for name, narrow in self.narrowing.items():
            value = self.cleaned_data.get(name)
            if value and name != without:
                records = narrow(records, value, self.day)
        return records

    def undated(self) -> QuerySet:
        """Records that a view as known on a day leaves out because none of their sources has a date."""
        return self.model.objects.public().undated()

    @property
    def sorting(self) -> Order:
        newest_first = "order" in self.fields and self.data.get("order") != "oldest"
        return Order(self.by.columns, is_descending=newest_first)

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """The orders on offer: (name, label, whether it is in force)."""
        chosen = self.data.get("order") or ORDERS[0][0]
        return [(name, label, name == chosen) for name, label in self.fields["order"].choices]

    def further_legs(self) -> list[tuple[str, Leg, QuerySet]]:
        """What else the survey counts: (name, how, of which records)."""
        return []

    def for_page(self, records: QuerySet) -> QuerySet:
        """With all that a row of the list shows."""
        return records

    @cached_property
    def page(self) -> Page:
        if not self.is_valid():
            return Page()
        return page_of(self.for_page(self.queryset()), self.sorting, self.cleaned_data.get("after", ""))

    @cached_property
    def survey(self) -> Survey:
        """Total, facets and what is left out, in one query; empty when the query string is wrong."""
        return Survey.of(self)

    @property
    def facets(self) -> list[Facet]:
        return self.survey.facets

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """Each filter value in force: (name, value, label), in the order of the form."""
        labels = {**getattr(self, "named", {})}
        chosen = []
        for name in self.fields:
            if name in ("as_of", "order", "after"):
                continue
            choices = {value: f"“{value}”" for value in self.query.getlist(name)} if name == "q" else {}
            choices |= dict(getattr(self.fields[name], "choices", []))
            for value in filter(str.strip, self.query.getlist(name)):
                label = labels.get((name, value)) or choices.get(value) or f"{self.fields[name].label} {value}"
                chosen.append((name, value, label))
        return chosen

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Values in force that the facets on the page do not offer, so that the form carries them along."""
        offered = {(facet.name, choice.value) for facet in self.facets for choice in facet.choices}
        return [
            (name, value)
            for name in self.fields
            if name not in ("q", "as_of", "after", "since", "until", "contested")
            for value in filter(None, self.query.getlist(name))
            if (name, value) not in offered
        ]


def marked(records: QuerySet, slugs: list[str], day) -> QuerySet:
    """Records whose best evidence by that day carries one of these marks."""
    return records.marked_on(day).filter(mark_then__in=[MARKS[slug] for slug in slugs])


def in_window(records: QuerySet, window, day) -> QuerySet:
    """Dated records whose date can lie within these days, both included; None leaves an end open."""
    first, last = window
    if first:
        records = records.filter(sorts_to__gte=first)
    if last:
        records = records.filter(sorts_from__lte=last)
    return records.exclude(**{records.model.dated_by: ""})


def tied(records: QuerySet, *conditions: Q) -> QuerySet:
    """Records for which some related row fulfils one of the conditions, each record once."""
    model = records.model
    ways = (Q(pk__in=model.objects.filter(condition).order_by().values("pk")) for condition in conditions)
    return records.filter(reduce(or_, ways))
