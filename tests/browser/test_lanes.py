"""Lanes under a hand: drag, wheel, keys and brush move the window, and address, picture and list say the same."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

# Words of the axis, of stages and counts that lie on each other, and counts under a mark that is drawn over them.
OVERLAPS = """() => {
    const said = (node) => node.closest("a")?.getAttribute("aria-label") ?? node.textContent;
    const box = (node) => [said(node), node.getBoundingClientRect(), node];
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
    const texts = [...document.querySelectorAll(".lanes__svg text")];
    const all = texts.filter((text) => text.checkVisibility()).map(box);
    const words = all.flatMap(([said, one], place) => all.slice(place + 1).filter(([, other]) => meet(one, other))
        .map(([other]) => `${said} / ${other}`));
    const shapes = ".lanes__svg a .shape:not([href*=open])";
    const marks = [...document.querySelectorAll(shapes)].map(box);
    const covered = all.filter(([, , text]) => text.closest("a")).flatMap(([said, one, text]) => marks
        .filter(([, other, mark]) => mark.closest("a") !== text.closest("a") && meet(one, other))
        .map(([other]) => `${said} under ${other}`));
    const astray = [...document.querySelectorAll(".lanes__svg .stack")].filter((stack) => {
        const [one, other] = ["text", ".shape"].map((part) => stack.querySelector(part).getBoundingClientRect());
        return one.left < other.left || one.right > other.right;
    }).map((stack) => `the count of ${said(stack)} is beside it`);
    return [...words, ...covered, ...astray];
}"""


DRAWN_FOR_ITS_WIDTH = """() => {
    const drawn = Number(document.querySelector("[data-lanes][data-awake]")?.dataset.width);
    const width = document.querySelector(".lanes__view").clientWidth;
    return width > drawn - 40 && width < drawn + 200;
}"""


@pytest.fixture
def lanes(reader):
    def show(address="/lanes/?since=2024-01-01&until=2025-12-31"):
        reader.visit(address)
        reader.wait_for_selector("[data-lanes][data-awake]")
        return reader.locator(".lanes__view")

    return show


def window(reader):
    query = parse_qs(urlsplit(reader.url).query)
    return query.get("since", [""])[0], query.get("until", [""])[0]


def wait_for_window(reader, unlike):
    reader.wait_for_function("before => !location.search.includes(before)", arg=f"since={unlike[0]}&until={unlike[1]}")
    reader.wait_for_selector("[data-lanes][data-awake]")
    return window(reader)


def drag(reader, view, start, end, keys=()):
    box = view.bounding_box()
    y = box["y"] + 14
    for key in keys:
        reader.keyboard.down(key)
    reader.mouse.move(box["x"] + start * box["width"], y)
    reader.mouse.down()
    reader.mouse.move(box["x"] + (start + end) / 2 * box["width"], y, steps=4)
    reader.mouse.move(box["x"] + end * box["width"], y, steps=4)
    reader.mouse.up()
    for key in keys:
        reader.keyboard.up(key)


def test_a_drag_moves_the_window_and_back_undoes_it(reader, lanes):
    view = lanes()
    before = window(reader)
    drag(reader, view, 0.7, 0.2)
    after = wait_for_window(reader, before)
    assert after[0] > before[0]
    assert after[1] > before[1]
    reader.go_back()
    expect(reader).to_have_url(re.compile("since=2024-01-01"))
    reader.wait_for_selector("[data-lanes][data-first='738886']")


def test_the_buttons_zoom_and_keep_the_focus(reader, lanes):
    lanes()
    reader.get_by_role("link", name="+ zoom in").press("Enter")
    after = wait_for_window(reader, ("2024-01-01", "2025-12-31"))
    assert after < ("2024-01-01", "2025-12-31") or after[0] > "2024-01-01"
    expect(reader.get_by_role("link", name="+ zoom in")).to_be_focused()


def test_plus_and_minus_zoom_and_home_shows_all(reader, lanes):
    view = lanes()
    view.focus()
    reader.keyboard.press("+")
    closer = wait_for_window(reader, ("2024-01-01", "2025-12-31"))
    assert closer[0] > "2024-01-01"
    assert closer[1] < "2025-12-31"
    reader.locator(".lanes__view").focus()
    reader.keyboard.press("Home")
    assert wait_for_window(reader, closer)[0] < "2010"


def test_arrow_keys_go_from_event_to_event_within_one_tab_stop(reader, lanes):
    view = lanes()
    view.focus()
    reader.keyboard.press("ArrowRight")
    first = reader.evaluate("document.activeElement.getAttribute('aria-label')")
    reader.keyboard.press("ArrowRight")
    second = reader.evaluate("document.activeElement.getAttribute('aria-label')")
    reader.keyboard.press("ArrowDown")
    below = reader.evaluate("document.activeElement.getAttribute('aria-label')")
    assert len({first, second, below}) == 3
    expect(reader.locator(".lanes__tip")).to_be_visible()
    reader.keyboard.press("Tab")
    assert not reader.evaluate("Boolean(document.activeElement.closest('.lanes__svg'))")


def test_shift_and_drag_choose_a_window(reader, lanes):
    view = lanes()
    drag(reader, view, 0.25, 0.5, keys=["Shift"])
    after = wait_for_window(reader, ("2024-01-01", "2025-12-31"))
    assert "2024-06" <= after[0] <= "2024-07-31"
    assert "2024-12" <= after[1] <= "2025-01-31"


def test_a_wheel_with_ctrl_zooms_about_the_pointer(reader, lanes):
    view = lanes()
    box = view.bounding_box()
    reader.mouse.move(box["x"] + box["width"] - 5, box["y"] + 60)
    reader.keyboard.down("Control")
    reader.mouse.wheel(0, -300)
    reader.keyboard.up("Control")
    after = wait_for_window(reader, ("2024-01-01", "2025-12-31"))
    assert after[0] > "2024-02"
    assert after[1] >= "2025-12-2"


def test_a_mark_tells_what_it_is_and_a_press_opens_it(reader, lanes):
    lanes("/lanes/?since=2026-04-01&until=2026-06-30")
    mark = reader.locator(".lanes__svg a[href^='/events/']").first
    mark.hover()
    expect(reader.locator(".lanes__tip b")).to_have_text(mark.get_attribute("aria-label").split(" · ")[2])
    address = mark.get_attribute("href")
    mark.click()
    reader.wait_for_url(f"**{address}")


def test_a_stack_opens_its_own_window(reader, lanes):
    lanes("/lanes/")
    reader.locator(".lanes__svg a.stack").first.click()
    expect(reader).to_have_url(re.compile("since=.*until="))


def test_the_list_follows_the_window(reader):
    reader.visit("/")
    reader.wait_for_selector("[data-lanes][data-awake]")
    reader.get_by_role("link", name="+ zoom in").click()
    expect(reader).to_have_url(re.compile("since=.*until="))
    expect(reader.locator(".pill").first).to_be_visible()
    assert reader.locator(".event").count() > 0


def test_a_case_shows_its_own_lanes(reader):
    reader.visit("/cases/bartz-v-anthropic/")
    expect(reader.locator("[data-lanes] .lanes__svg")).to_be_visible()
    assert reader.url.endswith("/cases/bartz-v-anthropic/")


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
@pytest.mark.parametrize("address", ["/lanes/", "/lanes/?since=2026-03&until=2026-06", "/lanes/?lanes=party"])
def test_no_labels_overlap_and_nothing_leaves_the_picture(reader, lanes, width, address):
    reader.set_viewport_size({"width": width, "height": 900})
    lanes(address)
    reader.wait_for_function(DRAWN_FOR_ITS_WIDTH)
    assert reader.evaluate(OVERLAPS) == []
    assert reader.locator(".lanes__svg a.stack").count() > 3
    assert reader.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_picture_is_drawn_anew_for_another_width(reader, lanes):
    lanes()
    reader.set_viewport_size({"width": 600, "height": 900})
    reader.wait_for_function("() => document.querySelector('[data-lanes]').dataset.width < 600")
    assert reader.evaluate(OVERLAPS) == []


def test_without_javascript_a_narrow_window_scrolls_the_picture_and_not_the_page(browser, site):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{site}/lanes/")
    assert page.locator(".lanes__svg").bounding_box()["width"] > 900
    assert page.locator(".lanes__view").bounding_box()["width"] < 390
    page.context.close()


def test_without_javascript_links_show_other_windows_and_the_table(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/lanes/")
    page.get_by_role("link", name="+ zoom in").click()
    assert "since=" in page.url
    page.get_by_role("link", name="Table").click()
    expect(page.get_by_role("table")).to_be_visible()
    page.context.close()
