"""Which other records have to be looked at again when one has changed."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from timeline.checks.docket_numbers import court_file
from timeline.checks.gathering import Surroundings
from timeline.checks.namesakes import KINDS
from timeline.checks.rules.duplicates import at_the_same_time
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, QuoteCheck, QuoteVariant, Source
from timeline.models.quote_check import WRONG
from timeline.models.record import Record
from timeline.models.reference import reference_tables


def beside(model: type[Record], pks: list[int]) -> set[int]:
    """Records of the same model that are compared with these, and these themselves."""
    found = set(pks)
    if model is Event and pks:
        around = Surroundings(Event, timezone.localdate(), pks)
        for pk in pks:
            if own := around.neighbours.get(pk):
                found.update(other.pk for other in at_the_same_time(own, around))
    elif model is Filing:
        found.update(_pks(Filing.objects.filter(case__in=Filing.objects.filter(pk__in=pks).values("case"))))
    elif model is Source:
        files = [court_file(url) for url in Source.objects.filter(pk__in=pks).values_list("url", flat=True)]
        for file in filter(None, files):
            found.update(_pks(Source.objects.filter(url__contains=f"gov.uscourts.{file.court}.{file.docket}.")))
    return found | _namesakes(model, found) if model in KINDS and pks else found


def _namesakes(model: type[Record], pks: set[int]) -> set[int]:
    alike = Surroundings(model, timezone.localdate(), sorted(pks)).namesakes.values()
    return {one.pk for namesakes in alike if any(one.pk in pks for one in namesakes) for one in namesakes}


def touched_by(record: Record) -> dict[type[Record], set[int]]:
    """By model, the records whose findings can change with this one, itself included unless it is deleted."""
    found: dict[type[Record], set[int]] = defaultdict(set)
    found[type(record)].update([record.pk] if record.pk else [])
    for model, pks in _resting_on(record) if record.pk else ():
        found[model].update(pks)
    return dict(found)


def _resting_on(record: Record) -> Iterator[tuple[type[Record], list[int]]]:
    match record:
        case Source():
            yield from _citing(record)
        case Party():
            yield Event, _pks(record.events.all())
            yield Quote, _pks(record.quotes.all())
            yield Assertion, _pks(record.assertions.all())
        case Case():
            yield Filing, _pks(record.filings.all())
        case Event():
            yield Quote, _pks(record.quotes.all())
        case Question():
            yield Assertion, _pks(record.assertions.all())
            yield from _touched_by_question(record)
        case Assertion():
            yield Question, [record.question_id]
            yield from _touched_by_question(record.question)


def _citing(source: Source) -> Iterator[tuple[type[Record], list[int]]]:
    """Records that rest on the source, or on one that has its account from it; and quotes whose words it may have."""
    sources = _pks(Source.objects.filter(Q(pk=source.pk) | Q(origin=source.pk) | Q(retells=source.pk)))
    for table in reference_tables():
        owners = table.objects.filter(source__in=sources).order_by().values_list(table.belongs_to, flat=True)
        yield table._meta.get_field(table.belongs_to).related_model, list(owners)
    yield Question, _pks(Question.objects.filter(assertions__references__source__in=sources).distinct())
    variants = QuoteVariant.objects.filter(source__in=sources).order_by()
    yield Quote, list(variants.values_list("quote", flat=True))
    sought = QuoteCheck.objects.filter(Q(grade__in=WRONG) | Q(elsewhere=source)).order_by()
    yield Quote, list(sought.values_list("quote", flat=True))


def _touched_by_question(question: Question) -> Iterator[tuple[type[Record], list[int]]]:
    yield Event, _pks(question.events.all())
    yield Case, _pks(question.cases.all())


def _pks(records: QuerySet) -> list[int]:
    return list(records.order_by().values_list("pk", flat=True))
