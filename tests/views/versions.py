"""Makes histories: records written, corrected and withdrawn as the desk does it, on days that tests choose."""

import datetime

from tests.making import make_event
from timeline.history.keeping import Hand, begin, keep
from timeline.models import Version
from timeline.vocabulary import ChangeClass, Step, Workflow

ADDRESSES = {
    "event": "events",
    "case": "cases",
    "filing": "filings",
    "party": "parties",
    "quote": "quotes",
    "question": "questions",
    "assertion": "answers",
    "source": "sources",
}


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def address(record, rest=""):
    return f"/{ADDRESSES[record._meta.model_name]}/{record.slug}/{rest}"


def version_of(record, when, step=Step.PUBLISHED, **hand):
    """The record as it is, kept as of then."""
    record.refresh_from_db()
    kept = keep(record, step, Hand(**{"name": "ann", **hand}))
    Version.objects.filter(pk=kept.pk).update(made_at=moment(when))
    kept.refresh_from_db()
    return kept


def change(record, when, why="", change_class=ChangeClass.CORRECTION, **values):
    """Fields of a published record changed, and published anew."""
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return version_of(record, when, why=why, change_class=change_class)


def pend(record, when, **content):
    """A pending change: the record's tables keep what readers see."""
    kept = version_of(record, when, Step.WRITTEN)
    Version.objects.filter(pk=kept.pk).update(workflow=Workflow.IN_REVIEW, content={**kept.content, **content})
    return kept


def withdraw(record, when, why=""):
    record.workflow = Workflow.WITHDRAWN
    record.save()
    return version_of(record, when, Step.WITHDRAWN, why=why, change_class=ChangeClass.WITHDRAWAL)


def begun(record, when):
    begin(type(record), [record.pk])
    Version.objects.of(record).update(made_at=moment(when))


def make_hearing():
    """Published on the 1st, changed on the 3rd and on the 5th; versions 1, 3 and 4, for 2 was a pending change."""
    event = make_event(slug="hearing", title="The court hears them", summary="It took a day.", date="2026-04")
    version_of(event, "2026-05-01T09:00", why="It is new.")
    pend(event, "2026-05-02T09:00", title="SECRET pending title")
    change(event, "2026-05-03T10:42", "The source says two days.", summary="It took two days.")
    change(event, "2026-05-05T08:00", "Said more plainly.", ChangeClass.CLARIFICATION, title="The court heard them")
    return event
