"""Lanes in Chromium beside vis-timeline and TimelineJS 3, loading the same events in the same run.

    python -m bench.browser [--sizes 1000,10000,100000] [--rounds 3]

SIZE=1000000 in the environment adds a size, of which only ours is measured. Needs Debian's chromium, playwright and,
for the others, npm; says so and ends where the first two are not there. Writes its part of bench/RESULTS.md.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import report_of_lanes, timelines

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".bench"
SIZES = (1_000, 10_000, 100_000)
NAMES = {"ours": "ours", "vis": "vis-timeline", "timelinejs": "TimelineJS 3"}
MEASURES = ("first", "zoom", "task", "heap", "frames")
MOST_SECONDS = 150  # after which a page is left that does not answer any more


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", help="numbers of events with commas")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    absence = "" if shutil.which("chromium") else "chromium is not there"
    try:
        import playwright  # noqa: F401
    except ImportError:
        absence = "playwright is not there"
    if absence:
        print(f"Lanes are not measured in a browser: {absence}.")
        return
    sizes = [int(size) for size in options.sizes.split(",")] if options.sizes else list(SIZES)
    if os.environ.get("SIZE"):
        sizes = sorted({*sizes, int(os.environ["SIZE"])})
    if trouble := timelines.missing():
        print(f"The timelines of others are not measured: {trouble}.")
    figures = _measured(sizes, options.rounds, with_others=not trouble)
    (FOLDER / "browser.json").write_text(json.dumps(figures, indent=1))
    print(report_of_lanes.written(figures))


def _measured(sizes: list[int], rounds: int, *, with_others: bool) -> dict:
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, check=True)
    figures: dict = {"about": {"rounds": rounds, "day": time.strftime("%Y-%m-%d")}, "server": {}, "browser": {}}
    with timelines.served() as others:
        for size in sizes:
            database = _corpus(size)
            figures["server"][size] = _server_of(database)
            if with_others and size <= max(SIZES):
                timelines.write_pages(size, _events_of(database))
            places = {"ours": "", **({"others": others} if with_others and size <= max(SIZES) else {})}
            with _site(database) as site:
                figures["browser"][size] = _in_browser({**places, "ours": site}, size, rounds, figures["about"])
    return figures


def _corpus(events: int) -> Path:
    """The SQLite file of this size, made first where there is none; its name carries the newest migration."""
    newest = max(path.stem for path in (ROOT / "timeline" / "migrations").glob("0*.py"))
    file = FOLDER / f"{events}-{newest}.sqlite3"
    if not file.exists():
        print(f"Making the corpus of {events:,} events ...", flush=True)
        FOLDER.mkdir(exist_ok=True)
        making = FOLDER / f"{file.stem}.making.sqlite3"
        for rest in FOLDER.glob(f"{making.name}*"):
            rest.unlink()
        command = [sys.executable, "-m", "bench.corpus", "--events", str(events)]
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{making}"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603
        making.rename(file)
    return file


def _events_of(database: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT sorts_from, sorts_to, title FROM timeline_event ORDER BY id").fetchall()


def _server_of(database: Path) -> dict:
    command = [sys.executable, "-m", "bench.windows"]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return json.loads(done.stdout)


@contextmanager
def _site(database: Path) -> Iterator[str]:
    """The address of the site, as `make run` serves it but for whole answers, of which none is kept."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    own = {"DATABASE_URL": f"sqlite:///{database}", "CACHE_URL": "off", "HOST": "127.0.0.1", "PORT": str(port)}
    environment = {**os.environ, **own, "WEB_CONCURRENCY": "1", "SECRET_KEY": "of-the-benchmark"}
    command = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "--config", "gunicorn.conf.py"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _warm(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _warm(site: str) -> None:
    """Until the list is held in memory: the page then comes as quickly twice."""
    quick, end = 0, time.monotonic() + 300
    while quick < 3 and time.monotonic() < end:
        begin = time.monotonic()
        try:
            urllib.request.urlopen(f"{site}/lanes/", timeout=120).read()  # noqa: S310
            quick = quick + 1 if time.monotonic() - begin < 0.25 else 0
        except urllib.error.URLError:
            pass
        time.sleep(0.3)


def _in_browser(places: dict[str, str], size: int, rounds: int, about: dict) -> dict:
    """name → measure → median over the rounds, in which the timelines take turns; what takes long is asked once."""
    asked = ["ours", *(["vis", "timelinejs"] if "others" in places else [])]
    found: dict[str, list[dict]] = {name: [] for name in asked}
    for number in range(rounds):
        for name in asked[number % len(asked) :] + asked[: number % len(asked)]:
            if number and any(run["first"] is None or run["first"] > 5000 for run in found[name]):
                continue
            print(f"{size:,} events, round {number + 1} of {rounds}: {NAMES[name]}", flush=True)
            run = _run(name, places["ours" if name == "ours" else "others"], size)
            about["chromium"] = run.get("chromium", "")
            found[name].append(run)
    return {
        NAMES[name]: {what: _median([run[what] for run in runs]) for what in MEASURES} for name, runs in found.items()
    }


def _run(name: str, site: str, size: int) -> dict:
    """The figures that were known within the limit; None for the others."""
    command = [sys.executable, "-m", "bench.gestures", name, site, str(size)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603
    try:
        told, _ = process.communicate(timeout=MOST_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        told, _ = process.communicate()
    return dict.fromkeys(MEASURES) | dict(map(json.loads, told.splitlines()))


def _median(numbers: list) -> float | None:
    return None if None in numbers else statistics.median(numbers)


if __name__ == "__main__":
    main()
