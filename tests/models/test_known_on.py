"""What had been reported by a day, for every type of record; and what readers may see at all."""

import datetime

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.models.sourced import MAKERS, evidence, make_reference
from timeline.models import Assertion, Case, CaseReference, Event, Evidence, Filing, Party, Question, Quote
from timeline.vocabulary import EvidenceMark, Reliability, SourceKind, Stance, ValueType, Workflow

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 3, 5)
EVE = datetime.date(2024, 3, 4)
LATER = datetime.date(2030, 1, 1)


def of_the_day():
    return make_source("2024-03-05")


def is_known(record, day):
    return type(record).objects.public().known_on(day).filter(pk=record.pk).exists()


def becomes_known_on_the_day(record):
    return is_known(record, DAY) and not is_known(record, EVE)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_record_is_known_from_the_day_of_its_earliest_source(model):
    record = MAKERS[model](sources=[of_the_day(), make_source("2025")])
    assert becomes_known_on_the_day(record)


@pytest.mark.parametrize("model", [Event, Filing, Case, Party], ids=lambda model: model.__name__)
def test_a_source_of_how_things_stood_before_makes_nothing_known_and_weighs_nothing(model):
    record = MAKERS[model](sources=[of_the_day()])
    before = evidence(record)
    older = make_source("2020-01-01", kind=SourceKind.COURT_DOCUMENT, reliability=Reliability.PRIMARY)
    row = make_reference(record, older, is_background=True)
    assert evidence(record) == before
    assert becomes_known_on_the_day(record)
    assert model.objects.marked_on(DAY).get(pk=record.pk).evidence_mark == EvidenceMark.FIRST_HAND
    row.is_background = False
    row.save()
    assert is_known(record, EVE)
    row.is_background = True
    row.save()
    assert evidence(record) == before


def test_a_record_is_told_in_full_only_once_its_background_is_out_too():
    event = make_event(sources=[of_the_day()])
    make_reference(event, make_source("2025-01-01"), is_background=True)
    event.refresh_from_db()
    assert not event.is_known_in_full(datetime.date(2024, 12, 31))
    assert event.is_known_in_full(datetime.date(2025, 1, 1))


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_record_is_known_at_the_end_of_the_month_of_its_source(model):
    record = MAKERS[model](sources=[make_source("2024-02")])
    assert not is_known(record, datetime.date(2024, 2, 28))
    assert is_known(record, datetime.date(2024, 2, 29))


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_a_record_of_undated_sources_is_known_on_no_day_and_counted_as_undated(model):
    record, dated = MAKERS[model](sources=[make_source("")]), MAKERS[model](sources=[of_the_day()])
    assert not is_known(record, LATER)
    assert is_known(record, None)
    assert record in model.objects.undated()
    assert dated not in model.objects.undated()


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.IN_REVIEW])
def test_readers_see_published_records_only(model, workflow):
    record = MAKERS[model](workflow=workflow)
    assert not is_known(record, None)
    assert not record.is_public
    model.objects.update(workflow=Workflow.PUBLISHED)
    assert is_known(record, None)


def test_what_hangs_on_a_draft_is_not_public():
    draft = {"workflow": Workflow.DRAFT}
    hidden = [
        make_filing(case=make_case(**draft)),
        make_quote(speaker=make_party(**draft)),
        make_assertion(question=make_question(**draft)),
        make_assertion(made_by_party=make_party(**draft)),
        make_assertion(made_by_source=make_source(**draft)),
    ]
    assert [record for record in hidden if is_known(record, None)] == []


def test_a_case_is_known_through_what_happened_in_it():
    case = make_case(sources=[], filed="2024-03-01")
    make_event(date="2024-03-01", cases=[case], sources=[of_the_day()])
    assert becomes_known_on_the_day(case)


def test_a_case_is_known_through_its_filings():
    case = make_case(sources=[])
    make_filing(case=case, sources=[of_the_day()])
    assert becomes_known_on_the_day(case)


@pytest.mark.parametrize("filed", ["2024-03-02", ""])
def test_a_case_is_not_known_through_an_event_before_it_was_brought(filed):
    case = make_case(sources=[], filed=filed)
    make_event(date="2024-03-01", cases=[case], sources=[of_the_day()])
    assert not is_known(case, LATER)


def test_a_case_is_not_known_through_drafts():
    case = make_case(sources=[])
    make_event(date="2025", cases=[case], workflow=Workflow.DRAFT)
    make_filing(case=case, workflow=Workflow.IN_REVIEW)
    assert not is_known(case, LATER)


def test_a_case_is_described_once_all_its_sources_are_out():
    case = make_case(sources=[make_source("2024"), make_source("2020")])
    assert not Case.objects.described_on(datetime.date(2024, 12, 30)).exists()
    assert Case.objects.described_on(datetime.date(2024, 12, 31)).get() == case
    assert Case.objects.described_on(None).get() == case


NAMING = {
    "event": lambda party: make_event(parties=[party], sources=[of_the_day()]),
    "filing": lambda party: make_filing(filed_by=[party], sources=[of_the_day()]),
    "quote": lambda party: make_quote(speaker=party, sources=[of_the_day()]),
    "maker of an assertion": lambda party: make_assertion(made_by_party=party, sources=[of_the_day()]),
    "answer": lambda party: make_assertion(
        question=make_question(value_type=ValueType.PARTY), value_party=party, sources=[of_the_day()]
    ),
    "answer of a source": lambda party: Evidence.objects.create(
        assertion=make_assertion(sources=[]), source=of_the_day(), stance=Stance.CONTRADICTS, value_party=party
    ),
}


