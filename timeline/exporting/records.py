"""Every record as a dict in the dossier's shape (fixtures/README.md): keys in order, what is unknown left out."""

from collections.abc import Callable, Iterator
from operator import attrgetter

from django.db.models import Model, Prefetch, QuerySet

from timeline.models import (
    Assertion,
    Case,
    CaseRelation,
    Court,
    Event,
    Evidence,
    Filing,
    Party,
    PartyRole,
    Question,
    Quote,
    QuoteVariant,
    Source,
)
from timeline.vocabulary import Authorship, LinkState, Workflow

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
}
SECTION_OF = {model: section for section, model in SECTIONS.items()}


def record_dict(record: Model) -> dict:
    """One record in the dossier's shape. Use `all_of` for many: it fetches what this needs at once."""
    return _known(_SHAPES[type(record)](record))


def all_of(model: type[Model]) -> Iterator[tuple[Model, dict]]:
    """Every record of a model with its dict, by date where it has one, then by id."""
    for record in sorted(_with_everything(model), key=_file_order):
        yield record, record_dict(record)


def _known(shape: dict) -> dict:
    return {key: _with_plain_lines(value) for key, value in shape.items() if is_given(value)}


def is_given(value) -> bool:
    """Whether a value says something; zero does."""
    return value is not None and value is not False and value not in ("", [])


def record_id(record: Model) -> str:
    """The id that the dossier knows a record by."""
    return record.pk if isinstance(record, Court) else record.slug


def _with_plain_lines(value):
    # Browsers send text areas with \r\n.
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _file_order(record: Model) -> tuple:
    if isinstance(record, (Event, Filing, Quote)):
        return (record.sorts_from, record.sorts_to, record.slug)
    return (record_id(record),)


def _with_everything(model: type[Model]) -> QuerySet:
    references = "references__source"
    return {
        Court: lambda: Court.objects.all(),
        Source: lambda: Source.objects.select_related("retells"),
        Party: lambda: Party.objects.prefetch_related(references),
        Case: lambda: Case.objects.prefetch_related(
            references,
            "data_uses",
            "causes",
            Prefetch("roles", PartyRole.objects.select_related("party")),
            Prefetch("relations", CaseRelation.objects.select_related("to_case")),
        ),
        Filing: lambda: Filing.objects.select_related("case").prefetch_related(references, "filed_by"),
        Event: lambda: Event.objects.select_related("filing").prefetch_related(references, "cases", "parties"),
        Quote: lambda: Quote.objects.select_related("speaker", "event").prefetch_related(
            references, "cases", Prefetch("variants", QuoteVariant.objects.select_related("source"))
        ),
        Question: lambda: Question.objects.prefetch_related("cases", "events", "quotes"),
        Assertion: lambda: Assertion.objects.select_related(
            "question", "made_by_party", "made_by_source", "value_party"
        ).prefetch_related(Prefetch("references", Evidence.objects.select_related("source", "value_party"))),
    }[model]()


def _court(court: Court) -> dict:
    return {
        "id": court.id,
        "name": court.name,
        "short_name": court.short_name,
        "country": court.country,
        "level": court.level,
        "courts_db": court.is_in_courts_db,
        "aka": court.other_names.splitlines(),
        "website": court.website,
    }


def _source(source: Source) -> dict:
    return {
        "id": source.slug,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published,
        "kind": source.kind,
        "reliability": source.reliability,
        "authorship": "" if source.authorship == Authorship.UNKNOWN else source.authorship,
        "retells": source.retells.slug if source.retells else "",
        "archived_url": source.archived_url,
        "link_state": "" if source.link_state == LinkState.UNCHECKED else source.link_state,
        "seen": source.seen,
        "note": source.note,
        **_workflow(source),
    }


def _party(party: Party) -> dict:
    return {
        "id": party.slug,
        "name": party.name,
        "kind": party.kind,
        "aka": party.other_names_list,
        "description": party.description,
        "wikidata": party.wikidata,
        **_workflow(party),
        "sources": _references(party),
    }


