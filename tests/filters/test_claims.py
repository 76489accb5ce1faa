"""The claims ledger: what a filing changed, what remains on any date, and nothing that was not known then."""

import datetime

import pytest

from tests.making import make_case, make_filing, make_party, make_source
from tests.views.reading import read
from timeline.filters.claims import Ledger
from timeline.models import Case, CauseOfAction, ClaimChange, Filing
from timeline.models.claim import ledger
from timeline.vocabulary import ClaimStatus, Role, Workflow

pytestmark = pytest.mark.django_db

CASE = "/cases/case/"
MUSK = "musk-v-openai-nd-cal"
# Worked out by hand from the research notes: the plaintiffs' claims, the counterclaims, and claims at trial.
REMAINED = {
    "2025-03-01": (8, None, 0),
    "2025-06-01": (10, 2, 0),
    "2026-02-01": (7, 2, 0),
    "2026-04-20": (7, 2, 1),
    "2026-05-01": (5, 2, 3),
    "2026-06-01": (2, 2, 0),
}


@pytest.fixture
def case():
    case = make_case(slug="case", sources=[make_source("2024-01")])
    for name in ("fraud", "contract"):
        CauseOfAction.objects.create(case=case, name=name)
    return case


def change(case, name, status, date, party=None, source="", filed_by=()):
    filing = make_filing(date, case=case, sources=[make_source(source or date)], filed_by=filed_by)
    cause = case.causes.get(name=name)
    return ClaimChange.objects.create(filing=filing, cause=cause, status=status, party=party)


def remains(case, day=None):
    return {claim.cause.name: claim.remains for claim in ledger(case, day)}


def test_a_claim_without_a_line_neither_remains_nor_is_gone(case):
    assert remains(case) == {"fraud": None, "contract": None}


@pytest.mark.parametrize("status", ClaimStatus)
def test_the_last_line_decides_whether_a_claim_remains(case, status):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02")
    change(case, "fraud", status, "2024-03")
    assert remains(case)["fraud"] is status.remains


def test_lines_count_in_the_order_of_their_filings_whatever_was_written_first(case):
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-05-01")
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02-01")
    assert remains(case)["fraud"] is False


def test_a_line_for_one_party_stands_beside_that_for_all_and_is_not_undone_by_it(case):
    acme = make_party("Acme")
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02")
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-03", party=acme)
    change(case, "fraud", ClaimStatus.TRIED, "2024-04")
    claim = next(claim for claim in ledger(case) if claim.cause.name == "fraud")
    assert {(line.party, line.status) for line in claim.in_force} == {(acme, "dismissed"), (None, "tried")}
    assert claim.remains is True


def test_a_claim_that_is_gone_against_each_defendant_is_gone(case):
    ada, bob, eve = (make_party() for _ in range(3))
    for party, role in ((ada, Role.PLAINTIFF), (bob, Role.DEFENDANT), (eve, Role.DEFENDANT)):
        case.roles.create(party=party, role=role)
    change(case, "fraud", ClaimStatus.PLEADED, "2024-01-10")
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-02-10", bob)
    assert remains(case)["fraud"] is True
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-03-10", eve)
    assert remains(case)["fraud"] is False
    assert [step.remaining for step in Ledger.of(case).steps] == [1, 1, 0]


def test_a_counterclaim_that_is_gone_against_the_plaintiff_is_gone(case):
    ada, bob = make_party(), make_party()
    case.roles.create(party=ada, role=Role.PLAINTIFF)
    case.roles.create(party=bob, role=Role.DEFENDANT)
    change(case, "fraud", ClaimStatus.PLEADED, "2024-01-10", filed_by=[bob])
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-02-10", bob)
    assert remains(case)["fraud"] is True
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-03-10", ada)
    assert remains(case)["fraud"] is False


def test_on_a_day_only_filings_made_and_known_by_then_count(case):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02-01")
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-03-01", source="2024-06-01")
    assert remains(case, datetime.date(2024, 1, 31))["fraud"] is None
    assert remains(case, datetime.date(2024, 5, 31))["fraud"] is True
    assert remains(case, datetime.date(2024, 6, 1))["fraud"] is False


def test_lines_of_drafts_and_against_parties_that_are_drafts_are_left_out(case):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02")
    change(case, "fraud", ClaimStatus.SETTLED, "2024-03", party=make_party(workflow=Workflow.DRAFT))
    Filing.objects.filter(pk=change(case, "fraud", ClaimStatus.DISMISSED, "2024-04").filing_id).update(workflow="draft")
    assert remains(case)["fraud"] is True


