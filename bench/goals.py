"""The goals, as ratios, and whether what was measured meets them."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

AT = 100_000
GROWTH = 1.5
ENOUGH_REQUESTS = 3_000  # a worker keeps a thousand answers, and a third of the requests are for those
_SLACK = 1.05  # memory that grows by less than this is flat


@dataclass(frozen=True)
class Goal:
    """`value` answers a ratio and the page that is worst, or nothing where it was not measured."""

    name: str
    wanted: float
    is_least: bool  # whether `wanted` is the least that will do, else the most
    value: Callable[[dict], tuple[float, str] | None]

    def is_met_by(self, ratio: float) -> bool:
        return ratio >= self.wanted if self.is_least else ratio <= self.wanted


def _of_peer(kind: str, *names: str, starts: str = "", ends: str = "") -> Callable:
    """The smallest ratio of Datasette's page to ours among these pages."""

    def value(run):
        pages = names or [page for page in run["samples"] if page.startswith(starts) and page.endswith(ends)]
        found = [(_ratio(run, page, "peer", kind), page) for page in pages]
        return min(((ratio, page) for ratio, page in found if ratio is not None), default=None)

    return value


def _ratio(run: dict, page: str, first: str, second: str) -> float | None:
    samples = run["samples"].get(page, {})
    if first not in samples or second not in samples:
        return None
    return statistics.median(a / b for a, b in zip(samples[first], samples[second], strict=False))


def _deep(run):
    pages = run["samples"]
    if "deep page" not in pages or "timeline" not in pages:
        return None
    rounds = zip(pages["deep page"]["cold"], pages["timeline"]["cold"], strict=False)
    return statistics.median(a / b for a, b in rounds), "deep page"


GOALS = (
    Goal("first page, first time for its filters: Datasette ÷ ours", 4, True, _of_peer("cold", "timeline")),
    Goal("the same, to reach for", 10, True, _of_peer("cold", "timeline")),
    Goal("first page, again at the same data version: Datasette ÷ ours", 50, True, _of_peer("warm", "timeline")),
    Goal("filter fragment, the dearest: Datasette ÷ ours", 5, True, _of_peer("cold", starts="filter by")),
    Goal("case page: Datasette ÷ ours", 4, True, _of_peer("cold", "case")),
    Goal(
        "search of events, newest first, the dearest: Datasette ÷ ours",
        3,
        True,
        _of_peer("cold", starts="search of events", ends="newest"),
    ),
    Goal(
        "search of events by relevance, the dearest: Datasette’s ranked ÷ ours",
        1,
        True,
        _of_peer("cold", starts="search of events", ends="best"),
    ),
    Goal("deep page ÷ first page, both cold", 1.2, False, _deep),
)


def table(runs: list[dict]) -> str:
    lines = ["## Goals\n", "| goal | at | wanted | measured | |", "|---|---|--:|--:|---|"]
    with_peer = [run for run in runs if run["about"]["peer"]]
    at = next((run for run in with_peer if run["about"]["events"] == AT), with_peer[-1] if with_peer else None)
    for goal in GOALS:
        run = at or (runs[0] if goal.value is _deep and runs else None)
        found = goal.value(run) if run else None
        lines.append(_line(goal, _place(run) if run else f"{AT:,}", found))
    for vendor in ("sqlite", "postgresql"):
        of_vendor = [run for run in runs if run["about"]["vendor"] == vendor]
        if len(of_vendor) > 1:
            first, last = of_vendor[0], of_vendor[-1]
            goal = Goal("cost by that of the smaller record, the worst page", GROWTH, False, lambda run: None)
            place = f"{_place(last)} ÷ {first['about']['events']:,}"
            lines.append(_line(goal, place, _worst_growth(first, last)))
    for run in runs:
        if "memory" in run:
            found = _of_memory(run["memory"])
            lines.append(f"| memory of a worker under load | {_place(run)} | flat | {found} |")
    return "\n".join(lines) + "\n"


def _line(goal: Goal, place: str, found: tuple[float, str] | None) -> str:
    wanted = f"{'≥' if goal.is_least else '≤'} {goal.wanted:g}"
    if found is None:
        return f"| {goal.name} | {place} | {wanted} | – | not measured |"
    ratio, page = found
    verdict = "met" if goal.is_met_by(ratio) else "**not met**"
    return f"| {goal.name} | {place} | {wanted} | {ratio:.2f} ({page}) | {verdict} |"


def _of_memory(found: dict) -> str:
    first, last = (size / 1e6 for size in (found["resident"][0], found["resident"][-1]))
    told = f"{first:.0f} → {last:.0f} MB in {found['requests']:,} requests"
    if found["requests"] < ENOUGH_REQUESTS:
        return f"{told} | too few to tell"
    return f"{told} | {'met' if is_flat(found['resident']) else '**not met**'}"


def _place(run: dict) -> str:
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[run["about"]["vendor"]]
    return f"{kind}, {run['about']['events']:,}"


def growth_of(page: str, small: dict, large: dict) -> float | None:
    """The cold cost in the large record by that in the small one."""
    both = [run["samples"].get(page, {}).get("cold") for run in (small, large)]
    return statistics.median(both[1]) / statistics.median(both[0]) if all(both) else None


def _worst_growth(small: dict, large: dict) -> tuple[float, str] | None:
    """Without the search of common words by relevance, which may grow, and what is made anew after a write."""
    grown = [(growth_of(page, small, large), page) for page in large["samples"]]
    kept = [pair for pair in grown if pair[0] and "common word, best" not in pair[1] and "write" not in pair[1]]
    return max(kept, default=None)


def quarters(resident: list[int]) -> list[int]:
    """Five of the samples: the first, the last, and those at the quarters between."""
    return [resident[(len(resident) - 1) * part // 4] for part in range(5)]


def is_flat(resident: list[int]) -> bool:
    """Whether the last third of the time adds nothing that counts to the one before."""
    third = len(resident) // 3
    return max(resident[2 * third :]) <= _SLACK * max(resident[third : 2 * third + 1])
