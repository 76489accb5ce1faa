"""How well a document answers a query: a number, the same on every database."""

from timeline.models import Case, Party
from timeline.search.documents import BY_NUMBER, Place
from timeline.search.index import Row
from timeline.search.query import Atom, Query
from timeline.search.terms import numbers, terms, words
from timeline.vocabulary import EvidenceMark

_IN_TITLE, _IN_NAMES, _IN_BODY = 6.0, 3.0, 2.0
_WHOLE_TITLE, _PHRASE_IN_TITLE, _PHRASE_IN_BODY, _NEAR = 12.0, 8.0, 5.0, 3.0
_OWN_NAMES_OF_A_CASE = 2  # the first lines of its names: caption and docket number; its court and parties follow
_BY_MARK = {
    EvidenceMark.COURT_RECORD: 2.0,
    EvidenceMark.OWN_WORDS: 1.5,
    EvidenceMark.FIRST_HAND: 1.0,
    EvidenceMark.RETOLD: 0.0,
    EvidenceMark.MACHINE_WRITTEN: -4.0,
}


def score(query: Query, row: Row, mark: EvidenceMark | None) -> float:
    """Higher is better: title over names over text, phrase over scattered words, near over far, court over machine."""
    title, names, body = row.title_terms.split(), row.name_terms.split(), row.body_terms.split()
    texts = ((row.title, title, _IN_TITLE), (row.names, names, _IN_NAMES), (row.body, body, _IN_BODY))
    met = [
        max(sum(weight for text, column, weight in texts if _has(atom, column, text)) for atom in group)
        for group in query.wanted
    ]
    found = sum(met)
    typed = [term for group in query.wanted for term in group[0].terms]
    if len(typed) > 1:
        found += _PHRASE_IN_TITLE if _stands(typed, title) else 0
        found += _PHRASE_IN_BODY if _stands(typed, body) else _NEAR * _nearness(typed, body)
    found = found / max(len(query.wanted), 1)
    found += _WHOLE_TITLE if typed == title or _is_named(typed, row) else 0
    # Of two titles that have the words, the one that says little else.
    found += 2.0 * len(set(typed).intersection(title)) / max(len(title), 1)
    return round(found + (_BY_MARK[mark] if mark else 0), 6)


def _is_named(typed: list[str], row: Row) -> bool:
    """Whether a party or a case goes by just these words, or a case by this number."""
    kind = BY_NUMBER[Place.of(row.id).kind]
    if kind.model not in (Party, Case) or not set(typed).issubset(row.name_terms.split()):
        return False
    lines = row.names.split("\n")
    if kind.model is Case:
        lines = lines[:_OWN_NAMES_OF_A_CASE]
    return any(typed in (terms(line), list(numbers(line))) for line in lines)


def _has(atom: Atom, column: list[str], text: str) -> bool:
    if atom.is_prefix:
        return any(word.startswith(atom.terms[-1]) for word in words(text))
    return _stands(list(atom.terms), column)


def _stands(typed: list[str], column: list[str]) -> bool:
    width = len(typed)
    if width == 1:
        return typed[0] in column
    return any(column[at : at + width] == typed for at, word in enumerate(column) if word == typed[0])


def _nearness(typed: list[str], column: list[str]) -> float:
    """1 where the words stand side by side, less the more words stand between them, 0 where one is missing."""
    wanted = set(typed)
    if not wanted.issubset(column):
        return 0.0
    last: dict[str, int] = {}
    narrowest = len(column)
    for at, word in enumerate(column):
        if word in wanted:
            last[word] = at
            if len(last) == len(wanted):
                narrowest = min(narrowest, at - min(last.values()) + 1)
    return len(wanted) / narrowest
