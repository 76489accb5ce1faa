"""The claims of a case on its page: whose they are, which remain, what became of each, and how many remained when."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from timeline.models import Case, ClaimChange, Filing, Party
from timeline.models.claim import Claim, ledger


@dataclass(frozen=True)
class Step:
    """One filing that changed claims, and how many claims remained after it."""

    filing: Filing
    changes: list[ClaimChange]
    remaining: int


@dataclass(frozen=True)
class Side:
    """The claims that the same parties plead; no parties where no source tells who does."""

    parties: tuple[Party, ...]
    claims: list[Claim] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [party.name for party in self.parties]

    @property
    def remaining(self) -> int:
        return sum(bool(claim.remains) for claim in self.claims)


@dataclass(frozen=True)
class Ledger:
    """Claims with a course first; a claim of which no source tells the course neither remains nor is gone."""

    claims: list[Claim]

    @classmethod
    def of(cls, case: Case, day=None) -> "Ledger":
        return cls(ledger(case, day))

    @property
    def followed(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.changes]

    @property
    def unfollowed(self) -> list[Claim]:
        return [claim for claim in self.claims if not claim.changes]

    @property
    def remaining(self) -> int:
        return sum(bool(claim.remains) for claim in self.claims)

    @cached_property
    def sides(self) -> list[Side]:
        """The claims by who pleads them, in the order in which these first pleaded; those of nobody known last."""
        sides: dict[tuple[Party, ...], Side] = {}
        for claim in [*sorted(self.followed, key=lambda claim: _in_time(claim.changes[0])), *self.unfollowed]:
            sides.setdefault(claim.pleaded_by, Side(claim.pleaded_by)).claims.append(claim)
        return sorted(sides.values(), key=lambda side: not side.parties)

    @cached_property
    def steps(self) -> list[Step]:
        """Every filing that changed a claim, in order of time, with the number of claims left by it."""
        changes = sorted((c for claim in self.claims for c in claim.changes), key=_in_time)
        against = {claim.cause.pk: claim.against for claim in self.claims}
        so_far: dict[int, Claim] = {}
        steps = []
        for _, group in groupby(changes, key=lambda change: change.filing_id):
            together = list(group)
            for change in together:
                so_far.setdefault(change.cause_id, Claim(change.cause, against=against[change.cause_id]))
                so_far[change.cause_id].changes.append(change)
            steps.append(Step(together[0].filing, together, sum(bool(claim.remains) for claim in so_far.values())))
        return steps


def _in_time(change: ClaimChange):
    return (change.filing.sorts_to, change.filing.sorts_from, change.filing_id, change.pk)
