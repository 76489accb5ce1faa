"""What the keys of a content are called, kind of record by kind of record, in the order in which they are shown."""

from collections.abc import Mapping

from timeline.history.cells import Key, choice, date, flag, page, value
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
)

# Keys that are of use at the desk alone: the record's address stands over its page.
OF_THE_DESK = ("id", "dossier")

_SOURCE = {"source": Key("Source", kinds=("source",)), "locator": Key("Where")}
_REFERENCES = Key(
    "Evidence",
    "Source",
    columns={
        **_SOURCE,
        "supports": Key("What it gives"),
        "background": Key("Bearing", reads=flag("tells only how it stood before")),
    },
)
_CASES = Key("Cases", "Case", kinds=("case",))
_EVENTS = Key("Events", "Event", kinds=("event",))
_NOTE = Key("Note")
_VALUE = Key("Value", reads=value, kinds=("party",))
_HEDGE = Key("Hedge", reads=choice(Hedge))
_DESK = {"id": Key("Id"), "dossier": Key("Dossier file")}

KEYS: Mapping[str, Mapping[str, Key]] = {
    "court": {
        "name": Key("Name"),
        "short_name": Key("Short name"),
        "country": Key("Country"),
        "level": Key("Level", reads=choice(CourtLevel)),
        "courts_db": Key("Id", reads=flag("that of courts-db")),
        "aka": Key("Also known as", "Other name"),
        "website": Key("Website", reads=page),
        **_DESK,
    },
    "source": {
        "title": Key("Title"),
        "publisher": Key("Publisher"),
        "author": Key("Author"),
        "published": Key("Published", reads=date),
        "kind": Key("Kind", reads=choice(SourceKind)),
        "reliability": Key("Reliability", reads=choice(Reliability)),
        "authorship": Key("Authorship", reads=choice(Authorship)),
        "retells": Key("Repeats the account of", kinds=("source",)),
        "url": Key("Address", reads=page),
        "archived_url": Key("Archived copy", reads=page),
        "link_state": Key("Link", reads=choice(LinkState)),
        "seen": Key("Read", reads=choice(Seen)),
        "note": _NOTE,
        **_DESK,
    },
    "party": {
        "name": Key("Name"),
        "aka": Key("Also known as", "Other name"),
        "kind": Key("Kind", reads=choice(PartyKind)),
        "description": Key("Description"),
        "began": Key("Began", reads=date),
        "wikidata": Key("Wikidata"),
        "sources": _REFERENCES,
        **_DESK,
    },
    "case": {
        "name": Key("Name"),
        "caption": Key("Caption"),
        "summary": Key("Summary"),
        "kind": Key("Kind", reads=choice(CaseKind)),
        "court": Key("Court", kinds=("court",)),
        "docket_number": Key("Docket number"),
        "docket_url": Key("Docket", reads=page),
        "filed": Key("Filed", reads=date),
        "closed": Key("Closed", reads=date),
        "status": Key("Status", reads=choice(CaseStatus)),
        "status_as_of": Key("Status as of", reads=date),
        "status_note": Key("Note on the status"),
        "data_use": Key("Data uses", "Data use", reads=choice(DataUse)),
        "claims": Key("Claims", "Claim"),
        "parties": Key(
            "Parties",
            "Party",
            columns={
                "party": Key("Party", kinds=("party",)),
                "role": Key("Role", reads=choice(Role)),
                "note": _NOTE,
            },
        ),
        "related": Key(
            "Related cases",
            "Related case",
            columns={
                "case": Key("Case", kinds=("case",)),
                "relation": Key("Relation", reads=choice(Relation)),
            },
        ),
        "sources": _REFERENCES,
        **_DESK,
    },
    "filing": {
        "title": Key("Title"),
        "case": Key("Case", kinds=("case",)),
        "date": Key("Filed", reads=date),
        "kind": Key("Kind", reads=choice(FilingKind)),
        "docket_entry": Key("Docket entry"),
        "attachment": Key("Attachment"),
        "exhibit": Key("Exhibit"),
        "filed_by": Key("Filed by", kinds=("party",)),
        "outcome": Key("Outcome"),
        "claims": Key(
            "What it did to the claims",
            "Claim",
            columns={
                "claim": Key("Claim"),
                "party": Key("Against", kinds=("party",)),
                "status": Key("Became", reads=choice(ClaimStatus)),
                "note": _NOTE,
            },
        ),
        "sources": _REFERENCES,
        **_DESK,
    },
    "event": {
        "title": Key("Title"),
        "date": Key("Date", reads=date),
        "summary": Key("Summary"),
        "kind": Key("Kind", reads=choice(EventKind)),
        "cases": _CASES,
        "parties": Key("Parties", "Party", kinds=("party",)),
        "filing": Key("Filing", kinds=("filing",)),
        "sources": _REFERENCES,
        **_DESK,
    },
    "quote": {
        "text": Key("Words"),
        "speaker": Key("Speaker", kinds=("party",)),
        "date": Key("Said on", reads=date),
        "forum": Key("Forum", reads=choice(Forum)),
        "question": Key("Asked"),
        "event": Key("Event", kinds=("event",)),
        "cases": _CASES,
        "sources": Key(
            "Evidence",
            "Source",
            columns={**_SOURCE, "verbatim": Key("Wording", reads=flag("prints exactly these words"))},
        ),
        "variants": Key("As others print it", "Other wording", columns={"text": Key("Words"), **_SOURCE}),
        **_DESK,
    },
    "question": {
        "question": Key("Question"),
        "note": _NOTE,
        "value_type": Key("Asks for", reads=choice(ValueType)),
        "unit": Key("Unit"),
        "status": Key("Status", reads=choice(QuestionStatus)),
        "argument": Key("Why it has this status"),
        "resolved_by": Key("Resolved by", kinds=("filing",)),
        "cases": _CASES,
        "events": _EVENTS,
        "quotes": Key("Quotes", "Quote", kinds=("quote",)),
        "sources": _REFERENCES,
        **_DESK,
    },
    "assertion": {
        "statement": Key("Statement"),
        "question": Key("Question", kinds=("question",)),
        "made_by": Key("Made by", kinds=("party", "source")),
        "forum": Key("Forum", reads=choice(Forum)),
        "hedge": _HEDGE,
        "value": _VALUE,
        "status": Key("Status", reads=choice(AssertionStatus)),
        "evidence": Key(
            "Evidence",
            "Account",
            columns={
                **_SOURCE,
                "stance": Key("Stance", reads=choice(Stance)),
                "as_stated": Key("As stated"),
                "hedge": _HEDGE,
                "value": _VALUE,
                "note": _NOTE,
            },
        ),
        **_DESK,
    },
    "loadedword": {"word": Key("Word"), "instead": Key("Write instead"), **_DESK},
}


def key_of(kind: str, name: str) -> Key:
    """One that a content has and no list here: by its own name."""
    return KEYS[kind].get(name) or Key(name.replace("_", " ").capitalize())
