"""The benchmark: it asks for pages that exist, beside SQL that gives their rows, and tells rightly what it found."""

import os

import pytest
from django.db import connection

from bench import goals, plans, results
from bench.corpora import _beside
from bench.corpus import Corpus, fill
from bench.pages import MOST_ROUNDS, World, deep_places, pages
from bench.servers import cpu_of
from timeline.models import Event

pytestmark = pytest.mark.django_db

EVENTS = 1200


@pytest.fixture(scope="module")
def world(kept):
    fill(Corpus(EVENTS), lambda what, done, of: None)
    corpus = Corpus(EVENTS)
    return World(corpus, connection.vendor, deep_places(corpus, MOST_ROUNDS + 1))


def test_every_page_is_asked_for_anew_in_every_round(world):
    for page in pages():
        addresses = [page.address(world, number) for number in range(MOST_ROUNDS + 1)]
        assert len(set(addresses)) == len(addresses), page.name


def test_no_two_pages_share_an_address(world):
    asked = [(page.address(world, n), page.is_fragment) for page in pages() for n in range(MOST_ROUNDS + 1)]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("asked", pages(), ids=lambda page: page.name)
def test_each_page_is_answered_and_the_bare_sql_gives_its_rows(world, client, asked):
    headers = {"HX-Request": "true"} if asked.is_fragment else {}
    answer = client.get(asked.address(world, MOST_ROUNDS), headers=headers)
    assert answer.status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(*asked.rows(world, MOST_ROUNDS))
        rows = cursor.fetchall()
    assert bool(rows) == ("no hit" not in asked.name)
    if rows and "search" not in asked.name and asked.name != "event":
        assert f"event-{rows[0][0]}/" in answer.content.decode()


def test_deep_places_are_where_the_list_nearly_ends(world):
    newest_first = list(Event.objects.order_by("-sorts_from", "-sorts_to", "-id").values_list("pk", flat=True))
    places = [newest_first.index(place[2]) for _, place in world.deep]
    assert len(places) == MOST_ROUNDS + 1
    assert min(places) > EVENTS - 100
    assert max(places) < EVENTS - 50


def test_a_plan_that_reads_a_large_table_from_end_to_end_is_marked(world):
    sizes = {"timeline_event": 1_000_000}
    whole = 'SELECT "timeline_event"."id" FROM "timeline_event" WHERE "timeline_event"."summary" = \'x\''
    assert plans.read_whole(whole, plans.explained(whole), sizes) == ["timeline_event"]
    one = 'SELECT U0."title" FROM "timeline_event" U0 WHERE U0."slug" = \'event-7\''
    assert plans.read_whole(one, plans.explained(one), sizes) == []
    assert plans.read_whole(whole, plans.explained(whole), {"timeline_event": 100}) == []


def test_a_table_is_known_by_its_alias():
    assert plans.read_whole('SELECT 1 FROM "timeline_event" U1', ["  SCAN U1"], {"timeline_event": 20_000})
    assert plans.read_whole(
        'SELECT 1 FROM "timeline_event" U1', ["Seq Scan on timeline_event u1"], {"timeline_event": 1e6}
    )
    assert not plans.read_whole("SELECT 1", ["SCAN search_found VIRTUAL TABLE INDEX 0:M4"], {"search_found": 10**6})


def test_a_table_is_known_by_what_it_is_joined_with_where_subqueries_share_an_alias():
    sql = (
        'SELECT 1 WHERE 1 IN (SELECT 1 FROM "timeline_assertion" U0 INNER JOIN "timeline_party" U1 ON (1=1) WHERE 1) '
        'AND EXISTS(SELECT 1 FROM "timeline_source" U0 WHERE U0."id" = 1)'
    )
    sizes = {"timeline_assertion": 5, "timeline_party": 5, "timeline_source": 20_000}
    assert plans.read_whole(sql, ["LIST", "  SCAN U0", "  SEARCH U1 USING INDEX"], sizes) == []
    assert plans.read_whole(sql, ["LIST", "  SCAN U0"], sizes) == ["timeline_source"]


def test_a_request_costs_cpu_of_the_process_that_answers_it():
    before = cpu_of([os.getpid()])
    sum(range(300_000))
    assert 0 < cpu_of([os.getpid()]) - before < 60
    assert cpu_of([2**22 + 1]) == 0  # nobody has this number


def test_another_database_is_named_on_the_same_server():
    assert _beside("postgresql://timeline@/timeline?host=/tmp/x", "other") == "postgresql://timeline@/other?host=/tmp/x"
    assert _beside("postgresql://me:secret@host:5432/first", "other") == "postgresql://me:secret@host:5432/other"


def run(events=100_000, vendor="sqlite", peer="datasette 0", **samples):
    about = {"events": events, "vendor": vendor, "version": "3", "python": "3", "rounds": 3, "day": "", "peer": peer}
    return {"about": {**about, "deep page": 9}, "bytes": {}, "samples": samples}


def test_a_goal_is_met_by_the_ratio_of_each_round():
    timeline = {"cold": [1.0, 2.0, 10.0], "warm": [0.1, 0.1, 0.1], "peer": [5.0, 10.0, 50.0]}
    text = goals.table([run(timeline=timeline, **{"deep page": {"cold": [1.5, 3.0, 15.0]}})])
    lines = {line.split(" | ")[0].strip("| "): line for line in text.splitlines()}
    assert lines["first page, first time for its filters: Datasette ÷ ours"].endswith("| 5.00 (timeline) | met |")
    assert lines["the same, to reach for"].endswith("| 5.00 (timeline) | **not met** |")
    assert lines["deep page ÷ first page, both cold"].endswith("| 1.50 (deep page) | **not met** |")
    assert lines["case page: Datasette ÷ ours"].endswith("| – | not measured |")


def test_growth_is_told_by_the_worst_page_but_for_the_search_that_may_grow():
    ranked = "search, common word, best"
    small = run(1000, timeline={"cold": [2.0, 2.0]}, **{ranked: {"cold": [1.0, 1.0]}})
    large = run(1_000_000, timeline={"cold": [2.5, 2.5]}, **{ranked: {"cold": [90.0, 90.0]}})
    assert "1.25 (timeline) | met" in goals.table([small, large])
    assert "| search, common word, best | 90.00 |" in results.growth([small, large], "sqlite")


def test_memory_is_flat_where_the_last_third_adds_nothing():
    assert goals.is_flat([50, 90, 99, 100, 100, 101, 100, 100])
    assert not goals.is_flat([50, 60, 70, 80, 90, 100, 110, 120])


def test_what_is_written_by_hand_is_kept():
    kept = f"{results.BY_HAND}\n\nThe facets are counted row by row.\n"
    text = results.document([run(timeline={"cold": [1.0, 2.0], "rows": [0.5, 1.0]})], kept)
    assert text.endswith(kept)
    assert "| timeline |  | – | – | 2.00 (2.00–2.00) | – | – |" in text


def test_without_datasette_the_table_says_so():
    text = results.document([run(peer="", timeline={"cold": [1.0, 2.0]})], results.BY_HAND)
    assert "it is not installed" in text
