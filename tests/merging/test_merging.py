"""Two records become one: nothing that named the one is forgotten, nothing stands twice, nothing is half done."""

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_claim_change,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_source,
    make_text,
)
from tests.merging.pairs import KINDS, make_pair
from tests.merging.snapshots import differing, everything, wrong_in_search
from timeline.checks.gathering import MODELS
from timeline.checks.linter import refresh_findings
from timeline.history.keeping import Hand, begin_everywhere, head_of, keep, keep_all, state_of
from timeline.merging.merging import Unmergeable, merge, trial
from timeline.merging.ties import Tie, naming, ties_to
from timeline.merging.undoing import undo
from timeline.models import (
    CaseRelation,
    Disagreement,
    Dismissal,
    EventReference,
    FormerAddress,
    PartyRole,
    Source,
    Version,
)
from timeline.search.index import rebuild
from timeline.vocabulary import Relation, Role, Step, ValueType, Workflow

pytestmark = pytest.mark.django_db
HAND = Hand(name="test", why="They are one.")
DIFFERING = Tie(Disagreement, "question")


def ties(record):
    """How many rows each table has that name this record."""
    found = {tie: tie.table._base_manager.filter(**{tie.column: record}).count() for tie in ties_to(type(record))}
    return {tie: count for tie, count in found.items() if count}


def everything_worked_out():
    refresh_findings(), rebuild(), begin_everywhere()
    return everything()


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_that_can_name_a_record_is_moved(kind):
    kept, gone = make_pair(kind)
    before, own = ties(gone), ties(kept)
    assert set(before) == set(ties_to(type(gone))), "a table can name it that this test has no row of"
    merge(kept, gone, HAND)
    after = ties(type(kept).objects.get(pk=kept.pk))
    # Accounts of two questions may differ from each other once these are one.
    own[DIFFERING] = after.get(DIFFERING, 0) - before.get(DIFFERING, 0)
    assert after == {tie: count for tie in {*before, *own} if (count := before.get(tie, 0) + own.get(tie, 0))}
    assert not type(gone).objects.filter(slug=gone.slug).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_an_undoing_brings_back_all_that_there_was(kind):
    kept, gone = make_pair(kind)
    before = everything_worked_out()
    merged = merge(kept, gone, HAND)
    assert wrong_in_search() == []
    again = refresh_findings()
    assert (again.created, again.changed, again.gone) == (0, 0, 0)
    assert undo(merged.address, HAND).left == []
    assert differing(before, everything()) == {}
    assert wrong_in_search() == []


def test_a_record_comes_back_with_its_second_reader_and_its_fingerprint():
    kept, gone = make_event(reviewed_by="bea"), make_event(reviewed_by="bob", imported_digest="f" * 64)
    score = gone.provenance
    undo(merge(kept, gone, HAND).address, HAND)
    back = type(gone).objects.get(slug=gone.slug)
    assert (back.reviewed_by, back.imported_digest, back.provenance) == ("bob", "f" * 64, score)
    kept.refresh_from_db()
    assert kept.reviewed_by == "bea"


def test_every_kind_of_record_can_be_merged():
    assert {model._meta.model_name for model in MODELS} == set(KINDS)


def test_rows_that_would_stand_twice_become_one_that_keeps_what_either_says():
    source, party = make_source(), make_party()
    kept, gone = make_event(sources=[source], parties=[party]), make_event(sources=[source], parties=[party])
    EventReference.objects.filter(event=gone).update(supports="The date.")
    merged = merge(kept, gone, HAND)
    assert kept.references.get().supports == "The date."
    assert list(kept.parties.all()) == [party]
    assert len(merged.moved.joined) == 2


def test_what_hangs_on_a_row_that_stood_twice_moves_to_the_one_that_stays():
    kept, gone = make_case(), make_case()
    make_claim_change("fraud", make_filing(case=kept)), make_claim_change("fraud", make_filing(case=gone))
    merge(kept, gone, HAND)
    assert kept.causes.get().changes.count() == 2


def test_a_row_that_would_tie_a_record_to_itself_goes():
    kept, gone = make_case(), make_case()
    CaseRelation.objects.create(case=kept, to_case=gone, relation=Relation.APPEAL_OF)
    CaseRelation.objects.create(case=gone, to_case=kept, relation=Relation.APPEAL_OF)
    merge(kept, gone, HAND)
    assert not CaseRelation.objects.exists()


def test_a_source_that_retells_what_it_is_merged_with_retells_nothing():
    gone = make_source()
    kept, third = make_source(retells=gone), make_source(retells=gone)
    merged = merge(kept, gone, HAND)
    kept.refresh_from_db(), third.refresh_from_db()
    assert (kept.retells, kept.origin, third.retells, third.origin) == (None, None, kept, kept)
    undo(merged.address, HAND)
    kept.refresh_from_db(), third.refresh_from_db()
    assert kept.retells.slug == third.retells.slug == third.origin.slug == gone.slug


def test_both_and_all_that_named_the_other_have_a_version_that_says_why():
    party, other = make_party("OpenAI"), make_party("Open AI")
    event, stranger = make_event(parties=[other]), make_event()
    begin_everywhere()
    merge(party, other, HAND)
    for record in (party, other, event):
        head = head_of(record)
        assert (head.step, head.why, head.made_by_name) == (Step.MERGED, "They are one.", "test")
    assert head_of(event).content["parties"] == [party.slug]
    assert head_of(event).before.content["parties"] == [other.slug]
    assert (head_of(other).workflow, head_of(party).workflow) == (Workflow.WITHDRAWN, Workflow.PUBLISHED)
    assert head_of(stranger).step == Step.BEGUN


