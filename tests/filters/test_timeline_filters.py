"""Which events the timeline lists, and in which order."""

import pytest

from tests.filters.asking import asked, counts, slugs
from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_source
from timeline.filters.event_rows import events_by_key
from timeline.lanes.picture import Picture
from timeline.models import CaseDataUse
from timeline.views.cards import EventCards
from timeline.vocabulary import DataUse, EventKind, Reliability, SourceKind, Stance

pytestmark = pytest.mark.django_db

AROUND = {"day-before", "on-the-day", "day-after"}


def court_paper(**values):
    return make_source(kind=SourceKind.COURT_DOCUMENT, reliability=Reliability.PRIMARY, **values)


def test_everything_published_is_listed_when_nothing_is_asked():
    events = {make_event().slug for _ in range(3)}
    assert set(slugs()) == events


def test_kinds_are_either_or():
    for kind in (EventKind.RULING, EventKind.HEARING, EventKind.STATEMENT):
        make_event(slug=kind.value, kind=kind)
    assert set(slugs("kind=ruling&kind=hearing")) == {"ruling", "hearing"}


def test_cases_are_either_or_and_an_event_of_both_stands_once():
    one, two, three = (make_case(slug=slug) for slug in ("one", "two", "three"))
    make_event(slug="both", cases=[one, two])
    make_event(slug="second", cases=[two])
    make_event(slug="third", cases=[three])
    assert sorted(slugs("case=one&case=two")) == ["both", "second"]


def test_parties_are_either_or_and_an_event_of_both_stands_once():
    one, two = make_party(slug="one"), make_party(slug="two")
    make_event(slug="both", parties=[one, two])
    make_event(slug="first", parties=[one])
    make_event(slug="neither")
    assert sorted(slugs("party=one&party=two")) == ["both", "first"]
    assert slugs("party=two") == ["both"]


def test_data_uses_are_those_of_the_cases_of_an_event():
    scraping, contract = make_case(), make_case()
    CaseDataUse.objects.create(case=scraping, use=DataUse.SCRAPING)
    CaseDataUse.objects.create(case=scraping, use=DataUse.TERMS_OF_USE)
    CaseDataUse.objects.create(case=contract, use=DataUse.CONTRACT)
    make_event(slug="scraped", cases=[scraping])
    make_event(slug="agreed", cases=[contract])
    make_event(slug="loose")
    assert slugs("use=scraping&use=terms_of_use") == ["scraped"]
    assert sorted(slugs("use=scraping&use=contract")) == ["agreed", "scraped"]


def test_evidence_is_the_best_mark_of_an_event_not_any_mark():
    make_event(slug="court", sources=[court_paper(), make_source(reliability=Reliability.TERTIARY)])
    make_event(slug="retold", sources=[make_source(reliability=Reliability.TERTIARY)])
    make_event(slug="bare", sources=[])
    assert slugs("evidence=court") == ["court"]
    assert slugs("evidence=retold") == ["retold"]
    assert sorted(slugs("evidence=retold&evidence=court")) == ["court", "retold"]


def test_different_names_must_all_hold():
    case, party = make_case(slug="a-case"), make_party(slug="a-party")
    make_event(slug="all", cases=[case], parties=[party], kind=EventKind.RULING, date="2024-02")
    make_event(slug="other-kind", cases=[case], parties=[party], kind=EventKind.HEARING, date="2024-02")
    make_event(slug="other-party", cases=[case], kind=EventKind.RULING, date="2024-02")
    make_event(slug="other-case", parties=[party], kind=EventKind.RULING, date="2024-02")
    make_event(slug="other-year", cases=[case], parties=[party], kind=EventKind.RULING, date="2023")
    assert slugs("case=a-case&party=a-party&kind=ruling&since=2024") == ["all"]


