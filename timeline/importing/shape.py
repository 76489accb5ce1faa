"""What a dossier record may hold (keys, kinds of value, closed lists), and its canonical form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline import dates
from timeline.vocabulary import (
    AssertionStatus,
    Authorship,
    CaseKind,
    CaseStatus,
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

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_WHOLE_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class Reference:
    """A place in a record that names another record."""

    key: str
    section: str
    id: str


class Wrong(ValueError):
    """A value of the wrong kind; the message says what is expected."""


# A check takes what was read and answers its canonical form, or raises Wrong.
Check = Callable[[Any], Any]


@dataclass(frozen=True)
class Key:
    check: Check
    is_required: bool = False
    refers_to: str = ""  # the section whose ids it holds, "" for a plain value; "source or party" names two


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("a text is expected here.")
    if _CONTROL.search(value):
        raise Wrong("there is a control character in the text.")
    return value.strip()


def slug(value: Any) -> str:
    if not _SLUG.fullmatch(text(value)):
        raise Wrong(f"“{value}” is no id; ids are lower-case words and digits with single hyphens.")
    return value


def edtf(value: Any) -> str:
    try:
        dates.read(text(value))
    except dates.DateProblem as problem:
        raise Wrong(str(problem)) from None
    return value.strip()


def whole_number(value: Any) -> int:
    if not _WHOLE_NUMBER.fullmatch(text(value)):
        raise Wrong(f"“{value}” is no whole number.")
    return int(value)


def flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise Wrong(f"“{value}” is neither true nor false.")
    return value == "true"


def one_of(choices) -> Check:
    def check(value: Any) -> str:
        if value not in choices.values:
            raise Wrong(f"“{value}” is not in the list: {', '.join(filter(None, choices.values))}.")
        return value

    return check


def list_of(item: Check, *, is_sorted: bool = False) -> Check:
    def check(value: Any) -> list:
        if not isinstance(value, list):
            raise Wrong("a list is expected here.")
        items = [item(entry) for entry in value]
        for entry in items:
            if items.count(entry) > 1:
                raise Wrong(f"{_worded(entry)} stands twice in the list.")
        return sorted(items) if is_sorted else items

    return check


def mapping(keys: dict[str, Key], *, short_for: str = "") -> Check:
    """A dict with these keys; where `short_for` is given, a bare text stands for a dict with that one key."""

    def check(value: Any) -> dict:
        if short_for and isinstance(value, str):
            value = {short_for: value}
        if not isinstance(value, dict):
            raise Wrong(f"keys are expected here: {', '.join(keys)}.")
        if unknown := [key for key in value if key not in keys]:
            raise Wrong(f"“{unknown[0]}” is no key here; there are {', '.join(keys)}.")
        shape = {}
        for name, key in keys.items():
            if value.get(name) not in (None, "", []):
                shape[name] = _checked(name, key, value[name])
            elif key.is_required:
                raise Wrong(f"“{name}” is missing.")
        return {name: entry for name, entry in shape.items() if entry not in (False, "")}

    check.keys = keys  # type: ignore[attr-defined]
    return check


def _checked(name: str, key: Key, value: Any) -> Any:
    try:
        return key.check(value)
    except Wrong as wrong:
        raise Wrong(f"{name}: {wrong}") from None


def _worded(entry: Any) -> str:
    return f"“{', '.join(map(str, entry.values())) if isinstance(entry, dict) else entry}”"


def _needed(check: Check, refers_to: str = "") -> Key:
    return Key(check, True, refers_to)


_PIN = {"source": _needed(slug, "sources"), "locator": Key(text)}
_REFERENCES = list_of(mapping({**_PIN, "supports": Key(text)}, short_for="source"))
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
_WORKFLOW = {"workflow": Key(one_of(Workflow))}

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
    },
    "parties": {
        **_ID,
        "name": _needed(text),
        "kind": _needed(one_of(PartyKind)),
        "aka": Key(list_of(text)),
        "description": Key(text),
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
        "cases": Key(_IDS, refers_to="cases"),
        "events": Key(_IDS, refers_to="events"),
        "quotes": Key(_IDS, refers_to="quotes"),
        **_WORKFLOW,
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
}


def canonical(section: str, data: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The record as exporting would write it, and everything wrong with it (then the first is incomplete)."""
    keys = SHAPES[section]
    shape: dict[str, Any] = {}
    wrongs = [f"“{key}” is no key of {section}; there are {', '.join(keys)}." for key in data if key not in keys]
    for name, key in keys.items():
        value = data.get(name)
        if value in (None, "", []):
            if key.is_required:
                wrongs.append(f"“{name}” is missing.")
            continue
        try:
            shape[name] = _checked(name, key, value)
        except Wrong as wrong:
            wrongs.append(str(wrong))
    if shape.get("workflow") == Workflow.PUBLISHED:
        del shape["workflow"]
    return {name: value for name, value in shape.items() if value not in (False, "", [])}, wrongs


def references(section: str, shape: dict[str, Any]) -> Iterator[Reference]:
    """Every place in a canonical record that names another."""
    for name, key in SHAPES[section].items():
        if not key.refers_to or name not in shape:
            continue
        value = shape[name]
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                column = next(column for column in ("source", "party", "case") if column in entry)
                yield Reference(name, key.refers_to, entry[column])
            else:
                yield Reference(name, key.refers_to, entry)
