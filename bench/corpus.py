"""A made-up record of any size, the same on every run: fills the database that DATABASE_URL names.

    DATABASE_URL=sqlite:////tmp/corpus.sqlite3 python -m bench.corpus --events 1000|10000|100000|1000000

A case for every 60 events; about 1.6 sources and 2 parties an event, a few parties in many and most in a few; one event
in fifty with a quotation; dates of every precision. Nothing in it is true, and none of its words is anybody's.
"""

import argparse
import datetime
import os
import random
import sys
import time
from collections.abc import Callable

from bench.words import chance_of

FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = 5400
LAST_DAY = FIRST_DAY + datetime.timedelta(days=DAYS - 1)


class Corpus:
    """What there is of each sort for that many events, and the rows of each, in order of their numbers from 1 on."""

    def __init__(self, events: int):
        self.events = events
        self.cases = max(1, events // 60)
        self.parties = max(20, events // 50)
        self.sources = max(10, events * 4 // 5)
        self.quotes = events // 50

    def party_of(self, chance: random.Random) -> int:
        return 1 + int(self.parties * chance.random() ** 4)

    def case_of(self, event: int) -> int:
        return 1 + (event - 1) // 60 % self.cases

    def sources_of(self, event: int) -> list[int]:
        chance = chance_of("sources", event)
        near = event * 4 // 5
        count = chance.choice([1, 1, 1, 1, 1, 2, 2, 2, 2, 3])
        return sorted({1 + (near + chance.randrange(10)) % self.sources for _ in range(count)})

    def parties_in(self, event: int) -> list[int]:
        chance = chance_of("parties", event)
        return sorted({self.party_of(chance) for _ in range(chance.choice([1, 2, 2, 3]))})


def dated(chance: random.Random) -> str:
    """Four in five to the day, the others to the month, the year, about a year, or over a time."""
    first = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS))
    kind = chance.random()
    if kind < 0.8:
        return first.isoformat()
    if kind < 0.92:
        return f"{first:%Y-%m}"
    if kind < 0.98:
        return f"{first:%Y}" + ("~" if kind > 0.96 else "")
    return f"{first}/{first + datetime.timedelta(days=1 + chance.randrange(60))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1000, help="how many events")
    options = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        parser.error("DATABASE_URL must name the database to fill, which should hold nothing else")
    if not 60 <= options.events <= 10_000_000:
        parser.error("--events must lie between 60 and 10000000")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from timeline.models import Event

    call_command("migrate", verbosity=0)
    if Event.objects.exists():
        parser.error("the database of DATABASE_URL holds events already: name an empty one")
    from bench.filling import careless

    begin = time.perf_counter()
    with careless():
        fill(Corpus(options.events), tell_on_terminal)
    print(f"{options.events:,} events and what belongs to them in {time.perf_counter() - begin:.0f} s")


def tell_on_terminal(what: str, done: int, of: int) -> None:
    """One line, written over; only the last state of it where the output is kept."""
    if sys.stdout.isatty() or done >= of:
        print(f"\r{what:<16} {done:>12,} of {of:,}", end="" if done < of else "\n", flush=True)


def fill(corpus: Corpus, tell: Callable[[str, int, int], None]) -> None:
    """Write the corpus and everything that follows from it into the database, which must be empty and migrated."""
    from bench import rows
    from bench.evidence import derive_all
    from bench.filling import insert
    from timeline.search.index import rebuild

    for name, count, make in rows.tables(corpus):
        insert(name, count, make(), tell)
    counts = {"Party": corpus.parties, "Case": corpus.cases, "Event": corpus.events, "Quote": corpus.quotes}
    derive_all(counts, tell)
    of_kind = {**{name.lower(): count for name, count in counts.items()}, "source": corpus.sources}
    rebuild(lambda kind, done: tell(f"search: {kind.plural.lower()}", done, of_kind.get(kind.name, done)))


if __name__ == "__main__":
    main()
