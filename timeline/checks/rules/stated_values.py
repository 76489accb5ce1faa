"""Typed values against the words beside them."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from timeline import figures
from timeline.agreement import Stated
from timeline.checks.rule import Found, rule
from timeline.checks.stating import (
    Figure,
    can_both_hold,
    figures_of,
    is_comparable,
    is_compared,
    is_of_the_thing_counted,
    loose_figures,
)
from timeline.models import Assertion, Case, Event
from timeline.models.disagreement import stated_by
from timeline.vocabulary import Hedge, Level, ValueType

_TENS = {Decimal(10) ** power for power in (1, 2, 3, -1, -2, -3)}
_SEVERAL_DIGITS = 3
# A figure of one digit is too coarse to be known again ten times as great.
_LEAST_ROUNDED = 10


@rule(
    "value-against-words",
    "A value does not fit its words",
    level=Level.ERROR,
    models=(Assertion,),
    why="The typed value is what is compared and drawn, so it has to be the one that the words give.",
)
def value_against_words(assertion, around):
    """A typed value can hold together with some figure in the words it stands for: else one of the two is a slip.

    Compared are the statement with the answer's value, and a source's own words with the value typed from them.
    """
    question = assertion.question
    if not is_compared(question):
        return
    if _is_a_slip(question, assertion.stated, figures.outside_quotations(assertion.statement)):
        yield Found(
            assertion.value, f"{assertion.value_label(question)} against the statement, “{assertion.statement}”."
        )
    for row in assertion.references.all():
        if _is_a_slip(question, row.stated, row.as_stated):
            message = f"{row.value_label(question)} against the words of “{row.source}”: “{row.as_stated}”."
            yield Found(f"{row.source.slug} {row.value}"[:160], message)


@rule(
    "off-by-ten",
    "A figure is ten, a hundred or a thousand times that of an account",
    level=Level.WARNING,
    models=(Case, Event),
    why="A wrong zero, or million for billion, is the commonest slip in a figure.",
)
def off_by_ten(record, around):
    """A figure of ours that is exactly 10, 100 or 1,000 times an account of the same question, or a part so small."""
    texts = (record.title, record.summary) if isinstance(record, Event) else (record.summary, record.status_note)
    for question in record.public_questions:
        if question.value_type not in (ValueType.MONEY, ValueType.NUMBER):
            continue
        accounts = [stated_by(row) for answer in question.assertions.all() for row in answer.references.all()]
        accounts += [answer.stated for answer in question.assertions.all()]
        accounts = [account for account in accounts if is_comparable(question, account)]
        for text in texts:
            yield from _tenfold(question, figures.outside_quotations(text), accounts)


def _tenfold(question, text: str, accounts: list[Stated]) -> Iterator[Found]:
    for figure in figures_of(question, text):
        # “More than 44” holds together with every slip that adds a zero, so only an account of the figure excuses it.
        exact = [account for account in accounts if account.hedge in (Hedge.FLAT, Hedge.ABOUT)]
        is_told = any(can_both_hold(question, figure.stated, account) for account in exact)
        if is_told or any(figure.stated.value == account.value for account in accounts):
            continue
        if not (is_of_the_thing_counted(question, figure) or _has_several_digits(figure.stated.value)):
            continue
        for account in accounts:
            if _is_off_by_tens(figure, account.value):
                told = f"{question} has an account of {account.value}"
                yield Found(f"{question.slug} {figure.text}"[:160], f"“{figure.text}” is off by tens: {told}.")
                break


def _is_a_slip(question, stated: Stated, words: str) -> bool:
    """A threshold is compared as the number it is: “more than 24,000” is not “more than 240,000”."""
    found = loose_figures(question, stated.value, words) if words and is_comparable(question, stated) else []
    pairs = [(stated, figure.stated) for figure in found]
    return bool(pairs) and not any(can_both_hold(question, *map(_without_threshold, pair)) for pair in pairs)


def _without_threshold(stated: Stated) -> Stated:
    return Stated(stated.value, stated.hedge if stated.hedge == Hedge.ABOUT else Hedge.FLAT)


def _is_off_by_tens(figure: Figure, account: str) -> bool:
    """Nearly: a digit may have been lost with the zero (3,819,106 for 38,191,066), or rounded away ($38.2B)."""
    value, other = Decimal(figure.stated.value), _number(account)
    if not (value and other):
        return False
    unit = value / _digits(figure.text) if _digits(figure.text) >= _LEAST_ROUNDED else Decimal(0)
    return any(
        abs(value / (other * tens) - 1) < Decimal("0.0001") or value - unit / 2 <= other * tens < value + unit
        for tens in _TENS
    )


def _digits(written: str) -> int:
    """Those that a figure gives, as one number: 382 in “$38.2B”, 38 in “3,800”; 0 for one in words."""
    number = re.sub(r"[^0-9.]", "", written).strip(".")
    return int((number.replace(".", "") if "." in number else number.rstrip("0")) or 0)


def _number(value: str) -> Decimal | None:
    """None for a range."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _has_several_digits(value: str) -> bool:
    return len(value.replace(".", "").strip("0")) >= _SEVERAL_DIGITS
