"""Pictures of the whole record: each event of the window in every lane it belongs to, and in no other."""

import random
import re
from datetime import date

import pytest
from django.db.models import Q

from tests.filters.asking import asked
from tests.lanes.picturing import pictured
from timeline.filters import listing
from timeline.filters.held import HeldList
from timeline.filters.timeline import TimelineFilters
from timeline.lanes.table import table_of
from timeline.search.index import rebuild
from timeline.templatetags.lanes import lanes_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def record(whole_record):
    rebuild()
    return whole_record


def some_window(chance):
    first = date(chance.randint(2005, 2026), chance.randint(1, 12), chance.randint(1, 28))
    days = chance.choice([1, 7, 40, 400, 4000])
    filters = ["", "&kind=ruling", "&evidence=court&evidence=own", "&contested=1", "&use=scraping", "&q=openai"]
    until = date.fromordinal(first.toordinal() + days)
    return f"since={first}&until={until}&width={chance.choice([360, 768, 1440, 2560])}{chance.choice(filters)}"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("by", "name"), [("case", "cases"), ("party", "parties"), ("use", "cases__data_uses")])
def test_counts_of_any_window_are_those_of_the_list(record, seed, by, name):
    chance = random.Random(f"{by} {seed}")  # noqa: S311
    for _ in range(3):
        query = some_window(chance)
        picture = pictured(query, most=chance.choice([3, 30, 200]), by=by)
        listed = asked(query).queryset()
        assert picture.total == listed.count(), query
        for lane in picture.lanes:
            key = {"use": "cases__data_uses__use"}.get(by, f"{name}__slug")
            own = listed.filter(**{key: lane.slug}).distinct().count()
            assert own == lane.count == lane.detail.total, f"{lane.name} of {query}"
        drawn = [lane.slug for lane in picture.lanes]
        key = {"use": "cases__data_uses__use__in"}.get(by, f"{name}__slug__in")
        others = listed.exclude(pk__in=listed.filter(Q(**{key: drawn})).values("pk"))
        assert picture.rest[1] == sum(picture.rest[2]) == others.count()


def test_a_picture_from_memory_is_that_from_the_database(record, monkeypatch):
    from_database = [
        pictured(query) for query in ("", "since=2026&until=2026", "kind=ruling", "contested=1&since=2024")
    ]
    held = HeldList.read(TimelineFilters, "a version")
    monkeypatch.setattr(listing.ListFilters, "held", held)
    for before in from_database:
        after = pictured(before.filters.query.urlencode())
        assert str(lanes_picture(after)) == str(lanes_picture(before))
        assert after.overview == before.overview


@pytest.mark.parametrize("query", ["", "since=2026&until=2026", "width=2560", "since=2026-04-20&until=2026-05-20"])
@pytest.mark.parametrize("by", ["case", "party", "use"])
def test_a_picture_has_at_most_150_kilobytes(record, query, by):
    assert len(lanes_picture(pictured(query, by=by)).encode()) < 150_000


@pytest.mark.parametrize("query", ["", "since=2026&until=2026&width=768", "since=2023&until=2025&width=2560"])
def test_what_is_drawn_of_a_lane_adds_up_to_its_count(record, query):
    """Links to single events, and the numbers that stand on stacks and are told of bars."""
    picture = pictured(query)
    groups = re.findall(r'<g role="group".*?</g>', str(lanes_picture(picture)), re.DOTALL)
    for lane, group in zip(picture.lanes, groups, strict=True):
        single = len(re.findall(r'href="/events/', group))
        several = re.findall(r'aria-label="(\d+) events', group)
        stacks = re.findall(r'class="m stack.*?aria-label="(\d+) .*?<text[^>]*>(\d+)</text>', group)
        assert all(told == shown for told, shown in stacks)
        assert single + sum(map(int, several)) + sum(lane.detail.density) == lane.count, lane.name


def test_as_known_on_a_day_shows_what_was_known_then(record):
    ever = "&since=1990&until=2030"
    assert pictured(f"as_of=2025-01-31{ever}").total == asked("as_of=2025-01-31").survey.total
    assert pictured(f"as_of=2025-01-31{ever}").total < pictured(ever.lstrip("&")).total


def test_the_table_has_a_row_for_each_figure_and_counts_the_same(record):
    picture = pictured("since=2025&until=2026", most=10)
    for lane, rows in table_of(picture):
        said = sum(int(row.words.split()[0]) if not row.slug else 1 for row in rows)
        assert said == lane.count


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?lanes=party",
        "?lanes=use&view=table",
        "?since=2026-04&more=1",
        "?as_of=2025-01-01",
        "?q=openai&kind=ruling",
    ],
)
def test_the_page_of_lanes_answers(record, client, query, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        answer = client.get(f"/lanes/{query}")
    assert answer.status_code == 200
    fragment = client.get(f"/lanes/{query}", headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content
    assert fragment.headers["HX-Push-Url"].startswith("/lanes/")
