"""What holds for every type of page: quiet, at home, within the window, open to all, fit for paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.places import FAULTS, names

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
WIDTHS = (320, 390, 768, 1440)

OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = document.documentElement.scrollWidth > width || document.body.scrollWidth > width;
    const inScroller = (node) => { for (let up = node.parentElement; up; up = up.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true; return false; };
    return scrolls ? [...document.querySelectorAll("body *")]
        .filter((node) => node.checkVisibility() && node.getBoundingClientRect().right > width + 1 && !inScroller(node))
        .slice(0, 3).map((node) => node.outerHTML.slice(0, 160)) : [];
}"""


def visit(reader, places, name):
    reader.visit(places[name], FAULTS.get(name, 200))


def test_every_place_has_a_name(places):
    assert list(places) == names()


@pytest.mark.parametrize("name", names())
def test_no_page_complains_asks_strangers_or_sets_a_cookie(reader, places, name):
    # The fixture `watch` looks at console, policy and hosts when the test ends.
    visit(reader, places, name)
    assert reader.evaluate("document.fonts.ready.then(() => true)")
    if name != "admin login":
        assert reader.context.cookies() == []
        assert reader.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length)")


@pytest.mark.parametrize("name", names())
def test_no_page_scrolls_sideways(reader, places, name):
    visit(reader, places, name)
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 800})
        assert reader.evaluate(OVERFLOW) == [], f"{name} at {width}"
        scrolled = reader.evaluate("() => { scrollTo(9999, 0); return scrollX; }")
        assert scrolled == 0, f"{name} at {width}"


@pytest.mark.parametrize("name", names())
def test_axe_finds_nothing_on_any_page_at_any_width_in_light_and_dark(reader, places, name):
    visit(reader, places, name)
    found = set()
    for theme in ("light", "dark"):
        reader.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for width in (360, 768, 1440):
            reader.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(
                reader, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
            )
            for violation in results.response["violations"]:
                nodes = [node["html"][:140] for node in violation["nodes"][:3]]
                found.add(f"{violation['id']} at {width} {theme}: {nodes}")
    assert found == set()


@pytest.mark.parametrize("name", ["timeline, filtered", "event", "case, docket", "question, money"])
def test_a_page_can_be_printed(reader, places, name):
    visit(reader, places, name)
    reader.emulate_media(media="print", color_scheme="dark")
    for part in (".site-nav", ".filters", ".theme-switch"):
        for one in reader.locator(part).all():
            assert not one.is_visible(), part
    assert reader.locator("h1").is_visible()
    ink = re.findall(r"\d+", reader.evaluate("getComputedStyle(document.body).color"))
    assert max(map(int, ink)) < 60, "dark ink, whatever the theme"
    if name.startswith("timeline"):
        assert reader.locator(".event .source__title").first.is_visible()
        assert reader.locator(".event .source__title").first.bounding_box()["width"] > 20
    assert reader.pdf()[:5] == b"%PDF-"


def test_on_paper_nothing_is_folded(reader):
    reader.emulate_media(media="print")
    reader.visit("/cases/in-re-openai-mdl/")
    assert not reader.locator(".folded > summary", has_text="related cases").is_visible()
    assert reader.locator(".folded > .score").is_visible(), "a score is no heading that only unfolds"
    assert reader.locator(".folded a").last.is_visible()
    assert reader.locator(".folded a").last.bounding_box()["height"] > 5
    reader.visit("/cases/musk-v-openai-nd-cal/")
    assert reader.locator(".ledger table").first.is_visible()


def test_touch_targets_are_large_enough_on_a_phone(reader, places):
    reader.set_viewport_size({"width": 390, "height": 800})
    visit(reader, places, "timeline")
    reader.locator("#filters-drawer > summary").click()
    shown = [one.bounding_box() for one in reader.locator(".facet__option").all() if one.is_visible()]
    assert len(shown) > 20
    assert min(box["height"] for box in shown) >= 24


def test_the_first_tab_stop_leads_past_the_header(reader, places):
    visit(reader, places, "timeline")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.className") == "skip-link"
    reader.keyboard.press("Enter")
    assert reader.evaluate("document.activeElement.id") == "main"
