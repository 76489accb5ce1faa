"""Figures found in prose: what is read as an amount or a span of time, and what is not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import figures
from timeline.vocabulary import Hedge


def told(text):
    """Each amount as (value, unit or noun, hedge)."""
    return [(one.value, one.unit or one.noun, one.hedge) for one in figures.amounts(text)]


SUMS = {
    (Decimal(500_000), "USD"): ["half a million dollars", "Half a million U.S. dollars"],
    (Decimal(1_500_000), "USD"): ["one and a half million dollars", "$1.5 million"],
    (Decimal(38_000_000), "USD"): [
        "thirty-eight million dollars",
        "$38 million",
        "US$ 38 million",
        "38 million U.S. dollars",
        "USD 38 million",
        "$38M",
    ],
    (Decimal(38_191_066), "USD"): ["38,191,066 dollars", "$38,191,066", "US$38,191,066", "($38,191,066)"],
    (Decimal(20_000_000), "USD"): ["a 20 million dollar loan", "a $20-million loan", "$20 million/year"],
    (Decimal(2_000_000_000), "USD"): ["two billion dollars", "$2bn", "$2.0 billion", "$2B"],
    (Decimal("2203.56"), "USD"): ["2,203.56 dollars per work"],
    (Decimal(2024), "USD"): ["$2024"],
    (Decimal(5_000_000), "EUR"): ["€5m", "5 million euros", "EUR 5,000,000"],
    (Decimal(3_500_000_000), "GBP"): ["£3.5bn", "GBP 3.5 billion"],
    (Decimal("91.3"), "percent"): ["91.3 percent", "91.3 per cent", "91.3%", "91.3 %"],
}


@pytest.mark.parametrize(("amount", "text"), [(amount, text) for amount, texts in SUMS.items() for text in texts])
def test_sums_and_shares_are_read_with_their_unit(amount, text):
    assert told(text) == [(*amount, Hedge.FLAT)]


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("482,460 works", 482_460, "works"),
        ("20 million logs", 20_000_000, "logs"),
        ("28.8 million exchanges with Claude", 28_800_000, "exchanges"),
        ("449,731 claimed works", 449_731, "works"),
        ("Twelve actions", 12, "actions"),
        ("nine jurors deliberated", 9, "jurors"),
        ("One source told the paper", 1, "source"),
        ("three people with knowledge", 3, "people"),
        ("six AI companies", 6, "companies"),
        ("five days' notice", 5, "days"),
        ("400 local and regional newspapers", 400, "newspapers"),
        ("the 20 million log order", 20_000_000, "log"),
        ("a million hours of video", 1_000_000, "hours"),
        ("a 100,000-prompt campaign", 100_000, "prompt"),
        ("70K conversations", 70_000, "conversations"),
        ("Covers 500 works", 500, "works"),
        ("The count is 482,460.", 482_460, ""),
        ("90 days", 90, "days"),
        ("half a million hours", 500_000, "hours"),
        ("twenty-six claims", 26, "claims"),
        ("forty works", 40, "works"),
        ("an hour and a half", Decimal("1.5"), "hour"),
        ("Two hours and a half", Decimal("2.5"), "hours"),
        ("two and a half hours", Decimal("2.5"), "hours"),
        ("half an hour", Decimal("0.5"), "hour"),
    ],
)
def test_counts_are_read_with_what_they_count(text, value, noun):
    assert told(text) == [(value, noun, Hedge.FLAT)]


HEDGES = {
    Hedge.ABOUT: ["about $38 million", "on the order of $38 million", "~$38 million", "$38 million or so"],
    Hedge.AT_LEAST: ["At least $38 million", "no less than $38 million", "$38 million or more"],
    Hedge.MORE_THAN: ["more than $38 million", "over $38 million", "in excess of $38 million"],
    Hedge.AT_MOST: ["no more than about $38 million", "at most $38 million"],
    Hedge.LESS_THAN: ["less than $38 million", "under $38 million"],
    Hedge.UP_TO: ["up to $38 million", "as much as $38 million"],
    Hedge.FLAT: ["the $38 million", "questions about $38 million", "sued over $38 million"],
}


@pytest.mark.parametrize(("hedge", "text"), [(hedge, text) for hedge, texts in HEDGES.items() for text in texts])
def test_the_hedge_of_an_amount_is_read(hedge, text):
    assert told(text) == [(38_000_000, "USD", hedge)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("between $79 billion and $134 billion", [(79, "USD"), (134, "USD")]),
        ("$79 to $134 billion", [(79, "USD"), (134, "USD")]),
        ("$79–134 billion", [(79, "USD"), (134, "USD")]),
        ("79-134 billion dollars", [(79, "USD"), (134, "USD")]),
        ("the figures of 79 and 134 billion", [(79, ""), (134, "")]),
    ],
)
def test_the_two_ends_of_a_range_share_size_and_unit(text, values):
    assert [(one.value / 10**9, one.unit) for one in figures.amounts(text)] == values


def test_a_larger_first_number_takes_no_size_from_the_second():
    assert [one.value for one in figures.amounts("from 800 to 1.5 million")] == [800, 1_500_000]


def test_the_ends_of_a_range_share_their_noun():
    assert [(one.value, one.noun) for one in figures.amounts("10–20 works")] == [(10, "works"), (20, "works")]
    assert [(one.value, one.noun) for one in figures.amounts("5 or 6 songs")] == [(5, "songs"), (6, "songs")]


OTHER_NUMBERS = """
in 2024; from 2019 to 2023; the 2015 e-mail; April 30; 30 April 2026; 2026-04-30; June 5 or 6; 29 or 30 April
27–30 April 2026; July 10th; the 143rd suit; 1:41 PM; at 10 a.m.; 24/7; v3.5.1; 4:24-cv-04722; Dkt. 32-13; ECF No. 12
No. 24-7700; 26-5391; CGC-25-624813; MDL 3143; 5 U 104/24; § 1202; §§ 1201 and 1202(b)(1); Rule 8; section 107
sections 107 and 108; Article 4; clause 3.3(e); 17 U.S.C. 107; 123 F.3d 456; section D.4; AB 2013; H.R. 8283; Exhibit 12
PX 296; day 4; line 12; GPT-4; Llama 3; Llama 2 and 3; Claude 3.5; Claude Opus 4.8; Claude 3.x; LLaMA 7B; Kimi K2.5
Books3; a 7B model; no one; every one of them; five of them; the three named
two hundred and fifty works; two hundred thousand works; half of them
two hundred thirty-eight million dollars; C$5; ¥500; multi-billion; one-sided; a three-judge panel
"""


@pytest.mark.parametrize("text", OTHER_NUMBERS.strip().replace("\n", "; ").split("; "))
def test_other_numbers_are_no_amounts(text):
    assert figures.amounts(text) == []


def test_an_amount_knows_its_place():
    text = "Musk gave more than $44.56 million in all."
    (amount,) = figures.amounts(text)
    assert text[amount.start : amount.end] == amount.text == "$44.56 million"


@pytest.mark.parametrize(
    ("text", "number", "unit", "hedge"),
    [
        ("three weeks", 3, "week", Hedge.FLAT),
        ("a two-year term", 2, "year", Hedge.FLAT),
        ("90 days", 90, "day", Hedge.FLAT),
        ("90 calendar days", 90, "day", Hedge.FLAT),
        ("about 18 months", 18, "month", Hedge.ABOUT),
        ("less than five days' notice", 5, "day", Hedge.LESS_THAN),
        ("Sixty days", 60, "day", Hedge.FLAT),
        ("thirty-eight days", 38, "day", Hedge.FLAT),
        ("1,000 days", 1000, "day", Hedge.FLAT),
    ],
)
def test_spans_of_time_are_read(text, number, unit, hedge):
    assert [(one.number, one.unit, one.hedge) for one in figures.spans_of_time(text)] == [(number, unit, hedge)]


@pytest.mark.parametrize(
    "text", ["a 20-year-old", "19 years old", "once a year", "the 2025 year", "2.5 years", "day 3"]
)
def test_ages_rates_and_years_are_no_spans_of_time(text):
    assert figures.spans_of_time(text) == []


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("He said “no 5” twice", "He said        twice"),
        ('He said "no\n5" twice', "He said    \n   twice"),
        ("called it ‘a real steal’ once", "called it                once"),
        ("‘I don’t know’ he said", "               he said"),
        ("the word ‘steal’ once", "the word ‘steal’ once"),
        ("the authors’ claims, Musk's suit", "the authors’ claims, Musk's suit"),
        ("an open “quotation", "an open “quotation"),
        ('a 5" screen\n\nand a 6" one', 'a 5" screen\n\nand a 6" one'),
    ],
)
def test_quotations_are_blanked_and_places_stay(text, outside):
    assert figures.outside_quotations(text) == outside


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
    for read in (figures.amounts, figures.spans_of_time):
        places = [(one.start, one.end) for one in read(text)]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(text[one.start : one.end] == one.text for one in figures.amounts(text))
    assert len(figures.outside_quotations(text)) == len(text)


@given(st.integers(1, 10**15 - 1))
def test_every_whole_number_with_commas_is_read(number):
    assert [one.value for one in figures.amounts(f"It is {number:,} works.")] == ([number] if number > 0 else [])


@pytest.mark.parametrize(
    "piece", ["1,", "A.", "“", '"', "‘a ", "1 ", "30 or ", "§1.", "1-", "No. 1 and ", "Monday, ", "\n"]
)
def test_a_long_odd_text_is_read_to_its_end(piece):
    """One that made a pattern try every way of reading it would not come back for hours."""
    text = piece * 5_000
    assert len(figures.outside_quotations(text)) == len(text)
    for read in (figures.amounts, figures.spans_of_time):
        assert all(0 <= one.start < one.end <= len(text) for one in read(text))
