"""What checking quotations costs: 10,000 of them against sources that hold 1 MB of text each.

    python -m bench.quotes [--quotes 10000] [--sources 20]

Half of the quotations stand in their text, a quarter has one word changed, a quarter stands nowhere. The floor is a
plain search for the same quotations in the same texts (`in`), measured in turns with the grading, source by source.
"""

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

TEXT_SIZE = 1_000_000  # characters
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=10_000, help="how many quotations")
    parser.add_argument("--sources", type=int, default=20, help="how many sources share them")
    options = parser.parse_args()
    rng = random.Random(1)  # noqa: S311 (nothing here is secret: the same corpus on every run)
    vocabulary = [_word(rng) for _ in range(20_000)]
    texts = [_text(rng, vocabulary) for _ in range(options.sources)]
    quotations = [_quotation(rng, vocabulary, texts[n % options.sources], n) for n in range(options.quotes)]
    _grade_in_turns(texts, quotations)
    with tempfile.TemporaryDirectory() as folder:
        _check_in_a_database(Path(folder), texts, quotations)


def _word(rng) -> str:
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(1, 4)))


def _text(rng, vocabulary: list[str]) -> str:
    words: list[str] = []
    size = 0
    while size < TEXT_SIZE:
        # Common words are common: the square of a uniform number favours the beginning of the list.
        word = vocabulary[int(rng.random() ** 2 * len(vocabulary))]
        words.append(word + (". " if rng.random() < 0.08 else " "))
        size += len(words[-1])
    return "".join(words)


def _quotation(rng, vocabulary: list[str], text: str, number: int) -> str:
    start = text.index(" ", rng.randrange(len(text) - 400)) + 1
    words = text[start : start + 300].split()[: rng.randint(5, 30)]
    if number % 4 == 2:
        words[rng.randrange(len(words))] = rng.choice(vocabulary) + "x"
    if number % 4 == 3:
        words = [rng.choice(vocabulary) for _ in words]
    return " ".join(words)


def _grade_in_turns(texts: list[str], quotations: list[str]) -> None:
    from timeline.wording.grading import grade
    from timeline.wording.held import HeldText

    graded = floor = 0.0
    for number, text in enumerate(texts):
        own = quotations[number :: len(texts)]
        begin = time.perf_counter()
        for quotation in own:
            quotation in text  # noqa: B015 (only its cost is wanted)
        between = time.perf_counter()
        held = HeldText(text)
        for quotation in own:
            grade(quotation, [held])
        floor += between - begin
        graded += time.perf_counter() - between
    print(f"{len(quotations):,} quotations against {len(texts)} texts of {TEXT_SIZE / 1e6:g} MB")
    print(f"  plain search   {floor:8.2f} s      1.0")
    print(f"  grading        {graded:8.2f} s   {graded / floor:6.1f}")


def _check_in_a_database(folder: Path, texts: list[str], quotations: list[str]) -> None:
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "timeline.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db.models import Count

    from timeline.models import Party, Quote, QuoteCheck, QuoteReference, Source, SourceText
    from timeline.models.quote_check import check_quotes
    from timeline.vocabulary import Grade

    call_command("migrate", verbosity=0)
    speaker = Party.objects.create(slug="speaker", name="Speaker", kind="person", workflow="published")
    common = {"kind": "transcript", "reliability": "primary", "workflow": "published"}
    sources = [Source.objects.create(slug=f"source-{n}", title=f"Source {n}", **common) for n in range(len(texts))]
    for source, text in zip(sources, texts, strict=True):
        SourceText.objects.create(source=source, text=text, extraction="plain_text")
    Quote.objects.bulk_create(
        Quote(slug=f"quote-{n}", speaker=speaker, text=text, forum="order", workflow="published")
        for n, text in enumerate(quotations)
    )
    quotes = list(Quote.objects.order_by("id"))
    QuoteReference.objects.bulk_create(
        QuoteReference(quote=quote, source=sources[n % len(sources)]) for n, quote in enumerate(quotes)
    )
    begin = time.perf_counter()
    checked = check_quotes([quote.pk for quote in quotes], anew=True)
    print(f"  check_quotes   {time.perf_counter() - begin:8.2f} s   ({checked:,} checks written to SQLite)")
    for grade, count in QuoteCheck.objects.values_list("grade").annotate(n=Count("pk")).order_by("grade"):
        print(f"    {Grade(grade).label:28}{count:>8,}")


if __name__ == "__main__":
    main()