def test_the_number_of_remaining_claims_stands_after_every_filing(case):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02")
    change(case, "contract", ClaimStatus.PLEADED, "2024-03")
    change(case, "fraud", ClaimStatus.WITHDRAWN, "2024-04")
    steps = Ledger.of(case).steps
    assert [(step.filing.date, step.remaining) for step in steps] == [("2024-02", 1), ("2024-03", 2), ("2024-04", 1)]


def test_the_page_says_how_many_remain_today_and_on_a_past_day(case, client):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02-01")
    change(case, "contract", ClaimStatus.PLEADED, "2024-02-02")
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-04-01")
    assert "1 of the 2 claims named in our sources remains" in read(client.get("/cases/case/")).text
    page = read(client.get("/cases/case/?as_of=2024-03-01"))
    assert "2 of the 2 claims named in our sources remain as known on 1 Mar 2024" in page.text
    assert "Dismissed" not in page.text


def test_a_claim_is_pleaded_by_those_who_filed_the_paper_that_first_pleads_it(case, client):
    acme, bolt = make_party("Acme"), make_party("Bolt")
    change(case, "contract", ClaimStatus.PLEADED, "2024-03-01", filed_by=[bolt, make_party(workflow="draft")])
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02-01", filed_by=[acme])
    change(case, "contract", ClaimStatus.PLEADED, "2024-05-01", filed_by=[acme])
    change(case, "fraud", ClaimStatus.DISMISSED, "2024-06-01", filed_by=[bolt])
    CauseOfAction.objects.create(case=case, name="trespass")
    found = Ledger.of(case).sides
    sides = [(side.names, [claim.cause.name for claim in side.claims], side.remaining) for side in found]
    assert sides == [(["Acme"], ["fraud"], 0), (["Bolt"], ["contract"], 1), ([], ["trespass"], 0)]
    text = read(client.get("/cases/case/")).text
    assert "Pleaded by Acme 0 of 1 remain" in text
    assert "Pleaded by Bolt 1 of 1 remains" in text
    assert "No source tells who pleads these" in text


def test_the_ledger_says_what_it_counts(case, client):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02-01")
    assert "a pleading can hold more claims than stand here" in read(client.get("/cases/case/")).text


def test_a_day_on_which_no_source_had_told_of_the_claims_says_so(client):
    late = make_case(slug="late", sources=[make_source("2024-01-01"), make_source("2024-12-01")])
    CauseOfAction.objects.create(case=late, name="fraud")
    change(late, "fraud", ClaimStatus.PLEADED, "2024-02-01", source="2024-09-01")
    page = read(client.get("/cases/late/?as_of=2024-06-01"))
    assert "No source published by 1 Jun 2024 tells of its claims" in page.text
    assert "fraud" not in page.text
    assert "tells of its claims" not in read(client.get("/cases/late/?as_of=2024-09-01")).text
    bare = make_case(slug="bare", sources=[make_source("2024-01-01"), make_source("2024-12-01")])
    assert "tells of its claims" not in read(client.get(f"{bare.get_absolute_url()}?as_of=2024-06-01")).text


def test_a_case_without_a_ledger_lists_its_claims_and_says_that_their_course_is_not_recorded(case, client):
    page = read(client.get("/cases/case/"))
    assert "what became of them is not recorded" in page.text
    assert "named in our sources" not in page.text


def test_the_filing_says_what_it_did_to_the_claims(case, client):
    line = change(case, "fraud", ClaimStatus.DISMISSED, "2024-04-01", party=make_party("Acme"))
    page = read(client.get(line.filing.get_absolute_url()))
    assert "What it did to the claims" in page.text
    assert "fraud against Acme" in page.text


@pytest.mark.usefixtures("whole_record")
def test_what_remained_of_musk_v_openai_is_what_was_worked_out_by_hand():
    steps = Ledger.of(Case.objects.get(slug=MUSK)).steps
    for day, expected in REMAINED.items():
        last = [step for step in steps if step.filing.latest <= datetime.date.fromisoformat(day)][-1]
        remaining = {group.noun: group.remaining for group in last.groups}
        assert (day, (remaining["claim"], remaining.get("counterclaim"), last.remaining_of_those_sent)) == (
            day,
            expected,
        )


@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize(
    ("query", "remain", "at_trial", "of_eight"),
    [
        ("", "2 of the 11 claims and 2 of the 2 counterclaims named in our sources remain", ", of which 0 remain", 2),
        (
            "?as_of=2026-04-27",
            "5 of the 11 claims and 2 of the 2 counterclaims named in our sources remain as known on 27 Apr 2026",
            "",
            5,
        ),
    ],
)
def test_the_page_of_musk_v_openai_tells_how_many_claims_went_to_trial(client, query, remain, at_trial, of_eight):
    text = read(client.get(f"/cases/{MUSK}/{query}")).text
    assert f"{remain} 3 claims sent to trial{at_trial} " in text
    assert f"Elon Musk , Shivon Zilis , xAI {of_eight} of 8 remain · 3 sent to trial" in text


