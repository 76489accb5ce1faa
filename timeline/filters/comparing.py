"""Two disputes side by side: which they are, on what axis, and what both of them have."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Prefetch

from timeline import dates
from timeline.filters.fields import PeriodField, cut
from timeline.filters.former import by_names_of_today
from timeline.filters.known_on import KnownOn
from timeline.models import Case, CaseRelation, Party, PartyRole
from timeline.vocabulary import Role, Workflow

BY = [("date", "by date"), ("days", "by days since the complaint")]
MOST_OFFERED = 500  # cases in the list to choose from
FARTHEST = 200_000  # days from a complaint that a window can reach


@dataclass(frozen=True)
class Shared:
    """Who takes part in both, and as what in the first and in the second."""

    party: Party
    roles: tuple[list[str], list[str]]


class CompareFilters(KnownOn):
    """`a` and `b` name two cases; without either there is nothing to compare yet, which is no mistake."""

    a = forms.CharField(max_length=80, required=False, label="First dispute")
    b = forms.CharField(max_length=80, required=False, label="Second dispute")
    by = forms.ChoiceField(choices=BY, required=False, label="Axis")
    since = PeriodField(ends=False, label="Since")
    until = PeriodField(ends=True, label="Until")
    start = forms.IntegerField(min_value=-FARTHEST, max_value=FARTHEST, required=False, label="From day")
    end = forms.IntegerField(min_value=-FARTHEST, max_value=FARTHEST, required=False, label="To day")
    width = forms.IntegerField(min_value=240, max_value=4000, required=False, label="Width")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for first, last, words in (("since", "until", "“Since”"), ("start", "end", "“From day”")):
            low, high = cleaned.get(first), cleaned.get(last)
            if low is not None and high is not None and low > high:
                self.add_error(first, f"{words} is later than its end.")
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", "A dispute cannot be compared with itself: choose another.")
        self._look_up_cases(cleaned)
        return cleaned

    def _look_up_cases(self, cleaned) -> None:
        """One query for both."""
        day = cleaned.get("as_of")
        slugs = {name: cleaned[name] for name in ("a", "b") if "\0" not in (cleaned.get(name) or "\0")}
        roles = PartyRole.objects.filter(party__workflow=Workflow.PUBLISHED).select_related("party")
        cases = Case.objects.public().known_on(day).filter(slug__in=slugs.values())
        cases = cases.select_related("court").marked_contested(day)
        found: dict[str, Any] = (
            {case.slug: case for case in cases.prefetch_related(Prefetch("roles", roles))} if slugs else {}
        )
        self.found: dict[str, Any] = {name: found.get(slug) for name, slug in slugs.items()}
        for name, case in self.found.items():
            if case is None:
                known = " that was known then" if day else ""
                self.add_error(name, f"There is no case “{cut(slugs[name])}”{known}.")

    @property
    def moved_to(self) -> str:
        """The query string by today's names, where a case was merged into another since; else ""."""
        return by_names_of_today(self.query, [(n, Case, self.data[n]) for n, case in self.found.items() if not case])

    @cached_property
    def cases(self) -> list[Case]:
        """Both, the first first; none where the query string is wrong or does not name both."""
        if not self.is_valid() or len(self.found) < 2:
            return []
        return [self.found["a"], self.found["b"]]

    @cached_property
    def contested_cases(self) -> frozenset[str]:
        return frozenset(case.slug for case in self.cases if case.contested_points)  # type: ignore[attr-defined]

    @cached_property
    def offered(self) -> list[Case]:
        """Cases to choose from, by name, with those that are chosen."""
        chosen = [case for case in getattr(self, "found", {}).values() if case]
        day = self.cleaned_data.get("as_of") if hasattr(self, "cleaned_data") else None
        known = Case.objects.public().known_on(day).order_by("short_name", "slug").only("slug", "short_name")
        first = list(known[:MOST_OFFERED])
        return sorted({case.pk: case for case in [*first, *chosen]}.values(), key=lambda case: case.short_name)

    @property
    def choices(self) -> list[tuple[str, str, str]]:
        """(name, label, the slug that is chosen)."""
        return [(name, str(self.fields[name].label), self.data.get(name, "")) for name in ("a", "b")]

    @property
    def is_by_days(self) -> bool:
        """Whether days are counted: asked for, and possible."""
        return bool(self.cases) and self.cleaned_data["by"] == "days" and not self.uncounted

    @cached_property
    def uncounted(self) -> list[tuple[Case, str]]:
        """Cases whose days since the complaint cannot be counted, each with the reason."""
        found = ((case, self._why_uncounted(case)) for case in self.cases)
        return [(case, reason) for case, reason in found if reason]

    def _why_uncounted(self, case: Case) -> str:
        if not case.is_known_in_full(self.day):
            return "its filing date rests on a source published later"
        if not case.filed:
            return "no complaint is known"
        filed = dates.read(case.filed)
        if filed.precision != "day" or filed.is_approximate or filed.is_uncertain:
            return f"the day of its complaint is not known ({filed.label})"
        return ""

    def complaint_of(self, case: Case) -> int:
        """The first day that its complaint can have, as an ordinal, for a case that has one."""
        return case.sorts_from.toordinal()

    @property
    def swapped(self) -> str:
        """The query string with the two disputes in the other order."""
        return self.address(a=self.data.get("b", ""), b=self.data.get("a", ""))

    @cached_property
    def sides(self) -> list[dict[str, Any]]:
        """Of each dispute what can be told on the day of the view: its case, roles by word, whether it is described."""
        return [
            {"case": case, "is_described": case.is_known_in_full(self.day), "roles": self._roles(case)}
            for case in self.cases
        ]

    def _roles(self, case: Case) -> list[tuple[str, list[PartyRole]]]:
        """Parties by role, in the caption's order; none while the case is not described."""
        rows = list(case.roles.all()) if case.is_known_in_full(self.day) else []
        grouped = [(role, [row for row in rows if row.role == role]) for role in Role]
        return [(role.label if len(own) == 1 else role.plural, own) for role, own in grouped if own]

    @cached_property
    def shared(self) -> list[Shared]:
        """Parties and judges of both, by name."""
        found: dict[int, tuple[Party, tuple[list[str], list[str]]]] = {}
        for place, case in enumerate(self.cases):
            for row in case.roles.all() if case.is_known_in_full(self.day) else ():
                _, roles = found.setdefault(row.party_id, (row.party, ([], [])))
                roles[place].append(row.get_role_display())
        both = [Shared(party, roles) for party, roles in found.values() if all(roles)]
        return sorted(both, key=lambda shared: (shared.party.sorts_as, shared.party.pk))

    @property
    def shared_pks(self) -> set[int]:
        return {shared.party.pk for shared in self.shared}

    @cached_property
    def relation(self) -> str:
        """How the first is tied to the second: “Refiled from”; "" where no tie is recorded or can be told."""
        if not self.cases or not all(side["is_described"] for side in self.sides):
            return ""
        tie = CaseRelation.objects.filter(case__in=self.cases, to_case__in=self.cases).order_by("pk").first()
        if not tie:
            return ""
        return tie.get_relation_display() if tie.case_id == self.cases[0].pk else tie.relation_back
