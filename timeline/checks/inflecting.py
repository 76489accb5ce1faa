"""Words and phrases in a text, in whatever form: “admits” for “admitted”, “rips off” for “ripped off”."""

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline.search.terms import terms

# Every form begins with so many letters of the word. Forms of a short word are other words too often: what “lies” in a
# drawer is nothing that anybody “lied” about.
_KEPT = 3
_SHORTEST_WITH_FORMS = 5


def words_found(text: str, phrases: Iterable[str]) -> list[tuple[str, int, int]]:
    """Which of the phrases stand in the text as whole words, in any form and case, with start and end, by place."""
    found = []
    for phrase in filter(str.strip, phrases):
        wanted = [_form(word) for word in re.findall(r"\w+", phrase)]
        for match in _pattern(phrase).finditer(text):
            if [_form(word) for word in re.findall(r"\w+", match[0])] == wanted:
                found.append((phrase, *match.span()))
    return sorted(found, key=lambda one: one[1:])


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Where the phrase may stand: words that begin alike."""
    pattern = r"\s+".join(_beginnings(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _beginnings(word: str) -> str:
    parts = re.split(r"(\w+)", word)
    letters = [part[:_KEPT] + r"\w*" if len(part) >= _SHORTEST_WITH_FORMS else part for part in parts[1::2]]
    between = [re.sub("['’]", "['’]", re.escape(part)) for part in parts[::2]]
    return "".join(a + b for a, b in zip(between, [*letters, ""], strict=True))


@lru_cache(maxsize=8192)
def _form(word: str) -> tuple[list[str], bool]:
    """The stem, and whether it is said of a manner: “falsely claimed” is not “false claims”."""
    return terms(word), word.casefold().endswith("ly")
