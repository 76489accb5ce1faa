"""A value of a content in words: closed lists by their labels, dates as pages print them, records by their names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import TextChoices

from timeline import dates


@dataclass(frozen=True)
class Cell:
    """A value in words. `label` says what it is in a row of several; `address` is the page that it names, if any.

    `is_taken`: it names what was taken back, of which readers are told nothing more.
    """

    words: str
    label: str = ""
    address: str = ""
    is_outside: bool = False
    is_taken: bool = False


@dataclass(frozen=True)
class Beside:
    """The records that contents name: what they were called then, and which of them readers can see now.

    `addresses` has the page of each that they can, by (kind, id); `withdrawn` those that were taken back. Readers are
    told nothing of the others. The desk, which `shows_all`, has every one named.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[tuple[str, str], str] = field(default_factory=dict)
    withdrawn: frozenset[tuple[str, str]] = frozenset()
    shows_all: bool = False


@dataclass(frozen=True)
class Key:
    """One key of a content: how it is called, how one entry of it is if it is a list, and how a value is read.

    `kinds` are the kinds of record that a value may name; `columns` are the keys of its rows.
    """

    label: str
    one: str = ""
    reads: Callable[[Any], Cell] | None = None
    kinds: tuple[str, ...] = ()
    columns: "Mapping[str, Key]" = field(default_factory=dict)

    @property
    def of_one(self) -> str:
        return self.one or self.label

    @property
    def is_prose(self) -> bool:
        """Whether two values are best compared word by word."""
        return self.reads is None and not self.kinds

    def names_record(self, value: Any, names: Mapping[str, str]) -> bool:
        """Whether the value is a record's id: where it may also be a text, only if it had a name."""
        return bool(self.kinds) and (self.reads is None or bool(names.get(value)))

    def cell(self, value: Any, beside: Beside) -> Cell | None:
        """The value in words; None where it names a record that readers are told nothing of."""
        if self.names_record(value, beside.names):
            return self._named(value, beside)
        return self.reads(value) if self.reads else Cell(str(value))

    def _named(self, id: str, beside: Beside) -> Cell | None:
        name = beside.names.get(id) or id
        address = next(filter(None, (beside.addresses.get((kind, id)) for kind in self.kinds)), "")
        # A court has no page, and none is ever unpublished.
        if address or beside.shows_all or self.kinds == ("court",):
            return Cell(name, address=address)
        taken = next((kind for kind in self.kinds if (kind, id) in beside.withdrawn), "")
        return Cell(f"a {taken} that was withdrawn", is_taken=True) if taken else None


def date(text: str) -> Cell:
    try:
        return Cell(dates.read(text).label)
    except dates.DateProblem:
        return Cell(text)


def value(text: str) -> Cell:
    """An answer, whose content does not say of which type it is: an amount in digits, a range, a date or a phrase."""
    ends = text.split("..")
    if all(_NUMBER.fullmatch(end) for end in ends):
        return Cell(" to ".join(map(_grouped, ends)))
    return date(text)


def page(address: str) -> Cell:
    is_link = address.startswith(("https://", "http://"))
    return Cell(address, address=address if is_link else "", is_outside=is_link)


def choice(choices: type[TextChoices]) -> Callable[[str], Cell]:
    """By its label; a value that the list has no longer, as it is."""
    return partial(_choice, choices)


def flag(words: str) -> Callable[[bool], Cell]:
    return lambda is_set: Cell(words if is_set else f"not: {words}")


def _choice(choices: type[TextChoices], value: str) -> Cell:
    return Cell(str(choices(value).label) if value in choices.values else str(value).replace("_", " "))


_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?", re.ASCII)


def _grouped(number: str) -> str:
    """“38,191,066”; one of four digits may be a year."""
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if len(whole.lstrip("-")) > 4 else number
