"""bench/PLANS.md: how both databases answer the hot queries; exit 1 where one reads a large table from end to end.

    python -m bench.plans [--events 100000]

Of each of five pages, made without any cache, all statements are explained; written down is the plan of the one that
fetches its rows and of the one that takes longest. A table is large from 10,000 rows on.
"""

import argparse
import os
import re
import subprocess
import sys
from contextlib import ExitStack
from itertools import takewhile
from typing import NamedTuple

from bench import corpora
from bench.servers import ROOT
from tests.postgres import NoPostgreSQL

FILE = ROOT / "bench" / "PLANS.md"
PAGES = ("timeline", "filter by party", "case", "search of events, common word, newest", "deep page")
LARGE = 10_000
# A step of SQLite's plan that reads a table.
_READ = re.compile(r'\s*(?:SCAN|SEARCH) "?(\w+)"?')
_SHOWN = 1_200  # characters of a statement
_STEPS = 60  # lines of a plan

HEAD = """# Plans of the hot queries

Made by `python -m bench.plans`, on a corpus of {events:,} events. Of each page, made without a cache: the plan of the
statement that fetches its rows (the last with a LIMIT) and, where that is another, of the one that takes longest.
Marked is each statement of the page that reads a table of {large:,} rows or more from end to end.
No index serves a count of all events by facet, which is asked only until the list is held in memory.
"""


class Statement(NamedTuple):
    sql: str
    seconds: float
    plan: list[str]
    read_whole: list[str]  # large tables that are read from end to end


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--of-this-database", action="store_true", help="print the part of the one in DATABASE_URL")
    options = parser.parse_args()
    if options.of_this_database:
        print(part_of_this_database())
        return 0
    parts = [HEAD.format(events=options.events, large=LARGE)]
    with ExitStack() as stack:
        parts.append(_part(f"sqlite:///{corpora.sqlite_file(options.events)}"))
        try:
            server = stack.enter_context(corpora.postgres_server())
            parts.append(_part(corpora.postgres_database(server, options.events)))
        except NoPostgreSQL as absence:
            parts.append(f"## PostgreSQL\n\nNot explained: {absence}.\n")
    FILE.write_text("\n".join(parts))
    marked = [line for part in parts for line in part.splitlines() if line.startswith("**Reads all of")]
    print(f"Written: {FILE.relative_to(ROOT)}; {len(marked)} statements read a large table from end to end.")
    return 1 if marked else 0


def _part(url: str) -> str:
    command = [sys.executable, "-m", "bench.plans", "--of-this-database"]
    environment = {**os.environ, "DATABASE_URL": url, "CACHE_URL": "off"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603


def part_of_this_database() -> str:
    """The Markdown of the database in DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    from bench.corpus import Corpus
    from bench.pages import World, deep_places, pages
    from timeline.models import Event

    corpus = Corpus(Event.objects.count())
    world = World(corpus, connection.vendor, deep_places(corpus, 2))
    client = Client(SERVER_NAME="localhost", raise_request_exception=True)
    lines = [f"## {connection.display_name}\n"]
    for page in pages():
        if page.name in PAGES:
            address = page.address(world, 0)
            headers = {"HX-Request": "true"} if page.is_fragment else {}
            lines += [f"### {page.name}: `{address}`\n", *told(statements_of(client, address, headers))]
    return "\n".join(lines)


def statements_of(client, address: str, headers: dict[str, str]) -> list[Statement]:
    """What the page asks of the database, each with its plan."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):  # the second time for the times, when all is in memory
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address, headers=headers)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    sizes, found = sizes_of_tables(), []
    for query in captured.captured_queries:
        if re.match(r"\W*SELECT", query["sql"]):
            plan = explained(query["sql"])
            found.append(Statement(query["sql"], float(query["time"]), plan, read_whole(query["sql"], plan, sizes)))
    return found


def sizes_of_tables() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        names = [
            name for name in connection.introspection.table_names(cursor) if name.startswith(("timeline", "search"))
        ]
        sizes = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            (sizes[name],) = cursor.fetchone()
    return sizes


def explained(sql: str) -> list[str]:
    """The plan, a line a step, indented as the database does it."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
            return [line for (line,) in cursor.fetchall()]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        depth, lines = {0: -1}, []
        for number, parent, _, detail in cursor.fetchall():
            depth[number] = depth[parent] + 1
            lines.append("  " * depth[number] + detail)
        return lines


def read_whole(sql: str, plan: list[str], sizes: dict[str, int]) -> list[str]:
    """Names of large tables that the plan reads from end to end, themselves or an index over all of them."""
    found = []
    for number, line in enumerate(plan):
        match = _READ.match(line) or re.search(r"Seq Scan on (\w+)", line)
        if match is None or "SEARCH" in line or "VIRTUAL TABLE" in line:
            continue
        # PostgreSQL names the table itself.
        tables = [match[1]] if match[1] in sizes else _called(match[1], sql, _beside(number, plan))
        found += [table for table in tables if sizes.get(table, 0) >= LARGE]
    return list(dict.fromkeys(found))


def _called(alias: str, sql: str, beside: set[str]) -> list[str]:
    """The tables that are called so in the statement: several subqueries may have the same name for different ones.

    Those that are joined with all of `beside`, if there are any.
    """
    named = [(match[1], sql[match.end() :]) for match in re.finditer(rf'"(\w+)" (?:AS )?"?{alias}\b', sql)]
    joined = [table for table, after in named if beside <= set(re.findall(r"\w+", after.partition(" WHERE ")[0]))]
    return joined or [table for table, _ in named]


def _beside(number: int, plan: list[str]) -> set[str]:
    """What else is read in the same part of a statement."""
    depth, found = _depth(plan[number]), set()
    for lines in (plan[number + 1 :], plan[:number][::-1]):
        for line in takewhile(lambda one: _depth(one) >= depth, lines):
            if _depth(line) == depth and (match := _READ.match(line)):
                found.add(match[1])
    return found


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def told(statements: list[Statement]) -> list[str]:
    lines = []
    with_rows = [statement for statement in statements if " LIMIT " in statement.sql]
    rows = with_rows[-1] if with_rows else None
    longest = max(statements, key=lambda statement: statement.seconds)
    for title, statement in (("Its rows", rows), ("The longest", None if longest is rows else longest)):
        if statement:
            lines += [f"{title}, {statement.seconds * 1000:.0f} ms:\n", "```sql", _short(statement.sql), "```\n"]
            more = [f"… and {len(statement.plan) - _STEPS} steps more"] if len(statement.plan) > _STEPS else []
            lines += ["```", *statement.plan[:_STEPS], *more, "```\n"]
    for statement in statements:
        if statement.read_whole:
            lines.append(f"**Reads all of {', '.join(statement.read_whole)}**: `{_short(statement.sql, 160)}`\n")
    return lines


def _short(sql: str, most: int = _SHOWN) -> str:
    text = " ".join(sql.split())
    return text if len(text) <= most else f"{text[:most]} …"


if __name__ == "__main__":
    sys.exit(main())
