"""What the tests of the linter share: linting one record, and records that only they need."""

import datetime

from tests.making import make_assertion, make_question, make_source
from timeline.checks.linter import lint
from timeline.models import Evidence
from timeline.vocabulary import Reliability, SourceKind, Stance, ValueType

TODAY = datetime.date(2026, 11, 24)


def found(record, rule, today=TODAY):
    """The findings of one rule in one record as it stands in the database."""
    return [finding for finding in lint(type(record), [record], today) if finding.rule == rule]


def abouts(record, rule, today=TODAY):
    return [finding.about for finding in found(record, rule, today)]


def levels(record, rule, today=TODAY):
    return [finding.level for finding in found(record, rule, today)]


def later():
    """A source that is later than whatever it reports."""
    return make_source("2026-10-05")


def make_court_paper(title="Order Denying Motion to Dismiss", published="2024-03-04", **values):
    defaults = {"kind": SourceKind.COURT_DOCUMENT, "reliability": Reliability.PRIMARY, "publisher": "A court"}
    return make_source(published, title=title, **{**defaults, **values})


def make_court_file(entry, attachment=0, suffix="", court="cand", docket=433688, **values):
    """A court paper with the address that RECAP gives it."""
    folder = f"gov.uscourts.{court}.{docket}"
    name = f"{folder}.{entry}.{attachment}{suffix}.pdf"
    return make_court_paper(url=f"https://storage.courtlistener.com/recap/{folder}/{name}", **values)


def make_contested(*values, value_type=ValueType.MONEY, unit="USD", **of_question):
    """An open question with an account of each of the values, each of a source of its own."""
    question = make_question(value_type=value_type, unit=unit, **of_question)
    for value in values:
        make_account(question, value)
    return question


def make_account(question, value="", hedge="", as_stated="", statement="", source=None, **of_evidence):
    """An answer without a value of its own, and one piece of evidence with this value."""
    assertion = make_assertion(statement, sources=[], question=question)
    defaults = {"stance": Stance.SUPPORTS, "value": value, "hedge": hedge, "as_stated": as_stated}
    Evidence.objects.create(assertion=assertion, source=source or make_source(), **{**defaults, **of_evidence})
    return assertion
