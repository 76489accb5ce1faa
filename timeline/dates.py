"""EDTF texts (ISO 8601-2, levels 0 and 1) read into strict bounds and into the words a page prints.

The only module that imports `edtf`. It knows no Django.
"""

import datetime
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from edtf import EDTFParseException, parse_edtf

from timeline.written_dates import MONTHS, SEASONS, weekday_in, written_as

HELP = "write 2026-04-30, 2026-04, 2026, 2026~ (about), 2026? (uncertain) or 2026-04-27/2026-05-18"

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?", re.ASCII)
# The level 1 forms that need a grammar, each with the precision that it really has.
_UNSPECIFIED = {
    "season": re.compile(r"\d{4}-2[1-4][~?%]?", re.ASCII),
    "month": re.compile(r"\d{4}-\d\d-XX", re.ASCII),
    "year": re.compile(r"\d{4}-XX(-XX)?", re.ASCII),
    "decade": re.compile(r"\d{3}X", re.ASCII),
    "century": re.compile(r"\d{2}XX", re.ASCII),
}


class DateProblem(ValueError):
    """A text that is no date we can hold; the message says what is wrong and what to write instead."""


class NoSuchDay(DateProblem):
    """A text of the right form that names no day, such as 2023-02-29."""


@dataclass(frozen=True)
class Reading:
    """What an EDTF text says.

    `earliest` and `latest` are the strict bounds, both days included; None where that end is open.
    `precision` is "day", "month", "season", "year", "decade", "century" or "interval".
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    precision: str
    is_approximate: bool = False
    is_uncertain: bool = False

    @cached_property
    def label(self) -> str:
        """The date as worded on a page, never with a day that is not given: “30 Apr 2026”, “c. 2015”."""
        words = _interval_label(self) if self.precision == "interval" else _about(self)
        return f"{words}, {self.uncertainty}" if self.uncertainty else words

    @cached_property
    def short_label(self) -> str:
        """The label without its year where a heading above gives the month: “30 Apr”; otherwise without the doubt."""
        if self.precision == "interval":
            return _interval_label(self)
        if self.precision != "day":
            return _about(self)
        words = f"{self.earliest.day} {MONTHS[self.earliest.month - 1][:3]}"
        return f"c. {words}" if self.is_approximate else words

    @cached_property
    def weekday(self) -> str:
        """“Thursday” for a day that is certain, else ""."""
        if self.precision != "day" or self.is_approximate or self.is_uncertain:
            return ""
        return self.earliest.strftime("%A")

    @cached_property
    def uncertainty(self) -> str:
        """“day uncertain” where the source of the date doubts it, else ""."""
        if not self.is_uncertain:
            return ""
        return "dates uncertain" if self.precision == "interval" else f"{self.precision} uncertain"

    @cached_property
    def period(self) -> str:
        """The month the whole date lies in ("2026-04"), else its year ("2026"), else "" (no single year)."""
        first, last = self.earliest, self.latest
        if not first or not last or first.year != last.year:
            return ""
        return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """The reading of one EDTF text. Raises DateProblem.

    Plain dates take a short cut, because the grammar of `edtf` costs about 3 ms a text.
    """
    text = text.strip()
    if not text:
        raise DateProblem("A date is missing; leave the field out if it is not known.")
    try:
        return _read(text)
    except DateProblem:
        if not (found := meant(text)):
            raise
    which = f"{' or '.join(found)}, whichever is meant" if len(found) > 1 else found[0]
    raise DateProblem(f"“{text}” is no date that this site can hold; write {which}.")


def meant(text: str) -> list[str]:
    """What somebody may mean who writes a date as on paper or in words, in EDTF: “about March 2018” is 2018-03~.

    Two texts where day and month can be exchanged; none where a weekday is written that the day does not have.
    """
    weekday = weekday_in(text)
    found = (one for one in written_as(text) if _is_of_the_calendar(one))
    return [one for one in found if not weekday or _read(one).weekday == weekday]


def period_label(period: str) -> str:
    """ "2026-04" → “April 2026”, "2026" → “2026”, "" → “Over several years”."""
    if not period:
        return "Over several years or undated"
    year, _, month = period.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


def day_label(day: datetime.date) -> str:
    """“30 Apr 2026”."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _is_of_the_calendar(text: str) -> bool:
    try:
        return bool(_read(text))
    except DateProblem:
        return False


