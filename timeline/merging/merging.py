"""Merges two records of one kind: one stays, the other becomes its former address."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from timeline.checks.linter import errors_of
from timeline.history.asides import keeping_asides
from timeline.history.hands import hands_in
from timeline.history.keeping import Hand, State, begin, head_of, keep_all, states_of
from timeline.merging.following import Around
from timeline.merging.moving import Moved, move
from timeline.merging.ties import Keys, naming
from timeline.models import Assertion, Dismissal, Filing, FormerAddress, MergeProposal, Question, Version
from timeline.models.record import Record
from timeline.vocabulary import ChangeClass, Step, Workflow

# Columns of a record that no version of it says.
UNSAID = ("reviewed_by", "imported_digest")


class Unmergeable(Exception):
    """Nothing was written; `reasons` say what stands in the way."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Merged:
    """`is_seen`: whether readers see one of the two, or a record that named the one that is gone."""

    moved: Moved
    address: FormerAddress
    is_seen: bool


def trial(kept: Record, absorbed: Record, hand: Hand) -> Merged:
    """What a merge would do, with nothing written. Raises Unmergeable."""
    with transaction.atomic():
        merged = merge(kept, absorbed, hand)
        transaction.set_rollback(True)
    return merged


@transaction.atomic
def merge(kept: Record, absorbed: Record, hand: Hand) -> Merged:
    """All that names `absorbed` comes to name `kept`, whose own words stay as they are. Raises Unmergeable."""
    hand = hand.saying("The two records are one.")
    with keeping_asides(type(kept), [kept.slug, absorbed.slug], hand):
        return _merged(kept, absorbed, hand)


def hold(kept: Record, absorbed: Record) -> None:
    """Nobody else writes either of them until the transaction ends. Raises Unmergeable where they are no two."""
    if type(kept) is not type(absorbed):
        raise Unmergeable("Only two records of one kind can be merged.")
    if kept.pk == absorbed.pk:
        raise Unmergeable("A record cannot be merged with itself.")
    both = type(kept)._default_manager.select_for_update().filter(pk__in=[kept.pk, absorbed.pk]).order_by("pk")
    held = {record.pk: record for record in both}
    if len(held) < 2:
        raise Unmergeable("One of the two has been deleted by somebody.")
    for record in (kept, absorbed):
        record.refresh_from_db()


def _merged(kept: Record, absorbed: Record, hand: Hand) -> Merged:
    hold(kept, absorbed)
    named = _both(naming(absorbed), naming(kept))
    before = _states_of(named)
    if reasons := [*_refusals(kept, absorbed), *_own_work(kept, absorbed, hand), *_pending(before)]:
        raise Unmergeable(*reasons)
    known = {error.message for record in (kept, absorbed) for error in errors_of(record)}
    around = Around.now(kept, absorbed)
    moved = Moved()
    move(absorbed, kept, moved)
    if moved.clashes:
        raise Unmergeable(*moved.clashes)
    dismissed = _take_dismissals(absorbed)
    MergeProposal.objects.naming(type(absorbed)._meta.model_name, [absorbed.slug]).delete()
    gone = (type(absorbed), absorbed.slug, str(absorbed))
    columns = {name: getattr(absorbed, name) for name in UNSAID}
    type(absorbed)._default_manager.get(pk=absorbed.pk).delete()
    kept = type(kept)._default_manager.get(pk=kept.pk)
    _settle(kept)
    around.refresh(kept)
    if new := [error.message for error in errors_of(kept) if kept.is_public and error.message not in known]:
        raise Unmergeable(*new)
    versions = _keep(before, named, kept, gone[1], hand)
    address = FormerAddress.objects.create(
        record_kind=kept._meta.model_name,
        slug=gone[1],
        leads_to=kept.slug,
        title=gone[2][:300],
        merged_by=hand.called,
        why=hand.why,
        moved={"versions": versions, "texts": moved.texts, "dismissed": dismissed, "columns": columns},
    )
    is_seen = any(workflow == Workflow.PUBLISHED for states in before.values() for _, workflow in states.values())
    return Merged(moved, address, is_seen)


