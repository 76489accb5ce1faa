"""EDTF texts: what each form means, how a page words it, and what is refused with which advice."""

import datetime
import re
from calendar import monthrange

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline import dates

# text, earliest, latest, label, period
FORMS = [
    ("2026-04-30", "2026-04-30", "2026-04-30", "30 Apr 2026", "2026-04"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "29 Feb 2024", "2024-02"),
    ("2026-04", "2026-04-01", "2026-04-30", "April 2026", "2026-04"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024", "2024-02"),
    ("2023-02", "2023-02-01", "2023-02-28", "February 2023", "2023-02"),
    ("2025-12", "2025-12-01", "2025-12-31", "December 2025", "2025-12"),
    ("2026", "2026-01-01", "2026-12-31", "2026", "2026"),
    ("9999", "9999-01-01", "9999-12-31", "9999", "9999"),
    ("2015~", "2015-01-01", "2015-12-31", "c. 2015", "2015"),
    ("2026-04~", "2026-04-01", "2026-04-30", "c. April 2026", "2026-04"),
    ("2023?", "2023-01-01", "2023-12-31", "2023, year uncertain", "2023"),
    ("2026-04?", "2026-04-01", "2026-04-30", "April 2026, month uncertain", "2026-04"),
    ("2018-02-18?", "2018-02-18", "2018-02-18", "18 Feb 2018, day uncertain", "2018-02"),
    ("2018-02-18%", "2018-02-18", "2018-02-18", "c. 18 Feb 2018, day uncertain", "2018-02"),
    ("2026-21", "2026-03-01", "2026-05-31", "Spring 2026", "2026"),
    ("2026-22", "2026-06-01", "2026-08-31", "Summer 2026", "2026"),
    ("2026-23", "2026-09-01", "2026-11-30", "Autumn 2026", "2026"),
    ("2026-04-XX", "2026-04-01", "2026-04-30", "April 2026", "2026-04"),
    ("2026-XX", "2026-01-01", "2026-12-31", "2026", "2026"),
    ("2026-XX-XX", "2026-01-01", "2026-12-31", "2026", "2026"),
    ("202X", "2020-01-01", "2029-12-31", "2020s", ""),
    ("19XX", "1900-01-01", "1999-12-31", "between 1900 and 1999", ""),
    ("2026-04-03/2026-04-05", "2026-04-03", "2026-04-05", "3–5 Apr 2026", "2026-04"),
    ("2026-04-27/2026-05-18", "2026-04-27", "2026-05-18", "27 Apr 2026 – 18 May 2026", "2026"),
    ("2025-12-30/2026-01-02", "2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026", ""),
    ("2026-04/2026-06", "2026-04-01", "2026-06-30", "April 2026 – June 2026", "2026"),
    ("2020/2021-03-04", "2020-01-01", "2021-03-04", "2020 – 4 Mar 2021", ""),
    ("2026-04-27/..", "2026-04-27", None, "since 27 Apr 2026", ""),
    ("../2026-04", None, "2026-04-30", "until April 2026", ""),
    ("2015~/2018", "2015-01-01", "2018-12-31", "c. 2015 – 2018", ""),
    ("2015?/2018", "2015-01-01", "2018-12-31", "2015 – 2018, dates uncertain", ""),
]


def day(text):
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "label", "period"), FORMS, ids=[form[0] for form in FORMS])
def test_every_form_has_its_bounds_its_words_and_its_period(text, earliest, latest, label, period):
    reading = dates.read(text)
    assert (reading.earliest, reading.latest) == (day(earliest), day(latest))
    assert (reading.label, reading.period) == (label, period)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2026-04-30", "day"),
        ("2026-04", "month"),
        ("2026-04-XX", "month"),
        ("2026-22", "season"),
        ("2026", "year"),
        ("2026-XX-XX", "year"),
        ("202X", "decade"),
        ("19XX", "century"),
        ("2026/2027", "interval"),
    ],
)
def test_the_precision_is_what_was_given_and_no_more(text, precision):
    assert dates.read(text).precision == precision


@pytest.mark.parametrize(("mark", "about", "uncertain"), [("", 0, 0), ("~", 1, 0), ("?", 0, 1), ("%", 1, 1)])
@pytest.mark.parametrize("text", ["2018", "2018-02", "2018-02-18"])
def test_doubt_is_told_apart_from_approximation(text, mark, about, uncertain):
    reading = dates.read(text + mark)
    assert (reading.is_approximate, reading.is_uncertain) == (bool(about), bool(uncertain))


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("2026-04-30", "Thursday"), ("2026-04-30~", ""), ("2026-04-30?", ""), ("2026-04", ""), ("2026-04-30/..", "")],
)
def test_only_a_certain_day_has_a_weekday(text, weekday):
    assert dates.read(text).weekday == weekday


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2026-04-30", "30 Apr"),
        ("2026-04-30~", "c. 30 Apr"),
        ("2026-04-30?", "30 Apr"),
        ("2026-04", "April 2026"),
        ("2026-04-03/2026-04-05", "3–5 Apr 2026"),
    ],
)
def test_below_a_heading_of_the_month_a_day_goes_without_its_year(text, short):
    assert dates.read(text).short_label == short


