"""What differs between two contents of a record, part by part, and in a text word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from timeline.history.parts import Content, Place, parts_of

Kind = Literal["same", "before", "after"]


class Piece(NamedTuple):
    """Some words that stand in both texts, only in the one before, or only in the one after."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """One part that is not the same before and after; None where there is no such part."""

    place: Place
    before: Any
    after: Any

    @property
    def is_added(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.after is None

    @property
    def pieces(self) -> list[Piece]:
        """The words of both, where both are texts."""
        if isinstance(self.before, str) and isinstance(self.after, str):
            return word_difference(self.before, self.after)
        return []

    @property
    def rows(self) -> list["Difference"]:
        """Of a row of several columns, what differs in it, column by column."""
        if not isinstance(self.before or self.after, dict):
            return []
        return [
            Difference(Place(found.place.key), found.before, found.after)
            for found in differences(self.before or {}, self.after or {})
        ]


def differences(before: Content, after: Content) -> list[Difference]:
    """What differs, in the order of the content after, what is gone last."""
    old, new = parts_of(before), parts_of(after)
    places = [*new, *(place for place in old if place not in new)]
    return [Difference(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)]


# From this many words on difflib would take seconds.
_MOST_WORDS = 4000


def word_difference(before: str, after: str) -> list[Piece]:
    """The words of both texts in order; “same” and “after” joined are exactly `after`, “same” and “before” `before`."""
    old, new = re.findall(r"\s*\S+|\s+\Z", before), re.findall(r"\s*\S+|\s+\Z", after)
    if len(old) + len(new) > _MOST_WORDS:
        return [Piece("before", before), Piece("after", after)]
    return list(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, first, last, new_first, new_last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[first:last]))
            continue
        if first < last:
            yield Piece("before", "".join(old[first:last]))
        if new_first < new_last:
            yield Piece("after", "".join(new[new_first:new_last]))
