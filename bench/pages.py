"""What pages cost on a made-up record, next to what cannot be avoided.

    DATABASE_URL=… python -m bench.pages [--rounds 15]

The database is one that `bench.corpus` has filled. Every round asks each page once, in another order, and beside it the
two floors: the query for the page's rows alone, sent as text, and a constant answer of as many bytes through the same
middleware. CPU of this process in milliseconds (of a query on PostgreSQL, which works elsewhere, the time that passes):
medians with the middle half, and ratios of one run. Compare ratios, never milliseconds of two machines.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable

PAGES = {
    "timeline": "/",
    "timeline, filtered": "/?kind=ruling&evidence=court",
    "timeline, fragment": "/?kind=ruling",
    "timeline, one party": "/?party=party-1",
    "timeline, a past day": "/?as_of=2020-01-01",
    "case": "/cases/case-1/",
    "party in most cases": "/parties/party-1/",
    "event": "/events/event-1/",
    "list of sources": "/sources/",
}
FRAGMENTS = {"timeline, fragment"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="how often each page is asked")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from timeline.models import Event

    count = Event.objects.count()
    if not Event.objects.filter(slug="event-1").exists():
        parser.error("DATABASE_URL names no database that bench.corpus has filled")
    print(f"{count:,} events, {options.rounds} rounds, CPU ms a request: median (middle half)\n")
    report(measure(ask_each(), options.rounds))


def ask_each() -> dict[str, dict[str, Callable[[], None]]]:
    """page → what is measured of it: the page itself, its rows as bare SQL, a constant answer of its size."""
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()
    asked = {}
    for name, address in PAGES.items():
        environ = environ_of(address, name in FRAGMENTS)
        body, rows = answer(application, environ), rows_of(application, environ)
        asked[name] = {
            "page": lambda environ=environ: answer(application, environ),
            "rows": rows,
            "constant": constant(application, body),
        }
    return asked


def environ_of(address: str, is_fragment: bool) -> dict:
    from django.conf import settings
    from django.test import RequestFactory

    host = next((host for host in settings.ALLOWED_HOSTS if host.strip(".*")), "localhost")
    headers = {"HX-Request": "true"} if is_fragment else {}
    return RequestFactory(SERVER_NAME=host.strip("."), headers=headers).get(address).environ


def answer(application, environ: dict) -> bytes:
    """The whole body, closed as a server closes it, so that connections are given back."""
    said: list[str] = []
    response = application(dict(environ), lambda status, headers: said.append(status))
    body = b"".join(response)
    response.close()
    if not said[0].startswith("200"):
        raise SystemExit(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} answered {said[0]}")
    return body


def rows_of(application, environ: dict) -> Callable[[], None]:
    """The one query of the page that fetches its rows (the last that reads with a LIMIT), as text."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer(application, environ)
    statements = [query["sql"] for query in captured.captured_queries if " LIMIT " in query["sql"]]
    statement = (statements or [captured.captured_queries[-1]["sql"]])[-1].replace("%", "%%")

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [])
            cursor.fetchall()

    return run


def constant(application, body: bytes) -> Callable[[], None]:
    """An answer of these bytes through the middleware of the site."""
    from django.http import HttpResponse
    from django.urls import path

    from timeline import urls

    name = f"bench/constant/{len(urls.urlpatterns)}/"
    urls.urlpatterns.append(path(name, lambda request: HttpResponse(body)))
    from django.urls import clear_url_caches

    clear_url_caches()
    environ = environ_of(f"/{name}", is_fragment=False)
    return lambda: answer(application, environ) and None


def measure(asked, rounds: int) -> dict[tuple[str, str], list[float]]:
    """(page, what) → milliseconds, one a round; the order changes from round to round, the same on every run."""
    chance = random.Random(1)  # noqa: S311
    everything = [(name, what, run) for name, runs in asked.items() for what, run in runs.items()]
    spent: dict[tuple[str, str], list[float]] = {(name, what): [] for name, what, _ in everything}
    clock = clock_of_the_database()
    for number in range(rounds):
        print(f"\rround {number + 1} of {rounds}", end="", flush=True)
        for name, what, run in chance.sample(everything, len(everything)):
            begin = clock()
            run()
            spent[name, what].append((clock() - begin) * 1000)
    print("\r", end="")
    return spent


def clock_of_the_database() -> Callable[[], float]:
    """CPU of this process where the database works in it."""
    from django.db import connection

    return time.process_time if connection.vendor == "sqlite" else time.perf_counter


def report(spent) -> None:
    print(f"{'page':<22}{'page':>22}{'its rows':>22}{'constant':>22}{'÷ rows':>9}{'÷ constant':>12}")
    for name in PAGES:
        page, rows, same = (spent[name, what] for what in ("page", "rows", "constant"))
        middle = [statistics.median(numbers) for numbers in (page, rows, same)]
        print(
            f"{name:<22}{_told(page):>22}{_told(rows):>22}{_told(same):>22}"
            f"{middle[0] / middle[1]:>9.1f}{middle[0] / middle[2]:>12.1f}"
        )


def _told(numbers: list[float]) -> str:
    low, middle, high = statistics.quantiles(numbers, n=4)
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


if __name__ == "__main__":
    main()
