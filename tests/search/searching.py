"""Searches as a reader does, and says what stands on the page."""

from django.http import QueryDict

from timeline.filters.search import SearchPage
from timeline.search.index import differences


def searched(**query):
    """The page for this query; it must be right."""
    words = QueryDict(mutable=True)
    words.update(query)
    page = SearchPage(words)
    assert page.problems == []
    return page


def found(q="", **query):
    """kind → slugs, of the kinds that have hits, in the order of the page."""
    return {group.kind.name: [hit.slug for hit in group.hits] for group in searched(q=q, **query).groups}


def best(q):
    """The slugs of the best hits of all kinds, the best first."""
    hits = [hit for group in searched(q=q).groups for hit in group.hits]
    return [hit.slug for hit in sorted(hits, key=lambda hit: -hit.score)]


def assert_index_is_right():
    assert list(differences()) == []
