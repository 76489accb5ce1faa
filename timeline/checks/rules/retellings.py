"""Sources that repeat each other without a link between them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from timeline import dates, named_days
from timeline.checks.rule import Found, rule
from timeline.models import Assertion, Case, Event, Filing, Party, Quote
from timeline.vocabulary import EvidenceMark, Level

_LONGEST_ABOUT = 160
_SHORTEST_NAME = 3
# Fewer words than these may stand alike in two accounts that know nothing of each other.
_FEWEST_SAME_WORDS = 6
# What a publisher's name says of the copy that was read: “TechCrunch (reprint)”, “Bloomberg via The Edge Singapore”.
_COPY = re.compile(r"\s*\((?P<inside>[^()]*)\)|\s+(?:via|at)\s+.*$", re.IGNORECASE)
_SAYS_COPY = re.compile(
    r"\b(?:reprint\w*|cop(?:y|ies)|mirror|via|syndicat\w*|translat\w*|reworded|retold|machine)", re.I
)
_TELLING = (
    r"according\sto\s(?:an?\s|the\s)?{name}",
    r"\bas\s(?:first\s)?(?:\w+ly\s)?{name}\s(?:reported|reports|has\sreported|wrote|put\sit|told|tells)",
    r"\b(?:as\s)?(?:first\s)?(?:reported|told|published)\sby\s(?:the\s)?{name}",
    r"\b(?:copy|copies|reprint|rewording|translation|extract|summary|version|retelling|text)\sof\s(?:an?\s|the\s)?"
    r"(?:\w+\s){{0,2}}{name}",
    r"\b(?:processed|written|rewritten|reworded|made|translated|compiled|taken|generated)\s(?:\w+\s)?from\s"
    r"(?:an?\s|the\s)?{name}",
    r"\b(?:retells|repeats|reprints|summari[sz]es|rewords|translates|copies)\s(?:an?\s|the\s)?(?:\w+\s){{0,2}}{name}",
    r"\(report\b[^()]*\bfrom\s(?:the\s)?{name}",
    r"\bciting\s(?:an?\s|the\s)?{name}",
)


@rule(
    "unlinked-retelling",
    "Sources that look like one account",
    level=Level.WARNING,
    models=(Party, Case, Filing, Event, Quote, Assertion),
    why="A source that repeats another is no second witness, and is only counted as one if the two are linked.",
)
def unlinked_retelling(record, around):
    """A source says that it repeats another of the same record, or two print the same odd words or the same quotation.

    Two that print a quotation alike, and were not there as a court, speaker or reporter is, have it from somewhere.
    Link them by `retells`: without it they count as two origins.
    """
    references = {row.source.slug: row for row in reversed(record.references.all())}
    # An original is named rather than a reprint of it.
    told = sorted((row.source for row in references.values()), key=lambda s: (_is_copy(s.publisher), s.slug))
    for teller in references.values():
        for origin in told:
            if _origin(teller.source) != _origin(origin) and _says_that_it_repeats(teller, origin):
                yield Found(
                    _about(teller.source, origin), f"“{teller.source}” seems to retell “{origin}”: no link says so."
                )
                break
    if isinstance(record, Quote):
        yield from _same_odd_words(record)
        yield from _same_quotation(record)


def _same_odd_words(quote) -> Iterator[Found]:
    """Each source that prints the odd words of another, told once, against the first of those that print them."""
    own = _words(quote.text)
    first_with: dict[tuple[str, ...], Any] = {}
    for row in sorted(quote.variants.all(), key=lambda row: row.source.slug):
        words = _words(row.text)
        first = first_with.setdefault(words, row.source)
        if words != own and _origin(first) != _origin(row.source):
            message = (
                f"“{row.source}” prints the same words as “{first}”, which differ from the quote: no link says so."
            )
            yield Found(_about(row.source, first), message)


def _same_quotation(quote) -> Iterator[Found]:
    """Each source that prints the quotation in its very words, against the first that does; none that was there.

    First comes one whose origin is known, then what is nearest to the words.
    """
    own = _words(quote.text)
    if len(own) < _FEWEST_SAME_WORDS:
        return
    printing = {row.source.slug: row.source for row in quote.references.all() if row.is_verbatim}
    printing |= {row.source.slug: row.source for row in quote.variants.all() if _words(row.text) == own}
    retold = [source for source in printing.values() if source.mark > EvidenceMark.FIRST_HAND]
    first, *others = sorted(retold, key=lambda s: (s.origin_id is None, s.mark, s.slug)) or [None]
    told = {_origin(first)} if first else set()
    for source in others:
        if _origin(source) not in told:
            told.add(_origin(source))
            message = f"“{source}” prints the same quotation as “{first}”, and neither was there: no link says so."
            yield Found(_about(source, first), message)


def _says_that_it_repeats(row, origin) -> bool:
    """The source, or our words on it, name the publisher of another as whose account it is."""
    teller, name = row.source, _name(origin.publisher)
    if len(name) < _SHORTEST_NAME or (teller.origin and _name(teller.origin.publisher) == name):
        return False
    if _name(teller.publisher) == name:
        return _is_copy(teller.publisher) and not _is_copy(origin.publisher)
    said = " ".join([teller.title, teller.note, getattr(row, "supports", ""), getattr(row, "note", "")])
    return name in said.casefold() and bool(_telling(name).search(said)) and _can_be_the_one_named(said, origin)


@lru_cache(maxsize=1024)
def _telling(name: str) -> re.Pattern[str]:
    named = rf"{re.escape(name)}\b(?![’']?s?\s(?:spokes|lawyer|attorney|counsel|chief|executive))"
    return re.compile("|".join(pattern.format(name=named) for pattern in _TELLING), re.IGNORECASE)


def _can_be_the_one_named(said: str, origin) -> bool:
    """Where the account is named with its day, only a source of that time can be it."""
    named = [dates.read(day.edtf) for day in named_days.days(said)]
    if not (named and origin.earliest and origin.latest):
        return True
    return any(day.earliest <= origin.latest and day.latest >= origin.earliest for day in named)


def _name(publisher: str) -> str:
    """The publisher's name alone: “The Decoder” is “decoder”."""
    return re.sub(r"^the\s", "", _COPY.sub("", publisher).strip().casefold())


def _is_copy(publisher: str) -> bool:
    return any(_SAYS_COPY.search(match[0]) for match in _COPY.finditer(publisher))


def _origin(source) -> int:
    return source.origin_id or source.pk


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _about(one, other) -> str:
    return f"{one.slug} {other.slug}"[:_LONGEST_ABOUT]
