"""Who may merge, and undo a merge: what readers see of it is proposed by one and carried out by another."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, transaction

from timeline.history.asides import keeping_asides
from timeline.history.keeping import Hand
from timeline.models import FormerAddress, MergeProposal, Version
from timeline.models.record import Record
from timeline.vocabulary import Proposed


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


def propose(wanted: MergeProposal, hand: Hand) -> None:
    """Raises Unproposable where the same, or another merge of the record that goes, is proposed already."""
    wanted.made_by, wanted.made_by_name, wanted.why = hand.user, hand.called, hand.why
    try:
        with transaction.atomic(), _told(wanted, hand):
            wanted.save()
    except IntegrityError as problem:
        other = MergeProposal.objects.filter(record_kind=wanted.record_kind, other_slug=wanted.other_slug).first()
        said = f" by {other.made_by_name}: into “{other.record_slug}”" if other else ""
        raise Unproposable(f"It is proposed already{said}. Have that declined or taken back first.") from problem


@transaction.atomic
def take_off(wanted: MergeProposal, hand: Hand) -> None:
    """It is declined, or taken back by whoever made it; why stays in the history of the record that would have stayed.

    Raises Unproposable where it is gone already.
    """
    with _told(wanted, hand):
        count, _ = _same(wanted).delete()
    if not count:
        raise Unproposable("Nothing of the kind is proposed any more.")


def hold_other_s(wanted: MergeProposal, user) -> MergeProposal | None:
    """The same as somebody other than this user proposed it; it stays so until the transaction ends."""
    return _same(wanted).without(user).select_for_update().first()


def has_changed_since(proposal: MergeProposal) -> bool:
    """Whether one of the two says something else than when it was proposed."""
    slugs = [proposal.record_slug, proposal.other_slug]
    versions = Version.objects.filter(record_kind=proposal.record_kind, record_slug__in=slugs)
    return versions.filter(made_at__gt=proposal.made_at).exists()


@contextmanager
def _told(wanted: MergeProposal, hand: Hand) -> Iterator[None]:
    model = apps.get_model("timeline", wanted.record_kind)
    with keeping_asides(model, [wanted.record_slug], hand):
        yield


def _same(wanted: MergeProposal):
    names = ("what", "record_kind", "record_slug", "other_slug")
    return MergeProposal.objects.filter(**{name: getattr(wanted, name) for name in names})
