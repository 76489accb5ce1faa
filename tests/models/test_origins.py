"""Where an account comes from in the end: sources that repeat one another have one origin, however that is written."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import make_event, make_source
from tests.models.writing import CHANGING, HOWEVER_CHANGED
from timeline.models import Source
from timeline.models.provenance import PARTS
from timeline.models.source import origin_of, retold_through

pytestmark = pytest.mark.django_db

SECOND_ORIGIN = next(part.weight for part in PARTS if part.name == "second_origin")


def origin(source):
    """The source that an account comes from in the end; itself where it repeats none."""
    held = Source.objects.get(pk=source.pk)
    return held.origin or held


def chain(length):
    """Sources of which each repeats the one before it."""
    sources = [make_source()]
    while len(sources) < length:
        sources.append(make_source(retells=sources[-1]))
    return sources


def circle(length):
    """Sources of which each repeats the one before it, and the first the last; the first is held longest."""
    sources = chain(length)
    Source.objects.filter(pk=sources[0].pk).update(retells=sources[-1])
    return sources


def score(event):
    return type(event).objects.values_list("provenance", flat=True).get(pk=event.pk)


@contextmanager
def undone():
    """What is written within is gone afterwards, so that the next example starts with an empty database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_source_that_repeats_none_is_its_own_origin():
    assert Source.objects.get(pk=make_source().pk).origin is None


def test_the_origin_of_a_chain_is_its_end_for_each_of_its_sources():
    first, second, third = chain(3)
    assert [origin(source) for source in (first, second, third)] == [first, first, first]


def test_sources_that_repeat_one_source_have_one_origin():
    told = make_source()
    copies = [make_source(retells=told), make_source(retells=told)]
    assert {origin(source) for source in copies} == {told}


@pytest.mark.parametrize("length", [2, 3, 5])
def test_sources_that_repeat_each_other_in_a_circle_have_the_one_held_longest_as_origin(length):
    sources = circle(length)
    assert {origin(source) for source in sources} == {sources[0]}


def test_a_source_that_repeats_itself_is_its_own_origin():
    source = make_source()
    Source.objects.filter(pk=source.pk).update(retells=F("pk"))
    assert origin(source) == source


def test_what_leads_into_a_circle_has_the_origin_of_the_circle():
    first, second = circle(2)
    outside = make_source(retells=second)
    assert origin(make_source(retells=outside)) == origin(outside) == first


def test_a_circle_that_is_broken_is_a_chain_again():
    first, second, third = circle(3)
    Source.objects.filter(pk=second.pk).update(retells=None)
    assert [origin(source) for source in (second, third, first)] == [second, second, second]


@HOWEVER_CHANGED
def test_a_link_that_is_written_gives_the_origin(change):
    told, copy = make_source(), make_source()
    change(copy, retells=told)
    assert origin(copy) == told


@HOWEVER_CHANGED
def test_a_link_that_is_removed_makes_a_source_its_own_origin_again(change):
    _, copy = chain(2)
    change(copy, retells=None)
    assert origin(copy) == copy


@HOWEVER_CHANGED
def test_a_link_in_the_middle_moves_all_that_repeat_through_it(change):
    first, middle, third, fourth = chain(4)
    change(middle, retells=None)
    assert [origin(source) for source in (third, fourth)] == [middle, middle]
    change(first, retells=(earlier := make_source()))
    assert [origin(source) for source in (first, middle, fourth)] == [earlier, middle, middle]
    change(middle, retells=first)
    assert [origin(source) for source in (middle, third, fourth)] == [earlier, earlier, earlier]


def test_a_link_by_its_column_gives_the_origin():
    told, copy = make_source(), make_source()
    Source.objects.filter(pk=copy.pk).update(retells_id=told.pk)
    assert origin(copy) == told


def test_sources_created_together_have_the_origin_of_what_they_repeat():
    _, copy = chain(2)
    values = {"kind": copy.kind, "reliability": copy.reliability, "retells": copy}
    made = Source.objects.bulk_create([Source(slug=f"made-{n}", title="Made", **values) for n in range(3)])
    assert {origin(source) for source in made} == {origin(copy)} != {copy}


@pytest.mark.parametrize("is_linked", [True, False], ids=["to another source", "to none"])
def test_sources_written_over_their_own_conflicts_have_the_origin_of_what_they_repeat_now(is_linked):
    _, copy = chain(2)
    other = make_source()
    again = Source(slug=copy.slug, title="Again", kind=copy.kind, reliability=copy.reliability)
    again.retells = other if is_linked else None
    Source.objects.bulk_create([again], update_conflicts=True, unique_fields=["slug"], update_fields=["retells"])
    assert Source.objects.get(pk=copy.pk).retells == again.retells
    assert origin(copy) == (other if is_linked else copy)