def _read(text: str) -> Reading:
    if "/" in text:
        return _read_interval(text)
    plain = _PLAIN.fullmatch(text)
    return _read_plain(text, plain) if plain else _read_by_grammar(text)


def _read_plain(text: str, match: re.Match) -> Reading:
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    if month in SEASONS and day is None:
        return _read_by_grammar(text)
    if 0 in (month, day):
        raise NoSuchDay(f"“{text}” is no date of the calendar.")
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise NoSuchDay(f"“{text}” is no date of the calendar.") from None
    mark = match.group(4)
    return Reading(
        text,
        first,
        first if day else _last_day(year, month or 12),
        "day" if day else "month" if month else "year",
        is_approximate=mark in ("~", "%"),
        is_uncertain=mark in ("?", "%"),
    )


def _read_interval(text: str) -> Reading:
    ends = text.split("/")
    if len(ends) != 2:
        raise DateProblem(f"“{text[:60]}” has more than one “/”; an interval is two dates with one “/” between.")
    if ends == ["", ""]:
        raise DateProblem("“/” is no interval; it needs at least one date.")
    if "" in ends:
        open_form = "/".join(end or ".." for end in ends)
        raise DateProblem(f"“{text}” leaves one end empty; write “{open_form}” for an open end.")
    if ends == ["..", ".."]:
        raise DateProblem("An interval needs at least one end; leave the field empty if nothing is known.")
    first, last = (None if end == ".." else read(end) for end in ends)
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest and latest and earliest > latest:
        raise DateProblem(f"“{text}” ends before it begins.")
    parts = [part for part in (first, last) if part]
    return Reading(
        text,
        earliest,
        latest,
        "interval",
        is_approximate=any(part.is_approximate for part in parts),
        is_uncertain=any(part.is_uncertain for part in parts),
    )


def _read_by_grammar(text: str) -> Reading:
    precision = next((name for name, shape in _UNSPECIFIED.items() if shape.fullmatch(text)), None)
    if precision is None:
        raise DateProblem(f"“{text[:60]}” is no date that this site can hold; {HELP}.")
    try:
        parsed = parse_edtf(text.rstrip("~?%"))
        earliest, latest = (datetime.date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict()))
    except (EDTFParseException, ValueError, TypeError):
        raise NoSuchDay(f"“{text}” is no date of the calendar.") from None
    if text[4:7] == "-24":  # ISO 8601-2 does not say which end of the year a winter lies at
        earliest, latest = datetime.date(earliest.year, 1, 1), datetime.date(earliest.year, 12, 31)
    return Reading(text, earliest, latest, precision, text[-1] in "~%", text[-1] in "?%")


def _last_day(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return following - datetime.timedelta(days=1) if following else datetime.date.max


def _point_label(reading: Reading) -> str:
    first = reading.earliest
    match reading.precision:
        case "day":
            return day_label(first)
        case "month":
            return f"{MONTHS[first.month - 1]} {first.year}"
        case "season":
            return f"{SEASONS[int(reading.text[5:7])]} {first.year}"
        case "decade":
            return f"{first.year}s"
        case "century":
            return f"between {first.year} and {reading.latest.year}"
    return f"{first.year}"


def _about(reading: Reading) -> str:
    return f"c. {_point_label(reading)}" if reading.is_approximate else _point_label(reading)


def _interval_label(reading: Reading) -> str:
    first, last = (None if end == ".." else read(end) for end in reading.text.split("/"))
    if first is None:
        return f"until {_about(last)}"
    if last is None:
        return f"since {_about(first)}"
    if _about(first) == _about(last):
        return _about(first)
    are_days = first.precision == last.precision == "day" and not (first.is_approximate or last.is_approximate)
    if are_days and first.period == last.period:
        return f"{first.earliest.day}–{day_label(last.earliest)}"
    return f"{_about(first)} – {_about(last)}"
