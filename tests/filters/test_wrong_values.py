"""A wrong value gives a message that names it, an empty list and the form as it was typed."""

import re

import pytest
from django.http import QueryDict

from tests.filters.asking import LISTS, NAMES, asked, refused
from tests.making import make_case, make_event, make_source
from timeline.filters.timeline import TimelineFilters

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("of", LISTS)
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("kind=gossip", "gossip"),
        ("kind=Ruling", "Ruling"),
        ("use=stealing", "stealing"),
        ("evidence=hearsay", "hearsay"),
        ("evidence=1", "“1”"),
        ("contested=maybe", "maybe"),
        ("case=no-such-case", "no-such-case"),
        ("party=no-such-party", "no-such-party"),
        ("case=Not a slug!", "Not a slug!"),
        ("since=yesterday", "yesterday"),
        ("since=2026-13-45", "2026-13-45"),
        ("since=2023-02-29", "2023-02-29"),
        ("until=2026-04-31", "2026-04-31"),
        ("until=2024-22", "2024-22"),
        ("until=201X", "201X"),
        ("since=2024/2025", "2024/2025"),
        ("as_of=2026-13-45", "2026-13-45"),
        ("as_of=2026-04", "2026-04"),
        ("as_of=2026", "2026"),
        ("as_of=30.4.2026", "30.4.2026"),
        ("since=2025&until=2024", "later than"),
        ("as_of=2024-01-01&as_of=2025-01-01", "only once"),
        ("since=2024&since=2025", "only once"),
        ("after=zzz", "does not exist"),
        ("after=x&after=y", "only once"),
        ("words=distillation", "words"),
    ],
)
def test_a_wrong_value_is_named_and_leaves_an_empty_list(of, query, named):
    make_event()
    assert named in refused(query, of)


def test_what_is_proposed_instead_of_a_wrong_day_is_taken():
    for typed, written in {
        "2026": ["2026-04-30"],
        "2026-04": ["2026-04-30"],
        "foo": ["2026-04-30"],
        "April 2026": ["2026-04-30"],
        "30/04/2026": ["2026-04-30"],
        "4/5/2026": ["2026-05-04", "2026-04-05"],
    }.items():
        told = refused(f"as_of={typed}")
        assert re.findall(r"\d{4}[\d-]*", told.split("write ")[1]) == written, told
        for text in written:
            assert asked(f"as_of={text}")
    assert "write 2026-04." in refused("since=April 2026")
    assert "write 2026-04-30, 2026-04 or 2026." in refused("since=soon")


@pytest.mark.parametrize("of", LISTS)
def test_a_name_that_a_list_lacks_is_refused_whether_another_has_it_or_none(of):
    for name in [*NAMES, "state", "reliability", "zzz", "Kind", "utm", "case[]"]:
        if name not in of.base_fields:
            assert f"“{name}” is no filter of this page." in refused(f"{name}=x", of)


@pytest.mark.parametrize("of", LISTS)
def test_names_that_newsletters_and_searches_add_are_passed_over_and_not_carried_on(of):
    added = "utm_source=elsewhere&utm_id=2&fbclid=1&gclid=1&ref=x&mc_cid=1"
    filters = asked(f"{added}&since=2024", of)
    assert filters.address() == "?since=2024"
    assert {name for name, _ in filters.carried} == set()


def test_of_many_names_that_are_no_filters_the_first_are_told_and_a_long_one_is_cut():
    told = refused("&".join(f"z{n}{'y' * 100}=1" for n in range(500)))
    assert told.count("is no filter") == 10
    assert "y" * 50 not in told


@pytest.mark.parametrize("of", LISTS)
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_value_is_no_filter(of, name):
    assert asked(f"{name}=", of)


def test_the_same_value_twice_is_said_once():
    make_case(slug="a-case")
    assert asked("since=2024&since=2024&case=a-case&case=a-case")


def test_an_order_that_is_none_is_refused():
    assert "“sideways” is not one of the choices." in refused("order=sideways")


@pytest.mark.parametrize("of", LISTS)
def test_contested_is_one_or_left_out(of):
    assert "“0” is not one of the choices; write 1, or leave it out." in refused("contested=0", of)


def test_one_wrong_value_beside_right_ones_is_not_left_out_silently():
    make_event(kind="ruling")
    assert "gossip" in refused("kind=ruling&kind=gossip")


def test_a_draft_is_no_case_to_filter_by():
    make_case(slug="draft-case", workflow="draft")
    assert "draft-case" in refused("case=draft-case")


def test_a_case_that_nobody_knew_then_is_no_case_to_filter_by_then():
    make_case(slug="late-case", sources=[make_source("2025-01-01")])
    assert asked("case=late-case")
    assert "known then" in refused("case=late-case&as_of=2024-01-01")


def test_too_many_slugs_are_refused():
    assert "50" in refused("&".join(f"case=c{n}" for n in range(51)))


def test_the_form_stands_as_it_was_typed_without_counts():
    make_event(kind="ruling")
    filters = TimelineFilters(QueryDict("kind=ruling&since=2026-13-45"))
    kind = next(facet for facet in filters.facets if facet.name == "kind")
    assert {choice.value for choice in kind.choices if choice.is_chosen} == {"ruling"}
    assert {choice.count for choice in kind.choices} == {0}
    assert ("since", "2026-13-45") in [(name, value) for name, value, _ in filters.chosen]
    assert filters.survey.total == 0


def test_a_value_without_a_box_is_carried_along_in_the_form():
    filters = TimelineFilters(QueryDict("kind=gossip"))
    assert ("kind", "gossip") in filters.carried


def test_what_is_left_of_an_address_without_one_value_is_right_again():
    filters = TimelineFilters(QueryDict("kind=gossip&kind=ruling&since=2024"))
    assert filters.address(drop=("kind", "gossip")) == "?kind=ruling&since=2024"
