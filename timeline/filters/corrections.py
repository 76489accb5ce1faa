"""What the page of corrections shows: published corrections with what they changed, and withdrawals."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.urls import reverse

from timeline.filters.fields import OneField
from timeline.filters.known_on import KnownOn
from timeline.filters.paging import CursorProblem, Order, Page, page_of, read_cursor
from timeline.history.differing import differences
from timeline.history.public import KIND_LABELS, Pair, addresses_of, of_public_records
from timeline.history.seen_then import Named, named
from timeline.history.showing import Change, changes, named_in
from timeline.history.standing import was_seen_before
from timeline.models import Version
from timeline.vocabulary import Step, Workflow

CLASSES = [("correction", "Corrections"), ("withdrawal", "Withdrawals")]
KINDS = [(kind, label.capitalize()) for kind, label in KIND_LABELS.items()]
_OF_CLASS = {"correction": ~Q(step=Step.WITHDRAWN), "withdrawal": Q(step=Step.WITHDRAWN)}
_NEWEST_FIRST = Order(("made_at", "id"), is_descending=True)


@dataclass(frozen=True)
class Correction:
    """What readers are told of one correction, or of one withdrawal, which has no changes and no page.

    `address` is that of the record today, "" where readers cannot see it; `other` is what it was merged with.
    """

    version: Any
    title: str
    address: str
    changes: list[Change] = field(default_factory=list)
    other: str = ""

    @property
    def is_withdrawal(self) -> bool:
        return self.version.step == Step.WITHDRAWN

    @property
    def is_again(self) -> bool:
        """Whether it put on the site again what had been taken off it."""
        return not self.version.was_seen_before and not self.is_withdrawal

    @property
    def what(self) -> str:
        if self.is_withdrawal:
            return "Withdrawn"
        if self.is_again:
            return "Published again"
        return {Step.MERGED: "Merged", Step.RESTORED: "Merge undone"}.get(self.version.step, "Corrected")

    @property
    def says(self) -> str:
        """What was done, where that was more than a change of words."""
        other = f"“{self.other}”" if self.other else "Another record"
        if self.version.step == Step.MERGED:
            return f"{other} was the same, and is one with it now."
        if self.version.step == Step.RESTORED:
            return f"{other} is a record of its own again."
        if not self.is_again:
            return ""
        rest = ". What differs from what it said before:" if self.changes else " as it stood before."
        return f"It had been taken off this site, and stands here again{rest}"

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.version.record_kind]

    @property
    def anchor(self) -> str:
        return f"{self.version.record_kind}-{self.version.record_slug}-{self.version.number}"

    @property
    def version_address(self) -> str:
        """The version with which it was made, as long as readers can see the record."""
        version = self.version
        if self.is_withdrawal or not self.address:
            return ""
        return reverse(f"{version.record_kind}-version", args=[version.record_slug, version.number])

    @property
    def path(self) -> str:
        """What names it for good, in the tag of its entry in a feed."""
        version = self.version
        return f"/corrections/{version.record_kind}/{version.record_slug}#{version.number}"

    @property
    def own_address(self) -> str:
        """Where it stands among the corrections of its record, whatever came later."""
        return f"{of_record(self.version.record_kind, self.version.record_slug)}#{self.anchor}"


@dataclass(frozen=True)
class Choice:
    label: str
    count: int
    is_chosen: bool
    address: str


class CorrectionsPage(KnownOn):
    """They are of the site's own time: there are none for a day of its sources."""

    kind = OneField(KINDS, label="Record")
    record = forms.CharField(max_length=80, required=False, label="Of", validators=[validate_slug])
    after = forms.CharField(max_length=400, required=False, label="Page")

    def __init__(self, query: QueryDict):
        super().__init__(query)
        self.fields["class"] = OneField(CLASSES, label="Class")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("after"):
            try:
                read_cursor(_NEWEST_FIRST, cleaned["after"])
            except CursorProblem as problem:
                self.add_error("after", str(problem))
        return cleaned

    @cached_property
    def page(self) -> Page:
        if not self.is_valid() or self.day:
            return Page()
        page = page_of(self._narrowed(), _NEWEST_FIRST, self.cleaned_data.get("after", ""))
        page.rows = _told(page.rows)
        return page

    @cached_property
    def choices(self) -> dict[str, list[Choice]]:
        """By class and by kind of record: all, and each that the other filters leave anything of."""
        if not self.is_valid() or self.day:
            return {}
        rows = self._of_record(everything()).order_by().values_list("step", "record_kind").annotate(n=Count("pk"))
        chosen = {name: self.cleaned_data[name] for name in ("class", "kind")}
        by_class, by_kind = Counter[str](), Counter[str]()
        for step, kind, count in rows:
            of_class = "withdrawal" if step == Step.WITHDRAWN else "correction"
            by_class[of_class] += count if chosen["kind"] in ("", kind) else 0
            by_kind[kind] += count if chosen["class"] in ("", of_class) else 0
        counted = (("class", CLASSES, by_class), ("kind", KINDS, by_kind))
        return {name: self._offered(name, of_name, counts, chosen[name]) for name, of_name, counts in counted}

    def _offered(self, name: str, choices, counts: Counter[str], chosen: str) -> list[Choice]:
        offered = [("", "All", counts.total()), *((value, label, counts[value]) for value, label in choices)]
        return [
            Choice(label, count, value == chosen, self.address(**{name: value}) or "?")
            for value, label, count in offered
            if count or value in ("", chosen)
        ]

    @property
    def is_narrowed(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.get(name) for name in ("class", "kind", "record"))

    @property
    def next_address(self) -> str:
        return self.address(after=self.page.next)

    @property
    def feed_address(self) -> str:
        return reverse("corrections-feed") + self.address(as_of="")

    def _narrowed(self) -> QuerySet:
        found = self._of_record(everything())
        if of_class := _OF_CLASS.get(self.cleaned_data["class"]):
            found = found.filter(of_class)
        return found.filter(record_kind=kind) if (kind := self.cleaned_data["kind"]) else found

    def _of_record(self, found: QuerySet) -> QuerySet:
        return found.filter(record_slug=slug) if (slug := self.cleaned_data["record"]) else found


