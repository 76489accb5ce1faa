"""A record known early, to which a later source added in every field; whatever was learnt later says LATE."""

from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.models import (
    CaseDataUse,
    CaseReference,
    CaseRelation,
    CauseOfAction,
    EventReference,
    Evidence,
    FilingReference,
    PartyReference,
    PartyRole,
    QuoteReference,
    QuoteVariant,
)
from timeline.vocabulary import CaseStatus, DataUse, Relation, Reliability, Role, SourceKind, Stance

DAY = "2024-06-30"
EARLY, LATE = "2024-01-15", "2025-01-15"
RECORDS = ("event", "case", "filing", "party", "quote", "question", "source")


def late_source(published=LATE, name="source", **values):
    """A court's paper, so that it also betters every mark."""
    defaults = {
        "slug": f"zlate-{name}",
        "title": f"LATE-{name}-title",
        "publisher": f"LATE-{name}-publisher",
        "author": f"LATE-{name}-author",
        "note": f"LATE-{name}-note",
        "url": f"https://example.org/LATE-{name}-url",
        "archived_url": f"https://example.org/LATE-{name}-archived",
        "kind": SourceKind.COURT_DOCUMENT,
        "reliability": Reliability.PRIMARY,
    }
    return make_source(published, **{**defaults, **values})


def late_pin(words):
    return {"locator": f"LATE-{words}-pin", "supports": f"LATE-{words}-supports"}


def make_early_and_late():
    """The early records by name; all but one field of each that a reader sees came later."""
    first = make_source(EARLY, slug="early-source", title="First report", publisher="Wire", note="LATE-own-note")
    later = late_source(retells=first)
    party = make_party("Acme", [first], slug="early-party", description="LATE-description", other_names="LATE-alias")
    PartyReference.objects.create(party=party, source=later, **late_pin("party"))
    court = make_court(name="LATE-court", short_name="LATE-ct")
    case = make_case(
        "Acme v. Bolt",
        [first],
        slug="early-case",
        court=court,
        caption="LATE-caption",
        docket_number="LATE-docket",
        docket_url="https://example.org/LATE-docket-url",
        summary="LATE-summary",
        filed="2023-12-01",
        status=CaseStatus.DECIDED,
        status_as_of="2025-01-10",
        status_note="LATE-status-note",
    )
    CaseReference.objects.create(case=case, source=later, **late_pin("case"))
    CauseOfAction.objects.create(case=case, name="LATE-cause")
    CaseDataUse.objects.create(case=case, use=DataUse.ANTITRUST)
    filing = make_filing("2024-01-10", [first], case=case, slug="early-filing", title="Brief", outcome="LATE-outcome")
    FilingReference.objects.create(filing=filing, source=later, **late_pin("filing"))
    filing.filed_by.set([party])
    began = {"slug": "early-event", "title": "It began", "summary": "LATE-event-summary"}
    event = make_event("2024-01-10", [first], [case], [party], **began)
    EventReference.objects.create(event=event, source=later, **late_pin("event"))
    quote = make_quote("So it is.", [first], [case], slug="early-quote", speaker=party, event=event, date="2024-01-10")
    QuoteReference.objects.create(quote=quote, source=later, locator="LATE-quote-pin")
    QuoteVariant.objects.create(quote=quote, source=later, text="LATE-variant")
    question = make_question(
        "How many?", [case], [event], [quote], slug="early-question", note="LATE-note", status="resolved"
    )
    answer = make_assertion("It was two.", [first], question=question, made_by_party=party, value="two")
    Evidence.objects.create(
        assertion=answer,
        source=later,
        stance=Stance.CONTRADICTS,
        locator="LATE-evidence-pin",
        as_stated="LATE-as-stated",
        note="LATE-evidence-note",
        value="LATE-value",
    )
    early = dict(zip(RECORDS, (event, case, filing, party, quote, question, first), strict=True))
    _make_late(early, later)
    _make_late(early, late_source("", "undated"), "undated")
    return early


def _make_late(early, source, name="record"):
    """Records of which nothing was known on the day, tied to the early ones in every way."""
    event, case, _, party, quote, question, first = early.values()
    slug, sources = f"zlate-{name}", [source]
    other = make_party(f"LATE-{name}-party", sources, slug=f"{slug}-party")
    late_case = make_case(f"LATE-{name}-case", sources, slug=f"{slug}-case", filed="2025-01-05")
    CaseRelation.objects.create(case=late_case, to_case=case, relation=Relation.APPEAL_OF)
    for role in (Role.JUDGE, Role.DEFENDANT):
        PartyRole.objects.create(case=case, party=other, role=role, note=f"LATE-{name}-role")
    PartyRole.objects.create(case=late_case, party=party, role=Role.PLAINTIFF)
    paper = make_filing("2024-02-01", sources, case=case, slug=f"{slug}-filing", title=f"LATE-{name}-filing")
    paper.filed_by.set([party])
    happened = make_event(
        "2024-02-01",
        sources,
        [case, late_case],
        [party, other],
        slug=f"{slug}-event",
        title=f"LATE-{name}-event",
        summary=f"LATE-{name}-event-summary",
    )
    if name == "record":
        event.filing = paper
        event.save()
    said = make_quote(
        f"LATE-{name}-quote", sources, [case], slug=f"{slug}-quote", speaker=party, event=event, asked="LATE-asked"
    )
    QuoteVariant.objects.create(quote=said, source=first, text=f"LATE-{name}-early-variant")
    asked = make_question(f"LATE-{name}-question?", [case], [event, happened], [quote, said], slug=f"{slug}-question")
    make_assertion(f"LATE-{name}-answer", sources, question=asked, made_by_party=party, value="LATE-own-value")
    make_assertion(f"LATE-{name}-other-answer", sources, question=question, made_by_party=party, value="LATE-other")
    make_assertion(f"LATE-{name}-maker", [first], question=question, made_by_source=source)
    question.quotes.add(said)
    quote.cases.add(late_case)
    question.cases.add(late_case)
    event.cases.add(late_case)
