"""Dates as people write them: which EDTF text each may be, and what is not understood."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("about March 2018", ["2018-03~"]),
        ("ca. 30 April 2026", ["2026-04-30~"]),
        ("2015 or so", ["2015~"]),
        ("possibly 2019", ["2019?"]),
        ("2019 (?)", ["2019?"]),
        ("probably about 2019", ["2019%"]),
        ("30 April 2026", ["2026-04-30"]),
        ("the 30th of April, 2026", ["2026-04-30"]),
        ("April 30th, 2026", ["2026-04-30"]),
        ("Thursday, 30 April 2026", ["2026-04-30"]),
        ("30-Apr-2026", ["2026-04-30"]),
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("spring 2020", ["2020-21"]),
        ("in the fall of 2020", ["2020-23"]),
        ("the 1990s", ["199X"]),
        ("20th century", ["19XX"]),
        ("Q2 2020", ["2020-04/2020-06"]),
        ("second half of 2020", ["2020-07/2020-12"]),
        ("between 2019 and 2021", ["2019/2021"]),
        ("from 2019 to March 2021", ["2019/2021-03"]),
        ("2019–2021", ["2019/2021"]),
        ("3–5 April 2026", ["2026-04-03/2026-04-05"]),
        ("April 3-5, 2026", ["2026-04-03/2026-04-05"]),
        ("27 April to 18 May 2026", ["2026-04-27/2026-05-18"]),
        ("April–June 2026", ["2026-04/2026-06"]),
        ("between about 2015 and 2018", ["2015~/2018"]),
        ("since about 2015", ["2015~/.."]),
        ("since 03/04/2026", ["2026-04-03/..", "2026-03-04/.."]),
        ("2020 to present", ["2020/.."]),
        ("until May 2021", ["../2021-05"]),
        ("before 2020", ["../2019"]),
        ("before 1 January 2020", ["../2019-12-31"]),
        ("after December 2020", ["2021-01/.."]),
        ("~ 2018", ["2018~"]),
        ("c. 2015", ["2015~"]),
        ("around 18 February 2018", ["2018-02-18~"]),
        ("perhaps April 2026", ["2026-04?"]),
        ("April 2026?", ["2026-04?"]),
        ("Fall 2020", ["2020-23"]),
        ("from March 2018 to May 2018", ["2018-03/2018-05"]),
        ("27 April 2026 – 18 May 2026", ["2026-04-27/2026-05-18"]),
        ("2026-04-27 to 2026-05-18", ["2026-04-27/2026-05-18"]),
        ("2026-04-27 - 2026-05-18", ["2026-04-27/2026-05-18"]),
        ("2026-04 until 2026-05", ["2026-04/2026-05"]),
        ("since about March 2018", ["2018-03~/.."]),
        ("until 2020", ["../2020"]),
        ("04/05/2026", ["2026-05-04", "2026-04-05"]),
    ],
)
def test_words_are_a_date(words, found):
    assert dates.meant(words) == found
    assert dates.meant(words.upper()) == found
    assert all(dates.read(text).label for text in found)


@pytest.mark.parametrize(
    ("words", "whole"), [("early May 2023", "2023-05"), ("mid-April 2026", "2026-04"), ("the end of 2020", "2020")]
)
def test_a_part_of_a_month_or_a_year_is_the_whole_of_it_and_no_day_is_made_up(words, whole):
    assert dates.meant(words) == [whole]


@pytest.mark.parametrize(
    "words",
    [
        *("", "foo", "about", "yesterday", "May", "12 May", "31 February 2026", "between 2021 and 2019", "13/13/2026"),
        *("Friday, 30 April 2026", "before spring 2020", "before 0001", "after 9999", "about the 1990s", "about 2020~"),
        *(
            "Q5 2020",
            "third half of 2020",
            "1 to 2",
            "- - -",
            "2020-04-30T10:00",
            "about " * 30 + "2020",
            "２０２６",
            "x" * 9999,
            "2019 and",
            "\0",
            "٣ March 2018",
            "31 April 2026",
            "between",
        ),
    ],
)
def test_other_words_are_no_date(words):
    assert dates.meant(words) == []


def test_a_refused_date_names_what_to_write():
    with pytest.raises(dates.DateProblem, match=re.escape("“about March 2018” is no date that this site can hold; ")):
        dates.read("about March 2018")
    with pytest.raises(dates.DateProblem, match=re.escape("write 2026-04-03/.. or 2026-03-04/.., whichever is meant.")):
        dates.read("since 03/04/2026")


_WORDS = "about between and from to since until before after early the of 3 5 30 April May 2020 2021 spring Q1 - / ?"


@given(st.one_of(st.lists(st.sampled_from(_WORDS.split()), max_size=9).map(" ".join), st.text(max_size=60)))
def test_whatever_is_typed_every_offer_is_a_date(text):
    for found in dates.meant(text):
        assert dates.read(found).text == found
