"""What the dossier commands print alike."""

from timeline.exporting.records import SECTIONS
from timeline.importing.outcome import Outcome


def print_problems(command, outcome: Outcome) -> None:
    for problem in outcome.problems:
        command.stderr.write(str(problem))


def counted(outcome: Outcome) -> str:
    return _of(len(outcome.problems), "problem")


def summary(outcome: Outcome) -> str:
    """A table: section, created, updated, unchanged; then the conflicts."""
    lines = [f"{'':12}{'created':>9}{'updated':>9}{'unchanged':>11}"]
    for section in SECTIONS:
        counts = (outcome.created[section], outcome.updated[section], outcome.unchanged[section])
        lines.append(f"{section:12}{counts[0]:>9}{counts[1]:>9}{counts[2]:>11}")
    if outcome.conflicts:
        lines.append(f"{_of(len(outcome.conflicts), 'conflict')} (--overwrite takes the files' version):")
        lines += [f"  {conflict}" for conflict in outcome.conflicts]
    return "\n".join(lines)


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