@pytest.mark.parametrize("naming", NAMING)
def test_a_party_is_known_through_whatever_names_it(naming):
    party = make_party(sources=[])
    assert not is_known(party, LATER)
    NAMING[naming](party)
    assert becomes_known_on_the_day(party)


def test_a_party_is_not_known_through_drafts():
    party = make_party(sources=[])
    make_event(parties=[party], workflow=Workflow.DRAFT)
    assert not is_known(party, LATER)


def test_a_question_is_known_through_its_answers():
    question = make_question()
    assert not is_known(question, LATER)
    make_assertion(question=question, sources=[make_source("")])
    assert not is_known(question, LATER)
    assert list(Question.objects.undated()) == [question]
    make_assertion(question=question, sources=[of_the_day()])
    assert becomes_known_on_the_day(question)
    assert list(Question.objects.undated()) == []


def test_what_a_source_answers_is_known_from_its_own_day_whoever_makes_the_assertion_later():
    for maker in (make_source("2025"), make_source("")):
        assertion = make_assertion(made_by_source=maker, sources=[of_the_day()])
        assert becomes_known_on_the_day(assertion)
    assert list(Assertion.objects.undated()) == []


def test_a_question_is_contested_once_a_source_contradicts_an_answer():
    question = make_question()
    event = make_event(sources=[make_source("2020")])
    question.events.add(event)
    assertion = make_assertion(question=question, sources=[make_source("2020")])
    assert list(Question.objects.contested()) == []
    Evidence.objects.create(assertion=assertion, source=of_the_day(), stance=Stance.CONTRADICTS)
    assert list(Question.objects.contested()) == list(Question.objects.contested(DAY)) == [question]
    assert list(Event.objects.contested(DAY)) == [event]
    assert not Question.objects.contested(EVE).exists()
    assert not Event.objects.contested(EVE).exists()


def test_a_contradiction_counts_from_the_day_on_which_a_source_tells_what_it_contradicts():
    assertion = make_assertion(sources=[])
    Evidence.objects.create(assertion=assertion, source=make_source("2020"), stance=Stance.CONTRADICTS)
    assert list(Question.objects.contested(EVE)) == [assertion.question], "none is yet to tell what it contradicts"
    Evidence.objects.create(assertion=assertion, source=of_the_day(), stance=Stance.SUPPORTS)
    assert list(Question.objects.contested(DAY)) == [assertion.question]
    assert not Question.objects.contested(EVE).exists()


@pytest.mark.parametrize("stance", [Stance.SUPPORTS, Stance.QUALIFIES])
def test_support_and_qualification_contest_nothing(stance):
    assertion = make_assertion()
    Evidence.objects.create(assertion=assertion, source=make_source(), stance=stance)
    assert not Question.objects.contested().exists()


def test_a_draft_contests_nothing():
    against = make_source(workflow=Workflow.DRAFT)
    Evidence.objects.create(assertion=make_assertion(), source=against, stance=Stance.CONTRADICTS)
    make_assertion(workflow=Workflow.DRAFT, stance=Stance.CONTRADICTS)
    assert not Question.objects.contested().exists()


def test_a_question_is_settled_once_every_source_of_its_answers_is_out():
    question = make_question()
    make_assertion(question=question, sources=[make_source("2020"), of_the_day()])
    assert Question.objects.settled_on(DAY).exists()
    assert not Question.objects.settled_on(EVE).exists()


def test_references_are_known_with_their_sources():
    case = make_case(sources=[of_the_day(), make_source(""), make_source("2020", workflow=Workflow.DRAFT)])
    assert CaseReference.objects.known_on(EVE).public().count() == 0
    assert CaseReference.objects.known_on(DAY).public().get().case == case
    assert CaseReference.objects.public().count() == 2


@pytest.mark.parametrize("model", [Party, Case, Filing, Event, Quote, Assertion, Question])
def test_without_a_day_everything_is_known(model):
    make = {**MAKERS, Question: make_question}[model]
    record = make()
    assert record in model.objects.known_on(None)


def test_events_during_some_days_are_those_whose_date_can_lie_there():
    february, day, year = make_event(date="2024-02"), make_event(date="2024-02-10"), make_event(date="2024")
    since = make_event(date="2024-02-20/..")
    first, last = datetime.date(2024, 2, 11), datetime.date(2024, 2, 19)
    assert set(Event.objects.during(first, last)) == {february, year}
    assert set(Event.objects.during(first, None)) == {february, year, since}
    assert set(Event.objects.during(None, last)) == {february, day, year}
    assert Event.objects.during(last, first).count() == 2
    assert Event.objects.during(None, None).count() == 4


def test_an_event_of_several_chosen_cases_and_parties_comes_once():
    cases, parties = [make_case(), make_case()], [make_party(), make_party()]
    event = make_event(cases=cases, parties=parties)
    assert list(Event.objects.in_cases([case.slug for case in cases])) == [event]
    assert list(Event.objects.with_parties([party.slug for party in parties])) == [event]
    Case.objects.update(workflow=Workflow.DRAFT)
    assert not Event.objects.in_cases([cases[0].slug]).exists()
