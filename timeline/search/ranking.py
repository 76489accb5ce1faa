"""How well a document answers a query: a number, the same on every database."""

from functools import cached_property

from timeline.models import Case, Party
from timeline.search.documents import Kind, kind_of
from timeline.search.index import Row
from timeline.search.query import Atom, Query
from timeline.search.terms import numbers, terms, words
from timeline.vocabulary import EvidenceMark

_IN_TITLE, _IN_NAMES, _IN_BODY = 6.0, 3.0, 2.0
_WHOLE_TITLE, _PHRASE_IN_TITLE, _PHRASE_IN_BODY, _NEAR = 12.0, 8.0, 5.0, 3.0
_SHARE_OF_TITLE = 2.0
_OWN_NAMES_OF_A_CASE = 2  # the first lines of its names: caption and docket number; its court and parties follow
_NAMED = (Party, Case)
_BY_MARK = {
    EvidenceMark.COURT_RECORD: 2.0,
    EvidenceMark.OWN_WORDS: 1.5,
    EvidenceMark.FIRST_HAND: 1.0,
    EvidenceMark.RETOLD: 0.0,
    EvidenceMark.MACHINE_WRITTEN: -4.0,
}


class Ranking:
    """Scores the documents that a query has found; what follows from the query alone is worked out once."""

    def __init__(self, query: Query):
        self.query = query
        self.typed = [term for group in query.wanted for term in group[0].terms]
        self._as_typed = _padded(" ".join(self.typed))
        self._each_typed = [_padded(term) for term in dict.fromkeys(self.typed)]
        self._groups = [[(_padded(" ".join(atom.terms)), atom) for atom in group] for group in query.wanted]

    def score(self, row: Row, mark: EvidenceMark | None) -> float:
        """Higher is better: title over names over text, phrase over scattered, near over far, court over machine."""
        return with_mark(self.of_words(row), mark)

    def of_words(self, row: Row) -> float:
        """The same without what the evidence of the record adds."""
        title, names, body = map(_padded, (row.title_terms, row.name_terms, row.body_terms))
        found = 0.0
        for group in self._groups:
            found += max([_of_atom(atom, padded, row, title, names, body) for padded, atom in group])
        if len(self.typed) > 1:
            found += _PHRASE_IN_TITLE if self._as_typed in title else 0
            found += _PHRASE_IN_BODY if self._as_typed in body else _NEAR * _nearness(self.typed, row.body_terms)
        found = found / max(len(self.query.wanted), 1)
        found += _WHOLE_TITLE if self._as_typed == title or self._is_named(row) else 0
        # Of two titles that have the words, the one that says little else.
        in_title = sum(term in title for term in self._each_typed)
        return round(found + _SHARE_OF_TITLE * in_title / (row.title_terms.count(" ") + 1), 6)

    def most_without_title(self, kind: Kind) -> float | None:
        """What no document can exceed whose title has nothing that is looked for; None where that is not known."""
        # What begins in some way is looked for here in words as they are spelled, by the index in their stems.
        if len(self.query.wanted) != 1 or kind.model in _NAMED or any(atom.is_prefix for atom in self.query.atoms):
            return None
        return self._most_without_title

    @cached_property
    def _most_without_title(self) -> float:
        of_phrase = _PHRASE_IN_BODY + _SHARE_OF_TITLE if len(self.typed) > 1 else 0
        return _IN_NAMES + _IN_BODY + of_phrase + max(_BY_MARK.values())

    def _is_named(self, row: Row) -> bool:
        """Whether a party or a case goes by just these words, or a case by this number."""
        kind = kind_of(row.id)
        if kind.model not in _NAMED or not set(self.typed).issubset(row.name_terms.split()):
            return False
        lines = row.names.split("\n")
        if kind.model is Case:
            lines = lines[:_OWN_NAMES_OF_A_CASE]
        return any(self.typed in (terms(line), list(numbers(line))) for line in lines)


def with_mark(score: float, mark: EvidenceMark | None) -> float:
    """What a document scores by its words, with what the evidence of its record adds."""
    return round(score + _BY_MARK[mark], 6) if mark else score


def at_most(score: float) -> float:
    """The same with the best evidence that there is."""
    return round(score + max(_BY_MARK.values()), 6)


def _padded(terms: str) -> str:
    """Blanks around it, so that terms can be looked for as they stand: none begins or ends within another."""
    return f" {terms} "


def _of_atom(atom: Atom, padded: str, row: Row, title: str, names: str, body: str) -> float:
    """What one of the things looked for adds by the columns that have it."""
    if atom.is_prefix:
        begun = (_IN_TITLE, row.title), (_IN_NAMES, row.names), (_IN_BODY, row.body)
        return sum(weight for weight, text in begun if _begins(atom, text))
    return _IN_TITLE * (padded in title) + _IN_NAMES * (padded in names) + _IN_BODY * (padded in body)


def _begins(atom: Atom, text: str) -> bool:
    return any(word.startswith(atom.terms[-1]) for word in words(text))


def _nearness(typed: list[str], column: str) -> float:
    """1 where the words stand side by side, less the more words stand between them, 0 where one is missing."""
    wanted, found = set(typed), column.split()
    if not wanted.issubset(found):
        return 0.0
    last: dict[str, int] = {}
    narrowest = len(found)
    for at, word in enumerate(found):
        if word in wanted:
            last[word] = at
            if len(last) == len(wanted):
                narrowest = min(narrowest, at - min(last.values()) + 1)
    return len(wanted) / narrowest
