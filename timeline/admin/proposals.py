"""How somebody at the desk goes on with a merge or its undoing: at once, by proposing it, or with what was proposed."""

from dataclasses import dataclass
from typing import Literal

from django import forms
from django.contrib import messages
from django.db.models import QuerySet

from timeline.admin.publishing import may_publish
from timeline.history.keeping import Hand
from timeline.merging.proposing import Unproposable, has_changed_since, hold_other_s, standing, take_off
from timeline.models import MergeProposal

# Steps by which a proposal is taken off, and what is told of them.
_OFF = {"decline": "declined", "take_back": "no longer proposed"}


class NeedsTwo(Exception):
    """Readers see what would be changed, and this user may not do it alone; the words say why."""


class OffForm(forms.Form):
    """Declines the proposal with this key, or takes it back."""

    proposal = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    why = forms.CharField(max_length=480, widget=forms.TextInput(attrs={"class": "vTextField"}))


@dataclass(frozen=True)
class Sent:
    """What came of a form: the address to go on at; or, without one, how the page that shows it again is answered."""

    address: str = ""
    status: int = 200
    off: OffForm | None = None


@dataclass(frozen=True)
class WayOn:
    """`step` is what the page offers: “do” it, “propose” it, or nothing but to “wait”.

    Where somebody has proposed it, `proposal` is theirs, and `off` how this user may take it off: “decline” it,
    “take_back” one's own, or not at all; `form` is for that. `has_changed`: the records are not as they were then.
    """

    step: Literal["do", "propose", "wait"]
    is_seen: bool
    proposal: MergeProposal | None = None
    off: Literal["decline", "take_back", ""] = ""
    has_changed: bool = False
    form: OffForm | None = None


def way_on(user, wanted: MergeProposal, *, is_seen: bool, sent: Sent) -> WayOn:
    """`is_seen`: whether readers see what the merge, or its undoing, would change."""
    proposal = standing(wanted)
    if proposal is None:
        return WayOn("propose" if is_seen else "do", is_seen, form=sent.off)
    is_own, may = proposal.made_by_id == user.pk, may_publish(user)
    off = "take_back" if is_own else "decline" if may else ""
    step = "do" if not is_seen or (may and not is_own) else "wait"
    form = sent.off or OffForm(prefix="off", initial={"proposal": proposal.pk})
    return WayOn(step, is_seen, proposal, off, has_changed_since(proposal), form)


def carries_out(user, wanted: MergeProposal) -> bool:
    """Whether somebody else has proposed it and this user may do it."""
    proposal = standing(wanted)
    return bool(proposal and proposal.made_by_id != user.pk and may_publish(user))


def refusal_to(user, wanted: MergeProposal) -> str:
    """Why this user may not do it where readers see what it changes; "" where somebody else has proposed it.

    To be asked in the transaction that does it, and before.
    """
    proposal = standing(wanted)
    if may_publish(user):
        if hold_other_s(wanted, user):
            return ""
        asked = "you have proposed it, and another person carries it out" if proposal else "propose it first"
        return f"Readers see what it changes, and nobody publishes own work: {asked}."
    asked = "it is proposed, and" if proposal else "propose it, and"
    return f"Readers see what it changes: {asked} a reviewer carries it out."


def takes_off(request) -> bool:
    """Whether the form that was sent declines a proposal, or takes it back."""
    return request.POST.get("step") in _OFF


def taken_off(request, page: str) -> Sent:
    """What came of that; `page` is the one to go on at."""
    form = OffForm(request.POST, prefix="off")
    if not form.is_valid():
        return Sent(off=form)
    key, why = form.cleaned_data["proposal"], form.cleaned_data["why"]
    try:
        proposal = take_off(key, Hand(request.user, why=why), may_decline=may_publish(request.user))
    except Unproposable as problem:
        messages.error(request, str(problem))
        return Sent(status=409, off=form)
    told = _OFF["take_back" if proposal.made_by_id == request.user.pk else "decline"]
    messages.success(request, f"The {proposal} is {told}.")
    return Sent(page)


def tell_proposed(request, wanted: MergeProposal) -> None:
    messages.success(request, f"The {wanted} is proposed: a reviewer other than you carries it out.")


def proposals_for(user) -> QuerySet:
    """What others have proposed, oldest first."""
    return MergeProposal.objects.without(user)


def proposals_of(user) -> QuerySet:
    """What the user has proposed, oldest first."""
    return MergeProposal.objects.filter(made_by=user)
