"""Whose hands are in what readers do not see yet of a record, and of what was merged into it."""

from collections import defaultdict
from collections.abc import Iterable

from timeline.models import FormerAddress, Version
from timeline.vocabulary import Step, Workflow

# Steps in which somebody has a hand in the words.
WRITING = (Step.BEGUN, Step.WRITTEN, Step.RESTORED, Step.MERGED)

# The kind and the slug of a record.
Named = tuple[str, str]


def hands_in(pending: Version) -> set[int]:
    """Keys of the users who had a hand in what readers do not see yet: none of them may publish it.

    What nobody had reviewed of a record that was merged into it is among that.
    """
    return hands_in_each([pending])[named(pending)]


def hands_in_each(pending: Iterable[Version]) -> dict[Named, set[int]]:
    """The same of many records at once, by kind and slug; of each there is one version.

    Two queries, and two more for every merge of the longest chain of merges, however many records there are.
    """
    last: dict[Named, int | None] = {named(version): version.number for version in pending}
    wanted, own, came = list(last), dict[Named, set[int]](), dict[Named, list[Named]]()
    while last:
        unseen = _unseen_of(last)
        own.update({record: {one.made_by_id for one in of if one.made_by_id} for record, of in unseen.items()})
        came.update(_absorbed_by(unseen))
        # What a merged record said last is all that came of it.
        last = {record: None for records in came.values() for record in records if record not in own}
    return {record: {user for one in _reached(record, came) for user in own[one]} for record in wanted}


def named(version: Version) -> Named:
    return version.record_kind, version.record_slug


def _unseen_of(last: dict[Named, int | None]) -> dict[Named, list[Version]]:
    """The versions, up to the last, in which somebody wrote what readers had not seen by then.

    Without a number the last is the one before the head.
    """
    of_each = defaultdict(list)
    kinds, slugs = zip(*last, strict=True)
    versions = Version.objects.filter(record_kind__in=set(kinds), record_slug__in=set(slugs)).order_by("number")
    for version in versions.only("record_kind", "record_slug", "number", "workflow", "step", "made_by_id"):
        of_each[named(version)].append(version)
    return {
        record: _since_settled(of_each[record][:-1] if number is None else _up_to(number, of_each[record]))
        for record, number in last.items()
    }


def _up_to(number: int, versions: list[Version]) -> list[Version]:
    return [version for version in versions if version.number <= number]


def _since_settled(versions: list[Version]) -> list[Version]:
    settled = max((version.number for version in versions if version.workflow == Workflow.PUBLISHED), default=0)
    return [version for version in versions if version.number > settled and version.step in WRITING]


def _absorbed_by(unseen: dict[Named, list[Version]]) -> dict[Named, list[Named]]:
    """The records that came into each by the merges that made these versions of it."""
    merges = {record: {one.number for one in of if one.step == Step.MERGED} for record, of in unseen.items()}
    merges = {record: numbers for record, numbers in merges.items() if numbers}
    found: dict[Named, list[Named]] = defaultdict(list)
    if not merges:
        return found
    kinds, slugs = zip(*merges, strict=True)
    for former in FormerAddress.objects.filter(record_kind__in=set(kinds), leads_to__in=set(slugs)):
        record = former.record_kind, former.leads_to
        left = former.moved.get("versions", ())
        if any((kind, slug) == record and number in merges.get(record, ()) for kind, slug, number in left):
            found[record].append((former.record_kind, former.slug))
    return found


def _reached(record: Named, came: dict[Named, list[Named]]) -> set[Named]:
    """The record and all that came into it, by whatever chain of merges."""
    found, left = {record}, [record]
    while left:
        new = set(came.get(left.pop(), ())) - found
        found |= new
        left += new
    return found
