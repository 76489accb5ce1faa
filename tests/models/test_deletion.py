"""Nothing is deleted that another record refers to, one by one or together."""

import pytest
from django.db.models import ProtectedError

from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.models.sourced import MAKERS, TABLES
from timeline.models import CaseRelation, Evidence, PartyRole, QuoteVariant

pytestmark = pytest.mark.django_db


def by_foreign_key():
    """What is referred to, and what refers to it: name → (make the first, make the second from the first)."""
    return {
        "source of a reference": (make_source, lambda source: make_event(sources=[source])),
        "source of evidence": (make_source, lambda source: make_assertion(sources=[source])),
        "source that is retold": (make_source, lambda source: make_source(retells=source)),
        "source that asserts": (make_source, lambda source: make_assertion(made_by_source=source)),
        "source of a variant": (
            make_source,
            lambda source: QuoteVariant.objects.create(quote=make_quote(), source=source, text="So."),
        ),
        "court of a case": (make_court, lambda court: make_case(court=court)),
        "party with a role": (
            make_party,
            lambda party: PartyRole.objects.create(case=make_case(), party=party, role="judge"),
        ),
        "speaker of a quote": (make_party, lambda party: make_quote(speaker=party)),
        "party that asserts": (make_party, lambda party: make_assertion(made_by_party=party)),
        "party that is an answer": (make_party, lambda party: make_assertion(value_party=party)),
        "party that evidence names": (
            make_party,
            lambda party: Evidence.objects.create(
                assertion=make_assertion(), source=make_source(), stance="supports", value_party=party
            ),
        ),
        "case with a filing": (make_case, lambda case: make_filing(case=case)),
        "case that another is tied to": (
            make_case,
            lambda case: CaseRelation.objects.create(case=make_case(), to_case=case, relation="related_to"),
        ),
        "filing of an event": (make_filing, lambda filing: make_event(filing=filing)),
        "event of a quote": (make_event, lambda event: make_quote(event=event)),
        "question with an answer": (make_question, lambda question: make_assertion(question=question)),
    }


def by_many_to_many():
    return {
        "case of an event": (make_case, lambda case: make_event(cases=[case])),
        "case of a quote": (make_case, lambda case: make_quote(cases=[case])),
        "case of a question": (make_case, lambda case: make_question(cases=[case])),
        "party of an event": (make_party, lambda party: make_event(parties=[party])),
        "party that filed": (make_party, lambda party: make_filing(filed_by=[party])),
        "event of a question": (make_event, lambda event: make_question(events=[event])),
        "quote of a question": (make_quote, lambda quote: make_question(quotes=[quote])),
    }


TIES = {**by_foreign_key(), **by_many_to_many()}


@pytest.mark.parametrize("tie", TIES)
def test_what_another_record_refers_to_cannot_be_deleted(tie):
    make, refer = TIES[tie]
    record = make()
    refer(record)
    with pytest.raises(ProtectedError):
        record.delete()
    with pytest.raises(ProtectedError):
        type(record).objects.filter(pk=record.pk).delete()
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("tie", by_many_to_many())
def test_what_stands_in_the_way_is_named(tie):
    make, refer = TIES[tie]
    record = make()
    referring = refer(record)
    with pytest.raises(ProtectedError) as told:
        record.delete()
    assert told.value.args[0] == f"“{record}” is named by 1 records: {referring}."
    assert told.value.protected_objects == {referring}


def test_one_protected_record_keeps_all_that_would_be_deleted_with_it():
    free, held = make_case(), make_case()
    make_event(cases=[held])
    with pytest.raises(ProtectedError):
        type(free).objects.all().delete()
    assert type(free).objects.count() == 2


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("is_together", [False, True], ids=["alone", "together"])
def test_a_record_that_nothing_refers_to_goes_with_its_own_references(model, is_together):
    source = make_source()
    record = MAKERS[model](sources=[source])
    chosen = model.objects.filter(pk=record.pk)
    chosen.delete() if is_together else record.delete()
    assert not chosen.exists()
    assert not TABLES[model].objects.filter(source=source).exists()
    source.delete()


def test_a_record_may_be_deleted_once_the_tie_is_gone():
    party = make_party()
    event = make_event(parties=[party])
    event.delete()
    party.delete()
    assert not type(party).objects.exists()
