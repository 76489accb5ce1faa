"""What each filter means on the lists of cases, parties, quotes, questions and sources, today and on a past day."""

import pytest

from tests.filters.asking import counts, slugs
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
from timeline.filters.cases import CaseFilters
from timeline.filters.parties import PartyFilters
from timeline.filters.questions import QuestionFilters
from timeline.filters.quotes import QuoteFilters
from timeline.filters.sources import SourceFilters
from timeline.models import CaseDataUse, CaseReference, PartyRole
from timeline.vocabulary import DataUse, Forum, Reliability, Role, SourceKind, Stance

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"


@pytest.fixture
def early():
    return [make_source("2024-01-15", slug="early-source")]


@pytest.fixture
def late():
    return [make_source("2025-01-15", slug="late-source", kind=SourceKind.DOCKET, reliability=Reliability.PRIMARY)]


def test_cases_by_kind_status_and_date(early):
    make_case(slug="suit", filed="2024-02", status="settled", sources=early)
    make_case(slug="dispute", court=None, filed="", status="no_suit", sources=early)
    assert slugs("kind=lawsuit", CaseFilters) == ["suit"]
    assert slugs("status=settled&status=trial", CaseFilters) == ["suit"]
    assert slugs("since=2024-02-10&until=2024", CaseFilters) == ["suit"]
    assert slugs("since=2025", CaseFilters) == []
    assert set(slugs("", CaseFilters)) == {"suit", "dispute"}


def test_cases_by_party_are_those_of_a_role_or_of_an_event(early):
    party = make_party(slug="acme", sources=early)
    with_role, with_event = make_case(slug="role", sources=early), make_case(slug="event", sources=early)
    make_case(slug="other", sources=early)
    PartyRole.objects.create(case=with_role, party=party, role=Role.JUDGE)
    make_event(cases=[with_event], parties=[party], sources=early)
    assert set(slugs("party=acme", CaseFilters)) == {"role", "event"}


def test_cases_by_data_use_and_contested(early):
    scraping = make_case(slug="scraping", sources=early)
    make_case(slug="plain", sources=early)
    CaseDataUse.objects.create(case=scraping, use=DataUse.SCRAPING)
    make_assertion(question=make_question(cases=[scraping]), sources=early, stance=Stance.CONTRADICTS)
    assert slugs("use=scraping", CaseFilters) == ["scraping"]
    assert slugs("contested=1", CaseFilters) == ["scraping"]


def test_a_status_learnt_later_is_no_status_to_filter_by(early, late):
    case = make_case(slug="c", sources=early, status="settled", status_as_of="2025-01-10")
    assert slugs(f"status=settled&{THEN}", CaseFilters) == []
    assert counts(THEN, "status", CaseFilters) == {}
    CaseReference.objects.create(case=case, source=late[0])
    assert slugs("status=settled&as_of=2025-01-14", CaseFilters) == []
    assert slugs("status=settled&as_of=2025-01-15", CaseFilters) == ["c"]


def test_a_case_is_known_by_its_own_sources_its_filings_or_what_happened_in_it(early, late):
    cases = {
        slug: make_case(slug=slug, sources=late, filed="2024-01-10") for slug in ("own", "filing", "event", "past")
    }
    CaseReference.objects.create(case=cases["own"], source=early[0])
    make_filing(case=cases["filing"], sources=early)
    make_event("2024-01-10", early, [cases["event"]])
    make_event("2023-01-01", early, [cases["past"]])
    assert set(slugs(THEN, CaseFilters)) == {"own", "filing", "event"}


def test_parties_by_kind_case_and_use(early):
    case = make_case(slug="case", sources=early)
    CaseDataUse.objects.create(case=case, use=DataUse.CONTRACT)
    role, event = make_party(slug="role", sources=early), make_party(slug="event", kind="person", sources=early)
    make_party(slug="other", sources=early)
    PartyRole.objects.create(case=case, party=role, role=Role.DEFENDANT)
    make_event(cases=[case], parties=[event], sources=early)
    assert set(slugs("case=case", PartyFilters)) == {"role", "event"}
    assert slugs("kind=person", PartyFilters) == ["event"]
    assert slugs("use=contract", PartyFilters) == ["role"]