def weighed_for_readers(hand: Hand, kept: Any, is_changed: bool, stood: str) -> Hand:
    """The hand of a merge, or of its undoing, with what it weighs in the record that stays.

    Where readers saw the other one, which `stood` there, too, they are told of it among the corrections.
    """
    if kept.is_public and stood == Workflow.PUBLISHED:
        return replace(hand, change_class=ChangeClass.CORRECTION)
    return replace(hand, change_class=ChangeClass.CLARIFICATION if kept.is_public and is_changed else "")


def _refusals(kept: Any, absorbed: Any) -> list[str]:
    found = []
    if absorbed.is_public and not kept.is_public:
        found.append(f"Readers see “{absorbed}” and not “{kept}”: keep the one that they see.")
    if isinstance(kept, Filing) and kept.case_id != absorbed.case_id:
        found.append("The two filings are on two dockets.")
    if isinstance(kept, Assertion) and kept.question_id != absorbed.question_id:
        found.append("The two assertions answer two questions: merge those first.")
    if isinstance(kept, Question) and (kept.value_type, kept.unit) != (absorbed.value_type, absorbed.unit):
        found.append("The two questions ask for values of two types or units.")
    return found


def _own_work(kept: Any, absorbed: Any, hand: Hand) -> list[str]:
    """Nobody brings unreviewed rows of their own before readers, by this way neither."""
    head = head_of(absorbed)
    if not kept.is_public or absorbed.is_public or head is None or hand.user is None:
        return []
    is_own = hand.user.pk in hands_in(head)
    return [f"You had a hand in “{absorbed}”, which nobody has reviewed: somebody else merges it."] if is_own else []


def _pending(states: dict[type[Model], dict[str, State]]) -> list[str]:
    """A change that waits for review was made of what a merge would change: it comes first."""
    found = []
    for model, of_model in states.items():
        heads = Version.objects.heads().filter(record_kind=model._meta.model_name).exclude(workflow=Workflow.PUBLISHED)
        seen = [slug for slug, (_, workflow) in of_model.items() if workflow == Workflow.PUBLISHED]
        for head in heads.filter(record_slug__in=seen):
            found.append(f"“{head.title}” has a change that waits for review: publish it or drop it first.")
    return found


def _both(one: Keys, other: Keys) -> Keys:
    return {model: one.get(model, set()) | other.get(model, set()) for model in {**one, **other}}


def _states_of(keys: Keys) -> dict[type[Model], dict[str, State]]:
    for model, pks in keys.items():
        begin(model, sorted(pks))
    return {model: states_of(model, sorted(pks)) for model, pks in keys.items()}


def _take_dismissals(absorbed: Record) -> list[list[str]]:
    """They are about words that are gone; an undoing brings them back."""
    rows = Dismissal.objects.filter(record_kind=absorbed._meta.model_name, record_slug=absorbed.slug)
    taken = [list(row) for row in rows.values_list("rule", "about", "reason", "dismissed_by")]
    rows.delete()
    return taken


def _settle(kept: Record) -> None:
    """What follows from a record's own rows and columns follows anew."""
    try:
        kept.clean()
    except ValidationError as problem:
        raise Unmergeable(*problem.messages) from problem
    kept.save()


def _keep(before: dict, named: Keys, kept: Record, gone: str, hand: Hand) -> list[list[Any]]:
    """Versions of both, and of every record that says something else now.

    Answers [kind, slug, number] of all but the one that is gone.
    """
    versions, made_at = [], timezone.now()
    content, stood = before[type(kept)][gone]
    for model, pks in named.items():
        now = states_of(model, sorted(pks))
        changed = {
            slug: state
            for slug, state in now.items()
            if state != before[model][slug] or (model is type(kept) and slug == kept.slug)
        }
        own = {kept.slug: changed.pop(kept.slug)} if model is type(kept) else {}
        versions += keep_all(model, changed, Step.MERGED, hand, made_at)
        weighed = weighed_for_readers(hand, kept, own != {kept.slug: before[model].get(kept.slug)}, stood)
        versions += keep_all(model, own, Step.MERGED, weighed, made_at)
    keep_all(type(kept), {gone: (content, Workflow.WITHDRAWN)}, Step.MERGED, hand, made_at)
    return [[version.record_kind, version.record_slug, version.number] for version in versions]
