"""Two disputes on one axis: the same picture whichever stands first, with what both have marked, and nothing else."""

import re

import pytest
from django.http import QueryDict

from tests.making import make_case, make_event, make_party, make_source
from tests.views.reading import read
from timeline.filters.comparing import CompareFilters
from timeline.lanes.comparison import Comparison
from timeline.models import Case, CaseReference, CaseRelation, Event, Party, PartyRole
from timeline.templatetags.lanes import lanes_picture
from timeline.vocabulary import EventKind, Relation, Role, Workflow

pytestmark = pytest.mark.django_db


def compared(query):
    filters = CompareFilters(QueryDict(query))
    assert filters.problems == []
    return Comparison(filters)


def unplaced(group):
    """What is drawn of a lane, wherever it stands."""
    return re.sub(r' transform="[^"]*"', "", group).replace("a=other&amp;b=one", "a=one&amp;b=other")


@pytest.fixture
def two():
    """Two cases filed a year apart, with a party, a judge and an event in both, and events of their own."""
    known = make_source("2024-01-05")
    one = make_case("Acme v. Bolt", [known], slug="one", filed="2023-01-10", status_as_of="2024-01-01")
    other = make_case("Core v. Bolt", [known], slug="other", filed="2024-01-10", status_as_of="2024-01-01")
    bolt, judge = make_party("Bolt", [known], slug="bolt"), make_party("Judge Day", [known], slug="day")
    for case in (one, other):
        PartyRole.objects.create(case=case, party=bolt, role=Role.DEFENDANT)
        PartyRole.objects.create(case=case, party=judge, role=Role.JUDGE)
    PartyRole.objects.create(case=one, party=make_party("Acme", [known], slug="acme"), role=Role.PLAINTIFF)
    make_event("2023-01-10", [known], [one], title="Acme sues", kind=EventKind.FILING, slug="sues")
    make_event("2024-01-10", [known], [other], title="Core sues", kind=EventKind.FILING, slug="core-sues")
    make_event("2024-04-19", [known], [one, other], title="Both are joined", kind=EventKind.RULING, slug="joined")
    make_event("2024-06", [known], [other], title="Some day in June", slug="june")
    return one, other


@pytest.mark.parametrize("more", ["", "&by=days", "&since=2023-06&until=2024-05", "&by=days&start=-30&end=200"])
def test_swapped_the_lanes_are_swapped_and_all_else_is_the_same(two, more):
    ahead, back = compared(f"a=one&b=other{more}"), compared(f"a=other&b=one{more}")
    assert (ahead.window, ahead.ticks, ahead.total, ahead.span) == (back.window, back.ticks, back.total, back.span)
    for lane, same in zip(ahead.lanes, reversed(back.lanes), strict=True):
        assert (lane.name, lane.count, lane.life, lane.labels) == (same.name, same.count, same.life, same.labels)
        assert [(mark.left, mark.right) for mark in lane.detail.figures] == [
            (mark.left, mark.right) for mark in same.detail.figures
        ]
    assert ahead.ties == [(right, left) for left, right in back.ties]
    assert [line.cells for line in ahead.table] == [line.cells[::-1] for line in back.table]
    assert [shared.party for shared in ahead.filters.shared] == [shared.party for shared in back.filters.shared]
    groups = [re.findall(r"<g role.*?</g>", str(lanes_picture(picture)), re.S) for picture in (ahead, back)]
    assert [unplaced(group) for group in groups[0]] == [unplaced(group) for group in groups[1][::-1]]


def test_an_event_of_both_is_tied_told_once_and_marked_in_both_lanes(two):
    picture = compared("a=one&b=other")
    assert (picture.total, picture.shared_total) == (4, 1)
    [(left, right)] = picture.ties
    assert left == right == pytest.approx(picture.window.share(picture.drawn.rows.first[picture._pairs[0][0]] + 0.5))
    drawn = str(lanes_picture(picture))
    assert drawn.count("in both disputes") == 2
    assert drawn.count("lanes__tie") == 1
    [both] = [line.both for line in picture.table if line.both]
    assert (both.told.title, both.is_shared) == ("Both are joined", True)


