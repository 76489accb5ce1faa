"""The steps of a record on its way: to review, back, to the site, off it. Each leaves a version, or a Hindrance."""

from dataclasses import replace

from django.db import transaction

from timeline.admin.publishing import (
    Hindrance,
    error_key,
    hindrance_to_publishing,
    hindrance_to_taking_back,
)
from timeline.checks.linter import errors_of, refresh_findings_around
from timeline.exporting.records import record_id
from timeline.history.hands import hands_in
from timeline.history.keeping import Hand, begin, keep, keep_all
from timeline.importing.applying import Unappliable, apply
from timeline.models import ReaderReport, Version
from timeline.models.record import Record
from timeline.search.index import index
from timeline.vocabulary import ChangeClass, ReportState, Step, Workflow

# Steps whose reason is that of a change: one for which something was sent back or withdrawn is not.
_BY_AUTHORS = (Step.WRITTEN, Step.RESTORED, Step.IMPORTED, Step.SUBMITTED)


def hold(record) -> None:
    """Nobody else writes this record until the transaction ends. What was read before may be old already."""
    now = type(record)._default_manager.select_for_update().filter(pk=record.pk).first()
    if now is None:
        raise Hindrance(f"“{record}” has been deleted by somebody.")
    if isinstance(record, Record):
        record.workflow = now.workflow


def lock(record) -> Version:
    """Hold this record, and answer its head; its history begins here if it has none."""
    hold(record)
    begin(type(record), [record.pk])
    return Version.objects.of(record).heads().get()


@transaction.atomic
def submit(record, hand: Hand) -> Version:
    """Send what is written to review."""
    head = lock(record)
    if head.workflow not in (Workflow.DRAFT, Workflow.WITHDRAWN):
        raise Hindrance(f"“{record}” has no draft that could be sent to review.")
    return _move(record, head, Workflow.IN_REVIEW, Step.SUBMITTED, hand)


@transaction.atomic
def send_back(record, hand: Hand) -> Version:
    """Give a draft in review back to whoever wrote it, with a word on why."""
    head = lock(record)
    if head.workflow != Workflow.IN_REVIEW:
        raise Hindrance(f"“{record}” is not in review.")
    if not hand.why.strip():
        raise Hindrance(f"“{record}” is not sent back without a word on why.")
    return _move(record, head, Workflow.DRAFT, Step.SENT_BACK, hand)


@transaction.atomic
def publish(record, hand: Hand) -> Version:
    """Put what was written on the site. Raises Hindrance, with nothing written, and says why."""
    head, was_public = lock(record), record.is_public
    if head.workflow == Workflow.PUBLISHED:
        raise Hindrance(f"“{record}” has nothing that readers do not see already.")
    hands = hands_in(head)
    if hand.user and hand.user.pk in hands:
        raise Hindrance(f"“{record}” cannot be published by you: you had a hand in it, and nobody publishes own work.")
    known = {error_key(error) for error in errors_of(record)} if was_public else frozenset()
    if head.published_before:
        hand = _weighed(head, hand, is_again=not was_public)
    record = _applied(record, head.content, Workflow.PUBLISHED)
    problem = hindrance_to_publishing(record, known)
    if problem:
        raise Hindrance(problem)
    record.reviewed_by = hand.called if hands else ""
    type(record).objects.filter(pk=record.pk).update(reviewed_by=record.reviewed_by)
    refresh_findings_around(record)
    _answer(hand)
    return keep(record, Step.PUBLISHED, hand)


@transaction.atomic
def withdraw(record, hand: Hand) -> Version:
    """Take a record off the site; readers are told that, and why."""
    lock(record)
    if not record.is_public:
        raise Hindrance(f"“{record}” is not on the site.")
    if not hand.why.strip():
        raise Hindrance(f"“{record}” is not withdrawn without a reason, which readers are told.")
    if problem := hindrance_to_taking_back(record):
        raise Hindrance(problem)
    _stand(record, Workflow.WITHDRAWN)
    _answer(hand)
    return keep(record, Step.WITHDRAWN, replace(hand, change_class=ChangeClass.WITHDRAWAL))


