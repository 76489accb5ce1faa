"""A merge that readers would see, and its undoing, is proposed by one person and carried out by another."""

import pytest

from tests.admin.posting import act, address, messages, send
from tests.making import make_event, make_party
from timeline.history.keeping import Hand, head_of
from timeline.merging.merging import merge
from timeline.merging.proposing import Unproposable, merge_of, propose, undoing_of
from timeline.models import AsideChange, Event, FormerAddress, MergeProposal
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db

LIST = "/admin/worklists/merges/"
ANN = Hand(name="ann", why="One hearing.")


def page_of(kept, other):
    return f"/admin/merge/{kept._meta.model_name}/?keep={kept.slug}&merge={other.slug}"


def take(client, page, step="", why="One hearing.", **changes):
    """The answer to the form of the page, sent with this step."""
    seen = (client.get(page).context or {}).get("seen", "")
    return client.post(page, {"seen": seen, "why": why, "step": step, **changes}, follow=True)


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


def test_a_researcher_carries_out_no_proposal_of_somebody_else(researcher):
    kept, gone = make_event(), make_event()
    propose(merge_of(kept, gone), ANN)
    shown = researcher.get(page_of(kept, gone)).text
    assert ("Merge the two" in shown, "Decline it" in shown, "Proposed by ann" in shown) == (False, False, True)
    assert take(researcher, page_of(kept, gone)).status_code == 403
    assert "a reviewer declines it" in messages(take(researcher, page_of(kept, gone), "decline"))
    assert MergeProposal.objects.count() == 1


def test_a_proposal_is_for_these_two_in_this_direction(reviewer):
    kept, gone = make_event(), make_event()
    propose(merge_of(kept, gone), ANN)
    assert take(reviewer, page_of(gone, kept)).status_code == 403
    assert Event.objects.count() == 2


def test_a_reviewer_declines_with_a_reason_that_stays_in_the_history(reviewer):
    kept, gone = make_event(), make_event()
    propose(merge_of(kept, gone), ANN)
    assert "This field is required" in take(reviewer, page_of(kept, gone), "decline", why=" ").text
    assert "is declined" in messages(take(reviewer, page_of(kept, gone), "decline", why="Two days."))
    assert (Event.objects.count(), MergeProposal.objects.count()) == (2, 0)
    assert asides_of(kept) == [("added", "ann", "One hearing."), ("removed", "reviewer", "Two days.")]
    history = reviewer.get(f"/admin/timeline/event/{kept.pk}/history/").text
    assert "Two days." in history


def test_whoever_proposed_a_merge_takes_it_back(researcher):
    kept, gone = make_event(), make_event()
    take(researcher, page_of(kept, gone), "propose")
    assert "no longer proposed" in messages(take(researcher, page_of(kept, gone), "take_back", why="I erred."))
    assert not MergeProposal.objects.exists()
    assert "any more" in messages(take(researcher, page_of(kept, gone), "take_back", why="I erred."))


def test_a_record_is_proposed_to_become_one_with_one_other_at_a_time(researcher):
    kept, other, gone = make_event(), make_event(), make_event()
    propose(merge_of(kept, gone), ANN)
    answer = messages(take(researcher, page_of(other, gone), "propose"))
    assert f"proposed already by ann: into “{kept.slug}”" in answer
    with pytest.raises(Unproposable):
        propose(merge_of(kept, gone), ANN)
    assert MergeProposal.objects.get().record_slug == kept.slug
    assert len(AsideChange.objects.filter(what="proposal")) == 1


def test_a_draft_of_ones_own_is_proposed_for_what_readers_see_and_merged_by_somebody_else(researcher, reviewer):
    kept, gone = make_event(), make_event(workflow=Workflow.DRAFT)
    send(researcher, address(gone, "change"), title="In my words")
    assert "proposed" in messages(take(researcher, page_of(kept, gone), "propose"))
    assert "is one with" in messages(take(reviewer, page_of(kept, gone)))


def test_drafts_that_nobody_names_in_public_are_merged_at_once_and_a_proposal_goes_with_them(researcher):
    kept, gone = (make_event(workflow=Workflow.DRAFT) for _ in range(2))
    propose(merge_of(kept, gone), ANN)
    assert "is one with" in messages(take(researcher, page_of(kept, gone)))
    assert not MergeProposal.objects.exists()


def test_the_page_says_where_a_record_was_changed_after_the_proposal(reviewer, researcher):
    kept, gone = make_event(), make_event(workflow=Workflow.DRAFT)
    propose(merge_of(kept, gone), ANN)
    told = "One of the two was changed after that"
    assert told not in reviewer.get(page_of(kept, gone)).text
    send(researcher, address(gone, "change"), title="Other words")
    assert told in reviewer.get(page_of(kept, gone)).text


def test_a_proposal_goes_with_either_of_its_records(administrator):
    for place in (0, 1):
        two = [make_event(workflow=Workflow.DRAFT) for _ in range(2)]
        propose(merge_of(*two), ANN)
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


def test_an_undoing_is_declined_and_taken_back_as_a_merge_is(researcher, reviewer):
    _, former = merged()
    take(researcher, undo_page(former), "propose", why="Two days.")
    take(reviewer, undo_page(former), "decline", why="No.")
    assert not MergeProposal.objects.exists()
    propose(undoing_of(former), ANN)
    assert "a reviewer declines it" in messages(take(researcher, undo_page(former), "take_back"))
    assert FormerAddress.objects.exists()


@pytest.mark.parametrize("data", [{"step": "\0"}, {"step": "x" * 900}, {"step": "propose", "seen": "0"}, {"step": ""}])
def test_no_form_breaks_a_proposal(researcher, data):
    kept, gone = make_party(), make_party()
    make_event(parties=[gone])
    answer = researcher.post(page_of(kept, gone), {"seen": "1-1", "why": "So.\0", **data})
    assert answer.status_code in (200, 403)
    assert not MergeProposal.objects.exists()
    _, former = merged()
    assert researcher.post(undo_page(former), {"why": "\0", **data}).status_code == 200
    assert FormerAddress.objects.exists()


def test_the_worklist_is_for_reviewers_alone(researcher, reviewer):
    propose(merge_of(make_event(), make_event()), ANN)
    for client, has_it in ((researcher, False), (reviewer, True)):
        shown = client.get("/admin/").context["worklists"]
        assert ("merges" in {worklist.name for worklist, _ in shown}) == has_it
    assert researcher.get(LIST).status_code == 404
