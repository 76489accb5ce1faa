"""What a text of ours states, as values that can be compared with the typed values of accounts."""

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from timeline import agreement, dates, figures, named_days, values
from timeline.agreement import Stated
from timeline.checks.likeness import telling_words
from timeline.figures import Amount
from timeline.vocabulary import ValueType

_YEAR = re.compile(r"(?<![\w,.$€£#:/-])(?:19|20)[0-9]{2}(?![\w:/]|[-,.][0-9])")
_DAY_AND_MONTH = re.compile(
    rf"\b(?:(?P<month>{'|'.join(dates.MONTHS)})\s(?P<day>[0-9]{{1,2}})|(?P<day2>[0-9]{{1,2}})\s(?P<month2>{'|'.join(dates.MONTHS)}))"
    r"(?![\w-]|,?\s[0-9]{4})"
)
_ORDINAL = re.compile(r"(?<![\w.,-])([0-9]{1,3}(?:,[0-9]{3})*)(?:st|nd|rd|th)\b")
# Minutes in a unit of time, for what is told in one and typed in another: “two hours”, 120 minutes.
_MINUTES_IN = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_TIME_UNITS = ("second", *_MINUTES_IN, "month", "year")
_COMPARED = {ValueType.MONEY, ValueType.NUMBER, ValueType.DATE}


@dataclass(frozen=True)
class Figure:
    """A value as a text states it, and its words."""

    stated: Stated
    text: str
    start: int
    noun: str = ""


def is_compared(question) -> bool:
    return question.value_type in _COMPARED


def is_comparable(question, stated: Stated) -> bool:
    """Whether the value is given, and is of the type the question asks for now: a draft may be behind."""
    try:
        values.check(question.value_type, stated.value)
    except values.ValueProblem:
        return False
    return bool(stated.value)


def figures_of(question, text: str, year: int | None = None) -> list[Figure]:
    """Everything in the text that is of the type the question asks for: sums of its currency, counts, dates.

    Dates without a year are of `year`, and left out where none is given.
    """
    match question.value_type:
        case ValueType.MONEY:
            unit = question.unit or "USD"
            found = [_figure(amount) for amount in figures.amounts(text) if amount.unit == unit]
        case ValueType.NUMBER:
            found = [counted for amount in figures.amounts(text) if (counted := _counted(question, amount))]
        case ValueType.DATE:
            found = [
                Figure(Stated(day.edtf), text[day.start : day.end], day.start) for day in named_days.days(text, year)
            ]
        case _:
            found = []
    return [figure for figure in found if is_comparable(question, figure.stated)]


def loose_figures(question, value: str, words: str) -> list[Figure]:
    """As `figures_of`, for a few words about this value alone: also bare sums, a year, a day without its year."""
    found = figures_of(question, words)
    if question.value_type == ValueType.MONEY and not found:
        return [_figure(amount) for amount in figures.amounts(words) if not amount.unit]
    if question.value_type == ValueType.NUMBER and not found:
        ordinals = _ORDINAL.finditer(words)
        return [Figure(Stated(match[1].replace(",", "")), match[0], match.start()) for match in ordinals]
    if question.value_type == ValueType.DATE and not found:
        return _rough_dates(words, value)
    return found


def is_of_the_thing_counted(question, figure: Figure) -> bool:
    """Whether a count is one of what the question counts; always for money and dates."""
    if question.value_type != ValueType.NUMBER or question.unit == "percent":
        return True
    return bool(telling_words(figure.noun) & telling_words(question.unit))


def can_both_hold(question, one: Stated, other: Stated) -> bool:
    return agreement.can_both_hold(question.value_type, one, other)


def _counted(question, amount: Amount) -> Figure | None:
    """A count of whatever it is, in the question's unit if that is one of time; None for sums and shares."""
    if question.unit == "percent":
        return _figure(amount) if amount.unit == "percent" else None
    told, asked = _time_unit(amount.noun), _time_unit(question.unit)
    if amount.unit:
        return None
    if told in ("", asked):
        return _figure(amount)
    if told not in _MINUTES_IN or asked not in _MINUTES_IN:
        return None
    value = amount.value * _MINUTES_IN[told] / _MINUTES_IN[asked]
    text = amount.text if told in amount.text else f"{amount.text} {told}s"
    return Figure(Stated(_canonical(value), amount.hedge), text, amount.start, question.unit)


def _time_unit(noun: str) -> str:
    """The unit of time in a noun: “minute” in “minutes of deliberation”; "" if there is none."""
    return next((unit for unit in _TIME_UNITS if re.search(rf"\b{unit}s?\b", noun)), "")


def _figure(amount: Amount) -> Figure:
    return Figure(Stated(_canonical(amount.value), amount.hedge), amount.text, amount.start, amount.noun)


def _canonical(value: Decimal) -> str:
    plain = f"{value:.6f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _rough_dates(words: str, value: str) -> list[Figure]:
    """Dates that lack something, read by the value: “Tuesday (August 1)”, “late 2023”, “Saturday”; the fullest sort."""
    reading = dates.read(value)
    if reading.earliest:
        for match in _DAY_AND_MONTH.finditer(words):
            month, day = match["month"] or match["month2"], match["day"] or match["day2"]
            if found := named_days.days(f"{day} {month} {reading.earliest.year}"):
                return [Figure(Stated(found[0].edtf), match[0], match.start())]
    if years := [Figure(Stated(match[0]), match[0], match.start()) for match in _YEAR.finditer(words)]:
        return years
    if not (reading.weekday and reading.earliest):
        return []
    return [_nearest(named, reading.earliest) for named in named_days.weekdays(words)]


def _nearest(named: named_days.Weekday, value: datetime.date) -> Figure:
    """The day of that name that is nearest to the value, which is the value itself if the name fits."""
    off = (calendar.day_name[:].index(named.name) - value.weekday() + 3) % 7 - 3
    first, last = datetime.date.min.toordinal(), datetime.date.max.toordinal()
    day = datetime.date.fromordinal(min(max(value.toordinal() + off, first), last))
    return Figure(Stated(day.isoformat()), named.name, named.start)
