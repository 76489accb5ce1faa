"""Every list takes the same names of orders; what has no time of its own goes by the day it came to be known."""

import pytest

from tests.filters.asking import LISTS, asked, listed, slugs
from tests.making import make_assertion, make_party, make_question, make_source
from timeline.filters.paging import PAGE_SIZE
from timeline.filters.parties import PartyFilters
from timeline.filters.questions import QuestionFilters

pytestmark = pytest.mark.django_db

DAYS = {"alpha": "2024-03-01", "bravo": "2024-01-09", "charlie": "2024-03-01", "delta": "2023-12-31", "echo": ""}
NEWEST = ["alpha", "charlie", "bravo", "delta", "echo"]
OLDEST = ["delta", "bravo", "alpha", "charlie", "echo"]


@pytest.fixture
def by_name():
    for name, day in DAYS.items():
        source = make_source(day)
        make_party(name, slug=name, sources=[source, make_source("2026-01-01")] if day else [source])
        question = make_question(slug=name, question=f"{name}?")
        make_assertion(question=question, sources=[source])
        if day:
            make_assertion(question=question, sources=[make_source("2026-01-01")])
    make_assertion(question=question, workflow="draft", sources=[make_source("2020-01-01")])


@pytest.mark.parametrize("of", LISTS)
@pytest.mark.parametrize("name", ["newest", "oldest"])
def test_every_list_takes_both_names(by_name, of, name):
    assert any(chosen and own == name for own, _, chosen in asked(f"order={name}", of).orders)


@pytest.mark.parametrize("of", [PartyFilters, QuestionFilters])
def test_parties_and_questions_go_by_the_first_day_a_source_told_of_them(by_name, of):
    shown = [slug for slug in slugs("order=newest", of) if slug in DAYS]
    assert shown == NEWEST
    assert [slug for slug in slugs("order=oldest", of) if slug in DAYS] == OLDEST
    assert [slug for slug in slugs("", of) if slug in DAYS] == sorted(DAYS)
    assert [slug for slug in slugs("order=newest&as_of=2024-02-01", of) if slug in DAYS] == ["bravo", "delta"]


@pytest.mark.parametrize("tab", ["contested"])
def test_the_tab_of_questions_goes_the_same_way(client, by_name, tab):
    party = make_party(slug="somebody")
    for name in DAYS:
        make_assertion(question=QuestionFilters.model.objects.get(slug=name), made_by_party=party)
    page = client.get(f"/parties/somebody/{tab}/?order=newest").context["page"]
    assert [question.slug for question in page.page.rows] == ["echo", *NEWEST[:4]], "echo has a dated answer now"
    assert ("newest", "Newest first", True) in page.orders
    page = client.get(f"/parties/somebody/{tab}/").context["page"]
    assert [question.slug for question in page.page.rows] == sorted(DAYS)


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_by_day_give_every_party_once(order):
    sources = [make_source(f"2024-01-{day:02}") for day in range(1, 8)] + [make_source("")]
    for number in range(PAGE_SIZE * 2 + 3):
        make_party(sources=[sources[number % 8]])
    found = listed(f"order={order}", PartyFilters)
    assert len({party.pk for party in found}) == len(found) == PAGE_SIZE * 2 + 3