def _case(case: Case) -> dict:
    return {
        "id": case.slug,
        "name": case.short_name,
        "caption": case.caption,
        "kind": case.kind,
        "court": case.court_id,
        "docket_number": case.docket_number,
        "docket_url": case.docket_url,
        "filed": case.filed,
        "closed": case.closed,
        "status": case.status,
        "status_note": case.status_note,
        "status_as_of": case.status_as_of,
        "data_use": [row.use for row in case.data_uses.all()],
        "claims": [row.name for row in case.causes.all()],
        "parties": [_known({"party": r.party.slug, "role": r.role, "note": r.note}) for r in case.roles.all()],
        "related": [{"case": tie.to_case.slug, "relation": tie.relation} for tie in case.relations.all()],
        "summary": case.summary,
        **_workflow(case),
        "sources": _references(case),
    }


def _filing(filing: Filing) -> dict:
    return {
        "id": filing.slug,
        "case": filing.case.slug,
        "date": filing.date,
        "kind": filing.kind,
        "title": filing.title,
        "docket_entry": filing.docket_entry_number,
        "attachment": filing.attachment_number,
        "exhibit": filing.exhibit_label,
        "filed_by": _slugs(filing.filed_by),
        "outcome": filing.outcome,
        **_workflow(filing),
        "sources": _references(filing),
    }


def _event(event: Event) -> dict:
    return {
        "id": event.slug,
        "date": event.date,
        "title": event.title,
        "summary": event.summary,
        "kind": event.kind,
        "cases": _slugs(event.cases),
        "parties": _slugs(event.parties),
        "filing": event.filing.slug if event.filing else "",
        **_workflow(event),
        "sources": _references(event),
    }


def _quote(quote: Quote) -> dict:
    return {
        "id": quote.slug,
        "speaker": quote.speaker.slug,
        "text": quote.text,
        "date": quote.date,
        "forum": quote.forum,
        "question": quote.asked,
        "event": quote.event.slug if quote.event else "",
        "cases": _slugs(quote.cases),
        **_workflow(quote),
        "sources": [
            _known({"source": row.source.slug, "locator": row.locator, "verbatim": row.is_verbatim})
            for row in quote.references.all()
        ],
        "variants": [{"text": row.text, "source": row.source.slug} for row in quote.variants.all()],
    }


def _question(question: Question) -> dict:
    return {
        "id": question.slug,
        "question": question.question,
        "value_type": question.value_type,
        "unit": question.unit,
        "note": question.note,
        "status": question.status,
        "cases": _slugs(question.cases),
        "events": _slugs(question.events),
        "quotes": _slugs(question.quotes),
        **_workflow(question),
    }


def _assertion(assertion: Assertion) -> dict:
    return {
        "id": assertion.slug,
        "question": assertion.question.slug,
        "statement": assertion.statement,
        "made_by": assertion.made_by.slug,
        "forum": assertion.forum,
        "status": assertion.status,
        "hedge": assertion.hedge,
        "value": assertion.value_party.slug if assertion.value_party else assertion.value,
        **_workflow(assertion),
        "evidence": [_known(_evidence(row)) for row in assertion.references.all()],
    }


def _evidence(row: Evidence) -> dict:
    return {
        "source": row.source.slug,
        "stance": row.stance,
        "locator": row.locator,
        "as_stated": row.as_stated,
        "hedge": row.hedge,
        "value": row.value_party.slug if row.value_party else row.value,
        "note": row.note,
    }


def _workflow(record) -> dict:
    return {"workflow": "" if record.workflow == Workflow.PUBLISHED else record.workflow}


def _slugs(records) -> list[str]:
    return sorted(map(attrgetter("slug"), records.all()))


def _references(record) -> list[dict]:
    return [
        _known({"source": row.source.slug, "locator": row.locator, "supports": row.supports})
        for row in record.references.all()
    ]


_SHAPES: dict[type[Model], Callable[..., dict]] = {
    Court: _court,
    Source: _source,
    Party: _party,
    Case: _case,
    Filing: _filing,
    Event: _event,
    Quote: _quote,
    Question: _question,
    Assertion: _assertion,
}
