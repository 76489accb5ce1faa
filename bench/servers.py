"""Servers that are measured: started, asked over HTTP by one client, and the CPU that an answer took of them.

CPU is read from the kernel's clock of each process, which counts all its threads in nanoseconds (Linux only).
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_IDLE = 2.0  # seconds after which a server may have closed the connection


class NoAnswer(Exception):
    """A server did not start, or answered with something else than the page; the text says what."""


def cpu_of(pids: Iterable[int]) -> float:
    """Seconds of CPU that these processes have taken since they began; those that are gone count nothing."""
    total = 0.0
    for pid in pids:
        try:
            total += time.clock_gettime((~pid << 3) | 2)  # as clock_getcpuclockid(3) has it
        except OSError:
            continue
    return total


class Server:
    """One server at one port; `pids` says which processes work for it now."""

    def __init__(self, port: int, pids: Callable[[], list[int]]):
        self.port = port
        self.pids = pids
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self._last = 0.0

    def ask(self, address: str, headers: dict[str, str] | None = None) -> bytes:
        """The body of the answer. Raises NoAnswer unless it is 200."""
        if time.monotonic() - self._last > _IDLE:
            self._connection.close()
        self._connection.request("GET", address, headers={"Accept-Encoding": "identity", **(headers or {})})
        answer = self._connection.getresponse()
        body = answer.read()
        self._last = time.monotonic()
        if answer.status != 200:
            raise NoAnswer(f"{address} answered {answer.status}: {body[:300]!r}")
        return body

    def measured(self, *addresses: str, headers: dict[str, str] | None = None) -> float:
        """Seconds of CPU that each answer took on average, with what the server does just after it has sent it.

        What costs little is asked for several times in a row, or waking up would be most of what is measured.
        """
        pids = self.pids()
        before = _settled(pids)
        for address in addresses:
            self.ask(address, headers)
        return (_settled(pids) - before) / len(addresses)


def _settled(pids: list[int]) -> float:
    """The clock once it stands still: the last thread has come to rest."""
    spent = cpu_of(pids)
    for _ in range(50):
        time.sleep(0.001)
        now = cpu_of(pids)
        if now - spent < 0.000_02:
            return now
        spent = now
    return spent


@contextmanager
def gunicorn(environment: dict[str, str], further_pids: Callable[[], list[int]] = list) -> Iterator[Server]:
    """The site with one worker, otherwise as `make run` serves it."""
    port = _free_port()
    own = {"PORT": str(port), "HOST": "127.0.0.1", "WEB_CONCURRENCY": "1", "SECRET_KEY": "of-the-benchmark"}
    command = [sys.executable, "-m", "gunicorn", "bench.site", "--config", "gunicorn.conf.py"]
    with _running(command, {**os.environ, **own, **environment}, port) as process:
        yield Server(port, lambda: [*_children(process.pid), *further_pids()])


@contextmanager
def datasette(program: str, database: Path, metadata: Path) -> Iterator[Server]:
    """Datasette as it comes, but that nothing is cut short and it does not look for facets that nobody asked for."""
    port = _free_port()
    settings = {"suggest_facets": "off", "facet_time_limit_ms": "60000", "sql_time_limit_ms": "60000"}
    chosen = [word for name, value in settings.items() for word in ("--setting", name, value)]
    command = [program, "serve", str(database), "-m", str(metadata), "-p", str(port), *chosen]
    with _running(command, dict(os.environ), port) as process:
        yield Server(port, lambda: [process.pid, *_children(process.pid)])


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[subprocess.Popen]:
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)  # noqa: S603
        try:
            _wait_for(process, port)
            yield process
        except NoAnswer as trouble:
            log.seek(0)
            raise NoAnswer(f"{trouble}\n{log.read()}") from None
        finally:
            process.terminate()
            process.wait()


def _wait_for(process: subprocess.Popen, port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NoAnswer(f"the server ended with {process.returncode} before it answered")
        try:
            Server(port, list).ask("/")
            return
        except OSError:
            time.sleep(0.05)
    raise NoAnswer(f"the server did not answer within {seconds:.0f} s")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident(pids: Iterable[int]) -> int:
    """Bytes of memory that these processes hold."""
    lines = (line for pid in pids for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