def everything() -> QuerySet:
    """All that readers are told of, with `seen_before`, the last version that they saw until then.

    A correction while they can see the record; a withdrawal of what they had seen, for good.
    """
    told = Version.objects.corrections().filter(record_kind__in=KIND_LABELS)
    same = Version.objects.of_slug(OuterRef("record_kind"), OuterRef("record_slug")).published()
    before = same.filter(number__lt=OuterRef("number")).order_by("-number").values("pk")[:1]
    found = told.annotate(seen_before=Subquery(before), was_seen_before=was_seen_before())
    found = found.filter(seen_before__isnull=False)
    return found.filter(Q(step=Step.WITHDRAWN) | of_public_records())


def of_record(kind: str, slug: str) -> str:
    """The address of the corrections of one record."""
    return f"{reverse('corrections')}?kind={kind}&record={slug}"


def withdrawal_address(kind: str, slug: str) -> str:
    return f"{of_record(kind, slug)}&class=withdrawal"


def _told(versions: list[Any]) -> list[Correction]:
    """Three or four queries, however many they are."""
    before = Version.objects.in_bulk([version.seen_before for version in versions])
    records: set[Pair] = {(version.record_kind, version.record_slug) for version in versions}
    addresses = addresses_of(records)
    corrected = [version for version in versions if version.step != Step.WITHDRAWN]
    pairs: set[Pair] = set()
    for version in corrected:
        for one in (before[version.seen_before], version):
            pairs |= set(named_in(one.record_kind, one.content, one.names))
    around, others = named(pairs), _merged_with(versions)
    told = (
        _correction(version, before[version.seen_before], around, addresses.get(_pair(version), ""))
        for version in versions
    )
    return [replace(one, other=others.get((one.version.record_kind, one.version.made_at), "")) for one in told]


def _merged_with(versions: list[Any]) -> dict[tuple[str, datetime], str]:
    """(kind, moment) of each merge or undoing → what the other record was called that readers saw; one query if any."""
    moments = {version.made_at for version in versions if version.step in (Step.MERGED, Step.RESTORED)}
    if not moments:
        return {}
    same = Version.objects.of_slug(OuterRef("record_kind"), OuterRef("record_slug")).filter(
        number__lt=OuterRef("number")
    )
    stood = Subquery(same.order_by("-number").values("workflow")[:1])
    found = Version.objects.filter(made_at__in=moments, step__in=[Step.MERGED, Step.RESTORED]).annotate(stood=stood)
    # Of the two it is the one that went from sight with the merge, and came back with the undoing.
    went = {Workflow.PUBLISHED, Workflow.WITHDRAWN}
    return {
        (one.record_kind, one.made_at): title_of_withdrawn(one) for one in found if {one.workflow, one.stood} == went
    }


def _pair(version: Version) -> Pair:
    return version.record_kind, version.record_slug


def _correction(version: Version, before: Version, around: Named, address: str) -> Correction:
    if version.step == Step.WITHDRAWN:
        return Correction(version, title_of_withdrawn(before), address)
    beside = around.at(version.made_at, {**before.names, **version.names})
    differing = changes(version.record_kind, differences(before.content, version.content), beside)
    return Correction(version, version.title, address, differing)


def title_of_withdrawn(seen: Version) -> str:
    """What readers knew it as; words that should not have been published stay unsaid where they are all there is."""
    if seen.record_kind == "quote":
        return "A quotation"
    return "An answer to a question" if seen.record_kind == "assertion" else seen.title
