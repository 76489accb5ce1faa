"""bench/RESULTS.md: what was measured, ratios first, the goals beside them; what is written there by hand is kept.

    python -m bench.results

Made of the figures in `.bench/results/`, one file a database and size, so that a run of one size replaces only those.
"""

import json
import statistics
from pathlib import Path

from bench import goals
from bench.corpora import FOLDER
from bench.servers import ROOT

FIGURES = FOLDER / "results"
FILE = ROOT / "bench" / "RESULTS.md"
BY_HAND = "## What limits what is missed, and what was redesigned"

HEAD = """# What pages cost

Made by `make bench`; only the last section is written by hand. CPU of the server processes for one request (for
PostgreSQL with that of its backends), over HTTP, one client, one gunicorn worker with the settings of `make run`, no
packing but where it is said. Every round asks everything once, in another order; ratios are medians over the rounds of
one run, with the middle half in brackets. They can be compared between machines, milliseconds cannot.

- **cold**: asked for in a way that nobody has asked for since the last write (another last day, which leaves out few
  events; another case, party, event; another word as common), of a process that is warm.
- **warm**: the same once more at the same data version; ten in a row.
- **rows**: the bare SQL for the rows of the page, in a process that does nothing else.
- **constant**: as many bytes through the same server and middleware, without the kept answers; ten in a row.
- **peer**: Datasette's page of the same, from tables of its own in the same SQLite file (`bench/peer.py`): event, case
  and first party in plain indexed columns, facets kind, best_mark, case_slug and party; its search over the same
  texts. Best first is a query that ranks by bm25, without counts; newest first is its search page as it comes. It
  looks for no facets by itself and cuts nothing short. Its `party` has one party an event, ours all of them; and it is
  asked without the last day, which only keeps our page from being a kept one and would cost it a third more.
- **after a write**: the first page of all after an event was saved; and after one was moved in time, which every column
  of the list that is held in memory has to follow.
"""


def main() -> None:
    text = document(read_all())
    FILE.write_text(text)
    print(f"Written: {FILE.relative_to(ROOT)}")


def read_all(folder: Path = FIGURES) -> list[dict]:
    """Every measured database, SQLite first, the smallest first."""
    found = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    return sorted(found, key=lambda run: (run["about"]["vendor"] != "sqlite", run["about"]["events"]))


def document(runs: list[dict], kept: str | None = None) -> str:
    """The whole file; `kept` is the section written by hand, by default that of the file as it is."""
    parts = [HEAD, goals.table(runs)]
    parts += [growth(runs, vendor) for vendor in ("sqlite", "postgresql")]
    parts += [ratios(run) for run in runs]
    parts += [memory(runs), *(figures(run) for run in runs), kept or _written_by_hand()]
    return "\n".join(part for part in parts if part)


def _written_by_hand() -> str:
    text = FILE.read_text() if FILE.exists() else ""
    return text[text.index(BY_HAND) :] if BY_HAND in text else f"{BY_HAND}\n\nNothing yet.\n"


def name_of(run: dict) -> str:
    about = run["about"]
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[about["vendor"]]
    return f"{kind}, {about['events']:,} events"


def quotients(first: list[float], second: list[float]) -> list[float]:
    """Round by round."""
    return [a / max(b, 1e-6) for a, b in zip(first, second, strict=False)]


def told(numbers: list[float] | None) -> str:
    """The median with the middle half."""
    if not numbers:
        return "–"
    low, _, high = statistics.quantiles(numbers, n=4, method="inclusive")
    return f"{_short(statistics.median(numbers))} ({_short(low)}–{_short(high)})"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


_RATIOS = (
    ("peer ÷ cold", "peer", "cold"),
    ("peer ÷ warm", "peer", "warm"),
    ("cold ÷ rows", "cold", "rows"),
    ("cold ÷ constant", "cold", "constant"),
    ("warm ÷ constant", "warm", "constant"),
)


def ratios(run: dict) -> str:
    about = run["about"]
    beside = f"beside {about['peer']}" if about["peer"] else "Datasette was not measured: it is not installed"
    if about["vendor"] != "sqlite":
        beside = "Datasette reads SQLite only"
    lines = [
        f"## {name_of(run)}: ratios\n",
        f"{about['rounds']} rounds on {about['day']}; Python {about['python']}, database {about['version']}; {beside}; "
        f"the deep page is page {about['deep page']:,}.\n",
        "| page | kB | " + " | ".join(title for title, _, _ in _RATIOS) + " |",
        "|---|--:|" + "--:|" * len(_RATIOS),
    ]
    for page, samples in run["samples"].items():
        size = f"{run['bytes'][page] / 1000:.0f}" if page in run["bytes"] else ""
        cells = [
            told(quotients(samples[first], samples[second])) if first in samples and second in samples else "–"
            for _, first, second in _RATIOS
        ]
        lines.append(f"| {page} | {size} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def growth(runs: list[dict], vendor: str) -> str:
    """How a page's cold cost grows with the record: medians of each size by those of the smallest."""
    of_vendor = [run for run in runs if run["about"]["vendor"] == vendor]
    if len(of_vendor) < 2:
        return ""
    first, *others = of_vendor
    lines = [
        f"## {name_of(first).split(',')[0]}: cold cost of a larger record\n",
        f"By that of {first['about']['events']:,} events; the sizes were measured one after the other.\n",
        "| page | " + " | ".join(f"{run['about']['events']:,}" for run in others) + " |",
        "|---|" + "--:|" * len(others),
    ]
    for page in first["samples"]:
        cells = [goals.growth_of(page, first, run) for run in others]
        lines.append(f"| {page} | {' | '.join('–' if cell is None else f'{cell:.2f}' for cell in cells)} |")
    return "\n".join(lines) + "\n"


def verdict(run: dict) -> str:
    """Answers that are kept fill the memory until there are as many as are kept at most; only then it can be told."""
    if run["memory"]["requests"] < goals.ENOUGH_REQUESTS:
        return f"fewer than {goals.ENOUGH_REQUESTS:,} requests: not told"
    return "flat" if goals.is_flat(run["memory"]["resident"]) else "**grows**"


def memory(runs: list[dict]) -> str:
    """What the worker held while it was asked for page after page."""
    measured = [run for run in runs if "memory" in run]
    if not measured:
        return ""
    lines = [
        "## Memory of a worker under load\n",
        "| database | requests | before | a quarter | half | three quarters | all | |",
        "|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for run in measured:
        held = [f"{sample / 1e6:.0f} MB" for sample in goals.quarters(run["memory"]["resident"])]
        lines.append(f"| {name_of(run)} | {run['memory']['requests']:,} | {' | '.join(held)} | {verdict(run)} |")
    return "\n".join(lines) + "\n"


def figures(run: dict) -> str:
    """Milliseconds of this one machine."""
    kinds = ("cold", "warm", "rows", "constant", "peer")
    lines = [f"## {name_of(run)}: milliseconds\n", "| page | " + " | ".join(kinds) + " |", "|---|" + "--:|" * 5]
    for page, samples in run["samples"].items():
        lines.append(f"| {page} | {' | '.join(told(samples.get(kind)) for kind in kinds)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
