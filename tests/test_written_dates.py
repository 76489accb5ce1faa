"""Dates as people write them, and the EDTF texts that they mean."""

import pytest

from timeline import dates

WRITTEN = {
    "about March 2018": ["2018-03~"],
    "c. 2015": ["2015~"],
    "around 18 February 2018": ["2018-02-18~"],
    "perhaps April 2026": ["2026-04?"],
    "April 2026?": ["2026-04?"],
    "30 April 2026": ["2026-04-30"],
    "April 30th, 2026": ["2026-04-30"],
    "the 1990s": ["199X"],
    "spring 2020": ["2020-21"],
    "Fall 2020": ["2020-23"],
    "early May 2023": ["2023-05"],
    "between 2019 and 2021": ["2019/2021"],
    "from March 2018 to May 2018": ["2018-03/2018-05"],
    "27 April 2026 – 18 May 2026": ["2026-04-27/2026-05-18"],
    "since about March 2018": ["2018-03~/.."],
    "until 2020": ["../2020"],
    "04/05/2026": ["2026-05-04", "2026-04-05"],
}


@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_is_understood(text):
    assert dates.meant(text) == WRITTEN[text]
    for found in WRITTEN[text]:
        assert dates.read(found).text == found


@pytest.mark.parametrize(
    "text", ["", "soon", "31 April 2026", "between", "about", "x" * 9999, "2019 and", "\0", "٣ March 2018"]
)
def test_what_is_no_date_is_not_made_one(text):
    assert dates.meant(text) == []
