"""A throw-away PostgreSQL: `python -m tests.postgres -- COMMAND …` runs a command with DATABASE_URL set to it."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

USER = DATABASE = "timeline"
# Upper and lower case of all letters; order by code point, the same everywhere.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
# No TCP port; nothing here has to survive a power cut.
# Without autovacuum, for it would take tables full of rolled-back rows for empty, and plan the next test by that.
SERVER = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50 "
    "-c autovacuum=off"
)


class NoPostgreSQL(Exception):
    """No server programs were found; or none that can run; the text says why."""


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Yields the DATABASE_URL of an empty database on a server of its own, gone again afterwards."""
    programs = server_programs()
    if os.geteuid() == 0 and not _has_user_postgres():
        raise NoPostgreSQL("PostgreSQL refuses to run as root and there is no user postgres")
    # Not TMPDIR: the path of a socket has at most about 100 characters, and the user postgres must get in.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    data = folder / "data"
    pg_ctl = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-s"]
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        initdb = [str(programs / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "--no-sync"]
        _run([*initdb, "-E", "UTF8", f"--locale={LOCALE}"])
        _run([*pg_ctl, "-l", str(folder / "log"), "-o", f"{SERVER} -k {folder}", "start"], log=folder / "log")
        try:
            _run([str(programs / "createdb"), "-h", str(folder), "-U", USER, DATABASE])
            yield f"postgresql://{USER}@/{DATABASE}?host={quote(str(folder), safe='/')}"
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"], must_work=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_programs() -> Path:
    """The folder of the newest initdb; Debian keeps the real ones out of PATH, so PATH is asked last."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    folders = sorted(found, key=lambda folder: float(folder.parent.name), reverse=True)
    if in_path := shutil.which("initdb"):
        folders.append(Path(in_path).resolve().parent)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "createdb")):
            return folder
    raise NoPostgreSQL("neither /usr/lib/postgresql/*/bin nor PATH has initdb, pg_ctl, postgres and createdb")


def main(arguments: list[str]) -> int:
    """The command's exit code; 0 without PostgreSQL, except where CI is true."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    # Stopped from outside, leave through `finally` too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        with throwaway_postgres() as url:
            print(f"PostgreSQL: {' '.join(command)}", flush=True)
            return _exit_code_of(command, url)
    except NoPostgreSQL as absence:
        if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
            print(f"FAILED: CI must test on PostgreSQL, and {absence}.", file=sys.stderr)
            return 1
        print(f"Tested on SQLite only: install PostgreSQL to test on both ({absence}).")
        return 0


def _has_user_postgres() -> bool:
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return False
    return True


def _exit_code_of(command: list[str], url: str) -> int:
    with subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}) as process:
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            raise


def _run(command: list[str], log: Path | None = None, must_work: bool = True) -> None:
    """Runs one of PostgreSQL's programs, as the user postgres if we are root, for they refuse root."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    # Not captured through a pipe: the server would keep it open.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode and must_work:
            output.seek(0)
            details = output.read()
            if log and log.exists():
                details += log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{' '.join(command)} failed with {done.returncode}:\n{details}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
