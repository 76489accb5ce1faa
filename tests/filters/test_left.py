"""What filters leave of a held list, cut and counted without going through it, is what going through it finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.filters import left as module
from timeline.filters.column import Column
from timeline.filters.left import FIRST_DAY, LAST_DAY, Left

DAYS = st.integers(730_000, 730_600)
SPANS = st.one_of(
    st.builds(lambda day: (day, day), DAYS),
    st.builds(lambda day, more: (day, day + more), DAYS, st.sampled_from([1, 29, 364, 800])),
    st.builds(lambda day: (FIRST_DAY, day), DAYS),
    st.builds(lambda day: (day, LAST_DAY), DAYS),
    st.just((FIRST_DAY, LAST_DAY)),
)
EDGES = st.one_of(st.none(), DAYS)


@pytest.fixture(autouse=True, scope="module")
def sums_are_used_for_few():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW", 3)
        yield


@st.composite
def lefts(draw):
    """Rows in the order of time, of which some are left; and a column of several values a row."""
    spans = sorted(draw(st.lists(SPANS, max_size=60)))
    first, last = np.array(spans, np.int32).reshape(-1, 2).T
    rows = draw(st.one_of(st.none(), st.sets(st.sampled_from(range(len(spans)))) if spans else st.none()))
    rows = None if rows is None else np.array(sorted(rows), np.int32)
    values = draw(st.lists(st.sets(st.sampled_from("abc")), min_size=len(spans), max_size=len(spans)))
    pairs = [(row, value) for row, own in enumerate(values) for value in sorted(own)]
    named = [value for _, value in pairs]
    column = Column(np.array([row for row, _ in pairs], np.int64), named, named)
    return spans, values, column, Left(len(spans), first, last, rows)


def expected(spans, left, since, until, with_undated):
    rows = range(len(spans)) if left.rows is None else left.rows.tolist()
    return [
        row
        for row in rows
        if (since is None or spans[row][1] >= since)
        and (until is None or spans[row][0] <= until)
        and (with_undated or spans[row] != (FIRST_DAY, LAST_DAY))
    ]


@settings(max_examples=400, deadline=None)
@given(lefts(), EDGES, EDGES, st.booleans())
def test_a_window_has_the_rows_that_can_lie_in_it_and_the_counts_of_these(made, since, until, with_undated):
    if since and until and since > until:
        since, until = until, since
    spans, values, column, left = made
    cut = left.cut(since, until, with_undated)
    rows = left.rows_at(cut.places).tolist()
    assert rows == expected(spans, left, since, until, with_undated)
    assert len(cut) == len(rows)
    counts = left.counts(column, cut)
    assert {value: int(counts[code]) for value, code in column.codes.items()} == {
        value: sum(value in values[row] for row in rows) for value in column.codes
    }


@settings(max_examples=200, deadline=None)
@given(lefts(), DAYS)
def test_what_lies_before_and_after_a_day_and_the_ends_of_all_that_is_dated(made, day):
    spans, _, _, left = made
    own = [spans[row] for row in (range(len(spans)) if left.rows is None else left.rows.tolist())]
    assert left.before(day) == sum(last < day for _, last in own)
    assert left.after(day) == sum(first > day for first, _ in own)
    ends = [first for first, _ in own if first > FIRST_DAY] + [last for _, last in own if last < LAST_DAY]
    assert left.bounds == ((min(ends), max(ends)) if ends else None)
