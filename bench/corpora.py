"""Databases that hold the corpus of one size: made once, kept in `.bench/`, found there again.

Their names carry the newest migration, so that a corpus of older tables is not taken for one of today's. PostgreSQL's
are kept as dumps, for the server is a throw-away one unless DATABASE_URL names another.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.servers import ROOT
from tests.postgres import NoPostgreSQL, server_programs, throwaway_postgres

FOLDER = ROOT / ".bench"


def newest_migration() -> str:
    return max(path.stem for path in (ROOT / "timeline" / "migrations").glob("0*.py"))


def stem(events: int) -> str:
    return f"{events}-{newest_migration()}"


def sqlite_file(events: int) -> Path:
    """The file of this size; made first where there is none."""
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{stem(events)}.sqlite3"
    if not file.exists():
        making = FOLDER / f"{stem(events)}.making.sqlite3"
        for rest in FOLDER.glob(f"{making.name}*"):
            rest.unlink()
        _fill(f"sqlite:///{making}", events)
        making.rename(file)
    return file


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of an empty database on a server: the one of DATABASE_URL, or a throw-away one."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        yield named
        return
    with throwaway_postgres() as url:
        yield url


def postgres_database(server: str, events: int) -> str:
    """The address of the database of this size on that server; restored from its dump, else filled, where missing."""
    import psycopg

    name = f"bench_{events}_{newest_migration()[:4]}"
    url = _beside(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return url
        making = f"{name}_making"
        connection.execute(f'DROP DATABASE IF EXISTS "{making}"')
        connection.execute(f'CREATE DATABASE "{making}"')
    FOLDER.mkdir(exist_ok=True)
    dump = FOLDER / f"{stem(events)}.pgdump"
    filled = _beside(server, making)
    if dump.exists():
        _run_program("pg_restore", "--no-owner", "--jobs=2", f"--dbname={filled}", str(dump))
        with psycopg.connect(filled, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    else:
        _fill(filled, events)
        unfinished = dump.with_suffix(".making")
        _run_program("pg_dump", "--format=custom", "--compress=1", f"--file={unfinished}", filled)
        unfinished.rename(dump)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
        # A parallel worker's CPU would not be seen: all the work is done where it is counted.
        connection.execute(f'ALTER DATABASE "{name}" SET max_parallel_workers_per_gather = 0')
    return url


def _beside(server: str, name: str) -> str:
    """The address of another database on the same server."""
    head, _, options = server.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


def _fill(url: str, events: int) -> None:
    print(f"Making the corpus of {events:,} events ({url.partition(':')[0]}) ...", flush=True)
    command = [sys.executable, "-m", "bench.corpus", "--events", str(events)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=True)  # noqa: S603


def _run_program(name: str, *arguments: str) -> None:
    try:
        program = server_programs() / name
    except NoPostgreSQL:
        program = Path(name)
    subprocess.run([str(program), *arguments], check=True)  # noqa: S603
