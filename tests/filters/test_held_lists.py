"""A list held in memory answers what the database answers, for every list and any filters."""

import random

import pytest
from django.http import QueryDict

from tests.filters.asking import LISTS, asked
from timeline.filters.facets import Survey
from timeline.filters.held import HeldList
from timeline.filters.paging import page_of
from timeline.filters.timeline import TimelineFilters
from timeline.search.index import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lists(whole_record):
    rebuild()
    return {of: HeldList.read(of, "a version") for of in LISTS}


def some_query(of, chance):
    """A few filters of this list, with values that it offers and some that leave nothing."""
    query = QueryDict(mutable=True)
    for facet in asked("", of).survey.facets:
        if facet.choices and chance.random() < 0.35:
            choices = chance.sample(facet.choices, min(len(facet.choices), chance.choice([1, 1, 2, 3])))
            query.setlist(facet.name, [choice.value for choice in choices])
    for name, value in (("contested", "1"), ("since", "2024-03"), ("until", "2025"), ("q", "openai -musk")):
        if chance.random() < 0.2:
            query[name] = value
    orders = [name for name, _ in of(QueryDict("")).fields["order"].choices]
    # The others are the database's, which has what they sort by.
    own = [name for name in orders if asked(f"order={name}", of).sorting.columns == of.by.columns]
    query["order"] = chance.choice(own)
    return query.urlencode()


@pytest.mark.parametrize("of", LISTS)
@pytest.mark.parametrize("seed", range(8))
def test_counts_and_pages_are_those_of_the_database(lists, of, seed):
    chance = random.Random(f"{of.__name__} {seed}")  # noqa: S311
    for _ in range(4):
        query = some_query(of, chance)
        filters = asked(query, of)
        assert lists[of].survey(filters) == Survey.of(filters), query
        in_memory, beyond = lists[of].page(filters, filters.sorting, None)
        page = page_of(filters.queryset(), filters.sorting)
        assert (in_memory, beyond) == ([row.pk for row in page.rows], bool(page.next)), query


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_every_page_follows_the_one_before(lists, order):
    filters = asked(f"order={order}")
    keys, after, more = [], None, True
    while more:
        page, more = lists[TimelineFilters].page(filters, filters.sorting, after)
        keys += page
        after = page[-1]
    assert keys == list(filters.queryset().order_by(*filters.sorting.order_by).values_list("pk", flat=True))


def test_a_page_after_a_record_that_is_gone_comes_from_the_database(lists):
    filters = asked("")
    with pytest.raises(KeyError):
        lists[TimelineFilters].page(filters, filters.sorting, 2**40)
