"""Reads one file from its input within bounds of time and memory, and prints what came of it as JSON."""

import contextlib
import dataclasses
import json
import resource
import sys

from timeline.extracting import ExtractionProblem, extract
from timeline.vocabulary import Extraction

_MOST_MEMORY = 1_500_000_000


def main(kind: str, most_seconds: str) -> None:
    for bound, most in ((resource.RLIMIT_CPU, int(most_seconds)), (resource.RLIMIT_AS, _MOST_MEMORY)):
        # Not every system lets itself be bound; the time that whoever called waits is bound in any case.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(bound, (most, most))
    try:
        answer = dataclasses.asdict(extract(Extraction(kind), sys.stdin.buffer.read()))
    except ExtractionProblem as problem:
        answer = {"problem": str(problem)}
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
