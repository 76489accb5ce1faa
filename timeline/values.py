"""Typed values of answers to a question: canonical text in, comparable and printable value out."""

import re
from dataclasses import dataclass
from decimal import Decimal

from timeline import dates
from timeline.vocabulary import Hedge, ValueType

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII)
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_HEDGE_SIGNS: dict[str, str] = {
    Hedge.ABOUT: "c. ",
    Hedge.AT_LEAST: "≥ ",
    Hedge.MORE_THAN: "> ",
    Hedge.AT_MOST: "≤ ",
    Hedge.LESS_THAN: "< ",
    Hedge.UP_TO: "up to ",
}


class ValueProblem(ValueError):
    """A text that is no value of the type its question asks for; the message says what to write."""


@dataclass(frozen=True)
class Span:
    """Where a value lies on a scale: both ends included, equal for a single value. Dates are day ordinals."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def check(value_type: str, value: str) -> None:
    """Raise ValueProblem unless `value` is canonical for its type: digits, `low..high`, EDTF, yes or no."""
    match value_type:
        case ValueType.MONEY | ValueType.NUMBER:
            _numbers(value)
        case ValueType.DATE:
            try:
                dates.read(value)
            except dates.DateProblem as problem:
                raise ValueProblem(str(problem)) from None
        case ValueType.YES_NO:
            if value not in ("yes", "no"):
                raise ValueProblem(f"“{value}” is neither yes nor no.")


def span(value_type: str, value: str) -> Span | None:
    """The place of a canonical value on a scale; None for values that have none (text, party, open dates)."""
    if not value:
        return None
    match value_type:
        case ValueType.MONEY | ValueType.NUMBER:
            low, high = _numbers(value)
            return Span(low, high)
        case ValueType.DATE:
            reading = dates.read(value)
            if reading.earliest and reading.latest:
                return Span(Decimal(reading.earliest.toordinal()), Decimal(reading.latest.toordinal()))
    return None


def label(value_type: str, value: str, unit: str = "", hedge: str = "") -> str:
    """The value as a page prints it, the hedge before it: “c. $38 million”, “> 44”, “20 Feb 2018”."""
    return _HEDGE_SIGNS.get(hedge, "") + _bare_label(value_type, value, unit)


def amount_label(amount: Decimal, unit: str = "") -> str:
    """38191066 USD → “$38,191,066”, 38000000 USD → “$38 million”, 0.5 percent → “0.5 percent”."""
    sign = _SIGNS.get(unit, "")
    tail = f" {unit}" if unit and not sign else ""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        scaled = amount / size
        if abs(amount) >= size and scaled == scaled.quantize(Decimal("0.001")):
            return f"{sign}{_plain(scaled)} {word}{tail}"
    return f"{sign}{_plain(amount)}{tail}"


def _bare_label(value_type: str, value: str, unit: str) -> str:
    match value_type:
        case ValueType.MONEY | ValueType.NUMBER:
            low, high = _numbers(value)
            if low == high:
                return amount_label(low, unit)
            return f"{amount_label(low, unit)} to {amount_label(high, unit)}"
        case ValueType.DATE:
            return dates.read(value).label
        case ValueType.YES_NO:
            return value.capitalize()
    return value


def _numbers(value: str) -> tuple[Decimal, Decimal]:
    ends = value.split("..")
    if len(ends) > 2 or not all(_NUMBER.fullmatch(end) for end in ends):
        raise ValueProblem(f"“{value[:60]}” is no plain number; write digits only, as 38191066, 0.5 or 79..134.")
    low, high = Decimal(ends[0]), Decimal(ends[-1])
    if low > high:
        raise ValueProblem(f"“{value}” ends below its beginning.")
    return low, high


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
