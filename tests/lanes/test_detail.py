"""Every event is in exactly one figure, drawn where it belongs, and no two marks touch."""

import datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.lanes.axis import WIDTHS, fit, ticks
from timeline.lanes.detail import MARK, Bar, Detail, Mark, Window, density, detail

DAY = datetime.date(2024, 1, 1).toordinal()

windows = st.builds(
    lambda first, days, width: Window(first, first + days, width),
    st.integers(DAY - 4000, DAY + 4000),
    st.integers(0, 9000),
    st.sampled_from([260, 360, 768, 1100, 1440, 2560]),
)
spans = st.lists(st.tuples(st.integers(-6000, 6000), st.sampled_from([0, 0, 0, 0, 29, 364, 4000])), max_size=120)


def within(window, made):
    """First and last days of those that touch the window, and which are to the day."""
    first = np.array([DAY + start for start, _ in made], np.int32)
    last = np.array([DAY + start + days for start, days in made], np.int32)
    touching = (last >= window.first) & (first <= window.last) if len(made) else np.array([], bool)
    first, last = first[touching], last[touching]
    return first, last, first == last


@given(windows, spans, st.sampled_from([0, 3, 40, 400]))
def test_every_event_is_counted_once(window, made, most):
    first, last, is_point = within(window, made)
    found = detail(first, last, is_point, window, most)
    assert found.total == len(first)
    rows = [row for figure in found.figures for row in figure.rows]
    assert len(rows) == len(set(rows))
    assert len(found.figures) <= most


@given(windows, spans)
def test_nothing_is_drawn_outside_its_bounds_or_the_window(window, made):
    first, last, is_point = within(window, made)
    found = detail(first, last, is_point, window, 400)
    for mark in found.marks:
        rows = list(mark.rows)
        assert is_point[rows].all(), "never a point for a date that has no day"
        assert 0 <= mark.left <= mark.x <= mark.right <= 1
        begin, end = window.share(first[rows].min()), window.share(last[rows].max() + 1)
        assert begin <= mark.left
        assert mark.right <= end
        if len(rows) == 1:
            assert begin <= mark.x <= end
    for bar in found.bars:
        rows = list(bar.rows)
        assert bar.left == pytest.approx(float(window.share(first[rows]).min()), abs=1.01 * MARK / window.width)
        assert bar.right == pytest.approx(float(window.share(last[rows] + 1).max()), abs=1.01 * MARK / window.width)


@given(windows, spans)
def test_marks_that_would_touch_are_one_stack(window, made):
    found = detail(*within(window, made), window, 400)
    places = [mark.x * window.width for mark in found.marks]
    assert places == sorted(places)
    assert all(after - before >= MARK - 0.01 for before, after in pairwise(places))


@given(st.lists(st.integers(0, 399), min_size=20, max_size=200), st.sampled_from([260, 360, 768, 1440]))
def test_stacks_stand_apart_by_as_much_as_their_counts_are_wide(days, width):
    first = np.array(sorted(days), np.int32) + DAY
    found = detail(first, first, np.ones(len(first), bool), Window(DAY, DAY + 399, width), 400)
    halves = [5 if len(mark.rows) == 1 else 8 if len(mark.rows) < 10 else 11 for mark in found.marks]
    edges = [(mark.x * width - half, mark.x * width + half) for mark, half in zip(found.marks, halves, strict=True)]
    assert all(right <= left for (_, right), (left, _) in pairwise(edges))


@given(windows, spans)
def test_no_count_lies_on_another_or_on_a_mark(window, made):
    found = detail(*within(window, made), window, 400)
    taken = [(mark.x * window.width, 3.5 * len(str(len(mark.rows)))) for mark in found.marks]
    taken = [(x, max(half, 8 if len(mark.rows) > 1 else 5)) for (x, half), mark in zip(taken, found.marks, strict=True)]
    for bar, share in zip(found.bars, found.counts(window.width), strict=True):
        if share is not None:
            assert len(bar.rows) > 1
            assert bar.left <= share <= bar.right
            taken.append((share * window.width, 3.5 * len(str(len(bar.rows)))))
    edges = sorted((x - half, x + half) for x, half in taken)
    assert all(right <= left + 0.01 for (_, right), (left, _) in pairwise(edges))


def test_a_count_of_a_bar_stands_where_no_mark_does_and_is_left_out_where_one_covers_it():
    window = Window(DAY, DAY + 999, 1000)
    bar = Bar(0.1, 0.2, (0, 1))
    assert Detail([], [bar]).counts(1000) == [pytest.approx(0.15)]
    [beside] = Detail([Mark(0.15, 0.15, (2,))], [bar]).counts(1000)
    assert 0.155 < abs(beside - 0.15) + 0.15 < 0.2
    assert Detail([Mark(0.105, 0.105, (2,))], [Bar(0.1, 0.11, (0, 1))]).counts(window.width) == [None]
    assert Detail([], [Bar(0.1, 0.2, (0,))]).counts(1000) == [None]


@given(windows, spans)
def test_bins_add_up_to_the_events_of_the_window(window, made):
    first, _, is_point = within(window, made)
    bins = density(first, is_point, window)
    assert sum(bins) == len(first)


def test_a_stack_reaches_over_few_pixels_and_many_events_are_a_density():
    window = Window(DAY, DAY + 999, 1000)
    first = np.arange(DAY, DAY + 1000, 2, dtype=np.int32)
    found = detail(first, first, np.ones(len(first), bool), window, 100)
    assert all((mark.right - mark.left) * 1000 <= 53 for mark in found.marks)
    assert detail(first, first, np.ones(len(first), bool), window, 20).density
    same = np.full(200, DAY, np.int32)
    assert sum(detail(same, same, np.ones(200, bool), window, 100).density) == 200


@given(windows)
def test_ticks_are_few_inside_the_window_and_in_order(window):
    found = ticks(window)
    places = [tick.label.x for tick in found]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    assert len(found) <= window.width / 50 + 2


labels = st.lists(st.tuples(st.floats(0, 1), st.text("abcdefgh", min_size=3, max_size=12), st.booleans()), max_size=25)


@given(labels)
@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
def test_no_two_labels_overlap_at_any_width(width, wanted):
    shown = [label for label in fit(wanted) if label.from_width is not None and label.from_width <= width]
    # A picture between two of the widths is at least as wide as the one that its labels were fitted at.
    drawn = sorted((label.x * width, label.x * width + len(label.words) * 6.0) for label in shown)
    assert all(before[1] <= after[0] for before, after in pairwise(drawn))
    assert max(WIDTHS) <= 2560
