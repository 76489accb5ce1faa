"""What a worker holds in memory while it is asked for page after page that it has not been asked for before.

    DATABASE_URL=… python -m bench.memory [--requests 4000] [--seconds 400]

A page in three is one that was asked for already. The answers that a worker keeps are bounded in number; so what it
holds has to stop growing once it has as many, which is why there are more requests than that.
"""

import argparse
import os
import random
import sys
import time

from bench.servers import Server, gunicorn, resident

SAMPLES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--seconds", type=float, default=400, help="stop then, whatever was asked")
    options = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        parser.error("DATABASE_URL must name a database that bench.corpus has filled")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    import django

    django.setup()
    from bench.corpus import Corpus
    from bench.goals import is_flat, quarters
    from timeline.models import Event

    corpus = Corpus(Event.objects.count())
    with gunicorn({"CACHE_URL": ""}) as site:
        found = measure(site, corpus, options.requests, options.seconds)
    held = ", ".join(f"{size / 1e6:.0f}" for size in quarters(found["resident"]))
    print(f"{found['requests']:,} requests: {held} MB: {'flat' if is_flat(found['resident']) else 'grows'}")


def measure(site: Server, corpus, requests: int, seconds: float) -> dict:
    """Resident bytes before and at even distances, and how many requests there were time for."""
    chance = random.Random(1)  # noqa: S311 (nothing here is secret)
    pids = site.pids()[:1]
    held, asked, end = [resident(pids)], [], time.monotonic() + seconds
    done = 0
    for done in range(1, requests + 1):
        address = chance.choice(asked) if asked and chance.random() < 1 / 3 else _another(chance, corpus)
        asked.append(address)
        site.ask(address, {"HX-Request": "true"} if "&" in address else {})
        if done % max(1, requests // SAMPLES) == 0:
            held.append(resident(pids))
            _tell(f"memory: {done:,} of {requests:,} requests, {held[-1] / 1e6:.0f} MB")
        if time.monotonic() > end:
            break
    _tell("")
    return {"requests": done, "resident": [*held, resident(pids)]}


def _another(chance: random.Random, corpus) -> str:
    """Some page of the site, one of very many."""
    from bench.words import VOCABULARY
    from timeline.vocabulary import EventKind

    day = f"20{chance.randint(14, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    party, case = 1 + chance.randrange(corpus.parties), 1 + chance.randrange(corpus.cases)
    return chance.choice(
        [
            f"/?until={day}",
            f"/?kind={chance.choice(EventKind.values)}&until={day}",
            f"/?party=party-{party}&until={day}",
            f"/?since={day}&evidence=court",
            f"/cases/case-{case}/timeline/",
            f"/parties/party-{party}/",
            f"/events/event-{1 + chance.randrange(corpus.events)}/",
            f"/search/?q={chance.choice(VOCABULARY)}",
            f"/search/?q={chance.choice(VOCABULARY)}&type=event",
        ]
    )


def _tell(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<100}", end="\r" if not text else "", flush=True)


if __name__ == "__main__":
    main()
