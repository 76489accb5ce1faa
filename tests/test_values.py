"""Typed answers: what is canonical, how it is printed, where it lies on a scale."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import values
from timeline.values import Span, ValueProblem
from timeline.vocabulary import Hedge, ValueType

MONEY, NUMBER, DATE, YES_NO, TEXT, PARTY = (
    ValueType.MONEY,
    ValueType.NUMBER,
    ValueType.DATE,
    ValueType.YES_NO,
    ValueType.TEXT,
    ValueType.PARTY,
)


@pytest.mark.parametrize(
    ("value_type", "value"),
    [
        (MONEY, "38191066"),
        (MONEY, "79000000000..134000000000"),
        (MONEY, "-5"),
        (NUMBER, "0"),
        (NUMBER, "0.5"),
        (NUMBER, "0.000001"),
        (NUMBER, "5..5"),
        (NUMBER, "9" * 18),
        (DATE, "2018-02-20"),
        (DATE, "2015~/2018"),
        (YES_NO, "yes"),
        (YES_NO, "no"),
        (TEXT, "a short phrase"),
        (PARTY, "elon-musk"),
    ],
)
def test_a_canonical_value_passes(value_type, value):
    values.check(value_type, value)


@pytest.mark.parametrize(
    "value",
    [
        *["", "$5", "38,191,066", "38 million", "1e5", "NaN", "Infinity", "+5", "5.", ".5", " 5", "5\n", "5\0", "0x1F"],
        *["٣", "1_000", "1.1234567", "9" * 19, "9" * 100_000, "1..2..3", "..5", "5..", "1 .. 2", "1...2", "--1"],
    ],
    ids=lambda value: ascii(value)[:24],
)
@pytest.mark.parametrize("value_type", [MONEY, NUMBER])
def test_numbers_are_plain_digits(value_type, value):
    with pytest.raises(
        ValueProblem, match=r"is no plain number; write digits only, as 38191066, 0\.5 or 79\.\.134"
    ) as told:
        values.check(value_type, value)
    assert len(str(told.value)) < 140


def test_a_range_that_runs_backwards_is_refused():
    with pytest.raises(ValueProblem, match=r"“5\.\.4” ends below its beginning"):
        values.check(NUMBER, "5..4")


@pytest.mark.parametrize("value", ["Yes", "true", "", "maybe", "no "])
def test_yes_or_no_is_exactly_that(value):
    with pytest.raises(ValueProblem, match="is neither yes nor no"):
        values.check(YES_NO, value)


def test_a_date_is_refused_with_the_advice_for_dates():
    with pytest.raises(ValueProblem, match=r"“/2020” leaves one end empty; write “\.\./2020”"):
        values.check(DATE, "/2020")


@pytest.mark.parametrize(
    ("value_type", "value", "unit", "label"),
    [
        (MONEY, "38000000", "USD", "$38 million"),
        (MONEY, "38191066", "USD", "$38,191,066"),
        (MONEY, "44560000", "USD", "$44.56 million"),
        (MONEY, "1234000", "EUR", "€1.234 million"),
        (MONEY, "1234500", "GBP", "£1,234,500"),
        (MONEY, "1000000000", "USD", "$1 billion"),
        (MONEY, "1000000000000", "USD", "$1 trillion"),
        (MONEY, "999999", "USD", "$999,999"),
        (MONEY, "100", "USD", "$100"),
        (MONEY, "1500", "CHF", "1,500 CHF"),
        (MONEY, "2000000", "CHF", "2 million CHF"),
        (MONEY, "79000000000..134000000000", "USD", "$79 billion to $134 billion"),
        (NUMBER, "0.5", "percent", "0.5 percent"),
        (NUMBER, "0", "", "0"),
        (NUMBER, "1000", "works", "1,000 works"),
        (NUMBER, "20000000", "logs", "20 million logs"),
        (NUMBER, "5..5", "", "5"),
        (NUMBER, "3..7", "works", "3 works to 7 works"),
        (DATE, "2018-02-20", "", "20 Feb 2018"),
        (DATE, "2018-02", "", "February 2018"),
        (YES_NO, "yes", "", "Yes"),
        (YES_NO, "no", "", "No"),
        (TEXT, "a deposition", "", "a deposition"),
    ],
)
def test_a_value_is_printed_for_readers(value_type, value, unit, label):
    assert values.label(value_type, value, unit) == label


@pytest.mark.parametrize(
    ("hedge", "label"),
    [
        (Hedge.FLAT, "44"),
        (Hedge.ABOUT, "c. 44"),
        (Hedge.AT_LEAST, "≥ 44"),
        (Hedge.MORE_THAN, "> 44"),
        (Hedge.AT_MOST, "≤ 44"),
        (Hedge.LESS_THAN, "< 44"),
        (Hedge.UP_TO, "up to 44"),
    ],
)
def test_every_hedge_is_said_before_the_value(hedge, label):
    assert values.label(NUMBER, "44", "", hedge) == label


def test_there_is_a_sign_for_every_hedge_but_the_flat_one():
    assert len({values.label(NUMBER, "44", "", hedge) for hedge in Hedge}) == len(Hedge)


@pytest.mark.parametrize(
    ("value_type", "value", "low", "high"),
    [
        (MONEY, "38191066", 38191066, 38191066),
        (NUMBER, "79..134", 79, 134),
        (NUMBER, "-3..-1", -3, -1),
        (DATE, "1970-01-01", 719163, 719163),
        (DATE, "1970-01", 719163, 719193),
        (DATE, "1970-01-01/1970-01-03", 719163, 719165),
    ],
)
def test_numbers_and_dates_lie_on_a_scale(value_type, value, low, high):
    assert values.span(value_type, value) == Span(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("value_type", "value"),
    [(TEXT, "44"), (PARTY, "elon-musk"), (YES_NO, "yes"), (DATE, "2020/.."), (DATE, "../2020"), (NUMBER, "")],
)
def test_what_has_no_place_on_a_scale_has_no_span(value_type, value):
    assert values.span(value_type, value) is None


def test_the_middle_of_a_span_lies_half_way():
    assert values.span(NUMBER, "1..4").middle == Decimal("2.5")


@given(st.integers(-(10**18) + 1, 10**18 - 1), st.sampled_from(["", "USD", "percent"]))
def test_the_digits_of_a_label_are_those_of_the_value(number, unit):
    label = values.label(NUMBER, str(number), unit).replace("$", "").replace(" percent", "").replace(",", "")
    digits, _, word = label.partition(" ")
    sizes = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    assert Decimal(digits) * sizes[word] == number


@given(st.decimals(-(10**9), 10**9, places=4), st.decimals(-(10**9), 10**9, places=4))
def test_a_span_never_ends_before_it_begins(low, high):
    low, high = sorted((low, high))
    assert values.span(NUMBER, f"{low:f}..{high:f}") == Span(low, high)


@given(st.sampled_from(ValueType.values), st.text(max_size=40))
def test_any_text_is_canonical_or_refused_and_what_is_canonical_can_be_printed(value_type, text):
    message = ""
    try:
        values.check(value_type, text)
    except ValueProblem as problem:
        message = str(problem)
    assert message or isinstance(values.label(value_type, text), str)
