"""The provenance score of a source: how well the document itself can be found again, dated, read and checked.

Records rest on sources and are scored by what these are (see `provenance`); a source rests on nothing, so its score has
parts of its own. They too can only be fulfilled by more evidence.
"""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from timeline.models.provenance import Part
from timeline.vocabulary import Grade, LinkState, Seen, Workflow


def _is_held(_) -> Any:
    return Exists(apps.get_model("timeline", "SourceText").objects.filter(source=OuterRef("pk")))


def _is_checked(_) -> Any:
    """A quotation stands in its held text, one that readers see."""
    checks = apps.get_model("timeline", "QuoteCheck").objects.filter(
        source=OuterRef("pk"),
        closeness__lte=Grade.BRACKETED,
        is_variant=False,
        quote__workflow=Workflow.PUBLISHED,
        quote__speaker__workflow=Workflow.PUBLISHED,
    )
    return Exists(checks)


SOURCE_PARTS = (
    Part("addressed", 10, "Has an address", "Give the address at which it can be read.", lambda _: ~Q(url="")),
    Part("dated", 20, "Shows when it was published", "Find when it appeared.", lambda _: Q(latest__isnull=False)),
    Part("read", 10, "Read, at least in excerpt", "Read it.", lambda _: ~Q(seen=Seen.CITED)),
    Part("read_in_full", 15, "Read in full", "Read all of it.", lambda _: Q(seen=Seen.FULL)),
    Part("held", 15, "Its text is held, or a passage", "Hold its text, or a passage.", _is_held),
    Part("checked", 10, "Quoted words stand in its text", "Check a quotation against its text.", _is_checked),
    Part("archived", 15, "Has an archived copy", "Name a copy that stays readable.", lambda _: ~Q(archived_url="")),
    Part("live", 5, "Its address answered", "See whether its address answers.", lambda _: Q(link_state=LinkState.LIVE)),
)
