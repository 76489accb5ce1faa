"""What an importer answers: how many records it made, changed and left, and every problem it found."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file, said so that a researcher finds it."""

    file: str
    line: int
    record: str
    message: str

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.record}: {self.message}" if self.record else f"{place}: {self.message}"


@dataclass
class Outcome:
    """Counts by dossier section. Nothing was written when there are problems."""

    created: Counter = field(default_factory=Counter)
    updated: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    conflicts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
