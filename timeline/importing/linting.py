"""What the linter says against records that an import has just written: an error stops their publication."""

from collections.abc import Iterable

from django.db.models import Model

from timeline.importing.outcome import Problem
from timeline.importing.validating import Checked
from timeline.models import Finding
from timeline.models.record import Record
from timeline.vocabulary import Level, Workflow


def errors_left(written: dict[type[Model], list[Checked]]) -> list[Problem]:
    """The errors that were found in published records of these, each with its place in the file; findings are fresh.

    Errors of other records, such as those that were changed at the desk, stop no import.
    """
    problems: list[Problem] = []
    for model, records in written.items():
        if issubclass(model, Record):
            problems += _errors_of(model._meta.model_name or "", {checked.id: checked for checked in records})
    return sorted(problems)


def _errors_of(kind: str, written: dict[str, Checked]) -> Iterable[Problem]:
    for finding in Finding.objects.filter(record_kind=kind, level=Level.ERROR):
        checked = written.get(finding.record_slug)
        if checked and checked.shape.get("workflow", Workflow.PUBLISHED) == Workflow.PUBLISHED:
            yield checked.entry.problem(f"{finding.rule}: {finding.message}")
