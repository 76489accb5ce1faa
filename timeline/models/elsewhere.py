"""Words that do not stand in the source that they are cited from: which other document has them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.db.models import Case, When

from timeline.models.quote import QuoteReference, QuoteVariant
from timeline.models.source_text import SourceText
from timeline.vocabulary import EvidenceMark, Grade, Workflow
from timeline.wording.grading import grade
from timeline.wording.held import HeldText
from timeline.wording.words import Words

# Fewer words than these stand in many documents by chance.
FEWEST_TELLING_WORDS = 4


def look_elsewhere(checks) -> None:
    """Grade those of these `QuoteCheck`s whose words stand in another document: one that readers see, of the best mark.

    No source of the same quote is another document, and words that only a machine has are found nowhere.
    """
    telling = [check for check in checks if len(check.words.split()) >= FEWEST_TELLING_WORDS]
    missing = [(check, set(pairwise(Words(check.words.strip(), True).keys))) for check in telling]
    if not missing:
        return
    own = _sources_of({check.quote_id for check in telling})
    for text in _other_documents():
        held = HeldText(text.text, text.is_ocr)
        pairs = set(pairwise(held.words_through_ocr.keys))
        for check, wanted in missing:
            # Where words are broken, elided or inserted, some neighbours are parted, but hardly half of them.
            is_likely = not check.elsewhere_id and len(wanted & pairs) * 2 >= len(wanted)
            if is_likely and text.source_id not in own[check.quote_id] and _stands(check.words, held):
                check.grade, check.elsewhere_id = Grade.IN_ANOTHER_DOCUMENT, text.source_id


def _sources_of(quotes: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for table in (QuoteReference, QuoteVariant):
        for quote, source in table.objects.filter(quote__in=quotes).order_by().values_list("quote", "source"):
            found[quote].add(source)
    return found


def _other_documents() -> Iterator[SourceText]:
    texts = SourceText.objects.ruling().exclude(source__mark=EvidenceMark.MACHINE_WRITTEN)
    is_hidden = Case(When(source__workflow=Workflow.PUBLISHED, then=0), default=1)
    return texts.order_by(is_hidden, "source__mark", "id").iterator(chunk_size=20)


def _stands(words: str, held: HeldText) -> bool:
    return grade(words, [held]).closeness.is_verified
