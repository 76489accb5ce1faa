"""Words in a list's query string narrow it together with every other filter, and on any day."""

import pytest

from tests.filters.asking import LISTS, asked, counts, listed, slugs
from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.search.index import rebuild

pytestmark = pytest.mark.django_db


def test_words_combine_with_every_other_filter_and_are_counted_under_them():
    acme, other = make_party("Acme"), make_party("Okapi")
    make_event(slug="a", title="Zebras", kind="statement", parties=[acme])
    make_event(slug="b", title="Zebras again", kind="ruling", parties=[other])
    make_event(slug="c", title="Gone", kind="ruling", parties=[acme])
    rebuild()
    assert sorted(slugs("q=zebra")) == ["a", "b"]
    assert slugs("q=zebra&kind=ruling") == ["b"]
    assert slugs("q=acme&kind=ruling") == ["c"]
    assert slugs("q=acme+-zebra") == ["c"]
    assert counts("q=zebra", "kind") == {"statement": 1, "ruling": 1}
    assert counts("q=zebra&kind=ruling", "party") == {other.slug: 1}
    assert asked("q=zebra").survey.total == 2


def test_words_that_look_for_nothing_leave_the_list_as_it_is():
    make_event(slug="a")
    rebuild()
    assert slugs("q=") == slugs("q=%21%21") == slugs("q=-zebra") == ["a"]


def test_words_are_told_among_the_filters_in_force():
    rebuild()
    assert asked("q=%22open+source%22").chosen == [("q", '"open source"', '“"open source"”')]


def test_on_a_past_day_only_what_was_told_by_then_is_looked_through():
    early, late = make_source(published="2024-03-01"), make_source(published="2025-03-01")
    make_event(slug="a", title="Zebras", summary="Okapis ran.", sources=[early])
    make_event(slug="b", title="Zebras", summary="Okapis fell.", sources=[early, late])
    rebuild()
    assert sorted(slugs("q=zebra&as_of=2024-06-01")) == ["a", "b"]
    assert slugs("q=okapi&as_of=2024-06-01") == ["a"]
    assert sorted(slugs("q=okapi&as_of=2025-06-01")) == ["a", "b"]


@pytest.mark.parametrize("of", LISTS)
def test_every_list_takes_words(of):
    party = make_party("Zebra", sources=[make_source(title="Zebra")])
    case = make_case("Zebra v. Okapi")
    event = make_event(title="Zebra", parties=[party], cases=[case])
    make_quote("A zebra.", speaker=party)
    make_assertion(question=make_question("Is it a zebra?", events=[event]))
    rebuild()
    assert len(listed("q=zebra", of)) == 1
    assert listed("q=quagga", of) == []
