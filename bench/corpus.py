"""A made-up record of any size, the same on every run: fills the database that DATABASE_URL names.

    DATABASE_URL=sqlite:////tmp/corpus.sqlite3 python -m bench.corpus --events 1000|10000|100000|1000000

A case for every 60 events; about 1.6 sources and 2 parties an event, a few parties in many and most in a few; one event
in fifty with a quotation; dates of every precision. Nothing in it is true, and none of its words is anybody's.
"""

import argparse
import datetime
import os
import random
import time
from collections.abc import Callable, Iterator
from itertools import islice

CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = 5400
BATCH = 5000
SEED = 20260430


class Corpus:
    """What there is of each sort for that many events, and the rows of each, in order of their numbers from 1 on."""

    def __init__(self, events: int):
        self.events = events
        self.cases = max(1, events // 60)
        self.parties = max(20, events // 50)
        self.sources = max(10, events * 4 // 5)
        self.quotes = events // 50
        self.vocabulary = [_word(random.Random(f"{SEED} word {number}")) for number in range(20_000)]  # noqa: S311

    def chance(self, *of) -> random.Random:
        """Each row has a chance of its own, so that rows are the same in whatever order they are made."""
        return random.Random(" ".join(map(str, (SEED, *of))))  # noqa: S311 (nothing here is secret)

    def words(self, chance: random.Random, count: int) -> str:
        """The square of a uniform number favours the beginning of the list: common words are common."""
        size = len(self.vocabulary)
        return " ".join(self.vocabulary[int(chance.random() ** 2 * size)] for _ in range(count))

    def party_of(self, chance: random.Random) -> int:
        return 1 + int(self.parties * chance.random() ** 4)

    def case_of(self, event: int) -> int:
        return 1 + (event - 1) // 60 % self.cases

    def sources_of(self, event: int) -> list[int]:
        chance = self.chance("sources", event)
        near = event * 4 // 5
        count = chance.choice([1, 1, 1, 1, 1, 2, 2, 2, 2, 3])
        return sorted({1 + (near + chance.randrange(10)) % self.sources for _ in range(count)})

    def parties_in(self, event: int) -> list[int]:
        chance = self.chance("parties", event)
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


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(2, 4)))


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
    begin = time.perf_counter()
    fill(Corpus(options.events), _tell)
    _analyze()
    print(f"\n{options.events:,} events and what belongs to them in {time.perf_counter() - begin:.0f} s")


def _tell(what: str, done: int, of: int) -> None:
    print(f"\r{what:<14} {done:>12,} of {of:,}", end="" if done < of else "\n", flush=True)


def fill(corpus: Corpus, tell: Callable[[str, int, int], None]) -> None:
    """Write the corpus and everything that follows from it into the database, which must be empty and migrated."""
    from bench import rows
    from timeline.models import Case, Event, Party, Quote

    for name, count, make in rows.tables(corpus):
        _insert(name, count, make(), tell)
    for model, count in ((Party, corpus.parties), (Case, corpus.cases), (Event, corpus.events), (Quote, corpus.quotes)):
        name = f"{model._meta.verbose_name} scores"
        for start in range(1, count + 1, BATCH):
            model.objects.filter(pk__gte=start, pk__lt=start + BATCH).refresh_evidence()
            tell(name, min(start + BATCH - 1, count), count)


def _insert(name: str, count: int, made: Iterator, tell) -> None:
    from django.db import connection, transaction
    from django.db.models import QuerySet

    done, table = 0, None
    while batch := list(islice(made, BATCH)):
        table = type(batch[0])
        for row in batch:
            if hasattr(row, "derive"):
                row.derive()
        with transaction.atomic():
            QuerySet(table).bulk_create(batch)  # what follows from the rows is worked out once, at the end
        done += len(batch)
        tell(name, done, max(count, done + 1))
    tell(name, done, done)
    if table:
        from django.core.management.color import no_style

        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [table]):
                cursor.execute(statement)


def _analyze() -> None:
    """Not for a database that takes the rows back: the planner would go on counting with them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
