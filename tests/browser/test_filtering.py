"""Filtering the timeline in a browser: the list follows, the address bar follows, nothing is lost on the way."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

COUNT = "[data-announce]"


def total(reader):
    return int(re.match(r"[\d,]+", reader.locator(COUNT).inner_text()).group().replace(",", ""))


def facet_count(reader, name):
    return int(re.match(r"[\d,]+", reader.locator(f"label:has(#{name}) .facet__count").inner_text()).group())


def settled(reader):
    """Waits until no answer is under way; the policy forbids Playwright's own way to wait, which evaluates text."""
    reader.wait_for_load_state("networkidle")
    expect(reader.locator(".htmx-request")).to_have_count(0)


def choose(reader, name):
    """Clicks a box and waits until the list has followed."""
    with reader.expect_event("requestfinished", lambda request: "hx-request" in request.headers):
        reader.locator(f"#{name}").click()
    settled(reader)


@pytest.fixture
def timeline(reader):
    reader.set_viewport_size({"width": 1440, "height": 900})
    reader.visit("/")
    # Is lost as soon as the page is loaded anew.
    reader.evaluate("window.isSamePage = true")
    return reader


def test_a_click_changes_list_counts_and_address_without_a_new_page(timeline, watch):
    before, other = total(timeline), facet_count(timeline, "kind-statement")
    expected = facet_count(timeline, "kind-ruling")
    choose(timeline, "kind-ruling")
    expect(timeline).to_have_url(re.compile(r"/\?kind=ruling$"))
    assert total(timeline) == expected < before
    assert facet_count(timeline, "kind-statement") == other, "a facet counts under all the other filters"
    kinds = timeline.locator(".event__kind").all_inner_texts()
    assert {kind.split(" · ")[0].lower() for kind in kinds} == {"ruling"}
    assert timeline.locator("#kind-ruling").is_checked()
    assert timeline.evaluate("window.isSamePage")
    documents = [request for request in watch.asked if request.resource_type == "document"]
    assert len(documents) == 1


def test_the_address_in_the_bar_gives_the_same_list_when_it_is_sent_to_somebody(timeline, site):
    choose(timeline, "kind-ruling")
    choose(timeline, "kind-hearing")
    choose(timeline, "evidence-court")
    titles, said = timeline.locator(".event__title").all_inner_texts(), timeline.locator(COUNT).inner_text()
    timeline.goto(timeline.url)
    assert timeline.locator(".event__title").all_inner_texts() == titles
    assert timeline.locator(COUNT).inner_text() == said
    for name in ("kind-ruling", "kind-hearing", "evidence-court"):
        assert timeline.locator(f"#{name}").is_checked()


def test_back_and_forward_restore_list_and_boxes(timeline):
    states = [timeline.locator(COUNT).inner_text()]
    for name in ("kind-ruling", "evidence-court"):
        choose(timeline, name)
        states.append(timeline.locator(COUNT).inner_text())
    assert len(set(states)) == 3

    def stands(number):
        expect(timeline.locator(COUNT)).to_have_text(states[number])
        expect(timeline.locator("#kind-ruling")).to_be_checked(checked=number > 0)
        expect(timeline.locator("#evidence-court")).to_be_checked(checked=number > 1)
        expect(timeline.locator(".pill")).to_have_count(number)

    for step, number in (("go_back", 1), ("go_back", 0), ("go_forward", 1), ("go_forward", 2), ("go_back", 1)):
        getattr(timeline, step)()
        stands(number)
    # What was restored still works.
    choose(timeline, "contested")
    expect(timeline).to_have_url(re.compile("contested=1"))
    assert timeline.locator("#kind-ruling").is_checked()


def test_coming_back_from_a_record_finds_the_list_as_it_was_left(timeline):
    choose(timeline, "kind-ruling")
    said = timeline.locator(COUNT).inner_text()
    timeline.locator(".event__title a").nth(3).click()
    timeline.wait_for_url(re.compile("/events/"))
    timeline.go_back()
    expect(timeline.locator(COUNT)).to_have_text(said)
    expect(timeline.locator("#kind-ruling")).to_be_checked()


def type_date(reader, name, text, key="Tab"):
    with reader.expect_event("requestfinished", lambda request: "hx-request" in request.headers):
        reader.locator(f"#{name}").fill(text)
        reader.locator(f"#{name}").press(key)
    settled(reader)


