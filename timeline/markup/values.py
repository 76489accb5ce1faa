"""How values are written: addresses that keep the day of the view, dates, marks, grades, counts."""

from collections import Counter
from functools import cache, lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString

from timeline import dates
from timeline.vocabulary import ONLY_WORDS_HELD, ONLY_WORDS_HELD_MEANING, DataUse, EvidenceMark, Grade

_MACHINE_READABLE = {"day", "month", "year"}

# The sign behind the name of a case on which accounts differ.
CASE_DIFFERS = SafeString(
    ' <span class="contested-mark" title="Accounts differ on points of this case"><span aria-hidden="true">≠</span>'
    '<span class="visually-hidden"> accounts of it differ</span></span>'
)


def address(name: str, slug: str, day=None) -> str:
    """Of a record's page by its name in urls.py, as known on the day of the view."""
    before, after = _around_slug(name)
    return f"{before}{slug}{after}?as_of={day.isoformat()}" if day else f"{before}{slug}{after}"


@cache
def _around_slug(name: str) -> tuple[str, str]:
    """What stands around the slug: to ask for each of the hundreds of addresses of a page takes longest of all."""
    before, _, after = reverse(name, args=["-"]).rpartition("-")
    return before, after


def day_query(day) -> str:
    return f"?as_of={day.isoformat()}" if day else ""


def chosen_by(name: str, value: str, day=None) -> str:
    """The address of the timeline with one filter set, as known on the day of the view."""
    return f"{_timeline()}{day_query(day) or '?'}{'&' if day else ''}{name}={value}"


@cache
def _timeline() -> str:
    return reverse("timeline")


@lru_cache(maxsize=8192)
def when(text: str) -> str:
    """An EDTF text as worded, in <time> where HTML has a form for its precision; “date not known” for none."""
    if not text:
        return "date not known"
    reading = dates.read(text)
    return time(reading, reading.label)


def time(reading: dates.Reading, words: str) -> SafeString:
    exact = reading.precision in _MACHINE_READABLE and not (reading.is_approximate or reading.is_uncertain)
    if not exact or "X" in reading.text:
        return SafeString(f"<span>{escape(words)}</span>")
    return SafeString(f'<time datetime="{escape(reading.text)}">{escape(words)}</time>')


def mark(evidence_mark, words: str = "") -> str:
    """An evidence mark: a word and a shape, never a colour alone; "" for a record without sources."""
    return _mark(evidence_mark, words) if evidence_mark else ""


@lru_cache(maxsize=64)
def _mark(evidence_mark: int, words: str) -> SafeString:
    shown = EvidenceMark(evidence_mark)
    return SafeString(f'<span class="mark mark--{shown.slug}">{escape(words or shown.label)}</span>')


def grade(grade: Grade, check=None, document=None, sources: int = 0) -> SafeString:
    """How a quotation stands in the held text: a sign, words and what they mean.

    With the check, also at how many places, and whether no more is held than the quoted words themselves; with the
    document, also that it is of this one and not of the nearest; else with `sources`, of how many it is.
    """
    alone = bool(check and check.has_only_words)
    words, meaning = grade.label.lower(), grade.meaning
    if grade == Grade.AMBIGUOUS and check and check.place_count:
        words = f"{words}: {check.place_count} places"
    if document:
        words = f"{words} in {document.publisher or document.title} ({EvidenceMark(document.mark).label.lower()})"
        meaning = f"{meaning} No text of a nearer source is held."
    elif sources:
        told = counted(sources, "source")
        words = f"{words} ({told})" if grade == Grade.IN_ANOTHER_DOCUMENT else f"{words} in {told}"
    name = f"grade--{grade.slug}{' grade--alone' if alone or document else ''}"
    title = f"{meaning} {ONLY_WORDS_HELD_MEANING}" if alone else meaning
    sign = "○" if grade.is_verified and (alone or document) else grade.sign
    said = escape(f"{words}, {ONLY_WORDS_HELD}" if alone else words)
    return SafeString(
        f'<span class="grade {name}" title="{escape(title)}"><span aria-hidden="true">{sign}</span> {said}</span>'
    )


def same_words(quote) -> str:
    """“same words in 3 of 5 accounts”, and how many are cited for them in vain; "" for one account alone.

    Of a quote fetched `for_card`.
    """
    same, lacking, accounts = quote.same_words_in
    if accounts < 2:
        return ""
    lack = "lacks them in its held text" if lacking == 1 else "lack them in their held texts"
    return f"same words in {same} of {accounts} accounts" + (f"; {lacking} cited for them {lack}" if lacking else "")


def differs(points: int) -> SafeString:
    """The sign that accounts of a record differ, where it stands in a list."""
    if not points:
        return SafeString("")
    on = counted(points, "point")
    return SafeString(
        f' <span class="contested-mark" title="Accounts differ on {on}"><span aria-hidden="true">≠</span>'
        f'<span class="visually-hidden"> accounts differ on {on}</span></span>'
    )


def score(record) -> SafeString:
    """The provenance score of a record."""
    title = "What its evidence adds up to, of 100; its page shows the parts"
    return SafeString(f'<span class="badge" title="{title}">provenance {record.provenance_shown}</span>')


def counted(number: int, noun: str) -> str:
    """“1 event”, “2 events”; the plural after a comma where it is not in s: `"party,parties"`."""
    singular, _, plural = noun.partition(",")
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


@cache
def use_label(use: str) -> str:
    return DataUse(use).label


def marks_of(references) -> list[tuple[EvidenceMark, int]]:
    """How many sources of these references carry each mark, best first: (mark, count) pairs."""
    marks = Counter({reference.source_id: reference.source.mark for reference in references}.values())
    return [(EvidenceMark(mark), marks[mark]) for mark in sorted(marks)]


def sources_of(references) -> int:
    """How many sources these references have: one that is cited twice, for two pages of it, counts once."""
    return len({reference.source_id for reference in references})


def cited(references) -> str:
    """“3 sources”, and “in 4 places” where one of them is cited more than once."""
    found = sources_of(references)
    told = counted(found, "source")
    return f"{told} in {len(references):,} places" if found < len(references) else told


def origins(references) -> int:
    """How many independent origins these references have: sources that retell one count once, background not at all."""
    telling = [reference for reference in references if not getattr(reference, "is_background", False)]
    return len({reference.source.origin_id or reference.source_id for reference in telling})


def initial_lower(text: str) -> str:
    """For a label in the middle of a sentence."""
    return text[:1].lower() + text[1:] if text else ""
