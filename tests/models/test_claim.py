"""The course of a claim: which changes are in force for whom, in which order they count, and whom readers may see."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import make_case, make_filing, make_party, make_source
from timeline.models import Case, CauseOfAction, ClaimChange, Filing, Party, Source
from timeline.models.claim import Claim, ledger
from timeline.vocabulary import ClaimStatus, Workflow

GONE = [status for status in ClaimStatus if not status.remains]


def course(*lines):
    """A claim with these changes, each “party: status”, “: status” for all parties; nothing is stored."""
    parties = {"": None, "acme": 1, "bolt": 2}
    pairs = [line.split(": ") for line in lines]
    changes = [ClaimChange(party_id=parties[party], status=ClaimStatus(status)) for party, status in pairs]
    return Claim(CauseOfAction(name="fraud"), changes)


def in_force(claim):
    names = {None: "", 1: "acme", 2: "bolt"}
    return {f"{names[change.party_id]}: {change.status}" for change in claim.in_force}


def test_a_claim_without_changes_is_neither_before_the_court_nor_gone():
    assert course().remains is None
    assert course().in_force == []


def test_of_changes_for_all_parties_the_last_is_in_force():
    claim = course(": pleaded", ": dismissed_with_leave", ": pleaded", ": survives")
    assert in_force(claim) == {": survives"}
    assert claim.remains is True


def test_a_change_for_one_party_after_one_for_all_stands_beside_it():
    claim = course(": pleaded", "acme: dismissed")
    assert in_force(claim) == {": pleaded", "acme: dismissed"}
    assert claim.remains is True


def test_a_claim_that_is_gone_against_one_party_is_not_brought_back_by_a_later_change_for_all():
    claim = course("acme: against_claimant", ": tried")
    assert "acme: against_claimant" in in_force(claim)
    assert course("acme: against_claimant", ": tried", ": against_claimant").remains is False


def test_a_claim_that_is_gone_against_all_is_gone_against_each():
    claim = course("acme: survives", ": dismissed")
    assert in_force(claim) == {": dismissed"}
    assert claim.remains is False
    assert course("acme: survives", ": dismissed", "acme: pleaded").remains is True


def test_of_changes_for_one_party_the_last_is_in_force():
    claim = course("acme: pleaded", "bolt: pleaded", "acme: dismissed")
    assert in_force(claim) == {"acme: dismissed", "bolt: pleaded"}
    assert claim.remains is True


@pytest.mark.parametrize("status", GONE)
def test_a_claim_is_gone_when_it_is_gone_against_everybody(status):
    assert course("acme: pleaded", "bolt: pleaded", f"acme: {status}").remains is True
    assert course("acme: pleaded", "bolt: pleaded", f"acme: {status}", f"bolt: {status}").remains is False


LINES = st.tuples(st.sampled_from(["", "acme", "bolt"]), st.sampled_from(ClaimStatus.values)).map(": ".join)


@given(lines=st.lists(LINES, max_size=8))
def test_nobody_has_two_changes_in_force_and_each_is_the_last_of_its_party(lines):
    claim = course(*lines)
    assert len({change.party_id for change in claim.in_force}) == len(claim.in_force)
    for change in claim.in_force:
        assert [other for other in claim.changes if other.party_id == change.party_id][-1] is change


# The order and the readers.


@pytest.fixture
def case(db):
    case = make_case(sources=[make_source("2024-01-01")])
    for name in ("wire fraud", "breach", "antitrust"):
        CauseOfAction.objects.create(case=case, name=name)
    return case


def change(case, name, status, date="2024-02-01", **values):
    filing = values.pop("filing", None) or make_filing(date, case=case, sources=[make_source(date)])
    return ClaimChange.objects.create(filing=filing, cause=case.causes.get(name=name), status=status, **values)


def statuses(case, name, day=None):
    return [line.status for claim in ledger(case, day) if claim.cause.name == name for line in claim.changes]


def test_changes_of_one_day_count_in_the_order_in_which_they_are_held(case):
    for status in ("pleaded", "dismissed", "survives"):
        change(case, "breach", status, "2024-02-01")
    assert statuses(case, "breach") == ["pleaded", "dismissed", "survives"]


def test_a_month_ends_after_its_days(case):
    change(case, "breach", "dismissed", "2024-02")
    change(case, "breach", "pleaded", "2024-02-15")
    change(case, "breach", "survives", "2024-03-01")
    assert statuses(case, "breach") == ["pleaded", "dismissed", "survives"]


def test_a_paper_without_a_date_comes_last_and_in_no_view_of_a_past_day(case):
    undated = make_filing("", case=case, sources=[make_source("2024-01-01")])
    change(case, "breach", "settled", filing=undated)
    change(case, "breach", "pleaded", "2024-02-01")
    assert statuses(case, "breach") == ["pleaded", "settled"]
    assert statuses(case, "breach", datetime.date(2025, 1, 1)) == ["pleaded"]


def test_claims_with_a_course_come_first_then_by_name(case):
    change(case, "wire fraud", "pleaded")
    assert [claim.cause.name for claim in ledger(case)] == ["wire fraud", "antitrust", "breach"]


def test_a_change_counts_from_the_day_on_which_the_paper_was_known_and_not_before_its_own(case):
    change(case, "breach", "pleaded", filing=make_filing("2024-02-01", case=case, sources=[make_source("2024-05-01")]))
    change(case, "breach", "tried", filing=make_filing("2024-09-01", case=case, sources=[make_source("2024-05-01")]))
    assert statuses(case, "breach", datetime.date(2024, 4, 30)) == []
    assert statuses(case, "breach", datetime.date(2024, 5, 1)) == ["pleaded"]
    assert statuses(case, "breach", datetime.date(2024, 9, 1)) == ["pleaded", "tried"]


def test_papers_and_parties_that_readers_may_not_see_change_nothing(case):
    party, source = make_party(), make_source("2024-03-01")
    filing = make_filing("2024-03-01", case=case, sources=[source])
    change(case, "breach", "dismissed", party=party, filing=filing)
    for record, model in ((party, Party), (filing, Filing), (case, Case)):
        model.objects.filter(pk=record.pk).update(workflow=Workflow.DRAFT)
        assert statuses(case, "breach") == []
        model.objects.filter(pk=record.pk).update(workflow=Workflow.PUBLISHED)
    assert statuses(case, "breach") == ["dismissed"]
    Source.objects.filter(pk=source.pk).update(workflow=Workflow.DRAFT)
    assert statuses(case, "breach", datetime.date(2024, 12, 31)) == []


def test_a_ledger_is_two_queries_beyond_the_claims(case, django_assert_num_queries):
    for name in ("wire fraud", "breach", "antitrust"):
        line = change(case, name, "pleaded", party=make_party())
        line.filing.filed_by.add(make_party("Acme"))
    found = Case.objects.prefetch_related("causes").get(pk=case.pk)
    with django_assert_num_queries(2):
        for claim in ledger(found):
            assert [party.name for party in claim.pleaded_by] == ["Acme"]
            assert [(line.filing.docket_label, line.cause.name, str(line.party)) for line in claim.changes]
