"""Quotations against the held text of their sources."""

from timeline.checks.rule import Found, rule
from timeline.models import Quote
from timeline.vocabulary import EvidenceMark, Grade, Level


@rule(
    "quote-altered",
    "Quoted words do not stand in the source",
    level=Level.ERROR,
    models=(Quote,),
    why="A quotation is somebody’s exact words, or it is none.",
)
def quote_altered(quote, around):
    """The text held of a source does not have the words that it is cited for.

    An error against a court’s paper, and where another document has the words.
    """
    for check in quote.checks.all():
        grade, source = Grade(check.grade), check.source
        if grade == Grade.IN_ANOTHER_DOCUMENT:
            message = f"The words stand in “{check.elsewhere}”, not in “{source}”."
            yield Found(source.slug, message, Level.ERROR if source.is_public else Level.WARNING)
        elif grade.is_wrong:
            is_grave = source.is_public and source.mark == EvidenceMark.COURT_RECORD
            message = f"“{source}”: {grade.label.lower()}. {grade.meaning}"
            yield Found(source.slug, message, Level.ERROR if is_grave else Level.WARNING)


@rule(
    "quote-moved",
    "A quotation’s place waits to be accepted",
    level=Level.WARNING,
    models=(Quote,),
    why="A newer text has the words elsewhere, and a person has to say that they are the same.",
)
def quote_moved(quote, around):
    """A newer revision of the text has the words in another place, which a researcher has to accept."""
    for check in quote.checks.all():
        if check.is_waiting:
            yield Found(
                check.source.slug, f"“{check.source}” has the words in a new place, which waits to be accepted."
            )
