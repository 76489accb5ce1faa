"""The list of quotes by how they stand in held text: filter and counts agree, today and on a past day."""

import pytest

from tests.filters.asking import asked, counts, listed, refused, slugs
from tests.making import make_quote, make_source, make_text
from timeline.filters.quotes import QuoteFilters
from timeline.models import Quote
from timeline.vocabulary import Grade

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"
WORDS = "It means to use one AI model to train another AI model."


@pytest.fixture
def graded():
    """Quotations of several grades; the one that was altered stands in a paper of 2025."""
    news, paper = make_source("2024-01-15"), make_source("2025-01-15")
    make_text(f"A. {WORDS} Q. And what is fine-tuning? A. I am not an engineer.", news)
    make_text("A. It is a way to teach a small model.", paper)
    make_quote(WORDS, [news], slug="verbatim")
    make_quote("it means to use one ai model to train another", [news], slug="case")
    make_quote("It means to use one … another AI model.", [news], slug="elided")
    make_quote("It is a way of teaching a small model", [news], slug="nowhere")
    make_quote("It is a way to teach a small model.", [news, paper], slug="later")
    make_quote("Nothing is held of it.", [make_source("2024-01-15")], slug="unchecked")


@pytest.mark.parametrize("query", ["", THEN])
def test_filter_and_counts_by_check_agree_with_the_quotes_one_by_one(graded, query):
    found = {quote.slug: quote.grade_shown.slug for quote in listed(query, QuoteFilters)}
    assert len(found) == Quote.objects.count()
    expected = {slug: [*found.values()].count(slug) for slug in found.values()}
    assert len(expected) >= 4
    assert counts(query, "check", QuoteFilters) == expected
    for grade in Grade:
        listed_so = set(slugs(f"{query}&check={grade.slug}", QuoteFilters))
        assert listed_so == {slug for slug, own in found.items() if own == grade.slug}
    both = slugs(f"{query}&check=verbatim&check=no-text-held", QuoteFilters)
    assert len(both) == expected["verbatim"] + expected["no-text-held"]


def test_on_a_past_day_a_quotation_is_not_yet_verified_by_a_later_paper(graded):
    assert set(slugs("check=verbatim", QuoteFilters)) == {"verbatim", "later"}
    assert slugs(f"check=verbatim&{THEN}", QuoteFilters) == ["verbatim"]


@pytest.mark.parametrize("value", ["maybe", "1", "VERBATIM", "no_text_held"])
def test_a_grade_that_is_none_is_refused(client, graded, value):
    assert value in refused(f"check={value}", QuoteFilters)
    assert client.get(f"/quotes/?check={value}").status_code == 400


def test_counts_by_check_and_by_score_are_part_of_the_one_survey(graded, django_assert_num_queries):
    filters = asked(f"check=verbatim&score=40&{THEN}", QuoteFilters)
    with django_assert_num_queries(1):
        assert {facet.name for facet in filters.survey.facets} >= {"check", "score"}
