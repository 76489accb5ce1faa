"""The rules on dates that cannot be: before a source, a case, a party; after an end; stale; made up."""

import datetime

import pytest

from tests.checks.linting import abouts, found, levels, make_court_paper
from tests.making import make_case, make_event, make_filing, make_party, make_quote, make_source
from timeline.models import EventReference
from timeline.vocabulary import CaseStatus, EventKind, FilingKind, Level

pytestmark = pytest.mark.django_db

EARLY, LATE = "2024-02-01", "2024-02-20"


def test_a_ruling_whose_sources_are_all_earlier_is_an_error():
    source = make_source(EARLY)
    event = make_event("2024-02-10", kind=EventKind.RULING, sources=[source])
    assert (abouts(event, "source-before-event"), levels(event, "source-before-event")) == (
        [source.slug],
        [Level.ERROR],
    )


@pytest.mark.parametrize("make", [make_filing, make_quote], ids=["filing", "quote"])
def test_a_filing_or_a_quote_whose_sources_are_all_earlier_is_an_error(make):
    record = make(date="2024-02-10", sources=[make_source(EARLY), make_source("2024-01")])
    assert levels(record, "source-before-event") == [Level.ERROR, Level.ERROR]


def test_one_earlier_source_beside_a_later_or_an_undated_one_is_a_warning():
    early = make_source(EARLY)
    for other in (make_source(LATE), make_source("")):
        event = make_event("2024-02-10", kind=EventKind.RULING, sources=[early, other])
        assert (abouts(event, "source-before-event"), levels(event, "source-before-event")) == (
            [early.slug],
            [Level.WARNING],
        )


@pytest.mark.parametrize("kind", [EventKind.HEARING, EventKind.TRIAL, EventKind.PRODUCT, EventKind.POLICY])
def test_what_is_announced_before_it_happens_is_a_warning(kind):
    event = make_event("2024-02-10", kind=kind, sources=[make_source(EARLY)])
    assert levels(event, "source-before-event") == [Level.WARNING]


def test_a_plan_told_as_such_is_a_warning():
    event = make_event("2024-02-10", kind=EventKind.FILING, sources=[])
    EventReference.objects.create(event=event, source=make_source(EARLY), supports="announces the appeal")
    assert levels(event, "source-before-event") == [Level.WARNING]
    told = make_event("2024-02-10", kind=EventKind.FILING, summary="A plan to sue.", sources=[make_source(EARLY)])
    assert levels(told, "source-before-event") == [Level.WARNING]


def test_a_date_in_doubt_is_a_warning():
    event = make_event("2024-02-10?", kind=EventKind.RULING, sources=[make_source(EARLY)])
    assert levels(event, "source-before-event") == [Level.WARNING]


@pytest.mark.parametrize("published", ["2024-02-10", "2024-02", "2024", "", LATE])
def test_a_source_that_may_be_of_the_day_or_later_is_none(published):
    event = make_event("2024-02-10", kind=EventKind.RULING, sources=[make_source(published)])
    assert not found(event, "source-before-event")


def test_a_source_cited_for_how_things_were_before_is_none():
    event = make_event("2024-02-10", kind=EventKind.POLICY, sources=[make_source(LATE)])
    reference = EventReference.objects.create(event=event, source=make_source(EARLY), supports="earlier text")
    assert levels(event, "source-before-event") == [Level.WARNING], "it would make the event known before it happened"
    reference.is_background = True
    reference.save()
    assert not found(event, "source-before-event")


def test_a_filing_before_its_case_is_an_error():
    case = make_case(filed="2024-02-29")
    filing = make_filing("2024-02-28", case=case, sources=[])
    assert (abouts(filing, "filing-before-case"), levels(filing, "filing-before-case")) == ([case.slug], [Level.ERROR])
    doubtful = make_filing("2024-02-28~", case=case)
    assert levels(doubtful, "filing-before-case") == [Level.WARNING]


@pytest.mark.parametrize(("date", "filed"), [("2024-02", "2024-02-29"), ("2024-03-01", "2024-02-29"), ("2024", "")])
def test_a_filing_that_may_be_of_the_day_of_its_case_or_later_is_none(date, filed):
    assert not found(make_filing(date, case=make_case(filed=filed)), "filing-before-case")


