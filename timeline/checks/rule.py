"""What a rule of the linter is, and the list of all rules."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.models.record import Record
from timeline.vocabulary import Level

if TYPE_CHECKING:
    from timeline.checks.gathering import Surroundings


@dataclass(frozen=True)
class Found:
    """One thing that a rule found in a record.

    `about` tells it from other findings of the same rule in the same record and stays the same as long as the thing
    does: a word, a figure, the slug of a source or of another record. A dismissal hangs on it. `level` is that of the
    rule where none is given.
    """

    about: str
    message: str
    level: Level | None = None


# A check takes one gathered record and what stands around it.
Check = Callable[[Any, "Surroundings"], Iterable[Found]]


@dataclass(frozen=True)
class Rule:
    """A check with its name in addresses and in the dossier.

    `level` is the gravest that it gives; `title` and `why` are for readers.
    """

    name: str
    title: str
    level: Level
    models: tuple[type[Record], ...]
    why: str
    check: Check


RULES: dict[str, Rule] = {}


def rule(
    name: str, title: str, *, level: Level, models: tuple[type[Record], ...], why: str
) -> Callable[[Check], Check]:
    """Registers a check under its name, which is given once and never changed: dismissals hang on it."""

    def register(check: Check) -> Check:
        if name in RULES:
            raise ValueError(f"There are two rules “{name}”.")
        RULES[name] = Rule(name, title, level, models, why, check)
        return check

    return register
