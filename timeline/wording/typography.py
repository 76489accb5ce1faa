"""What typography may change without changing a word: how words are spelled, and how the gaps between them compare."""

import itertools
import re
import unicodedata
from functools import lru_cache

from timeline.vocabulary import Grade

HYPHENS = "-\u2010\u2011\u00ad¬"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
QUOTES = "\"'`´‘’‚‛“”„‟′″‵‶«»‹›「」『』ʼ\uff02\uff07"
APOSTROPHES = "'’‘ʼ\uff07"
# Of the same category as the soft hyphen, but they part words: a browser may break a line there.
BREAKS = "\u200b\ufeff"
# “m²” is not “m2”, and “1½” is not “11⁄2”.
_MEANT = ("<super>", "<sub>", "<fraction>", "<circle>")
# Signs that are read alike, and the choice between a sign's two pictures, which is not read at all.
_READ_ALIKE = {"≤": "<=", "≦": "<=", "⩽": "<=", "≥": ">=", "≧": ">=", "⩾": ">=", "⁄": "/", "∕": "/"}
_READ_ALIKE |= dict.fromkeys(DASHES, "-") | {"\ufe0e": "", "\ufe0f": ""}
# What optical recognition takes for one another, each written out as its longest form, so that folding two
# words and folding them joined come to the same.
_CONFUSED = {"m": "rn", "w": "vv", "d": "cl", "0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"}
_CONFUSED_CAPITALS = {"M": "RN", "W": "VV", "D": "Cl", "O": "o", "I": "l", "L": "l", "S": "s", "B": "b"}

# What is taken is not given back (“+”): else a bracket left open before a page of dots is tried at each of them anew.
_DOTS = r"(?:…|\.(?:\s{0,3}\.){2,}+|\*(?:\s{0,3}\*){2,}+)(?:\s{0,3}[….])*+"
ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
_TWO_FOR_ONE = re.compile(r"(['`’‘])\1")
_LINE_END_HYPHEN = re.compile(rf"[{re.escape(HYPHENS)}]\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def characters(*categories: str) -> str:
    """All characters of these Unicode categories, as ranges for a class of a pattern."""
    planes = itertools.chain(range(0x20000), range(0xE0000, 0xE0200))  # the others hold ideographs or nothing
    codes = [code for code in planes if unicodedata.category(chr(code)) in categories]
    runs = [list(run) for _, run in itertools.groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return "".join(f"{re.escape(chr(run[0][1]))}-{re.escape(chr(run[-1][1]))}" for run in runs)


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """The word as it is spelled, capitals kept: ligatures resolved, apostrophes straight, soft hyphens gone."""
    if not word.strip(DASHES):
        return "-"
    if word.isascii():
        return word
    decomposed = "".join(_plain(character) for character in unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFD", decomposed) or word


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """What two spellings of one word share: neither capitals nor the commas of thousands count."""
    return _THOUSANDS.sub("", spelled(word).casefold())


@lru_cache(maxsize=65536)
def folded_through_ocr(word: str) -> str:
    """The folded word with everything that optical recognition confuses written alike."""
    return folded(word).translate(_OCR)


def spelled_through_ocr(word: str) -> str:
    return spelled(word).translate(_OCR_CAPITALS)


@lru_cache(maxsize=16384)
def folded_gap(gap: str) -> str:
    """The marks between two words: no spaces, one kind of dash, of quotation mark and of ellipsis."""
    if gap == " ":
        return ""
    gap = _TWO_FOR_ONE.sub('"', ELLIPSIS.sub("...", gap))
    marks = unicodedata.normalize("NFKC", gap.translate(_GAPS))
    return _DOT_RUN.sub("...", _DASH_RUN.sub("-", "".join(_seen(marks))))


def between(ours: str, theirs: str) -> Grade:
    """How two gaps compare that both part two words."""
    if ours == theirs or folded_gap(ours) == folded_gap(theirs):
        return Grade.TYPOGRAPHY
    return Grade.BRACKETED if brackets(ours) != brackets(theirs) else Grade.CASE_AND_PUNCTUATION


def joint(before: str, gap: str, after: str, through_ocr: bool = False) -> Grade | None:
    """How much a gap weighs that the other side's word has not: “e-mail” and “email”. None where it parts two words."""
    marks = folded_gap(gap)
    is_spaced = any(character.isspace() for character in gap)
    if not marks and not is_spaced:
        return Grade.TYPOGRAPHY
    if before[-1].isdigit() and after[0].isdigit():
        return None
    if _LINE_END_HYPHEN.fullmatch(gap) or (through_ocr and marks in ("", "-")):
        return Grade.TYPOGRAPHY
    if marks == "-" and gap in HYPHENS:
        return Grade.CASE_AND_PUNCTUATION
    if marks == "." and 1 in (len(before), len(after)):
        return Grade.CASE_AND_PUNCTUATION
    return Grade.BRACKETED if marks and not is_spaced and not marks.strip("[]") else None


def is_number_for_word(one: str, other: str) -> bool:
    """Whether one is all digits where the other is all letters: no noise makes “50” of “so” but by chance."""
    kinds = [_kind(one), _kind(other)]
    return sorted(kinds) == ["digits", "letters"]


def brackets(gap: str) -> int:
    """How many square brackets a gap has that do not hold an ellipsis."""
    marks = folded_gap(gap)
    return marks.count("[") + marks.count("]")


def _kind(word: str) -> str:
    told = [character for character in word if character.isalnum()]
    if not told:
        return ""
    return "digits" if all(map(str.isdigit, told)) else "letters" if all(map(str.isalpha, told)) else "both"


def _plain(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    if character in _READ_ALIKE:
        return _READ_ALIKE[character]
    if unicodedata.category(character) == "Cf":
        return ""
    if unicodedata.decomposition(character).startswith(_MEANT):
        return character
    return "".join(unicodedata.normalize("NFKD", character).split())


def _seen(marks: str) -> list[str]:
    return [mark for mark in marks if not mark.isspace() and unicodedata.category(mark) not in ("Cf", "Cc")]


_DASH_RUN = re.compile("--+")
# A full stop and an ellipsis are written in either order, as four points or as two signs.
_DOT_RUN = re.compile(r"\.{4,}")
_GAPS = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys(QUOTES, '"'))
_OCR = str.maketrans(_CONFUSED)
_OCR_CAPITALS = str.maketrans(_CONFUSED | _CONFUSED_CAPITALS)
