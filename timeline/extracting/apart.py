"""Extraction in a process of its own: a file that was made to choke its reader chokes that, and not the site."""

import json
import subprocess
import sys
from pathlib import Path

from timeline.extracting.extracted import Extracted, ExtractionProblem, refuse_too_large
from timeline.extracting.files import kind_of
from timeline.vocabulary import Extraction

_ROOT = Path(__file__).parents[2]
_PATIENCE = 10  # seconds on a busy machine, beyond those of work


def extract_file(name: str, data: bytes, most_seconds: int = 20) -> Extracted:
    """The words of an uploaded file. Raises ExtractionProblem with a sentence that says what is wrong."""
    kind = kind_of(name)
    refuse_too_large(len(data))
    command = [sys.executable, "-m", "timeline.extracting", kind.value, str(most_seconds)]
    try:
        run = subprocess.run(  # noqa: S603 (nothing in the command comes from outside)
            command, input=data, capture_output=True, timeout=most_seconds + _PATIENCE, cwd=_ROOT, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise ExtractionProblem(
            "It takes more time or memory to read than any real document: paste the passages that matter."
        ) from None
    answer = json.loads(run.stdout)
    if problem := answer.get("problem"):
        raise ExtractionProblem(problem)
    page_map = tuple((start, page) for start, page in answer["page_map"])
    return Extracted(answer["text"], page_map, Extraction(answer["extraction"]), tuple(answer["remarks"]))
