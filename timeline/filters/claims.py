"""The claims of a case on its page: whose they are, which remain, what became of each, and how many remained when."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from timeline.models import Case, ClaimChange, Filing, Party
from timeline.models.claim import Claim, ledger


class Counted:
    """Counts over `claims`."""

    claims: list[Claim]

    @property
    def remaining(self) -> int:
        return sum(bool(claim.remains) for claim in self.claims)

    @property
    def sent_to_trial(self) -> int:
        """How many went to trial, whatever became of them since."""
        return sum(claim.was_sent_to_trial for claim in self.claims)

    @property
    def remaining_of_those_sent(self) -> int:
        return sum(claim.was_sent_to_trial and bool(claim.remains) for claim in self.claims)


@dataclass(frozen=True)
class Group(Counted):
    """The claims of the plaintiffs, or the counterclaims."""

    noun: str
    claims: list[Claim]


@dataclass(frozen=True)
class Step(Counted):
    """One filing that changed claims, and all claims that had a course by then as it left them."""

    filing: Filing
    changes: list[ClaimChange]
    claims: list[Claim]

    @property
    def groups(self) -> list[Group]:
        return _by_noun(self.claims)


@dataclass(frozen=True)
class Side(Counted):
    """The claims that the same parties plead; no parties where no source tells who does."""

    parties: tuple[Party, ...]
    claims: list[Claim] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [party.name for party in self.parties]


@dataclass(frozen=True)
class Ledger(Counted):
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

    @cached_property
    def groups(self) -> list[Group]:
        """The plaintiffs' claims, then the counterclaims, for nobody may read these into the number of those."""
        return _by_noun(self.claims)

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
        whole = {claim.cause.pk: claim for claim in self.claims}
        so_far: dict[int, Claim] = {}
        steps = []
        for _, group in groupby(changes, key=lambda change: change.filing_id):
            together = list(group)
            for change in together:
                earlier = so_far[change.cause_id].changes if change.cause_id in so_far else []
                so_far[change.cause_id] = replace(whole[change.cause_id], changes=[*earlier, change])
            steps.append(Step(together[0].filing, together, list(so_far.values())))
        return steps


def _by_noun(claims: list[Claim]) -> list[Group]:
    groups: dict[str, Group] = {}
    for claim in sorted(claims, key=lambda claim: claim.is_counterclaim):
        noun = "counterclaim" if claim.is_counterclaim else "claim"
        groups.setdefault(noun, Group(noun, [])).claims.append(claim)
    return list(groups.values())


def _in_time(change: ClaimChange):
    return (change.filing.sorts_to, change.filing.sorts_from, change.filing_id, change.pk)
