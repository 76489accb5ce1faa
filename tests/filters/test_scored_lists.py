"""Lists by provenance: filter, counts and order agree with each other, today and on a past day."""

import datetime

import pytest
from django.db import transaction

from tests.filters.asking import asked, counts, listed, refused, slugs
from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_text,
)
from timeline.filters.cases import CaseFilters
from timeline.filters.parties import PartyFilters
from timeline.filters.questions import QuestionFilters
from timeline.filters.quotes import QuoteFilters
from timeline.filters.scored import BANDS
from timeline.filters.sources import SourceFilters
from timeline.filters.timeline import TimelineFilters
from timeline.models import Assertion, Question
from timeline.models.provenance import MOST, PARTS, explained
from timeline.vocabulary import Reliability, SourceKind, Stance, Workflow

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"
SCORED = {TimelineFilters: make_event, CaseFilters: make_case, PartyFilters: make_party, QuoteFilters: make_quote}
LISTS = pytest.mark.parametrize("of", SCORED, ids=lambda of: of.__name__)
SECOND_READER = next(part.weight for part in PARTS if part.name == "second_reader")
WORDS = "It means to use one AI model to train another AI model."


def sources_of_every_sort():
    """Lists of sources that score from little to much; the last of each is of 2025."""
    news, other, late = make_source("2024-01-15"), make_source("2024-02-01"), make_source("2025-01-15")
    paper = {"kind": SourceKind.COURT_DOCUMENT, "reliability": Reliability.PRIMARY, "archived_url": "https://e.org/x"}
    court, late_court = make_source("2024-03-01", **paper), make_source("2025-02-01", **paper)
    for source in (court, late_court):
        make_text(f"A. {WORDS}", source)
    return [
        [news],
        [news, late],
        [news, other],
        [court],
        [court, news],
        [news, late_court],
        [make_source("")],
        [news, other, court, late_court],
    ]


@pytest.fixture(scope="module")
def ladder(django_db_setup, django_db_blocker):
    """Records of every list, some of every band, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_ladder()
        transaction.set_rollback(True)


def make_ladder():
    """Each way of being sourced, for each sort of record; one quotation stands in the court's papers."""
    ways = sources_of_every_sort()
    for make in SCORED.values():
        for sources in ways:
            record = make(sources=sources)
            type(record).objects.filter(pk=record.pk).update(reviewed_by="ada" if len(sources) > 1 else "")
            if len(sources) > 3:
                record.references.filter(source=sources[2]).update(locator="p. 3")
    make_quote(WORDS, [ways[3][0], ways[5][1]])
    for sources in ways:
        question = make_question()
        for own in (sources, sources[:1]):
            make_assertion(question=question, sources=own)
    return ways


def band_of(score):
    return next(low for low, high in BANDS.items() if int(low) <= score <= high)


def test_the_bands_hold_every_score_once():
    spans = sorted((int(low), high) for low, high in BANDS.items())
    assert [score for low, high in spans for score in range(low, high + 1)] == list(range(MOST + 1))


@LISTS
@pytest.mark.parametrize("query", ["", THEN])
def test_filter_and_counts_by_score_agree_with_the_records_one_by_one(ladder, of, query):
    everything = listed(query, of)
    found = {record.slug: band_of(record.provenance_shown) for record in everything}
    expected = {band: sum(other == band for other in found.values()) for band in set(found.values())}
    assert len(expected) > 1
    assert counts(query, "score", of) == expected
    assert sum(expected.values()) == asked(query, of).survey.total == len(everything)
    for band in BANDS:
        assert set(slugs(f"{query}&score={band}", of)) == {slug for slug, own in found.items() if own == band}
    first, second, *_ = expected
    assert len(slugs(f"{query}&score={first}&score={second}", of)) == expected[first] + expected[second]


@LISTS
def test_on_a_past_day_the_score_is_of_then(ladder, of):
    today = {record.slug: record.provenance_shown for record in listed("", of)}
    then = {record.slug: record.provenance_shown for record in listed(THEN, of)}
    stored = dict(of.model.objects.values_list("slug", "provenance"))
    assert today == {slug: stored[slug] for slug in today}
    assert any(then[slug] < today[slug] for slug in then)
    assert all(then[slug] <= today[slug] for slug in then)


@LISTS
def test_scores_are_counted_under_all_the_other_filters(ladder, of):
    query = "evidence=court"
    found = [band_of(record.provenance_shown) for record in listed(query, of)]
    assert found
    assert counts(f"{query}&score=0", "score", of) == {band: found.count(band) for band in set(found)}


