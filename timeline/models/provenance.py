"""The provenance score: what a record's evidence adds up to, 0 to 100, from parts that a page shows one by one.

Each part is a condition that more evidence can only fulfil, and weighs something or nothing: so more evidence never
lowers the score.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value, When
from django.db.models import PositiveSmallIntegerField as SmallInteger
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from timeline.vocabulary import EvidenceMark, Grade, Seen, Workflow


@dataclass(frozen=True)
class Part:
    """One line of the score; `holds` takes the references of OuterRef("pk") and answers a condition."""

    name: str
    weight: int
    label: str
    remedy: str
    holds: Callable[[Any], Any]


def score(references, parts: Iterable[Part] | None = None) -> Any:
    """For annotate() or update(): the score of each record, from these references of OuterRef("pk")."""
    return reduce(add, (_points(part, references) for part in parts or PARTS))


def conditions(references, parts: Iterable[Part] | None = None) -> dict[str, Any]:
    """For annotate(): whether the record has each part, as `has_…`. `references` as for `score`."""
    return {f"has_{part.name}": ExpressionWrapper(part.holds(references), BooleanField()) for part in parts or PARTS}


def explained(record, parts: Iterable[Part] | None = None) -> list[tuple[Part, bool]]:
    """Every part with whether this record, which was fetched with the `conditions`, has it."""
    return [(part, bool(getattr(record, f"has_{part.name}"))) for part in parts or PARTS]


def _points(part: Part, references):
    return Case(When(part.holds(references), then=Value(part.weight)), default=Value(0), output_field=SmallInteger())


def _read(references):
    """Sources that somebody here has read; one known only because another cites it is no witness of its own."""
    return references.exclude(source__seen=Seen.CITED)


def _is_primary(references):
    return Exists(_read(references).filter(source__mark__lte=EvidenceMark.OWN_WORDS))


def _is_pinned(references):
    return Exists(references.exclude(locator=""))


def _is_held(references):
    return Exists(references.filter(source__texts__isnull=False))


def _is_checked(references):
    """A quotation that cites one of the sources stands in its held text; of a quote, that quotation itself.

    Words that stand in a transcription of no more than themselves confirm nothing.
    """
    own = {"source__quote_checks__quote": OuterRef("pk")} if references.model.belongs_to == "quote" else {}
    return Exists(
        references.filter(
            source__quote_checks__closeness__lte=Grade.BRACKETED,
            source__quote_checks__is_variant=False,
            source__quote_checks__has_only_words=False,
            source__quote_checks__quote__workflow=Workflow.PUBLISHED,
            source__quote_checks__quote__speaker__workflow=Workflow.PUBLISHED,
            **own,
        )
    )


def _is_archived(references):
    return Exists(references.exclude(source__archived_url=""))


def _is_told_twice(references):
    roots = Count(Coalesce("source__origin", "source"), distinct=True)
    # All of them are one group, whatever they belong to.
    counted = _read(references).order_by().annotate(together=Value(1)).values("together").annotate(n=roots).values("n")
    return GreaterThanOrEqual(Coalesce(Subquery(counted), 0), 2)


PARTS = (
    Part("sourced", 15, "Has a source", "Name a source.", Exists),
    Part(
        "primary",
        20,
        "Rests on a court record or the speaker’s own words",
        "Cite the court’s paper or the speaker’s own channel.",
        _is_primary,
    ),
    Part("pinned", 10, "Says where in the source", "Give the page, paragraph or line.", _is_pinned),
    Part("held", 10, "The text of a source is held", "Hold the text, or a passage, of a source.", _is_held),
    Part("checked", 15, "Quoted words stand in the held text", "Check a quotation against held text.", _is_checked),
    Part("archived", 10, "A source has an archived copy", "Name an archived copy that stays readable.", _is_archived),
    Part("second_origin", 15, "Two accounts independent of each other", "Find an account of its own.", _is_told_twice),
    Part(
        "second_reader",
        5,
        "Seen by a second person",
        "Let somebody who did not write it publish it.",
        lambda references: ~Q(reviewed_by=""),
    ),
)
MOST = sum(part.weight for part in PARTS)