def test_a_typed_date_narrows_the_list_and_a_wrong_one_says_so(timeline):
    before = total(timeline)
    type_date(timeline, "since", "2026-04", key="Enter")
    expect(timeline).to_have_url(re.compile(r"since=2026-04$"))
    after = total(timeline)
    assert 0 < after < before
    type_date(timeline, "until", "2026-13-45")
    assert "2026-13-45" in timeline.locator("#error").inner_text()
    assert timeline.locator("#until").input_value() == "2026-13-45"
    assert timeline.locator(".event").count() == 0
    type_date(timeline, "until", "2026-04-30")
    assert timeline.locator("#error").count() == 0
    assert 0 < total(timeline) <= after


@pytest.mark.parametrize("address", ["/", "/cases/"])
def test_a_chosen_day_is_kept_by_every_link_around_the_list(reader, address):
    around = ".brand, .site-nav a, .site-footer nav a:not([href='/admin/'])"

    def days():
        links = [link.get_attribute("href") for link in reader.locator(around).all()]
        return {link.partition("?")[2] for link in links}

    reader.set_viewport_size({"width": 1440, "height": 900})
    reader.visit(address)
    assert days() == {""}
    type_date(reader, "as_of", "2026-04-30", key="Enter")
    expect(reader).to_have_url(re.compile(r"\?as_of=2026-04-30$"))
    assert days() == {"as_of=2026-04-30"}
    expect(reader.locator(".site-search input[name='as_of']")).to_have_value("2026-04-30")
    assert reader.locator(".site-nav a[aria-current]").count() == 1
    reader.go_back()
    expect(reader.locator("#as_of")).to_have_value("")
    assert days() == {""}
    reader.go_forward()
    expect(reader.locator("#as_of")).to_have_value("2026-04-30")
    assert days() == {"as_of=2026-04-30"}
    reader.locator(".site-nav a", has_text="Parties").click()
    reader.wait_for_url(re.compile(r"/parties/\?as_of=2026-04-30$"))


def test_what_is_typed_while_an_answer_is_under_way_is_not_lost(timeline):
    held = []
    timeline.route(re.compile("since=2026-04"), lambda route: held.append(route), times=1)
    timeline.locator("#since").fill("2026-04")
    with timeline.expect_request(re.compile("since=2026-04")):
        timeline.locator("#since").press("Tab")
    timeline.keyboard.type("2026-05")
    held[0].continue_()
    expect(timeline).to_have_url(re.compile("since=2026-04"))
    settled(timeline)
    expect(timeline.locator("#until")).to_have_value("2026-05")
    timeline.locator("#until").press("Tab")
    expect(timeline).to_have_url(re.compile("since=2026-04&until=2026-05"))


def test_the_focus_stays_on_the_box_that_was_chosen_by_keyboard(timeline):
    timeline.locator("#kind-ruling").focus()
    timeline.keyboard.press("Space")
    expect(timeline).to_have_url(re.compile("kind=ruling"))
    settled(timeline)
    assert timeline.evaluate("document.activeElement.id") == "kind-ruling"
    timeline.keyboard.press("Space")
    expect(timeline).not_to_have_url(re.compile("kind=ruling"))
    settled(timeline)
    assert timeline.evaluate("document.activeElement.id") == "kind-ruling"


def test_a_screen_reader_is_told_how_many_events_are_left(timeline):
    choose(timeline, "kind-ruling")
    expect(timeline.locator("#status")).to_have_text(timeline.locator(COUNT).inner_text().strip())


def test_an_opened_facet_stays_open_when_a_filter_changes(timeline):
    timeline.locator("#more-party > summary").click()
    timeline.locator("#more-case > summary").click()
    choose(timeline, "contested")
    assert timeline.locator("#more-party").get_attribute("open") is not None
    timeline.locator("#more-case input").last.click()
    settled(timeline)
    assert "case=" in timeline.url
    assert timeline.locator("#more-case").get_attribute("open") is not None


