"""What a picture draws of an event, and how it says so."""

from datetime import date, timedelta

import pytest

from tests.lanes.picturing import pictured
from tests.making import make_assertion, make_case, make_event, make_question, make_source
from timeline.markup.lane_figures import merged_bins
from timeline.models import Case, Event
from timeline.templatetags.lanes import lanes_picture
from timeline.vocabulary import EventKind, Stance

pytestmark = pytest.mark.django_db


def test_a_mark_says_what_it_is_and_leads_to_its_event():
    paper = make_source(kind="court_document", reliability="primary")
    event = make_event(
        "2024-02-10", title="A <b>ruling</b>", kind=EventKind.RULING, cases=[make_case()], sources=[paper]
    )
    drawn = str(lanes_picture(pictured()))
    assert f'href="/events/{event.slug}/"' in drawn
    assert "Ruling · 10 Feb 2024 · A &lt;b&gt;ruling&lt;/b&gt; · Court record" in drawn
    assert "shape--diamond" in drawn


def test_a_date_without_a_day_is_a_bar_over_all_that_it_can_mean():
    make_event("2024-02", cases=[make_case()])
    lane = pictured("since=2024-01-01&until=2024-12-31").lanes[0]
    assert lane.detail.marks == []
    assert [round(lane.detail.bars[0].left * 366), round(lane.detail.bars[0].right * 366)] == [31, 60]


@pytest.mark.parametrize(
    "interval", ["2024-02-03/2024-05-06", "2024-02-03/..", "../2024-02-03", "2024-02-03~/2024-05-06"]
)
def test_an_interval_between_days_ends_straight(interval):
    make_event(interval, cases=[make_case()])
    drawn = str(lanes_picture(pictured("since=2024-01-01&until=2024-12-31")))
    assert "bar--days" in drawn
    assert "url(#soft-" not in drawn


@pytest.mark.parametrize("date", ["2024-02", "2024", "2024-02/2024-05", "2024-02-03/2024-05", "2024-21", "2024-02-XX"])
def test_what_is_not_given_to_the_day_has_soft_ends(date):
    make_event(date, cases=[make_case()])
    drawn = str(lanes_picture(pictured("since=2024-01-01&until=2024-12-31")))
    assert "bar--days" not in drawn
    assert "url(#soft-" in drawn


def test_a_ring_says_that_accounts_differ():
    event = make_event("2024-02-10", cases=[make_case()])
    assert "lanes__ring" not in str(lanes_picture(pictured()))
    make_assertion(question=make_question(events=[event]), stance=Stance.CONTRADICTS)
    drawn = str(lanes_picture(pictured()))
    assert "lanes__ring" in drawn
    assert "accounts differ" in drawn


def test_a_stack_and_its_lane_say_of_how_many_events_accounts_differ():
    case = make_case("Acme v. Bolt", filed="")
    events = [make_event(day, cases=[case]) for day in ("2024-02-10", "2024-02-11", "2024-02-12")]
    events += [make_event("2025-02", cases=[case]) for _ in range(2)]
    query = "since=2015&until=2026"
    assert "differ" not in str(lanes_picture(pictured(query)))
    for event in events[1:4]:
        make_assertion(question=make_question(events=[event]), stance=Stance.CONTRADICTS)
    drawn = str(lanes_picture(pictured(query)))
    assert (
        'aria-label="3 events · 10 Feb 2024 to 12 Feb 2024 · best evidence: first-hand report · accounts of 2 differ"'
        in drawn
    )
    assert 'aria-label="2 events whose day is not known · 1 Feb 2025 to 28 Feb 2025 · best' in drawn
    assert drawn.count("accounts of 1 differ") == 1
    assert 'aria-label="Acme v. Bolt: 5 events, February 2024 to February 2025, accounts of 3 differ"' in drawn
    make_assertion(question=make_question(cases=[case]), stance=Stance.CONTRADICTS)
    assert "accounts of 3 differ, accounts differ on points of this case" in str(lanes_picture(pictured(query)))


def test_what_is_about_or_doubted_or_has_an_open_end_is_drawn_so():
    case = make_case()
    for day in ("2024-02-10~", "2024-06-10?", "2024-09-01/.."):
        make_event(day, cases=[case])
    drawn = str(lanes_picture(pictured("since=2024&until=2025")))
    assert "is-about" in drawn
    assert "is-doubted" in drawn
    assert 'href="#lane-open"' in drawn


def test_a_stack_opens_the_window_of_its_events():
    case = make_case()
    for day in ("2024-02-10", "2024-02-11"):
        make_event(day, cases=[case])
    picture = pictured("since=2015&until=2026")
    [stack] = picture.lanes[0].detail.marks
    assert len(stack.rows) == 2
    assert pictured(picture.around(stack.left - 0.001, stack.right + 0.001).lstrip("?")).total == 2


def test_a_lone_early_event_squeezes_nobody_and_is_told():
    case = make_case()
    make_event("1998-02-10", cases=[case])
    for number in range(1, 29):
        make_event(f"2024-02-{number:02}", cases=[case])
    picture = pictured()
    assert date.fromordinal(picture.window.first) == date(2024, 1, 1)
    assert (picture.earlier, picture.total) == (1, 28)


