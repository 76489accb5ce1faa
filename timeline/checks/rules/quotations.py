"""Quotations against the held text of their sources."""

from timeline.checks.rule import Found, rule
from timeline.models import Quote
from timeline.vocabulary import EvidenceMark, Grade, Level
from timeline.wording.pins import names, pages


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
            news = "has the words in a new place" if check.proposed else "no longer has the words in its newest text"
            yield Found(check.source.slug, f"“{check.source}” {news}, which waits to be accepted.")


@rule(
    "quote-page",
    "A pin cite names another page than has the words",
    level=Level.WARNING,
    models=(Quote,),
    why="Whoever follows the pin cite should find the words there.",
)
def quote_page(quote, around):
    """The text held of a source has the words on other pages than those that the reference names, as “pp. 3–5”."""
    for check in quote.checks.all():
        found = [place["locator"] for place in check.places if pages(place["locator"])]
        pins = [row.locator for row in quote.references.all() if row.source_id == check.source_id if pages(row.locator)]
        if found and pins and not check.is_variant and not any(names(pin, page) for pin in pins for page in found):
            where = ", ".join(found)
            yield Found(check.source.slug, f"“{check.source}” has the words on {where}, not on the page cited.")
