"""Contested points on which our own words take a side."""

import re
from collections.abc import Iterator

from timeline import figures, named_days, values
from timeline.agreement import Agreement, Stated, compare
from timeline.checks.likeness import telling_words
from timeline.checks.prose import sentences
from timeline.checks.rule import Found, rule
from timeline.checks.siding import IN_WORDS, Contest
from timeline.checks.stating import Figure, can_both_hold, figures_of, is_comparable, is_of_the_thing_counted
from timeline.models import Case, Event
from timeline.models.disagreement import stated_by
from timeline.vocabulary import AssertionStatus, Hedge, Level, QuestionStatus, Stance, ValueType

# “Puts the figure at”, “places it on 13 March”; but nobody is named who says it in “put 38 million on the table”.
_DAY_OR_YEAR = rf"(?:the\s)?(?:[0-9]|late\b|early\b|mid\b|{named_days.MONTH}|[a-z]+day\b)"
_PUTS = (
    r"(?:put(?:s|ting)?|plac(?:es|ed|ing)|(?<!took\s)(?<!take\s)(?<!taken\s)place)(?:\s[a-z’']+){1,6}?"
    rf"\s(?:at|as|between|(?:on|in|to|before|after)\s{_DAY_OR_YEAR})"
)
# Whoever is named as saying a thing, or as differing on it, is no longer us. What a person gave may be money, but what
# an order gives is a figure.
_ATTRIBUTED = re.compile(
    r"\b(?:sa(?:ys?|id)|testif\w+|according\sto|report(?:s|ed|edly)?|tells?|told|claim(?:s|ed)?|alleg\w+"
    rf"|{_PUTS}|wr(?:ites?|ote)|stat(?:es|ed)|count(?:s|ed)?|estimat\w+|call(?:s|ed)?|nam(?:es|ed)|record(?:s|ed)"
    r"|show(?:s|ed)|describ\w+|print(?:s|ed)?|quot(?:es|ed)|posts?\sthat|posted|argu\w+|accounts?|sources?|trackers?"
    r"|in\s(?:his|her|its|their)\swords|differ\w*|dispute[sd]?|deni(?:es|ed)"
    r"|(?:order|court|judge|docket|record|report|page|pleading|complaint|digest|article|paper|note|table|chart|witness)s?"
    r"\b[^.;]*\bg(?:ives?|ave))\b",
    re.IGNORECASE,
)
# A text that says itself that accounts differ hides nothing.
_TELLS_OF_OTHERS = re.compile(
    r"\b(?:differ|disagree|vary|varies|(?:two|other|different|conflicting)\s(?:\w+\s)?(?:dates|figures|amounts|numbers|days))\b",
    re.IGNORECASE,
)
_STATES = {Agreement.SAME, Agreement.ROUNDING}


@rule(
    "one-sided",
    "Our words take a side on an open question",
    level=Level.WARNING,
    models=(Case, Event),
    why="While accounts differ, the answer of one of them is told as its own or beside another.",
)
def one_sided(record, around):
    """An answer of one account, stated as a fact while the question is open and another account cannot hold beside it.

    Or while the answer is disputed as such. Not where another of the answers stands in the text, the sentence says
    whose it is, or the text tells that accounts differ.
    """
    texts = (record.title, record.summary) if isinstance(record, Event) else (record.summary, record.status_note)
    tells_of_others = any(_TELLS_OF_OTHERS.search(text) for text in texts)
    for question in record.public_questions:
        if question.status != QuestionStatus.OPEN:
            continue
        if question.value_type in IN_WORDS:
            yield from _side_in_words(question, texts)
        elif not tells_of_others:
            yield from _side_in_figures(record, question, texts)


def _side_in_words(question, texts) -> Iterator[Found]:
    contest = Contest(question)
    side = contest.side_of(texts, [sentences(text) for text in texts]) if contest.is_open else None
    if side:
        yield Found(question.slug, f"“{side.words}” answers “{question}”, which is open ({side.answer}).")


def _side_in_figures(record, question, texts) -> Iterator[Found]:
    rows = [row for answer in question.assertions.all() for row in answer.references.all()]
    accounts = [account for account in map(stated_by, rows) if is_comparable(question, account)]
    told = [*_stated(record, question, texts)]
    for sentence, figure in told:
        others = [account for account in accounts if not can_both_hold(question, figure.stated, account)]
        is_one_side = (others and _is_told(question, figure, accounts)) or _is_disputed(question, figure)
        if is_one_side and not _is_attributed(question, sentence) and not _has_other_side(question, figure, told):
            other = (
                f"another: {values.label(question.value_type, others[0].value, question.unit, others[0].hedge)}"
                if others
                else "the answer is disputed"
            )
            yield Found(question.slug, f"“{figure.text}” is one answer to “{question}”, which is open; {other}.")
            return


def _is_disputed(question, figure: Figure) -> bool:
    """Whether this answer is disputed as such, and not by another figure: “he pledged nothing of the kind”."""
    for answer in question.assertions.all():
        rows = answer.references.all()
        given = [answer.stated, *(stated_by(row) for row in rows if row.stance == Stance.SUPPORTS)]
        denied = any(row.stance == Stance.CONTRADICTS and not stated_by(row).value for row in rows)
        is_this = _is_told(question, figure, [stated for stated in given if is_comparable(question, stated)])
        if is_this and (denied or answer.status == AssertionStatus.DISPUTED):
            return True
    return False


def _stated(record, question, texts) -> Iterator[tuple[str, Figure]]:
    """Figures of the question's type with their sentence; the event's own date is no account."""
    for text in texts:
        for sentence in sentences(figures.outside_quotations(text)):
            for figure in figures_of(question, sentence, _year(record)):
                is_own_date = question.value_type == ValueType.DATE and _is_date_of(record, figure)
                if not is_own_date and is_of_the_thing_counted(question, figure):
                    yield sentence, figure


def _year(record) -> int | None:
    """That of dates without one: the year in which the event lies as a whole."""
    if not (isinstance(record, Event) and record.earliest and record.latest):
        return None
    return record.earliest.year if record.earliest.year == record.latest.year else None


def _is_attributed(question, sentence: str) -> bool:
    """Whether it is said whose figure this is; “testified” says that of what was said, not of when Musk testified."""
    asked = telling_words(str(question))
    return any(not telling_words(match[0]) <= asked for match in _ATTRIBUTED.finditer(sentence))


def _is_told(question, figure: Figure, accounts: list[Stated]) -> bool:
    """A month tells a day in it, and 90 minutes what an account gives as about 90."""
    is_date, told = question.value_type == ValueType.DATE, figure.stated.value
    return any(
        compare(question.value_type, figure.stated, account) in _STATES
        or (account.hedge == Hedge.ABOUT and account.value == told)
        or (is_date and account.value.startswith(f"{told}-"))
        for account in accounts
    )


def _has_other_side(question, figure: Figure, told) -> bool:
    return any(not can_both_hold(question, figure.stated, other.stated) for _, other in told)


def _is_date_of(record, figure: Figure) -> bool:
    """Or its month."""
    return isinstance(record, Event) and f"{record.date}-".startswith(f"{figure.stated.value}-")
