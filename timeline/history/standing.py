"""What readers saw of a record: its published versions, each from when to when, and whether it was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from timeline.models import Version
from timeline.vocabulary import Step, Workflow


@dataclass(frozen=True)
class Standing:
    """A version that readers saw, of all that they saw; `until` is None while they still see it."""

    version: Version
    until: datetime | None
    before: Version | None
    before_until: datetime | None
    after: Version | None
    place: int
    count: int

    @property
    def is_first_kept(self) -> bool:
        """Whether the record may have been published before versions of it were kept."""
        return self.version.step == Step.BEGUN


def turns_of(kind: str, slug: str) -> list[Version]:
    """The turns of a record, oldest first, their contents left in the database."""
    return of_readers(list(turns(Version.objects.of_slug(kind, slug)).defer("content", "names").order_by("number")))


def turns(versions: QuerySet) -> QuerySet:
    """Those of the versions with which something can have changed for readers; `of_readers` tells with which it did.

    A pending change is none of them, nor what is kept of one that was dropped; a published version is, and so is what
    took the record from sight.
    """
    taken = Q(step__in=[Step.WITHDRAWN, Step.DELETED, Step.MERGED, Step.IMPORTED])
    return versions.filter(Q(workflow=Workflow.PUBLISHED) | taken).exclude(step=Step.DROPPED)


def of_readers(of_one: list[Version]) -> list[Version]:
    """All turns of a record, oldest first, without those with which nothing changed for readers.

    What took nothing from their sight is no turn, as the deletion of a draft; nor is a merge, or its undoing, that
    left the record as it was and of which they are not told.
    """
    silent, found = _silent(of_one), list[Version]()
    for version in of_one:
        was_seen = bool(found) and is_seen(found[-1])
        if not is_seen(version):
            found += [version] if was_seen else []
        elif not (was_seen and version.pk in silent):
            found.append(version)
    return found


def is_seen(version: Version) -> bool:
    return version.workflow == Workflow.PUBLISHED and version.step != Step.DELETED


def _silent(of_one: list[Version]) -> set[int]:
    """Merges and undoings that left what readers saw; nothing is asked for a record that no merge ever touched."""
    seen = [version for version in of_one if is_seen(version)]
    steps = (Step.MERGED, Step.RESTORED)
    merges = {new.pk: old.pk for old, new in pairwise(seen) if new.step in steps and not new.change_class}
    if not merges:
        return set()
    said = dict(Version.objects.filter(pk__in={*merges, *merges.values()}).values_list("pk", "content"))
    return {new for new, old in merges.items() if said[new] == said[old]}


def standings(of_one: list[Version]) -> list[Standing]:
    """Every version that readers saw, oldest first, from all turns of a record."""
    seen = [version for version in of_one if is_seen(version)]
    ends = {turn.number: following.made_at for turn, following in pairwise(of_one)}
    return [
        Standing(
            version,
            until=ends.get(version.number),
            before=seen[place - 1] if place else None,
            before_until=ends.get(seen[place - 1].number) if place else None,
            after=seen[place + 1] if place + 1 < len(seen) else None,
            place=place + 1,
            count=len(seen),
        )
        for place, version in enumerate(seen)
    ]


def standing_at(of_one: list[Version], moment: datetime) -> Standing | None:
    """The version that readers saw just before that moment; None where they saw none."""
    for standing in reversed(standings(of_one)):
        if standing.version.made_at < moment:
            return standing if standing.until is None or standing.until >= moment else None
    return None


def was_seen_before() -> Subquery:
    """Of a version of OuterRef: whether readers saw the record just before it; None where it had no turn yet."""
    same = {name: OuterRef(name) for name in ("record_kind", "record_slug")}
    before = turns(Version.objects.filter(**same, number__lt=OuterRef("number"))).order_by("-number")
    seen = ExpressionWrapper(Q(workflow=Workflow.PUBLISHED) & ~Q(step=Step.DELETED), BooleanField())
    return Subquery(before.annotate(seen=seen).values("seen")[:1])


def withdrawal_of(of_one: Iterable[Version]) -> Version | None:
    """What took the record back, where readers had seen it and it was not published again since."""
    is_public, taken = False, None
    for turn in of_one:
        if is_seen(turn):
            is_public, taken = True, None
        elif is_public:
            is_public, taken = False, turn if turn.workflow == Workflow.WITHDRAWN and turn.step != Step.MERGED else None
    return taken
