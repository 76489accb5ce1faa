"""The whole way through the site with JavaScript turned off: forms submit, links page, evidence opens."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 1440, "height": 900}}


def slugs(reader):
    return [one.get_attribute("id") for one in reader.locator("li.event").all()]


def test_the_timeline_is_filtered_paged_and_read(reader):
    reader.visit("/")
    assert not reader.locator(".theme-switch").is_visible()
    reader.locator("#kind-ruling").check()
    reader.locator("#since").fill("2025")
    reader.get_by_role("button", name="Show events").click()
    expect(reader).to_have_url(re.compile("kind=ruling"))
    assert "since=2025" in reader.url
    assert reader.locator("#kind-ruling").is_checked()
    assert reader.locator("#since").input_value() == "2025"
    first = slugs(reader)
    reader.locator("#more a").click()
    expect(reader).to_have_url(re.compile("after="))
    assert slugs(reader)
    assert not set(first) & set(slugs(reader))
    reader.get_by_role("link", name="Back to the first page").click()
    assert slugs(reader) == first
    reader.locator(".pill", has_text="Ruling").click()
    assert "kind" not in reader.url
    reader.locator(".event__title a").first.click()
    expect(reader.locator("h1")).to_be_visible()


def test_the_day_of_the_view_is_chosen_and_left(reader):
    reader.visit("/cases/musk-v-openai-nd-cal/")
    reader.locator("#as_of").fill("2025-01-31")
    reader.get_by_role("button", name="Show that day").click()
    expect(reader).to_have_url(re.compile("as_of=2025-01-31"))
    reader.get_by_role("link", name="As known today").first.click()
    expect(reader).to_have_url(re.compile(r"/cases/musk-v-openai-nd-cal/$"))


def test_evidence_and_menu_open_on_a_phone(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.visit("/")
    reader.locator(".evidence > summary").first.click()
    assert reader.locator(".evidence .source").first.is_visible()
    reader.locator(".menu > summary").click()
    reader.locator(".site-nav a", has_text="Cases").click()
    expect(reader.locator("h1")).to_have_text("Cases")
    reader.locator("#filters-drawer > summary").click()
    assert reader.get_by_role("button", name="Show cases").is_visible()


def test_a_wrong_filter_keeps_what_was_typed(reader):
    reader.visit("/")
    reader.locator("#until").fill("soon")
    reader.get_by_role("button", name="Show events").click()
    expect(reader.locator("#error")).to_contain_text("soon")
    assert reader.locator("#until").input_value() == "soon"
