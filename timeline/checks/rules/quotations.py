"""Quotations against the held text of their sources."""

from django.utils.text import Truncator

from timeline.checks.rule import Found, rule
from timeline.models import Quote
from timeline.vocabulary import EvidenceMark, Grade, Level
from timeline.wording.pins import names, pages

_LONGEST_ABOUT, _LONGEST_TOLD = 160, 60


@rule(
    "quote-altered",
    "Quoted words do not stand in the source",
    level=Level.ERROR,
    models=(Quote,),
    why="A quotation is somebody’s exact words, or it is none.",
)
def quote_altered(quote, around):
    """The text held of a source does not have the words that it is cited for.

    An error against a court’s paper, and where another document has the words. Of what a source is said to print in
    place of the quotation, a warning.
    """
    for check in quote.checks.all():
        grade, source = Grade(check.grade), check.source
        is_ours = source.is_public and not check.is_variant
        if grade == Grade.IN_ANOTHER_DOCUMENT:
            message = f"{_told(check)} stand in “{check.elsewhere}”, not in “{source}”."
            yield Found(_about(check), message, Level.ERROR if is_ours else Level.WARNING)
        elif grade.is_wrong:
            is_grave = is_ours and source.mark == EvidenceMark.COURT_RECORD
            message = f"{_told(check)} in “{source}”: {grade.label.lower()}. {grade.meaning}"
            yield Found(_about(check), message, Level.ERROR if is_grave else Level.WARNING)


@rule(
    "quote-unmatched",
    "Quoted words stand in no passage held",
    level=Level.WARNING,
    models=(Quote,),
    why="A passage that was held for no quotation on record was likely held for one whose words have changed.",
)
def quote_unmatched(quote, around):
    """Passages of a source are held, none has the words, and one of them has no quotation at all.

    A passage is less than the page, so this proves nothing; but words of one or two cannot be told to be altered.
    """
    for check in quote.checks.all():
        if Grade(check.grade) != Grade.NO_TEXT_HELD:
            continue
        used = {place["passage"] for other in check.source.compared for place in other.places}
        for passage in check.source.passages:
            if passage.locator not in used:
                yield Found(_about(check), f"{_told(check)} do not stand in {passage.locator} of “{check.source}”.")
                break


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
            yield Found(_about(check), f"“{check.source}” {news}, which waits to be accepted.")


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


def _about(check) -> str:
    """The source, and of a variant its words: a source may print several."""
    return f"{check.source.slug} {check.words}"[:_LONGEST_ABOUT] if check.is_variant else check.source.slug


def _told(check) -> str:
    return f"The variant’s words “{Truncator(check.words).chars(_LONGEST_TOLD)}”" if check.is_variant else "The words"
