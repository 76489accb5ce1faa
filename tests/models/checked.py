"""Words, texts in which they stand or do not, and how a quotation is graded against them."""

from timeline.models import Quote, QuoteCheck
from timeline.vocabulary import Grade

WORDS = "It means to use one AI model to train another AI model."
HOLDING = f"Q. Do you know what distillation is?\nA. {WORDS}\nQ. Thank you, nothing further."
# Words like these stand there, some of them others.
ALTERING = f"Q. What is it?\nA. {WORDS.replace('use', 'take').replace('train', 'feed')}\nQ. Thank you."
OTHER = "The court stands in recess until nine tomorrow morning, when counsel will be heard on the schedule."


def check(quote, source=None, **which):
    """The only check of a quote's words, or that in a source."""
    which = {"is_variant": False, **({"source": source} if source else {}), **which}
    return QuoteCheck.objects.get(quote=quote, **which)


def grade(quote, source=None, **which):
    return check(quote, source, **which).grade_shown


def grades(quote):
    """Every check of a quote: (words, whether a variant's, grade) in the order of its sources."""
    rows = QuoteCheck.objects.filter(quote=quote).order_by("source_id", "is_variant", "id")
    return [(row.words, row.is_variant, row.grade_shown) for row in rows]


def grade_on(quote, day=None):
    """The grade that a reader sees beside the quote in a view of that day."""
    return Quote.objects.graded_on(day).get(pk=quote.pk).grade_shown


def parts(places):
    """Where words stand: (passage, revision, the words there)."""
    return [(place["passage"], place["revision"], place["quote"]["exact"]) for place in places]


VERBATIM, ALTERED, NOT_FOUND = Grade.VERBATIM, Grade.ALTERED, Grade.NOT_FOUND
ELSEWHERE, UNCHECKED, AMBIGUOUS = Grade.IN_ANOTHER_DOCUMENT, Grade.NO_TEXT_HELD, Grade.AMBIGUOUS
