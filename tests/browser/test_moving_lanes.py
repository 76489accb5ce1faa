"""Lanes while the server takes its time, and gestures that follow one another."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_lanes import drag, window
from tests.browser.test_lanes import lanes as lanes

LANES = re.compile(r"/lanes/\?")
YEARS = ("2024-01-01", "2025-12-31")
STRETCH = "document.querySelector('.lanes__svg').style.transform"


# Keeps whatever the page fetches until `answered()`; `asked` has the addresses.
SLOW = """() => {
    const real = window.fetch.bind(window), gate = new Promise((open) => { window.answered = open; });
    window.asked = [];
    window.fetch = (address, options) => {
        window.asked.push(String(address));
        return gate.then(() => real(address, options));
    };
}"""


@pytest.fixture
def slow(reader, lanes):
    """The picture, whose server has become slow; its `answer()` makes it quick again."""
    view = lanes()
    reader.evaluate(SLOW)
    view.answer = lambda: reader.evaluate("() => window.answered()")
    view.asked = lambda: reader.evaluate("() => window.asked.length")
    return view


def settled(reader):
    reader.wait_for_function("() => !document.querySelector('[data-lanes]').hasAttribute('aria-busy')")
    reader.wait_for_selector("[data-lanes][data-awake]")


def days(reader):
    return reader.evaluate(
        "(() => { const d = document.querySelector('[data-lanes]').dataset; return d.last - d.first + 1; })()"
    )


def test_while_a_new_window_loads_the_old_picture_is_stretched_into_its_place(reader, slow):
    slow.focus()
    reader.keyboard.press("+")
    assert re.search(r"scaleX\(2\)", reader.evaluate(STRETCH))
    reader.wait_for_timeout(400)
    assert slow.asked() == 1
    assert reader.locator("[data-lanes]").get_attribute("aria-busy") == "true"
    assert window(reader) == YEARS
    slow.answer()
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    assert reader.evaluate(STRETCH) == ""


def test_an_answer_that_comes_late_does_not_take_the_picture_from_the_hand(reader, slow):
    """Three zooms, each while the one before is being drawn: the last one counts, and is drawn."""
    slow.focus()
    for _ in range(3):
        reader.keyboard.press("+")
        reader.wait_for_timeout(350)
    assert slow.asked() == 3
    slow.answer()
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    reader.wait_for_timeout(300)
    assert days(reader) == pytest.approx(731 / 8, abs=2)
    assert reader.evaluate(STRETCH) == ""


def test_a_hand_on_the_picture_keeps_it_until_it_lets_go(reader, slow):
    slow.focus()
    reader.keyboard.press("+")
    reader.wait_for_timeout(350)
    box = slow.bounding_box()
    reader.mouse.move(box["x"] + 300, box["y"] + 14)
    reader.mouse.down()
    slow.answer()
    reader.mouse.move(box["x"] + 200, box["y"] + 14, steps=5)
    reader.wait_for_timeout(300)
    assert "scaleX(2)" in reader.evaluate(STRETCH), "still the picture that the hand holds"
    reader.mouse.up()
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    assert days(reader) == pytest.approx(731 / 2, abs=2)


def test_without_an_answer_the_picture_goes_back_to_the_window_of_its_address(reader, lanes, watch):
    view = lanes()
    reader.route(LANES, lambda route: route.abort())
    view.focus()
    reader.keyboard.press("+")
    expect(reader.locator("#unfetched")).to_be_visible()
    assert window(reader) == YEARS
    assert "scaleX(1)" in reader.evaluate(STRETCH)
    watch.complaints.clear()  # the browser tells of the request that failed


def test_a_double_click_zooms_in_about_the_pointer(reader, lanes):
    view = lanes()
    box = view.bounding_box()
    reader.mouse.dblclick(box["x"] + box["width"] - 3, box["y"] + 10)
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    assert days(reader) == pytest.approx(731 * 0.4, abs=2)
    assert window(reader)[1] >= "2025-12-29"


def test_plus_zooms_about_the_mark_that_has_the_focus_or_about_the_pointer(reader, lanes):
    view = lanes()
    box = view.bounding_box()
    view.focus()
    reader.mouse.move(box["x"] + box["width"] - 2, box["y"] + 10)
    reader.keyboard.press("+")
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    assert window(reader)[1] >= "2025-12-28"


def test_shift_and_arrow_move_the_window(reader, lanes):
    view = lanes()
    view.focus()
    reader.keyboard.press("Shift+ArrowRight")
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    assert window(reader)[0].startswith("2024-07") or window(reader)[0].startswith("2024-06-30")
    assert days(reader) == 731
    expect(reader.locator(".lanes__view")).to_be_focused()


def test_fit_shows_the_whole_record_and_today_a_window_with_today_in_it(reader, lanes):
    lanes()
    reader.locator('[data-zoom="today"]').click()
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    assert days(reader) == 731
    expect(reader.locator(".lanes__today")).to_have_count(1)
    before = reader.url
    reader.locator('[data-zoom="fit"]').click()
    expect(reader).not_to_have_url(before)
    settled(reader)
    expect(reader.locator(".lanes__beyond")).to_have_count(0)
    expect(reader.locator(".lanes__overview")).to_have_count(0)


def test_the_whole_record_takes_the_window_along_where_it_is_pressed_or_dragged(reader, lanes):
    lanes()
    reader.locator(".lanes__overview").scroll_into_view_if_needed()
    whole = reader.locator(".lanes__overview").bounding_box()
    part = reader.locator(".lanes__window").bounding_box()
    y = whole["y"] + 10
    reader.mouse.move(part["x"] + part["width"] / 2, y)
    reader.mouse.down()
    reader.mouse.move(part["x"] + part["width"] / 2 - 120, y, steps=6)
    moved = reader.locator(".lanes__window").bounding_box()
    assert moved["x"] == pytest.approx(part["x"] - 120, abs=2)
    reader.mouse.up()
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    first = window(reader)[0]
    assert first < "2024"
    assert days(reader) == 731
    reader.mouse.click(whole["x"] + 5, y)
    reader.wait_for_function("first => !location.search.includes(first)", arg=first)
    assert window(reader)[0] < first


def test_a_press_without_a_move_asks_for_nothing(reader, lanes, watch):
    view = lanes()
    asked = len(watch.asked)
    box = view.bounding_box()
    reader.mouse.click(box["x"] + 5, box["y"] + 10)
    reader.wait_for_timeout(300)
    assert len(watch.asked) == asked


def test_escape_takes_away_what_is_told_of_a_mark(reader, lanes):
    lanes()
    reader.locator(".lanes__svg a.stack").first.hover()
    expect(reader.locator(".lanes__tip")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator(".lanes__tip")).to_be_hidden()


def test_a_drag_after_a_zoom_on_the_whole_moves_by_as_much_as_the_hand(reader, lanes):
    view = lanes()
    drag(reader, view, 0.5, 0.25)
    expect(reader).not_to_have_url(re.compile("since=2024-01-01"))
    settled(reader)
    assert window(reader)[0].startswith("2024-07") or window(reader)[0].startswith("2024-06-30")
