"""What the linter finds in a record as its newest version has it, which readers may not see yet."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html, format_html_join

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
_NOT_ALONE = "Alone it cannot be published, without what goes with it."


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
    stopping, warnings = _told_of(record)
    if stopping and company_of(record):
        messages.warning(request, f"{_NOT_ALONE} {_words(stopping)}")
    elif stopping:
        messages.error(request, f"It cannot be published like this. {_words(stopping)}")
    if warnings:
        messages.warning(request, f"The linter warns: {_words(warnings)}")


def tell_of_findings_in_each(request, records) -> None:
    """Whoever sent many to review at once: one message for all that have errors, one for all of which is warned."""
    found = [(record, *_told_of(record)) for record in records]
    stopped = [(record, stopping) for record, stopping, _ in found if stopping]
    warned = [(record, warnings) for record, _, warnings in found if warnings]
    alone = [row for row in stopped if not company_of(row[0])]
    together = [row for row in stopped if row not in alone]
    if alone:
        messages.error(request, format_html("These cannot be published like this. {}", _by_record(alone)))
    if together:
        words = "These cannot be published alone, without what goes with them."
        messages.warning(request, format_html("{} {}", words, _by_record(together)))
    if warned:
        messages.warning(request, format_html("The linter warns. {}", _by_record(warned)))


def _told_of(record: Record) -> tuple[list[Finding], list[Finding]]:
    """The errors with which it cannot be published, and the warnings that nobody has dismissed."""
    ahead = found_ahead(record)
    told = {one.message for one in ahead.stopping}
    open_ones = [one for one in ahead.findings if one.level == Level.WARNING and not one.is_dismissed]
    return ahead.stopping, [one for one in open_ones if one.message not in told]


def _words(findings: list[Finding]) -> str:
    words = " ".join(one.message for one in findings[:_MOST_TOLD])
    more = len(findings) - _MOST_TOLD
    return f"{words} And {more} more, on its form." if more > 0 else words


def _by_record(found: list[tuple[Record, list[Finding]]]) -> str:
    """“The hearing: it names no day (and 2 more). And 7 more records.” with a link to the review of each."""
    rows = [
        (
            reverse(f"admin:timeline_{record._meta.model_name}_review", args=[record.pk]),
            record,
            first.message,
            f" (and {len(more)} more)" if more else "",
        )
        for record, (first, *more) in found[:_MOST_TOLD]
    ]
    words = format_html_join(" ", "<a href='{}'>“{}”</a>: {}{}", rows)
    left = len(found) - _MOST_TOLD
    return format_html("{} And {} more of them.", words, left) if left > 0 else words
