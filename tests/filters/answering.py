"""Accounts of a question that stand in no database: what is asked of them needs none."""

import datetime
from itertools import count

from timeline import dates
from timeline.filters.answer_groups import answers_of
from timeline.models import Assertion, Evidence, Party, Question, Source
from timeline.vocabulary import EvidenceMark, Stance, ValueType, Workflow

_numbers = count(1)
_ADA = Party(pk=1_000_000, name="Ada")


def new_source(published="2024-01-15", mark=EvidenceMark.FIRST_HAND, origin=None, **values):
    source = Source(
        pk=next(_numbers), mark=mark, origin=origin, published=published, workflow=Workflow.PUBLISHED, **values
    )
    reading = dates.read(published) if published else None
    source.latest = reading.latest if reading else None
    source.sorts_to = source.latest or datetime.date.max
    return source


def new_question(value_type=ValueType.NUMBER, unit=""):
    return Question(pk=next(_numbers), value_type=value_type, unit=unit)


def new_party(name="Ada"):
    return Party(pk=next(_numbers), name=name)


def new_statement(question, value="", **values):
    maker = {"made_by_party": _ADA} if "made_by_source" not in values else {}
    return Assertion(pk=next(_numbers), question=question, value=value, **{**maker, **values})


def new_row(statement, value="", stance=Stance.SUPPORTS, source=None, **values):
    source = source or new_source()
    return Evidence(pk=next(_numbers), assertion=statement, value=value, stance=stance, source=source, **values)


def answers_to(rows):
    """The answers that these rows give to their question, with the statements that they bear on."""
    statements = list({row.assertion.pk: row.assertion for row in rows}.values())
    return answers_of(statements[0].question, rows, statements)


def labels(answers):
    return [answer.label for answer in answers]
