"""Measures the pages on one database: every round asks everything once, in another order.

    DATABASE_URL=… python -m bench.rounds [--rounds 9] [--into FILE]

The database is one that `bench.corpus` has filled and nobody else writes to. Of each page are taken, in CPU of the
servers: cold (asked for in a way in which nobody has asked since the last write, of a process that is warm), warm (the
same again), constant (as many bytes through the same middleware), peer (Datasette's page of the same, on SQLite where
it is installed); and of this process and its connection: rows (the bare SQL of the page's rows).
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench import memory, peer
from bench.corpora import FOLDER
from bench.corpus import Corpus
from bench.pages import MOST_ROUNDS, Page, World, deep_places, pages
from bench.servers import Server, cpu_of, datasette, gunicorn

Run = Callable[[int], float]  # the number of the round → seconds of CPU
_IN_A_ROW = 10
AFTER_A_WRITE = "timeline, after a write"
AFTER_A_MOVE = "timeline, after a write that moves an event"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=MOST_ROUNDS, choices=range(2, MOST_ROUNDS + 1), metavar="N")
    parser.add_argument("--into", type=Path, help="where the figures go, as JSON")
    parser.add_argument("--only", default="", help="only pages whose name has this")
    parser.add_argument("--memory", type=int, default=0, help="how many requests to watch a worker's memory for")
    options = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        parser.error("DATABASE_URL must name a database that bench.corpus has filled")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    asked = [page for page in pages() if options.only in page.name]
    with ExitStack() as stack:
        bench = Bench(stack, options.rounds)
        result = bench.measure(asked)
    if options.memory:
        with gunicorn({"CACHE_URL": ""}) as site:
            result["memory"] = memory.measure(site, bench.world.corpus, options.memory, seconds=400)
    text = json.dumps(result, indent=1)
    if options.into:
        options.into.write_text(text)
    else:
        print(text)


class Bench:
    """The servers of one database, and what is asked of them."""

    def __init__(self, stack: ExitStack, rounds: int):
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from timeline.models import Event

        self.rounds = rounds
        self.connection = connection
        corpus = Corpus(Event.objects.count())
        self.world = World(corpus, connection.vendor, deep_places(corpus, rounds + 1))
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        self.constants = FOLDER / "constant"
        self.constants.mkdir(parents=True, exist_ok=True)
        environment = {"BENCH_CONSTANT": str(self.constants), "CACHE_URL": ""}
        self.ours = stack.enter_context(gunicorn(environment, self._backends))
        self.theirs: Server | None = None
        program = peer.program() if connection.vendor == "sqlite" else None
        if program:
            file = Path(connection.settings_dict["NAME"])
            self.theirs = stack.enter_context(datasette(program, file, peer.prepare(file)))
            self.prefix = f"/{file.stem}/"

    def _backends(self) -> list[int]:
        """The processes in which PostgreSQL works for the site; all its connections but this one."""
        if self.connection.vendor != "postgresql":
            return []
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
                "AND backend_type = 'client backend'"
            )
            return [pid for (pid,) in cursor.fetchall()]

    def measure(self, asked: list[Page]) -> dict:
        runs: dict[tuple[str, str], Run] = {}
        size = {}
        for page in asked:
            size[page.name] = len(self._prepare(page, runs))
        samples: dict[str, dict[str, list[float]]] = {page.name: {} for page in asked}
        begin = time.monotonic()
        for number in range(self.rounds):
            order = random.Random(number).sample(list(runs), len(runs))  # noqa: S311
            for place, (name, what) in enumerate(order):
                _tell(f"round {number + 1} of {self.rounds}, {place + 1} of {len(order)}: {name}, {what}")
                samples[name].setdefault(what, []).append(runs[name, what](number) * 1000)
        samples[AFTER_A_WRITE] = self._after_writes(lambda event, number: None)
        samples[AFTER_A_MOVE] = self._after_writes(_move)
        _tell("")
        print(f"{self.rounds} rounds of {len(runs)} measurements in {time.monotonic() - begin:.0f} s")
        return {"about": self._about(), "bytes": size, "samples": samples}

    def _prepare(self, page: Page, runs: dict[tuple[str, str], Run]) -> bytes:
        """Ask everything of the page once, so that no import or first plan is counted; answers the page's bytes."""
        headers = {"HX-Request": "true"} if page.is_fragment else {}
        headers |= {"Accept-Encoding": "gzip"} if page.is_packed else {}
        last, world = page.address(self.world, MOST_ROUNDS), self.world
        name = "-".join("".join(letter if letter.isalnum() else " " for letter in page.name).split())
        body = self.ours.ask(last, {**headers, "Accept-Encoding": "identity"})
        (self.constants / name).write_bytes(body)

        def cold(number: int) -> float:
            return self.ours.measured(page.address(world, number), headers=headers)

        def warm(number: int) -> float:
            self.ours.ask(last, headers)
            return self.ours.measured(*[last] * _IN_A_ROW, headers=headers)

        def constant(number: int) -> float:
            # Whoever brings a cookie is answered anew, so it goes through all of the middleware each time.
            return self.ours.measured(*[f"/bench/constant/{name}/"] * _IN_A_ROW, headers={**headers, "Cookie": "a=b"})

        def rows(number: int) -> float:
            return self._spent_on(*page.rows(world, number))

        def theirs(number: int) -> float:
            return self.theirs.measured(self.prefix + page.peer(world, number))

        found = {"cold": cold, "warm": warm, "constant": constant, "rows": rows}
        if self.theirs and page.peer:
            found["peer"] = theirs
        for what, run in found.items():
            if what != "cold":
                run(MOST_ROUNDS)
            runs[page.name, what] = run
        return body

    def _spent_on(self, statement: str, values: list) -> float:
        pids = []
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SELECT pg_backend_pid()")
                pids = [pid for (pid,) in cursor.fetchall()]
            before = time.process_time() + cpu_of(pids)
            cursor.execute(statement, values)
            cursor.fetchall()
            return time.process_time() + cpu_of(pids) - before

    def _after_writes(self, change: Callable) -> dict[str, list[float]]:
        """The first page after a record was written: the list in memory has to follow."""
        from timeline.models import Event

        self.ours.ask("/")
        found: dict[str, list[float]] = {"cold": [], "warm": []}
        for number in range(self.rounds):
            event = Event.objects.get(pk=1 + number)
            before = event.date
            change(event, number)
            event.save()
            _tell(f"after a write, {number + 1} of {self.rounds}")
            found["cold"].append(self.ours.measured("/") * 1000)
            found["warm"].append(self.ours.measured(*["/"] * _IN_A_ROW) * 1000)
            event.date = before
            event.save()
            self.ours.ask("/")
        return found

    def _about(self) -> dict:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT sqlite_version()" if self.connection.vendor == "sqlite" else "SHOW server_version")
            (version,) = cursor.fetchone()
        return {
            "events": self.world.corpus.events,
            "vendor": self.connection.vendor,
            "version": version,
            "python": sys.version.split()[0],
            "rounds": self.rounds,
            "deep page": min(10_000, self.world.corpus.events // 50),
            "peer": _version(peer.program()) if self.theirs else "",
            "day": time.strftime("%Y-%m-%d"),
        }


def _move(event, number: int) -> None:
    event.date = f"2019-05-{17 + number}"


def _version(program: str | None) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return said.strip().replace(", version", "")


def _tell(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<100}", end="\r" if not text else "", flush=True)


if __name__ == "__main__":
    main()
