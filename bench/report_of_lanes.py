"""The part of bench/RESULTS.md on lanes, between its markers; all else in that file is left as it is."""

from pathlib import Path

FILE = Path(__file__).resolve().parent / "RESULTS.md"
BEGIN, END = "<!-- browser -->", "<!-- /browser -->"
LIMIT = 90_000  # milliseconds after which a timeline is given up

# What is measured: (name, heading, unit, what one of the unit is).
_MEASURES = [
    ("first", "to first mark", "ms", 1),
    ("zoom", "zoom to new picture", "ms", 1),
    ("task", "longest task", "ms", 1),
    ("heap", "heap", "MB", 1e6),
    ("frames", "frame, 95 %", "ms", 1),
]

_HEAD = """## Lanes in Chromium

Made by `python -m bench.browser` on {day}, Chromium {chromium}, medians of {rounds} rounds in which the timelines
take turns; what needs more than five seconds is measured once. Ours comes through gunicorn (one worker, SQLite, no kept
answers, the list held in memory); vis-timeline (clustered, one row, no groups, every event a point at its first day:
its best mode) and TimelineJS 3 load the same events as JSON from a static server on the same machine. *To first mark*
is from navigation to the first frame with a mark that can be used; *zoom* from the gesture to the frame with the new
picture (ours is stretched at once and waits 140 ms for the hand to rest); a task under 50 ms is told as 0; *heap* is
JavaScript's after a collection; *frame* is while a hand moves the picture; *no answer* is none within 90 seconds, which
the ratios then count. Milliseconds are of this machine; the ratios are what can be compared.
"""


_OF_SERVER = """CPU of the server for a window, as a fragment, medians over random windows; the bare SQL reads all
rows that the picture is drawn from. The first picture of a worker waits for the list to be read; the first after a
write, for the list to follow it.
"""


def written(figures: dict) -> str:
    """Puts the part into the file and gives it back."""
    figures = {**figures, **{part: {int(k): v for k, v in figures[part].items()} for part in ("server", "browser")}}
    part = "\n".join(
        [BEGIN, _HEAD.format(**figures["about"]), _goals(figures), _browsers(figures), _server(figures), END]
    )
    text = FILE.read_text() if FILE.exists() else "# What pages cost\n"
    if BEGIN in text and END in text:
        text = text[: text.index(BEGIN)] + part + text[text.index(END) + len(END) :]
    else:
        text = f"{text.rstrip()}\n\n{part}\n"
    FILE.write_text(text)
    return part


def _goals(figures: dict) -> str:
    """Ratios with what the project wants of them."""
    browser, server = figures["browser"], figures["server"]
    small, large = min(browser), max(size for size in browser if len(browser[size]) > 1 or len(browser) == 1)
    ours = browser[large]["ours"]
    rows = [
        (f"to first mark, {large:,} ÷ {small:,} events", _ratio(ours, browser[small]["ours"], "first"), "≤ 1.3", 1.3),
        (f"vis-timeline ÷ ours, to first mark, {large:,}", _over(browser[large], "vis-timeline", "first"), "≥ 4", -4),
        (f"vis-timeline ÷ ours, zoom, {large:,}", _over(browser[large], "vis-timeline", "zoom"), "", 0),
        (f"TimelineJS ÷ ours, to first mark, {large:,}", _over(browser[large], "TimelineJS 3", "first"), "≥ 90", -90),
        (f"heap, MB, {large:,}", ours["heap"] / 1e6, "< 30", 30),
        (f"frame while moving, 95 %, ms, {large:,}", ours["frames"], "< 18", 18),
        (f"longest task, ms, {large:,}", ours["task"], "≤ 50", 50),
        ("largest SVG of many windows, kB", max(of["bytes"][0] for of in server.values()) / 1000, "≤ 150", 150),
    ]
    for size, of in server.items():
        for window, (took, bare) in of["windows"].items():
            rows.append((f"window of {window} ÷ its bare SQL, {size:,}", took / bare, "≤ 2", 2))
        if size >= 1_000_000:
            rows.append((f"window of all, ms, {size:,}", of["windows"]["all"][0], "≤ 150", 150))
    lines = ["| what | measured | goal | |", "|---|--:|--:|---|"]
    lines += [f"| {name} | {_number(found)} | {goal} | {_met(found, limit)} |" for name, found, goal, limit in rows]
    return "\n".join(lines) + "\n"


def _ratio(one: dict, other: dict, what: str) -> float | None:
    return one[what] / other[what] if one[what] and other[what] else None


def _over(of_size: dict, name: str, what: str) -> float | None:
    """How much more another takes than ours; at least so much where it was given up."""
    if name not in of_size or not of_size["ours"][what]:
        return None
    return (of_size[name][what] or LIMIT) / of_size["ours"][what]


def _met(found: float | None, limit: float) -> str:
    """A limit below zero is one from below."""
    if found is None or not limit:
        return ""
    return "met" if (found >= -limit if limit < 0 else found <= limit) else "**not met**"


def _browsers(figures: dict) -> str:
    lines = [f"| events | | {' | '.join(f'{heading}, {unit}' for _, heading, unit, _ in _MEASURES)} |"]
    lines.append("|--:|---|" + "--:|" * len(_MEASURES))
    for size, of_size in figures["browser"].items():
        for name, found in of_size.items():
            cells = [_cell(found[what], unit) for what, _, _, unit in _MEASURES]
            lines.append(f"| {size:,} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(number: float | None, unit: float) -> str:
    return "no answer" if number is None else _number(number / unit)


def _server(figures: dict) -> str:
    """Milliseconds of CPU of the server; the SQL is what the picture is drawn from, all rows of the window."""
    lines = ["| events | window | server, ms | bare SQL, ms | ÷ |", "|--:|---|--:|--:|--:|"]
    for size, of in figures["server"].items():
        for window, (ours, bare) in of["windows"].items():
            lines.append(f"| {size:,} | {window} | {ours:.1f} | {bare:.1f} | {ours / bare:.2f} |")
        bare = of["windows"]["all"][1]
        for when in ("first after a write", "first of a worker"):
            lines.append(f"| {size:,} | all, {when} | {of[when]:.1f} | {bare:.1f} | {of[when] / bare:.2f} |")
    return "\n".join([_OF_SERVER, *lines, ""])


def _number(number: float | None) -> str:
    if number is None:
        return "–"
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
