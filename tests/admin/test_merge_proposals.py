"""A merge that readers would see, and its undoing, is proposed by one person and carried out by another."""

import pytest

from tests.admin.posting import act, address, messages, send
from tests.making import make_event
from timeline.history.keeping import Hand, head_of
from timeline.merging.merging import merge
from timeline.merging.proposing import Unproposable, propose_merge, propose_undoing
from timeline.models import AsideChange, Event, FormerAddress, MergeProposal
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db

LIST, OWN = "/admin/worklists/merges/", "/admin/worklists/proposed/"
HEARING = "One hearing."


def page_of(kept, other):
    return f"/admin/merge/{kept._meta.model_name}/?keep={kept.slug}&merge={other.slug}"


def take(client, page, step="", why=HEARING, **changes):
    """The answer to the form of the page, sent with this step."""
    shown = client.get(page).context
    way = shown["way"] if shown else None
    if step in ("decline", "take_back"):
        sent = {"off-proposal": way.proposal.pk if way.proposal else 1, "off-why": why}
    else:
        sent = {"seen": shown.get("seen", "") if shown else "", "why": why}
    return client.post(page, {"step": step, **sent, **changes}, follow=True)


def undo_page(former):
    return f"/admin/timeline/formeraddress/{former.pk}/undo/"


def merged():
    """(the record that stayed, the former address of the other)."""
    kept, gone = make_event(), make_event()
    return kept, merge(kept, gone, Hand(name="somebody", why="One.")).address


def asides_of(record):
    rows = AsideChange.objects.of(record).filter(what="proposal").order_by("id")
    return [(row.how, row.made_by_name, row.why) for row in rows]


def test_a_researcher_proposes_a_merge_and_a_reviewer_carries_it_out(researcher, reviewer):
    kept, gone = make_event(title="The hearing"), make_event(title="The hearing again")
    page = page_of(kept, gone)
    answer = take(researcher, page, "propose")
    assert "a reviewer other than you carries it out" in messages(answer)
    assert Event.objects.count() == 2

    listed = reviewer.get(LIST)
    (line,) = listed.context["lines"]
    assert (line.by, line.why, line.address) == ("researcher", "One hearing.", page)
    assert (line.title, line.step) == ("The hearing again", "Merge into “The hearing” proposed")
    shown = reviewer.get(page)
    assert "Proposed by researcher" in shown.text
    assert 'value="One hearing."' in shown.text  # its reason stands in the field
    assert "is one with" in messages(take(reviewer, page))
    assert Event.objects.get() == kept
    assert not MergeProposal.objects.exists()
    assert (head_of(kept).made_by_name, head_of(kept).why) == ("reviewer", "One hearing.")
    assert asides_of(kept) == [("added", "researcher", "One hearing."), ("removed", "reviewer", "One hearing.")]
    assert reviewer.get(LIST).context["lines"] == []


def test_nobody_merges_alone_what_readers_see_whatever_the_rights(reviewer, administrator):
    kept, gone = make_event(), make_event()
    page = page_of(kept, gone)
    assert "Merge the two" not in reviewer.get(page).text
    refused = take(reviewer, page)
    assert (refused.status_code, "nobody publishes own work" in messages(refused)) == (403, True)
    take(reviewer, page, "propose")
    own = reviewer.get(page).text
    assert ("Merge the two" in own, "A reviewer other than you carries it out" in own) == (False, True)
    assert take(reviewer, page).status_code == 403
    assert (Event.objects.count(), MergeProposal.objects.count()) == (2, 1)
    assert reviewer.get(LIST).context["lines"] == []
    assert "is one with" in messages(take(administrator, page))
    assert Event.objects.count() == 1


