"""How alike two short texts are: by the words they share, whatever their order, endings and typography."""

import re

_FILLERS = frozenset(
    "a about after against an and are as at be before by could for from had has have he his if in into is it its may "
    "no not of on or over she than that the their them they this to under was were which who will with would".split()
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "y")
_SHORTEST_STEM, _LONGEST_STEM = 4, 7


def telling_words(text: str) -> frozenset[str]:
    """The stems of the words that tell one text from another."""
    plain = re.sub(r"[’']s\b", "", text.casefold())
    return frozenset(_stem(word) for word in re.findall(r"\w+", plain) if word not in _FILLERS)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, no word in common, to 1, the same words (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)][:_LONGEST_STEM]
    return word[:_LONGEST_STEM]