def test_drafts_are_in_no_picture():
    make_event("2024-02-10", title="Hidden", workflow="draft", cases=[make_case()])
    make_event("2024-02-11", title="Shown", cases=[make_case("Hidden v. All", workflow="draft")])
    picture = pictured()
    assert (picture.total, picture.lanes, picture.rest[1]) == (1, [], 1)


def test_a_past_day_tells_how_many_events_are_left_out_and_of_none_nothing(client):
    make_event("2024-02-10", [make_source("2024-03-01")])
    sentence = "Only what a source had published by 1 Jan 2025."
    page = client.get("/lanes/?as_of=2025-01-01").content.decode()
    assert f"{sentence} Nothing is left out for want of a date." in page
    make_event("2024-02-11", [make_source("")])
    page = client.get("/lanes/?as_of=2025-01-01").content.decode()
    assert f"{sentence} 1 event whose sources show no date is left out." in page


@pytest.mark.parametrize("query", ["lanes=x", "width=1", "width=99999", "width=a", "since=2026&until=2025", "zebra=1"])
def test_a_wrong_window_is_told(client, query):
    answer = client.get(f"/lanes/?{query}")
    assert answer.status_code == 400
    assert b"could not be read" in answer.content


def test_a_picture_is_small_however_many_lanes_and_long_titles_it_has():
    cases = Case.objects.bulk_create(
        Case(
            **of_bulk(f"case-{n}"), short_name=f"Case {n}", filed="2019-03-04", status_as_of="2026-01-01", summary="S."
        )
        for n in range(150)
    )
    days = [date(2020, 1, 1) + timedelta(days=n * 5 % 2300) for n in range(4500)]
    events = Event.objects.bulk_create(
        Event(
            **of_bulk(f"many-{n}"), title="“&”" * 30, kind=EventKind.TRIAL, date=str(day), sorts_from=day, sorts_to=day
        )
        for n, day in enumerate(days)
    )
    through = Event.cases.through
    through.objects.bulk_create(through(event=event, case=cases[n % 150]) for n, event in enumerate(events))
    for most, query in (
        (150, ""),
        (150, "width=2560"),
        (20, "since=2020&until=2020"),
        (6, "since=2020-01&until=2020-12"),
    ):
        picture = pictured(query, most)
        drawn = str(lanes_picture(picture))
        assert 5_000 < len(drawn.encode()) <= 150_000, query
        assert all(lane.detail.total == lane.count for lane in picture.lanes)


def test_titles_that_take_three_bytes_a_letter_do_not_make_it_large():
    case = make_case()
    days = [date(2020, 1, 1) + timedelta(days=5 * n) for n in range(320)]
    title = "案" * Event._meta.get_field("title").max_length
    events = Event.objects.bulk_create(
        Event(
            **of_bulk(f"{'a-long-name-' * 6}{n}"),
            title=title,
            kind=EventKind.STATEMENT,
            date=f"{day}%",
            sorts_from=day,
            sorts_to=day,
        )
        for n, day in enumerate(days)
    )
    others = [make_case() for _ in range(5)]
    through = Event.cases.through
    through.objects.bulk_create(through(event=event, case=([case, *others])[n % 6]) for n, event in enumerate(events))
    drawn = lanes_picture(pictured("width=4000&since=2020&until=2024"))
    assert 5_000 < len(drawn.encode()) <= 150_000


def of_bulk(slug):
    own = {"kind": "lawsuit", "status": "pending"} if slug.startswith("case") else {"summary": "It was."}
    return {"slug": slug, "workflow": "published", **own}


def test_a_coarser_density_counts_the_same():
    bins = (1, 0, 2, 3, 0, 0, 7)
    assert [sum(merged_bins(bins, as_one)) for as_one in (1, 2, 3, 50)] == [13] * 4
    assert merged_bins(bins, 3) == (3, 3, 7)


def test_events_of_one_day_open_their_list_and_not_the_same_window_again():
    case = make_case()
    for _ in range(2):
        make_event("2024-02-10", cases=[case])
    picture = pictured("since=2024-02-10&until=2024-02-10")
    [stack] = picture.lanes[0].detail.marks
    assert picture.opened(stack, picture.lanes[0]) == f"/?case={case.slug}&since=2024-02-10&until=2024-02-10"
    assert picture.span == "10 Feb 2024"


def test_lanes_keep_their_order_whatever_the_window():
    busy, quiet = make_case("Busy"), make_case("Quiet")
    for day in range(1, 5):
        make_event(f"2023-02-{day:02}", cases=[busy])
    for day in ("2024-02-10", "2024-02-11"):
        make_event(day, cases=[quiet])
    make_event("2024-02-10", cases=[busy])
    for query in ("", "since=2024-02&until=2024-02"):
        assert [lane.name for lane in pictured(query).lanes] == ["Busy", "Quiet"]


def test_nothing_is_drawn_of_events_outside_a_window_that_has_none(client):
    for happened in ("2014-05-01", "2025-02-03", "2026-09-09"):
        make_event(happened)
    page = client.get("/?since=2015&until=2015").content.decode()
    assert "No event lies in this window." in page
    assert "lanes__density" not in page
    assert "◂ 1 earlier" in page
    assert "2 later ▸" in page
    assert "lanes__density" in client.get("/?since=2025&until=2025").content.decode(), "the way to the whole record"
