"""A content taken apart: one part for each field and for each row or name in a list, so that two can be compared."""

from collections import Counter
from typing import Any, NamedTuple

Content = dict[str, Any]


class Place(NamedTuple):
    """Where in a content something stands: a key, and in a list which row or name of it; "" for a plain field."""

    key: str
    row: str = ""


def parts_of(content: Content) -> dict[Place, Any]:
    """Every part in the order of the content. A row is known by what it names, and by its turn where it does so often.

    So a row whose locator is changed is the same row, and one whose source is changed is another one.
    """
    parts: dict[Place, Any] = {}
    for key, value in content.items():
        if not isinstance(value, list):
            parts[Place(key)] = value
            continue
        turns: Counter[str] = Counter()
        for entry in value:
            name = _name(entry)
            turns[name] += 1
            parts[Place(key, name if turns[name] == 1 else f"{name} · {turns[name]}")] = entry
    return parts


def content_of(parts: dict[Place, Any]) -> Content:
    """The content that these parts make, keys and rows in their order."""
    content: Content = {}
    for place, value in parts.items():
        if place.row:
            content.setdefault(place.key, []).append(value)
        else:
            content[place.key] = value
    return {key: sorted(value) if _is_unordered(key, value) else value for key, value in content.items()}


# Names in lists that the dossier keeps in the order of the alphabet.
_UNORDERED = ("cases", "parties", "filed_by", "events", "quotes")


def _is_unordered(key: str, value: Any) -> bool:
    return key in _UNORDERED and isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _name(entry: Any) -> str:
    """What a row is known by: its first value, which is the record that it names."""
    if not isinstance(entry, dict):
        return str(entry)
    return str(next((entry[key] for key in ("source", "party", "case", "claim") if key in entry), ""))
