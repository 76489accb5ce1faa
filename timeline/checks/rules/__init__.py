"""The rules, one file a subject. Importing this package registers them all."""

from timeline.checks.rules import (
    ahead,
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
    "ahead",
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
