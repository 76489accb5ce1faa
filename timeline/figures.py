"""Figures in English prose, each with its place: amounts and spans of time; also quotations.

What cannot be told without understanding the sentence is left out rather than guessed. Nothing raises for any text.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from timeline.named_days import MONTH
from timeline.vocabulary import Hedge

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_HALF = Decimal("0.5")
_NUMBER_WORDS: dict[str, Decimal] = {
    **{word: Decimal(number) for number, word in enumerate(_WORDS, start=1)},
    **{word: Decimal(10 * number) for number, word in enumerate(_TENS, start=2)},
    **{"a": Decimal(1), "an": Decimal(1), "half": _HALF},
}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_FACTORS = {**_SCALES, "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12, "": 1}
# By the first letter of what stands before or after the figure.
_UNITS = {"$": "USD", "u": "USD", "d": "USD", "€": "EUR", "e": "EUR", "£": "GBP", "g": "GBP"}
_NO_PLURALS = ("ss", "us", "is", "news")
_PLURALS = ("people", "men", "women", "children")
_NO_NOUNS = set(
    "a about after against all an and are as at be before but by can did do for from had has have he if in into is it "
    "its may more must of on one or per said says she than that the their them then they this to under until was were "
    "when which while who will with would".split()
)

# Pieces of patterns.
_SCALE = rf"(?i:{'|'.join(_SCALES)})\b"
_TIME = r"(?:minute|hour|day|week|month|year)s?\b"
_WORD = rf"(?:{'|'.join(_TENS)})[-‐‑](?:{'|'.join(_WORDS[:9])})|{'|'.join([*_WORDS, *_TENS])}"
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?"
_DASH = r"[-‐‑–—]"
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_OF_YEAR = r"(?:,?\s[0-9]{4}\b)?"
_PIN = r"[0-9][\w()]*+(?:[.:‐‑–-]{1,2}[\w()]+)*+"

# Numbers that are no amounts, in the order in which they are taken out.
_NO_AMOUNTS = [
    re.compile(rf"\b{_NTH}(?:\s?(?:,|and|or|to|{_DASH})\s?[0-9]{{1,2}}){{0,4}}\s(?:of\s)?{MONTH}{_OF_YEAR}"),
    re.compile(rf"\b{MONTH}\s{_NTH}(?:\s?(?:and|or|to|{_DASH})\s?[0-9]{{1,2}})?(?![0-9]|[.,][0-9]){_OF_YEAR}"),
    re.compile(r"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b"),
    re.compile(r"\b[0-9]:[0-9]{2}-[a-zA-Z]{2}-[0-9]+|\b[0-9]+\s[A-Z]\s[0-9]+/[0-9]+"),
    re.compile(r"\b[0-9]{1,2}(?::[0-9]{2})+|\b[0-9]{1,2}\s?(?:[ap]m\b|[ap]\.m\.|o[’']clock)", re.IGNORECASE),
    # 17 U.S.C. 107, 123 F.3d 456
    re.compile(rf"\b[0-9]+\s(?:U\.?\s?S\.?(?:\s?C\.?)?|C\.?F\.?R\.?|F\.\s?(?:[234]d|Supp\.)[\s23d]*)\s*§*\s*{_PIN}"),
    # places in papers: § 1202(b), Rule 12, entries 32-13 and 33, Dkt. 456
    re.compile(
        r"(?:§+|\b(?:sections?|secs?\.|rules?|articles?|arts?\.|clauses?|paragraphs?|paras?\.|pages?|pp?\.|lines?|parts?"
        r"|chapters?|count|exhibits?|exs?\.|entry|entries|dkts?\.?|dockets?|ecf|docs?\.|nos?\.|numbers?|title|day|footnote))"
        rf"\s*(?:No\.\s*)?{_PIN}(?:,?\s(?:and|or|to|through|&)\s{_PIN})*",
        re.IGNORECASE,
    ),
    # names: Llama 3, Claude Opus 4.8, AB 2013; a sentence may begin with one of the words of the list, or with a verb
    re.compile(
        r"\b(?!(?:The|An?|In|On|At|By|For|From|Of|To|With|About|Around|Approximately|Roughly|Some|Over|Under|Nearly|Almost"
        r"|Than|Up|Between|And|Or|But|All|Only|Another|These|Those|Its|Their|His|Her|Our|Least|Most|After|Before|Within"
        r"|During|Since|Until|Just|Both|Below|Above|Exactly|USD|EUR|GBP|[A-Z][a-z]+ing|[A-Z][a-z]*[^us\W]s(?=\s[0-9]+\s[a-z]+s\b))\b)"
        r"[A-Z][\w.-]{0,30}\s[0-9]{1,4}(?:\.[0-9x]+)*[A-Za-z]?"
        rf"(?![\w%]|[,.][0-9]|\s?(?:{_SCALE}|per\s?cent|dollar|euro|pound|bn\b|mn\b))"
        r"(?:\s(?:and|or|to)\s[0-9]{1,2}(?:\.[0-9]+)?(?![\w,.]|\s[a-z]+s\b))?"
    ),
]
_FIGURE = re.compile(
    rf"""
    (?<![\w$€£¥₹§\#@/:.,'’&‐‑])(?<![A-Za-z]-)
    (?:(?P<sign>(?:US\s?)?\$|USD|EUR|GBP|€|£)\s?)?
    (?P<number>\b(?:(?i:{_WORD})|[0-9]{{1,3}})\sand\sa\shalf(?=\s(?:{_SCALE}|{_TIME}))
      |{_DIGITS}|\b(?:(?<!hundred\s)(?<!thousand\s)(?<!hundred\sand\s)(?i:{_WORD})|[Hh]alf\san?(?=\s(?:{_SCALE}|{_TIME}))
      |(?<!half\s)(?<!of\s)an?(?=\s{_SCALE})))
    (?:(?P<letter>[kKmMbB]|[mb]n|tn)\b|[\s-](?P<scale>(?!hundred\s(?:and|{_WORD})\b){_SCALE}))?+
    (?:\s?(?P<percent>%|per\s?cent\b)|[\s-](?P<currency>(?:U\.?S\.?\s)?dollars?|euros?|USD|EUR|GBP)\b)?+
    (?![\w§(]|[.'’]\w|[/:,][0-9]|\s{_SCALE})
    """,
    re.VERBOSE,
)
_AND_A_HALF = re.compile(
    rf"(?<![\w$€£.,-])(?P<number>[Aa]n?|(?i:{_WORD})|[0-9]{{1,3}})\s(?P<unit>{_TIME})\sand\sa\shalf\b"
)
_GOES_ON = re.compile(rf"-(?:[$€£]?(?:{_DIGITS})(?:[kKmMbB]|[mb]n|tn|\s?%|\sper\s?cent|\s{_SCALE})|[a-z]{{3}})")
_BETWEEN_ENDS = re.compile(rf"\s?{_DASH}\s?|\s(?:to|or|and)\s")
_NOUN = re.compile(r"[\s-]([A-Za-z][A-Za-z’'-]*(?:\s[A-Za-z][A-Za-z’'-]*){0,3})")
_NO_ONE = re.compile(r"\b(?:no|any|every|some|this|that|which|each|the|another)\s$", re.IGNORECASE)

_NEARLY = r"(?:about|approximately|approx\.|around|roughly|nearly|almost|close\sto|near|some|circa|ca?\.)"
_HEDGE = re.compile(
    rf"""(?:
      (?P<topic>\b(?:claims?|questions?|questioned|asked|testif\w+|comment\w*|talk\w*|wrote|warn\w*|appeals?|sue[sd]?|suing
        |suits?|liable|hand\w*|turn\w*|disputes?|fight|order|clash|case)\s(?:about|over|under))
    | (?P<at_least>\b(?:at\sleast|(?:no|not)\s(?:less|fewer)\sthan|a\sminimum\sof)|≥)
    | (?P<at_most>\b(?:at\smost|(?:no|not)\smore\sthan|not\sexceeding|a\smaximum\sof)|≤)
    | (?P<more_than>\b(?:(?:more|greater)\sthan|over|above|exceeding|in\sexcess\sof|upwards\sof)|>)
    | (?P<less_than>\b(?:(?:less|fewer)\sthan|under|below)|<)
    | (?P<up_to>\b(?:up\sto|as\s(?:much|many)\sas))
    | (?P<about>\b(?:{_NEARLY}|an\sestimated|on\sthe\sorder\sof)|[~≈])
    )(?:\s{_NEARLY})?\s?$""",
    re.VERBOSE | re.IGNORECASE,
)
_HEDGE_AFTER = re.compile(r"(?P<at_least>\+|\sor\smore\b)|(?P<at_most>\sor\s(?:less|fewer)\b)|(?P<about>\sor\sso\b)")

_SPAN_OF_TIME = re.compile(
    rf"""
    (?<![\w$€£.,/:‐‑])(?<![A-Za-z]-)(?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,4}}|(?i:{_WORD}))
    [\s-](?:(?:calendar|business|working|court|full|consecutive)\s)?(?P<unit>day|week|month|year)s?\b(?![\s-]olds?\b)
    """,
    re.VERBOSE,
)
_QUOTED = re.compile(
    r"“[^“”]*”|\"(?:(?!\n\s*\n)[^\"])*\"|‘(?=\S)(?:[^‘’\s]|’(?=\w))+(?:\s+(?:[^‘’\s]|’(?=\w))+)+’(?!\w)"
)


@dataclass(frozen=True)
class Amount:
    """A figure; `text` is it as written, without hedge and noun. `unit` is USD, EUR, GBP, "percent", or "" for a count.

    `noun` says what is counted, in lower case ("works"), "" if that cannot be told.
    """

    value: Decimal
    unit: str
    hedge: Hedge
    start: int
    end: int
    text: str
    noun: str = ""


@dataclass(frozen=True)
class Duration:
    """A span of time as stated; `unit` is "day", "week", "month" or "year"."""

    number: int
    unit: str
    hedge: Hedge
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """Sums, shares and counts, in the order of the text; the two ends of a range are two amounts, "90 days" is a count.

    Not years, dates, times, docket numbers, places in papers, names of models; number words only before a noun.
    """
    for pattern in _NO_AMOUNTS:
        text = pattern.sub(lambda match: "\0" * len(match[0]), text)
    halves = [_amount_and_a_half(match) for match in _AND_A_HALF.finditer(text)]
    text = _AND_A_HALF.sub(lambda match: "\0" * len(match[0]), text)
    figures = [match for match in _FIGURE.finditer(text) if _is_amount(match)]
    found = [_amount(*three) for three in zip([None, *figures], figures, [*figures[1:], None], strict=False)]
    return sorted(found + halves, key=lambda amount: amount.start)


def spans_of_time(text: str) -> list[Duration]:
    """“three weeks”, “two-year”, “90 days”; not ages, and not “a year”, which is mostly a rate."""
    return [
        Duration(int(_number(match)), match["unit"], _hedge(match), *match.span())
        for match in _SPAN_OF_TIME.finditer(text)
        if not _is_year(match["number"])
    ]


def outside_quotations(text: str) -> str:
    """The text with every quotation replaced by spaces, so that places stay; a lone word in single quotes is kept."""
    return _QUOTED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _is_amount(match: re.Match[str]) -> bool:
    text, number = match.string, match["number"]
    if _has_tail(match):
        return bool(_unit(match) or match["letter"] not in ("m", "b", "B"))
    if match["sign"]:
        return True
    if text[match.start() - 1 : match.start()] == "-" or _is_year(number):
        return False
    if number[0].isdigit():
        return bool(_GOES_ON.match(text, match.end())) or not re.match(r"[-‐‑—]\w", text[match.end() : match.end() + 2])
    is_pronoun = number.lower() == "one" and _NO_ONE.search(text[max(0, match.start() - 10) : match.start()])
    return bool(_noun(match)) and not is_pronoun and text[match.end() : match.end() + 1] != "-"


def _amount(before: re.Match[str] | None, match: re.Match[str], after: re.Match[str] | None) -> Amount:
    """A figure at one end of a range takes from the other end what it lacks: “$79 to 134 billion”, “5 to 9 works”."""
    number, unit, noun, scaled = _number(match), _unit(match), _noun(match), match
    if after and not _has_tail(match) and _are_ends(match, after) and (not unit or _unit(after) in ("", unit)):
        unit, noun = unit or _unit(after), noun or _noun(after)
        scaled = after if number <= _number(after) else match
    elif before and match["scale"] and not unit and _are_ends(before, match):
        unit = _unit(before)
    value = number * _FACTORS[(scaled["scale"] or scaled["letter"] or "").lower()]
    value = value.to_integral_value() if value == value.to_integral_value() else value
    return Amount(value, unit, _hedge(match), *match.span(), match[0], "" if unit else noun)


def _amount_and_a_half(match: re.Match[str]) -> Amount:
    """“An hour and a half”, “two years and a half”."""
    value = _number(match) + _HALF
    return Amount(value, "", _hedge(match), *match.span(), match[0], match["unit"])


def _are_ends(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two figures share what follows the second: “5 to 10”, “5–10”, “5 and 10 million”."""
    return bool(_BETWEEN_ENDS.fullmatch(one.string, one.end(), other.start()))


def _has_tail(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("letter", "scale", "percent", "currency"))


def _number(match: re.Match[str]) -> Decimal:
    """“38,191,066”, “thirty-eight”, “half a”, “two and a half”."""
    whole, *half = re.split(r"\sand\sa\s|(?<=half)\s", match["number"].lower())
    if whole[0].isdigit():
        number = Decimal(whole.replace(",", ""))
    else:
        number = sum((_NUMBER_WORDS[part] for part in re.split(_DASH, whole)), Decimal(0))
    return number + _HALF if half == ["half"] else number


def _unit(match: re.Match[str]) -> str:
    return "percent" if match["percent"] else _UNITS.get((match["sign"] or match["currency"] or " ")[0].lower(), "")


def _noun(match: re.Match[str]) -> str:
    """The first plural among the words that follow (“482,460 published works”), else the first of these words.

    It is the first word anyway after “one” or a hyphen, nothing but a plural after another number word.
    """
    following = _NOUN.match(match.string, match.end())
    words = [re.sub(r"['’]s?$", "", word) for word in following[1].split()] if following else []
    stops = (place for place, word in enumerate(words) if word.lower() in _NO_NOUNS and (word != "and" or not place))
    words = [word for word in words[: next(stops, len(words))] if word.islower()]
    plurals = [word for word in words if word in _PLURALS or (word[-1] == "s" and not word.endswith(_NO_PLURALS))]
    if match["number"].lower() in ("one", "half a", "half an") or match.string.startswith("-", match.end()):
        return "".join(words[:1])
    return "".join((plurals or words if match["number"][0].isdigit() or match["scale"] else plurals)[:1])


def _hedge(match: re.Match[str]) -> Hedge:
    before = match.string[max(0, match.start() - 60) : match.start()]
    hedge = _HEDGE.search(before) or _HEDGE_AFTER.match(match.string, match.end())
    return Hedge(hedge.lastgroup) if hedge and hedge.lastgroup and hedge.lastgroup != "topic" else Hedge.FLAT


def _is_year(written: str) -> bool:
    return bool(re.fullmatch(r"(?:18|19|20)[0-9]{2}", written))
