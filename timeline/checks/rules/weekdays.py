"""Weekdays that do not fit their date."""

import re

from timeline import dates, figures, named_days
from timeline.checks.prose import own_words
from timeline.checks.rule import Found, rule
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, Source
from timeline.vocabulary import Level

# A weekday that such a word places is that of another day.
_ANOTHER_DAY = re.compile(
    r"(?:\b(?:next|last|previous|following|coming|past|by|until|till|since|before|after|every|each|following)\s)$", re.I
)
_ANOTHER_DAY_AFTER = re.compile(r"^\s(?:before|after|earlier|later|next|following)\b")


@rule(
    "weekday",
    "A weekday does not fit its date",
    level=Level.ERROR,
    models=(Source, Party, Case, Filing, Event, Quote, Question, Assertion),
    why="A weekday and a date that do not fit show that one of the two was copied or reckoned wrongly.",
)
def weekday(record, around):
    """A weekday written with its date in our own words fits it: one of the two is wrong where it does not.

    What a source prints wrongly belongs in quotation marks.
    """
    for passage in own_words(record):
        for day in named_days.wrong_weekdays(passage.ours):
            written = passage.written[day.start : day.end]
            message = f"“{written}” in the {passage.field}: {day.edtf} was a {_weekday_of(day.edtf)}."
            yield Found(f"{day.weekday} {day.edtf}", message)
    if isinstance(record, Event):
        yield from _without_year(record)
        yield from _standing_alone(record)


def _without_year(event):
    """A date without its year is of the year of the event."""
    year = event.earliest.year if event.earliest and event.latest and event.earliest.year == event.latest.year else None
    for text in (event.title, event.summary) if year else ():
        ours = figures.outside_quotations(text)
        in_full = named_days.wrong_weekdays(ours)
        for day in (day for day in named_days.wrong_weekdays(ours, year) if day not in in_full):
            message = f"“{text[day.start : day.end]}” does not fit: {day.edtf} was a {_weekday_of(day.edtf)}."
            yield Found(day.weekday, message, Level.WARNING)


def _standing_alone(event):
    """A weekday without a date is that of the event, unless the text says that it is another day."""
    if not event.when.weekday:
        return
    for text in (event.title, event.summary):
        ours = figures.outside_quotations(text)
        alone = [
            named for named in named_days.weekdays(ours, event.earliest.year) if not _is_of_another_day(ours, named)
        ]
        if any(named.name == event.when.weekday for named in alone):
            continue
        for named in alone:
            message = f"“{named.name}” does not fit: {event.when.label} was a {event.when.weekday}."
            yield Found(named.name, message, Level.WARNING)


def _is_of_another_day(text: str, named) -> bool:
    return bool(_ANOTHER_DAY.search(text[: named.start]) or _ANOTHER_DAY_AFTER.search(text[named.end :]))


def _weekday_of(edtf: str) -> str:
    return dates.read(edtf).weekday
