"""Undoes a merge: the record comes back by its last version, and what the merge moved goes back as versions say."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from timeline.exporting.records import SECTIONS
from timeline.history.asides import keeping_asides
from timeline.history.joining import forks, joined
from timeline.history.keeping import Hand, keep, pending_change_of, state_of
from timeline.history.parts import Content
from timeline.importing.applying import Unappliable, apply
from timeline.merging.following import Around
from timeline.merging.merging import Unmergeable, weighed_for_readers
from timeline.models import Dismissal, FormerAddress, MergeProposal, SourceText, Version
from timeline.models.record import Record
from timeline.vocabulary import Step, Workflow

_ORDER = [model._meta.model_name for model in SECTIONS.values()]


@dataclass(frozen=True)
class Undone:
    """`left` names what was changed since the merge where the merge had changed it: that stays as it is now."""

    record: Record
    left: list[str]
    is_seen: bool


def readers_see(address: FormerAddress) -> bool:
    """Whether readers see one of the two, or a record that the merge changed: an undoing may change what they see."""
    gone = Version.objects.of_slug(address.record_kind, address.slug).heads().first()
    if gone and gone.before and gone.before.workflow == Workflow.PUBLISHED:
        return True
    slugs = defaultdict(set)
    for kind, slug, _ in address.moved.get("versions", ()):
        slugs[kind].add(slug)
    slugs[address.record_kind].add(address.leads_to)
    models = ((apps.get_model("timeline", kind), some) for kind, some in slugs.items())
    return any(model.objects.filter(slug__in=some, workflow=Workflow.PUBLISHED).exists() for model, some in models)


def trial(address: FormerAddress, hand: Hand) -> Undone:
    """What an undoing would do, with nothing written. Raises Unmergeable."""
    with transaction.atomic():
        undone = undo(copy(address), hand)
        transaction.set_rollback(True)
    return undone


@transaction.atomic
def undo(address: FormerAddress, hand: Hand) -> Undone:
    """Raises Unmergeable, with nothing written."""
    model = apps.get_model("timeline", address.record_kind)
    hand = hand.saying(f"The merge of “{address.title}” was undone.")
    with keeping_asides(model, [address.slug, address.leads_to], hand):
        return _undone(model, address, hand)


def _undone(model: type[Model], address: FormerAddress, hand: Hand) -> Undone:
    kept = _kept(model, address)
    others = [version for version in _versions(address) if _record_of(version)]
    _refuse_pending(kept, others)
    made_at = timezone.now()
    is_seen, around = readers_see(address), Around.now(kept)
    last = _last_version(address)
    record = _applied(model, last.content, last.workflow)
    _bring_back_what_no_version_carries(address, record)
    left = []
    # The record that stayed comes last: rows of it that others name must not go before these have let go of them.
    for version in sorted(others, key=lambda one: (_is_of(one, kept), _ORDER.index(one.record_kind))):
        changed, told = _take_back(version)
        left += told
        if changed or _is_of(version, kept):
            now = _record_of(version)
            weighed = weighed_for_readers(hand, kept, changed, last.workflow) if _is_of(version, kept) else hand
            keep(now, Step.RESTORED, weighed, made_at)
            around.add(now)
    address.delete()
    MergeProposal.objects.naming(address.record_kind, [address.slug]).delete()
    kept = model._default_manager.get(pk=kept.pk)
    kept.save()
    record = model._default_manager.get(pk=record.pk)
    record.save()
    around.refresh(kept, record)
    keep(record, Step.RESTORED, hand, made_at)
    return Undone(record, left, is_seen)


def _kept(model: type[Model], address: FormerAddress) -> Any:
    records = model._default_manager.select_for_update()
    if records.filter(slug=address.slug).exists():
        raise Unmergeable(f"There is another record at “{address.slug}” by now.")
    kept = records.filter(slug=address.leads_to).first()
    if kept is None:
        reason = f"“{address.leads_to}” is gone: if it was merged into another record, undo that first."
        raise Unmergeable(reason)
    return kept


def _versions(address: FormerAddress) -> list[Version]:
    """Those that the merge left of records that stayed."""
    named = address.moved["versions"]
    found = [Version.objects.of_slug(kind, slug).filter(number=number).first() for kind, slug, number in named]
    return [version for version in found if version]


def _record_of(version: Version) -> Any:
    return version.model._default_manager.filter(slug=version.record_slug).first()


def _is_of(version: Version, record: Record) -> bool:
    return (version.record_kind, version.record_slug) == (record._meta.model_name, record.slug)


def _last_version(address: FormerAddress) -> Version:
    """What the record said before it was merged."""
    head = Version.objects.of_slug(address.record_kind, address.slug).heads().filter(step=Step.MERGED).first()
    before = head.before if head else None
    if before is None:
        raise Unmergeable("No version is kept of the record as it was before.")
    return before


def _refuse_pending(kept: Record, others: list[Version]) -> None:
    records = [kept, *(_record_of(version) for version in others)]
    waiting = {str(record): record for record in records if pending_change_of(record)}
    if waiting:
        raise Unmergeable(
            *(f"“{name}” has a change that waits for review: publish it or drop it first." for name in waiting)
        )


def _take_back(version: Version) -> tuple[bool, list[str]]:
    """Whether the record was written, and which of its places were left because somebody has changed them since."""
    record, before = _record_of(version), version.before
    now, workflow = state_of(record)
    if before is None:
        return False, []
    wanted, left = _without(version.content, before.content, now)
    if wanted == now:
        return False, left
    _applied(type(record), wanted, workflow)
    return True, [f"{record}: {place}" for place in left]


def _without(merged: Content, before: Content, now: Content) -> tuple[Content, list[str]]:
    """What a record says now, but for what the merge did to it; and the places that both changed."""
    if now == merged:
        return before, []
    twice = [fork.place for fork in forks(merged, before, now) if fork.taken is None]
    wanted = joined(merged, before, now, dict.fromkeys(twice, "theirs"))
    return wanted, [" · ".join(filter(None, place)) for place in twice]


def _applied(model: type[Model], content: Content, workflow: str) -> Any:
    try:
        return apply(model, content, Workflow(workflow))
    except Unappliable as problem:
        raise Unmergeable(f"“{content['id']}” cannot be written as it was: {problem}") from problem


def _bring_back_what_no_version_carries(address: FormerAddress, record: Any) -> None:
    if columns := address.moved.get("columns"):
        type(record)._default_manager.filter(pk=record.pk).update(**columns)
    if texts := address.moved["texts"]:
        SourceText.objects.filter(pk__in=texts, source__slug=address.leads_to).update(source=record)
    Dismissal.objects.bulk_create(
        (
            Dismissal(
                record_kind=address.record_kind,
                record_slug=address.slug,
                rule=rule,
                about=about,
                reason=reason,
                dismissed_by=by,
            )
            for rule, about, reason, by in address.moved["dismissed"]
        ),
        ignore_conflicts=True,
    )
