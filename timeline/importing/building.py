"""Canonical dossier records → model instances: the row itself, and the rows that hang on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from timeline.models import (
    CaseDataUse,
    CaseReference,
    CaseRelation,
    CauseOfAction,
    ClaimChange,
    EventReference,
    Evidence,
    FilingReference,
    PartyReference,
    PartyRole,
    QuestionReference,
    QuoteReference,
    QuoteVariant,
    SourceText,
)
from timeline.vocabulary import Extraction, Workflow

Shape = dict[str, Any]


@dataclass
class Ids:
    """Primary keys by section and id, filled as records are written; names resolve through it."""

    by_section: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, section: str, name: str | None) -> Any:
        """The primary key, or None for an empty name."""
        return self.by_section[section][name] if name else None

    def holds(self, section: str, name: str) -> bool:
        return name in self.by_section.get(section, {})


def columns(section: str, shape: Shape, ids: Ids) -> dict[str, Any]:
    """Column → value of the record's own row; what the shape leaves out is emptied."""
    return _COLUMNS[section](shape, ids)


def many_to_many(section: str, shape: Shape, ids: Ids) -> dict[str, list[Any]]:
    """Name of a many-to-many field → primary keys."""
    return {
        name: [ids.of(target, slug) for slug in shape.get(key, ())]
        for name, (key, target) in _MANY_TO_MANY.get(section, {}).items()
    }