def test_contested_are_events_touched_by_a_question_that_a_source_contradicts():
    events = {slug: make_event(slug=slug) for slug in ("differ", "agree", "untouched")}
    differ, agree = make_question(events=[events["differ"]]), make_question(events=[events["agree"]])
    make_assertion(question=differ, stance=Stance.CONTRADICTS)
    make_assertion(question=agree, stance=Stance.SUPPORTS)
    assert slugs("contested=1") == ["differ"]
    assert asked().survey.contested == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("since=2024-02-10", {"day-after", "on-the-day", "month", "year", "interval", "since"}),
        ("until=2024-02-10", {"day-before", "on-the-day", "month", "year", "interval", "until"}),
        ("since=2024-02-10&until=2024-02-10", {"on-the-day", "month", "year", "interval"}),
        ("since=2024-03-01&until=2024-03-31", {"year", "since"}),
        ("since=2025", {"since"}),
        (
            "since=2024-02&until=2024-02",
            {"day-before", "day-after", "on-the-day", "month", "year", "interval", "since"},
        ),
        ("until=2023", {"until"}),
        ("until=2024-01", {"year", "interval", "until"}),
        ("since=2024&until=2024", {*AROUND, "month", "year", "interval", "since"}),
    ],
)
def test_a_window_lists_every_event_whose_date_can_lie_in_it(query, expected):
    dates = {
        "day-before": "2024-02-09",
        "on-the-day": "2024-02-10",
        "day-after": "2024-02-11",
        "month": "2024-02",
        "year": "2024",
        "interval": "2024-01-20/2024-02-10",
        "since": "2024-02-20/..",
        "until": "../2020-01-01",
    }
    for slug, date in dates.items():
        make_event(slug=slug, date=date)
    assert set(slugs(query)) == expected


@pytest.mark.parametrize("query", ["until=9999", "until=9999-12-31", "since=0001", "since=9999", "since=0001-01-01"])
def test_the_ends_of_the_calendar_are_days_like_others(query):
    make_event(date="2024-02-10")
    filters = asked(query)
    assert len(filters.page.rows) == (0 if query == "since=9999" else 1)
    assert Picture(filters, 6).window.days >= 1


def test_newest_stand_first_unless_oldest_are_asked_for():
    for date in ("2024-02-10", "2024", "2024-02", "2024-02-09", "2023-12-31/2024-01-05"):
        make_event(slug=f"e{date.replace('/', '-')}", date=date)
    newest = ["e2024-02-10", "e2024-02-09", "e2024-02", "e2024", "e2023-12-31-2024-01-05"]
    # From the same first day, what may end later is the later one.
    assert slugs() == newest
    assert slugs("order=newest") == newest
    assert slugs("order=oldest") == newest[::-1]


def test_events_of_a_day_keep_the_order_in_which_they_were_made():
    events = [make_event(date="2024-02-10").slug for _ in range(4)]
    assert slugs("order=oldest") == events
    assert slugs() == events[::-1]


def test_months_are_headed_with_how_many_events_they_have_under_the_filters():
    for date in ("2024-02-10", "2024-02", "2024-03-01"):
        make_event(date=date, kind=EventKind.RULING)
    make_event(date="2024-02-11", kind=EventKind.HEARING)
    months = EventCards(asked("kind=ruling")).months
    assert [(period, count) for period, count, _ in months] == [("2024-03", 1), ("2024-02", 2)]


def test_as_of_lists_what_a_source_had_published_by_that_day():
    make_event(slug="early", sources=[make_source("2024-01-01"), make_source("2025-01-01")])
    make_event(slug="late", sources=[make_source("2024-06-02")])
    make_event(slug="undated", sources=[make_source("")])
    assert slugs("as_of=2024-06-01") == ["early"]
    assert set(slugs("as_of=2024-06-02")) == {"early", "late"}
    assert asked("as_of=2024-06-01").survey.left_out == 1
    assert counts("as_of=2024-06-01", "kind") == {"statement": 1}


def test_a_source_dated_by_month_counts_from_the_last_day_of_it():
    make_event(slug="month", sources=[make_source("2024-02")])
    assert slugs("as_of=2024-02-28") == []
    assert slugs("as_of=2024-02-29") == ["month"]


def test_best_evidence_is_that_of_the_day():
    make_event(slug="e", sources=[make_source("2024-01-01"), court_paper(published="2025-01-01")])
    assert slugs("as_of=2024-06-01&evidence=first-hand") == ["e"]
    assert slugs("as_of=2024-06-01&evidence=court") == []
    assert counts("as_of=2024-06-01", "evidence") == {"first-hand": 1}
    assert counts("", "evidence") == {"court": 1}


def test_accounts_differ_from_the_day_of_the_contradiction_on():
    event = make_event(sources=[make_source("2024-01-01")])
    question = make_question(events=[event])
    make_assertion(question=question, sources=[make_source("2024-01-01")])
    make_assertion(question=question, sources=[make_source("2025-01-01")], stance=Stance.CONTRADICTS)
    assert slugs("contested=1&as_of=2024-06-01") == []
    assert asked("as_of=2024-06-01").survey.contested == 0
    shown = asked("as_of=2024-06-01")
    assert events_by_key(shown.event_keys, shown.day)[0].contested_questions == []
    assert slugs("contested=1&as_of=2025-01-01") == [event.slug]
