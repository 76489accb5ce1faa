"""The reason of a change for which nobody typed one: worded from what was done, so that it is true and tells much."""

from collections import Counter
from collections.abc import Mapping

from timeline.history.differing import Difference, differences
from timeline.history.labels import key_of
from timeline.history.parts import Content
from timeline.vocabulary import Aside, Step, Workflow

# What is done with the content as it stands.
_WORDS: Mapping[str, str] = {
    Step.BEGUN: "What the record said when its history began.",
    Step.SUBMITTED: "Sent to review as it stands.",
    Step.SENT_BACK: "Sent back to whoever wrote it.",
    Step.PUBLISHED: "Published as it was written.",
    Step.WITHDRAWN: "Taken off the site.",
    Step.RESTORED: "As it was before.",
    Step.IMPORTED: "The files of the dossier say so.",
    Step.MERGED: "The two records are one.",
    Step.DELETED: "Deleted.",
}
_STANDS: Mapping[str, str] = {Workflow.DRAFT: "Draft: ", Workflow.IN_REVIEW: "In review: "}
# Keys whose labels, made for the head of a column, are no names of what was changed.
_NAMES: Mapping[str, str] = {
    "argument": "argument",
    "began": "beginning",
    "closed": "date of closing",
    "courts_db": "origin of the id",
    "date": "date",
    "docket_url": "address of the docket",
    "filed": "date of filing",
    "filed_by": "filer",
    "instead": "better word",
    "made_by": "maker",
    "published": "date of publication",
    "question": "question",
    "resolved_by": "filing that resolved it",
    "retells": "account that it repeats",
    "seen": "how it was read",
    "status_as_of": "date of the status",
    "value_type": "type of value",
}
_VERBS = ("changed", "added", "removed")


def worded(step: str, kind: str, before: Content | None, after: Content, workflow: str) -> str:
    """What the desk says of this step; `before` is what the newest version said, None where there is none."""
    if step == Step.WRITTEN:
        said = f"{_STANDS.get(workflow, '')}{_written(kind, before, after)}"
        return said[:1].upper() + said[1:]
    if step == Step.DROPPED:
        return f"Pending change given up: {_told(kind, differences(after, before or {}))}"
    return _WORDS[step]


def worded_aside(what: str, about: str, before: str, after: str) -> str:
    """“Held text added: p. 3, revision 1.”"""
    how = "added" if not before else "changed" if after else "removed"
    return f"{Aside(what).label} {how}: {about}."


def _written(kind: str, before: Content | None, after: Content) -> str:
    return "first version" if before is None else _told(kind, differences(before, after))


def _told(kind: str, found: list[Difference]) -> str:
    """“changed title, date; added 2 sources”: fields by their names, rows by their number."""
    things: dict[str, Counter[str]] = {verb: Counter() for verb in _VERBS}
    rows = {_name(kind, one): bool(one.place.row) for one in found}
    for one in found:
        things["added" if one.is_added else "removed" if one.is_removed else "changed"][_name(kind, one)] += 1
    told = (
        f"{verb} {', '.join(_counted(name, count) if rows[name] else name for name, count in named.items())}"
        for verb, named in things.items()
        if named
    )
    return "; ".join(told) or "saved again, with nothing changed"


def _name(kind: str, one: Difference) -> str:
    key = key_of(kind, one.place.key)
    name = _NAMES.get(one.place.key) or (key.of_one if one.place.row else key.label)
    return name[:1].lower() + name[1:]


def _counted(name: str, count: int) -> str:
    plural = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{count} {name if count == 1 else plural}"
