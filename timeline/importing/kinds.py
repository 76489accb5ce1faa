"""The kinds of value a dossier record may hold: each check answers the canonical form, or says what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from timeline import dates
from timeline.exporting.shapes import is_given
from timeline.models import Dismissal
from timeline.models.source_text import LONGEST_PASSAGE

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_WHOLE_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Wrong(ValueError):
    """A value of the wrong kind; the messages say what is expected. `kept` is what is right of a list or of keys."""

    def __init__(self, *messages: str, kept: Any = None):
        super().__init__(*messages)
        self.messages = messages
        self.kept = kept


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
    value = value.replace("\r\n", "\n")
    if _CONTROL.search(value):
        raise Wrong("there is a control character in the text.")
    return value.strip()


def passage(value: Any) -> str:
    """Words of a source, to the letter: nothing is stripped but what YAML adds."""
    if len(text(value)) > LONGEST_PASSAGE:
        raise Wrong(f"a passage has at most {LONGEST_PASSAGE} characters; longer texts are held at the desk alone.")
    return text(value)


def reason(value: Any) -> str:
    longest = Dismissal._meta.get_field("reason").max_length or 0
    if len(text(value)) > longest:
        raise Wrong(f"a reason has at most {longest} characters.")
    return text(value)


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


def later_revision(value: Any) -> int:
    if whole_number(value) < 2:
        raise Wrong("the first revision goes without a number; later ones count from 2.")
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
        items, wrongs = [], []
        for entry in value:
            try:
                items.append(item(entry))
            except Wrong as wrong:
                wrongs += wrong.messages
                items += [wrong.kept] if wrong.kept else []
        twice = {_worded(entry) for entry in items if items.count(entry) > 1}
        wrongs += [f"{words} stands twice in the list." for words in sorted(twice)]
        if wrongs:
            raise Wrong(*wrongs, kept=items)
        return sorted(items) if is_sorted else items

    return check


def mapping(keys: dict[str, Key], *, short_for: str = "") -> Check:
    """A dict with these keys; where `short_for` is given, a bare text stands for a dict with that one key."""

    def check(value: Any) -> dict:
        if short_for and isinstance(value, str):
            value = {short_for: value}
        if not isinstance(value, dict):
            raise Wrong(f"keys are expected here: {', '.join(keys)}.")
        wrongs = [f"“{key}” is no key here; there are {', '.join(keys)}." for key in value if key not in keys]
        shape = {}
        for name, key in keys.items():
            if value.get(name) in (None, "", []):
                wrongs += [f"“{name}” is missing."] if key.is_required else []
                continue
            try:
                shape[name] = checked_value(name, key, value[name])
            except Wrong as wrong:
                wrongs += wrong.messages
        shape = {name: entry for name, entry in shape.items() if is_given(entry)}
        if wrongs:
            raise Wrong(*wrongs, kept=shape)
        return shape

    check.keys = keys  # type: ignore[attr-defined]
    return check


def checked_value(name: str, key: Key, value: Any) -> Any:
    try:
        return key.check(value)
    except Wrong as wrong:
        raise Wrong(*(f"{name}: {message}" for message in wrong.messages), kept=wrong.kept) from None


def _worded(entry: Any) -> str:
    return f"“{', '.join(map(str, entry.values())) if isinstance(entry, dict) else entry}”"