@pytest.mark.parametrize("of", [PartyFilters, QuestionFilters])
def test_a_window_is_asked_of_one_event_not_of_two_around_it(early, of):
    for slug, dates in (("around", ["2010", "2030"]), ("within", ["2020-05"])):
        party = make_party(slug=slug, sources=early)
        events = [make_event(date, early, parties=[party]) for date in dates]
        make_assertion(question=make_question(slug=slug, events=events), sources=early, made_by_party=party)
    assert slugs("since=2020&until=2021", of) == ["within"]
    assert set(slugs("since=2009", of)) == {"around", "within"}


def test_ties_that_were_learnt_later_do_not_count_on_a_past_day(early, late):
    party, case = make_party(slug="acme", sources=early), make_case(slug="case", sources=early)
    make_event("2024-03-01", late, [case], [party])
    question = make_question(slug="asked", events=[], cases=[case])
    make_assertion(question=question, sources=early)
    make_assertion(question=question, sources=late, made_by_party=party, stance=Stance.CONTRADICTS)
    for of, query, found in (
        (CaseFilters, "party=acme", "case"),
        (PartyFilters, "case=case", "acme"),
        (QuestionFilters, "party=acme", "asked"),
        (QuestionFilters, "contested=1", "asked"),
        (CaseFilters, "contested=1", "case"),
    ):
        assert slugs(query, of) == [found], query
        assert slugs(f"{query}&{THEN}", of) == [], query


def test_quotes_by_forum_speaker_case_and_date(early):
    speaker, case = make_party(slug="speaker", sources=early), make_case(slug="case", sources=early)
    make_quote(slug="said", speaker=speaker, cases=[case], forum=Forum.TRIAL_TESTIMONY, sources=early, date="2024-02")
    make_quote(slug="deposed", forum=Forum.DEPOSITION, sources=early, date="")
    assert slugs("kind=trial_testimony", QuoteFilters) == ["said"], "testimony at trial is no deposition"
    assert slugs("party=speaker", QuoteFilters) == slugs("case=case", QuoteFilters) == ["said"]
    assert slugs("since=2024-02-29&until=2024", QuoteFilters) == ["said"]
    assert counts("", "party", QuoteFilters)["speaker"] == 1


def test_questions_by_type_status_and_marks_of_their_answers(early, late):
    asked = make_question(slug="asked", value_type="number", status="explained")
    make_assertion(question=asked, sources=[*early, *late])
    assert slugs("kind=number&status=explained", QuestionFilters) == ["asked"]
    assert slugs("kind=money", QuestionFilters) == slugs("status=open", QuestionFilters) == []
    assert slugs("evidence=court", QuestionFilters) == ["asked"]
    assert slugs(f"evidence=court&{THEN}", QuestionFilters) == []
    assert slugs(f"evidence=first-hand&{THEN}", QuestionFilters) == ["asked"]
    assert slugs(f"status=explained&{THEN}", QuestionFilters) == []
    assert counts(THEN, "status", QuestionFilters) == {}


def test_sources_by_what_they_are_and_what_they_are_cited_for(early, late):
    party, case = make_party(slug="acme", sources=[]), make_case(slug="case", sources=[])
    make_event(cases=[case], parties=[party], sources=early)
    make_filing(case=case, sources=late)
    make_source("", slug="loose", kind=SourceKind.BLOG, reliability=Reliability.TERTIARY)
    assert slugs("kind=docket&reliability=primary", SourceFilters) == ["late-source"]
    assert slugs("evidence=retold", SourceFilters) == ["loose"]
    assert set(slugs("case=case", SourceFilters)) == {"early-source", "late-source"}
    assert slugs("party=acme", SourceFilters) == ["early-source"]
    assert slugs("since=2024&until=2024", SourceFilters) == ["early-source"], "an undated one lies in no window"
    assert slugs(THEN, SourceFilters) == ["early-source"]


def test_contested_sources_are_those_that_speak_to_a_contested_question(early, late):
    question = make_question()
    make_assertion(question=question, sources=early)
    make_assertion(question=question, sources=late, stance=Stance.CONTRADICTS)
    make_source(slug="silent")
    assert set(slugs("contested=1", SourceFilters)) == {"early-source", "late-source"}
    assert slugs(f"contested=1&{THEN}", SourceFilters) == []
