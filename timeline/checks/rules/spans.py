"""Spans of time that do not fit the dates beside them."""

import datetime
import re
from collections.abc import Iterator

from timeline import dates, figures, named_days
from timeline.checks.prose import sentences
from timeline.checks.rule import Found, rule
from timeline.models import Case, Event, Quote
from timeline.vocabulary import Hedge, Level

_DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
# A duration says how long the event itself was only in such words: “a three-week trial”, “lasted 44 days”.
_LASTED = re.compile(
    r"\b(?:last(?:s|ed|ing)|ran(?:\sfor)?|runs(?:\sfor)?|took|spann(?:ed|ing)|went\son\sfor|continued\sfor|sat\sfor|stretched\sover"
    r"|pending\sfor|open\sfor|over)\s(?:(?:about|nearly|almost|some|roughly|just|under|over|more\sthan|less\sthan)\s)*$",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\s(?:jury\s|bench\s|civil\s|federal\s)?(?:trial|hearing|case|suit|lawsuit|litigation|proceeding|campaign|session|talks)\b"
)
# “A three-week sale ran from 15 March to 20 March 2026”, “for three weeks from 15 to 20 March”.
_FROM_TO = re.compile(r"\b(?:from|between)\s(?P<first>[^;:]{1,30}?)\s(?:to|until|till|through|and)\s")
_OF_WHAT = re.compile(r"(?:\s[\w’'-]+){0,6}\s")
_UPWARD, _DOWNWARD = {Hedge.AT_LEAST, Hedge.MORE_THAN}, {Hedge.AT_MOST, Hedge.LESS_THAN, Hedge.UP_TO}


@rule(
    "duration",
    "A duration does not fit its dates",
    level=Level.WARNING,
    models=(Case, Event),
    why="A “three-week trial” begins and ends about three weeks apart.",
)
def duration(record, around):
    """A stated duration fits the days that its sentence gives, and those of the event or of the whole case.

    By one unit more or less; a day may or may not count both ends.
    """
    texts = (record.title, record.summary) if isinstance(record, Event) else (record.summary, record.status_note)
    span, told = _span(record), set()
    measured = [(stated, written, span) for stated, written in _durations(texts)] if span else []
    for stated, written, (first, last) in [*_durations_with_days(texts), *measured]:
        if written not in told and not _fits(stated, (last - first).days + 1):
            told.add(written)
            message = f"“{written}” does not fit {dates.day_label(first)} to {dates.day_label(last)}."
            yield Found(written, message)


@rule(
    "quote-date",
    "A quote is dated outside its event",
    level=Level.WARNING,
    models=(Quote,),
    why="Words said at an event are of the day of that event.",
)
def quote_date(quote, around):
    """Words said at an event are of its days: one of the two dates is wrong, or the event only quotes them."""
    event = quote.event
    if event and quote.when and (quote.sorts_to < event.sorts_from or quote.sorts_from > event.sorts_to):
        yield Found(event.slug, f"Said {quote.when.label}, at an event of {event.when.label}: “{event}”.")


def _span(record) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day, where both are known to the day."""
    ends = record.date.split("/") if isinstance(record, Event) else [record.filed, record.closed]
    if len(ends) != 2 or not all(end and end != ".." and dates.read(end).precision == "day" for end in ends):
        return None
    first, last = (dates.read(end).earliest for end in ends)
    return (first, last) if first and last and first <= last else None


def _durations(texts) -> Iterator[tuple[figures.Duration, str]]:
    for text in texts:
        ours = figures.outside_quotations(text)
        for stated in figures.spans_of_time(ours):
            written = ours[stated.start : stated.end]
            if ("-" in written and _OF_ITSELF.match(ours, stated.end)) or _LASTED.search(ours[: stated.start]):
                yield stated, written


def _durations_with_days(texts) -> Iterator[tuple[figures.Duration, str, tuple[datetime.date, datetime.date]]]:
    for sentence in (sentence for text in texts for sentence in sentences(figures.outside_quotations(text))):
        for match in _FROM_TO.finditer(sentence):
            days = _ends(match)
            for stated in figures.spans_of_time(sentence[: match.start()]) if days else ():
                written = sentence[stated.start : stated.end]
                is_of_it = "-" in written or re.search(r"\bfor\s$", sentence[: stated.start])
                if is_of_it and _OF_WHAT.fullmatch(sentence, stated.end, match.start()):
                    yield stated, written, days


def _ends(match: re.Match[str]) -> tuple[datetime.date, datetime.date] | None:
    """The two days of “from 15 to 20 March 2026”: the first takes from the second what it lacks."""
    after = named_days.days(match.string[match.end() :])
    last = _day(after[0]) if after and after[0].start == 0 else None
    if not last:
        return None
    wanted = f"{match['first']} {last:%B}" if match["first"].isdigit() else match["first"]
    for year in (last.year, last.year - 1):
        before = named_days.days(wanted, year)
        first = _day(before[0]) if len(before) == 1 else None
        if first and first <= last:
            return first, last
    return None


def _day(named: named_days.Day) -> datetime.date | None:
    """None for a month."""
    reading = dates.read(named.edtf)
    return reading.earliest if reading.precision == "day" else None


def _fits(stated: figures.Duration, days: int) -> bool:
    """Whether the duration can be that of so many days, both ends counted."""
    unit = _DAYS_IN[stated.unit]
    least, most = (stated.number - 1) * unit, (stated.number + 1) * unit
    if unit == 1:
        # “44 days” counts both ends or one; “ten court days” leave out the weekends.
        least, most = stated.number, max(stated.number + 1, stated.number * 7 // 5 + 2)
    return (days >= least or stated.hedge in _DOWNWARD) and (days <= most or stated.hedge in _UPWARD)
