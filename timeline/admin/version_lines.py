"""Versions of records as lines of a list: what was done to what, by whom and why, and the page at the desk to go to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from timeline.admin.finding import with_records
from timeline.models import Version
from timeline.models.record import Record
from timeline.vocabulary import Step, Workflow


@dataclass(frozen=True)
class Line:
    """`address` is "" where the record is gone."""

    kind: str
    title: str
    address: str
    step: str
    by: str
    at: datetime
    why: str
    is_worded_by_desk: bool = False


def lines_of(versions: QuerySet) -> list[Line]:
    """In the order of the versions; one query."""
    return [line_of(version) for version in with_records(versions.defer("names"))]


def line_of(version: Version) -> Line:
    """Of a version that was taken `with_records`."""
    kind = capfirst(version.model._meta.verbose_name)
    made = (Step(version.step).label, version.made_by_name, version.made_at, version.why)
    return Line(kind, version.title, _address(version), *made, version.is_worded_by_desk)


def _address(version: Version) -> str:
    """What is in review leads to its review, a draft to its form, anything else to the record's history."""
    is_record = issubclass(version.model, Record)
    key = version.record_pk if is_record else version.record_slug
    if version.step == Step.DELETED and version.is_head:
        return reverse("admin:deleted_record", args=[version.record_kind, version.record_slug])
    if not key or version.step == Step.DELETED:
        return ""
    page = "history"
    if version.is_head and is_record:
        page = {Workflow.DRAFT: "change", Workflow.IN_REVIEW: "review"}.get(Workflow(version.workflow), page)
    return reverse(f"admin:timeline_{version.record_kind}_{page}", args=[key])
