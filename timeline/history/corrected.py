"""What the page of a record tells of its own corrections."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from timeline.history.standing import was_seen_before
from timeline.models import Version
from timeline.vocabulary import Step

_COLUMNS = ("number", "made_at", "why", "step", "was_seen_before")
_WHAT: Mapping[str, str] = {Step.MERGED: "Merged with another record", Step.RESTORED: "A merge was undone"}


@dataclass(frozen=True)
class Corrected:
    """A version with which a record, or an answer to a question, was corrected."""

    record_kind: str
    record_slug: str
    number: int
    made_at: datetime.datetime
    why: str
    step: str
    was_seen_before: bool

    @property
    def what(self) -> str:
        if self.step in _WHAT:
            return _WHAT[self.step]
        if not self.was_seen_before:
            return "Published again"
        return "An answer was corrected" if self.record_kind == "assertion" else "Corrected"


def with_last_correction(records: QuerySet) -> QuerySet:
    """Annotates what `last_correction` reads: it costs a page no query of its own."""
    own = _corrections().filter(record_kind=records.model._meta.model_name, record_slug=OuterRef("slug"))
    return records.annotate(
        **{f"corrected_{name}": Subquery(own.order_by("-number").values(name)[:1]) for name in _COLUMNS}
    )


def last_correction(record: Any) -> list[Corrected]:
    """The newest, and none where the record was never corrected."""
    if record.corrected_number is None:
        return []
    columns = (getattr(record, f"corrected_{name}") for name in _COLUMNS)
    return [Corrected(record._meta.model_name, record.slug, *columns)]


def last_corrections(slugs: list[str]) -> list[Corrected]:
    """The newest of each of these answers, which have no page of their own; newest first."""
    rows = _corrections().filter(record_kind="assertion", record_slug__in=slugs).order_by("-made_at", "-number")
    found: dict[str, Corrected] = {}
    for row in rows.values_list("record_kind", "record_slug", *_COLUMNS):
        found.setdefault(row[1], Corrected(*row))
    return list(found.values())


def _corrections() -> QuerySet:
    told = Version.objects.corrections().exclude(step=Step.WITHDRAWN)
    return told.annotate(was_seen_before=was_seen_before())
