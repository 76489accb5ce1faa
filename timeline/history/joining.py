"""Two changes of one content joined: what only one side changed is taken from it, the rest has to be chosen."""

from dataclasses import dataclass
from typing import Any, Literal

from timeline.history.differing import Difference
from timeline.history.parts import Content, Place, content_of, parts_of

Side = Literal["mine", "theirs", "base"]


@dataclass(frozen=True)
class Fork:
    """A part that stands otherwise on the two sides; None where a side has no such part."""

    place: Place
    base: Any
    mine: Any
    theirs: Any

    @property
    def taken(self) -> Side | None:
        """The side that alone changed it; None where both did, and somebody has to choose."""
        if self.mine == self.base:
            return "theirs"
        if self.theirs == self.base:
            return "mine"
        return None

    def on(self, side: Side) -> Any:
        return {"mine": self.mine, "theirs": self.theirs, "base": self.base}[side]

    @property
    def my_difference(self) -> Difference:
        return Difference(self.place, self.base, self.mine)

    @property
    def their_difference(self) -> Difference:
        return Difference(self.place, self.base, self.theirs)


def forks(base: Content, mine: Content, theirs: Content) -> list[Fork]:
    """Every part that is not the same on both sides, in the order of theirs, then mine."""
    old, my, their = parts_of(base), parts_of(mine), parts_of(theirs)
    places = [*their, *(place for place in my if place not in their)]
    return [
        Fork(place, old.get(place), my.get(place), their.get(place))
        for place in places
        if my.get(place) != their.get(place)
    ]


def joined(base: Content, mine: Content, theirs: Content, choices: dict[Place, Side]) -> Content:
    """Both sides in one content, or what was before.

    Raises KeyError with the place where both changed it and nothing is chosen.
    """
    parts = parts_of(theirs)
    for fork in forks(base, mine, theirs):
        side = choices.get(fork.place) or fork.taken
        if side is None:
            raise KeyError(fork.place)
        value = fork.on(side)
        if value is None:
            parts.pop(fork.place, None)
        else:
            parts[fork.place] = value
    return content_of(parts)
