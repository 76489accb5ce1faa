"""Words that take a side, in our own voice."""

from timeline.checks.inflecting import words_found
from timeline.checks.prose import own_words
from timeline.checks.rule import Found, rule
from timeline.models import Assertion, Case, Event, Filing, Party, Question, Quote, Source
from timeline.vocabulary import Level


@rule(
    "loaded-words",
    "A loaded word in our own voice",
    level=Level.WARNING,
    models=(Source, Party, Case, Filing, Event, Quote, Question, Assertion),
    why="A word that takes a side belongs to whoever used it, in quotation marks.",
)
def loaded_words(record, around):
    """A word of the list of loaded words stands outside quotation marks: it is ours there, and takes a side.

    In whatever form: “admits” where the list has “admitted”.
    A title or a summary is told first, for readers see it most.
    """
    instead = {loaded.word: loaded.instead for loaded in around.loaded_words}
    told = set()
    for passage in own_words(record):
        for word, start, end in words_found(passage.ours, instead):
            if word not in told:
                told.add(word)
                cure = f"; write “{instead[word]}”" if instead[word] else ""
                yield Found(word, f"“{passage.written[start:end]}” in the {passage.field}{cure}.")
