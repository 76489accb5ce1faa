"""The commands: what stands in the way of `make run` is told in one line, and the lock files fit together."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command, **environment):
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=30, check=False
    )


def test_make_alone_lists_every_target_with_what_it_does():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    listed = re.findall(r"^  make (\S+) +\S", run("make", "--no-print-directory").stdout, re.MULTILINE)
    assert sorted(listed) == sorted(targets)


def test_without_a_new_enough_python_make_run_says_so_in_one_line():
    result = run("make", "--no-print-directory", "run", "PYTHON=false")
    assert result.returncode != 0
    assert "needs Python 3.11 or newer" in result.stderr.splitlines()[0]
    assert "Traceback" not in result.stderr


def test_a_taken_port_is_told_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        result = run(sys.executable, "gunicorn.conf.py", HOST="127.0.0.1", PORT=port)
    assert result.returncode != 0
    assert len(result.stderr.splitlines()) == 1
    assert f"port {port}" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "80x"), ("PORT", "65536"), ("HOST", "no-such-host.invalid"), ("WEB_CONCURRENCY", "0")]
)
def test_a_setting_that_cannot_be_served_on_is_told_in_one_line(name, value):
    result = run(sys.executable, "gunicorn.conf.py", **{"HOST": "127.0.0.1", "PORT": "0", name: value})
    assert result.returncode != 0
    assert len(result.stderr.splitlines()) == 1
    assert name in result.stderr


def test_a_wrong_setting_is_told_in_one_line_by_every_command():
    result = run(sys.executable, "manage.py", "check", DATABASE_URL="mysql://localhost/timeline")
    assert result.returncode != 0
    assert len(result.stderr.splitlines()) == 1
    assert "DATABASE_URL" in result.stderr


def test_development_uses_the_versions_that_are_served():
    served, developed = (set(pins(ROOT / name)) for name in ("requirements.txt", "requirements-dev.txt"))
    assert served
    assert served <= developed


def test_the_lock_files_name_no_host_and_no_path():
    text = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    assert not re.search(r"https?://|file:|index-url|find-links", text)


def pins(lock):
    return re.findall(r"^([a-z0-9-]+==\S+)", lock.read_text(), re.MULTILINE)


def test_a_worker_does_not_look_through_what_it_has_loaded_for_garbage():
    code = (
        "import gc, runpy; runpy.run_path('gunicorn.conf.py')['post_worker_init'](None); print(gc.get_freeze_count())"
    )
    assert int(run(sys.executable, "-c", code).stdout) > 1000
