"""`make bench`: makes the corpora that are missing, measures every page on each, writes bench/RESULTS.md.

    python -m bench [--sizes 1000,10000,100000] [--databases sqlite,postgresql] [--rounds 9] [--again]

What has been measured of the code as it is now is not measured again (unless `--again`), so a run that was stopped
goes on where it was. SIZE=1000000 in the environment adds a size. DATASETTE names Datasette's program where it is not
on PATH; without it that column is empty. PostgreSQL is a throw-away server, or the one that DATABASE_URL names, on
which the databases stay.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from bench import corpora, goals, peer, results
from bench.pages import MOST_ROUNDS
from bench.servers import ROOT
from tests.postgres import NoPostgreSQL

SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", help="numbers of events with commas")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--rounds", type=int, default=MOST_ROUNDS)
    parser.add_argument("--requests", type=int, default=4000, help="for the memory of a worker; 0 for none")
    parser.add_argument("--again", action="store_true", help="measure what has been measured too")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")] if options.sizes else list(SIZES)
    if os.environ.get("SIZE"):
        sizes = sorted({*sizes, int(os.environ["SIZE"])})
    if not peer.program():
        print("Datasette is not measured: neither DATASETTE nor PATH names its program.")
    for database in options.databases.split(","):
        with ExitStack() as stack:
            try:
                server = stack.enter_context(corpora.postgres_server()) if database == "postgresql" else ""
            except NoPostgreSQL as absence:
                print(f"PostgreSQL is not measured: {absence}.")
                continue
            for size in sizes:
                _measure(database, server, size, options)
    runs = results.read_all()
    results.FILE.write_text(results.document(runs))
    print(f"\n{goals.table(runs)}\nAll ratios and figures: {results.FILE.relative_to(ROOT)}")


def _measure(database: str, server: str, size: int, options) -> None:
    results.FIGURES.mkdir(parents=True, exist_ok=True)
    into = results.FIGURES / f"{database}-{size}.json"
    stamp = f"{_code()} {options.rounds} {peer.program() or ''}"
    if not options.again and into.exists() and json.loads(into.read_text()).get("stamp") == stamp:
        print(f"{database}, {size:,} events: measured already")
        return
    url = corpora.postgres_database(server, size) if server else f"sqlite:///{corpora.sqlite_file(size)}"
    print(f"{database}, {size:,} events", flush=True)
    unfinished = into.with_suffix(".making")
    command = [sys.executable, "-m", "bench.rounds", "--rounds", str(options.rounds), "--into", str(unfinished)]
    command += ["--memory", str(options.requests)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=True)  # noqa: S603
    found = json.loads(unfinished.read_text())
    into.write_text(json.dumps({**found, "stamp": stamp}, indent=1))
    unfinished.unlink()


def _code() -> str:
    """A fingerprint of all that is measured and measures."""
    folders = [ROOT / name for name in ("timeline", "templates", "static", "bench")]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix in {".py", ".html", ".js"})
    return hashlib.sha256(b"".join(map(Path.read_bytes, files))).hexdigest()[:16]


if __name__ == "__main__":
    main()
