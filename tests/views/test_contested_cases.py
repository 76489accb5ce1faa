"""On how many points the accounts of a case differ: in the list, on its page, today and on any day."""

import datetime

import pytest

from tests.filters.asking import slugs
from tests.making import make_assertion, make_case, make_filing, make_question, make_source
from tests.views.reading import read
from timeline.filters.cases import CaseFilters
from timeline.filters.contested_cases import contested_cases
from timeline.models import Assertion, Case, Question
from timeline.vocabulary import QuestionStatus, Stance, Workflow

pytestmark = pytest.mark.django_db


def make_contested(case, published="2024-01-15", **values):
    """A question of the case that one account answers and another, of the day, contradicts."""
    question = make_question(cases=[case], **values)
    make_assertion(question=question, sources=[make_source("2024-01-15")])
    make_assertion(question=question, sources=[make_source(published)], stance=Stance.CONTRADICTS)
    return question


@pytest.fixture
def case():
    return make_case(slug="case", sources=[make_source("2024-01-01")])


def points(case, day=None):
    day = datetime.date.fromisoformat(day) if day else None
    return Case.objects.marked_contested(day).get(pk=case.pk).contested_points


def test_every_open_question_whose_accounts_differ_counts_once(case):
    for _ in range(3):
        make_contested(case)
    make_assertion(question=make_question(cases=[case]))
    make_contested(make_case())
    assert points(case) == 3


def test_a_case_without_such_a_question_has_none(case):
    assert points(case) == 0


@pytest.mark.parametrize("status", [s for s in QuestionStatus if s != QuestionStatus.OPEN])
def test_a_question_that_is_no_longer_open_does_not_count(case, status):
    make_contested(case, status=status)
    assert points(case) == 0
    assert slugs("contested=1", CaseFilters) == ["case"], "the filter still finds the case"


def test_a_point_counts_from_the_day_on_which_the_second_account_was_out(case):
    make_contested(case, "2024-06-15")
    assert [points(case, day) for day in ("2024-06-14", "2024-06-15")] == [0, 1]


def test_a_question_that_was_settled_later_was_open_before(case):
    question = make_contested(case, "2024-06-15", status=QuestionStatus.RESOLVED, argument="An order says so.")
    question.resolved_by = make_filing("2024-08-01", [make_source("2024-08-01")], case=case)
    question.save()
    assert [points(case, day) for day in ("2024-07-31", "2024-08-01")] == [1, 0]
    assert points(case) == 0


@pytest.mark.parametrize("model", [Question, Assertion])
def test_what_readers_may_not_see_is_no_point(case, model):
    make_contested(case)
    model.objects.update(workflow=Workflow.DRAFT)
    assert points(case) == 0


def test_the_list_and_the_page_say_on_how_many_points_accounts_differ_and_lead_to_them(client, case):
    make_contested(case, "2024-06-15")
    make_contested(case)
    for address in ("/cases/", "/cases/case/"):
        page = read(client.get(address))
        assert "accounts differ on 2 points" in page.text, address
        assert "/cases/case/contested/" in page.links, address
        assert "accounts differ on 1 point" in read(client.get(f"{address}?as_of=2024-06-14")).text, address
        assert "accounts differ on" not in read(client.get(f"{address}?as_of=2024-01-14")).text, address


def test_a_case_on_which_all_agree_says_nothing_of_it(client, case):
    for address in ("/cases/", "/cases/case/"):
        assert "accounts differ" not in read(client.get(address)).text


def test_the_marks_of_a_list_cost_no_query_more(client, case, django_assert_num_queries):
    for _ in range(3):
        make_contested(make_case(sources=[make_source("2024-01-01")]))
    with django_assert_num_queries(1):
        assert sum(found.contested_points for found in Case.objects.marked_contested()) == 3


def test_cases_that_differ_are_asked_for_once_a_version_even_where_there_are_none(case, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert contested_cases(None, "one version") == contested_cases(None, "one version") == frozenset()
    make_contested(case)
    with django_assert_num_queries(1):
        assert contested_cases(None, "another version") == contested_cases(None, "another version") == {"case"}
