"""A content, and what differs between two, as labelled parts in words: for readers and for the desk alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from timeline.history.cells import Beside, Cell, Key
from timeline.history.differing import Difference, Piece, word_difference
from timeline.history.labels import KEYS, OF_THE_DESK, key_of
from timeline.history.parts import Content

# A value alone, or the values of a row; what it names comes first.
Entry = list[Cell]


@dataclass(frozen=True)
class Part:
    """A key with its value, or with every entry of its list."""

    label: str
    entries: list[Entry]


@dataclass(frozen=True)
class Change:
    """One part that differs, in words.

    A text and a plain value have `pieces`; an entry of a list that came or went has its values in `entry`; of one that
    changed, `entry` has what it names and `columns` what differs in it, but for what was taken back.
    """

    label: str
    how: Literal["added", "removed", "changed"]
    pieces: list[Piece] = field(default_factory=list)
    entry: Entry = field(default_factory=list)
    columns: "list[Change]" = field(default_factory=list)


def shown(kind: str, content: Content, beside: Beside) -> list[Part]:
    """Every part of a content, in the order in which a reader wants them."""
    order = list(KEYS[kind])
    names = sorted(content, key=lambda name: order.index(name) if name in order else len(order))
    parts = ((key_of(kind, name), content[name]) for name in names if beside.shows_all or name not in OF_THE_DESK)
    found = [Part(key.label, list(_entries(key, value, beside))) for key, value in parts]
    return [part for part in found if part.entries]


def changes(kind: str, differences: Iterable[Difference], beside: Beside) -> list[Change]:
    """These differences in words, without those that readers are told nothing of."""
    told = (found for found in differences if beside.shows_all or found.place.key not in OF_THE_DESK)
    found = (_change(key_of(kind, one.place.key), one, beside) for one in told)
    return [change for change in found if change]


def named_in(kind: str, content: Content, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(kind, id) of every record that a content may name."""
    for name, value in content.items():
        yield from _named(key_of(kind, name), value, names)


def _named(key: Key, value: Any, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            for name, inner in entry.items():
                if name in key.columns:
                    yield from _named(key.columns[name], inner, names)
        elif isinstance(entry, str) and key.names_record(entry, names):
            yield from ((kind, entry) for kind in key.kinds)


def _entries(key: Key, value: Any, beside: Beside) -> Iterator[Entry]:
    for one in value if isinstance(value, list) else [value]:
        if entry := _entry(key, one, beside):
            yield entry


def _entry(key: Key, value: Any, beside: Beside) -> Entry:
    """Empty where it names what readers are told nothing of; of what was taken back, only that it was there.

    Where in it something stands, and what it gives, would tell of it what its own page tells no more.
    """
    if not isinstance(value, dict):
        cell = key.cell(value, beside)
        return [cell] if cell else []
    first = _leading(key, value)
    cells = [(name, _column(key, name).cell(value[name], beside)) for name in (first, *value) if name in value]
    if cells[0][1] is None:
        return []
    if cells[0][1].is_taken:
        return [cells[0][1]]
    rest = [_labelled(_column(key, name), cell) for name, cell in cells[1:] if name != first and cell]
    return [cells[0][1], *rest]


def _leading(key: Key, row: dict[str, Any]) -> str:
    """The column by which a row is known: what it names, and of another wording the words."""
    return next((name for name in (*key.columns, *row) if name in row), "")


def _column(key: Key, name: str) -> Key:
    return key.columns.get(name) or Key(name.replace("_", " ").capitalize())


def _labelled(key: Key, cell: Cell) -> Cell:
    return Cell(cell.words, key.label, cell.address, cell.is_outside)


def _change(key: Key, found: Difference, beside: Beside) -> Change | None:
    if not found.place.row:
        return _of_value(key, found.before, found.after, beside)
    entry = _entry(key, found.before if found.is_removed else found.after, beside)
    if not entry:
        return None
    if found.is_added or found.is_removed:
        return Change(key.of_one, "added" if found.is_added else "removed", entry=entry)
    if entry[0].is_taken:
        return Change(key.of_one, "changed", entry=entry)
    rows = (_of_value(_column(key, row.place.key), row.before, row.after, beside) for row in found.rows)
    columns = [row for row in rows if row]
    return Change(key.of_one, "changed", entry=entry[:1], columns=columns) if columns else None


def _of_value(key: Key, before: Any, after: Any, beside: Beside) -> Change | None:
    old, new = (key.cell(value, beside) if value is not None else None for value in (before, after))
    if old is None and new is None:
        return None
    if old is None or new is None:
        cell, how, side = (new, "added", "after") if old is None else (old, "removed", "before")
        return Change(key.label, how, [Piece(side, cell.words)])  # type: ignore[union-attr,arg-type]
    return Change(key.label, "changed", _pieces(key, old.words, new.words))


def _pieces(key: Key, before: str, after: str) -> list[Piece]:
    """Word by word; both whole where little stayed, since a reader makes nothing of single words that did."""
    whole = [Piece("before", before), Piece("same", " "), Piece("after", after)]
    pieces = word_difference(before, after) if key.is_prose else whole
    same = sum(len(piece.text) for piece in pieces if piece.kind == "same")
    return list(_unspaced(pieces)) if same * 3 >= min(len(before), len(after)) else whole


def _unspaced(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The space before words that differ stands before their mark; a difference of spaces alone keeps it.

    At the start of a text there is none, and what went would run into what came.
    """
    last = ""
    for kind, text in pieces:
        words = text.lstrip()
        if last == "before" and kind == "after" and words == text:
            yield Piece("same", " ")
        last = kind
        if kind != "same" and words and len(words) < len(text):
            yield Piece("same", text[: -len(words)])
            yield Piece(kind, words)
        else:
            yield Piece(kind, text)
