"""What the linter finds in a record as its newest version has it, which readers may not see yet."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.db import transaction

from timeline.admin.company import company_of
from timeline.admin.finding import findings_of
from timeline.admin.publishing import error_key
from timeline.checks.linter import errors_of, lint
from timeline.history.keeping import pending_change_of
from timeline.importing.applying import Unappliable
from timeline.importing.bringing_back import apply_with_deleted
from timeline.models import Dismissal, Finding
from timeline.models.record import Record
from timeline.vocabulary import Level, Workflow

# A message is read at a glance; the form and the review page have them all.
_MOST_TOLD = 5


@dataclass(frozen=True)
class Ahead:
    """Errors first. `stopping` are the errors with which it cannot be published; `cured` are found in what readers see,
    and not any more in the change of it that waits.

    Each finding has `is_dismissed` with its `reason`, and says whether it `is_new`: it came with that change.
    """

    findings: list[Finding]
    stopping: list[Finding] = field(default_factory=list)
    cured: list[Finding] = field(default_factory=list)


def found_ahead(record: Record) -> Ahead:
    """In a draft, and in the change of a published record that waits, if it can be laid out."""
    pending = pending_change_of(record)
    known = errors_of(record)
    if pending is None:
        return Ahead(findings_of(record), [] if record.is_public else known)
    try:
        with transaction.atomic():
            laid_out = apply_with_deleted(type(record), pending.content, Workflow.PUBLISHED)
            found, errors = found_in(laid_out), errors_of(laid_out)
            transaction.set_rollback(True)
    except Unappliable:
        return Ahead(findings_of(record))
    forgiven, still = {error_key(error) for error in known}, {error_key(one) for one in found}
    cured = [one for one in findings_of(record) if error_key(one) not in still]
    return Ahead(found, [error for error in errors if error_key(error) not in forgiven], cured)


def found_in(record: Record) -> list[Finding]:
    """In the record as the database has it within this transaction. What was not found before has no key."""
    own = {"record_kind": record._meta.model_name, "record_slug": record.slug}
    stored = {error_key(one): one.pk for one in Finding.objects.filter(**own)}
    reasons = {error_key(one): one.reason for one in Dismissal.objects.filter(**own)}
    found = sorted(lint(type(record), [record]), key=lambda one: one.level)
    for one in found:
        key = error_key(one)
        one.pk, one.is_new = stored.get(key), key not in stored
        one.is_dismissed, one.reason = key in reasons, reasons.get(key)
    return found


def tell_of_findings(request, record) -> None:
    """Whoever has written it, before a reviewer finds the same."""
    if not isinstance(record, Record):
        return
    ahead = found_ahead(record)
    told = {one.message for one in ahead.stopping}
    warnings = [
        one for one in ahead.findings if one.level == Level.WARNING and not one.is_dismissed and one.message not in told
    ]
    if ahead.stopping and company_of(record):
        messages.warning(request, f"Alone it cannot be published, without what goes with it. {_told(ahead.stopping)}")
    elif ahead.stopping:
        messages.error(request, f"It cannot be published like this. {_told(ahead.stopping)}")
    if warnings:
        messages.warning(request, f"The linter warns: {_told(warnings)}")


def _told(findings: list[Finding]) -> str:
    words = " ".join(one.message for one in findings[:_MOST_TOLD])
    more = len(findings) - _MOST_TOLD
    return f"{words} And {more} more, on its form." if more > 0 else words
