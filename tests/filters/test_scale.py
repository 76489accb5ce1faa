"""Values on a line: every point lies on it, words meet neither words nor stems, ticks have room."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.filters.answering import answers_to, new_question, new_row, new_source, new_statement
from timeline.filters.line_words import Words, width_of, words_above
from timeline.filters.scale import scale_of_answers
from timeline.vocabulary import EvidenceMark, Hedge, ValueType


def scale_of(value_type, *values, unit=""):
    """The scale of one account for each value, “hedge value” or the value alone."""
    statement = new_statement(new_question(value_type, unit))
    pairs = [value.rpartition(" ") for value in values]
    rows = [new_row(statement, value, hedge=hedge, source=new_source(publisher="Wire")) for hedge, _, value in pairs]
    return scale_of_answers(value_type, unit, answers_to(rows).given)


@pytest.mark.parametrize(
    ("value_type", "values"),
    [
        (ValueType.TEXT, ["partly", "wholly"]),
        (ValueType.YES_NO, ["yes", "no"]),
        (ValueType.MONEY, ["38000000"]),
        (ValueType.MONEY, ["38000000", "about 38000000"]),
        (ValueType.DATE, ["2024-02/..", "2024-03/.."]),
    ],
)
def test_there_is_no_line_unless_two_values_have_different_places(value_type, values):
    assert scale_of(value_type, *values) is None


def test_points_stand_from_low_to_high_with_ticks_around_them():
    scale = scale_of(ValueType.MONEY, "1500000000", "1500000", unit="USD")
    assert [point.label for point in scale.points] == ["$1.5 million", "$1.5 billion"]
    assert (scale.low_label, scale.high_label) == ("$0", "$1.6 billion")
    assert scale.ticks[-1].x == 100


def test_a_range_is_as_wide_as_its_values():
    low, high = scale_of(ValueType.NUMBER, "79..134", "150").points
    assert (low.width > 0, high.width) == (True, 0)
    assert low.range_from < low.x


def test_a_threshold_points_to_the_side_on_which_it_is_open():
    scale = scale_of(ValueType.NUMBER, "at_most 10", "more_than 20", "about 30", "40")
    assert [point.opens for point in scale.points] == ["down", "up", "", ""]


def test_dates_have_days_below_them():
    scale = scale_of(ValueType.DATE, "2026-04-30", "2026-05-04")
    assert [tick.label for tick in scale.ticks][:2] == ["29 Apr 2026", "30 Apr 2026"]
    assert all(0 < point.x < 100 for point in scale.points)


@pytest.mark.parametrize("values", [["2026-04-30", "2026-05-04"], ["2019", "2026-05-04"], ["1500000", "1500000000"]])
def test_no_labels_of_ticks_meet(values):
    is_date = "-" in values[1]
    scale = scale_of(ValueType.DATE if is_date else ValueType.MONEY, *values, unit="" if is_date else "USD")
    for drawing, width in zip(scale.drawings, (1000, 300), strict=True):
        labelled = [Words(tick.x / 100 * width, tick.label, tick.anchor, 0) for tick in drawing.ticks if tick.label]
        assert len(labelled) >= 2
        assert all(one.right < other.left for one, other in pairwise(labelled))


def test_the_best_evidenced_point_is_drawn_last():
    statement = new_statement(new_question())
    rows = [new_row(statement, "10", source=new_source(mark=mark)) for mark in EvidenceMark]
    rows += [new_row(statement, "20", source=new_source(mark=EvidenceMark.MACHINE_WRITTEN))]
    for drawing in scale_of_answers(ValueType.NUMBER, "", answers_to(rows).given).drawings:
        assert [place["point"].mark for place in drawing.points] == [5, 1]


def test_who_gives_a_value_first_is_named_and_the_others_are_counted():
    statement = new_statement(new_question())
    names = ["Courthouse News Service of America (via rssing)", "Wire", "Wire", "Herald"]
    rows = [new_row(statement, "10", source=new_source(publisher=name)) for name in names] + [new_row(statement, "20")]
    point = scale_of_answers(ValueType.NUMBER, "", answers_to(rows).given).points[0]
    assert point.texts == ("10 Courthouse News Ser… +2", "10")


NUMBERS = st.integers(-(10**12), 10**15) | st.integers(0, 300)


@given(numbers=st.lists(NUMBERS, min_size=2, max_size=12, unique=True))
def test_every_point_lies_on_the_line_and_every_drawing_has_room_for_its_words(numbers):
    scale = scale_of(ValueType.NUMBER, *(str(number) for number in numbers))
    assert all(0 <= point.x <= 100 for point in scale.points)
    assert 2 <= len(scale.ticks) <= 13
    for drawing in scale.drawings:
        assert all(place["y"] >= 12 for place in drawing.points if "y" in place)


PLACES = st.lists(st.tuples(st.floats(0, 1000), st.integers(1, 40), st.integers(1, 12)), max_size=16)


@given(places=PLACES, width=st.sampled_from([300, 1000]))
def test_no_words_meet_and_no_stem_runs_through_any(places, width):
    points = sorted((x / 1000 * width, ("x" * (long + short), "x" * short)) for x, long, short in places)
    words = [one for one in words_above(points, width) if one]
    for one, other in combinations(words, 2):
        if one.level == other.level:
            assert one.right < other.left or other.right < one.left
        else:
            lower, higher = sorted((one, other), key=lambda words: words.level)
            assert not lower.left < higher.x < lower.right
    assert all(one.left >= -14 and one.right <= width + 14 for one in words)


def test_words_find_a_place_wherever_there_is_room():
    points = [(x * 1.0, (f"{x} million Reuters", f"{x} million")) for x in (380, 381, 400, 440, 445, 450, 500, 570)]
    assert all(words_above(points, 1000))
    assert words_above([(100.0, ("alone",))], 1000)[0].anchor == "middle"


def test_words_without_any_room_are_left_out():
    long = "x" * 200
    assert width_of(long) > 1000
    assert words_above([(500.0, (long,))], 1000) == [None]


def test_every_hedge_can_be_drawn():
    values = [f"{hedge} {10 * number + 10}".strip() for number, hedge in enumerate(Hedge.values)]
    assert len(scale_of(ValueType.NUMBER, *values).points) == len(Hedge.values)
