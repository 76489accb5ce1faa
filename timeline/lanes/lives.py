"""A case's life: a line from its filing to its end, with its stages."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline import dates
from timeline.lanes.detail import Window
from timeline.models import Case
from timeline.models.asked_often import AskedOften
from timeline.vocabulary import CaseStatus, EventKind

STAGES = {EventKind.TRIAL: "trial", EventKind.VERDICT: "verdict", EventKind.SETTLEMENT: "settlement"}


@dataclass(frozen=True)
class Life:
    """Shares of the window; a line that goes on to the right runs out of it. Labels are cut to the window."""

    left: float
    right: float
    labels: list[tuple[float, str]]


def cases_of(slugs: Iterable[str]) -> dict[str, Case]:
    """Those of these that readers may see, by slug; one query."""
    return {case.slug: case for case in _cases(list(slugs))}


@AskedOften
def _cases(slugs, day=None):
    return Case.objects.public().filter(slug__in=slugs).order_by()


def life_of(case: Case | None, stages: dict[EventKind, int], window: Window, day) -> Life | None:
    """None for a case that is not described on that day, or whose filing has no date. `stages`: kind → first day."""
    if not case or not case.filed or not case.is_known_in_full(day):
        return None
    begin = case.sorts_from.toordinal()
    closed = dates.read(case.closed).latest if case.closed and case.is_status_known_on(day) else None
    end = closed.toordinal() if closed else window.last
    points = [(begin, "complaint"), *((at, STAGES[kind]) for kind, at in stages.items() if at >= begin)]
    if closed:
        ended = CaseStatus(case.status).label.lower()
        points.append((end, ended if all(words != ended for _, words in points) else "closed"))
    labels = [(window.place(at), words) for at, words in sorted(points) if window.first <= at <= window.last]
    return Life(window.place(begin), window.place(end + 1), labels)
