"""How gunicorn serves the site. Run as a script, it only checks its part of the environment."""

import gc
import os
import socket
import sys

host = os.environ.get("HOST") or "127.0.0.1"
port = os.environ.get("PORT") or "8000"

bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
workers = os.environ.get("WEB_CONCURRENCY") or "2"
# Threads, for a synchronous worker waits for every slow reader.
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 10
keepalive = 5
# Only what goes wrong is written; a reverse proxy in front keeps the access log.
loglevel = "warning"
control_socket_disable = True

# A connection to PostgreSQL for each of a worker's threads, and one to make the list that all of them may wait for.
os.environ.setdefault("DATABASE_POOL", str(threads + 1))


def when_ready(server):
    for listener in server.LISTENERS:
        print(f"The timeline is at {listener}/ (stop it with Ctrl-C)", flush=True)


def post_worker_init(worker):
    """What is loaded stays as long as the worker: to look through it for garbage takes 80 ms each time."""
    gc.collect()
    gc.freeze()


def check_environment():
    """Stops with one sentence if the site could not be served; a reload must not ask, for then the port is ours."""
    if not (workers.isascii() and workers.isdigit() and int(workers)):
        sys.exit(f"WEB_CONCURRENCY must be the number of worker processes, not {workers!r}.")
    if not (port.isascii() and port.isdigit() and int(port) < 65536):
        sys.exit(f"PORT must be a number below 65536, not {port!r}: for example PORT=8000.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
            probe.listen()
        except PermissionError:
            sys.exit(f"Port {port} needs more rights than you have: choose one above 1023, for example PORT=8000.")
        except socket.gaierror:
            sys.exit(f"HOST names no address of this machine: {host!r}; for example HOST=127.0.0.1.")
        except OSError as error:
            sys.exit(f"Cannot listen on {host}, port {port} ({error.strerror}): choose another, for example PORT=8001.")


if __name__ == "__main__":
    check_environment()
