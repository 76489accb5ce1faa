"""Every record as a dict in the dossier's shape (fixtures/README.md), all that it needs fetched at once."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Model, Prefetch, QuerySet

from timeline.exporting.shapes import shape_of
from timeline.models import (
    Assertion,
    Case,
    CaseRelation,
    ClaimChange,
    Court,
    Dismissal,
    Event,
    Evidence,
    Filing,
    LoadedWord,
    Party,
    PartyRole,
    Question,
    Quote,
    QuoteVariant,
    Source,
    SourceText,
)
from timeline.models.record import Record

# Dossier section → the model it holds, in the order in which one can refer to another.
SECTIONS: dict[str, type[Model]] = {
    "courts": Court,
    "sources": Source,
    "parties": Party,
    "cases": Case,
    "filings": Filing,
    "events": Event,
    "quotes": Quote,
    "questions": Question,
    "assertions": Assertion,
    "loaded_words": LoadedWord,
}
SECTION_OF = {model: section for section, model in SECTIONS.items()}


def record_dict(record: Model) -> dict:
    """One record in the dossier's shape. Use `all_of` for many: it fetches what this needs at once."""
    return shape_of(record)


def all_of(model: type[Model]) -> Iterator[tuple[Model, dict]]:
    """Every record of a model with its dict, by date where it has one, then by id."""
    dismissals = _dismissals_by_slug(model)
    for record in sorted(_with_everything(model), key=_file_order):
        if issubclass(model, Record):
            record.dismissals = dismissals.get(record.slug, ())
        yield record, record_dict(record)


def some_of(model: type[Model], pks) -> Iterator[tuple[Model, dict]]:
    """As `all_of`, of the records with these primary keys, as the database has them now."""
    for record in _with_everything(model).filter(pk__in=pks):
        yield record, record_dict(record)


def _dismissals_by_slug(model: type[Model]) -> dict[str, list[Dismissal]]:
    found: dict[str, list[Dismissal]] = defaultdict(list)
    for row in Dismissal.objects.filter(record_kind=model._meta.model_name):
        found[row.record_slug].append(row)
    return found


def record_id(record: Model) -> str:
    """The id that the dossier knows a record by."""
    return record.slug if isinstance(record, Record) else record.pk


def _file_order(record: Model) -> tuple:
    if isinstance(record, (Event, Filing, Quote)):
        return (record.sorts_from, record.sorts_to, record.slug)
    return (record_id(record),)


def _with_everything(model: type[Model]) -> QuerySet:
    references = "references__source"
    return {
        Court: lambda: Court.objects.all(),
        Source: lambda: Source.objects.select_related("retells").prefetch_related(
            Prefetch("texts", SourceText.objects.in_dossier(), to_attr="passages")
        ),
        Party: lambda: Party.objects.prefetch_related(references),
        Case: lambda: Case.objects.prefetch_related(
            references,
            "data_uses",
            "causes",
            Prefetch("roles", PartyRole.objects.select_related("party")),
            Prefetch("relations", CaseRelation.objects.select_related("to_case")),
        ),
        Filing: lambda: Filing.objects.select_related("case").prefetch_related(
            references, "filed_by", Prefetch("claim_changes", ClaimChange.objects.select_related("cause", "party"))
        ),
        Event: lambda: Event.objects.select_related("filing").prefetch_related(references, "cases", "parties"),
        Quote: lambda: Quote.objects.select_related("speaker", "event").prefetch_related(
            references, "cases", Prefetch("variants", QuoteVariant.objects.select_related("source"))
        ),
        Question: lambda: Question.objects.select_related("resolved_by").prefetch_related(
            references, "cases", "events", "quotes"
        ),
        Assertion: lambda: Assertion.objects.select_related(
            "question", "made_by_party", "made_by_source", "value_party"
        ).prefetch_related(Prefetch("references", Evidence.objects.select_related("source", "value_party"))),
        LoadedWord: lambda: LoadedWord.objects.all(),
    }[model]()
