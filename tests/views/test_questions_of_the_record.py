"""Every question of `fixtures/`: what its page counts is what the database knows, today and on each day it changed."""

import datetime

import pytest
from django.http import QueryDict

from tests.filters.asking import asked
from tests.views.reading import read
from timeline.filters.question_page import QuestionPage
from timeline.filters.questions import QuestionFilters
from timeline.models import Assertion, Evidence, Question
from timeline.vocabulary import Stance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]


def page_of(question, day=None):
    return QuestionPage(QueryDict(f"as_of={day}" if day else ""), question.slug)


def shown(day):
    """The rows of evidence that a view of that day may show."""
    made = Assertion.objects.public().known_on(day)
    return Evidence.objects.public().known_on(day).filter(assertion__in=made.values("pk"))


def assert_adds_up(page):
    answers = page.answers
    rows = [row for answer in answers.all for account in answer.accounts for row in account.rows]
    known = shown(page.day).filter(assertion__question=page.record)
    assert sorted(row.pk for row in rows) == sorted(known.values_list("pk", flat=True)), page.slug
    assert sum(len(answer.accounts) for answer in answers.all) == len(answers.accounts)
    told = {row.assertion_id for row in rows if row.stance == Stance.SUPPORTS}
    contradicts = any(
        row.stance == Stance.CONTRADICTS
        and (row.assertion_id in told or not page.day or row.assertion.is_known_in_full(page.day))
        for row in rows
    )
    assert page.record.is_contested == (bool(answers.in_conflict) or contradicts), page.slug
    if page.day:
        assert page.record.is_contested == any(turn.is_parting for turn in page.turns), page.slug


def test_every_account_stands_on_its_page_once_and_the_page_says_of_conflicts_what_the_table_holds():
    for question in Question.objects.public():
        assert_adds_up(page_of(question))


def test_every_turn_leads_to_a_page_with_as_many_answers_and_accounts_as_it_says():
    for question in Question.objects.public().order_by("pk")[::4]:
        today = page_of(question)
        for turn in [turn for turn in today.turns if not turn.is_to_come]:
            page = page_of(question, turn.day)
            assert_adds_up(page)
            assert len(page.answers.given) == turn.answer_count, (question.slug, turn.day)
            assert len(page.answers.accounts) == turn.account_count, (question.slug, turn.day)
            assert [t.day for t in page.turns] == [t.day for t in today.turns if t.day <= turn.day], question.slug
            before = page_of(question, turn.day - datetime.timedelta(days=1))
            if turn.is_first:
                assert before.record is None, question.slug
            elif turn.is_parting:
                assert (before.record.is_contested, page.record.is_contested) == (False, True), question.slug
            if turn.is_resolution:
                assert page.status == "resolved", question.slug
                assert before.record is None or before.status is None, question.slug


def test_a_row_of_the_list_counts_as_the_page_does():
    for query in ("", "as_of=2026-05-01"):
        for question in asked(query, QuestionFilters).page.rows:
            page = QuestionPage(QueryDict(query), question.slug)
            standing = question.standing
            assert standing.account_count == len(page.answers.accounts), question.slug
            assert standing.answer_count == len(page.answers.given), question.slug
            assert standing.conflict_count == len(page.answers.in_conflict), question.slug
            assert standing.status == page.status, question.slug


def test_every_status_that_is_not_open_is_argued_on_the_page_with_its_sources(client):
    settled = Question.objects.public().exclude(status="open")
    assert settled.count() > 30
    for question in settled:
        page = read(client.get(question.get_absolute_url()))
        assert " ".join(question.argument.split()) in page.text, question.slug
        assert "What the status rests on" in page.text, question.slug
        if question.resolved_by:
            assert question.resolved_by.get_absolute_url() in page.links, question.slug


def test_the_contribution_has_its_line_and_its_best_evidence_first(client):
    page = page_of(Question.objects.get(slug="musk-contribution-amount"))
    assert "38 million" in page.answers.valued[0].label
    assert page.answers.valued[0].best_mark == 1
    wide = page.scale.drawings[0]
    assert all(words for _, words in wide.marked), "every value is named on the line"
    html = client.get("/questions/musk-contribution-amount/").content.decode()
    assert html.count('role="img"') == 2
