"""Days, months and weekdays named in English prose, each with its place; what may be no date is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline import dates

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH_NUMBERS = {name[:3].upper(): f"{number:02}" for number, name in enumerate(dates.MONTHS, start=1)}

# Pieces of patterns. Names begin with a capital letter or are all in capitals: “may” is no month. A point belongs to a
# name that is cut short, and else ends the sentence.
_SHORTENED = [f"{name[:3]}(?:{name[3:]})?" for name in dates.MONTHS]
_IN_CAPITALS = [f"{name[:3]}(?:{name[3:]})?" for name in map(str.upper, dates.MONTHS)]
_POINT = r"(?:(?<![a-z]{4})(?<!June)(?<!July)(?<!May)\.)?"
MONTH = rf"(?:(?:{'|'.join([*_SHORTENED, *_IN_CAPITALS, 'Sept', 'SEPT'])})\b{_POINT})"
_WEEKDAY = rf"(?:{'|'.join([*_WEEKDAYS, *map(str.upper, _WEEKDAYS)])})\b"
_SHORT_WEEKDAY = r"(?:(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|MON|TUES?|WED|THU(?:RS?)?|FRI|SAT|SUN)\b\.?)"
_NTH = r"(?:st|nd|rd|th)?"
_NO_MORE = r"(?![\w-]|[,./:][0-9])"
# A day that cannot be a month: in “30/04/2026” it is plain which of the two is which.
_PLAIN_DAY, _MONTH_NUMBER = r"1[3-9]|2[0-9]|3[01]", r"0?[1-9]|1[0-2]"
_BEFORE = rf"(?:\b(?P<before>{_WEEKDAY}|{_SHORT_WEEKDAY})(?:,?\s(?:the\s)?|\s\())?"
_AFTER = rf"""(?:
      (?:,\sa\s|\s\((?:a\s)?)(?P<after1>{_WEEKDAY})\)?
    | \s\((?P<after2>{_SHORT_WEEKDAY})(?:\)|(?=[,;]))
    | \s(?:was|is|fell\son|falls\son)\s(?:a\s)?(?P<said>{_WEEKDAY})(?!['’])
    )?"""
_DAY = re.compile(
    rf"""
    {_BEFORE}(?<![\w.,/:])(?!(?<=-)[0-9])(?P<date>
      (?P<month1>{MONTH})\s(?P<day1>[0-9]{{1,2}}){_NTH},?\s(?P<year1>[0-9]{{4}})
    | (?P<day2>[0-9]{{1,2}}){_NTH}\s(?:of\s)?(?P<month2>{MONTH}),?\s(?P<year2>[0-9]{{4}})
    | (?P<year3>[0-9]{{4}})-(?P<month3>[0-9]{{2}})-(?P<day3>[0-9]{{2}})
    | (?P<month4>{MONTH})(?:\sof|,)?\s(?P<year4>[0-9]{{4}})
    | (?P<day5>{_PLAIN_DAY})(?P<dot>[/.])(?P<month5>{_MONTH_NUMBER})(?P=dot)(?P<year5>[0-9]{{4}})
    | (?P<month6>{_MONTH_NUMBER})/(?P<day6>{_PLAIN_DAY})/(?P<year6>[0-9]{{4}})
    ){_NO_MORE}{_AFTER}
    """,
    re.VERBOSE,
)
# A month alone is one only after such a word. A year soon after may be that of both: “April 5 to May 3, 2025”.
_OF_A_MONTH = "|".join(
    rf"(?<=\b[{word[0]}{word[0].upper()}]{word[1:]}[\s-])" for word in "in since until late early mid".split()
)
_DAY_WITHOUT_YEAR = re.compile(
    rf"""
    {_BEFORE}(?<![\w.,/:])(?!(?<=-)[0-9])(?P<date>
      (?P<month1>{MONTH})\s(?P<day1>[0-9]{{1,2}}){_NTH}
    | (?P<day2>[0-9]{{1,2}}){_NTH}\s(?:of\s)?(?P<month2>{MONTH})
    | (?:{_OF_A_MONTH})(?P<month3>{MONTH})(?!\s[0-9])
    ){_NO_MORE}(?![^;]{{0,25}}?\b(?:19|20)[0-9]{{2}}\b){_AFTER}
    """,
    re.VERBOSE,
)
_DAY_BESIDE = re.compile(r"\b(?:before|after|preceding|following|from|since|until)\s$")


@dataclass(frozen=True)
class Day:
    """A date: `edtf` is a day or a month; `weekday` is the one written beside it, spelled out, or ""."""

    edtf: str
    weekday: str
    start: int
    end: int


@dataclass(frozen=True)
class Weekday:
    name: str
    start: int
    end: int


def days(text: str, year: int | None = None) -> list[Day]:
    """Dates with their year, as days or months, and with `year` those without, which are of that year.

    What is no date of the calendar is left out.
    """
    found = list(_read(_DAY, text))
    if year:
        taken = [range(day.start, day.end) for day in found]
        others = _read(_DAY_WITHOUT_YEAR, text, f"{year:04}")
        found += [day for day in others if not any(day.start in span or day.end - 1 in span for span in taken)]
    return sorted(found, key=lambda day: day.start)


def weekdays(text: str, year: int | None = None) -> list[Weekday]:
    """Weekdays that are no part of a date: “on Friday”, and without `year` also “Friday, April 30”."""
    for day in reversed(days(text, year)):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    return [Weekday(match[0].capitalize(), *match.span()) for match in re.finditer(rf"\b{_WEEKDAY}", text)]


def wrong_weekdays(text: str, year: int | None = None) -> list[Day]:
    return [day for day in days(text, year) if day.weekday and day.weekday != dates.read(day.edtf).weekday]


def _read(pattern: re.Pattern[str], text: str, year: str = "") -> Iterator[Day]:
    for match in pattern.finditer(text):
        parts = {"year": year} | {name.rstrip("123456"): part for name, part in match.groupdict().items() if part}
        month = _MONTH_NUMBERS.get(parts["month"][:3].upper(), parts["month"].zfill(2))
        try:
            reading = dates.read(f"{parts['year']}-{month}" + (f"-{parts['day']:>02}" if "day" in parts else ""))
        except dates.DateProblem:
            continue
        weekday = _weekday_beside(match, parts) if reading.precision == "day" else ""
        yield Day(reading.text, weekday, *match.span(0 if reading.precision == "day" else "date"))


def _weekday_beside(match: re.Match[str], parts: dict[str, str]) -> str:
    """Spelled out; “the day before 30 April 2026 was a Wednesday” says nothing of that date."""
    written = parts.get("before") or parts.get("after")
    if not written and not _DAY_BESIDE.search(match.string[: match.start()]):
        written = parts.get("said")
    return next((name for name in _WEEKDAYS if written and name.startswith(written[:3].capitalize())), "")
