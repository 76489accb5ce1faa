"""Lanes under fingers, on paper, and for who wants no motion."""

import re

import pytest
from playwright.sync_api import expect

YEARS = "/lanes/?since=2024-01-01&until=2025-12-31"


@pytest.fixture
def phone(browser, site):
    """A page on a phone, and how fingers are put on it: `touch("touchMove", (x, y), (x, y))`."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    session = context.new_cdp_session(page)

    def touch(sort, *fingers):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": sort, "touchPoints": points})

    def show(address):
        page.goto(f"{site}{address}")
        # Once drawn for the width of a phone, nothing replaces the picture under the fingers.
        page.wait_for_selector("[data-lanes][data-awake]")
        page.wait_for_function("() => document.querySelector('[data-lanes]').dataset.width < 400")
        page.wait_for_selector("[data-lanes][data-awake]")
        return page.locator(".lanes__view").bounding_box()

    page.touch, page.show = touch, show
    yield page
    assert complaints == []
    context.close()


def days(page):
    found = re.search(r"since=(\d+-\d+-\d+)&until=(\d+-\d+-\d+)", page.url)
    return found.groups()


def test_a_finger_moves_the_window(phone):
    box = phone.show(YEARS)
    y = box["y"] + 60
    phone.touch("touchStart", (box["x"] + 200, y))
    for step in range(1, 9):
        phone.touch("touchMove", (box["x"] + 200 - 15 * step, y))
    phone.touch("touchEnd")
    expect(phone).not_to_have_url(re.compile("since=2024-01-01"))
    since, until = days(phone)
    assert since > "2024-03"
    assert until > "2026-03"


def test_two_fingers_zoom_about_their_middle_and_the_last_one_moves_on(phone):
    box = phone.show(YEARS)
    y, middle = box["y"] + 60, box["x"] + box["width"] / 2
    phone.touch("touchStart", (middle - 30, y), (middle + 30, y))
    for step in range(1, 7):
        phone.touch("touchMove", (middle - 30 - 10 * step, y), (middle + 30 + 10 * step, y))
    assert "scaleX" in phone.locator(".lanes__svg").get_attribute("style")
    phone.touch("touchMove", (middle - 90, y))
    phone.touch("touchEnd")
    expect(phone).not_to_have_url(re.compile("since=2024-01-01"))
    since, until = days(phone)
    assert "2024-06" < since < "2024-11"
    assert "2025-02" < until < "2025-07"
    assert phone.evaluate("visualViewport.scale") == 1, "the picture is zoomed, not the page"


def test_a_finger_up_or_down_scrolls_the_page(phone):
    box = phone.show(YEARS)
    x = box["x"] + 100
    phone.touch("touchStart", (x, 600))
    for step in range(1, 11):
        phone.touch("touchMove", (x, 600 - 30 * step))
        phone.wait_for_timeout(20)
    phone.touch("touchEnd")
    phone.wait_for_function("() => scrollY > 50")
    assert "since=2024-01-01" in phone.url


def test_a_tap_opens_an_event(phone):
    phone.show("/lanes/?since=2026-04-01&until=2026-06-30")
    mark = phone.locator(".lanes__svg a[href^='/events/']").first
    address = mark.get_attribute("href")
    mark.tap()
    phone.wait_for_url(f"**{address}")


def test_nothing_moves_by_itself_for_who_wants_no_motion(reader):
    reader.emulate_media(reduced_motion="reduce")
    reader.visit(YEARS)
    reader.wait_for_selector("[data-lanes][data-awake]")
    reader.get_by_role("link", name="+ zoom in").click()
    assert reader.evaluate("document.getAnimations().length") == 0


def test_lanes_lie_on_wide_paper_so_that_nothing_is_squeezed(reader):
    reader.visit("/lanes/?since=2023")
    reader.wait_for_selector("[data-lanes][data-awake]")
    sides = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", reader.pdf(prefer_css_page_size=True))
    assert sides
    assert float(sides[0][0]) > float(sides[0][1])


def test_the_picture_prints_with_the_names_of_its_lanes_and_its_labels(reader):
    reader.visit("/lanes/?since=2023")
    reader.wait_for_selector("[data-lanes][data-awake]")
    reader.set_viewport_size({"width": 680, "height": 960})  # paper, without its margins
    reader.emulate_media(media="print")
    for shown in (".lanes__names li", ".lanes__tick--year", ".lanes__label", "#view > .lanes__legend"):
        expect(reader.locator(shown).first).to_be_visible()
    for hidden in (".lanes__controls", ".lanes__overview"):
        expect(reader.locator(hidden).first).to_be_hidden()
    box = reader.locator(".lanes__svg").bounding_box()
    assert box["x"] + box["width"] <= 680
    names = reader.evaluate(
        "[...document.querySelectorAll('.lanes__names li')].map((li) => li.getBoundingClientRect().y)"
    )
    lanes = reader.evaluate(
        "[...document.querySelectorAll('.lanes__svg g[role]')].map((g) => g.transform.baseVal[0].matrix.f)"
    )
    assert [round(y - names[0]) for y in names[: len(lanes)]] == [round(y - lanes[0]) for y in lanes]
