"""Asks a list with a query string, as a reader would, and gives back what stands on it."""

from django.http import QueryDict

from timeline.filters.cases import CaseFilters
from timeline.filters.parties import PartyFilters
from timeline.filters.questions import QuestionFilters
from timeline.filters.quotes import QuoteFilters
from timeline.filters.sources import SourceFilters
from timeline.filters.timeline import TimelineFilters

# Every name that the contract of query strings has; no list takes all of them.
NAMES = "q kind case party use evidence contested since until as_of order after".split()
LISTS = [TimelineFilters, CaseFilters, PartyFilters, QuoteFilters, QuestionFilters, SourceFilters]


def asked(query="", of=TimelineFilters):
    """The filters for a query string that must be right."""
    filters = of(QueryDict(query))
    assert filters.problems == []
    return filters


def refused(query, of=TimelineFilters):
    """The messages for a query string that must be wrong."""
    filters = of(QueryDict(query))
    assert filters.problems, f"{query} was taken"
    assert filters.page.rows == []
    return " ".join(f"{name}: {message}" for name, message in filters.problems)


def listed(query="", of=TimelineFilters):
    """Every record of the list in its order, all pages read."""
    rows, after = [], ""
    while True:
        page = asked(f"{query}&after={after}" if after else query, of).page
        rows += page.rows
        after = page.next
        if not after:
            return rows


def slugs(query="", of=TimelineFilters):
    return [record.slug for record in listed(query, of)]


def counts(query, facet, of=TimelineFilters):
    """value → count, of one facet; values that would leave nothing are left out."""
    return counted(asked(query, of))[facet]


def counted(filters):
    """facet → value → count; values that would leave nothing are left out."""
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices if choice.count} for facet in filters.facets
    }
