"""The score of a source: parts of its own, each worth what it says, and never less with more evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import make_quote, make_source, make_text
from tests.views.reading import read
from timeline.models import Source
from timeline.models.provenance import MOST, explained
from timeline.models.source_provenance import SOURCE_PARTS
from timeline.vocabulary import LinkState, Seen

pytestmark = pytest.mark.django_db

WORDS = "It means to use one AI model to train another AI model."
NOTHING = {"url": "", "published": "", "seen": Seen.CITED}
GIVEN = {
    "addressed": {"url": "https://example.org/one"},
    "dated": {"published": "2024-03"},
    "read": {"seen": Seen.EXCERPT},
    "archived": {"archived_url": "https://example.org/kept"},
    "live": {"link_state": LinkState.LIVE},
}


def parts(source):
    found = Source.objects.explained_on().get(pk=source.pk)
    held = {part.name for part, has in explained(found, SOURCE_PARTS) if has}
    assert found.provenance_shown == sum(part.weight for part in SOURCE_PARTS if part.name in held)
    return held


def test_the_parts_add_up_to_what_the_parts_of_other_records_do():
    assert sum(part.weight for part in SOURCE_PARTS) == MOST == 100


@pytest.mark.parametrize("name", GIVEN)
def test_each_part_is_what_it_says(name):
    assert parts(make_source(**NOTHING)) == set()
    assert parts(make_source(**{**NOTHING, **GIVEN[name]})) == {name}


def test_text_counts_when_it_is_held_and_again_when_a_quotation_stands_in_it():
    source = make_source(**NOTHING)
    make_text(f"A. {WORDS}", source)
    assert parts(source) == {"held"}
    make_quote("Nothing of the kind.", [source])
    assert parts(source) == {"held"}
    make_quote(WORDS, [source])
    assert parts(source) == {"held", "checked"}
    assert parts(make_source(**{**NOTHING, "seen": Seen.FULL})) == {"read", "read_in_full"}


@given(had=st.sets(st.sampled_from(sorted(GIVEN))), more=st.sampled_from(sorted(GIVEN)))
def test_more_evidence_never_lowers_the_score(had, more):
    before, after = dict(NOTHING), dict(NOTHING)
    for name in had:
        before |= GIVEN[name]
    for name in {*had, more}:
        after |= GIVEN[name]
    assert parts(make_source(**before)) <= parts(make_source(**after))


def test_the_page_shows_every_part_and_the_list_the_score(client):
    make_source(slug="one", **{**NOTHING, **GIVEN["dated"]})
    page = read(client.get("/sources/one/"))
    assert "20 of 100" in page.text
    assert "Of the document itself" in page.text
    assert all(part.label in page.text for part in SOURCE_PARTS)
    assert "provenance 20" in read(client.get("/sources/")).text
