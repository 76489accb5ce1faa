"""Reading in a browser: more on scroll, the theme, the day of the view, footnotes."""

import re

import pytest
from playwright.sync_api import expect

from timeline.filters.paging import PAGE_SIZE


def slugs(reader):
    return reader.locator("li.event").evaluate_all("events => events.map((event) => event.id)")


def test_more_events_come_when_the_end_is_scrolled_to(reader):
    reader.visit("/")
    assert len(slugs(reader)) == PAGE_SIZE
    reader.locator("#more").scroll_into_view_if_needed()
    expect(reader.locator("li.event")).to_have_count(2 * PAGE_SIZE)
    assert len(set(slugs(reader))) == 2 * PAGE_SIZE
    expect(reader).to_have_url(re.compile(r"/$"))


def test_all_events_come_in_the_end_each_once_and_the_button_goes(reader):
    reader.visit("/?since=2026")
    total = int(re.match(r"\d+", reader.locator("[data-announce]").inner_text()).group())
    for _ in range(total // PAGE_SIZE + 1):
        if reader.locator("#more").count():
            before = len(slugs(reader))
            reader.locator("#more").scroll_into_view_if_needed()
            expect(reader.locator("li.event").nth(before)).to_be_attached()
    found = slugs(reader)
    assert len(found) == len(set(found)) == total
    assert reader.locator("#more").count() == 0


def test_more_rows_of_a_tab_come_too(reader):
    reader.visit("/parties/openai/")
    before = len(slugs(reader))
    reader.locator("#more").scroll_into_view_if_needed()
    expect(reader.locator("li.event").nth(before)).to_be_attached()
    assert len(slugs(reader)) == len(set(slugs(reader)))


def test_the_theme_is_switched_and_kept(reader, site):
    reader.emulate_media(color_scheme="light")
    reader.visit("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = reader.evaluate(paper)
    switch = reader.locator(".theme-switch")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    dark = reader.evaluate(paper)
    assert dark != light
    assert switch.get_attribute("aria-pressed") == "true"
    reader.visit("/cases/")
    assert reader.evaluate(paper) == dark
    reader.locator(".theme-switch").click()
    assert reader.evaluate(paper) == light
    reader.visit("/")
    assert reader.evaluate(paper) == light


def test_the_theme_follows_the_system_until_it_is_chosen(reader):
    paper = "getComputedStyle(document.body).backgroundColor"
    reader.emulate_media(color_scheme="dark")
    reader.visit("/")
    dark = reader.evaluate(paper)
    reader.emulate_media(color_scheme="light")
    assert reader.evaluate(paper) != dark
    assert reader.locator(".theme-switch").get_attribute("aria-pressed") == "false"


def test_the_slider_chooses_the_day_of_the_view(reader):
    reader.set_viewport_size({"width": 1440, "height": 900})
    reader.visit("/")
    before = reader.locator("[data-announce]").inner_text()
    slider = reader.locator("input[type=range]")
    assert slider.get_attribute("aria-label")
    slider.focus()
    for _ in range(3):
        reader.keyboard.press("PageDown")
    expect(reader).to_have_url(re.compile(r"as_of=\d{4}-\d\d-\d\d"))
    reader.wait_for_load_state("networkidle")
    day = re.search(r"as_of=([\d-]+)", reader.url).group(1)
    assert reader.locator("#as_of").input_value() == day
    assert reader.locator("[data-announce]").inner_text() != before
    assert "known on" in reader.locator("[data-announce]").inner_text()
    assert reader.locator("input[type=range]").count() == 1
    assert reader.evaluate("document.activeElement.type") == "range", "the keyboard stays on the slider"
    reader.locator("input[type=range]").press("End")
    expect(reader).not_to_have_url(re.compile("as_of"))


def test_a_day_chosen_on_a_record_shows_the_record_of_that_day(reader):
    reader.visit("/cases/musk-v-openai-nd-cal/")
    reader.locator("#as_of").fill("2025-01-31")
    reader.wait_for_url(re.compile("as_of=2025-01-31"))
    assert "As known on 31 Jan 2025" in reader.locator("main").inner_text().replace("\n", " ")
    reader.get_by_role("link", name="Quotes").last.click()
    expect(reader).to_have_url(re.compile("as_of=2025-01-31"))


def test_a_footnote_opens_the_evidence_that_it_points_into(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.visit("/")
    note = reader.locator(".event__summary sup a").first
    target = note.get_attribute("href")
    assert not reader.locator(target).is_visible()
    note.click()
    expect(reader.locator(target)).to_be_visible()


def test_escape_closes_the_menu_and_returns_the_keyboard(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.visit("/")
    reader.locator(".menu > summary").click()
    assert reader.locator(".site-nav").is_visible()
    reader.locator(".site-nav a").first.focus()
    reader.keyboard.press("Escape")
    assert not reader.locator(".site-nav").is_visible()
    assert reader.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [360, 768, 1000, 1100, 1440])
@pytest.mark.parametrize(
    "sort", ["event", "case, docket", "party, timeline", "filing", "quote", "source", "question, money"]
)
def test_how_to_cite_opens_within_the_window(reader, places, sort, width):
    reader.set_viewport_size({"width": width, "height": 900})
    reader.visit(places[sort])
    reader.locator(".cite > summary").click()
    box = reader.locator(".cite__box").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert reader.evaluate("document.documentElement.scrollWidth") <= width
