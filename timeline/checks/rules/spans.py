"""Spans of time that do not fit the dates beside them."""

import datetime
import re
from collections.abc import Iterator

from timeline import dates, figures
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
_UPWARD, _DOWNWARD = {Hedge.AT_LEAST, Hedge.MORE_THAN}, {Hedge.AT_MOST, Hedge.LESS_THAN, Hedge.UP_TO}


@rule(
    "duration",
    "A duration does not fit its dates",
    level=Level.WARNING,
    models=(Case, Event),
    why="A “three-week trial” begins and ends about three weeks apart.",
)
def duration(record, around):
    """A stated duration fits the interval of the event, or the days on which the case was brought and closed.

    By one unit more or less; a day may or may not count both ends.
    """
    span = _span(record)
    if not span:
        return
    first, last = span
    texts = (record.title, record.summary) if isinstance(record, Event) else (record.summary, record.status_note)
    for stated, written in _durations(texts):
        if not _fits(stated, (last - first).days + 1):
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


def _fits(stated: figures.Duration, days: int) -> bool:
    """Whether the duration can be that of so many days, both ends counted."""
    unit = _DAYS_IN[stated.unit]
    least, most = (stated.number - 1) * unit, (stated.number + 1) * unit
    if unit == 1:
        # “44 days” counts both ends or one; “ten court days” leave out the weekends.
        least, most = stated.number, max(stated.number + 1, stated.number * 7 // 5 + 2)
    return (days >= least or stated.hedge in _DOWNWARD) and (days <= most or stated.hedge in _UPWARD)
