"""Quoted words count as checked only while readers see the quotation, and whose words it is."""

import pytest

from tests.making import make_event, make_party, make_quote, make_source, make_text
from tests.models.checked import WORDS
from tests.models.writing import HOWEVER_CHANGED
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db


@HOWEVER_CHANGED
def test_words_count_as_checked_only_while_readers_see_whose_they_are(change):
    source, speaker = make_source(), make_party()
    event = make_event(sources=[source])
    make_text(WORDS, source)
    quote = make_quote(WORDS, [source], speaker=speaker)

    def is_checked():
        parts = [{part.name: held for part, held in record.provenance_parts()} for record in (event, quote)]
        for record in (event, quote):
            record.refresh_from_db()
            assert record.provenance == sum(part.weight for part, held in record.provenance_parts() if held)
        return [part["checked"] for part in parts]

    assert is_checked() == [True, True]
    change(speaker, workflow=Workflow.IN_REVIEW)
    assert is_checked() == [False, False]
    change(quote, speaker=make_party())
    assert is_checked() == [True, True]
    change(quote, speaker=speaker)
    assert is_checked() == [False, False]
    change(speaker, workflow=Workflow.PUBLISHED)
    assert is_checked() == [True, True]