@pytest.mark.parametrize(
    ("period", "label"), [("2026-04", "April 2026"), ("2026", "2026"), ("", "Over several years or undated")]
)
def test_a_period_has_a_heading(period, label):
    assert dates.period_label(period) == label


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "A date is missing; leave the field out if it is not known."),
        ("   ", "A date is missing; leave the field out if it is not known."),
        ("/2020", "“/2020” leaves one end empty; write “../2020” for an open end."),
        ("2020/", "“2020/” leaves one end empty; write “2020/..” for an open end."),
        ("../..", "An interval needs at least one end; leave the field empty if nothing is known."),
        ("2026/2025", "“2026/2025” ends before it begins."),
        ("2026-05/2026-04-30", "“2026-05/2026-04-30” ends before it begins."),
        ("2026/2027/2028", "“2026/2027/2028” has more than one “/”; an interval is two dates with one “/” between."),
        ("2023-02-30", "“2023-02-30” is no date of the calendar."),
        ("2023-02-29", "“2023-02-29” is no date of the calendar."),
        ("2023-13", "“2023-13” is no date of the calendar."),
        ("2023-25", "“2023-25” is no date of the calendar."),
        ("2026-13-XX", "“2026-13-XX” is no date of the calendar."),
        ("0000", "“0000” is no date of the calendar."),
        ("000X", "“000X” is no date of the calendar."),
        ("foo", f"“foo” is no date that this site can hold; {dates.HELP}."),
    ],
)
def test_what_is_refused_is_told_with_advice(text, message):
    with pytest.raises(dates.DateProblem) as problem:
        dates.read(text)
    assert str(problem.value) == message


@pytest.mark.parametrize(
    "text",
    [
        *["Y20000", "y20000", "-0044", "20260430", "30.4.2026", "2026-XX-05", "2X26", "unknown"],
        *["unknown/2020", "2026-04-30T10:00:00", "[2020,2021]", "{2020}", "2020~?", "2020-04~-03", ".."],
        *["2026-04/..~", "\0", "2026\0", "2026\n-04", "２０２６", "٢٠٢٦", "<script>", "2026-W10", "9" * 100_000],
    ],
    ids=lambda text: ascii(text)[:24],
)
def test_what_this_site_cannot_hold_is_refused_in_a_short_message(text):
    with pytest.raises(dates.DateProblem) as problem:
        dates.read(text)
    assert "is no date that this site can hold; write 2026-04-30" in str(problem.value)
    assert len(str(problem.value)) < 220


def test_the_advice_for_an_open_end_can_be_followed():
    for text in ("/2020", "2020/", "/2026-04-30", "2015~/"):
        with pytest.raises(dates.DateProblem) as problem:
            dates.read(text)
        advised = re.search(r"write “(.+?)”", str(problem.value))[1]
        assert dates.read(advised).precision == "interval"


def test_spaces_around_a_date_do_not_matter():
    assert dates.read(" 2026-04-30\n") == dates.read("2026-04-30")


@st.composite
def points(draw):
    year = draw(st.integers(1, 9999))
    month = draw(st.integers(1, 12))
    last = monthrange(year, month)[1]
    text = draw(
        st.sampled_from(
            [
                f"{year:04}",
                f"{year:04}-{month:02}",
                f"{year:04}-{month:02}-{draw(st.integers(1, last)):02}",
                f"{year:04}-{draw(st.integers(21, 24))}",
                f"{year:04}-{month:02}-XX",
                f"{year:04}-XX",
                f"{max(year // 10, 1):03}X",
                f"{max(year // 100, 1):02}XX",
            ]
        )
    )
    is_plain = re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", text)
    return text + (draw(st.sampled_from(["", "", "~", "?", "%"])) if is_plain else "")


@given(points())
@example("9999-12-31")
@example("9999-24")
@example("0001-01-01")
def test_a_date_never_ends_before_it_begins(text):
    reading = dates.read(text)
    assert reading.earliest <= reading.latest


@given(points(), points())
def test_an_interval_holds_both_its_ends_or_is_refused(first, last):
    begin, end = dates.read(first), dates.read(last)
    if begin.earliest > end.latest:
        with pytest.raises(dates.DateProblem):
            dates.read(f"{first}/{last}")
    else:
        reading = dates.read(f"{first}/{last}")
        assert reading.earliest == begin.earliest <= end.latest == reading.latest


@given(points(), st.sampled_from(["{}", "{}/..", "../{}", "{}/9999"]))
def test_a_label_never_names_a_day_that_was_not_given(text, form):
    reading = dates.read(form.format(text))
    names_a_day = re.search(r"\b\d{1,2} [A-Z][a-z]{2} \d", reading.label)
    assert bool(names_a_day) == (dates.read(text).precision == "day")
    assert not reading.weekday or reading.precision == "day"


@given(st.text(max_size=60))
def test_any_other_text_is_refused_politely_and_never_crashes(text):
    reading, message = None, ""
    try:
        reading = dates.read(text)
    except dates.DateProblem as problem:
        message = str(problem)
    assert reading.label if reading else message


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("30/04/2026", "2026-04-30"),
        ("4/30/2026", "2026-04-30"),
        ("30.04.2026", "2026-04-30"),
        ("5/5/2026", "2026-05-05"),
        ("4/5/2026", "2026-05-04 or 2026-04-05, whichever is meant"),
        ("2026/04", "2026-04"),
        ("2026/4/30", "2026-04-30"),
        ("2026-4", "2026-04"),
        ("April 2026", "2026-04"),
        ("30 Apr. 2026", "2026-04-30"),
        ("April 30, 2026", "2026-04-30"),
    ],
)
def test_a_date_as_on_paper_is_refused_with_what_to_write_instead(typed, instead):
    with pytest.raises(dates.DateProblem) as problem:
        dates.read(typed)
    assert str(problem.value) == f"“{typed}” is no date that this site can hold; write {instead}."


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "2026-13", "32 April 2026", "Ma 2026", "Gossip 2026", "1/2/26", "2026/2027/2028"]
)
def test_what_may_mean_no_day_at_all_gets_no_such_advice(typed):
    assert dates.meant(typed) == []
