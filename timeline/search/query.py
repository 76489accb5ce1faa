"""What a reader typed, read as people mean it: words, "a phrase", -not, OR, prefix*. Nothing typed is an error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from timeline.search.terms import number_alone, terms, words

MOST_LETTERS = 300
MOST_PARTS = 16

# Words that stand in every text and tell nothing; they count in a phrase, and where nothing else is typed.
_TELLING_NOTHING = frozenset(
    (
        "a about an and any are as at be been by can could did do does for from had has have he her his how i in is it "
        "its much me my of on or our say said says she so that the their them there these they this those to us was "
        "we were what when where which who whom whose why will with would you your"
    ).split()
)

_PART = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|\Z)|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True)
class Atom:
    """Terms that stand one after the other; of the last the beginning alone where it `is_prefix`."""

    terms: tuple[str, ...]
    is_prefix: bool = False
    typed: str = field(default="", compare=False)


@dataclass(frozen=True)
class Range:
    """Numbers of documents, of which a query finds `count`, or what of those is not known to be left out."""

    first: int
    last: int
    count: int = 0


@dataclass(frozen=True)
class Query:
    """Every one of `wanted` has to be met, by any of its atoms; none of `unwanted` may be."""

    typed: str
    wanted: tuple[tuple[Atom, ...], ...] = ()
    unwanted: tuple[Atom, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.wanted)

    @property
    def atoms(self) -> list[Atom]:
        return [atom for group in self.wanted for atom in group]

    @property
    def terms(self) -> list[str]:
        return [term for atom in self.atoms for term in atom.terms]

    @property
    def lone_term(self) -> str:
        """The one term that is looked for, and nothing else; "" for any other query."""
        atoms = self.atoms
        if len(atoms) != 1 or self.unwanted or atoms[0].is_prefix or len(atoms[0].terms) != 1:
            return ""
        return atoms[0].terms[0]

    @property
    def groups_typed(self) -> list[str]:
        """What has to be met, each as it was typed."""
        return [" OR ".join(dict.fromkeys(atom.typed for atom in group)) for group in self.wanted]

    def without(self, place: int) -> "Query":
        """The same without one of the groups that have to be met."""
        return self.keeping([other for other in range(len(self.wanted)) if other != place])

    def keeping(self, places: Iterable[int]) -> "Query":
        """The same with these alone of the groups that have to be met."""
        groups = [self.groups_typed[place] for place in places]
        return read_query(" ".join([*groups, *(f"-{atom.typed}" for atom in self.unwanted)]))

    def still_typed(self) -> "Query":
        """The same while somebody types on: the last word may be the beginning of one."""
        if not self.wanted or not self.wanted[-1][-1].typed or self.typed[-1:] in '"”»*':
            return self
        *others, last = self.wanted
        atom = last[-1]
        # Numbers of dockets and single letters begin too much, or nothing.
        if not atom.typed[-1:].isalpha() or len(atom.typed) < 2 or not self.typed.endswith(atom.typed):
            return self
        begun = replace(atom, terms=(*atom.terms[:-1], words(atom.typed)[-1]), is_prefix=True)
        return replace(self, wanted=(*others, (*last, begun)))


def read_query(typed: str) -> Query:
    """The query; what goes beyond 300 characters or 16 parts is left out."""
    wanted: list[tuple[Atom, ...]] = []
    unwanted: list[Atom] = []
    joins = False
    for match in list(_PART.finditer(typed.replace("\0", " ")[:MOST_LETTERS]))[:MOST_PARTS]:
        if match["word"] == "OR" and not match["minus"]:
            joins = bool(wanted)
            continue
        atom = _atom(match)
        if atom is None:
            continue
        if match["minus"]:
            unwanted.append(atom)
        elif joins:
            wanted[-1] = (*wanted[-1], atom)
        else:
            wanted.append((atom,))
        joins = False
    telling = [group for group in wanted if not all(atom.typed.casefold() in _TELLING_NOTHING for atom in group)]
    return Query(" ".join(typed.split())[:MOST_LETTERS], tuple(telling or wanted), tuple(unwanted))


def _atom(match: re.Match) -> Atom | None:
    word = match["word"] or ""
    text = match["phrase"] if match["word"] is None else word
    typed = word or f'"{" ".join((text or "").split())}"'
    if number := number_alone(text or ""):
        return Atom((number,), typed=typed)
    found = terms(text or "")
    if found and word.endswith("*"):
        return Atom((*found[:-1], words(word)[-1]), is_prefix=True, typed=typed)
    return Atom(tuple(found), typed=typed) if found else None
