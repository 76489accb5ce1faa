"""From text to terms: words folded and stemmed, numbers of dockets in one spelling. Both sides of a search use it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

_MOST_LETTERS = 40

_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ＇](?:s\b)?(?=\w|\b|$)", re.IGNORECASE)
# Initials with points: “U.S.”, “X.AI”, “N.D. Cal.”
_INITIALS = re.compile(r"\b(?:[a-z]\.)+(?:[a-z]{1,2}\b)?", re.IGNORECASE)
# 4:24-cv-04722, 24-cv-4722, 3:23-md-03084-CRB: the division and the judges are left out by whoever writes it down.
_FEDERAL = re.compile(r"\b(?:\d{1,2}:)?(\d{2})[- ]?(cv|cr|mc|md|ml|mj|ap|bk)[- ]?0*(\d{1,6})\b", re.IGNORECASE)
# CGC-24-612746, 1:2024cv01234
_NUMBERED = re.compile(r"\b(?=[\w-]*\d)[a-z0-9]{1,10}(?:-[a-z0-9]{1,10})+\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")
_NOT_IN_INITIALS = frozenset("The Company Co Inc LLC LLP Ltd Limited Corp Corporation GmbH PBC".split())
_PLAIN = str.maketrans(dict.fromkeys("-‐‑‒–—―−", "-") | dict.fromkeys("’‘ʼ＇", "'"))


def terms(text: str) -> list[str]:
    """The terms of a text in its order, each letters and digits only; the same for any spelling of the same word."""
    return [_stemmed(word) for word in words(text)]


def words(text: str) -> list[str]:
    """The same, not stemmed: what somebody may have typed the beginning of."""
    return [word[:_MOST_LETTERS] for word in _WORD.findall(_folded(text))]


def pairs(terms: Iterable[str]) -> list[str]:
    """Each two neighbours as one term, which no word can be: few documents have it, however many have its words."""
    return [f"+{first}+{second}" for first, second in pairwise(terms)]


def numbers(text: str) -> Iterator[str]:
    """Numbers of dockets in the text, each as one term whatever its spelling, in their order."""
    if not any(map(str.isdigit, text)):
        return
    plain = text.translate(_PLAIN)
    for match in _FEDERAL.finditer(plain):
        yield _federal(match)
    for match in _NUMBERED.finditer(_FEDERAL.sub(" ", plain)):
        yield match[0].replace("-", "").casefold()[:_MOST_LETTERS]


def initials(names: Iterable[str]) -> list[str]:
    """“NYT” of “The New York Times Company”: those of names of three words or more that begin with a capital letter."""
    found = []
    for name in names:
        capital = [word[0] for word in _CAPITALISED.findall(name) if word not in _NOT_IN_INITIALS]
        found.append("".join(capital) if len(capital) > 2 else "")
    return list(dict.fromkeys(filter(None, found)))


def number_alone(text: str) -> str | None:
    """The term of a text that is the number of a docket and nothing else."""
    plain = text.translate(_PLAIN).strip()
    if match := re.fullmatch(rf"{_FEDERAL.pattern}(?:-[a-z]{{2,4}}){{0,2}}", plain, re.IGNORECASE):
        return _federal(match)
    match = _NUMBERED.fullmatch(plain)
    return next(numbers(match[0])) if match and sum(map(str.isdigit, match[0])) > 3 else None


def _federal(match: re.Match) -> str:
    year, kind, number = match.groups()
    return f"{year}{kind.lower()}{number}"


def _folded(text: str) -> str:
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    text = text.casefold()
    if "'" in text:
        text = _APOSTROPHES.sub("", text)
    return _INITIALS.sub(lambda match: match[0].replace(".", ""), text) if "." in text else text


@lru_cache(maxsize=65536)
def _stemmed(word: str) -> str:
    if not (word.isascii() and word.isalpha()):
        return word
    return _STEMMER.stemWord(_BRITISH.sub(lambda match: _AMERICAN[match[0]], word))


# Our own text is spelled one way, court papers and readers another.
_AMERICAN = {
    **{"licence": "license", "defence": "defense", "offence": "offense", "judgement": "judgment", "centre": "center"},
    **{f"{word}our": f"{word}or" for word in "fav hon behavi lab col endeav neighb rum".split()},
    **{f"{word}is": f"{word}iz" for word in "organ recogn author summar memor monet".split()},
}
_BRITISH = re.compile("|".join(_AMERICAN))
_STEMMER = snowballstemmer.stemmer("english")
