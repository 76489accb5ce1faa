"""What stands on a case's page: its head, its stages, and the tab that is open."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import CharField, Prefetch, Q, Value

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
from timeline.models.asked_often import AskedOften
from timeline.models.contested import contested_points
from timeline.vocabulary import CaseKind, EventKind, FilingKind, Role, Workflow

_STAGE_FILINGS: dict[str, str] = {
    FilingKind.COMPLAINT: "Complaint",
    FilingKind.COUNTERCLAIM: "Counterclaims",
    FilingKind.JUDGMENT: "Judgment",
    FilingKind.NOTICE_OF_APPEAL: "Appeal",
}
_STAGE_EVENTS: dict[str, str] = {
    EventKind.TRIAL: "Trial",
    EventKind.VERDICT: "Verdict",
    EventKind.SETTLEMENT: "Settlement",
}
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


def _filings(case, day=None):
    return Filing.objects.public().known_on(day).filter(case=case)


def _events(case, day=None):
    return Event.objects.public().known_on(day).filter(cases=case)


def _quotes(case, day=None):
    return Quote.objects.public().known_on(day).filter(cases=case)


def _questions(case, day=None):
    return Question.objects.public().known_on(day).filter(cases=case)


def _sources(case, day=None):
    """Sources of the case, its filings, its events and its quotes, each once."""
    own, *others = (
        references.order_by().values("source")
        for references in (
            CaseReference.objects.filter(case=case),
            FilingReference.objects.filter(filing__in=_filings(case, day).values("pk")),
            EventReference.objects.filter(event__in=_events(case, day).values("pk")),
            QuoteReference.objects.filter(quote__in=_quotes(case, day).values("pk")),
        )
    )
    # As one list: where it could be any of four, PostgreSQL would look at every source there is.
    return Source.objects.public().known_on(day).filter(pk__in=own.union(*others))


@AskedOften
def _references(case, day=None):
    return CaseReference.objects.public().known_on(day).filter(case=case).select_related("source")


@AskedOften
def _ties(case, day=None):
    """Its relations to other cases, in both directions."""
    ties = CaseRelation.objects.filter(_shown("to_case", day, case=case) | _shown("case", day, to_case=case))
    return ties.select_related("case__court", "to_case__court").annotate(
        points_here=contested_points("case", day, of="case"), points_there=contested_points("case", day, of="to_case")
    )


@AskedOften
def _milestones(case, day=None):
    """What can be a stage: what happened with a paper of another docket is a stage of that other case."""
    filings = _filings(case, day).filter(kind__in=_STAGE_FILINGS).exclude(date="")
    events = _events(case, day).filter(Q(filing=None) | Q(filing__case=case), kind__in=_STAGE_EVENTS)

    def leg(rows, page):
        named = rows.order_by().annotate(page=Value(page, CharField(max_length=8)))
        return named.values_list("sorts_from", "sorts_to", "kind", "date", "slug", "page")

    return leg(filings, "filing").union(leg(events, "event"), all=True)


def _shown(other: str, day, **own) -> Q:
    """Ties of a case to others that were known on the day; today without a list of all cases there are."""
    known = {f"{other}__in": Case.objects.public().known_on(day).values("pk")} if day else {}
    return Q(**own, **known, **{f"{other}__workflow": Workflow.PUBLISHED})


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
    tab_rows = {
        "docket": _filings,
        "timeline": _events,
        "quotes": _quotes,
        "contested": _questions,
        "sources": _sources,
    }
    events_by = "case"
    undated_rows = [
        lambda case: Event.objects.public().undated().filter(cases=case),
        lambda case: Filing.objects.public().undated().filter(case=case),
    ]
    why_empty = {
        "docket": "No source held here gives a paper that was filed in this case.",
        "timeline": "No event of this case is recorded.",
        "quotes": "No words that were said of this case are recorded.",
        "contested": "No question on which accounts of this case could differ is recorded.",
        "sources": "No source is recorded.",
    }

    @classmethod
    def found(cls, day=None):
        roles = PartyRole.objects.filter(party__workflow=Workflow.PUBLISHED).select_related("party")
        return (
            super()
            .found(day)
            .select_related("court")
            .prefetch_related("causes", "data_uses", Prefetch("roles", roles))
            .marked_on(day)
            .explained_on(day)
            .marked_contested(day)
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
        pairs = {}
        for tie in _ties(self.record.pk, day=self.day):
            if tie.case_id == self.record.pk:
                words, other, points = tie.get_relation_display(), tie.to_case, tie.points_there
            else:
                words, other, points = tie.relation_back, tie.case, tie.points_here
            other.contested_points = points
            pairs[words, other.pk] = (words, other)
        return list(pairs.values())

    @cached_property
    def references(self) -> list[CaseReference]:
        return _references(self.record.pk, day=self.day)

    @cached_property
    def stages(self) -> list[Stage]:
        """The first of each kind of milestone that a record of this case gives, in order of time."""
        labels = {**_STAGE_FILINGS, **_STAGE_EVENTS}
        if self.record.kind == CaseKind.DISPUTE:  # which has no verdict
            labels = {kind: label for kind, label in labels.items() if kind not in _ONLY_IN_COURT}
        stages: dict[str, Stage] = {}
        for *_, kind, date, slug, page in sorted(_milestones(self.record.pk, day=self.day)):
            if kind in labels:
                stages.setdefault(labels[kind], Stage(labels[kind], date, (page, slug)))
        if self.record.filed and self.is_described and "Complaint" not in stages:
            stages = {"Filed": Stage("Filed", self.record.filed), **stages}
        return list(stages.values())

    @property
    def why_tab_is_empty(self) -> str:
        if self.tab == "docket" and self.record.kind == CaseKind.DISPUTE:
            return "This dispute has not reached a court, and no paper of it is held here."
        return super().why_tab_is_empty
