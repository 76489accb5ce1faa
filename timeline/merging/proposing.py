"""Proposals of merges that readers would see, and of their undoings: made, held to be carried out, taken off."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from timeline.history.asides import keeping_asides
from timeline.history.keeping import Hand
from timeline.merging import undoing
from timeline.merging.merging import Unmergeable, hold, trial
from timeline.models import FormerAddress, MergeProposal, Version
from timeline.models.record import Record
from timeline.vocabulary import Proposed

_AT_ONCE = "Readers see nothing of it: do it at once."


class Unproposable(Exception):
    """Nothing was written; it says what stands in the way."""


def merge_of(kept: Record, absorbed: Record) -> MergeProposal:
    """What can be proposed of two records; not stored."""
    return MergeProposal(
        what=Proposed.MERGE,
        record_kind=kept._meta.model_name,
        record_slug=kept.slug,
        other_slug=absorbed.slug,
        title=str(absorbed)[:300],
    )


def undoing_of(address: FormerAddress) -> MergeProposal:
    """What can be proposed of a merge; not stored."""
    return MergeProposal(
        what=Proposed.UNDOING,
        record_kind=address.record_kind,
        record_slug=address.leads_to,
        other_slug=address.slug,
        title=address.title,
    )


def standing(wanted: MergeProposal) -> MergeProposal | None:
    """The same as it was proposed by somebody."""
    return _same(wanted).first()


@transaction.atomic
def propose_merge(kept: Record, absorbed: Record, hand: Hand) -> None:
    """Raises Unproposable where it cannot be done, where nobody would see it, and where it is proposed already."""
    try:
        # Until the transaction ends neither of the two can go; what a trial holds is let go with it.
        hold(kept, absorbed)
        is_seen = trial(kept, absorbed, _nobody(hand)).is_seen
    except Unmergeable as problem:
        raise Unproposable(str(problem)) from problem
    _propose(merge_of(kept, absorbed), hand, is_seen=is_seen)


@transaction.atomic
def propose_undoing(address: FormerAddress, hand: Hand) -> None:
    """Raises Unproposable where it cannot be done, where nobody would see it, and where it is proposed already."""
    held = FormerAddress.objects.select_for_update().filter(pk=address.pk).first()
    if held is None:
        raise Unproposable("The merge is undone already.")
    try:
        is_seen = undoing.trial(held, _nobody(hand)).is_seen
    except Unmergeable as problem:
        raise Unproposable(str(problem)) from problem
    _propose(undoing_of(address), hand, is_seen=is_seen)


@transaction.atomic
def take_off(key: int, hand: Hand, *, may_decline: bool) -> MergeProposal:
    """The proposal with this key is taken back by whoever made it, or declined.

    Why stays in the history of the record that would have stayed. Raises Unproposable where it is gone already, and
    where it is somebody else's that this user may not decline.
    """
    proposal = MergeProposal.objects.select_for_update().filter(pk=key).first()
    if proposal is None:
        raise Unproposable("It is not proposed any more.")
    is_own = hand.user is not None and proposal.made_by_id == hand.user.pk
    if not is_own and not may_decline:
        raise Unproposable(f"{proposal.made_by_name} has proposed it: a reviewer declines it.")
    words = f"{'Taken back' if is_own else 'Declined'}: {hand.why}"
    with _told(proposal, replace(hand, why=words)):
        MergeProposal.objects.filter(pk=key).delete()
    return proposal


def hold_other_s(wanted: MergeProposal, user) -> MergeProposal | None:
    """The same as somebody other than this user proposed it; it stays so until the transaction ends."""
    return _same(wanted).without(user).select_for_update().first()


def has_changed_since(proposal: MergeProposal) -> bool:
    """Whether one of the two says something else than when it was proposed."""
    slugs = [proposal.record_slug, proposal.other_slug]
    versions = Version.objects.filter(record_kind=proposal.record_kind, record_slug__in=slugs)
    return versions.filter(made_at__gt=proposal.made_at).exists()


def _propose(wanted: MergeProposal, hand: Hand, *, is_seen: bool) -> None:
    if not is_seen:
        raise Unproposable(_AT_ONCE)
    if other := _in_the_way(wanted):
        raise Unproposable(f"{other.made_by_name} has proposed {_told_from(wanted, other)}")
    wanted.made_by, wanted.made_by_name, wanted.why = hand.user, hand.called, hand.why
    with _told(wanted, hand):
        wanted.save()


def _in_the_way(wanted: MergeProposal) -> MergeProposal | None:
    """One for the record that goes, or for the same two the other way round."""
    turned = Q(record_slug=wanted.other_slug, other_slug=wanted.record_slug)
    of_kind = MergeProposal.objects.filter(record_kind=wanted.record_kind)
    return of_kind.filter(Q(other_slug=wanted.other_slug) | turned).first()


def _told_from(wanted: MergeProposal, other: MergeProposal) -> str:
    if other.record_slug == wanted.record_slug:
        return "it already: a reviewer carries that out, or declines it."
    if other.record_slug == wanted.other_slug:
        return "the same the other way round: have that declined or taken back first."
    return f"to merge it into {other.record_slug}: have that declined or taken back first."


@contextmanager
def _told(proposal: MergeProposal, hand: Hand) -> Iterator[None]:
    with keeping_asides(apps.get_model("timeline", proposal.record_kind), [proposal.record_slug], hand):
        yield


def _nobody(hand: Hand) -> Hand:
    """For a trial: whoever proposes may have written what nobody has reviewed; another person carries it out."""
    return Hand(name=hand.called, why="A trial.")


def _same(wanted: MergeProposal):
    names = ("what", "record_kind", "record_slug", "other_slug")
    return MergeProposal.objects.filter(**{name: getattr(wanted, name) for name in names})
