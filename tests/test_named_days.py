"""Days, months and weekdays found in prose: what is read as one, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates, named_days
from timeline.named_days import Day


@pytest.mark.parametrize(
    ("text", "edtf", "weekday"),
    [
        ("Thursday, April 30, 2026", "2026-04-30", "Thursday"),
        ("Thursday 30 April 2026", "2026-04-30", "Thursday"),
        ("Thu., 30 Apr. 2026", "2026-04-30", "Thursday"),
        ("Thursday (2026-04-30", "2026-04-30", "Thursday"),
        ("April 30, 2026 (Thursday)", "2026-04-30", "Thursday"),
        ("April 30, 2026, a Thursday", "2026-04-30", "Thursday"),
        ("THURSDAY, APRIL 30, 2026", "2026-04-30", "Thursday"),
        ("30 APR. 2026", "2026-04-30", ""),
        ("2026-04-30 (Fri)", "2026-04-30", "Friday"),
        ("2026-04-30 (Fri.)", "2026-04-30", "Friday"),
        ("30 April 2026 was a Friday", "2026-04-30", "Friday"),
        ("30 April 2026 fell on a Friday", "2026-04-30", "Friday"),
        ("Friday 30/04/2026", "2026-04-30", "Friday"),
        ("Friday, 4/30/2026", "2026-04-30", "Friday"),
        ("30.04.2026", "2026-04-30", ""),
        ("30 April 2026", "2026-04-30", ""),
        ("30th of April 2026", "2026-04-30", ""),
        ("Apr. 30, 2026", "2026-04-30", ""),
        ("May 1 2026", "2026-05-01", ""),
        ("Sept. 3, 2026", "2026-09-03", ""),
        ("2026-04-30", "2026-04-30", ""),
        ("April 2026", "2026-04", ""),
        ("April of 2026", "2026-04", ""),
    ],
)
def test_a_date_in_full_is_read(text, edtf, weekday):
    assert named_days.days(f"On {text}.") == [Day(edtf, weekday, 3, 3 + len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "April 30",
        "in 2026",
        "31 April 2026",
        "2026-13-01",
        "1:24-cv-2026-04",
        "may 2026",
        "2026-04-300",
        "0000-01-01",
        "05/04/2026",
        "30/13/2026",
        "30/04/26",
    ],
)
def test_what_is_no_date_in_full_is_left_out(text):
    assert named_days.days(text) == []


def test_a_weekday_before_a_month_is_no_part_of_the_date():
    (day,) = named_days.days("Friday May 2026")
    assert (day.edtf, day.weekday, day.start) == ("2026-05", "", 7)


def test_weekdays_standing_alone_are_found():
    text = "Filed Thursday, April 30, 2026; heard on Friday, and on Monday, May 4."
    assert [one.name for one in named_days.weekdays(text)] == ["Friday", "Monday"]
    assert [text[one.start : one.end] for one in named_days.weekdays(text)] == ["Friday", "Monday"]


def test_a_weekday_that_does_not_fit_its_date_is_told():
    wrong = named_days.wrong_weekdays("Tuesday, August 1, 2025, Thursday, April 30, 2026 and May 2026")
    assert [one.edtf for one in wrong] == ["2025-08-01"]


@pytest.mark.parametrize(
    ("text", "edtf", "weekday"),
    [
        ("Wed., April 30th", "2026-04-30", "Wednesday"),
        ("Friday, 30 April", "2026-04-30", "Friday"),
        ("30th of April (Fri)", "2026-04-30", "Friday"),
        ("April 30 was a Friday", "2026-04-30", "Friday"),
        ("5 May", "2026-05-05", ""),
    ],
)
def test_a_date_without_its_year_is_of_the_year_that_is_given(text, edtf, weekday):
    assert named_days.days(f"On {text}, he spoke.", 2026) == [Day(edtf, weekday, 3, 3 + len(text))]
    assert named_days.days(f"On {text}, he spoke.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was filed in April and answered in late May.", ["2026-04", "2026-05"]),
        ("It was filed in April 2025 and on May 3, 2025.", ["2025-04", "2025-05-03"]),
        ("It ran from April 5 to May 3, 2025.", ["2025-05-03"]),
        ("It ran from 5 Apr. to 3 May.", ["2026-04-05", "2026-05-03"]),
        ("They may march on 31 June with April Smith, and May said so.", []),
    ],
)
def test_months_without_a_year_are_read_after_a_word_that_says_so(text, found):
    assert [day.edtf for day in named_days.days(text, 2026)] == found


def test_the_point_of_a_sentence_is_no_part_of_a_date():
    text = "Filed in March. Heard on 3 June. Ended 5 Apr."
    assert [text[day.start : day.end] for day in named_days.days(text, 2026)] == ["March", "3 June", "5 Apr."]


def test_the_weekday_of_the_day_before_is_not_that_of_the_date():
    assert named_days.wrong_weekdays("The day before 30 April 2026 was a Wednesday.") == []


PIECES = st.sampled_from(
    '$ 5 , . - – 2026 April Monday one million % of and § No. Llama ‘ ’ “ ” " ( ) : / days about over \n a \0 €'.split(
        " "
    )
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)
)


@given(TEXTS)
def test_any_text_can_be_read_and_what_is_found_lies_in_it_in_order(text):
    for found in (named_days.days(text), named_days.days(text, 2026), named_days.weekdays(text, 2026)):
        places = [(one.start, one.end) for one in found]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.dates())
def test_every_day_is_read_with_its_weekday(day):
    text = f"{day:%A}, {day.day} {dates.MONTHS[day.month - 1]} {day.year:04}"
    assert named_days.days(text) == [Day(day.isoformat(), f"{day:%A}", 0, len(text))]
    assert named_days.wrong_weekdays(text) == named_days.weekdays(text) == []


@pytest.mark.parametrize("piece", ["Monday, ", "30 or ", "April 30 ", "in ", "1/", "\n"])
def test_a_long_odd_text_is_read_to_its_end(piece):
    """One that made a pattern try every way of reading it would not come back for hours."""
    text = piece * 5_000
    for found in (named_days.days(text, 2026), named_days.weekdays(text)):
        assert all(0 <= one.start < one.end <= len(text) for one in found)
