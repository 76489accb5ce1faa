"""What the server takes for windows of lanes beside the bare SQL of the same rows, and how large pictures are.

    DATABASE_URL=… python -m bench.windows [--rounds 9]

The database is one that `bench.corpus` has filled and nobody writes to. Prints JSON. CPU of this process; the site
answers through all of its middleware but the kept answers.
"""

import argparse
import datetime
import json
import os
import random
import statistics
import sys
import time

FIRST, DAYS = datetime.date(2012, 1, 1), 5400
WINDOWS = {"all": DAYS, "a year": 365, "a month": 30}
_WIDTHS = (360, 768, 1100, 1440, 2560)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        parser.error("DATABASE_URL must name a database that bench.corpus has filled")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "timeline.settings", "CACHE_URL": "off"}
    import django

    django.setup()
    print(json.dumps({**_times(options.rounds), "bytes": _largest()}))


def _times(rounds: int) -> dict:
    """window → milliseconds of ours and of the bare SQL, medians; and what the first pictures cost."""
    from django.test import Client

    from timeline.models import Event

    client = Client(SERVER_NAME="localhost")

    def ask(address: str) -> None:
        status = client.get(address, headers={"HX-Request": "true"}).status_code
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")

    client.get("/healthz")  # whatever is imported at the first request
    found: dict = {"first of a worker": _timed(lambda: ask("/lanes/")), "windows": {}}
    after_writes = []
    for number in range(rounds):
        Event.objects.get(pk=1 + number).save()
        after_writes.append(_timed(lambda: ask("/lanes/")))
    found["first after a write"] = statistics.median(after_writes)
    for name, days in WINDOWS.items():
        chance = random.Random(name)  # noqa: S311
        ours, bare = [], []
        for _ in range(rounds + 1):
            since = FIRST + datetime.timedelta(days=chance.randrange(DAYS - days + 1))
            until = since + datetime.timedelta(days=days - 1)
            address = f"/lanes/?since={since}&until={until}"
            ours.append(_timed(lambda address=address: ask(address)))
            bare.append(_timed(lambda since=since, until=until: _rows(since, until)))
        found["windows"][name] = [statistics.median(ours[1:]), statistics.median(bare[1:])]
    return found


def _timed(work) -> float:
    """Milliseconds of CPU of this thread."""
    begin = time.thread_time()
    work()
    return (time.thread_time() - begin) * 1000


def _rows(since: datetime.date, until: datetime.date) -> None:
    """All that a picture of the window is drawn from: where each event lies, what it is, of which case."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.sorts_from, e.sorts_to, e.kind, e.best_mark, c.slug FROM timeline_event e "
            "LEFT JOIN timeline_event_cases t ON t.event_id = e.id LEFT JOIN timeline_case c ON c.id = t.case_id "
            "WHERE e.workflow = 'published' AND e.sorts_to >= %s AND e.sorts_from <= %s",
            [since, until],
        )
        cursor.fetchall()


def _largest() -> list:
    """(bytes, address) of the largest of many pictures: windows of every length, every width, every sort of lane."""
    from django.http import QueryDict

    from timeline.lanes.page import LanesFilters
    from timeline.lanes.picture import Picture
    from timeline.templatetags.lanes import lanes_picture

    chance, largest = random.Random(7), (0, "")  # noqa: S311
    for number in range(120):
        days = int(3 * (DAYS / 3) ** chance.random())
        since = FIRST + datetime.timedelta(days=chance.randrange(DAYS - days + 1))
        by = ("case", "party", "use")[number % 3]
        until, most = since + datetime.timedelta(days=days), chance.choice((6, 24, 200))
        query = f"since={since}&until={until}&width={chance.choice(_WIDTHS)}"
        size = len(lanes_picture(Picture(LanesFilters(QueryDict(query)), most, by)).encode())
        largest = max(largest, (size, f"{query} by {by}, {most} lanes"))
    return list(largest)


if __name__ == "__main__":
    sys.exit(main())
