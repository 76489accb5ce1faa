"""What a form makes beside a published record is written again once the form's own writing is taken back.

The rule: it comes back as the draft that was typed, all of it or nothing, and never over a record of somebody else.
"""

import pytest
from django.db import transaction

from tests.making import make_event, make_party, make_quote, make_source
from timeline.admin.alongside import Alongside
from timeline.importing.applying import Unappliable
from timeline.models import Finding, Quote, Source
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
DRAFT = Workflow.DRAFT


def taken_back(event):
    """A source and a quote that rests on it, made beside an event in a savepoint that is gone again."""
    alongside, speaker = Alongside(), make_party("Elon Musk")
    with transaction.atomic():
        source = make_source(slug="a-transcript", title="A transcript", workflow=DRAFT)
        alongside.add(source)
        words = {"slug": "a-fool", "speaker": speaker, "event": event, "date": event.date, "workflow": DRAFT}
        alongside.add(make_quote("I was a fool.", [source], **words))
        alongside.take()
        transaction.set_rollback(True)
    assert not Source.objects.filter(slug="a-transcript").exists()
    return alongside


def test_all_of_it_comes_back_as_the_drafts_that_were_typed():
    event = make_event(date="2024-01-10")
    alongside = taken_back(event)
    alongside.write_again()
    source, quote = alongside.records
    assert (source.slug, source.title, source.workflow) == ("a-transcript", "A transcript", DRAFT)
    assert (quote.text, quote.speaker.name, quote.event, quote.workflow) == ("I was a fool.", "Elon Musk", event, DRAFT)
    assert [row.source for row in quote.references.all()] == [source]
    assert Finding.objects.filter(record_slug=quote.slug, rule="unsourced").exists()


@pytest.mark.parametrize("taken", ["a-transcript", "a-fool"])
def test_an_address_that_somebody_has_taken_meanwhile_is_told_and_his_record_stays_as_it_is(taken):
    alongside = taken_back(make_event(date="2024-01-10"))
    theirs = make_source(slug=taken, title="Theirs") if taken == "a-transcript" else make_quote("Theirs.", slug=taken)
    with pytest.raises(Unappliable, match=f"at the address “{taken}” meanwhile"):
        alongside.write_again()
    said = str(theirs)
    theirs.refresh_from_db()
    assert str(theirs) == said
    assert [*Source.objects.filter(title="A transcript"), *Quote.objects.filter(text="I was a fool.")] == []


def test_where_what_it_names_is_gone_meanwhile_nothing_of_it_is_written():
    event = make_event(date="2024-01-10", workflow=DRAFT)
    alongside = taken_back(event)
    event.delete()
    with pytest.raises(Unappliable, match=f"there is no “{event.slug}” among events"):
        alongside.write_again()
    assert not Source.objects.filter(slug="a-transcript").exists()


def test_a_second_try_begins_anew_and_keeps_no_record_of_the_first():
    alongside = taken_back(make_event(date="2024-01-10"))
    theirs = make_quote("Theirs.", slug="a-fool")
    with pytest.raises(Unappliable):
        alongside.write_again()
    theirs.delete()
    alongside.write_again()
    assert [record.slug for record in alongside.records] == ["a-transcript", "a-fool"]
