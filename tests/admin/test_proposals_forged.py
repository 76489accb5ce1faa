"""What a proposed merge holds against: forged forms, chains of merges, two at once, words sent to the wrong place."""

import pytest
from django.test import Client

from tests.admin.posting import address, messages, send, step
from tests.admin.test_merge_proposals import HEARING, OWN, merged, page_of, take, undo_page
from tests.admin.test_race import at_once
from tests.making import make_event, make_source
from timeline.history.keeping import Hand
from timeline.merging.merging import merge
from timeline.merging.proposing import propose_merge
from timeline.models import Event, FormerAddress, MergeProposal, Version
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db


def test_nothing_is_proposed_that_could_not_be_done_or_that_nobody_sees(researcher):
    kept, draft, other = make_event(), make_event(workflow=Workflow.DRAFT), make_event(workflow=Workflow.DRAFT)
    for two, told in (
        ((kept, kept), "merged with itself"),
        ((draft, other), "do it at once"),
        ((draft, kept), "keep the one that they see"),
    ):
        answer = take(researcher, page_of(*two), "propose")
        assert (answer.status_code, told in messages(answer)) == (409, True)
        assert HEARING in answer.text  # what was typed stands there
    assert not MergeProposal.objects.exists()


def test_an_undoing_is_not_proposed_where_it_could_not_be_done_or_nobody_sees_it(researcher):
    kept, former = merged()
    merge(make_event(), kept, Hand(name="somebody", why="One too."))
    assert "is gone" in messages(take(researcher, undo_page(former), "propose"))
    drafts = [make_event(workflow=Workflow.DRAFT) for _ in range(2)]
    unseen = merge(*drafts, Hand(name="somebody", why="One.")).address
    assert "do it at once" in messages(take(researcher, undo_page(unseen), "propose"))
    assert not MergeProposal.objects.exists()


def test_the_same_two_are_proposed_in_one_direction_alone(researcher, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    assert "ann has proposed it the other way round" in researcher.get(page_of(gone, kept)).text
    assert "the other way round" in messages(take(researcher, page_of(gone, kept), "propose"))
    assert MergeProposal.objects.count() == 1


def test_a_reviewer_undoes_no_own_proposal(reviewer):
    _, former = merged()
    take(reviewer, undo_page(former), "propose")
    refused = take(reviewer, undo_page(former))
    assert (refused.status_code, "another person carries it out" in messages(refused)) == (403, True)
    assert HEARING in refused.text
    assert FormerAddress.objects.exists()


def test_a_proposal_to_merge_is_none_to_undo(reviewer, proposer):
    kept, former = merged()
    again = make_event(slug="again")
    propose_merge(kept, again, proposer)
    MergeProposal.objects.update(other_slug=former.slug)
    assert take(reviewer, undo_page(former)).status_code == 403
    assert FormerAddress.objects.exists()


def test_a_proposal_outlives_the_account_of_whoever_made_it(reviewer, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    proposer.user.delete()
    assert "Proposed by ann" in reviewer.get(page_of(kept, gone)).text
    assert "is one with" in messages(take(reviewer, page_of(kept, gone)))


def test_a_change_that_waits_stands_in_the_way_of_the_merge_and_not_of_declining_it(reviewer, researcher, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    send(researcher, address(gone, "change"), title="Other words")
    shown = reviewer.get(page_of(kept, gone)).text
    assert ("a change that waits for review" in shown, "Merge the two" in shown) == (True, False)
    assert "is declined" in messages(take(reviewer, page_of(kept, gone), "decline"))


def test_what_declines_a_proposal_is_never_the_reason_of_the_merge(reviewer, proposer):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, proposer)
    answer = take(reviewer, page_of(kept, gone), "decline", why="Two days.", **{"off-proposal": "1" * 12})
    assert (answer.status_code, "not proposed any more" in messages(answer)) == (409, True)
    assert answer.context["form"]["why"].value() == HEARING
    assert answer.context["way"].form["why"].value() == "Two days."
    assert "is declined" in messages(take(reviewer, page_of(kept, gone), "decline", why="Two days."))


def test_own_unreviewed_rows_come_before_readers_by_no_chain_of_merges(reviewer, researcher, proposer):
    first, second = (make_event(workflow=Workflow.DRAFT) for _ in range(2))
    source = make_source()
    send(reviewer, address(first, "change"), references__1__source=source.pk, references__1__supports="Never reviewed.")
    assert "is one with" in messages(take(researcher, page_of(second, first)))
    kept = make_event()
    propose_merge(kept, second, proposer)
    refused = take(reviewer, page_of(kept, second))
    assert (refused.status_code, "nobody has reviewed" in refused.text) == (409, True)
    step(researcher, "submit", second)
    assert "you had a hand in it" in messages(step(reviewer, "publish", second))
    assert not kept.references.filter(source=source).exists()


def test_who_proposes_finds_it_again(researcher, reviewer):
    kept, gone = make_event(), make_event()
    take(researcher, page_of(kept, gone), "propose")
    assert [line.address for line in researcher.get(OWN).context["lines"]] == [page_of(kept, gone)]
    assert reviewer.get(OWN).context["lines"] == []


@pytest.fixture
def reviewers(as_in_production, django_user_model):
    clients = []
    for number in range(2):
        client = Client(raise_request_exception=False)
        client.force_login(django_user_model.objects.create_superuser(f"reviewer-{number}"))
        clients.append(client)
    return clients


def sending(client, page, **more):
    """Sends the form of the page as it is shown now."""
    sent = {"seen": client.get(page).context["seen"], "why": HEARING, **more}
    return lambda: client.post(page, sent)


def test_of_two_who_carry_a_merge_out_at_once_one_does_it_and_the_other_is_led_to_what_is_left(reviewers):
    kept, gone = make_event(), make_event()
    propose_merge(kept, gone, Hand(name="ann", why=HEARING))
    page = page_of(kept, gone)
    answers = at_once([sending(client, page) for client in reviewers])
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer["Location"] for answer in answers} == {address(kept, "change")}
    assert [*Version.objects.of(kept).filter(step="merged").values_list("number", flat=True)] == [2]


def test_of_a_merge_and_a_proposal_of_the_same_at_once_no_proposal_is_left(reviewers):
    for _ in range(3):
        kept, gone, other = make_event(), make_event(), make_event()
        propose_merge(kept, gone, Hand(name="ann", why=HEARING))
        carrying, proposing = page_of(kept, gone), page_of(gone, other)
        calls = [sending(reviewers[0], carrying), sending(reviewers[1], proposing, step="propose")]
        assert {answer.status_code for answer in at_once(calls)} == {302}
        assert not Event.objects.filter(pk=gone.pk).exists()
        assert not MergeProposal.objects.exists()