def test_by_days_each_dispute_counts_from_its_own_complaint(two):
    picture = compared("a=one&b=other&by=days")
    told = [(cell.told.slug, cell.when) for line in picture.table for cell in line.cells if cell]
    assert ("sues", "10 Jan 2023, day 0") in told
    assert ("core-sues", "10 Jan 2024, day 0") in told
    assert {when for slug, when in told if slug == "joined"} == {"19 Apr 2024, day 465", "19 Apr 2024, day 100"}
    assert ("june", "June 2024, days 143 to 172") in told
    assert len(picture.lanes[1].detail.bars) == 1, "no day is invented"
    [(left, right)] = picture.ties
    assert left > right
    assert picture.today is None
    assert "start=" in picture.around(0.2, 0.4)


def test_days_are_not_counted_from_a_complaint_whose_day_is_not_known(two, client):
    month = make_case("Vague v. Bolt", slug="vague", filed="2024-02")
    make_case("Nobody – Bolt", slug="unfiled", court=None, filed="")
    reasons = {"vague": "the day of its complaint is not known (February 2024)", "unfiled": "no complaint is known"}
    for slug, words in reasons.items():
        page = read(client.get(f"/compare/?a=one&b={slug}&by=days"))
        assert words in page.text
        assert not compared(f"a=one&b={slug}&by=days").zero
    assert compared(f"a={month.slug}&b=one").lanes[0].count == 0


def test_the_page_tells_what_both_have(two, client):
    CaseRelation.objects.create(case=two[1], to_case=two[0], relation=Relation.REFILED_FROM)
    page = read(client.get("/compare/?a=one&b=other"))
    assert "Bolt defendant in both" in page.text
    assert "Judge Day judge in both" in page.text
    assert "Acme v. Bolt: refiled as Core v. Bolt" in page.text
    assert "1 event of this window" in page.text
    assert "Acme plaintiff" not in page.text.split("In both", 1)[1].split("Event by event")[0].replace("Plaintiff", "")


@pytest.mark.parametrize("query", ["", "?a=one", "?b=one&by=days", "?as_of=2024-06-01"])
def test_without_two_there_is_a_choice(two, client, query):
    page = read(client.get(f"/compare/{query}"))
    assert "Choose two disputes." in page.text
    assert "Core v. Bolt" in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a=one&b=nothing", "There is no case “nothing”."),
        ("a=one&b=one", "cannot be compared with itself"),
        ("a=one&b=other&by=weeks", "weeks"),
        ("a=one&b=other&since=2025&until=2024", "later than its end"),
        ("a=one&b=other&start=9&end=3", "later than its end"),
        ("a=one&b=other&start=999999999999", "less than or equal"),
        ("a=one&b=other&kind=ruling", "“kind” is no filter of this page."),
        ("a=one&a=other&b=other", "only once"),
        ("a=one%00&b=other", "Null characters"),
        ("a=one&b=other&as_of=2023-06-01", "There is no case"),
    ],
)
def test_what_cannot_be_compared_is_told_with_a_choice(two, client, query, words):
    page = read(client.get(f"/compare/?{query}"), 400)
    assert words in page.text
    assert "First dispute" in page.text
    fragment = client.get(f"/compare/?{query}", headers={"HX-Request": "true"})
    assert fragment.status_code == 400
    assert b"<html" not in fragment.content


