"""The linter: what the rules find in records, and the stored findings brought to that."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from timeline.checks import rules  # noqa: F401  registers every rule
from timeline.checks.gathering import MODELS, Surroundings, gathered
from timeline.checks.rule import RULES, Found, Rule
from timeline.checks.touching import beside, touched_by
from timeline.models import Finding
from timeline.models.record import Record
from timeline.vocabulary import Level

# What a finding says that may change while it stays the same finding.
_SAYING = ("level", "title", "message", "is_public")
_BATCH = 400
_LONGEST = {field.name: field.max_length for field in Finding._meta.concrete_fields}


@dataclass
class Refreshed:
    """How many findings came, say something new, went and stayed as they were."""

    created: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0


def rules_of(model: type[Record]) -> list[Rule]:
    return [rule for rule in RULES.values() if model in rule.models]


def lint(
    model: type[Record], records: Iterable[Record] | None = None, today: datetime.date | None = None
) -> Iterator[Finding]:
    """What the rules find in these records (all of the model without any), as findings that are not saved.

    Records of every workflow state, each as it stands in the database; a fixed number of queries.
    """
    yield from _lint(model, None if records is None else [record.pk for record in records], today)


def errors_of(record: Record, today: datetime.date | None = None) -> list[Finding]:
    """What stops the publication of a record, as it stands in the database."""
    model, pks = type(record), [record.pk]
    grave = [rule for rule in rules_of(model) if rule.level == Level.ERROR]
    around = Surroundings(model, today or timezone.localdate(), pks, is_publishing=True)
    return [finding for finding in _found(grave, gathered(model, pks), around) if finding.level == Level.ERROR]


@transaction.atomic
def refresh_findings(
    model: type[Record] | None = None,
    pks: Iterable[int] | None = None,
    today: datetime.date | None = None,
    progress: Callable[[type[Record]], None] | None = None,
) -> Refreshed:
    """Bring the stored findings (of a model, of these of its records) to what the rules find now.

    A finding that says the same keeps the day on which it was first found; those of deleted records go. With the
    records of `pks`, those are looked at that are compared with them.
    """
    outcome = Refreshed()
    for kind in [model] if model else MODELS:
        if progress:
            progress(kind)
        _refresh(kind, None if pks is None else sorted(beside(kind, list(pks))), today, outcome)
    return outcome


@transaction.atomic
def refresh_findings_around(record: Record, today: datetime.date | None = None) -> Refreshed:
    """As `refresh_findings`, for one record that was saved or deleted and all whose findings can change with it."""
    outcome = Refreshed()
    for model, pks in touched_by(record).items():
        _refresh(model, sorted(beside(model, list(pks))), today, outcome)
    return outcome


def _lint(model: type[Record], pks: list[int] | None, today: datetime.date | None) -> Iterator[Finding]:
    """Of every finding, whether readers may be told: whether the rules say the same of what readers see alone."""
    today = today or timezone.localdate()
    found = [*_found(rules_of(model), gathered(model, pks), Surroundings(model, today, pks))]
    slugs = {finding.record_slug for finding in found}
    told = sorted(model._default_manager.public().filter(slug__in=slugs).order_by().values_list("pk", flat=True))
    if told:
        seen, around = gathered(model, told, is_public=True), Surroundings(model, today, told, is_public=True)
        public = {(*_key(finding), finding.message) for finding in _found(rules_of(model), seen, around)}
        for finding in found:
            finding.is_public = (*_key(finding), finding.message) in public
    yield from found


def _found(to_check: list[Rule], records: Iterable[Any], around: Surroundings) -> Iterator[Finding]:
    for record in records:
        for rule in to_check:
            told: dict[str, Finding] = {}
            for found in rule.check(record, around):
                finding = _finding(record, rule, found)
                # Of two findings about one thing the graver is told.
                if finding.about not in told or finding.level == Level.ERROR != told[finding.about].level:
                    told[finding.about] = finding
            yield from told.values()


def _finding(record: Record, rule: Rule, found: Found) -> Finding:
    return Finding(
        record_kind=record._meta.model_name or "",
        record_slug=record.slug,
        rule=rule.name,
        about=found.about[: _LONGEST["about"]],
        level=found.level or rule.level,
        title=_cut(str(record), "title"),
        message=_cut(found.message, "message"),
    )


def _refresh(model: type[Record], pks: list[int] | None, today: datetime.date | None, outcome: Refreshed) -> None:
    stored, lost = _stored(model, pks)
    found = {_key(finding): finding for finding in _lint(model, pks, today)}
    new = [finding for key, finding in found.items() if key not in stored]
    gone = lost | {finding.pk for key, finding in stored.items() if key not in found}
    kept = [(finding, found[key]) for key, finding in stored.items() if key in found]
    changed = [_taken_over(finding, now) for finding, now in kept if _said(finding) != _said(now)]
    Finding.objects.filter(pk__in=gone).delete()
    Finding.objects.bulk_update(changed, _SAYING, batch_size=_BATCH)
    # Another process may have found the same in this moment.
    Finding.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
    outcome.created += len(new)
    outcome.changed += len(changed)
    outcome.gone += len(gone)
    outcome.unchanged += len(kept) - len(changed)


def _stored(model: type[Record], pks: list[int] | None) -> tuple[dict[tuple[str, ...], Finding], set[int]]:
    """The findings held of these records, and the primary keys of those whose records are gone."""
    held = Finding.objects.filter(record_kind=model._meta.model_name)
    records = model._default_manager.order_by()
    lost = set(held.exclude(record_slug__in=records.values("slug")).values_list("pk", flat=True))
    if pks is not None:
        held = held.filter(record_slug__in=records.filter(pk__in=pks).values("slug"))
    return {_key(finding): finding for finding in held.exclude(pk__in=lost).select_for_update()}, lost


def _key(finding: Finding) -> tuple[str, ...]:
    return tuple(getattr(finding, name) for name in Finding.natural_lookups)


def _said(finding: Finding) -> tuple:
    return tuple(getattr(finding, name) for name in _SAYING)


def _taken_over(finding: Finding, now: Finding) -> Finding:
    for name in _SAYING:
        setattr(finding, name, getattr(now, name))
    return finding


def _cut(text: str, field: str) -> str:
    longest = _LONGEST[field] or 0
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
