"""The drafts that go with a record: those that it names and rests on, and those that were made about it."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from timeline.admin import steps
from timeline.admin.publishing import Hindrance
from timeline.history.hands import hands_in
from timeline.history.keeping import Hand, head_of, state_of
from timeline.history.showing import named_in
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, Source, Version
from timeline.models.record import Record
from timeline.vocabulary import ChangeClass, Step, Workflow

# Each is published after what it may name; a question after its answers, without which it is not published.
_IN_ORDER: list[type[Record]] = [Source, Party, Case, Filing, Event, Quote, Assertion, Question]
_MADE_ABOUT = {Event: "quotes", Question: "assertions"}
_WAITING = (Workflow.DRAFT, Workflow.IN_REVIEW)
# One press is for what one reads at one sitting.
_MOST = 60


def company_of(record: Record) -> list[Any]:
    """Drafts, in review or not, in the order in which they can be published; the record itself is not among them."""
    about = _MADE_ABOUT.get(type(record))
    waiting = list(getattr(record, about).filter(workflow__in=_WAITING)) if about else []
    found = {_key(one): one for one in waiting}
    left = [record, *waiting]
    while left and len(found) < _MOST:
        for other in _named_by(left.pop()):
            if other != record and _key(other) not in found:
                found[_key(other)] = other
                left.append(other)
    return in_order(found.values())


def in_order(records) -> list[Any]:
    return sorted(records, key=lambda record: (_IN_ORDER.index(type(record)), record.pk))


def own_drafts(user, records) -> list[Any]:
    """Those of the records that this user wrote and has not sent to review; not what a reviewer has sent back."""
    return [record for record in records if _is_own_draft(user, record, head_of(record))]


def send(user, records, about: str) -> list[Any]:
    """Those that were sent to review; what somebody else has moved meanwhile is left."""
    sent = []
    for record in records:
        try:
            with transaction.atomic():
                steps.submit(record, Hand(user).saying(f"Sent to review with “{about}”."))
            sent.append(record)
        except Hindrance:
            continue
    return sent


def trial(user, records) -> list[tuple[Any, str]]:
    """Each with what would stand in the way if this user published them one after the other; nothing is written."""
    hand = Hand(user, why="A trial.", change_class=ChangeClass.CLARIFICATION)
    with transaction.atomic():
        plans = [(record, _hindrance(record, hand)) for record in records]
        transaction.set_rollback(True)
    return plans


def _hindrance(record, hand: Hand) -> str:
    try:
        with transaction.atomic():
            steps.publish(record, hand)
    except Hindrance as hindrance:
        return str(hindrance)
    return ""


def _key(record) -> tuple[str, Any]:
    return record._meta.model_name, record.pk


def _is_own_draft(user, record, head: Version | None) -> bool:
    if head is None or head.workflow != Workflow.DRAFT or head.step == Step.SENT_BACK:
        return False
    return user.pk in hands_in(head) and user.has_perm(f"timeline.change_{record._meta.model_name}")


def _named_by(record) -> list[Any]:
    """The drafts that the newest version of a record names."""
    head = head_of(record)
    content, names = (head.content, head.names) if head else (state_of(record)[0], {})
    slugs: dict[str, set[str]] = defaultdict(set)
    for kind, slug in named_in(record._meta.model_name, content, names):
        slugs[kind].add(slug)
    models = [model for model in _IN_ORDER if slugs.get(model._meta.model_name or "")]
    return [
        other
        for model in models
        for other in model.objects.filter(slug__in=slugs[model._meta.model_name or ""], workflow__in=_WAITING)
    ]
