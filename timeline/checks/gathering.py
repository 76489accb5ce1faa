"""Records with all that the rules ask of them, and what stands around them: a number of queries that does not grow.

Records come in portions of `PORTION`; each portion costs the same number of queries.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Max, Min, Prefetch, QuerySet

from timeline.checks.docket_numbers import CourtFile, Place, court_file
from timeline.checks.likeness import telling_words
from timeline.checks.namesakes import Namesake, rows_of
from timeline.models import (
    Assertion,
    Case,
    Event,
    Evidence,
    Filing,
    LoadedWord,
    Party,
    Question,
    Quote,
    QuoteCheck,
    QuoteVariant,
    Source,
    SourceText,
)
from timeline.models.record import Record
from timeline.vocabulary import Workflow

PORTION = 2000


class FiledPaper(NamedTuple):
    """A filing with its place on a docket."""

    slug: str
    title: str
    place: Place
    exhibit: str


class HeldFile(NamedTuple):
    """A source that is a file of a docket."""

    slug: str
    title: str
    file: CourtFile


@dataclass(frozen=True)
class Neighbour:
    """An event as others are compared with it."""

    pk: int
    slug: str
    title: str
    summary: str
    kind: str
    date: str
    sorts_from: datetime.date
    sorts_to: datetime.date
    cases: frozenset[int]
    parties: frozenset[int]

    @property
    def ties(self) -> set[tuple[str, int]]:
        return {("case", pk) for pk in self.cases} | {("party", pk) for pk in self.parties}

    @cached_property
    def title_words(self) -> frozenset[str]:
        return telling_words(self.title)

    @cached_property
    def words(self) -> frozenset[str]:
        return telling_words(f"{self.title} {self.summary}")


class Surroundings:
    """What rules ask beside the record itself, each thing fetched once and only if a rule asks."""

    def __init__(
        self,
        model: type[Record],
        today: datetime.date,
        pks: list[int] | None = None,
        *,
        is_publishing=False,
        is_public=False,
    ):
        """`pks` are the records that will be asked about, None for all; `is_publishing` asks as if they were public.

        With `is_public` nothing stands around them but what readers see.
        """
        self.today = today
        self.is_publishing = is_publishing
        self._is_public = is_public
        self._model = model
        self._pks = pks

    @cached_property
    def loaded_words(self) -> list[LoadedWord]:
        return list(LoadedWord.objects.all())

    @cached_property
    def court_files(self) -> dict[tuple[str, str, int], list[HeldFile]]:
        """Sources that are files of a docket, by court, docket and entry."""
        found = defaultdict(list)
        files = _seen(Source, self._is_public).filter(url__contains="gov.uscourts.").order_by("pk")
        for slug, title, url in files.values_list("slug", "title", "url"):
            if file := court_file(url):
                found[file.court, file.docket, file.entry].append(HeldFile(slug, title, file))
        return dict(found)

    @cached_property
    def namesakes(self) -> dict[str, list[Namesake]]:
        """Records that may be the same as others, by what they have in common with them."""
        found = defaultdict(list)
        for namesake, keys in rows_of(_seen(self._model, self._is_public), self._pks):
            for key in keys:
                found[key].append(namesake)
        return {key: namesakes for key, namesakes in found.items() if len(namesakes) > 1}

    @cached_property
    def dockets(self) -> dict[int, list[FiledPaper]]:
        """Filings with an entry number on the dockets of the filings asked about, by case."""
        numbered = _seen(Filing, self._is_public).exclude(docket_entry_number=None).order_by("pk")
        if self._pks is not None:
            numbered = numbered.filter(case__in=Filing.objects.filter(pk__in=self._pks).values("case"))
        found = defaultdict(list)
        columns = ("case", "slug", "title", "docket_entry_number", "attachment_number", "exhibit_label")
        for case, slug, title, entry, attachment, exhibit in numbered.values_list(*columns):
            found[case].append(FiledPaper(slug, title, Place(entry, attachment), exhibit))
        return dict(found)

    @cached_property
    def neighbours(self) -> dict[int, Neighbour]:
        """Events at the time of those asked about, by primary key."""
        events = _seen(Event, self._is_public).order_by("pk")
        if self._pks is not None:
            span = Event.objects.filter(pk__in=self._pks).aggregate(first=Min("sorts_from"), last=Max("sorts_to"))
            events = events.filter(sorts_from__lte=span["last"], sorts_to__gte=span["first"])
        pks = events.order_by().values("pk")
        cases, parties = _tied(Event.cases.through, "case_id", pks), _tied(Event.parties.through, "party_id", pks)
        columns = ("pk", "slug", "title", "summary", "kind", "date", "sorts_from", "sorts_to")
        return {
            row["pk"]: Neighbour(**row, cases=frozenset(cases[row["pk"]]), parties=frozenset(parties[row["pk"]]))
            for row in events.values(*columns)
        }

    @cached_property
    def _ties(self) -> dict[tuple[str, int], set[int]]:
        found = defaultdict(set)
        for event in self.neighbours.values():
            for tie in event.ties:
                found[tie].add(event.pk)
        return dict(found)

    def tied_to(self, event: Neighbour) -> Iterator[Neighbour]:
        """Events with a case or a party in common with this one, by primary key."""
        pks = set().union(*(self._ties[tie] for tie in event.ties)) - {event.pk}
        return (self.neighbours[pk] for pk in sorted(pks))


def gathered(model: type[Record], pks: list[int] | None = None, *, is_public: bool = False) -> Iterator[Any]:
    """Records of the model (these primary keys, or all) with everything the rules ask of them.

    With `is_public` they are those that readers see, with what readers see of them: a draft that they point at is None.
    """
    records = _GATHERERS[model](_seen(model, is_public), is_public)
    if pks is not None:
        records = records.filter(pk__in=pks)
    return records.order_by("pk").iterator(chunk_size=PORTION)


def _seen(model: type[Record], is_public: bool) -> QuerySet:
    return model._default_manager.public() if is_public else model._default_manager.all()


def _tied(through, column: str, events: Iterable) -> dict[int, set[int]]:
    found = defaultdict(set)
    for event, tied in through.objects.filter(event__in=events).values_list("event_id", column):
        found[event].add(tied)
    return found


def _pointed_at(lookup: str, model: type[Record], is_public: bool) -> Prefetch:
    return Prefetch(lookup, _seen(model, is_public))


def _references(model: type[Record], is_public: bool) -> Prefetch:
    table = model._meta.get_field("references").related_model
    references = table._default_manager.public() if is_public else table._default_manager.all()
    related = [_pointed_at(f"source__{name}", Source, is_public) for name in ("origin", "retells")]
    return Prefetch("references", references.select_related("source").prefetch_related(*related))


def _questions() -> Prefetch:
    """The public questions that touch a record, with the public answers to them."""
    accounts = Evidence.objects.public().select_related("value_party", "source")
    answers = (
        Assertion.objects.public().select_related("value_party").prefetch_related(Prefetch("references", accounts))
    )
    touching = Question.objects.public().prefetch_related(Prefetch("assertions", answers))
    return Prefetch("questions", touching, to_attr="public_questions")


def _sources(sources, is_public: bool) -> QuerySet:
    return sources


def _parties(parties, is_public: bool) -> QuerySet:
    return parties.prefetch_related(_references(Party, is_public))


def _cases(cases, is_public: bool) -> QuerySet:
    return cases.prefetch_related(_references(Case, is_public), _questions())


def _filings(filings, is_public: bool) -> QuerySet:
    return filings.select_related("case").prefetch_related(_references(Filing, is_public))


def _events(events, is_public: bool) -> QuerySet:
    parties = _pointed_at("parties", Party, is_public)
    return events.prefetch_related(_references(Event, is_public), _questions(), parties)


def _quotes(quotes, is_public: bool) -> QuerySet:
    checks, variants = QuoteCheck.objects.all(), QuoteVariant.objects.all()
    if is_public:
        checks, variants = checks.public(), variants.filter(source__workflow=Workflow.PUBLISHED)
    elsewhere = _pointed_at("elsewhere", Source, is_public)
    return quotes.select_related("speaker").prefetch_related(
        _pointed_at("event", Event, is_public),
        _references(Quote, is_public),
        Prefetch("checks", checks.select_related("source").prefetch_related(elsewhere, *_passages())),
        Prefetch("variants", variants.select_related("source")),
    )


def _passages() -> tuple[Prefetch, Prefetch]:
    """What is held of parts of a source, and every quotation that was compared with it."""
    held = SourceText.objects.current().exclude(locator="").order_by("id")
    return Prefetch("source__texts", held, to_attr="passages"), Prefetch("source__quote_checks", to_attr="compared")


def _questions_themselves(questions, is_public: bool) -> QuerySet:
    answers = _seen(Assertion, is_public).prefetch_related(_references(Assertion, is_public))
    return questions.prefetch_related(_references(Question, is_public), Prefetch("assertions", answers))


def _assertions(assertions, is_public: bool) -> QuerySet:
    return assertions.select_related("question", "value_party").prefetch_related(_references(Assertion, is_public))


_GATHERERS = {
    Source: _sources,
    Party: _parties,
    Case: _cases,
    Filing: _filings,
    Event: _events,
    Quote: _quotes,
    Question: _questions_themselves,
    Assertion: _assertions,
}
MODELS: tuple[type[Record], ...] = tuple(_GATHERERS)
