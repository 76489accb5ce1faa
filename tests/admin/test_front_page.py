"""The front page of the desk: every count is that of the list behind it, and all of them cost few queries."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.posting import address
from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_party,
    make_question,
    make_quote,
    make_source,
    make_text,
)
from timeline.admin.worklists import WORKLISTS, counts_of, worklists_of
from timeline.checks.linter import refresh_findings
from timeline.history.hands import hands_in
from timeline.history.keeping import Hand, begin, head_of, keep, keep_all, state_of
from timeline.history.waiting import in_review_without
from timeline.merging.proposing import propose_merge
from timeline.models import AsideChange, DeskVisit, Dismissal, Event, Finding, ReaderReport, Source, Version
from timeline.vocabulary import Stance, Step, ValueType, Workflow

pytestmark = pytest.mark.django_db

# One of them looks whether a merge is among what waits for review.
MOST_QUERIES = 13
FRONT = "/admin/"


def written(record, user, workflow=Workflow.DRAFT, step=Step.WRITTEN):
    """A pending change of a published record, or the next version of a draft."""
    if not record.is_public:
        type(record).objects.filter(pk=record.pk).update(workflow=workflow)
    content, _ = state_of(record)
    return keep_all(type(record), {record.slug: (content, workflow)}, step, Hand(user))[0]


def make_work(me, ann):
    """At least one row for every worklist."""
    told = {"record_title": "E", "shown_at": timezone.now(), "wrong": "All.", "fingerprint": uuid4().hex}
    ReaderReport.objects.create(record_kind="event", record_slug="e", **told)
    for by, workflow, step in (
        (ann, Workflow.IN_REVIEW, Step.SUBMITTED),
        (me, Workflow.IN_REVIEW, Step.SUBMITTED),
        (me, Workflow.DRAFT, Step.SENT_BACK),
        (me, Workflow.DRAFT, Step.WRITTEN),
        (ann, Workflow.DRAFT, Step.WRITTEN),
    ):
        draft, published = make_event(workflow=Workflow.DRAFT), make_event()
        keep(published, Step.PUBLISHED, Hand(ann))
        for record in (draft, published):
            written(record, by)
            if step != Step.WRITTEN:
                written(record, ann, workflow, step)
    make_event(sources=[]), make_quote(sources=[])
    for _ in range(2):
        make_source(url="https://example.org/the-same-page")
    origin = make_source()
    make_event(sources=[make_source(retells=origin), origin])
    make_text("Other words stand here.", source=make_quote("Nobody has ever said so.").references.get().source)
    make_case(status="pending", status_as_of="2020-01-01")
    asked = make_question(value_type=ValueType.NUMBER)
    make_assertion(question=asked, value="1")
    make_assertion(question=asked, value="2")
    make_assertion(question=make_question(value_type=ValueType.NUMBER), value="1", stance=Stance.SUPPORTS)
    refresh_findings()
    dismissed = Finding.objects.standing().filter(rule="stale-status").first()
    make_case(status="pending", status_as_of="2020-01-02")
    refresh_findings()
    same = {name: getattr(dismissed, name) for name in ("record_kind", "record_slug", "rule", "about")}
    Dismissal.objects.create(**same, reason="So.")
    beside(origin, ann)
    for by in (me, ann):
        propose_merge(make_source(), make_source(), Hand(by, why="They are one."))


def rows_at(client, worklist):
    """How many rows the list at the address of a worklist says it has, page by page."""
    response = client.get(worklist.address)
    assert response.status_code == 200, worklist.name
    assert "e=1" not in response.request["QUERY_STRING"]
    if worklist.filtered:
        return response.context["cl"].result_count
    pages = response.context["page"].paginator
    return sum(len(client.get(worklist.address, {"p": p}).context["lines"]) for p in pages.page_range)


def test_the_list_behind_each_count_has_exactly_as_many_rows(reviewer, me, ann):
    make_work(me, ann)
    shown = reviewer.get(FRONT).context["worklists"]
    assert {worklist.name for worklist, _ in shown} == set(WORKLISTS)
    assert [worklist.name for worklist, count in shown if count == 0] == []
    assert {w.name: rows_at(reviewer, w) for w, _ in shown} == {w.name: count for w, count in shown}


def test_a_list_of_many_pages_has_as_many_rows_as_its_count(reviewer, me, ann):
    for _ in range(60):
        written(make_event(workflow=Workflow.DRAFT), ann, Workflow.IN_REVIEW)
    (count,) = (count for worklist, count in reviewer.get(FRONT).context["worklists"] if worklist.name == "review")
    assert count == rows_at(reviewer, WORKLISTS["review"]) == 60


def test_what_waits_for_me_is_what_others_wrote_and_no_hand_of_mine_is_in(reviewer, me, ann):
    make_work(me, ann)
    waiting = list(in_review_without(me))
    everything = Version.objects.heads().filter(workflow=Workflow.IN_REVIEW)
    assert {head.pk for head in waiting} == {head.pk for head in everything if me.pk not in hands_in(head)}
    assert len(waiting) == 2
    page = reviewer.get(WORKLISTS["review"].address).text
    for head in everything:
        assert (head.title in page) == (head in waiting)


def test_a_hand_in_what_was_published_since_is_none_in_what_waits_now(me, ann):
    event = make_event()
    keep(event, Step.WRITTEN, Hand(me))
    keep(event, Step.PUBLISHED, Hand(ann))
    written(event, ann, Workflow.IN_REVIEW)
    assert list(in_review_without(me)) == [head_of(event)]


def test_the_front_page_costs_few_queries_whether_there_is_much_to_do_or_little(reviewer, me, ann):
    make_work(me, ann)
    queries_of(reviewer)  # the first visit is written anew
    few = queries_of(reviewer)
    assert few <= MOST_QUERIES
    make_work(me, ann), make_work(me, ann)
    assert queries_of(reviewer) == few


def test_a_researcher_has_no_list_of_reviews_and_its_address_is_none(researcher):
    assert "Waiting for my review" not in researcher.get(FRONT).text
    assert researcher.get("/admin/worklists/review/").status_code == 404


def test_whoever_may_see_nothing_is_shown_nothing(client, django_user_model, ann):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    written(make_event(title="Secret draft", workflow=Workflow.DRAFT), ann)
    page = client.get(FRONT)
    assert (page.status_code, page.context["worklists"], page.context["change_count"]) == (200, [], 0)
    assert "Secret draft" not in client.get("/admin/worklists/changes/").text
    assert client.get("/admin/worklists/drafts/").status_code == 404


def test_what_others_changed_since_my_last_visit_is_told_and_what_i_did_is_not(reviewer, me, ann):
    now = timezone.now()
    DeskVisit.objects.create(user=me, at=now - timedelta(hours=5), since=now - timedelta(days=3))
    events = {name: make_event(title=name) for name in ("By others", "By me", "Long ago", "Begun")}
    keep(events["By others"], Step.PUBLISHED, Hand(ann, why="A better source."))
    keep(events["By me"], Step.PUBLISHED, Hand(me))
    old = keep(events["Long ago"], Step.PUBLISHED, Hand(ann))
    Version.objects.filter(pk=old.pk).update(made_at=now - timedelta(days=1))
    keep(events["Begun"], Step.BEGUN, Hand(name="history"))
    for page in (reviewer.get(FRONT), reviewer.get("/admin/worklists/changes/")):
        assert "By others" in page.text
        assert "A better source." in page.text
        for name in ("By me", "Long ago", "Begun"):
            assert name not in page.text
    assert reviewer.get(FRONT).context["change_count"] == 1


def beside(record, by, what="text", **values):
    """Something that became of what stands beside a record: a text was held, unless the test says otherwise."""
    signed = {"made_by": by, "made_by_name": by.username, "why": "For a quote."}
    row = {"about": "p. 3, revision 1", "after": "6 characters", **signed, **values}
    return AsideChange.objects.create(record_kind=record._meta.model_name, record_slug=record.slug, what=what, **row)


def test_what_others_changed_beside_records_is_told_with_the_rest_and_counted(reviewer, me, ann):
    now = timezone.now()
    DeskVisit.objects.create(user=me, at=now - timedelta(hours=5), since=now - timedelta(days=3))
    source, quote, event = make_source(title="The report"), make_quote(), make_event(title="Between")
    begin(Source, [source.pk])
    beside(source, ann, made_at=now - timedelta(hours=4)), beside(source, me, about="Mine")
    beside(source, ann, about="Long ago", made_at=now - timedelta(days=1))
    keep(event, Step.PUBLISHED, Hand(ann))
    beside(quote, ann, "place", before="p. 1", after="p. 2", is_worded_by_desk=True)
    for page in (reviewer.get(FRONT), reviewer.get("/admin/worklists/changes/")):
        told = [(line.title, line.step, line.why) for line in page.context.get("changes") or page.context["lines"]]
        assert told == [
            (quote.slug, "Place of a quotation changed: p. 3, revision 1", ""),
            ("Between", "Published", "Published as it was written."),
            ("The report", "Held text added: p. 3, revision 1", "For a quote."),
        ]
        assert f"{address(source, 'history')}#asides-heading" in page.text
    assert reviewer.get(FRONT).context["change_count"] == 3


def test_many_changes_of_both_sorts_are_as_many_on_the_pages_of_their_list_as_on_the_front_page(reviewer, me, ann):
    source, event = make_source(), make_event()
    for turn in range(40):
        beside(source, ann, about=f"p. {turn}"), keep(event, Step.PUBLISHED, Hand(ann))
    pages = [reviewer.get(f"/admin/worklists/changes/?p={number}").context["lines"] for number in (1, 2)]
    assert [len(lines) for lines in pages] == [50, 30]
    assert reviewer.get(FRONT).context["change_count"] == 80
    assert len({(line.title, line.step, line.at) for lines in pages for line in lines}) == 80


def test_whoever_may_see_no_sources_is_told_nothing_beside_them(client, django_user_model, ann):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    beside(make_source(title="Secret"), ann)
    assert client.get(FRONT).context["change_count"] == 0
    assert client.get("/admin/worklists/changes/").context["lines"] == []


def test_a_visit_goes_on_while_the_front_page_is_opened_within_the_hour(me):
    first = timezone.now()
    DeskVisit.objects.come(me, first)
    assert DeskVisit.objects.since(me) == first - timedelta(days=7)
    for minutes in (30, 80, 130):
        DeskVisit.objects.come(me, first + timedelta(minutes=minutes))
    assert DeskVisit.objects.since(me) == first - timedelta(days=7)
    DeskVisit.objects.come(me, first + timedelta(minutes=200))
    assert DeskVisit.objects.since(me) == first + timedelta(minutes=130)


def test_opening_the_front_page_leaves_public_pages_as_they_are(reviewer):
    with CaptureQueriesContext(connection) as queries:
        reviewer.get(FRONT)
    assert [query for query in queries if "desk_visit" in query["sql"]]
    assert not [query for query in queries if "UPDATE data_version" in query["sql"]]


def test_a_deleted_draft_waits_for_nobody(reviewer, me):
    event = make_event(title="Gone", workflow=Workflow.DRAFT)
    written(event, me)
    keep(event, Step.DELETED, Hand(me))
    assert counts_of(worklists_of(me), me)["drafts"] == 0


@pytest.mark.parametrize("query", ["p=0", "p=-1", "p=x", "p=99999999999999999999", "p=%00", "e=1"])
def test_no_address_breaks_a_worklist(reviewer, query):
    for name in ("review", "drafts", "changes"):
        assert reviewer.get(f"/admin/worklists/{name}/?{query}").status_code == 200
    for name in ("none", "unsourced", "x" * 300):
        assert reviewer.get(f"/admin/worklists/{name}/?{query}").status_code == 404


def test_a_pair_of_records_that_look_like_one_leads_to_its_merge(reviewer):
    older, newer = (make_source(url="https://example.org/the-same-page") for _ in range(2))
    refresh_findings()
    page = reviewer.get(WORKLISTS["duplicates"].address)
    (pair,) = page.context["lines"]
    merging = reviewer.get(pair.merge)
    assert (merging.context["record"], merging.context["other"]) == (older, newer)
    assert reviewer.get(pair.dismiss).status_code == 200


def test_recent_actions_are_gone_and_the_list_of_records_stays(researcher):
    page = researcher.get(FRONT).text
    assert "Recent actions" not in page
    assert address(Event) in page


def test_titles_of_records_are_told_as_they_are(reviewer, ann):
    make_party("Nobody")
    written(make_event(title="<script>alert(1)</script>", workflow=Workflow.DRAFT), ann, Workflow.IN_REVIEW)
    page = reviewer.get("/admin/worklists/review/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(FRONT).status_code == 200
    return len(queries)
