"""What a record says that can be searched: its title, the names and numbers it goes by, its text."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Model, Prefetch, QuerySet

from timeline.models import Assertion, Case, Court, Event, Filing, Party, Question, Quote, QuoteVariant, Source
from timeline.search.terms import initials, numbers, terms, words
from timeline.vocabulary import Role, Workflow

# The number of a document: the kind of its record, the day it sorts by, the record. So the documents of one kind lie
# side by side in the order of time, and the newest of any word are found without a look at the others.
_PK_BITS, _DAY_BITS = 38, 22
_DAY_MASK = (1 << _DAY_BITS) - 1
KIND_SHIFT = _PK_BITS + _DAY_BITS
_NO_DAY, _LAST_DAY = datetime.date.min.toordinal(), datetime.date.max.toordinal()


class Place(NamedTuple):
    """What a document's number says: the number of its kind, the day it sorts by, the key of its record."""

    kind: int
    day: int
    pk: int

    @classmethod
    def of(cls, document_id: int) -> "Place":
        return cls(document_id >> KIND_SHIFT, day_of(document_id), document_id & PK_MASK)

    @property
    def document_id(self) -> int:
        return (self.kind << _DAY_BITS | self.day) << _PK_BITS | self.pk

    @property
    def date(self) -> datetime.date:
        return datetime.date.fromordinal(self.day)


PK_MASK = (1 << _PK_BITS) - 1


def day_of(document_id: int) -> int:
    """The day that a document sorts by: what `Place` says of it, of many at once."""
    return document_id >> _PK_BITS & _DAY_MASK


@dataclass(frozen=True)
class Document:
    """Texts of one record as readers see them, and the terms by which it is found."""

    id: int
    title: str
    names: str
    body: str

    @cached_property
    def columns(self) -> tuple[str, str, str, str]:
        """The terms of title, names and body, and the words that are spelled otherwise than their terms."""
        everything = f"{self.title}\n{self.names}\n{self.body}"
        found = [terms(self.title), [*terms(self.names), *numbers(everything)], terms(self.body)]
        known = set(chain(*found))
        title, names, body = (" ".join(column) for column in found)
        return title, names, body, " ".join(word for word in self.words if word not in known)

    @cached_property
    def words(self) -> list[str]:
        """Each word once, folded but not stemmed."""
        return list(dict.fromkeys(words(f"{self.title}\n{self.names}\n{self.body}")))


@dataclass(frozen=True, eq=False)  # there is one of each, and to compare all that it has takes long
class Kind:
    """A type of record: the records with all that is read of them, and their texts."""

    name: str
    plural: str
    model: type[Model]
    number: int
    related: tuple[str | Prefetch, ...]
    texts: Callable[[Any], tuple[str, Iterable[str], Iterable[str]]]

    @property
    def records(self) -> QuerySet:
        """Those that readers may see."""
        return self.model._default_manager.public()  # type: ignore[attr-defined]

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def ids(self) -> tuple[int, int]:
        """The lowest and the highest number that a document of this kind can have."""
        return Place(self.number, 0, 0).document_id, Place(self.number + 1, 0, 0).document_id - 1

    def has_document(self, document_id: int) -> bool:
        """Whether a document of this kind can have this number."""
        place = Place.of(document_id)
        return place.kind == self.number and _NO_DAY <= place.day <= _LAST_DAY

    def document_id(self, record) -> int:
        day = getattr(record, "sorts_from", datetime.date.min)
        return Place(self.number, day.toordinal(), record.pk).document_id

    def documents(self, records: QuerySet) -> Iterator[Document]:
        for record in records.prefetch_related(*self.related).order_by("pk").iterator(chunk_size=500):
            title, names, body = self.texts(record)
            yield Document(self.document_id(record), title, _lines(names), _lines(body))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _of_party(party: Party) -> list[str]:
    names = [party.name, *party.other_names_list]
    return [*names, *initials(names)]


def _of_case(case: Case) -> list[str]:
    return [case.short_name, case.caption, case.docket_number]


def _each(records, texts) -> Iterator[str]:
    return chain.from_iterable(map(texts, records))


def _event(event: Event):
    names = [event.get_kind_display(), *_each(event.cases.all(), _of_case), *_each(event.parties.all(), _of_party)]
    return event.title, names, [event.summary]


def _case(case: Case):
    roles = [role for role in case.roles.all() if role.party.is_public]
    judges = [f"Judge {role.party.name}" for role in roles if role.role == Role.JUDGE]
    parties = _each((role.party for role in roles), _of_party)
    court = [case.court.name, case.court.short_name, case.court.other_names] if case.court else []
    return case.short_name, [case.caption, case.docket_number, *court, *judges, *parties], [case.summary]


def _party(party: Party):
    return party.name, _of_party(party), [party.description]


def _filing(filing: Filing):
    names = [*_of_case(filing.case), *_each(filing.filed_by.all(), _of_party), filing.exhibit_label]
    return filing.title, [*names, filing.docket_label], [filing.outcome]


def _quote(quote: Quote):
    printed = [variant.text for variant in quote.variants.all()]
    names = [*_of_party(quote.speaker), *_each(quote.cases.all(), _of_case), *printed]
    return quote.text, names, [quote.asked]


def _question(question: Question):
    said = [assertion.statement for assertion in question.assertions.all()]
    return question.question, [*_each(question.cases.all(), _of_case), *said], [question.note, question.argument]


def _source(source: Source):
    return source.title, [source.publisher, source.author], [source.note]


_SHOWN = {
    "cases": Prefetch("cases", Case.objects.public()),
    "parties": Prefetch("parties", Party.objects.public()),
    "filed_by": Prefetch("filed_by", Party.objects.public()),
    "assertions": Prefetch("assertions", Assertion.objects.public()),
    "variants": Prefetch("variants", QuoteVariant.objects.filter(source__workflow=Workflow.PUBLISHED)),
}

KINDS = {
    kind.name: kind
    for kind in (
        Kind("event", "Events", Event, 1, (_SHOWN["cases"], _SHOWN["parties"]), _event),
        Kind("case", "Cases", Case, 2, ("court", "roles__party"), _case),
        Kind("party", "Parties", Party, 3, (), _party),
        Kind("filing", "Filings", Filing, 4, ("case", _SHOWN["filed_by"]), _filing),
        Kind("quote", "Quotes", Quote, 5, ("speaker", _SHOWN["cases"], _SHOWN["variants"]), _quote),
        Kind("question", "Contested points", Question, 6, (_SHOWN["cases"], _SHOWN["assertions"]), _question),
        Kind("source", "Sources", Source, 7, (), _source),
    )
}
KIND_OF: dict[type[Model], Kind] = {kind.model: kind for kind in KINDS.values()}
BY_NUMBER = {kind.number: kind for kind in KINDS.values()}


def kind_of(document_id: int) -> Kind:
    """The kind of a document's record."""
    return BY_NUMBER[document_id >> KIND_SHIFT]


# In which documents a record is named, or shows a text of its own: (kind, look-up).
NAMED_IN: dict[type[Model], tuple[tuple[str, str], ...]] = {
    Court: (("case", "court"),),
    Party: (("event", "parties"), ("case", "roles__party"), ("filing", "filed_by"), ("quote", "speaker")),
    Case: (("event", "cases"), ("filing", "case"), ("quote", "cases"), ("question", "cases")),
    Assertion: (("question", "assertions"),),
    Source: (("quote", "variants__source"),),
}
