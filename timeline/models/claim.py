"""The claims ledger: what each filing made of a cause of action, for every party or for one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.db.models import F, Q

from timeline.models.asked_often import AskedOften
from timeline.models.case import CauseOfAction
from timeline.models.filing import Filing
from timeline.models.party import Party
from timeline.models.record import NaturallyKeyed, NaturalQuerySet
from timeline.vocabulary import ClaimStatus, Role, Workflow


class ClaimChangeQuerySet(NaturalQuerySet):
    def shown_on(self, day=None):
        """Changes by filings, against parties, that readers may see; known and made by that day."""
        filings = Filing.objects.public().known_on(day)
        if day:
            filings = filings.filter(latest__lte=day)
        against = Q(party=None) | Q(party__workflow=Workflow.PUBLISHED)
        return self.filter(against, filing__in=filings.values("pk"))


class ClaimChange(NaturallyKeyed):
    """One line of the ledger; its day is that of the filing."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="claim_changes")
    cause = models.ForeignKey(
        CauseOfAction, on_delete=models.CASCADE, related_name="changes", help_text="The claim that the filing changed."
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The party against which, if the change concerns this one alone.",
    )
    status = models.CharField(max_length=20, choices=ClaimStatus.choices, help_text="What became of the claim.")
    note = models.CharField(max_length=200, blank=True, help_text="What a reader should know, in our own words.")

    natural_lookups = ("filing__slug", "cause__name", "party__slug", "status")

    objects = ClaimChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "change of a claim"
        verbose_name_plural = "changes of claims"
        constraints = [
            models.UniqueConstraint(fields=["filing", "cause", "party"], name="claimchange_once_a_party"),
            models.UniqueConstraint(
                fields=["filing", "cause"], condition=Q(party=None), name="claimchange_once_for_all_parties"
            ),
        ]

    def __str__(self):
        return f"{self.cause}: {self.get_status_display().lower()}"

    # Who filed the paper, those that readers may see; of a change in a ledger.
    filers: tuple[Party, ...] = ()

    @property
    def is_remaining(self) -> bool:
        """Whether the claim was still before the court after this change."""
        return ClaimStatus(self.status).remains


@dataclass
class Claim:
    """A cause of action with its course so far: changes in order of time, the last of them in force."""

    cause: CauseOfAction
    changes: list[ClaimChange] = field(default_factory=list)
    against: frozenset[int] = frozenset()  # keys of the parties that it is pleaded against; empty if not known
    is_counterclaim: bool = False  # whether a defendant pleads it

    @property
    def in_force(self) -> list[ClaimChange]:
        """The last change for all parties, and the last for each that has one of its own.

        What is gone against one party is not brought back by a later change for all; what is gone against all is gone
        against each, and what is gone against each of those it is pleaded against is gone against all.
        """
        latest: dict[int | None, ClaimChange] = {}
        for change in self.changes:
            if change.party_id is None and not change.is_remaining:
                latest = {party: other for party, other in latest.items() if not other.is_remaining}
            latest[change.party_id] = change
        gone = {party for party, change in latest.items() if not change.is_remaining}
        if self.against and self.against <= gone:
            latest.pop(None, None)
        return list(latest.values())

    @property
    def remains(self) -> bool | None:
        """Whether it is still before the court against anybody; None if no source tells its course."""
        if not self.changes:
            return None
        return any(change.is_remaining for change in self.in_force)

    @property
    def was_sent_to_trial(self) -> bool:
        """Whether a filing sent it to trial, against all or against one, whatever became of it since."""
        return any(change.status == ClaimStatus.TRIED for change in self.changes)

    @property
    def pleaded_by(self) -> tuple[Party, ...]:
        """Who filed the first paper that pleads it, those that readers may see; empty if no line tells it."""
        first = next((change for change in self.changes if change.status == ClaimStatus.PLEADED), None)
        return first.filers if first else ()


def ledger(case, day=None) -> list[Claim]:
    """The claims of a case as they stood on that day (today without one), those with a course first, then by name."""
    claims = {cause.pk: Claim(cause) for cause in case.causes.all()}
    ordered = _with_filers(_rows_of_ledger(case.pk, day=day))
    for change in ordered:
        change.cause = claims[change.cause_id].cause
        claims[change.cause_id].changes.append(change)
    if ordered:
        _set_sides(claims.values(), case)
    return sorted(claims.values(), key=lambda claim: (not claim.changes, claim.cause.name))


@AskedOften
def _rows_of_ledger(case, day=None):
    """The changes in order of time; one query, with a row for each who filed the paper."""
    filer = {f"filer_{name}": F(f"filing__filed_by__{name}") for name in ("id", "slug", "name", "workflow")}
    rows = ClaimChange.objects.shown_on(day).filter(cause__case=case).select_related("filing", "party")
    return rows.annotate(**filer).order_by("filing__sorts_to", "filing__sorts_from", "id", "filer_name", "filer_id")


def _with_filers(rows) -> list[ClaimChange]:
    """Each change once, with who filed its paper."""
    found: dict[int, ClaimChange] = {}
    for row in rows:
        change = found.setdefault(row.pk, row)
        if row.filer_workflow == Workflow.PUBLISHED:
            party = Party(id=row.filer_id, slug=row.filer_slug, name=row.filer_name, workflow=row.filer_workflow)
            change.filers = (*change.filers, party)
    return list(found.values())


def _set_sides(claims: Iterable[Claim], case) -> None:
    """A claim is pleaded against the defendants; one that a defendant pleads, against the plaintiffs."""
    sides: dict[str, set[int]] = {Role.PLAINTIFF: set(), Role.DEFENDANT: set(), Role.COUNTERCLAIMANT: set()}
    for role in case.roles.all():
        if role.role in sides and role.party.is_public:
            sides[role.role].add(role.party_id)
    countering = sides[Role.DEFENDANT] | sides[Role.COUNTERCLAIMANT]
    for claim in claims:
        claim.is_counterclaim = any(party.pk in countering for party in claim.pleaded_by)
        claim.against = frozenset(sides[Role.PLAINTIFF if claim.is_counterclaim else Role.DEFENDANT])
