"""Whether two stated values of one question can both hold, and if so in which way they agree.

Numbers. A number stands for itself, and for what people round or cut off to it at its last significant digit:
44,000,000 for anything from 43.5 up to, not including, 45 million, and 0.5 for anything from 0.45 up to 0.6. So the
coarser of two numbers has to cover the finer one; two of equal precision agree only if they are equal. How coarse a
number is that ends in zeros can only be guessed, so it stands for nothing more than 5 percent off: 100 works and
104 works agree, 100 and 110 do not. Below 100 a zero at the end says nothing (ten judges, twenty hearings), so there
whole numbers are counts: 20 and 21 conflict, 9 and 10 too, while 44 and 44.56 agree, and 9 and 9.5. Nothing is rounded
to none: 0 stands for itself.

“About” gives way by 10 percent. Only one of two values gives way at a time, or about 38 million would agree with about
45 million. “More than 38 million” agrees with a flat 38 million, which may be 38,191,066 cut short; “more than 12
jurors” does not agree with 12. The threshold itself is never rounded (499 is not “at least 500”) but for “up to”, which
gives an amount: 134.5 billion agrees with “up to 134 billion”.

Dates. They agree if their bounds overlap, those of an approximate date moved out by one unit of its precision.
Hedges read as since, after, until and before.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from timeline import dates, values
from timeline.vocabulary import Hedge, ValueType

_ABOUT = Decimal("0.1")
_MOST_ROUNDED_OFF = Decimal("0.05")  # by zeros at the end
_SMALLEST_ROUND_NUMBER = 100
_ENDLESS = Decimal("Infinity")
_THRESHOLDS = {Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.AT_MOST, Hedge.LESS_THAN, Hedge.UP_TO}
_MONTHS_IN = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}
_STRAIGHT = str.maketrans("‘’‚‛“”„‟«»‐‑–—", '\'\'\'\'""""""----')


class Agreement(TextChoices):
    """How two stated values stand to each other; the label says it to readers."""

    SAME = "same", "the same"
    ROUNDING = "rounding", "agree as rounding"
    HEDGE = "hedge", "agree as hedged"
    WITHIN = "within", "one lies within the other"
    OVERLAP = "overlap", "overlap in part"
    CONFLICT = "conflict", "cannot both hold"
    UNKNOWN = "unknown", "no value on one side"


@dataclass(frozen=True)
class Stated:
    """A value as somebody gives it: canonical as for `values.check`, a party as its slug, "" if none is given."""

    value: str
    hedge: str = ""


def compare(value_type: str, one: Stated, other: Stated) -> Agreement:
    """How two answers to one question agree; the order does not matter. Raises ValueProblem for uncanonical text."""
    if not (one.value and other.value):
        return Agreement.UNKNOWN
    for stated in (one, other):
        values.check(value_type, stated.value)
    match value_type:
        case ValueType.MONEY | ValueType.NUMBER:
            return _compare_numbers(one, other)
        case ValueType.DATE:
            return _compare_dates(one, other)
        case ValueType.TEXT:
            is_same = _folded(one.value) == _folded(other.value)
        case _:
            is_same = one.value == other.value
    return Agreement.SAME if is_same else Agreement.CONFLICT


def can_both_hold(value_type: str, one: Stated, other: Stated) -> bool:
    """False only for a conflict; a value that is not given conflicts with nothing."""
    return compare(value_type, one, other) is not Agreement.CONFLICT


@dataclass(frozen=True)
class _Stretch:
    """A stretch of a scale; either end may be infinite, and may be left out of it."""

    low: Decimal
    high: Decimal
    leaves_out_low: bool = False
    leaves_out_high: bool = False

    def meets(self, other: "_Stretch") -> bool:
        low, leaves_out_low = max((self.low, self.leaves_out_low), (other.low, other.leaves_out_low))
        high = min(self.high, other.high)
        leaves_out_high = any(part.leaves_out_high for part in (self, other) if part.high == high)
        return low < high or (low == high and not leaves_out_low and not leaves_out_high)

    def lies_in(self, other: "_Stretch") -> bool:
        return other.low <= self.low and self.high <= other.high


@dataclass(frozen=True)
class _Place:
    """Where a stated value lies: as said, and with the room that “about” gives it (the same without “about”)."""

    said: _Stretch
    roomy: _Stretch
    is_threshold: bool


def _compare_numbers(one: Stated, other: Stated) -> Agreement:
    first, second = _number_place(one), _number_place(other)
    if first.said.meets(second.said):
        return _way_of_meeting(first, second)
    if first.roomy.meets(second.said) or second.roomy.meets(first.said):
        return Agreement.HEDGE
    if first.is_threshold and second.is_threshold:
        return Agreement.CONFLICT
    if _rounded(one, other).meets(second.said) or _rounded(other, one).meets(first.said):
        return Agreement.ROUNDING
    return Agreement.CONFLICT


def _compare_dates(one: Stated, other: Stated) -> Agreement:
    first, second = _date_place(one), _date_place(other)
    if first.said.meets(second.said):
        return _way_of_meeting(first, second)
    return Agreement.HEDGE if first.roomy.meets(second.roomy) else Agreement.CONFLICT


def _way_of_meeting(one: _Place, other: _Place) -> Agreement:
    if one == other:
        return Agreement.SAME
    if one.is_threshold or other.is_threshold or one.said == other.said:
        return Agreement.HEDGE
    is_within = one.said.lies_in(other.said) or other.said.lies_in(one.said)
    return Agreement.WITHIN if is_within else Agreement.OVERLAP


def _number_place(stated: Stated) -> _Place:
    low, high = _ends(stated.value)
    room = _ABOUT if stated.hedge == Hedge.ABOUT else 0
    return _placed(stated.hedge, _Stretch(low, high), _Stretch(low - abs(low) * room, high + abs(high) * room))


def _placed(hedge: str, said: _Stretch, roomy: _Stretch) -> _Place:
    return _Place(_hedged(hedge, said), _hedged(hedge, roomy), is_threshold=hedge in _THRESHOLDS)


def _hedged(hedge: str, stretch: _Stretch) -> _Stretch:
    """“After since 2020” and “before until 2020” can only mean the end that is given."""
    match hedge:
        case Hedge.AT_LEAST:
            return _Stretch(stretch.low, _ENDLESS)
        case Hedge.MORE_THAN:
            return _Stretch(stretch.high if stretch.high < _ENDLESS else stretch.low, _ENDLESS, leaves_out_low=True)
        case Hedge.AT_MOST | Hedge.UP_TO:
            return _Stretch(-_ENDLESS, stretch.high)
        case Hedge.LESS_THAN:
            return _Stretch(-_ENDLESS, stretch.low if stretch.low > -_ENDLESS else stretch.high, leaves_out_high=True)
    return stretch


def _rounded(stated: Stated, other: Stated) -> _Stretch:
    """The stretch of numbers that `stated` may be a rounding of, against a value as fine as `other`."""
    said = _number_place(stated).said
    if stated.hedge not in (Hedge.FLAT, Hedge.UP_TO):
        return said
    low, high = _ends(stated.value)
    is_among_counts = all(end == end.to_integral_value() for end in _ends(other.value))
    below, above = _room_of_rounding(low, is_among_counts), _room_of_rounding(high, is_among_counts)
    if stated.hedge == Hedge.UP_TO:
        return _Stretch(said.low, above.high, leaves_out_high=above.leaves_out_high)
    return _Stretch(below.low, above.high, below.leaves_out_low, above.leaves_out_high)


def _room_of_rounding(number: Decimal, is_among_counts: bool) -> _Stretch:
    """From half a unit nearer to zero up to, not including, one unit farther.

    At most 5 percent of the number where zeros at its end make it coarse.
    """
    unit = _unit(number)
    if number == 0 or (unit == 1 and is_among_counts):
        return _Stretch(number, number)
    most = abs(number) * _MOST_ROUNDED_OFF if unit > 1 else unit
    nearer, farther = min(unit / 2, most), min(unit, most)
    if number < 0:
        return _Stretch(number - farther, number + nearer, leaves_out_low=unit <= most)
    return _Stretch(number - nearer, number + farther, leaves_out_high=unit <= most)


def _unit(number: Decimal) -> Decimal:
    """The worth of the last significant digit: 44000000 → 1000000, 0.5 → 0.1; 1 for whole numbers below 100."""
    if number.as_tuple().exponent or abs(number) < _SMALLEST_ROUND_NUMBER:
        return Decimal(1).scaleb(int(number.as_tuple().exponent))
    digits = str(number)
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))


def _ends(value: str) -> tuple[Decimal, Decimal]:
    ends = value.split("..")
    return Decimal(ends[0]), Decimal(ends[-1])


def _date_place(stated: Stated) -> _Place:
    first, _, last = stated.value.partition("/")
    is_about = stated.hedge == Hedge.ABOUT
    earliest, earliest_about = _earliest(first.strip(), is_about)
    latest, latest_about = _latest((last or first).strip(), is_about)
    return _placed(stated.hedge, _Stretch(earliest, latest), _Stretch(earliest_about, latest_about))


def _earliest(end: str, is_about: bool) -> tuple[Decimal, Decimal]:
    """The first day of a date that is no interval, as ordinals: strict, and with the room of an approximate date."""
    span = values.span(ValueType.DATE, end) if end != ".." else None
    if span is None:
        return -_ENDLESS, -_ENDLESS
    return span.low, _moved(span.low, dates.read(end), is_about, -1)


def _latest(end: str, is_about: bool) -> tuple[Decimal, Decimal]:
    span = values.span(ValueType.DATE, end) if end != ".." else None
    if span is None:
        return _ENDLESS, _ENDLESS
    return span.high, _moved(span.high + 1, dates.read(end), is_about, 1) - 1


def _moved(ordinal: Decimal, reading: dates.Reading, is_about: bool, direction: int) -> Decimal:
    """The start of a day, month or longer period, one unit of the date's precision away; unmoved if not approximate."""
    if not (is_about or reading.is_approximate):
        return ordinal
    if reading.precision == "day":
        return ordinal + direction
    day = datetime.date.fromordinal(min(int(ordinal), datetime.date.max.toordinal()))
    months = day.year * 12 + day.month - 1 + direction * _MONTHS_IN[reading.precision]
    first, last = datetime.date.min, datetime.date.max
    if not first.year * 12 <= months < (last.year + 1) * 12:
        return Decimal((first if direction < 0 else last).toordinal())
    return Decimal(datetime.date(months // 12, months % 12 + 1, 1).toordinal())


def _folded(text: str) -> str:
    """A phrase without its case, spacing, typography and closing punctuation; whole if nothing else is in it."""
    straight = unicodedata.normalize("NFKC", text).translate(_STRAIGHT).casefold()
    return re.sub(r"^[\s\"']+|[\s\"'.,;:!?]+$", "", " ".join(straight.split())) or straight
