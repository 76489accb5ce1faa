"""Makes records for tests: published, each with a source, everything overridable by keyword."""

from itertools import count

from django.utils import timezone

from timeline.models import (
    Assertion,
    Case,
    CaseReference,
    CauseOfAction,
    ClaimChange,
    Court,
    Event,
    EventReference,
    Evidence,
    Filing,
    FilingReference,
    Party,
    PartyReference,
    Question,
    Quote,
    QuoteReference,
    QuoteVariant,
    ReaderReport,
    Source,
    SourceText,
)
from timeline.vocabulary import (
    AssertionStatus,
    CaseKind,
    CaseStatus,
    ClaimStatus,
    CourtLevel,
    EventKind,
    Extraction,
    FilingKind,
    Forum,
    PartyKind,
    Reliability,
    Seen,
    SourceKind,
    Stance,
    ValueType,
    Workflow,
)

_numbers = count(1)


def make_source(published="2024-03-15", **values):
    number = next(_numbers)
    defaults = {
        "slug": f"source-{number}",
        "title": f"Source {number}",
        "publisher": "The Daily Record",
        "url": f"https://example.org/{number}",
        "kind": SourceKind.NEWS_REPORT,
        "reliability": Reliability.SECONDARY,
        "seen": Seen.FULL,
        "workflow": Workflow.PUBLISHED,
    }
    return Source.objects.create(**{**defaults, "published": published, **values})


def make_text(text, source=None, **values):
    """The whole text of a source, a new one unless it is given; with a `locator`, a passage transcribed from it."""
    extraction = Extraction.TRANSCRIBED if values.get("locator") else Extraction.PLAIN_TEXT
    defaults = {"extraction": extraction, "source": source or make_source()}
    return SourceText.objects.create(**{**defaults, "text": text, **values})


def make_party(name="", sources=None, **values):
    number = next(_numbers)
    defaults = {"slug": f"party-{number}", "kind": PartyKind.COMPANY, "workflow": Workflow.PUBLISHED}
    party = Party.objects.create(**{**defaults, "name": name or f"Party {number}", **values})
    return _with_sources(party, PartyReference, "party", sources)


def make_court(**values):
    number = next(_numbers)
    defaults = {
        "id": f"court-{number}",
        "name": f"Court {number}",
        "short_name": f"Ct. {number}",
        "country": "US",
        "level": CourtLevel.TRIAL,
    }
    return Court.objects.create(**{**defaults, **values})


def make_case(short_name="", sources=None, **values):
    """Before a court of its own; with court=None it is a dispute that has not reached one."""
    number = next(_numbers)
    court = values.pop("court") if "court" in values else make_court()
    defaults = {
        "slug": f"case-{number}",
        "caption": f"Plaintiff {number} v. Defendant" if court else "",
        "kind": CaseKind.LAWSUIT if court else CaseKind.DISPUTE,
        "docket_number": f"1:24-cv-{number:05}" if court else "",
        "filed": "2024-02-29",
        "status": CaseStatus.PENDING,
        "status_as_of": "2024-03-01",
        "summary": "What it is about.",
        "workflow": Workflow.PUBLISHED,
    }
    case = Case.objects.create(**{**defaults, "short_name": short_name or f"Case {number}", "court": court, **values})
    return _with_sources(case, CaseReference, "case", sources)


def make_filing(date="2024-02", sources=None, filed_by=(), **values):
    number = next(_numbers)
    defaults = {
        "slug": f"filing-{number}",
        "title": f"Filing {number}",
        "kind": FilingKind.MOTION,
        "workflow": Workflow.PUBLISHED,
    }
    case = values.pop("case", None) or make_case()
    filing = Filing.objects.create(**{**defaults, "date": date, "case": case, **values})
    filing.filed_by.set(filed_by)
    return _with_sources(filing, FilingReference, "filing", sources)


def make_claim_change(name="fraud", filing=None, **values):
    """A line of the ledger: what a new filing, or the one given, made of the claim of that name in its case."""
    filing = filing or make_filing()
    cause, _ = CauseOfAction.objects.get_or_create(case=filing.case, name=name)
    return ClaimChange.objects.create(**{"status": ClaimStatus.PLEADED, "filing": filing, "cause": cause, **values})


def make_event(date="2024-02", sources=None, cases=(), parties=(), **values):
    number = next(_numbers)
    defaults = {
        "slug": f"event-{number}",
        "title": f"Event {number}",
        "summary": "What happened.",
        "kind": EventKind.STATEMENT,
        "workflow": Workflow.PUBLISHED,
    }
    event = Event.objects.create(**{**defaults, "date": date, **values})
    event.cases.set(cases)
    event.parties.set(parties)
    return _with_sources(event, EventReference, "event", sources)


def make_quote(text="", sources=None, cases=(), **values):
    number = next(_numbers)
    defaults = {
        "slug": f"quote-{number}",
        "date": "2024-02-10",
        "forum": Forum.INTERVIEW,
        "workflow": Workflow.PUBLISHED,
    }
    speaker = values.pop("speaker", None) or make_party()
    words = text or f"These are words number {number}."
    quote = Quote.objects.create(**{**defaults, "text": words, "speaker": speaker, **values})
    quote.cases.set(cases)
    return _with_sources(quote, QuoteReference, "quote", sources)


def make_variant(text, quote, source=None):
    """The words of a quote as another source prints them."""
    return QuoteVariant.objects.create(quote=quote, source=source or make_source(), text=text)


def make_question(question="", cases=(), events=(), quotes=(), **values):
    """Has no answer yet: see make_assertion."""
    number = next(_numbers)
    defaults = {"slug": f"question-{number}", "value_type": ValueType.TEXT, "workflow": Workflow.PUBLISHED}
    made = Question.objects.create(**{**defaults, "question": question or f"What is answer {number}?", **values})
    made.cases.set(cases)
    made.events.set(events)
    made.quotes.set(quotes)
    return made


def make_assertion(statement="", sources=None, stance=Stance.SUPPORTS, **values):
    """Made by a new party unless `made_by_party` or `made_by_source` is given."""
    number = next(_numbers)
    defaults = {
        "slug": f"assertion-{number}",
        "status": AssertionStatus.SUPPORTED,
        "workflow": Workflow.PUBLISHED,
    }
    question = values.pop("question", None) or make_question()
    if not {"made_by_party", "made_by_source"} & set(values):
        values["made_by_party"] = make_party()
    words = statement or f"The answer is {number}."
    assertion = Assertion.objects.create(**{**defaults, "statement": words, "question": question, **values})
    return _with_sources(assertion, Evidence, "assertion", sources, stance=stance)


def make_report(record=None, wrong="", **values):
    """A reader's report on a record, a new event unless it is given; new, and with no way to reach the reader."""
    number = next(_numbers)
    record = record or make_event()
    defaults = {
        "record_kind": record._meta.model_name,
        "record_slug": record.slug,
        "record_title": str(record)[:200],
        "shown_at": timezone.now(),
        "fingerprint": f"made-{number}",
    }
    return ReaderReport.objects.create(**{**defaults, "wrong": wrong or f"Number {number} is wrong.", **values})


def _with_sources(record, table, name, sources, **values):
    """The record with its references (to one new source where none are given) and what follows from them."""
    for source in [make_source()] if sources is None else sources:
        table.objects.create(**{name: record}, source=source, **values)
    record.refresh_from_db()
    return record
