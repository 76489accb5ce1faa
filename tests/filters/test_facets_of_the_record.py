"""Counts beside the filters, over all of `fixtures/`."""

import pytest

from tests.filters.asking import LISTS, asked, counts
from timeline.filters.facets import SHOWN_AT_MOST
from timeline.models import Case, Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]

QUERIES = ["", "as_of=2025-06-30", "evidence=court&evidence=own", "use=scraping", "contested=1&as_of=2026-03-01"]


@pytest.mark.parametrize("of", LISTS)
@pytest.mark.parametrize("query", QUERIES)
def test_a_count_of_the_real_record_is_the_length_of_the_list_it_leads_to(of, query):
    filters = asked(query, of)
    for facet in filters.facets:
        rest = "&".join(part for part in query.split("&") if part.partition("=")[0] != facet.name)
        for choice in facet.choices[:12]:
            reached = asked(f"{rest}&{facet.name}={choice.value}", of).queryset().count()
            assert reached == choice.count, f"{facet.name}={choice.value} of ?{query}"


@pytest.mark.parametrize("of", LISTS)
def test_the_total_is_the_length_of_the_list(of):
    for query in QUERIES:
        filters = asked(query, of)
        assert filters.survey.total == len(set(filters.queryset().values_list("pk", flat=True))), query


def test_a_facet_offers_the_largest_values_and_every_chosen_one():
    shown = counts("", "party")
    assert len(shown) == SHOWN_AT_MOST
    rare = next(party for party in Party.objects.public() if party.slug not in shown and party.events.exists())
    assert asked(f"party={rare.slug}").queryset().count() <= min(shown.values())
    facet = next(one for one in asked(f"party={rare.slug}&kind=policy").facets if one.name == "party")
    assert [choice.is_chosen for choice in facet.choices if choice.value == rare.slug] == [True]


def test_cases_are_named_as_readers_know_them():
    facet = next(one for one in asked().facets if one.name == "case")
    names = dict(Case.objects.values_list("slug", "short_name"))
    assert {choice.value: choice.label for choice in facet.choices} == {
        choice.value: names[choice.value] for choice in facet.choices
    }
