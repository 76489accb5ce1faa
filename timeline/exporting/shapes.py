"""What the dossier says of each kind of record: keys in order, texts with plain line ends."""

from collections.abc import Callable
from operator import attrgetter

from django.db.models import Model

from timeline.models import (
    Assertion,
    Case,
    ClaimChange,
    Court,
    Dismissal,
    Event,
    Evidence,
    Filing,
    LoadedWord,
    Party,
    Question,
    Quote,
    Source,
    SourceText,
)
from timeline.vocabulary import Authorship, LinkState, Workflow


def shape_of(record: Model) -> dict:
    """The record in the dossier's shape, what is unknown left out."""
    return known(_SHAPES[type(record)](record))


def known(shape: dict) -> dict:
    return {key: _with_plain_lines(value) for key, value in shape.items() if is_given(value)}


def is_given(value) -> bool:
    """Whether a value says something; zero does."""
    return value is not None and value is not False and value not in ("", [])


def _with_plain_lines(value):
    # Browsers send text areas with \r\n.
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


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
        "texts": [known(_text(row)) for row in _passages(source)],
    }


def _passages(source: Source):
    return source.passages if hasattr(source, "passages") else source.texts.in_dossier()


def _text(row: SourceText) -> dict:
    return {"locator": row.locator, "revision": row.revision if row.revision > 1 else None, "text": row.text}


def _party(party: Party) -> dict:
    return {
        "id": party.slug,
        "name": party.name,
        "kind": party.kind,
        "aka": party.other_names_list,
        "description": party.description,
        "began": party.began,
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
        "parties": [known({"party": r.party.slug, "role": r.role, "note": r.note}) for r in case.roles.all()],
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
        "claims": [known(_claim_change(row)) for row in filing.claim_changes.all()],
        **_workflow(filing),
        "sources": _references(filing),
    }


def _claim_change(row: ClaimChange) -> dict:
    return {
        "claim": row.cause.name,
        "party": row.party.slug if row.party else "",
        "status": row.status,
        "note": row.note,
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
            known({"source": row.source.slug, "locator": row.locator, "verbatim": row.is_verbatim})
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
        "argument": question.argument,
        "resolved_by": question.resolved_by.slug if question.resolved_by else "",
        "cases": _slugs(question.cases),
        "events": _slugs(question.events),
        "quotes": _slugs(question.quotes),
        **_workflow(question),
        "sources": _references(question),
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
        "evidence": [known(_evidence(row)) for row in assertion.references.all()],
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


def _loaded_word(word: LoadedWord) -> dict:
    return {"id": word.id, "word": word.word, "instead": word.instead}


def _workflow(record) -> dict:
    """What every record with a slug may carry: where it stands, and the findings that were dismissed."""
    return {
        "workflow": "" if record.workflow == Workflow.PUBLISHED else record.workflow,
        "dismissed": [
            known({"rule": row.rule, "about": row.about, "reason": row.reason}) for row in _dismissals(record)
        ],
    }


def _dismissals(record):
    """Those that `all_of` fetched for all records at once, else the record's own."""
    if hasattr(record, "dismissals"):
        return record.dismissals
    return Dismissal.objects.filter(record_kind=record._meta.model_name, record_slug=record.slug)


def _slugs(records) -> list[str]:
    return sorted(map(attrgetter("slug"), records.all()))


def _references(record) -> list[dict]:
    return [
        known(
            {
                "source": row.source.slug,
                "locator": row.locator,
                "supports": row.supports,
                "background": row.is_background,
            }
        )
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
    LoadedWord: _loaded_word,
}