def test_links_written_through_the_source_that_is_repeated_give_the_origin():
    told, one, other = make_source(), make_source(), make_source()
    told.retold_by.add(one)
    assert origin(one) == told
    told.retold_by.set([other])
    assert (origin(one), origin(other)) == (one, told)
    told.retold_by.clear()
    assert origin(other) == other


def test_an_instance_that_is_saved_knows_its_origin_at_once():
    told, copy = make_source(), make_source()
    copy.retells = told
    copy.save()
    assert copy.origin == told


def test_saving_a_source_that_was_read_before_its_link_keeps_the_origin_right():
    told, copy = make_source(), make_source()
    stale = Source.objects.get(pk=copy.pk)
    Source.objects.filter(pk=copy.pk).update(retells=told)
    stale.title = "Another title"
    stale.save(update_fields=["title"])
    assert origin(copy) == told
    stale.save()
    assert Source.objects.get(pk=copy.pk).retells is None
    assert origin(copy) == copy


def test_a_source_that_another_repeats_cannot_be_deleted():
    told, _ = chain(2)
    with pytest.raises(ProtectedError):
        told.delete()


def test_refreshing_repairs_origins_written_behind_the_back_of_the_models():
    _, second, third = chain(3)
    Source.objects.all()._set_origin(second.pk)
    Source.objects.all().refresh_origins()
    assert origin(third) == Source.objects.earliest("pk")


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_is_refused_where_a_researcher_would_close_it(length):
    first, *_, last = [*chain(length)] if length > 1 else chain(1) * 2
    first.retells = last
    with pytest.raises(ValidationError) as told:
        first.full_clean()
    assert told.value.message_dict == {"retells": ["These sources would repeat each other in a circle."]}


def test_a_chain_is_not_refused():
    _, second, third = chain(3)
    third.full_clean()
    second.full_clean()
    fresh = make_source()
    fresh.retells = third
    fresh.full_clean()


@HOWEVER_CHANGED
def test_two_accounts_of_one_origin_are_one_witness(change):
    first, second = make_source(), make_source()
    event = make_event(sources=[first, second])
    apart = score(event)
    change(second, retells=first)
    assert score(event) == apart - SECOND_ORIGIN
    change(second, retells=None)
    assert score(event) == apart


@HOWEVER_CHANGED
def test_accounts_that_meet_further_back_are_one_witness(change):
    told = make_source()
    through = [make_source(), make_source()]
    event = make_event(sources=[make_source(retells=source) for source in through])
    apart = score(event)
    change(through[0], retells=told)
    assert score(event) == apart
    change(through[1], retells=told)
    assert score(event) == apart - SECOND_ORIGIN


# Who repeats whom, by place in a list of up to eight sources; None repeats nobody.
LINKS = st.integers(1, 8).flatmap(
    lambda size: st.lists(st.none() | st.integers(0, size - 1), min_size=size, max_size=size)
)


def is_end_or_smallest_of_its_circle(source, told):
    if source not in told:
        return True
    around = [source]
    while told.get(around[-1]) is not None and told[around[-1]] not in around:
        around.append(told[around[-1]])
    return told.get(around[-1]) == source == min(around)


@given(LINKS)
def test_every_origin_ends_its_chain_or_is_the_smallest_of_its_circle(links):
    told = {number: other + 1 for number, other in enumerate(links, 1) if other is not None}
    for source in range(1, len(links) + 1):
        through = retold_through(source, told)
        assert len(through) == len(set(through))
        assert [told[one] for one in through[:-1]] == through[1:]
        root = origin_of(source, told)
        assert root in through
        assert is_end_or_smallest_of_its_circle(root, told)
        assert {origin_of(one, told) for one in through} == {root}


@settings(max_examples=40)
@given(LINKS, st.data())
def test_the_origin_that_is_stored_does_not_hang_on_the_order_or_the_way_of_writing(links, data):
    order = data.draw(st.permutations(range(len(links))))
    with undone():
        sources = [make_source() for _ in links]
        for place in order:
            change = data.draw(st.sampled_from(CHANGING))
            change(sources[place], retells=sources[place])  # to be written over
            change(sources[place], retells=None if links[place] is None else sources[links[place]])
        told = {sources[n].pk: sources[other].pk for n, other in enumerate(links) if other is not None}
        stored = {source.pk: source.origin_id or source.pk for source in Source.objects.all()}
        assert stored == {pk: origin_of(pk, told) for pk in stored}
        assert {pk for pk, root in stored.items() if root == pk} == set(
            Source.objects.filter(origin=None).values_list("pk", flat=True)
        )