def test_the_drawer_of_filters_stays_open_on_a_phone(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.visit("/")
    assert not reader.locator("#kind-ruling").is_visible()
    reader.locator("#filters-drawer > summary").click()
    choose(reader, "kind-ruling")
    expect(reader).to_have_url(re.compile("kind=ruling"))
    assert reader.locator("#kind-ruling").is_visible()
    assert reader.locator("#filters-drawer > summary").inner_text() == "Filters · 1"


def test_a_pill_removes_its_filter_and_clear_removes_all(timeline):
    choose(timeline, "kind-ruling")
    choose(timeline, "evidence-court")
    timeline.locator(".pill", has_text="Ruling").click()
    expect(timeline).to_have_url(re.compile(r"/\?evidence=court$"))
    timeline.locator(".pills__clear").click()
    expect(timeline).to_have_url(re.compile(r"/$"))


def test_two_quick_clicks_end_in_the_list_of_both(timeline):
    timeline.evaluate("document.getElementById('kind-ruling').click(); document.getElementById('kind-hearing').click()")
    expect(timeline).to_have_url(re.compile("kind=(ruling&kind=hearing|hearing&kind=ruling)"))
    settled(timeline)
    kinds = {text.split(" · ")[0].lower() for text in timeline.locator(".event__kind").all_inner_texts()}
    assert kinds <= {"ruling", "hearing"}
    assert timeline.locator(".pill").count() == 2


@pytest.mark.parametrize("address", ["/cases/", "/parties/", "/quotes/", "/questions/", "/sources/"])
def test_every_list_follows_a_click(reader, address):
    reader.set_viewport_size({"width": 1440, "height": 900})
    reader.visit(address)
    reader.evaluate("window.isSamePage = true")
    box = reader.locator(".facet input[type=checkbox]").first
    name = box.get_attribute("id")
    expected = facet_count(reader, name)
    choose(reader, name)
    expect(reader).to_have_url(re.compile(r"\?"))
    assert total(reader) == expected
    assert reader.evaluate("window.isSamePage")


def test_without_a_network_the_page_says_so_and_stays_until_it_is_there_again(timeline, watch):
    before, said = timeline.locator(".event__title").all_inner_texts(), timeline.locator("#unfetched")
    timeline.context.set_offline(True)
    timeline.locator("#kind-ruling").click()
    expect(said).to_be_visible()
    expect(said).to_have_attribute("role", "alert")
    expect(said).to_contain_text("The list could not be fetched; try again")
    assert timeline.locator(".event__title").all_inner_texts() == before
    assert timeline.locator("#kind-ruling").is_checked(), "the form is as it was filled in"
    timeline.context.set_offline(False)
    said.get_by_role("button").click()
    expect(timeline).to_have_url(re.compile(r"/\?kind=ruling$"))
    expect(said).to_have_count(0)
    assert len(timeline.locator(".event__title").all_inner_texts()) == len(before)
    assert all("ERR_INTERNET_DISCONNECTED" in told or "fetch" in told for told in watch.complaints), watch.complaints
    watch.complaints.clear()


def test_the_next_page_can_be_asked_for_again(timeline, watch):
    timeline.context.set_offline(True)
    timeline.locator("#more a").scroll_into_view_if_needed()
    expect(timeline.locator("#unfetched")).to_be_visible()
    many = timeline.locator(".event").count()
    timeline.context.set_offline(False)
    timeline.locator("#unfetched button").click()
    expect(timeline.locator("#unfetched")).to_have_count(0)
    assert timeline.locator(".event").count() > many
    watch.complaints.clear()


def test_on_a_phone_filters_day_and_order_stand_in_one_line(reader):
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.visit("/cases/?as_of=2026-05-01")
    bar = reader.locator(".phone-bar")
    buttons = [reader.locator("#filters-drawer > summary"), bar.get_by_text("Known on:"), bar.locator("summary")]
    boxes = [button.bounding_box() for button in buttons]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert all(box["x"] + box["width"] < other["x"] for box, other in pairwise(boxes))
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 390 - 15
    assert bar.inner_text().startswith("Known on: 1 May 2026")
    buttons[1].click()
    expect(reader.locator("#as_of")).to_be_in_viewport()
    buttons[2].click()
    bar.get_by_text("Oldest first").click()
    expect(reader).to_have_url(re.compile("as_of=2026-05-01&order=oldest"))
    assert reader.locator(".phone-bar summary").inner_text().lower() == "oldest first"
