"""What a dossier record may hold (keys, kinds of value, closed lists), and its canonical form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.exporting.shapes import is_given
from timeline.importing.kinds import (
    Check,
    Key,
    Wrong,
    checked_value,
    edtf,
    flag,
    later_revision,
    list_of,
    mapping,
    one_of,
    passage,
    reason,
    slug,
    text,
    whole_number,
)
from timeline.vocabulary import (
    AssertionStatus,
    Authorship,
    CaseKind,
    CaseStatus,
    ClaimStatus,
    CourtLevel,
    DataUse,
    EventKind,
    FilingKind,
    Forum,
    Hedge,
    LinkState,
    PartyKind,
    QuestionStatus,
    Relation,
    Reliability,
    Role,
    Seen,
    SourceKind,
    Stance,
    ValueType,
    Workflow,
)


@dataclass(frozen=True)
class Reference:
    """A place in a record that names another record."""

    key: str
    section: str
    id: str


def _needed(check: Check, refers_to: str = "") -> Key:
    return Key(check, True, refers_to)


_PIN = {"source": _needed(slug, "sources"), "locator": Key(text)}
_REFERENCES = list_of(mapping({**_PIN, "supports": Key(text), "background": Key(flag)}, short_for="source"))
_QUOTE_REFERENCES = list_of(mapping({**_PIN, "verbatim": Key(flag)}, short_for="source"))
_EVIDENCE = mapping(
    {
        "source": _needed(slug, "sources"),
        "stance": _needed(one_of(Stance)),
        "locator": Key(text),
        "as_stated": Key(text),
        "hedge": Key(one_of(Hedge)),
        "value": Key(text),
        "note": Key(text),
    }
)
_ROLES = list_of(mapping({"party": _needed(slug, "parties"), "role": _needed(one_of(Role)), "note": Key(text)}))
_TIES = list_of(mapping({"case": _needed(slug, "cases"), "relation": _needed(one_of(Relation))}))
_VARIANTS = list_of(mapping({"text": _needed(text), "source": _needed(slug, "sources")}))
_IDS = list_of(slug, is_sorted=True)
_ID = {"id": _needed(slug)}
_DISMISSED = list_of(mapping({"rule": _needed(slug), "about": Key(text), "reason": _needed(reason)}))
_WORKFLOW = {"workflow": Key(one_of(Workflow)), "dismissed": Key(_DISMISSED)}
_TEXTS = list_of(mapping({"locator": _needed(text), "revision": Key(later_revision), "text": _needed(passage)}))
_CLAIMS = list_of(
    mapping({"claim": _needed(text), "party": Key(slug), "status": _needed(one_of(ClaimStatus)), "note": Key(text)})
)

SHAPES: dict[str, dict[str, Key]] = {
    "courts": {
        **_ID,
        "name": _needed(text),
        "short_name": _needed(text),
        "country": _needed(text),
        "level": _needed(one_of(CourtLevel)),
        "courts_db": Key(flag),
        "aka": Key(list_of(text)),
        "website": Key(text),
    },
    "sources": {
        **_ID,
        "url": Key(text),
        "title": _needed(text),
        "publisher": Key(text),
        "author": Key(text),
        "published": Key(edtf),
        "kind": _needed(one_of(SourceKind)),
        "reliability": _needed(one_of(Reliability)),
        "authorship": Key(one_of(Authorship)),
        "retells": Key(slug, refers_to="sources"),
        "archived_url": Key(text),
        "link_state": Key(one_of(LinkState)),
        "seen": _needed(one_of(Seen)),
        "note": Key(text),
        **_WORKFLOW,
        "texts": Key(_TEXTS),
    },
    "parties": {
        **_ID,
        "name": _needed(text),
        "kind": _needed(one_of(PartyKind)),
        "aka": Key(list_of(text)),
        "description": Key(text),
        "began": Key(edtf),
        "wikidata": Key(text),
        **_WORKFLOW,
        "sources": _needed(_REFERENCES, "sources"),
    },
    "cases": {
        **_ID,
        "name": _needed(text),
        "caption": Key(text),
        "kind": _needed(one_of(CaseKind)),
        "court": Key(slug, refers_to="courts"),
        "docket_number": Key(text),
        "docket_url": Key(text),
        "filed": Key(edtf),
        "closed": Key(edtf),
        "status": _needed(one_of(CaseStatus)),
        "status_note": Key(text),
        "status_as_of": _needed(edtf),
        "data_use": Key(list_of(one_of(DataUse))),
        "claims": Key(list_of(text)),
        "parties": Key(_ROLES, refers_to="parties"),
        "related": Key(_TIES, refers_to="cases"),
        "summary": _needed(text),
        **_WORKFLOW,
        "sources": _needed(_REFERENCES, "sources"),
    },
    "filings": {
        **_ID,
        "case": _needed(slug, "cases"),
        "date": Key(edtf),
        "kind": _needed(one_of(FilingKind)),
        "title": _needed(text),
        "docket_entry": Key(whole_number),
        "attachment": Key(whole_number),
        "exhibit": Key(text),
        "filed_by": Key(_IDS, refers_to="parties"),
        "outcome": Key(text),
        "claims": Key(_CLAIMS, refers_to="parties"),
        **_WORKFLOW,
        "sources": _needed(_REFERENCES, "sources"),
    },
    "events": {
        **_ID,
        "date": _needed(edtf),
        "title": _needed(text),
        "summary": _needed(text),
        "kind": _needed(one_of(EventKind)),
        "cases": Key(_IDS, refers_to="cases"),
        "parties": Key(_IDS, refers_to="parties"),
        "filing": Key(slug, refers_to="filings"),
        **_WORKFLOW,
        "sources": _needed(_REFERENCES, "sources"),
    },
    "quotes": {
        **_ID,
        "speaker": _needed(slug, "parties"),
        "text": _needed(text),
        "date": Key(edtf),
        "forum": _needed(one_of(Forum)),
        "question": Key(text),
        "event": Key(slug, refers_to="events"),
        "cases": Key(_IDS, refers_to="cases"),
        **_WORKFLOW,
        "sources": _needed(_QUOTE_REFERENCES, "sources"),
        "variants": Key(_VARIANTS, refers_to="sources"),
    },
    "questions": {
        **_ID,
        "question": _needed(text),
        "value_type": _needed(one_of(ValueType)),
        "unit": Key(text),
        "note": Key(text),
        "status": _needed(one_of(QuestionStatus)),
        "argument": Key(text),
        "resolved_by": Key(slug, refers_to="filings"),
        "cases": Key(_IDS, refers_to="cases"),
        "events": Key(_IDS, refers_to="events"),
        "quotes": Key(_IDS, refers_to="quotes"),
        **_WORKFLOW,
        "sources": Key(_REFERENCES, refers_to="sources"),
    },
    "assertions": {
        **_ID,
        "question": _needed(slug, "questions"),
        "statement": _needed(text),
        "made_by": _needed(slug, "parties or sources"),
        "forum": Key(one_of(Forum)),
        "status": _needed(one_of(AssertionStatus)),
        "hedge": Key(one_of(Hedge)),
        "value": Key(text),
        **_WORKFLOW,
        "evidence": _needed(list_of(_EVIDENCE), "sources"),
    },
    "loaded_words": {**_ID, "word": _needed(text), "instead": Key(text)},
}


def canonical(section: str, data: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The record as exporting would write it, and everything wrong with it (then the first has what is right)."""
    keys = SHAPES[section]
    shape: dict[str, Any] = {}
    wrongs = [f"“{key}” is no key of {section}; there are {', '.join(keys)}." for key in data if key not in keys]
    for name, key in keys.items():
        value = data.get(name)
        if value in (None, "", []):
            is_draft = data.get("workflow") in (Workflow.DRAFT, Workflow.IN_REVIEW)
            if key.is_required and not (is_draft and name in ("sources", "evidence")):
                wrongs.append(f"“{name}” is missing.")
            continue
        try:
            shape[name] = checked_value(name, key, value)
        except Wrong as wrong:
            wrongs += wrong.messages
            if wrong.kept:
                shape[name] = wrong.kept
    if shape.get("workflow") == Workflow.PUBLISHED:
        del shape["workflow"]
    return {name: value for name, value in shape.items() if is_given(value)}, wrongs


def references(section: str, shape: dict[str, Any]) -> Iterator[Reference]:
    """Every place in a canonical record that names another."""
    for name, key in SHAPES[section].items():
        if not key.refers_to or name not in shape:
            continue
        value = shape[name]
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                column = next((column for column in ("source", "party", "case") if column in entry), "")
                if column:
                    yield Reference(name, key.refers_to, entry[column])
            else:
                yield Reference(name, key.refers_to, entry)