@transaction.atomic
def drop(record, hand: Hand) -> Version:
    """Give up a pending change: the head is again what readers see."""
    head = lock(record)
    if not record.is_public or head.workflow == Workflow.PUBLISHED:
        raise Hindrance(f"“{record}” has no pending change.")
    if not hand.why and hand.user and hand.user.pk not in hands_in(head):
        raise Hindrance("Others wrote this change: dropping it needs a word on why.")
    return keep(record, Step.DROPPED, hand)


@transaction.atomic
def restore(record, version: Version, hand: Hand) -> Version:
    """Make what an older version said the draft that is to be reviewed; a court, which has no review, is that again.

    Raises Hindrance where the version names something that is gone.
    """
    lock(record)
    is_reviewed = isinstance(record, Record)
    workflow = Workflow.DRAFT if is_reviewed else Workflow.PUBLISHED
    if not is_reviewed or not record.is_public:
        record = _applied(record, version.content, workflow)
        if is_reviewed:
            refresh_findings_around(record)
    hand = hand.saying(f"As it was in version {version.number}.")
    (made,) = keep_all(type(record), {record_id(record): (version.content, workflow)}, Step.RESTORED, hand)
    return made


@transaction.atomic
def bring_back(version: Version, hand: Hand):
    """Make a deleted record again, of what this version of it said: a draft, that has to be reviewed as any other."""
    model, head = version.model, version.siblings.heads().get()
    if head.step != Step.DELETED:
        raise Hindrance(f"“{version.title}” is there: its own history restores it.")
    is_reviewed = issubclass(model, Record)
    try:
        record = apply(model, version.content, Workflow.DRAFT if is_reviewed else Workflow.PUBLISHED)
    except Unappliable as problem:
        raise Hindrance(f"“{version.title}” cannot be written as it was: {problem}") from problem
    if is_reviewed:
        refresh_findings_around(record)
    keep(record, Step.RESTORED, hand.saying(f"It was deleted, and is again as in version {version.number}."))
    return record


def _move(record, head: Version, workflow: Workflow, step: Step, hand: Hand) -> Version:
    """The same content in another state; where readers see the record, they go on seeing what they see."""
    if not record.is_public:
        _stand(record, workflow)
    hand = replace(hand, change_class=hand.change_class or head.change_class, report=hand.report or head.report)
    (version,) = keep_all(type(record), {record_id(record): (head.content, workflow)}, step, hand)
    return version


def _stand(record, workflow: Workflow) -> None:
    record.workflow, record.reviewed_by = workflow, ""
    record.save(update_fields=["workflow", "reviewed_by", "changed_at"])
    refresh_findings_around(record)
    index(type(record), [record.pk])


def _applied(record, content: dict, workflow: Workflow):
    try:
        return apply(type(record), content, workflow)
    except Unappliable as problem:
        raise Hindrance(f"“{record}” cannot be written as it was: {problem}") from problem


def _weighed(head: Version, hand: Hand, *, is_again: bool) -> Hand:
    """The hand of a publication, with class and reason as the author gave them unless the reviewer says otherwise.

    What had left the site and `is_again` there is told among the corrections, as its withdrawal was.
    """
    change_class = ChangeClass.CORRECTION if is_again else hand.change_class or head.change_class
    if not change_class:
        raise Hindrance("A change of a published record needs a class: typo, clarification or correction.")
    why = hand.why or reason_of_author(head)
    if not why:
        raise Hindrance("A change of a published record needs a reason: say why.")
    report = hand.report or next((one.report for one in _unseen(head).order_by("-number") if one.report), None)
    return replace(hand, change_class=change_class, why=why, report=report)


def reason_of_author(head: Version) -> str:
    """What whoever wrote a change typed last as its reason, with which it is published; "" where nobody typed one.

    Never what a reviewer said when it was sent back, which is for the author alone.
    """
    typed = _unseen(head).filter(is_worded_by_desk=False, step__in=_BY_AUTHORS)
    return typed.order_by("-number").values_list("why", flat=True).first() or ""


def _unseen(head: Version):
    """The versions since readers saw one."""
    last = head.siblings.settled().filter(number__lt=head.number).order_by("-number").values_list("number", flat=True)
    return head.siblings.filter(number__gt=last.first() or 0)


def _answer(hand: Hand) -> None:
    """What a reader reported is answered by the change that came of it."""
    if hand.report:
        own = ReaderReport.objects.filter(pk=hand.report.pk)
        own.close(ReportState.ANSWERED, hand.why or "The record was changed.", hand.called)