@pytest.mark.parametrize("of", [TimelineFilters, CaseFilters, QuoteFilters], ids=lambda of: of.__name__)
@pytest.mark.parametrize("query", ["", f"&{THEN}"])
def test_the_order_by_provenance_is_one_way_the_other_turned_round(ladder, of, query):
    strongest = [record.provenance_shown for record in listed(f"order=strongest{query}", of)]
    assert strongest == sorted(strongest, reverse=True)
    assert strongest[0] > strongest[-1]
    assert slugs(f"order=weakest{query}", of) == slugs(f"order=strongest{query}", of)[::-1]


@pytest.mark.parametrize("query", ["", f"&{THEN}"])
@pytest.mark.parametrize("of", [PartyFilters, QuestionFilters], ids=lambda of: of.__name__)
def test_lists_by_name_have_names_in_order_among_records_of_one_score(ladder, of, query):
    for name, sign in (("strongest", -1), ("weakest", 1)):
        found = [(sign * record.provenance_shown, record.sorts_as) for record in listed(f"order={name}{query}", of)]
        assert found == sorted(found), name
        assert len({score for score, _ in found}) > 1
    names = [record.sorts_as for record in listed(query.strip("&"), of)]
    assert names == sorted(names) == [record.sorts_as for record in listed(f"order=name{query}", of)]


@LISTS
@pytest.mark.parametrize("value", ["81", "100", "-1", "020", "80..100", "strong", "8"])
def test_a_band_that_is_none_is_refused(ladder, of, value):
    assert f"“{value}”" in refused(f"score={value}", of) or value in refused(f"score={value}", of)


@pytest.mark.parametrize("address", ["/", "/cases/", "/parties/", "/quotes/", "/questions/", "/sources/"])
@pytest.mark.parametrize("query", ["score=81", "score=20&score=x", "order=sideways"])
def test_a_wrong_value_is_a_wrong_request(client, address, query):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response.context["filters"].page.rows == []


@pytest.mark.parametrize("query", ["", f"&{THEN}"])
@pytest.mark.parametrize("of", [QuestionFilters, SourceFilters], ids=lambda of: of.__name__)
def test_questions_and_sources_are_filtered_counted_and_sorted_by_their_scores(ladder, of, query):
    everything = {record.slug: record.provenance_shown for record in listed(f"order=name{query}", QuestionFilters)}
    if of is SourceFilters:
        everything = {record.slug: record.provenance_shown for record in listed(query.strip("&"), of)}
    bands = [band_of(score) for score in everything.values()]
    assert counts(query.strip("&"), "score", of) == {band: bands.count(band) for band in set(bands)}
    for band in set(bands):
        expected = {slug for slug, score in everything.items() if band_of(score) == band}
        assert set(slugs(f"score={band}{query}", of)) == expected
    weakest = [record.provenance_shown for record in listed(f"order=weakest{query}", of)]
    assert weakest == sorted(everything.values())


@pytest.mark.parametrize("day", [None, datetime.date(2024, 6, 30)])
def test_a_question_has_the_score_of_all_that_speaks_to_it_whichever_answer_it_gives(ladder, day):
    for question in Question.objects.known_on(day).scored_on(day):
        answers = Assertion.objects.public().known_on(day).scored_on(day).filter(question=question)
        assert question.provenance_shown >= max(answer.provenance_shown - SECOND_READER for answer in answers)


def test_two_answers_of_two_origins_are_two_accounts_of_one_question():
    question = make_question()
    court = {"kind": SourceKind.COURT_DOCUMENT, "reliability": Reliability.PRIMARY}
    paper = make_source(archived_url="https://example.org/kept", **court)
    answer = make_assertion(question=question, sources=[make_source()])
    answer.references.create(source=paper, stance=Stance.CONTRADICTS, locator="p. 3")
    make_assertion(question=question, sources=[make_text("Held.").source], workflow=Workflow.DRAFT)
    found = Question.objects.explained_on().get(pk=question.pk)
    assert [part.name for part, has in explained(found) if has] == [
        "sourced",
        "primary",
        "pinned",
        "archived",
        "second_origin",
    ]
    assert found.provenance_shown == 70


def test_a_question_without_an_answer_that_readers_see_has_none():
    question = make_question()
    make_assertion(question=question, workflow=Workflow.DRAFT)
    assert Question.objects.scored_on().get(pk=question.pk).provenance_shown == 0