def test_a_filing_after_the_end_of_its_case_is_a_warning():
    case = make_case(filed="2024-02-29", closed="2024-06")
    assert levels(make_filing("2024-07-01", case=case), "filing-after-end") == [Level.WARNING]


def test_a_notice_of_appeal_after_the_end_is_none_and_neither_is_a_filing_before_it():
    case = make_case(filed="2024-02-29", closed="2024-06")
    assert not found(make_filing("2024-07-01", case=case, kind=FilingKind.NOTICE_OF_APPEAL), "filing-after-end")
    assert not found(make_filing("2024-06-30", case=case), "filing-after-end")
    assert not found(make_filing("2024-07-01"), "filing-after-end")


def test_a_case_that_ends_before_it_begins_is_an_error():
    case = make_case(filed="2024-02-29", closed="2023-12")
    assert (abouts(case, "closed-before-filed"), levels(case, "closed-before-filed")) == (["2023-12"], [Level.ERROR])
    assert not found(make_case(filed="2024-02-29", closed="2024-02"), "closed-before-filed")


def test_an_event_before_one_of_its_parties_existed_is_an_error():
    young, old, person = make_party(began="2023-03-09"), make_party(began="2015"), make_party()
    event = make_event("2023-03-01", parties=[young, old, person])
    assert (abouts(event, "event-before-party"), levels(event, "event-before-party")) == ([young.slug], [Level.ERROR])


def test_an_event_of_a_month_in_which_its_party_began_is_none():
    assert not found(make_event("2023-03", parties=[make_party(began="2023-03-09")]), "event-before-party")


def test_an_event_before_a_party_that_began_at_about_that_time_is_a_warning():
    event = make_event("2023-03-01", parties=[make_party(began="2024~")])
    assert levels(event, "event-before-party") == [Level.WARNING]


def test_a_status_older_than_90_days_in_a_running_case_is_a_warning():
    case = make_case(status_as_of="2024-03-01")
    day = datetime.date(2024, 3, 1) + datetime.timedelta(days=91)
    assert abouts(case, "stale-status", day) == ["2024-03-01 in 2024-Q2"]
    assert found(case, "stale-status", day)[0].message == "Pending as of 1 Mar 2024, 91 days ago."
    assert not found(case, "stale-status", day - datetime.timedelta(days=1))


@pytest.mark.parametrize("status", [CaseStatus.SETTLED, CaseStatus.DISMISSED, CaseStatus.DECIDED])
def test_a_case_that_is_over_is_never_stale(status):
    assert not found(make_case(status=status), "stale-status")


@pytest.mark.parametrize("date", ["2024-02-01", "2024-02-15", "2024-02-29"])
@pytest.mark.parametrize("make", [make_event, make_filing], ids=["event", "filing"])
def test_a_day_made_up_from_a_month_is_a_warning(make, date):
    record = make(date, sources=[make_source("2024-02"), make_source("")])
    assert (abouts(record, "placeholder-day"), levels(record, "placeholder-day")) == ([date], [Level.WARNING])


@pytest.mark.parametrize(
    ("date", "source"),
    [
        ("2024-02-14", {"published": "2024-02"}),
        ("2024-02-01~", {"published": "2024-02"}),
        ("2024-02", {"published": "2024-02"}),
        ("2024-02-01", {"published": "2024-02-02"}),
        ("2024-02-01", {"published": "", "title": "Terms, effective 1 February 2024"}),
        ("2024-02-01", {"published": "2024", "note": "Gives February 1, 2024."}),
    ],
)
def test_a_day_that_somebody_gives_is_none(date, source):
    assert not found(make_event(date, sources=[make_source(**source)]), "placeholder-day")


def test_a_day_with_its_place_in_the_source_is_none():
    event = make_event("2024-02-01", sources=[])
    EventReference.objects.create(event=event, source=make_court_paper(published=""), locator="p. 3")
    assert not found(event, "placeholder-day")
