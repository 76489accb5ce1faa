"""Dates as people write them, “30/04/2026”, “about March 2018” or “3–5 April 2026” → the EDTF texts that they may be.

Knows words and not the calendar: `dates` leaves out what is no date.
"""

import datetime
import re
from itertools import product

MONTHS = "January February March April May June July August September October November December".split()
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# Nobody words a date at greater length, and every pattern below stays quick.
_LONGEST = 90

# What people write on paper: 30/04/2026, 4/30/2026, 30.04.2026; 2026/04/30; April 2026, 30 Apr 2026, April 30, 2026.
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?", re.ASCII)
_DAY_FIRST_IN_WORDS = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?,?\s+(\d{4})", re.ASCII | re.IGNORECASE)
_MONTH_FIRST_IN_WORDS = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.ASCII | re.IGNORECASE)

_EDTF = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?", re.ASCII)
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter) (\d{4})", re.ASCII)
_QUARTER = re.compile(r"(?:q([1-4])|(first|second|third|fourth|1|2|3|4) quarter) (\d{4})", re.ASCII)
_HALF = re.compile(r"(?:h([12])|(first|second|1|2) half) (\d{4})", re.ASCII)
_DECADE = re.compile(r"(\d{3})0'?s", re.ASCII)
_CENTURY = re.compile(r"(\d{2}) century", re.ASCII)
_WEEKDAY = re.compile(rf"\b({'|'.join(day[:3] for day in WEEKDAYS)})[a-z]*day\b,?\s*", re.ASCII | re.IGNORECASE)

_ABOUT = re.compile(
    r"(?:(?:about|around|circa|ca?\.?|approximately|approx\.?|roughly) |~ ?)(.+)|(.+) or (?:so|thereabouts)", re.ASCII
)
_DOUBTFUL = re.compile(
    r"(?:possibly|perhaps|maybe|probably|presumably) (.+)|(.+?) ?(?:\(\??(?:uncertain)?\)|\?)", re.ASCII
)
# EDTF, as this site holds it, has no part of a month or of a year: the whole of it is what remains.
_PART = re.compile(
    r"(?:early|late|mid|some ?time|(?:(?:the )?(?:beginning|start|middle|end) of)|in|on|during)[ -](.+)", re.ASCII
)
_BETWEEN = re.compile(r"(?:between (.+) and|from (.+) (?:to|until|till|through|-)) (.+)", re.ASCII)
# Words first: a hyphen may stand within a day, as in “2026-04-27 to 2026-05-18”.
_TO = (re.compile(r" ?\b(?:to|until|till|through)\b ?", re.ASCII), re.compile(r" ?- ?", re.ASCII))
_OPEN_END = re.compile(
    r"(?:since|from) (.+?)(?: on(?:wards?)?)?|(.+) (?:onwards?|(?:to|until|-) (?:now|today|present))", re.ASCII
)
_OPEN_START = re.compile(r"(?:until|till|up to|by|no later than|not later than) (.+)", re.ASCII)
_BEFORE = re.compile(r"before (.+)", re.ASCII)
_AFTER = re.compile(r"after (.+)", re.ASCII)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def written_as(text: str) -> list[str]:
    """The EDTF texts that somebody may mean: two where day and month can be exchanged, none for other words."""
    return _on_paper(text.strip()) or _in_words(text)


def weekday_in(text: str) -> str:
    """The weekday that a wording names, “Thursday”; "" where it names none."""
    found = _WEEKDAY.search(text[:_LONGEST])
    return next((day for day in WEEKDAYS if found and found[1].casefold() == day[:3].casefold()), "")


def _on_paper(text: str) -> list[str]:
    """The days, months and years that a date as on paper may be: two where day and month can be exchanged."""
    readings: list[tuple[str, ...]] = []
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = match.groups()
        readings = [(year, second, first), (year, first, second)]
    elif match := _YEAR_FIRST.fullmatch(text):
        readings = [(match[1], match[2], match[3])]
    elif match := _DAY_FIRST_IN_WORDS.fullmatch(text):
        day, name, year = match.groups()
        readings = [(year, _month_number(name), day)]
    elif match := _MONTH_FIRST_IN_WORDS.fullmatch(text):
        name, day, year = match.groups()
        readings = [(year, _month_number(name), day)]
    texts = ("-".join(part.zfill(2) for part in reading if part) for reading in readings if reading[1])
    return [*dict.fromkeys(texts)]


