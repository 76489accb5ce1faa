"""The rows of a made-up record, table by table, in the order in which they can be written."""

from collections.abc import Callable, Iterator
from itertools import count as counted

from bench import words
from bench.corpus import Corpus, dated
from bench.words import VOCABULARY, chance_of
from timeline.models import (
    Case,
    CaseDataUse,
    CaseReference,
    Court,
    Event,
    EventReference,
    Party,
    PartyReference,
    PartyRole,
    Quote,
    QuoteReference,
    Source,
)
from timeline.vocabulary import (
    CaseKind,
    CaseStatus,
    CourtLevel,
    DataUse,
    EventKind,
    Forum,
    PartyKind,
    Reliability,
    Role,
    Seen,
    SourceKind,
    Workflow,
)

PUBLISHED = {"workflow": Workflow.PUBLISHED, "dossier": "corpus"}


def tables(corpus: Corpus) -> list[tuple[str, int, Callable[[], Iterator]]]:
    """(what is counted, about how many, the rows), so that every row comes after those that it refers to."""
    return [
        ("courts", 1, courts),
        ("sources", corpus.sources, lambda: sources(corpus)),
        ("parties", corpus.parties, lambda: parties(corpus)),
        ("their sources", corpus.parties, lambda: one_source_each(PartyReference, corpus.parties, corpus, 1)),
        ("cases", corpus.cases, lambda: cases(corpus)),
        ("their sources", corpus.cases, lambda: one_source_each(CaseReference, corpus.cases, corpus, 7)),
        ("their parties", corpus.cases, lambda: roles(corpus)),
        ("data uses", corpus.cases, lambda: data_uses(corpus)),
        ("events", corpus.events, lambda: events(corpus)),
        ("their cases", corpus.events, lambda: event_cases(corpus)),
        ("their parties", 2 * corpus.events, lambda: event_parties(corpus)),
        ("their sources", int(1.6 * corpus.events), lambda: event_references(corpus)),
        ("quotes", corpus.quotes, lambda: quotes(corpus)),
        ("their sources", corpus.quotes, lambda: quote_references(corpus)),
    ]


def courts() -> Iterator[Court]:
    yield Court(id="corpus", name="Court of the Corpus", short_name="Corpus", country="US", level=CourtLevel.TRIAL)


def sources(corpus: Corpus) -> Iterator[Source]:
    kinds = [SourceKind.NEWS_REPORT, SourceKind.NEWS_REPORT, SourceKind.COURT_DOCUMENT, SourceKind.BLOG]
    levels = [Reliability.PRIMARY, Reliability.SECONDARY, Reliability.SECONDARY, Reliability.TERTIARY]
    for number in range(1, corpus.sources + 1):
        chance = chance_of("source", number)
        yield Source(
            id=number,
            slug=f"source-{number}",
            title=words.some(chance, 7).capitalize()[:200],
            publisher=f"The {VOCABULARY[int(200 * chance.random() ** 2)].capitalize()} Record",
            url=f"https://example.org/{number}",
            kind=chance.choice(kinds),
            reliability=chance.choice([*levels, Reliability.MACHINE] if number % 2 else levels),
            seen=Seen.EXCERPT,
            published=dated(chance) if chance.random() < 0.9 else "",
            **PUBLISHED,
        )


def parties(corpus: Corpus) -> Iterator[Party]:
    for number in range(1, corpus.parties + 1):
        chance = chance_of("party", number)
        name = f"{words.name(chance, 2).title()} {number}"
        kind = PartyKind.PERSON if number % 3 else PartyKind.COMPANY
        yield Party(id=number, slug=f"party-{number}", name=name, kind=kind, **PUBLISHED)


def one_source_each(table, count: int, corpus: Corpus, stride: int) -> Iterator:
    for number in range(1, count + 1):
        yield table(**{f"{table.belongs_to}_id": number}, source_id=1 + number * stride % corpus.sources)


def cases(corpus: Corpus) -> Iterator[Case]:
    for number in range(1, corpus.cases + 1):
        chance = chance_of("case", number)
        name = f"{words.name(chance, 1).title()} v. {words.name(chance, 1).title()} {number}"
        yield Case(
            id=number,
            slug=f"case-{number}",
            caption=name,
            short_name=name,
            kind=CaseKind.LAWSUIT,
            court_id="corpus",
            docket_number=f"1:{12 + number % 15}-cv-{number:05}",
            filed=f"20{12 + number % 15}-0{1 + number % 9}-1{number % 10}",
            status=chance.choice([CaseStatus.PENDING, CaseStatus.PENDING, CaseStatus.DECIDED, CaseStatus.SETTLED]),
            status_as_of="2026-10-01",
            summary=words.some(chance, 40).capitalize() + ".",
            **PUBLISHED,
        )


def roles(corpus: Corpus) -> Iterator[PartyRole]:
    for number in range(1, corpus.cases + 1):
        chance = chance_of("roles", number)
        first, second = corpus.party_of(chance), corpus.party_of(chance)
        yield PartyRole(case_id=number, party_id=first, role=Role.PLAINTIFF)
        if second != first:
            yield PartyRole(case_id=number, party_id=second, role=Role.DEFENDANT)


def data_uses(corpus: Corpus) -> Iterator[CaseDataUse]:
    for number in range(1, corpus.cases + 1):
        for use in chance_of("uses", number).sample(DataUse.values, 1 + number % 2):
            yield CaseDataUse(case_id=number, use=use)


def events(corpus: Corpus) -> Iterator[Event]:
    for number in range(1, corpus.events + 1):
        chance = chance_of("event", number)
        yield Event(
            id=number,
            slug=f"event-{number}",
            title=words.some(chance, 6).capitalize()[:90],
            summary=words.summary(chance, number, corpus.events),
            kind=EventKind.values[int(len(EventKind.values) * chance.random() ** 2)],
            date=dated(chance),
            **PUBLISHED,
        )


def event_cases(corpus: Corpus) -> Iterator:
    for number in range(1, corpus.events + 1):
        yield Event.cases.through(event_id=number, case_id=corpus.case_of(number))


def event_parties(corpus: Corpus) -> Iterator:
    for number in range(1, corpus.events + 1):
        for party in corpus.parties_in(number):
            yield Event.parties.through(event_id=number, party_id=party)


def event_references(corpus: Corpus) -> Iterator[EventReference]:
    for number in range(1, corpus.events + 1):
        for place, source in enumerate(corpus.sources_of(number)):
            yield EventReference(event_id=number, source_id=source, locator=f"p. {number % 40}" if place else "")


def quotes(corpus: Corpus) -> Iterator[Quote]:
    for number, event in zip(range(1, corpus.quotes + 1), counted(1, 50)):
        chance = chance_of("quote", number)
        yield Quote(
            id=number,
            slug=f"quote-{number}",
            speaker_id=corpus.party_of(chance),
            text=words.some(chance, chance.randint(5, 40)).capitalize() + ".",
            date=dated(chance),
            forum=Forum.INTERVIEW,
            event_id=event,
            **PUBLISHED,
        )


def quote_references(corpus: Corpus) -> Iterator[QuoteReference]:
    for number, event in zip(range(1, corpus.quotes + 1), counted(1, 50)):
        yield QuoteReference(quote_id=number, source_id=corpus.sources_of(event)[0])
