"""Figures within one text of ours that do not add up."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from timeline import figures
from timeline.checks.likeness import telling_words
from timeline.checks.prose import main_words, sentences
from timeline.checks.rule import Found, rule
from timeline.figures import Amount
from timeline.models import Assertion, Case, Event, Filing, Party, Question
from timeline.vocabulary import Hedge, Level

_TOLERANCE, _TOLERANCE_OF_ABOUT = Decimal("0.05"), Decimal("0.1")
# What may stand between a part and its whole: “16 of OpenAI's 55 defenses”, “five out of the eight runs”.
_OF = re.compile(
    r"\s(?:(?P<noun>[a-z]+)\s)?(?:out\s)?of\s(?:all\s|the\s|its\s|their\s|his\s|her\s|\w+[’']s?\s)*", re.ASCII
)
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
# “eight of five runs”: a number in letters without a noun of its own, which `figures` leaves out.
_WORD_OF = re.compile(
    rf"\b(?P<part>{'|'.join(_NUMBER_WORDS)})(?P<of>\s(?:out\s)?of\s(?:all\s|the\s|its\s|their\s)*)", re.I
)
# What follows a price: “3,000 dollars per work”, “$500 an hour”, “for each book”, “for each of 500 books”.
_PER = re.compile(
    r"\s(?:per|an?|each|every|for\s(?:each|every|an?))\s(?P<thing>(?!of\b)[a-z]+|of\s(?:the\s)?(?=[0-9]))"
)
# What may stand between a share and the amount that it is: “440,490 works, or 91.3 percent”.
_OR = re.compile(
    r"[^.;]{0,40}?(?:,|\()?\s?(?:or|is|are|that\sis|equal\sto|\()\s?(?:about\s|nearly\s|some\s|roughly\s)?", re.I
)


@rule(
    "sums",
    "Figures that do not add up",
    level=Level.WARNING,
    models=(Party, Case, Filing, Event, Question, Assertion),
    why="A part is no greater than its whole, and a number times a price is the total.",
)
def sums(record, around):
    """Figures of one text add up: a part lies in its whole, number times price is the total, a share fits its amounts.

    Within 5 percent, 10 where one of them is “about”.
    """
    for passage in main_words(record):
        amounts = figures.amounts(passage.ours)
        yield from _parts_and_wholes(passage.ours, amounts)
        yield from _totals(passage.ours, amounts)
        for sentence in sentences(passage.ours):
            yield from _shares(sentence, figures.amounts(sentence))


def _parts_and_wholes(text: str, amounts: list[Amount]) -> Iterator[Found]:
    for part, whole in _of_pairs(text, amounts):
        if part.value > whole.value:
            written = text[part.start : whole.end]
            yield Found(written[:160], f"“{written}”: the part is greater than the whole.")
    for match in _WORD_OF.finditer(text):
        number = _NUMBER_WORDS.index(match["part"].lower()) + 1
        for whole in (amount for amount in amounts if amount.start == match.end() and amount.value < number):
            written = text[match.start() : whole.end]
            yield Found(written[:160], f"“{written}”: the part is greater than the whole.")


def _totals(text: str, amounts: list[Amount]) -> Iterator[Found]:
    """One price of one thing, one number of such things, and sums of money that could be the total."""
    prices = [(amount, match) for amount in amounts if amount.unit and (match := _PER.match(text, amount.end))]
    for price, per in prices:
        counted = [amount for amount in amounts if not amount.unit]
        counts = [one for one in counted if one.start == per.end()] or [
            one for one in counted if _is_named(one, per["thing"])
        ]
        totals = [
            amount for amount in amounts if amount.unit == price.unit != "percent" and amount.value > 2 * price.value
        ]
        if len(counts) != 1 or not totals:
            continue
        product = price.value * counts[0].value
        if not any(_is_near(total, product, price, counts[0]) for total in totals):
            told = ", ".join(amount.text for amount in totals)
            message = f"{counts[0].text} times {price.text} is {product:,.0f}, which none of the sums is: {told}."
            yield Found(f"{counts[0].text} × {price.text}", message)


def _shares(sentence: str, amounts: list[Amount]) -> Iterator[Found]:
    """“A of B, or P percent”: one share in a sentence with one part and one whole."""
    shares = [amount for amount in amounts if amount.unit == "percent"]
    pairs = _of_pairs(sentence, amounts)
    if len(shares) == 1 and not pairs:
        pairs = _share_of_whole(sentence, amounts, shares[0])
    if len(shares) != 1 or len(pairs) != 1:
        return
    (share,), ((part, whole),) = shares, pairs
    if whole.value <= 0:
        return
    real = 100 * part.value / whole.value
    room = _unit(share.value) + (share.value * _TOLERANCE_OF_ABOUT if _are_about(share, part, whole) else 0)
    if abs(real - share.value) > room:
        message = f"{part.text} of {whole.text} is {real:.3g} percent, not {share.text}."
        yield Found(f"{share.text} {part.text} {whole.text}"[:160], message)


def _of_pairs(text: str, amounts: list[Amount]) -> list[tuple[Amount, Amount]]:
    """Neighbouring amounts of one unit that are joined by “of”."""
    return [(part, whole) for part, whole in pairwise(amounts) if _is_part_of(text, part, whole)]


def _is_part_of(text: str, part: Amount, whole: Amount) -> bool:
    """“75 million of 300 million dollars” leaves out the unit of the part."""
    match = _OF.fullmatch(text, part.end, whole.start)
    if not match or "percent" in (part.unit, whole.unit) or part.unit not in ("", whole.unit):
        return False
    return not match["noun"] or not whole.noun or _is_named(whole, match["noun"])


def _share_of_whole(sentence: str, amounts: list[Amount], share: Amount) -> list[tuple[Amount, Amount]]:
    """“A is P percent of B”: the share follows the part and comes before the whole."""
    place = amounts.index(share)
    if not 0 < place < len(amounts) - 1:
        return []
    part, whole = amounts[place - 1], amounts[place + 1]
    is_said = _OR.fullmatch(sentence, part.end, share.start) and _OF.fullmatch(sentence, share.end, whole.start)
    return [(part, whole)] if is_said and part.unit == whole.unit and part.value <= whole.value else []


def _is_named(amount: Amount, thing: str) -> bool:
    """Whether this is an amount of such things, whatever the ending of the word."""
    return bool(telling_words(amount.noun) & telling_words(thing))


def _is_near(total: Amount, product: Decimal, *factors: Amount) -> bool:
    tolerance = _TOLERANCE_OF_ABOUT if _are_about(total, *factors) else _TOLERANCE
    return abs(total.value - product) <= tolerance * max(total.value, product)


def _are_about(*amounts: Amount) -> bool:
    return any(amount.hedge != Hedge.FLAT for amount in amounts)


def _unit(value: Decimal) -> Decimal:
    """The worth of the last digit written: 91.3 → 0.1, 20 → 1."""
    return Decimal(1).scaleb(min(int(value.normalize().as_tuple().exponent), 0))
