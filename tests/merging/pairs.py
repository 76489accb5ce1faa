"""Two records of each kind that are one, with a row in every table that can name the second."""

from tests.making import (
    make_assertion,
    make_case,
    make_claim_change,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_text,
    make_variant,
)
from timeline.models import (
    CaseDataUse,
    CaseRelation,
    CauseOfAction,
    Evidence,
    PartyRole,
    Question,
    QuestionReference,
)
from timeline.vocabulary import DataUse, Relation, Role, Stance, ValueType


def make_pair(kind):
    """(the one that stays, the one that goes)."""
    return _PAIRS[kind]()


def _sources():
    kept, gone = make_source(title="The report"), make_source(title="The report, again")
    make_source(retells=gone)
    for make in (make_case, make_filing, make_event, make_party):
        make(sources=[gone])
    quote = make_quote("These words are held here.", sources=[gone])
    make_variant("These words were held here.", quote, gone)
    make_text("So it says: These words are held here. And more.", gone)
    # Words that stand in another document, and accounts that differ.
    make_quote("So it says: These words are held", sources=[make_text("Nothing of the kind.").source])
    question = make_question(value_type=ValueType.NUMBER)
    make_assertion(question=question, sources=[gone], value="1", made_by_source=gone)
    make_assertion(question=question, value="2")
    QuestionReference.objects.create(question=question, source=gone)
    return kept, gone


def _parties():
    kept, gone = make_party("OpenAI"), make_party("Open AI")
    case = make_case()
    PartyRole.objects.create(case=case, party=gone, role=Role.DEFENDANT)
    make_filing(filed_by=[gone], case=case)
    make_event(parties=[gone]), make_quote(speaker=gone)
    make_claim_change(party=gone)
    question = make_question(value_type=ValueType.PARTY)
    make_assertion(question=question, made_by_party=gone, value_party=gone)
    Evidence.objects.update(value_party=gone)
    return kept, gone


def _cases():
    kept, gone, other = make_case("Musk v. OpenAI"), make_case("Musk v. Altman"), make_case()
    filing = make_filing(case=gone)
    make_claim_change("fraud", filing)
    make_event(cases=[gone]), make_quote(cases=[gone]), make_question(cases=[gone])
    PartyRole.objects.create(case=gone, party=make_party(), role=Role.PLAINTIFF)
    CaseDataUse.objects.create(case=gone, use=DataUse.ANTITRUST)
    CaseRelation.objects.create(case=gone, to_case=other, relation=Relation.APPEAL_OF)
    CaseRelation.objects.create(case=other, to_case=gone, relation=Relation.APPEAL_OF)
    CauseOfAction.objects.create(case=gone, name="breach of contract")
    return kept, gone


def _filings():
    kept = make_filing(title="Complaint")
    gone = make_filing(title="The complaint", case=kept.case, filed_by=[make_party()])
    make_event(filing=gone), make_claim_change(filing=gone)
    make_question(status="resolved", argument="So it was ordered.", resolved_by=gone)
    return kept, gone


def _events():
    kept, gone = make_event(title="Musk testifies"), make_event(title="Musk is heard", cases=[make_case()])
    gone.parties.add(make_party())
    make_quote(event=gone), make_question(events=[gone])
    return kept, gone


def _quotes():
    kept = make_quote("I was a fool.")
    gone = make_quote("I was a fool", speaker=kept.speaker, cases=[make_case()])
    make_variant("I was the fool.", gone), make_question(quotes=[gone])
    return kept, gone


def _questions():
    kept, gone = (make_question(f"How much was {word}?", value_type=ValueType.NUMBER) for word in ("given", "paid"))
    make_assertion(question=kept, value="1"), make_assertion(question=gone, value="2")
    make_assertion(question=gone, value="1", stance=Stance.CONTRADICTS)
    QuestionReference.objects.create(question=gone, source=make_source())
    gone.cases.add(make_case()), gone.events.add(make_event()), gone.quotes.add(make_quote())
    return kept, gone


def _assertions():
    question = make_question(value_type=ValueType.NUMBER)
    kept, gone = (make_assertion(question=question, value="1") for _ in range(2))
    assert isinstance(question, Question)
    return kept, gone


_PAIRS = {
    "source": _sources,
    "party": _parties,
    "case": _cases,
    "filing": _filings,
    "event": _events,
    "quote": _quotes,
    "question": _questions,
    "assertion": _assertions,
}
KINDS = list(_PAIRS)
