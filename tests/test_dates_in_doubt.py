"""EDTF texts at the edges: zeros, doubt, seasons, short intervals."""

import pytest

from timeline import dates


@pytest.mark.parametrize("text", ["2023-00", "2023-05-00", "2023-00-00", "2023-00-05"])
def test_month_and_day_zero_are_refused_and_no_day_is_invented(text):
    with pytest.raises(dates.DateProblem):
        dates.read(text)


@pytest.mark.parametrize("text", ["2026-21~", "2026-22?", "2026-23%"])
def test_a_season_may_be_in_doubt(text):
    assert dates.read(text).precision == "season"


def test_winter_is_not_filed_under_december():
    assert dates.read("2026-24").period != "2026-12"


def test_only_the_end_that_is_about_is_worded_so():
    assert dates.read("2015/2018~").label != dates.read("2015~/2018").label


def test_the_message_for_a_huge_text_is_short():
    with pytest.raises(dates.DateProblem) as told:
        dates.read("2026/" * 5000)
    assert len(str(told.value)) < 220


def test_an_interval_of_one_day_is_worded_as_that_day():
    assert "–" not in dates.read("2026-04-27/2026-04-27").label


def test_the_advice_for_a_lone_slash_can_be_followed():
    with pytest.raises(dates.DateProblem, match=r"^(?!.*write “\.\./\.\.”)"):
        dates.read("/")
