"""What readers may be told of the records that a version names: those that they could see when it was made.

Whether they could is judged by record time: by the versions of the named records themselves, so that it holds for
versions of every age, and for the end of any day. So what a version tells stays what it told. What is published later
does not come into it; of what readers saw then and cannot see any more is told that it was there.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from timeline.history.cells import Beside
from timeline.history.public import MODELS, Pair, addresses_of, addresses_of_merged, owners_of
from timeline.history.standing import is_seen
from timeline.models import Version
from timeline.vocabulary import Step

# Of a record that became one with another nothing was taken from sight.
_TAKING = (Step.WITHDRAWN, Step.DELETED, Step.IMPORTED)
# Steps with which history begins of records that may have been there before.
_NOT_FIRST = (Step.BEGUN, Step.IMPORTED)


@dataclass(frozen=True)
class Named:
    """Records that contents name, as far as it takes to tell what readers saw of them at any moment."""

    pages: dict[Pair, str]
    merged: dict[Pair, str]
    resting: dict[Pair, Pair]
    histories: dict[Pair, list[Version]]

    def at(self, moment: datetime, names: dict[str, str]) -> Beside:
        """What readers may be told of those that they could see at this moment, under these names."""
        seen = {pair for pair in {*self.pages, *self.histories} if self._was_seen(pair, moment)}
        there = {pair: address for pair, address in (self.pages | self.merged).items() if pair in seen}
        return Beside(names, there, frozenset(seen - there.keys()))

    def _was_seen(self, pair: Pair, moment: datetime) -> bool:
        if (owner := self.resting.get(pair)) and not self._was_seen(owner, moment):
            return False
        history = self.histories.get(pair)
        # One without a version is what it was before versions were kept.
        return was_seen(history, moment) if history else pair in self.pages


def named(pairs: Iterable[Pair]) -> Named:
    """Two queries, one more if some are public only with others, and two if some are not public."""
    wanted = {pair for pair in pairs if pair[0] in MODELS}
    resting = owners_of(wanted)
    wanted.update(resting.values())
    pages = addresses_of(wanted)
    hidden = wanted - pages.keys()
    merged = addresses_of_merged(hidden) if hidden else {}
    return Named(pages, merged, resting, _histories(wanted))


def was_seen(history: list[Version], moment: datetime) -> bool:
    """Whether readers could see a record at this moment, by all its versions, oldest first."""
    first, *_ = history
    seen = is_seen(first) and first.step in _NOT_FIRST
    for version in history:
        if version.made_at > moment:
            break
        if is_seen(version) or version.step in _TAKING:
            seen = is_seen(version)
    return seen


def _histories(pairs: set[Pair]) -> dict[Pair, list[Version]]:
    found: dict[Pair, list[Version]] = defaultdict(list)
    if not pairs:
        return found
    versions = Version.objects.filter(record_slug__in={slug for _, slug in pairs}).order_by("number")
    for version in versions.only("record_kind", "record_slug", "made_at", "workflow", "step"):
        if (pair := (version.record_kind, version.record_slug)) in pairs:
            found[pair].append(version)
    return dict(found)
