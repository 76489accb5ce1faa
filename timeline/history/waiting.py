"""What is not on the site yet and waits for somebody: heads of versions, by whose hands are in them."""

from django.db.models import Exists, OuterRef, QuerySet

from timeline.exporting.records import record_id
from timeline.history.hands import WRITING, hands_in_each, named
from timeline.history.showing import named_in
from timeline.models import Version
from timeline.vocabulary import Step, Workflow


def in_review_without(user) -> QuerySet:
    """Heads in review, of drafts and of pending changes, in which this user had no hand, by a merge neither.

    A query at once, and as many as `hands_in_each` asks where a merge is among what waits.
    """
    waiting = _waiting(Workflow.IN_REVIEW).exclude(_has_hand_of(user))
    merged = list(waiting.filter(_is_merged()).only("record_kind", "record_slug", "number"))
    hands = hands_in_each(merged)
    return waiting.exclude(pk__in=[version.pk for version in merged if user.pk in hands[named(version)]])


def sent_back_to(user) -> QuerySet:
    """Heads that were sent back, in which this user had a hand."""
    return _waiting(Workflow.DRAFT).filter(_has_hand_of(user), step=Step.SENT_BACK)


def drafts_of(user) -> QuerySet:
    """Drafts and pending changes in which this user had a hand, but for those that were sent back."""
    return _waiting(Workflow.DRAFT).filter(_has_hand_of(user)).exclude(step=Step.SENT_BACK)


def changes_naming(record) -> list[Version]:
    """What waits and names this record. Of a change of a published record its tables do not tell that."""
    wanted = (record._meta.model_name, record_id(record))
    waiting = Version.objects.heads().filter(workflow__in=[Workflow.DRAFT, Workflow.IN_REVIEW])
    found = waiting.exclude(step=Step.DELETED).exclude(record_kind=wanted[0], record_slug=wanted[1])
    return [one for one in found if wanted in named_in(one.record_kind, one.content, one.names)]


def _waiting(workflow: Workflow) -> QuerySet:
    return Version.objects.heads().filter(workflow=workflow).exclude(step=Step.DELETED)


def _has_hand_of(user) -> Exists:
    """Whether the user wrote what readers do not see yet of the record of OuterRef."""
    return Exists(_unseen().filter(made_by=user, step__in=WRITING))


def _is_merged() -> Exists:
    """Whether a merge is among what readers do not see yet of the record of OuterRef."""
    return Exists(_unseen().filter(step=Step.MERGED))


def _unseen() -> QuerySet:
    """The versions of the record of OuterRef since readers saw one."""
    same = {name: OuterRef(name) for name in ("record_kind", "record_slug")}
    settled_since = Version.objects.settled().filter(**same, number__gte=OuterRef("number"))
    return Version.objects.filter(**same).exclude(Exists(settled_since))
