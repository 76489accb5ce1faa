"""Whether two stated values can both hold: rounding, hedges, ranges, dates, words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.agreement import Agreement, Stated, can_both_hold, compare
from timeline.values import ValueProblem
from timeline.vocabulary import Hedge, ValueType

MONEY, NUMBER, DATE, PARTY, YES_NO, TEXT = ValueType
SAME, ROUNDING, HEDGE, WITHIN, OVERLAP, CONFLICT, UNKNOWN = Agreement


def stated(words):
    """ "about 38000000" → Stated("38000000", "about")."""
    hedge, _, value = words.rpartition(" ")
    return Stated(value, hedge)


NUMBERS = [
    ("38191066", "38191066", SAME),
    ("44", "44.0", SAME),
    ("5..5", "5", SAME),
    ("at_most 57", "up_to 57", SAME),
    # a coarser number covers what is rounded or cut off to it
    ("44", "44.56", ROUNDING),
    ("44000000", "44560000", ROUNDING),
    ("44560000", "45000000", ROUNDING),
    ("38000000", "38191066", ROUNDING),
    ("44000000", "43500000", ROUNDING),
    ("97400000000", "97375000000", ROUNDING),
    ("28000000", "28800000", ROUNDING),
    ("40000000", "38191066", ROUNDING),
    ("100", "104", ROUNDING),
    ("500", "499", ROUNDING),
    ("0.5", "0.52", ROUNDING),
    ("-44000000", "-44560000", ROUNDING),
    ("0.5", "0.54", ROUNDING),
    ("0.5", "0.59", ROUNDING),
    ("0.5", "0.45", ROUNDING),
    ("9", "9.5", ROUNDING),
    ("9", "8.5", ROUNDING),
    ("1", "1.4", ROUNDING),
    ("-1", "-1.4", ROUNDING),
    ("2", "1.5..1.7", ROUNDING),
    # but no other one of its own precision, and nothing more than 5 percent off
    ("44000000", "45000000", CONFLICT),
    ("44000000", "44999999", ROUNDING),
    ("44000000", "43499999", CONFLICT),
    ("38000000", "50000000", CONFLICT),
    ("40000000", "44000000", CONFLICT),
    ("97500000000", "97375000000", CONFLICT),
    ("1500000", "1500000000", CONFLICT),
    ("100", "110", CONFLICT),
    ("44.0", "44.56", CONFLICT),
    ("0.5", "0.05", CONFLICT),
    ("44000000", "-44000000", CONFLICT),
    ("0", "0.01", CONFLICT),
    ("0", "0.4", CONFLICT),
    ("0.5", "0.6", CONFLICT),
    ("0.5", "0.44", CONFLICT),
    ("9", "8.4", CONFLICT),
    ("9", "10.0", CONFLICT),
    ("9.0", "9.5", CONFLICT),
    ("9.5", "9.54", ROUNDING),
    ("100", "105.5", CONFLICT),
    # small counts are exact
    ("38", "50", CONFLICT),
    ("40", "44", CONFLICT),
    ("12", "9", CONFLICT),
    ("20", "21", CONFLICT),
    ("10", "9", CONFLICT),
    ("9", "10", CONFLICT),
    ("482460", "482461", ROUNDING),
    ("24975", "24974", CONFLICT),
    # about
    ("about 38000000", "38191066", HEDGE),
    ("about 38000000", "38000000", HEDGE),
    ("about 45000000", "44000000", HEDGE),
    ("about 500000", "482460", HEDGE),
    ("about 3000", "about 3100", HEDGE),
    ("about 38000000", "about 45000000", CONFLICT),
    ("about 45000000", "40000000", CONFLICT),
    ("about 90", "120", CONFLICT),
    ("about 24000", "more_than 24000", HEDGE),
    # thresholds
    ("more_than 38000000", "44000000", HEDGE),
    ("more_than 38000000", "38000000", ROUNDING),
    ("less_than 120", "120", ROUNDING),
    ("more_than 12", "12", CONFLICT),
    ("more_than 44.2", "44", ROUNDING),
    ("more_than 500", "499", CONFLICT),
    ("at_least 500", "499", CONFLICT),
    ("at_least 500", "500", HEDGE),
    ("more_than 500", "at_least 500", HEDGE),
    ("more_than 500000", "482460", CONFLICT),
    ("at_most 57000000", "45000000", HEDGE),
    ("at_most 57000000", "100000000", CONFLICT),
    ("less_than 3000", "2203.56", HEDGE),
    ("less_than 44", "more_than 44", CONFLICT),
    ("at_most 44", "at_least 44", HEDGE),
    ("up_to 134000000000", "134500000000", ROUNDING),
    ("at_most 134000000000", "134500000000", CONFLICT),
    ("up_to 134000000000", "about 150000000000", CONFLICT),
    ("up_to 500", "more_than 500", CONFLICT),
    # ranges
    ("79..134", "100", WITHIN),
    ("79..134", "79..100", WITHIN),
    ("79..134", "about 130", WITHIN),
    ("79..134", "130..140", OVERLAP),
    ("79..134", "135..140", CONFLICT),
    ("79000000000..134000000000", "134500000000", ROUNDING),
    ("79000000000..134000000000", "up_to 134000000000", HEDGE),
    ("79000000000..134000000000", "150000000000", CONFLICT),
    ("about 79..134", "140", HEDGE),
]


@pytest.mark.parametrize(("one", "other", "agreement"), NUMBERS)
def test_numbers_agree_as_far_as_rounding_and_hedges_allow(one, other, agreement):
    assert compare(MONEY, stated(one), stated(other)) is agreement
    assert compare(NUMBER, stated(other), stated(one)) is agreement


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("2026-04-30", "2026-04-30", SAME),
        ("2026-04", "2026-04-01/2026-04-30", SAME),
        ("2015~", "about 2015", SAME),
        ("2026-04-30", "2026-05-01", CONFLICT),
        ("2026-04", "2026-04-30", WITHIN),
        ("2026", "2026-04", WITHIN),
        ("2026-04", "2026-03", CONFLICT),
        ("2025-08", "2025-08-25/2025-09-05", OVERLAP),
        ("2020/..", "2026-04-30", WITHIN),
        ("2020/..", "../2021", OVERLAP),
        ("2020/..", "2019-12-31", CONFLICT),
        ("2026-04-30~", "2026-05-01", HEDGE),
        ("2026-04-30~", "2026-05-02", CONFLICT),
        ("2026-04~", "2026-05-31", HEDGE),
        ("2026-04~", "2026-06-01", CONFLICT),
        ("2026-04~", "2026-02-28", CONFLICT),
        ("2015~", "2014-01-01", HEDGE),
        ("2015~", "2013-12-31", CONFLICT),
        ("about 201X", "2005", HEDGE),
        ("2015~", "2015", HEDGE),
        ("2015~/2018", "2014", HEDGE),
        ("2015~/2018", "2019", CONFLICT),
        ("2015/2018~", "2019", HEDGE),
        ("about 2015", "2016", HEDGE),
        ("about 2020/..", "2019", HEDGE),
        ("0001~", "9999~", CONFLICT),
        ("at_least 2024-03", "2024-03-01", HEDGE),
        ("at_least 2024-03", "2024-02", CONFLICT),
        ("more_than 2024-03", "2024-03-31", CONFLICT),
        ("more_than 2024-03", "2024-04", HEDGE),
        ("at_most 2024-03", "2024-03-31", HEDGE),
        ("up_to 2024-03", "2024-04", CONFLICT),
        ("less_than 2024-03", "2024-03", CONFLICT),
        ("less_than 2024-03", "2024-02-29", HEDGE),
        ("less_than ../2020", "2020", HEDGE),
        ("more_than 2020/..", "2020", HEDGE),
    ],
)
def test_dates_agree_if_their_bounds_overlap(one, other, agreement):
    assert compare(DATE, stated(one), stated(other)) is agreement
    assert compare(DATE, stated(other), stated(one)) is agreement


@pytest.mark.parametrize(
    ("value_type", "one", "other", "agreement"),
    [
        (PARTY, "elon-musk", "elon-musk", SAME),
        (PARTY, "elon-musk", "openai", CONFLICT),
        (YES_NO, "yes", "yes", SAME),
        (YES_NO, "yes", "no", CONFLICT),
        (TEXT, "Partly.", "partly", SAME),
        (TEXT, "“Legacy  Media Lies”", '"legacy media lies"', SAME),
        (TEXT, "it’s fair use", "It's fair use!", SAME),
        (TEXT, "day 3", "day 4", CONFLICT),
        (TEXT, "denied", "denied without prejudice", CONFLICT),
        (TEXT, "!", "?", CONFLICT),
    ],
)
def test_words_agree_if_they_are_the_same(value_type, one, other, agreement):
    assert compare(value_type, Stated(one), Stated(other)) is agreement


@pytest.mark.parametrize(("value_type", "value"), [(MONEY, "5"), (DATE, "2026"), (YES_NO, "no"), (TEXT, "a phrase")])
def test_a_value_that_is_not_given_conflicts_with_nothing(value_type, value):
    assert compare(value_type, Stated(value), Stated("", Hedge.ABOUT)) is UNKNOWN
    assert can_both_hold(value_type, Stated(""), Stated(value))


@pytest.mark.parametrize(("value_type", "value"), [(MONEY, "$5"), (DATE, "April"), (YES_NO, "maybe")])
def test_a_value_that_is_not_canonical_is_refused(value_type, value):
    with pytest.raises(ValueProblem):
        compare(value_type, Stated(value), Stated(value))


def test_every_way_of_agreeing_has_its_own_wording():
    assert len(set(Agreement.labels)) == len(Agreement)
    assert Agreement.ROUNDING.label == "agree as rounding"


def round_numbers():
    whole = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(-9999, 9999), st.integers(0, 9))
    return st.one_of(whole.map(str), st.decimals(-500, 500, places=2).map(lambda number: f"{number:f}"))


def amounts():
    single = st.builds(Stated, round_numbers(), st.sampled_from(Hedge.values))
    ends = st.lists(round_numbers(), min_size=2, max_size=2).map(lambda pair: "..".join(sorted(pair, key=Decimal)))
    return st.one_of(single, st.builds(Stated, ends, st.sampled_from([Hedge.FLAT, Hedge.ABOUT])))


def days():
    return st.dates().map(lambda day: day.isoformat())


def moments():
    plain = st.one_of(days(), days().map(lambda day: day[:7]), days().map(lambda day: day[:4]))
    point = st.builds(str.__add__, plain, st.sampled_from(["", "~", "?"]))
    ends = st.lists(days(), min_size=2, max_size=2).map(lambda pair: "/".join(sorted(pair)))
    open_ended = st.one_of(days().map(lambda day: f"{day}/.."), days().map(lambda day: f"../{day}"))
    return st.builds(Stated, st.one_of(point, ends, open_ended), st.sampled_from(Hedge.values))


def answers(value):
    return st.builds(Stated, value)


PAIRS = st.one_of(
    st.tuples(st.sampled_from([MONEY, NUMBER]), amounts(), amounts()),
    st.tuples(st.just(DATE), moments(), moments()),
    st.tuples(
        st.just(YES_NO), answers(st.sampled_from(["yes", "no", ""])), answers(st.sampled_from(["yes", "no", ""]))
    ),
    st.tuples(st.sampled_from([TEXT, PARTY]), answers(st.text(max_size=9)), answers(st.text(max_size=9))),
)


@given(PAIRS)
def test_the_order_of_two_values_does_not_matter(pair):
    value_type, one, other = pair
    assert compare(value_type, one, other) is compare(value_type, other, one)


@given(PAIRS)
def test_every_value_is_the_same_as_itself(pair):
    value_type, one, _ = pair
    assert compare(value_type, one, one) is (SAME if one.value else UNKNOWN)


@given(round_numbers(), amounts())
def test_about_a_number_agrees_with_all_that_the_flat_number_agrees_with(number, other):
    assert can_both_hold(MONEY, Stated(number, Hedge.ABOUT), other) or not can_both_hold(MONEY, Stated(number), other)


@given(st.integers(-99, 99), st.integers(0, 99), st.integers(0, 9), st.integers(0, 9), st.integers(0, 6), amounts())
def test_a_range_that_grows_by_whole_steps_keeps_what_it_agreed_with(start, length, below, above, zeros, other):
    step = 10**zeros
    narrow = Stated(f"{start * step}..{(start + length) * step}")
    wide = Stated(f"{(start - below) * step}..{(start + length + above) * step}")
    assert can_both_hold(MONEY, wide, other) or not can_both_hold(MONEY, narrow, other)


@given(days().filter(lambda day: day < "9999"), moments())
def test_about_a_day_agrees_with_all_that_the_day_agrees_with(day, other):
    assert can_both_hold(DATE, Stated(day, Hedge.ABOUT), other) or not can_both_hold(DATE, Stated(day), other)
    assert can_both_hold(DATE, Stated(f"{day}~"), other) or not can_both_hold(DATE, Stated(day), other)


@given(days())
def test_the_month_of_a_day_agrees_with_the_day(day):
    assert compare(DATE, Stated(day[:7]), Stated(day)) is WITHIN


@given(moments(), moments())
def test_dates_conflict_only_if_one_ends_before_the_other_begins(one, other):
    first, second = dates.read(one.value), dates.read(other.value)
    have_gap = (first.latest and second.earliest and first.latest < second.earliest) or (
        second.latest and first.earliest and second.latest < first.earliest
    )
    if Hedge.FLAT == one.hedge == other.hedge and not (first.is_approximate or second.is_approximate):
        assert can_both_hold(DATE, one, other) is not bool(have_gap)