def test_a_researcher_carries_out_no_proposal_of_somebody_else(researcher, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    shown = researcher.get(page_of(kept, gone)).text
    assert ("Merge the two" in shown, "Decline it" in shown, "Proposed by ann" in shown) == (False, False, True)
    assert take(researcher, page_of(kept, gone)).status_code == 403
    assert "a reviewer declines it" in messages(take(researcher, page_of(kept, gone), "decline"))
    assert MergeProposal.objects.count() == 1


def test_a_proposal_is_for_these_two_in_this_direction(reviewer, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    assert take(reviewer, page_of(gone, kept)).status_code == 403
    assert Event.objects.count() == 2


def test_a_reviewer_declines_with_a_reason_that_stays_in_the_history(reviewer, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    lacking = take(reviewer, page_of(kept, gone), "decline", why=" ")
    assert ("This field is required" in lacking.text, "<details open>" in lacking.text) == (True, True)
    assert "is declined" in messages(take(reviewer, page_of(kept, gone), "decline", why="Two days."))
    assert (Event.objects.count(), MergeProposal.objects.count()) == (2, 0)
    assert asides_of(kept) == [("added", "ann", "One hearing."), ("removed", "reviewer", "Declined: Two days.")]
    history = reviewer.get(f"/admin/timeline/event/{kept.pk}/history/").text
    assert "Two days." in history


def test_whoever_proposed_a_merge_takes_it_back(researcher):
    kept, gone = make_event(), make_event()
    take(researcher, page_of(kept, gone), "propose")
    assert "no longer proposed" in messages(take(researcher, page_of(kept, gone), "take_back", why="I erred."))
    assert not MergeProposal.objects.exists()
    assert "any more" in messages(take(researcher, page_of(kept, gone), "take_back", why="I erred."))


def test_a_record_is_proposed_to_become_one_with_one_other_at_a_time(researcher, proposer):
    kept, other, gone = make_event(), make_event(), make_event()
    propose_merge(kept, gone, proposer)
    answer = messages(take(researcher, page_of(other, gone), "propose"))
    assert f"ann has proposed to merge it into {kept.slug}" in answer
    with pytest.raises(Unproposable):
        propose_merge(kept, gone, proposer)
    assert MergeProposal.objects.get().record_slug == kept.slug
    assert len(AsideChange.objects.filter(what="proposal")) == 1


def test_a_draft_of_ones_own_is_proposed_for_what_readers_see_and_merged_by_somebody_else(researcher, reviewer):
    kept, gone = make_event(), make_event(workflow=Workflow.DRAFT)
    send(researcher, address(gone, "change"), title="In my words")
    assert "proposed" in messages(take(researcher, page_of(kept, gone), "propose"))
    assert "is one with" in messages(take(reviewer, page_of(kept, gone)))


def test_what_readers_see_no_more_is_merged_at_once_and_a_proposal_goes_with_it(researcher, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    Event.objects.update(workflow=Workflow.DRAFT)
    shown = researcher.get(page_of(kept, gone)).text
    assert ("Merge the two" in shown, "two have seen it" in shown) == (True, False)
    assert "is one with" in messages(take(researcher, page_of(kept, gone)))
    assert not MergeProposal.objects.exists()


def test_the_page_says_where_a_record_was_changed_after_the_proposal(reviewer, researcher, proposer):
    kept, gone = make_event(), make_event(workflow=Workflow.DRAFT)
    propose_merge(kept, gone, proposer)
    told = "One of the two was changed after that"
    assert told not in reviewer.get(page_of(kept, gone)).text
    send(researcher, address(gone, "change"), title="Other words")
    assert told in reviewer.get(page_of(kept, gone)).text


@pytest.mark.parametrize("place", [0, 1])
def test_a_proposal_goes_with_either_of_its_records(administrator, proposer, place):
    two = [make_event() for _ in range(2)]
    propose_merge(*two, proposer)
    Event.objects.update(workflow=Workflow.DRAFT)
    act(administrator, "delete_selected", two[place], post="yes")
    assert not Event.objects.filter(pk=two[place].pk).exists()
    assert not MergeProposal.objects.exists()
    assert asides_of(two[0])[-1] == ("removed", "administrator", "So.")


def test_an_undoing_that_readers_see_takes_two_as_well(researcher, reviewer):
    kept, former = merged()
    page = undo_page(former)
    assert "Propose to undo the merge" in researcher.get(page).text
    assert take(reviewer, page, why="Two days.").status_code == 403
    assert "is proposed" in messages(take(researcher, page, "propose", why="Two days."))
    (line,) = reviewer.get(LIST).context["lines"]
    assert (line.by, line.address) == ("researcher", page)
    assert "Proposed by researcher" in reviewer.get(page).text
    assert take(researcher, page).status_code == 403
    assert "is a record of its own again" in messages(take(reviewer, page, why="Two days."))
    assert Event.objects.filter(slug=former.slug).exists()
    assert (MergeProposal.objects.count(), FormerAddress.objects.count()) == (0, 0)
    assert asides_of(kept)[0] == ("added", "researcher", "Two days.")


def test_an_undoing_is_declined_and_taken_back_as_a_merge_is(researcher, reviewer, proposer):
    _, former = merged()
    take(researcher, undo_page(former), "propose", why="Two days.")
    take(reviewer, undo_page(former), "decline", why="No.")
    assert not MergeProposal.objects.exists()
    propose_undoing(former, proposer)
    assert "a reviewer declines it" in messages(take(researcher, undo_page(former), "take_back"))
    assert FormerAddress.objects.exists()


@pytest.mark.parametrize("step", ["\0", "x" * 900, "Propose", "do"])
def test_a_step_that_there_is_not_is_no_proposal(researcher, step):
    kept, gone = make_event(), make_event()
    assert take(researcher, page_of(kept, gone), step).status_code == 403
    _, former = merged()
    assert take(researcher, undo_page(former), step).status_code == 403
    assert (Event.objects.count(), MergeProposal.objects.count()) == (3, 0)


@pytest.mark.parametrize("why", ["", "  ", "So.\0", "x" * 501])
def test_nothing_is_proposed_without_a_reason_or_with_one_that_cannot_be_kept(researcher, why):
    kept, gone = make_event(), make_event()
    answer = take(researcher, page_of(kept, gone), "propose", why)
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)
    assert not MergeProposal.objects.exists()


@pytest.mark.parametrize("key", ["", "0", "-1", "x", "\0", "9" * 30, str(2**63)])
def test_a_forged_key_takes_no_proposal_off(reviewer, proposer, key):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    answer = take(reviewer, page_of(kept, gone), "decline", **{"off-proposal": key})
    assert answer.status_code == 200
    assert MergeProposal.objects.count() == 1


def test_the_worklist_is_for_reviewers_alone(researcher, reviewer, proposer):
    propose_merge(make_event(), make_event(), proposer)
    for client, has_it in ((researcher, False), (reviewer, True)):
        shown = client.get("/admin/").context["worklists"]
        assert ("merges" in {worklist.name for worklist, _ in shown}) == has_it
    assert researcher.get(LIST).status_code == 404
