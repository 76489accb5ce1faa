"""What stands on a case's page: its head, its stages, and the tab that is open."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import CharField, Prefetch, Q, QuerySet, Value

from timeline import dates
from timeline.filters.claims import Ledger
from timeline.filters.paged_record import PagedRecordPage
from timeline.models import (
    Case,
    CaseReference,
    CaseRelation,
    Event,
    EventReference,
    Filing,
    FilingReference,
    PartyRole,
    Question,
    Quote,
    QuoteReference,
    Source,
)
from timeline.models.contested import contested_points
from timeline.vocabulary import CaseKind, EventKind, FilingKind, Role, Workflow

_STAGE_FILINGS = {
    FilingKind.COMPLAINT: "Complaint",
    FilingKind.COUNTERCLAIM: "Counterclaims",
    FilingKind.JUDGMENT: "Judgment",
    FilingKind.NOTICE_OF_APPEAL: "Appeal",
}
_STAGE_EVENTS = {EventKind.TRIAL: "Trial", EventKind.VERDICT: "Verdict", EventKind.SETTLEMENT: "Settlement"}
_ONLY_IN_COURT = (EventKind.TRIAL, EventKind.VERDICT)
_COUNSEL = (Role.COUNSEL_FOR_PLAINTIFF, Role.COUNSEL_FOR_DEFENDANT)


@dataclass(frozen=True)
class Stage:
    label: str
    date: str
    address: tuple[str, str] | None = None  # the kind of page and the slug that the stage rests on

    @property
    def when(self) -> dates.Reading:
        return dates.read(self.date)


class CasePage(PagedRecordPage):
    """`tab` is one of docket, timeline, quotes, contested, sources, or "" for the first that has rows."""

    model = Case
    tab_labels = {
        "docket": "Docket",
        "timeline": "Timeline",
        "quotes": "Quotes",
        "contested": "Contested points",
        "sources": "Sources",
    }
    why_empty = {
        "docket": "No source held here gives a paper that was filed in this case.",
        "timeline": "No event of this case is recorded.",
        "quotes": "No words that were said of this case are recorded.",
        "contested": "No question on which accounts of this case could differ is recorded.",
        "sources": "No source is recorded.",
    }

    def found(self):
        roles = PartyRole.objects.filter(party__workflow=Workflow.PUBLISHED).select_related("party")
        return (
            super()
            .found()
            .select_related("court")
            .prefetch_related("causes", "data_uses", Prefetch("roles", roles))
            .marked_on(self.day)
            .explained_on(self.day)
            .marked_contested(self.day)
        )

    @property
    def is_described(self) -> bool:
        """Whether the case's own sources, on which summary, roles and causes rest, were out by the day of the view."""
        return self.record.is_known_in_full(self.day)

    @property
    def is_status_known(self) -> bool:
        return self.record.is_status_known_on(self.day)

    @cached_property
    def claims(self) -> Ledger:
        """While the case is not described, the claims that a filing known by then had changed."""
        ledger = Ledger.of(self.record, self.day)
        return ledger if self.is_described else Ledger(ledger.followed)

    @property
    def are_claims_told_later(self) -> bool:
        """Whether the record has claims today, but no source had told of any by the day of the view."""
        return not self.claims.claims and bool(self.record.causes.all())

    @cached_property
    def roles(self) -> list[tuple[Role, list[PartyRole]]]:
        """Parties by role, in the caption's order, judges left out."""
        if not self.is_described:
            return []
        order = list(Role)
        rows = sorted(self._roles, key=lambda row: order.index(Role(row.role)))
        return [
            (Role(role), list(group)) for role, group in groupby(rows, key=lambda row: row.role) if role != Role.JUDGE
        ]

    @property
    def judges(self) -> list[PartyRole]:
        return [row for row in self._roles if row.role == Role.JUDGE] if self.is_described else []

    @property
    def _roles(self) -> list[PartyRole]:
        return list(self.record.roles.all())

    @cached_property
    def related(self) -> list[tuple[str, Case]]:
        """(“Refiled from”, case) for ties in both directions, as described on the day of the view."""
        if not self.is_described:
            return []
        known = Case.objects.public().known_on(self.day).values("pk")
        ties = CaseRelation.objects.filter(
            Q(case=self.record, to_case__in=known) | Q(to_case=self.record, case__in=known)
        ).select_related("case__court", "to_case__court")
        ties = ties.annotate(
            points_here=contested_points("case", self.day, of="case"),
            points_there=contested_points("case", self.day, of="to_case"),
        )
        pairs = {}
        for tie in ties:
            if tie.case_id == self.record.pk:
                words, other, points = tie.get_relation_display(), tie.to_case, tie.points_there
            else:
                words, other, points = tie.relation_back, tie.case, tie.points_here
            other.contested_points = points
            pairs[words, other.pk] = (words, other)
        return list(pairs.values())

    @cached_property
    def references(self) -> list[CaseReference]:
        return list(CaseReference.objects.public().known_on(self.day).filter(case=self.record).select_related("source"))

    @cached_property
    def stages(self) -> list[Stage]:
        """The first of each kind of milestone that a record of this case gives, in order of time.

        What happened with a paper of another docket is a stage of that other case, and a dispute has no verdict.
        """
        filings = self._filings.filter(kind__in=_STAGE_FILINGS).exclude(date="")
        events = self._events.filter(Q(filing=None) | Q(filing__case=self.record), kind__in=_STAGE_EVENTS)
        if self.record.kind == CaseKind.DISPUTE:
            events = events.exclude(kind__in=_ONLY_IN_COURT)

        def leg(rows, page):
            named = rows.order_by().annotate(page=Value(page, CharField(max_length=8)))
            return named.values_list("sorts_from", "sorts_to", "kind", "date", "slug", "page")

        labels = {**_STAGE_FILINGS, **_STAGE_EVENTS}
        stages: dict[str, Stage] = {}
        for *_, kind, date, slug, page in sorted(leg(filings, "filing").union(leg(events, "event"), all=True)):
            stages.setdefault(labels[kind], Stage(labels[kind], date, (page, slug)))
        if self.record.filed and self.is_described and "Complaint" not in stages:
            stages = {"Filed": Stage("Filed", self.record.filed), **stages}
        return list(stages.values())

    @property
    def why_tab_is_empty(self) -> str:
        if self.tab == "docket" and self.record.kind == CaseKind.DISPUTE:
            return "This dispute has not reached a court, and no paper of it is held here."
        return super().why_tab_is_empty

    @property
    def tab_querysets(self) -> dict[str, QuerySet]:
        return {
            "docket": self._filings,
            "timeline": self._events,
            "quotes": self._quotes,
            "contested": self._questions,
            "sources": self._sources,
        }

    @property
    def undated_querysets(self) -> list[QuerySet]:
        events, filings = Event.objects.public().undated(), Filing.objects.public().undated()
        return [events.filter(cases=self.record), filings.filter(case=self.record)]

    @property
    def _filings(self):
        return Filing.objects.public().known_on(self.day).filter(case=self.record)

    @property
    def _events(self):
        return Event.objects.public().known_on(self.day).filter(cases=self.record)

    @property
    def _quotes(self):
        return Quote.objects.public().known_on(self.day).filter(cases=self.record)

    @property
    def _questions(self):
        return Question.objects.public().known_on(self.day).filter(cases=self.record)

    @property
    def _sources(self):
        """Sources of the case, its filings, its events and its quotes, each once."""
        return (
            Source.objects.public()
            .known_on(self.day)
            .filter(
                Q(pk__in=CaseReference.objects.filter(case=self.record).values("source"))
                | Q(pk__in=FilingReference.objects.filter(filing__in=self._filings.values("pk")).values("source"))
                | Q(pk__in=EventReference.objects.filter(event__in=self._events.values("pk")).values("source"))
                | Q(pk__in=QuoteReference.objects.filter(quote__in=self._quotes.values("pk")).values("source"))
            )
        )
