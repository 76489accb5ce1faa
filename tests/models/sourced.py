"""The record types that rest on sources, each with its table of references and a way to make one."""

from tests.making import make_assertion, make_case, make_event, make_filing, make_party, make_quote
from timeline.models import (
    Assertion,
    Case,
    CaseReference,
    Event,
    EventReference,
    Evidence,
    Filing,
    FilingReference,
    Party,
    PartyReference,
    Quote,
    QuoteReference,
)
from timeline.vocabulary import Workflow

MAKERS = {
    Party: make_party,
    Case: make_case,
    Filing: make_filing,
    Event: make_event,
    Quote: make_quote,
    Assertion: make_assertion,
}
TABLES = {
    Party: PartyReference,
    Case: CaseReference,
    Filing: FilingReference,
    Event: EventReference,
    Quote: QuoteReference,
    Assertion: Evidence,
}


def make_reference(record, source, **values):
    return new_reference(record, source, save=True, **values)


def new_reference(record, source, save=False, **values):
    table = TABLES[type(record)]
    if table is Evidence:
        values = {"stance": "supports", **values}
    reference = table(**{table.belongs_to: record}, source=source, **values)
    if save:
        reference.save()
    return reference


def evidence(record):
    """What is stored of a record's sources: known since, known in full, best mark."""
    return type(record).objects.values_list("known_since", "known_in_full", "best_mark").get(pk=record.pk)


def evidence_by_hand(record):
    """The same, reckoned from the record's published sources one by one."""
    references = TABLES[type(record)].objects.filter(**{TABLES[type(record)].belongs_to: record})
    public = [row for row in references if row.source.workflow == Workflow.PUBLISHED]
    telling = [row.source for row in public if not getattr(row, "is_background", False)]
    days = [source.latest for source in telling if source.latest]
    every_day = [row.source.latest for row in public if row.source.latest]
    return min(days, default=None), max(every_day, default=None), min((s.mark for s in telling), default=None)