def _in_words(text: str) -> list[str]:
    """What a wording may be, the likeliest first; nothing where it is not understood."""
    if len(text) > _LONGEST:
        return []
    plain = re.sub(r"[‐-―−]", "-", text.casefold().replace("’", "'"))
    plain = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", r"\1", _WEEKDAY.sub("", plain))
    plain = re.sub(r"\b(\d{1,2})-([a-z]{3,9})-(\d{4})\b", r"\1 \2 \3", plain)
    plain = re.sub(r"\b(?:the|of)\b(?! (?:the )?(?:begin|start|middle|end))|,", " ", plain)
    plain = re.sub(r"\b(beginning|start|middle|end) ", r"\1 of ", " ".join(plain.split()))
    return [*dict.fromkeys(_reading(plain))]


def _reading(plain: str) -> list[str]:
    if match := _BETWEEN.fullmatch(plain):
        return _from_to(match[1] or match[2], match[3])
    if match := _OPEN_START.fullmatch(plain):
        return [f"../{end}" for end in _point(match[1])]
    if match := _BEFORE.fullmatch(plain):
        return [f"../{day}" for end in _point(match[1]) if (day := _beside(end, -1))]
    if match := _AFTER.fullmatch(plain):
        return [f"{day}/.." for start in _point(match[1]) if (day := _beside(start, 1))]
    if found := _point(plain):
        return found
    if match := _OPEN_END.fullmatch(plain):
        return [f"{start}/.." for start in _point(match[1] or match[2])]
    return _interval(plain)


def _interval(plain: str) -> list[str]:
    """What stands before and after the first sign of an interval at which both are dates."""
    signs = (sign.span() for pattern in _TO for sign in pattern.finditer(plain))
    found = (_from_to(plain[:begin], plain[end:]) for begin, end in signs if plain[:begin] and plain[end:])
    return next(filter(None, found), [])


def _from_to(first: str, last: str) -> list[str]:
    """An interval; what its first end leaves out (“27 April to 18 May 2026”) it has from the last, or the other way."""
    first, last = first.strip(), last.strip()
    month_first = re.fullmatch(r"([a-z]{3,9}) \d{1,2}", first)
    if month_first and re.fullmatch(r"\d{1,2} \d{4}", last):
        last = f"{month_first[1]} {last}"
    year = re.search(r"\d{4}$", last)
    if year and not re.search(r"\d{4}", first):
        first = re.sub(r"\d{1,2}(?= )", first, last, count=1) if first.isdigit() else f"{first} {year[0]}"
    return [f"{start}/{end}" for start, end in product(_point(first), _point(last))]


def _point(plain: str) -> list[str]:
    """A day, a month or a longer stretch that has one name, with its marks."""
    plain, mark = plain.strip(), ""
    for _ in range(3):  # “probably about early May 2023” has as many as anybody needs
        if match := _ABOUT.fullmatch(plain):
            plain, mark = match[1] or match[2], _joined(mark, "~")
        elif match := _DOUBTFUL.fullmatch(plain):
            plain, mark = match[1] or match[2], _joined(mark, "?")
        elif match := _PART.fullmatch(plain):
            plain = match[1]
    if _EDTF.fullmatch(plain):
        return [plain + mark]
    return [found + mark for found in [*_on_paper(plain), *_stretch(plain)]]


def _stretch(plain: str) -> list[str]:
    if match := _SEASON.fullmatch(plain):
        name = "Autumn" if match[1] == "fall" else match[1].capitalize()
        return [f"{match[2]}-{number}" for number, season in SEASONS.items() if season == name]
    if match := _QUARTER.fullmatch(plain):
        return [_months(match[3], int(match[1] or _ORDER.get(match[2]) or match[2]), 3)]
    if match := _HALF.fullmatch(plain):
        return [_months(match[3], int(match[1] or _ORDER.get(match[2]) or match[2]), 6)]
    if match := _DECADE.fullmatch(plain):
        return [f"{match[1]}X"]
    if match := _CENTURY.fullmatch(plain):
        return [f"{int(match[1]) - 1:02}XX"]
    return []


def _months(year: str, turn: int, length: int) -> str:
    last = turn * length
    return f"{year}-{last - length + 1:02}/{year}-{last:02}"


def _joined(one: str, other: str) -> str:
    return other if one in ("", other) else "%"


def _beside(edtf: str, by: int) -> str:
    """The day, month or year next to this one; "" next to what is none of them."""
    try:
        parts = [int(part) for part in edtf.split("-")]
        if len(parts) == 3:
            return str(datetime.date(parts[0], parts[1], parts[2]) + datetime.timedelta(days=by))
        if len(parts) == 1:
            return f"{parts[0] + by:04}"
        months = parts[0] * 12 + datetime.date(parts[0], parts[1], 1).month - 1 + by
        return f"{months // 12:04}-{months % 12 + 1:02}"
    except (ValueError, OverflowError):
        return ""


def _month_number(name: str) -> str:
    known = [number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(name.casefold()[:4])]
    return str(known[0]) if len(known) == 1 else ""
