"""The rules, one file a subject. Importing this package registers them all."""

from timeline.checks.rules import (
    disagreements,
    dockets,
    duplicates,
    quotations,
    retellings,
    sources,
    spans,
    stated_values,
    sums,
    times,
    weekdays,
    words,
)

__all__ = [
    "disagreements",
    "dockets",
    "duplicates",
    "quotations",
    "retellings",
    "sources",
    "spans",
    "stated_values",
    "sums",
    "times",
    "weekdays",
    "words",
]
