"""Dates as people write them, “30/04/2026” or “about March 2018”, turned into EDTF texts. It knows no calendar."""

import re

MONTHS = "January February March April May June July August September October November December".split()
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}

# 30/04/2026, 4/30/2026, 30.04.2026; 2026/04/30; April 2026, 30 Apr 2026, April 30, 2026.
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[/.-](\d{1,2})(?:[/.-](\d{1,2}))?)?", re.ASCII)
_DAY_FIRST_IN_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s+)?(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_MONTH_FIRST_IN_WORDS = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0['’]?s", re.ASCII)
# What stands before a date and is said of it; a part of a month or a year is no more exact than that month or year.
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|approximately|roughly|some\s+time\s+in|~)\s*(?=[\da-z])", re.ASCII)
_PERHAPS = re.compile(r"(?:perhaps|possibly|maybe|probably)\s+", re.ASCII)
_PART = re.compile(
    r"(?:in\s+|on\s+)?(?:early|mid|late|the\s+(?:beginning|middle|end)\s+of)[\s-]+|(?:in|on)\s+", re.ASCII
)
_SINCE = re.compile(r"(?:since|from)\s+(.+?)(?:\s+on(?:wards)?)?", re.ASCII)
_UNTIL = re.compile(r"(?:until|till|up\s+to)\s+(.+)", re.ASCII)
_BETWEEN = re.compile(r"(?:between|from)?\s*(.+?)\s*(?:\s(?:and|to|until)\s|[–—]|\s-\s)\s*(.+)", re.ASCII)
_LONGEST = 60


def written_as(text: str) -> list[str]:
    """The EDTF texts that somebody may mean; two where day and month can be exchanged, none where it is not understood.

    Whether the calendar has them is for others to say.
    """
    text = " ".join(text.casefold().split())
    if not text or len(text) > _LONGEST:
        return []
    for found in (_interval(text), _open(text), _marked(text)):
        if found:
            return found
    return _point(text)


def _interval(text: str) -> list[str]:
    ends = _BETWEEN.fullmatch(text)
    if not ends:
        return []
    firsts, lasts = written_as(ends[1]), written_as(ends[2])
    return [f"{first}/{last}" for first in firsts for last in lasts if "/" not in first + last][:2]


def _open(text: str) -> list[str]:
    if since := _SINCE.fullmatch(text):
        return [f"{found}/.." for found in written_as(since[1]) if "/" not in found]
    if until := _UNTIL.fullmatch(text):
        return [f"../{found}" for found in written_as(until[1]) if "/" not in found]
    return []


def _marked(text: str) -> list[str]:
    for words, mark in ((_ABOUT, "~"), (_PERHAPS, "?"), (_PART, "")):
        if match := words.match(text):
            return [f"{found}{mark}" for found in _point(text[match.end() :])]
    return [f"{found}?" for found in _point(text[:-1].rstrip())] if text.endswith("?") else []


def _point(text: str) -> list[str]:
    readings: list[tuple[str, ...]] = []
    if match := _DECADE.fullmatch(text):
        return [f"{match[1]}X"]
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = match.groups()
        readings = [(year, second, first), (year, first, second)]
    elif match := _YEAR_FIRST.fullmatch(text):
        return ["-".join(part.zfill(2) for part in match.groups() if part)]
    elif match := _DAY_FIRST_IN_WORDS.fullmatch(text):
        day, name, year = match.groups()
        readings = [(year, _number(name, has_day=bool(day)), day)]
    elif match := _MONTH_FIRST_IN_WORDS.fullmatch(text):
        name, day, year = match.groups()
        readings = [(year, _number(name, has_day=True), day)]
    texts = ("-".join(part.zfill(2) for part in reading if part) for reading in readings if reading[1])
    return list(dict.fromkeys(texts))


def _number(name: str, *, has_day: bool) -> str:
    """Of a month; of a season where there is no day."""
    names = dict(enumerate(MONTHS, 1)) | ({} if has_day else SEASONS | {23.5: "Fall"})
    known = [number for number, full in names.items() if full.casefold().startswith(name[:4])]
    return str(int(known[0])) if len(known) == 1 else ""