def test_drafts_and_what_came_later_are_on_no_comparison(two, client):
    one = two[0]
    late = make_source("2025-05-05", title="LATE")
    make_event("2024-02-01", [late], two, title="LATE event")
    make_event("2024-02-02", cases=two, title="HIDDEN event", workflow=Workflow.DRAFT)
    hidden = make_party("HIDDEN party", workflow=Workflow.DRAFT)
    for case in two:
        PartyRole.objects.create(case=case, party=hidden, role=Role.JUDGE)
    draft = make_case("HIDDEN case", slug="draft", workflow=Workflow.DRAFT)
    make_event("2024-02-03", cases=[one, draft])
    CaseRelation.objects.create(case=draft, to_case=one, relation=Relation.APPEAL_OF)
    late_case = make_case("LATE case", [late], slug="late")
    for query in ("a=one&b=other", "a=one&b=other&by=days", "a=one", "a=one&b=draft", "a=one&b=late"):
        today = client.get(f"/compare/?{query}").content
        assert b"HIDDEN" not in today
        then = client.get(f"/compare/?{query}&as_of=2024-12-31").content
        assert b"LATE" not in then, query
        assert b"HIDDEN" not in then
    assert client.get("/compare/?a=one&b=draft").status_code == 400
    assert client.get(f"/compare/?a=one&b={late_case.slug}&as_of=2024-12-31").status_code == 400
    assert b"LATE event" in client.get("/compare/?a=one&b=other").content


def test_what_rests_on_later_sources_is_not_told_of_a_case(two, client):
    CaseReference.objects.create(case=two[0], source=make_source("2025-05-05"))
    page = read(client.get("/compare/?a=one&b=other&as_of=2024-12-31"))
    assert "rest on sources published after 31 Dec 2024" in page.text
    assert "10 Jan 2023 " not in page.text.split("Event by event")[0]
    assert "defendant in both" not in page.text
    counted = compared("a=one&b=other&by=days&as_of=2024-12-31")
    assert not counted.zero
    assert "published later" in read(client.get("/compare/?a=one&b=other&by=days&as_of=2024-12-31")).text


@pytest.mark.parametrize("query", ["", "&by=days", "&as_of=2024-12-31", "&since=2024-01&until=2024-02"])
def test_a_comparison_asks_fifteen_queries_at_most_however_many_events_there_are(
    two, client, query, django_assert_max_num_queries
):
    for day in range(1, 29):
        make_event(f"2024-02-{day:02}", cases=two[: 1 + day % 2], parties=[Party.objects.get(slug="bolt")])
    with django_assert_max_num_queries(15):
        answer = client.get(f"/compare/?a=one&b=other{query}")
    assert answer.status_code == 200


def test_many_events_are_told_by_figure_and_the_picture_stays_small(two):
    one = Case.objects.get(slug="one")
    days = [f"20{11 + n % 13}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(500)]
    common = {"kind": EventKind.STATEMENT, "summary": "It was.", "workflow": Workflow.PUBLISHED}
    made = Event.objects.bulk_create(
        Event(slug=f"many-{n}", title=f"Many {n}", date=day, sorts_from=day, sorts_to=day, **common)
        for n, day in enumerate(days)
    )
    through = Event.cases.through
    through.objects.bulk_create(through(event_id=event.pk, case_id=one.pk) for event in made)
    for query in ("a=one&b=other&since=2010", "a=one&b=other&by=days&start=-5000"):
        picture = compared(query)
        assert picture.table is None
        lane, rows = picture.in_words[0]
        assert sum(int(row.words.split()[0]) if not row.slug else 1 for row in rows) == lane.count
        assert len(str(lanes_picture(picture)).encode()) < 150_000


def test_case_and_lanes_pages_lead_to_comparisons(two, client):
    CaseRelation.objects.create(case=two[1], to_case=two[0], relation=Relation.REFILED_FROM)
    case = client.get("/cases/one/?as_of=2024-12-31").content.decode()
    assert 'href="/compare/?a=one&amp;b=other&amp;as_of=2024-12-31"' in case
    assert 'href="/compare/?a=one&amp;as_of=2024-12-31"' in case
    assert 'href="/compare/"' in client.get("/lanes/").content.decode()