def test_a_claim_that_was_sent_to_trial_and_is_gone_is_counted_as_sent_and_not_as_remaining(case, client):
    for name in ("fraud", "contract"):
        change(case, name, ClaimStatus.TRIED, "2024-02-01")
    assert "2 of the 2 claims named in our sources remain 2 claims sent to trial" in read(client.get(CASE)).text
    change(case, "fraud", ClaimStatus.SETTLED, "2024-03-01")
    assert "sent to trial, of which 1 remains" in read(client.get(CASE)).text
    steps = [(step.filing.date, step.remaining_of_those_sent) for step in Ledger.of(case).steps]
    assert steps == [("2024-02-01", 1), ("2024-02-01", 2), ("2024-03-01", 1)]


def test_a_page_of_a_case_that_no_claim_went_to_trial_of_says_nothing_of_a_trial(case, client):
    change(case, "fraud", ClaimStatus.PLEADED, "2024-02-01")
    assert "sent to trial" not in read(client.get(CASE)).text


@pytest.mark.parametrize("role", [Role.DEFENDANT, Role.COUNTERCLAIMANT])
def test_counterclaims_are_counted_apart(case, client, role):
    ada, bob = make_party("Ada"), make_party("Bob")
    case.roles.create(party=ada, role=Role.PLAINTIFF)
    case.roles.create(party=bob, role=role)
    change(case, "fraud", ClaimStatus.PLEADED, "2024-01-10", filed_by=[bob])
    change(case, "contract", ClaimStatus.PLEADED, "2024-02-10", filed_by=[ada])
    change(case, "contract", ClaimStatus.DISMISSED, "2024-03-10")
    text = read(client.get(CASE)).text
    assert "0 of 1 claim and 1 of 1 counterclaim named in our sources remain" in text
    assert "contract: dismissed 0 claims, 1 counterclaim" in text


@pytest.mark.usefixtures("whole_record")
def test_two_of_the_claims_that_remain_of_musk_v_openai_are_counterclaims():
    sides = Ledger.of(Case.objects.get(slug="musk-v-openai-nd-cal")).sides
    assert {", ".join(side.names): side.remaining for side in sides} == {
        "Elon Musk, Shivon Zilis, xAI": 2,
        "Greg Brockman, OpenAI, Sam Altman": 2,
        "Elon Musk, xAI": 0,
    }


@pytest.mark.usefixtures("whole_record")
@pytest.mark.parametrize(
    "slug", ["bartz-v-anthropic", "nyt-v-openai", "kadrey-v-meta", "in-re-openai-mdl", "umg-v-suno"]
)
def test_the_largest_cases_have_a_ledger(slug):
    assert Ledger.of(Case.objects.get(slug=slug)).followed


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ([ClaimStatus.DISMISSED], "0 of 1 claim named in our sources remains"),
        ([ClaimStatus.SURVIVES], "1 of 1 claim named in our sources remains"),
        ([ClaimStatus.SURVIVES, ClaimStatus.DISMISSED], "1 of the 2 claims named in our sources remains"),
        ([ClaimStatus.DISMISSED, ClaimStatus.DISMISSED], "0 of the 2 claims named in our sources remain"),
        ([ClaimStatus.SURVIVES, ClaimStatus.SURVIVES], "2 of the 2 claims named in our sources remain"),
    ],
)
def test_one_claim_remains_and_two_remain(client, statuses, words):
    case = make_case(slug="case", sources=[make_source("2024-01")])
    for status in statuses:
        CauseOfAction.objects.create(case=case, name=status + str(case.causes.count()))
        change(case, case.causes.last().name, status, "2024-02")
    assert f"{words} " in read(client.get("/cases/case/")).text


@pytest.mark.usefixtures("whole_record")
def test_no_claim_of_the_record_has_its_fate_in_its_name():
    fate = r"\([^)]*(dismiss|withdrawn|settled|success|decided|in part|20[0-9]{2})"
    assert list(CauseOfAction.objects.filter(name__iregex=fate).values_list("case__slug", "name")) == []


@pytest.mark.usefixtures("whole_record")
def test_what_stood_in_a_name_stands_in_the_ledger_or_the_status_note(client):
    page = read(client.get("/cases/ziff-davis-v-openai/"))
    assert "unjust enrichment Dismissed , 15 Dec 2025" in page.text
    assert "trademark dilution Survives , 15 Dec 2025 In part" in page.text
    assert "dismissed with prejudice in August 2026" in read(client.get("/cases/daily-news-v-openai/")).text
    assert "dismissed with prejudice" not in read(client.get("/cases/daily-news-v-openai/?as_of=2026-09-10")).text
