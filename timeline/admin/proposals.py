"""How somebody at the desk goes on with a merge or its undoing: at once, by proposing it, or with what was proposed."""

from dataclasses import dataclass
from typing import Literal

from django.contrib import messages
from django.db.models import QuerySet

from timeline.admin.publishing import may_publish
from timeline.history.keeping import Hand
from timeline.merging.proposing import Unproposable, has_changed_since, hold_other_s, propose, standing, take_off
from timeline.models import MergeProposal

# Steps of a form beside doing it, and what is told when they are taken.
_OTHER_STEPS = {
    "propose": "proposed: a reviewer other than you carries it out",
    "decline": "declined",
    "take_back": "no longer proposed",
}


class NeedsTwo(Exception):
    """Readers see what would be changed, and this user may not do it alone; the words say why."""


@dataclass(frozen=True)
class WayOn:
    """`step` is what the page offers: “do” it, “propose” it, or nothing but to “wait”.

    Where somebody has proposed it, `proposal` is theirs, and `off` how this user may take it off: “decline” it,
    “take_back” one's own, or not at all. `has_changed`: the records are not as they were when it was proposed.
    """

    step: Literal["do", "propose", "wait"]
    proposal: MergeProposal | None = None
    off: Literal["decline", "take_back", ""] = ""
    has_changed: bool = False


def way_on(user, wanted: MergeProposal, *, is_seen: bool) -> WayOn:
    """`is_seen`: whether readers see what the merge, or its undoing, would change."""
    proposal = standing(wanted)
    if proposal is None:
        return WayOn("propose" if is_seen else "do")
    is_own, may = proposal.made_by_id == user.pk, may_publish(user)
    off = "take_back" if is_own else "decline" if may else ""
    step = "do" if not is_seen or (may and not is_own) else "wait"
    return WayOn(step, proposal, off, has_changed_since(proposal))


def carries_out(user, wanted: MergeProposal) -> bool:
    """Whether somebody else has proposed it and this user may do it."""
    proposal = standing(wanted)
    return bool(proposal and proposal.made_by_id != user.pk and may_publish(user))


def refusal_to(user, wanted: MergeProposal) -> str:
    """Why this user may not do it where readers see what it changes; "" where somebody else has proposed it.

    To be asked in the transaction that does it, and before.
    """
    if not may_publish(user):
        return "Readers see what it changes: propose it, and a reviewer carries it out."
    if hold_other_s(wanted, user) is None:
        return "Readers see what it changes, and nobody publishes own work: another person has to propose it."
    return ""


def took_other_step(request, wanted: MergeProposal, why: str) -> bool:
    """Whether the form asked for a step beside doing it, which was taken; a message tells what came of it."""
    step, hand = request.POST.get("step", ""), Hand(request.user, why=why)
    if step not in _OTHER_STEPS:
        return False
    try:
        if step == "propose":
            propose(wanted, hand)
        else:
            _take_off(wanted, hand)
    except Unproposable as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"The {wanted} is {_OTHER_STEPS[step]}.")
    return True


def proposals_for(user) -> QuerySet:
    """What others have proposed, oldest first."""
    return MergeProposal.objects.without(user)


def _take_off(wanted: MergeProposal, hand: Hand) -> None:
    proposal = standing(wanted)
    if proposal and proposal.made_by_id != hand.user.pk and not may_publish(hand.user):
        raise Unproposable("Somebody else has proposed it: a reviewer declines it.")
    take_off(wanted, hand)