REFUSED = {
    "itself": (lambda: [make_event()] * 2, "with itself"),
    "another kind": (lambda: (make_event(), make_party()), "of one kind"),
    "a draft stays": (lambda: (make_event(workflow=Workflow.DRAFT), make_event()), "keep the one that they see"),
    "two dockets": (lambda: (make_filing(), make_filing()), "on two dockets"),
    "two questions": (lambda: (make_assertion(), make_assertion()), "answer two questions"),
    "two types": (lambda: (make_question(), make_question(value_type=ValueType.DATE)), "of two types"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_one_is_refused_and_nothing_is_written(name):
    make, words = REFUSED[name]
    kept, gone = make()
    before = everything_worked_out()
    versions = Version.objects.count()
    with pytest.raises(Unmergeable, match=words):
        merge(kept, gone, HAND)
    assert differing(before, everything()) == {}
    assert (Version.objects.count(), FormerAddress.objects.count()) == (versions, 0)


def test_records_that_would_stand_in_one_place_have_to_be_merged_first_and_all_of_them_are_named():
    kept, gone = make_case(), make_case()
    for number in (1, 2):
        for case in (kept, gone):
            make_filing(case=case, docket_entry_number=number, title=f"Paper {number} of {case.short_name}")
    before = everything_worked_out()
    with pytest.raises(Unmergeable) as refused:
        merge(kept, gone, HAND)
    assert len(refused.value.reasons) == 2
    assert f"Paper 1 of {gone.short_name}" in refused.value.reasons[0]
    assert differing(before, everything()) == {}


def test_held_texts_that_differ_are_never_made_one():
    kept, gone = make_source(), make_source()
    make_text("These words.", kept), make_text("Other words.", gone)
    with pytest.raises(Unmergeable, match="Of both a text is held as the whole text"):
        merge(kept, gone, HAND)
    assert Source.objects.filter(pk=gone.pk).exists()


def test_a_change_that_waits_for_review_comes_first():
    party, other = make_party(), make_party()
    event = make_event(title="It happened", parties=[other])
    keep(event, Step.PUBLISHED, HAND)
    content, _ = state_of(event)
    keep_all(type(event), {event.slug: (content, Workflow.IN_REVIEW)}, Step.SUBMITTED, HAND)
    with pytest.raises(Unmergeable, match="“It happened” has a change that waits for review"):
        merge(party, other, HAND)


def test_a_trial_writes_nothing():
    kept, gone = make_pair("party")
    before = everything_worked_out()
    versions = Version.objects.count()
    told = trial(kept, gone, HAND)
    assert sum(map(len, told.moved.rows.values())) > 5
    assert differing(before, everything()) == {}
    assert (Version.objects.count(), FormerAddress.objects.count()) == (versions, 0)


def test_a_dismissal_goes_with_what_it_was_about_and_comes_back_with_it():
    kept, gone = make_event(), make_event()
    row = {"record_kind": "event", "record_slug": gone.slug, "rule": "sums", "about": "3", "dismissed_by": "ann"}
    Dismissal.objects.create(**row, reason="So.")
    merged = merge(kept, gone, HAND)
    assert not Dismissal.objects.exists()
    undo(merged.address, HAND)
    assert Dismissal.objects.filter(**row).exists()


def test_what_was_written_since_a_merge_stays_when_it_is_undone():
    kept, gone, third = make_party(), make_party(), make_party()
    event, case = make_event(parties=[gone], title="Before"), make_case()
    PartyRole.objects.create(case=case, party=gone, role=Role.DEFENDANT)
    merged = merge(kept, gone, HAND)
    event.refresh_from_db()
    event.title = "After"
    event.save()
    event.parties.add(third)
    PartyRole.objects.filter(case=case).update(note="for a day")
    keep(event, Step.PUBLISHED, HAND), keep(case, Step.PUBLISHED, HAND)
    undone = undo(merged.address, HAND)
    event.refresh_from_db()
    assert event.title == "After"
    assert {party.slug for party in event.parties.all()} == {gone.slug, third.slug}
    # The row that somebody wrote on since is left where it is, beside the one that comes back.
    assert {(role.party.slug, role.note) for role in case.roles.all()} == {(gone.slug, ""), (kept.slug, "for a day")}
    assert undone.left == [f"{case}: parties · {kept.slug}"]


def test_an_undoing_that_has_nothing_to_come_back_to_is_refused():
    first, second, third = make_event(), make_event(), make_event()
    early = merge(second, first, HAND).address
    late = merge(third, second, HAND).address
    with pytest.raises(Unmergeable, match="undo that first"):
        undo(early, HAND)
    undo(late, HAND)
    undo(early, HAND)
    assert type(first).objects.count() == 3
    again = merge(*type(first).objects.order_by("pk")[:2], HAND).address
    make_event(slug=again.slug)
    with pytest.raises(Unmergeable, match="another record"):
        undo(again, HAND)


def test_a_record_that_names_the_one_that_goes_by_two_ways_is_told_once():
    gone = make_party()
    event = make_event(parties=[gone])
    assert naming(gone)[type(event)] == {event.pk}
