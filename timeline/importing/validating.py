"""All that can be said against a dossier before anything is written: every problem at once, with file, line and id."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from timeline import values
from timeline.importing.columns import column_problems
from timeline.importing.outcome import Problem
from timeline.importing.reading import Entry
from timeline.importing.shape import canonical, references
from timeline.vocabulary import CaseKind, QuestionStatus, ValueType

MOST_WORDS_OF_A_QUOTATION = 60


@dataclass(frozen=True)
class Checked:
    """A record in canonical form, with the entry it comes from; with what is right of it where not all is."""

    entry: Entry
    shape: dict[str, Any]
    is_complete: bool = True

    @property
    def id(self) -> str:
        return self.entry.id

    def gives(self, key: str) -> bool:
        """Whether the file has something under this key, right or wrong."""
        return key in self.shape or self.entry.data.get(key) not in (None, "", [])


def validate(entries: list[Entry], held: dict[str, dict[str, Any]]) -> tuple[dict[str, list[Checked]], list[Problem]]:
    """Records by section, and the problems. A record with a fault is asked everything that the rest of it can answer.

    `held` has, by section, the ids (and shapes) that are already in the database, so that a single new file may refer
    to what is there.
    """
    problems: list[Problem] = []
    sections: dict[str, list[Checked]] = defaultdict(list)
    for entry in entries:
        shape, wrongs = canonical(entry.section, entry.data)
        problems += map(entry.problem, wrongs)
        sections[entry.section].append(Checked(entry, shape, not wrongs))
    # A record with a fault of its own still exists: whoever refers to it is not told that it does not.
    known = {section: set(ids) for section, ids in held.items()}
    for entry in entries:
        known.setdefault(entry.section, set()).add(entry.id)
    problems += _repeated_ids(entries)
    for section, records in sections.items():
        for record in records:
            problems += _unresolved(section, record, known)
    problems += _against_columns(sections, held)
    problems += _clashes(sections)
    problems += _wrong_answers(sections, held)
    problems += _unknown_claims(sections, held)
    problems += _rules_of_one_record(sections)
    return sections, sorted(set(problems))


def _against_columns(sections: dict[str, list[Checked]], held: dict[str, dict[str, Any]]) -> Iterable[Problem]:
    """What does not fit into the columns; a record that is in the database just so fits."""
    asking = {id for id, value_type in _types_of_answers(sections, held).items() if value_type == ValueType.PARTY}
    for section, records in sections.items():
        for record in records:
            if record.shape != held.get(section, {}).get(record.id):
                found = column_problems(section, record.shape, asking, is_complete=record.is_complete)
                yield from map(record.entry.problem, found)


def _types_of_answers(sections: dict[str, list[Checked]], held: dict[str, dict[str, Any]]) -> dict[str, str]:
    types = {id: shape["value_type"] for id, shape in held.get("questions", {}).items()}
    return types | {record.id: record.shape.get("value_type", "") for record in sections["questions"]}


def _repeated_ids(entries: list[Entry]) -> Iterable[Problem]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        other = first.setdefault((entry.section, entry.id), entry)
        if other is not entry and entry.id:
            yield entry.problem(f"this id stands already at {other.file.name}:{other.line}.")


def _unresolved(section: str, record: Checked, known: dict[str, set[str]]) -> Iterable[Problem]:
    for reference in references(section, record.shape):
        targets = reference.section.split(" or ")
        if not any(reference.id in known.get(target, ()) for target in targets):
            yield record.entry.problem(f"{reference.key}: there is no “{reference.id}” among {reference.section}.")


def _clashes(sections: dict[str, list[Checked]]) -> Iterable[Problem]:
    dockets = [r for r in sections["cases"] if r.shape.get("docket_number") and r.shape.get("court")]
    yield from _twice(
        dockets,
        lambda r: (r.shape["court"], r.shape["docket_number"]),
        "docket number {1} of court {0} is already that of",
    )
    entries = [r for r in sections["filings"] if "docket_entry" in r.shape and "case" in r.shape]
    yield from _twice(
        entries,
        lambda r: (r.shape["case"], r.shape["docket_entry"], r.shape.get("attachment", "")),
        "docket entry {1} (attachment: {2}) of {0} is already that of",
    )
    named = [r for r in sections["courts"] if "name" in r.shape]
    yield from _twice(named, lambda r: (r.shape["name"],), "the name “{0}” is already that of")


def _twice(records: list[Checked], key, wording: str) -> Iterable[Problem]:
    first: dict[tuple, Checked] = {}
    for record in records:
        other = first.setdefault(key(record), record)
        if other is not record:
            yield record.entry.problem(f"{wording.format(*key(record))} {other.id}.")


def _wrong_answers(sections: dict[str, list[Checked]], held: dict[str, dict[str, Any]]) -> Iterable[Problem]:
    types = _types_of_answers(sections, held)
    parties = {*held.get("parties", ()), *(record.id for record in sections["parties"])}
    for record in sections["assertions"]:
        value_type = types.get(record.shape.get("question", ""))
        for answer in (record.shape, *record.shape.get("evidence", ())):
            value = answer.get("value")
            if value_type == ValueType.PARTY and value and value not in parties:
                yield record.entry.problem(f"value: there is no “{value}” among parties.")
            elif value_type and value:
                try:
                    values.check(value_type, value)
                except values.ValueProblem as problem:
                    yield record.entry.problem(f"value: {problem}")


def _rules_of_one_record(sections: dict[str, list[Checked]]) -> Iterable[Problem]:
    yield from _rules_of_questions(sections)
    for record in sections["filings"]:
        if record.gives("attachment") and not record.gives("docket_entry"):
            yield record.entry.problem("attachment: it needs the docket_entry that it is attached to.")
    for record in sections["cases"]:
        if not record.gives("caption") and record.shape.get("kind", CaseKind.DISPUTE) != CaseKind.DISPUTE:
            yield record.entry.problem("caption: only a dispute that has not reached a court has none.")
        if any(tie.get("case") == record.id for tie in record.shape.get("related", ())):
            yield record.entry.problem("related: a case is not related to itself.")
    for record in sections["quotes"]:
        if len(record.shape.get("text", "").split()) >= MOST_WORDS_OF_A_QUOTATION:
            yield record.entry.problem(f"text: a quotation has fewer than {MOST_WORDS_OF_A_QUOTATION} words.")
    for section in ("parties", "cases", "filings", "events", "quotes", "questions"):
        for record in sections[section]:
            sources = record.shape.get("sources", ())
            yield from _sources_twice(record, sources, ("source", "locator"))
            if sources and record.is_complete and all(row.get("background") for row in sources):
                yield record.entry.problem("sources: one at least tells the record itself and is no background.")
    for record in sections["assertions"]:
        yield from _sources_twice(record, record.shape.get("evidence", ()), ("source", "locator", "stance"))
    for record in sections["cases"]:
        yield from _sources_twice(record, record.shape.get("parties", ()), ("party", "role"))
    for record in sections["filings"]:
        yield from _sources_twice(record, record.shape.get("claims", ()), ("claim", "party"))
    for record in sections["sources"]:
        yield from _sources_twice(record, record.shape.get("texts", ()), ("locator", "revision"))
    for record in (record for records in sections.values() for record in records):
        yield from _sources_twice(record, record.shape.get("dismissed", ()), ("rule", "about"))


def _rules_of_questions(sections: dict[str, list[Checked]]) -> Iterable[Problem]:
    for record in sections["questions"]:
        asked, status = record.shape.get("question", "?"), record.shape.get("status")
        if not asked.endswith("?"):
            yield record.entry.problem("question: it has to end in a question mark.")
        if not status:
            continue
        if status != QuestionStatus.OPEN and not (record.gives("argument") and record.gives("sources")):
            yield record.entry.problem(f"status: “{status}” is argued in a sentence (argument) with its sources.")
        if (status == QuestionStatus.RESOLVED) != record.gives("resolved_by"):
            yield record.entry.problem("resolved_by: a resolved question, and no other, names what settled it.")


def _unknown_claims(sections: dict[str, list[Checked]], held: dict[str, dict[str, Any]]) -> Iterable[Problem]:
    claims = {id: shape.get("claims", ()) for id, shape in held.get("cases", {}).items()}
    claims |= {record.id: record.shape.get("claims", ()) for record in sections["cases"] if record.is_complete}
    for record in sections["filings"]:
        for row in record.shape.get("claims", ()):
            case, claim = record.shape.get("case", ""), row.get("claim", "")
            known = claims.get(case)  # of a case with a fault of its own nothing is known
            if known is not None and claim and claim not in known:
                yield record.entry.problem(f"claims: “{claim}” is no claim of {case}.")


def _sources_twice(record: Checked, rows: Iterable[dict], columns: tuple[str, ...]) -> Iterable[Problem]:
    places = Counter(tuple(row.get(column, "") for column in columns) for row in rows if row.get(columns[0]))
    for place, count in places.items():
        if count > 1:
            yield record.entry.problem(f"“{', '.join(filter(None, place))}” stands {count} times.")
