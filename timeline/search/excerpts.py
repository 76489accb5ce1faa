"""A stretch of a text around what was looked for, with the found words told apart."""

import re
from functools import lru_cache

from timeline.search.query import Query
from timeline.search.terms import numbers, terms, words

LONGEST = 220

# A plain word keeps its first letters when it is stemmed, up to so many of all but the last of its term, but for
# “dying”, “lying” and “tying”.
_ALIKE = 4
_IRREGULAR = {"die": "dy", "lie": "ly", "tie": "ty"}

# Letters that no term has are here those of ASCII alone, as in what `_lower` answers: a set with others takes three
# times as long to compile, which every search does.
_WORD = r"\w[\w.:'-]*\w|\w"
# One of plain letters alone, up to its end.
_PLAIN_WORD = r"[a-z]++(?![.:'-]*\w)"


def pieces(query: Query, text: str, longest: int = LONGEST) -> list[tuple[str, bool]]:
    """The best stretch of the text, as (words, whether they were looked for); "…" where it is cut."""
    text = " ".join(text.split())
    sought = _sought(query)
    candidates = (match.span(1) for match in sought.candidates.finditer(_lower(text)) if match[1])
    spans = [(first, last) for first, last in candidates if sought.has(text[first:last])]
    start = _start(spans, text, longest)
    end = min(len(text), start + longest)
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    found, at = [], start
    if start:
        found.append(("… ", False))
    for first, last in spans:
        if first < at or last > end:
            continue
        found += [(text[at:first], False), (text[first:last], True)]
        at = last
    found.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [(words, is_found) for words, is_found in found if words]


def has_found(found: list[tuple[str, bool]]) -> bool:
    """Whether a stretch has any of the words that were looked for."""
    return any(is_found for _, is_found in found)


def _start(spans: list[tuple[int, int]], text: str, longest: int) -> int:
    """The stretch with the most found words, a little before the first of them."""
    if not spans or len(text) <= longest:
        return 0
    best = max(spans, key=lambda span: (sum(span[0] <= other[0] < span[0] + longest - 40 for other in spans), -span[0]))
    start = max(0, best[0] - 40)
    return text.rfind(" ", 0, start + 1) + 1 if start else 0


class _Sought:
    """What a query looks for, as words are compared with it."""

    def __init__(self, query: Query):
        self.wanted = frozenset(query.terms)
        self.begun = tuple(atom.terms[-1] for atom in query.atoms if atom.is_prefix)
        irregular = {_IRREGULAR[term] for term in self.wanted & _IRREGULAR.keys()}
        begun = {_first_letters(term) for term in (*self.wanted, *self.begun)} | irregular
        begins = "|".join(map(re.escape, begun)) or "(?!)"
        # Of a text in small letters, group 1 is a word by which one of the terms can be meant, or one that is not
        # plain: to stem every word of a page, or only to look at each from here, takes longer than all else. At the
        # end of the text it is none, or the search would begin again at each letter.
        self.candidates = re.compile(rf"(?:(?!{begins}){_PLAIN_WORD}|\W)*+(?:({_WORD})|\Z)")

    def has(self, word: str) -> bool:
        """Whether a word has one of these terms, or begins as one of these does."""
        found, plain = _read(word)
        return not found.isdisjoint(self.wanted) or bool(
            self.begun and any(one.startswith(self.begun) for one in plain)
        )


def _first_letters(term: str) -> str:
    """Of a term those that every plain word has too that is stemmed to it."""
    return term[: min(max(len(term) - 1, 2), _ALIKE)]


def _lower(text: str) -> str:
    """In small letters and with plain apostrophes and hyphens, each in its place: one letter of Turkish becomes two."""
    lower = text.lower()
    lower = lower if len(lower) == len(text) else "".join(map(_lower_letter, text))
    return lower.replace("’", "'").replace("‑", "-")


def _lower_letter(letter: str) -> str:
    return letter.lower() if len(letter.lower()) == 1 else letter


_sought = lru_cache(maxsize=64)(_Sought)


@lru_cache(maxsize=65536)
def _read(word: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The terms of a word as it is printed, and the same not stemmed."""
    return frozenset((*terms(word), *numbers(word))), tuple(words(word))
