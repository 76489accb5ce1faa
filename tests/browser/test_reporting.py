"""Reporting an error in a real browser, as most are and with JavaScript turned off."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE, OVERFLOW
from timeline.reporting.seal import SHORTEST

CASE = "/cases/musk-v-openai-nd-cal/?as_of=2026-05-01"
WRONG = "The suit was filed on another day:\nsee docket entry 1."


@pytest.fixture
def without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, base_url=site)
    yield context.new_page()
    context.close()


def fill_in(page, **fields):
    for name, words in fields.items():
        page.locator(f"#{name}").fill(words)
    page.wait_for_timeout(SHORTEST.total_seconds() * 1000 + 500)
    page.get_by_role("button", name="Send the report").click()


def test_an_error_is_reported_from_a_record_without_javascript(without_javascript):
    page = without_javascript
    page.goto(CASE)
    page.get_by_role("link", name="Report an error").click()
    expect(page.locator("h1")).to_have_text("Report an error")
    assert not page.locator("#homepage").is_visible(), "what only programs fill in"
    fill_in(page, wrong=WRONG, says_otherwise="nowhere")
    expect(page.locator("#error")).to_contain_text("This is no address of a page")
    assert page.locator("#wrong").input_value() == WRONG
    page.locator("#error a").click()
    fill_in(page, says_otherwise="example.org/docket", contact="me@example.org")
    expect(page.locator("h1")).to_have_text("Thank you: your report is with the researchers")
    page.reload()
    expect(page.locator("h1")).to_have_text("Thank you: your report is with the researchers")
    page.get_by_role("link", name="Back to the record").click()
    assert page.url.endswith(CASE)
    assert page.context.cookies() == []


def test_an_error_is_reported_with_the_keyboard(reader):
    reader.visit("/report/?about=party/openai")
    reader.locator("#wrong").focus()
    reader.keyboard.type("It was founded in another year.")
    for name in ("says_otherwise", "contact"):
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.id") == name
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.textContent") == "Send the report"
    reader.wait_for_timeout(SHORTEST.total_seconds() * 1000)
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text("Thank you: your report is with the researchers")
    assert reader.context.cookies() == []


def test_going_back_to_the_form_finds_what_was_typed(reader):
    reader.visit("/report/?about=party/openai")
    reader.locator("#wrong").fill("Typed long.")
    reader.get_by_role("link", name="Back to the record").click()
    reader.wait_for_url("**/parties/openai/")
    reader.go_back()
    expect(reader.locator("#wrong")).to_have_value("Typed long.")


def test_axe_finds_nothing_on_a_form_that_was_refused(reader):
    reader.visit("/report/?about=party/openai")
    reader.locator("#wrong").evaluate("field => field.required = false")
    fill_in(reader, says_otherwise="nowhere " * 20)
    expect(reader.locator("#error")).to_be_visible()
    for theme in ("light", "dark"):
        reader.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for width in (320, 1440):
            reader.set_viewport_size({"width": width, "height": 900})
            assert Axe().run(reader, options=AXE).response["violations"] == []
            assert reader.evaluate(OVERFLOW) == []