def hanging_rows(section: str, shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
    """The rows that belong to this record alone: references, roles, causes, variants, evidence."""
    return _HANGING.get(section, lambda *_: iter(()))(shape, pk, ids)


def hanging_tables(section: str) -> list[type[Model]]:
    """The tables of those rows; each has one foreign key named after the record."""
    return _HANGING_TABLES.get(section, [])


def _record(shape: Shape) -> dict[str, Any]:
    return {"slug": shape["id"], "workflow": shape.get("workflow", Workflow.PUBLISHED)}


def _texts(shape: Shape, *names: str, **renamed: str) -> dict[str, str]:
    """Columns named as their key, and `column=key` where they differ."""
    return {column: shape.get(key, "") for column, key in [*((name, name) for name in names), *renamed.items()]}


def _court(shape: Shape, ids: Ids) -> dict[str, Any]:
    return {
        **_texts(shape, "id", "name", "short_name", "country", "level", "website"),
        "is_in_courts_db": shape.get("courts_db", False),
        "other_names": "\n".join(shape.get("aka", ())),
    }


def _source(shape: Shape, ids: Ids) -> dict[str, Any]:
    names = "url title publisher author published kind reliability archived_url link_state seen note".split()
    return {**_record(shape), **_texts(shape, *names), "authorship": shape.get("authorship", "unknown")}


def _party(shape: Shape, ids: Ids) -> dict[str, Any]:
    return {
        **_record(shape),
        **_texts(shape, "name", "kind", "description", "began", "wikidata"),
        "other_names": "\n".join(shape.get("aka", ())),
    }


def _case(shape: Shape, ids: Ids) -> dict[str, Any]:
    names = "caption kind docket_number docket_url filed closed status status_note status_as_of summary".split()
    return {
        **_record(shape),
        **_texts(shape, *names, short_name="name"),
        "court_id": ids.of("courts", shape.get("court")),
    }


def _filing(shape: Shape, ids: Ids) -> dict[str, Any]:
    return {
        **_record(shape),
        **_texts(shape, "date", "kind", "title", "outcome", exhibit_label="exhibit"),
        "case_id": ids.of("cases", shape["case"]),
        "docket_entry_number": shape.get("docket_entry"),
        "attachment_number": shape.get("attachment"),
    }


def _event(shape: Shape, ids: Ids) -> dict[str, Any]:
    return {
        **_record(shape),
        **_texts(shape, "date", "title", "summary", "kind"),
        "filing_id": ids.of("filings", shape.get("filing")),
    }


def _quote(shape: Shape, ids: Ids) -> dict[str, Any]:
    return {
        **_record(shape),
        **_texts(shape, "text", "date", "forum", asked="question"),
        "speaker_id": ids.of("parties", shape["speaker"]),
        "event_id": ids.of("events", shape.get("event")),
    }


def _question(shape: Shape, ids: Ids) -> dict[str, Any]:
    return {
        **_record(shape),
        **_texts(shape, "question", "value_type", "unit", "note", "status", "argument"),
        "resolved_by_id": ids.of("filings", shape.get("resolved_by")),
    }


def _loaded_word(shape: Shape, ids: Ids) -> dict[str, Any]:
    return _texts(shape, "id", "word", "instead")


def _assertion(shape: Shape, ids: Ids) -> dict[str, Any]:
    maker = shape["made_by"]
    is_party = ids.holds("parties", maker)
    return {
        **_record(shape),
        **_texts(shape, "statement", "forum", "status", "hedge"),
        **_value(shape, shape["question"], ids),
        "question_id": ids.of("questions", shape["question"]),
        "made_by_party_id": ids.of("parties", maker) if is_party else None,
        "made_by_source_id": None if is_party else ids.of("sources", maker),
    }


def _value(answer: Shape, question: str, ids: Ids) -> dict[str, Any]:
    value = answer.get("value", "")
    if question in ids.by_section["questions for a party"]:
        return {"value": "", "value_party_id": ids.of("parties", value)}
    return {"value": value, "value_party_id": None}


def _reference(row: Shape, ids: Ids) -> dict[str, Any]:
    return {"source_id": ids.of("sources", row["source"]), "locator": row.get("locator", "")}


def _supporting(table: type[Model]) -> Callable[[Shape, Any, Ids], Iterator[Model]]:
    def rows(shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
        for row in shape.get("sources", ()):
            owner = {f"{table.belongs_to}_id": pk}  # type: ignore[attr-defined]
            yield table(**owner, **_reference(row, ids), **_told(row))

    return rows


def _told(row: Shape) -> dict[str, Any]:
    return {"supports": row.get("supports", ""), "is_background": row.get("background", False)}


def _case_rows(shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
    yield from _supporting(CaseReference)(shape, pk, ids)
    for use in shape.get("data_use", ()):
        yield CaseDataUse(case_id=pk, use=use)
    for position, name in enumerate(shape.get("claims", ())):
        yield CauseOfAction(case_id=pk, name=name, position=position)
    for row in shape.get("parties", ()):
        party = ids.of("parties", row["party"])
        yield PartyRole(case_id=pk, party_id=party, role=row["role"], note=row.get("note", ""))
    for tie in shape.get("related", ()):
        yield CaseRelation(case_id=pk, to_case_id=ids.of("cases", tie["case"]), relation=tie["relation"])


def _source_rows(shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
    for row in shape.get("texts", ()):
        yield SourceText(
            source_id=pk,
            locator=row["locator"],
            revision=row.get("revision", 1),
            text=row["text"],
            extraction=Extraction.TRANSCRIBED,
        )


def _filing_rows(shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
    yield from _supporting(FilingReference)(shape, pk, ids)
    for row in shape.get("claims", ()):
        yield ClaimChange(
            filing_id=pk,
            cause_id=ids.of("claims", f"{shape['case']} {row['claim']}"),
            party_id=ids.of("parties", row.get("party")),
            status=row["status"],
            note=row.get("note", ""),
        )


def _quote_rows(shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
    for row in shape.get("sources", ()):
        yield QuoteReference(quote_id=pk, **_reference(row, ids), is_verbatim=row.get("verbatim", False))
    for row in shape.get("variants", ()):
        yield QuoteVariant(quote_id=pk, source_id=ids.of("sources", row["source"]), text=row["text"])


def _assertion_rows(shape: Shape, pk: Any, ids: Ids) -> Iterator[Model]:
    for row in shape.get("evidence", ()):
        yield Evidence(
            assertion_id=pk,
            **_reference(row, ids),
            **_value(row, shape["question"], ids),
            **_texts(row, "stance", "as_stated", "hedge", "note"),
        )


_COLUMNS: dict[str, Callable[[Shape, Ids], dict[str, Any]]] = {
    "courts": _court,
    "sources": _source,
    "parties": _party,
    "cases": _case,
    "filings": _filing,
    "events": _event,
    "quotes": _quote,
    "questions": _question,
    "assertions": _assertion,
    "loaded_words": _loaded_word,
}
_MANY_TO_MANY = {
    "filings": {"filed_by": ("filed_by", "parties")},
    "events": {"cases": ("cases", "cases"), "parties": ("parties", "parties")},
    "quotes": {"cases": ("cases", "cases")},
    "questions": {"cases": ("cases", "cases"), "events": ("events", "events"), "quotes": ("quotes", "quotes")},
}
_HANGING: dict[str, Callable[[Shape, Any, Ids], Iterator[Model]]] = {
    "sources": _source_rows,
    "parties": _supporting(PartyReference),
    "cases": _case_rows,
    "filings": _filing_rows,
    "events": _supporting(EventReference),
    "quotes": _quote_rows,
    "questions": _supporting(QuestionReference),
    "assertions": _assertion_rows,
}
_HANGING_TABLES: dict[str, list[type[Model]]] = {
    "sources": [SourceText],
    "parties": [PartyReference],
    "cases": [CaseReference, CaseDataUse, CauseOfAction, PartyRole, CaseRelation],
    "filings": [FilingReference, ClaimChange],
    "events": [EventReference],
    "quotes": [QuoteReference, QuoteVariant],
    "questions": [QuestionReference],
    "assertions": [Evidence],
}
