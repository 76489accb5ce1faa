"""Every page type in a real browser: complete without JavaScript, quiet in the console."""

import pytest
from playwright.sync_api import expect

from timeline.importing.dossier import import_dossier

PAGES = [
    "/",
    "/?kind=testimony&as_of=2026-06-01",
    "/?kind=verdict&use=antitrust&since=2015&until=2016",
    "/?as_of=2026-13-45",
    "/events/ev-2026-04-30-distillation/",
    "/cases/",
    "/cases/musk-v-openai-nd-cal/",
    "/cases/musk-v-openai-nd-cal/timeline/",
    "/cases/musk-v-openai-nd-cal/quotes/",
    "/cases/musk-v-openai-nd-cal/contested/",
    "/cases/musk-v-openai-nd-cal/sources/",
    "/cases/musk-v-openai-nd-cal/?as_of=2024-12-31",
    "/filings/nd-order-msj-2026-01-15/",
    "/parties/",
    "/parties/elon-musk/",
    "/parties/openai/roles/",
    "/quotes/",
    "/quotes/q-musk-partly/",
    "/questions/",
    "/questions/musk-contribution-amount/",
    "/questions/musk-departure-date/",
    "/questions/proceeding-of-distillation-testimony/",
    "/sources/",
    "/sources/hamidun-news-musk-distillation/",
    "/about/",
    "/nowhere/",
]


@pytest.fixture
def site(live_server, settings):
    """The address of a server that holds all of `fixtures/`."""
    assert not import_dossier(settings.BASE_DIR / "fixtures").problems
    return live_server.url


def test_no_page_asks_a_third_host_or_breaks_the_policy(site, page):
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES:
        page.goto(site + address)
    assert said == []
    assert [url for url in asked if not url.startswith(site)] == []


def test_a_filter_changes_list_counts_and_address_and_back_undoes_it(site, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site)
    whole = page.locator("[data-announce]").inner_text()
    page.locator("#kind-ruling").click()
    page.wait_for_url("**/?kind=ruling")
    expect(page.locator("[data-announce]")).not_to_have_text(whole)
    assert page.evaluate("document.activeElement.id") == "kind-ruling"
    assert set(page.locator(".event__kind").all_inner_texts()) & {"FILING", "STATEMENT"} == set()

    page.go_back()
    expect(page.locator("[data-announce]")).to_have_text(whole)
    assert page.locator("#kind-ruling").is_checked() is False


def test_more_events_load_on_scroll(site, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site)
    assert page.locator(".event").count() == 50
    page.locator("#more").scroll_into_view_if_needed()
    expect(page.locator(".event")).to_have_count(100)


def test_without_javascript_filters_and_pages_work(site, browser):
    page = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(site)
    page.locator("#kind-ruling").check()
    page.get_by_role("button", name="Show events").click()
    assert "kind=ruling" in page.url
    page.locator("#more a").click()
    assert "after=" in page.url
    assert page.locator(".event").count() > 0
