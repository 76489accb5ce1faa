"""Whether our own words assert one answer to a question that is answered in words, with yes or no, or with a party."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from timeline import dates, figures
from timeline.checks.likeness import telling_words
from timeline.models.disagreement import stated_by
from timeline.vocabulary import PartyKind, Stance, ValueType

IN_WORDS = {ValueType.TEXT, ValueType.YES_NO, ValueType.PARTY}

# Of what a question or a statement says, one word in so many may be missing from a sentence that says the same.
_MAY_LACK_ONE_IN = 5
_FEWEST_WORDS = 4
# An answer of one word needs so many words of the question beside it; each further word of its own needs one less.
_TIED_BY = 2

# Words that are said of an account. Of a question that is about words, the speaker's own verb is none of these.
_OF_ACCOUNTS = (
    r"according\sto|accounts?|sources?|articles?|trackers?|digests?|transcripts?|press|retell\w+|re?print(?:s|ed)?"
    r"|prints?|printed|reports?|reported(?:ly)?|differ\w*|dispute[sd]?|quot(?:es|ed)|allege\w*|claim(?:s|ed)?"
)
_OF_SPEAKERS = (
    r"sa(?:ys?|id)|testif\w+|tells?|told|wr(?:ites?|ote)(?!\sto\b)|stat(?:es|ed)|estimat\w+|call(?:s|ed)?|argu\w+|den(?:y|ies|ied)"
    r"|describ\w+|post(?:s|ed)|shows?|showed|holds?|held|thinks?|thought|asks?|asked|asserts?"
    r"|accus\w+|suggest\w+|confirm(?:s|ed)\sto|in\s(?:his|her|its|their)\s(?:words|view)"
)
_ACCOUNT = re.compile(rf"\b(?:{_OF_ACCOUNTS})\b", re.IGNORECASE)
_ATTRIBUTED = re.compile(rf"\b(?:{_OF_ACCOUNTS}|{_OF_SPEAKERS})\b", re.IGNORECASE)
_SPEAKER_FIRST = re.compile(r"^[^:]{2,60}:\s")
_PARTING = re.compile(r"\b(?:differ|disagree|vary|varies|disputed)\b", re.IGNORECASE)
_LEFT_OPEN = re.compile(r"\b(?:whether|not\sclear|unclear|another|others?|some)\b", re.IGNORECASE)
_ABOUT_WORDS = re.compile(r"\b(?:words?|say|said|answer|asked|speak)\b", re.IGNORECASE)
_WHO = re.compile(r"^(?:Who|Whom|By\swhom)\s+(?:(?:first|really|actually)\s)?(?P<verb>\w+)|^By\swhom\b")
_NAME = r"(?:[A-Z][\w’'-]*\.?\s?)+"
_SAME_VERB = {"said": "say", "says": "say", "wrote": "write", "spoke": "speak", "speaks": "speak"}
_ASKING = frozenset("did do does how what when where which who whom why".split())
_IN_TIME = frozenset(word.casefold() for word in (*dates.MONTHS, *"The A An In On At By He She It They".split()))


@dataclass(frozen=True)
class Side:
    """The words that take a side, and what they answer."""

    words: str
    answer: str


class Contest:
    """A question with what its accounts answer; `is_open` says whether any two of them part."""

    def __init__(self, question):
        self.question = question
        self.answers = list(question.assertions.all())
        self.rows = [row for answer in self.answers for row in answer.references.all()]

    @property
    def is_open(self) -> bool:
        return len(self.values) > 1 or any(row.stance == Stance.CONTRADICTS for row in self.rows)

    @cached_property
    def values(self) -> dict[str, str]:
        """The values given, each with how it reads."""
        given = [(stated_by(row).value, row.value_label(self.question)) for row in self.rows]
        given += [(answer.stated.value, answer.value_label(self.question)) for answer in self.answers]
        return {value: label or value for value, label in given if value}

    @cached_property
    def asked(self) -> frozenset[str]:
        return _words(str(self.question)) - _ASKING

    @cached_property
    def parties(self) -> dict[str, re.Pattern]:
        """The parties that accounts answer with, by slug, and how each is named."""
        found = [row.value_party for row in (*self.answers, *self.rows) if row.value_party]
        return {party.slug: _named(party) for party in found}

    def side_of(self, texts: Iterable[str], told: Iterable[list[str]]) -> Side | None:
        """The first sentence that takes a side; `told` are the sentences of each text."""
        everything = _words(" ".join(texts))
        for sentences in told:
            for number, sentence in enumerate(sentences):
                beside = " ".join(sentences[max(0, number - 1) : number + 2])
                if self._is_told_as_theirs(sentence) or _PARTING.search(figures.outside_quotations(beside)):
                    continue
                if answer := self._answer_in(sentence, everything):
                    return Side(sentence, answer)
        return None

    def _is_told_as_theirs(self, sentence: str) -> bool:
        """Whether the sentence says whose account it is, or leaves the point open."""
        ours = figures.outside_quotations(sentence)
        if _SPEAKER_FIRST.search(ours):
            return True
        if _ABOUT_WORDS.search(str(self.question)):
            return bool(_ACCOUNT.search(ours))
        content = self.asked.union(*map(_words, self.values))
        said = (match for pattern in (_LEFT_OPEN, _ATTRIBUTED) for match in pattern.finditer(ours))
        return any(_word(match[0]) not in content for match in said)

    def _answer_in(self, sentence: str, everything: frozenset[str]) -> str:
        """The answer that the sentence asserts; "" for none. A quotation counts where words are what is asked for."""
        words = _words(sentence if self.question.value_type == ValueType.TEXT else figures.outside_quotations(sentence))
        if self.question.value_type == ValueType.PARTY:
            return self._party_in(sentence, words) or self._agent_in(sentence, words)
        if self.question.value_type == ValueType.TEXT:
            return self._phrase_in(words, everything) or self._agent_in(sentence, words)
        asserted = next((str(one) for one in self.answers if _says(words, _words(one.statement))), "")
        return asserted or ("as the question has it" if _says(words, self.asked) else "")

    def _party_in(self, sentence: str, words: frozenset[str]) -> str:
        named = [slug for slug, pattern in self.parties.items() if pattern.search(figures.outside_quotations(sentence))]
        names = _words(" ".join(self.values.values()))
        tied = (self.asked - names) & (words - names)
        is_tied = len(tied) >= min(_TIED_BY, len(self.asked - names))
        return self.values[named[0]] if len(named) == 1 and is_tied else ""

    def _phrase_in(self, words: frozenset[str], everything: frozenset[str]) -> str:
        """A phrase of one account, no other phrase standing in any of the texts."""
        telling = {value: _words(value) - self.asked for value in self.values}
        for value, own in telling.items():
            others = [other for phrase, other in telling.items() if phrase != value]
            is_alone = not any(other - own and other - own <= everything for other in others)
            is_name = value[:1].isupper() and not value.isupper()
            tied = is_name or len(self.asked & words) > _TIED_BY - len(own)
            if own.difference(*others) and own <= words and is_alone and tied:
                return value
        return ""

    def _agent_in(self, sentence: str, words: frozenset[str]) -> str:
        """Somebody whom the sentence names as who did it, where the question is who."""
        who = _WHO.search(str(self.question))
        if not who or len(self.asked & words) < _TIED_BY:
            return ""
        for name in _agents(figures.outside_quotations(sentence), who["verb"]):
            if not _words(name) <= self.asked and name.casefold() not in _IN_TIME:
                return name
        return ""


def _agents(sentence: str, verb: str) -> Iterator[str]:
    """“by Steven Molo”, “Steven Molo questioned”; for the verb of the question alone."""
    for match in re.finditer(rf"\bby\s(?:the\s)?(?P<name>{_NAME})", sentence):
        yield match["name"].strip(" .")
    for match in re.finditer(rf"(?P<name>{_NAME})(?:[a-z]+\s){{0,2}}(?P<verb>[a-z]+)", sentence):
        if _word(match["verb"]) == _word(verb):
            yield match["name"].strip(" .")


def _named(party) -> re.Pattern:
    names = [party.name, *party.other_names_list]
    if party.kind == PartyKind.PERSON:
        names.append(party.name.split()[-1])
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True)))


def _says(words: frozenset[str], content: frozenset[str]) -> bool:
    """Whether a sentence with these words has nearly all of that content."""
    return len(content) >= _FEWEST_WORDS and len(content - words) <= len(content) // _MAY_LACK_ONE_IN


def _words(text: str) -> frozenset[str]:
    return frozenset(_SAME_VERB.get(word, word) for word in telling_words(text))


def _word(word: str) -> str:
    return next(iter(_words(word)), word)
