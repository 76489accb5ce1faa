"""Tables on a phone: rows stacked, each cell under its label, nothing to the side, still a table for who hears it."""

from itertools import pairwise

import pytest

TABLES = ["case, docket", "party, roles", "about", "source", "checks", "lanes, table"]

# Every shown cell with the label drawn before it and the heading of its column.
CELLS = """() => [...document.querySelectorAll(".table-scroll td")].filter((cell) => cell.checkVisibility())
    .map((cell) => ({
    label: getComputedStyle(cell, "::before").content,
    heading: cell.closest("table").querySelectorAll("thead th")[cell.cellIndex].textContent.trim(),
    room: parseFloat(getComputedStyle(cell).paddingLeft) - parseFloat(getComputedStyle(cell, "::before").width),
    content: cell.innerHTML.trim(),
    width: cell.getBoundingClientRect().width,
    left: cell.getBoundingClientRect().left,
    right: cell.getBoundingClientRect().right,
}))"""
SIDEWAYS = """() => [...document.querySelectorAll(".table-scroll")]
    .filter((region) => region.scrollWidth > region.clientWidth).map((region) => region.getAttribute("aria-label"))"""


# Commas and semicolons that stand lower than what they follow.
COMMAS_AT_THE_START = """() => [...document.querySelectorAll(".tie a")].filter((link) => {
    const words = document.createTreeWalker(link.closest(".tie"), NodeFilter.SHOW_TEXT);
    words.currentNode = link.lastChild;
    const after = words.nextNode();
    if (!after || !/^\\s*[,;]/.test(after.textContent)) return false;
    const range = document.createRange();
    const at = after.textContent.search(/[,;]/);
    range.setStart(after, at);
    range.setEnd(after, at + 1);
    return range.getBoundingClientRect().top >= link.getBoundingClientRect().bottom - 1;
}).map((link) => link.closest(".tie").innerText)"""


def heard(reader):
    """The roles in the accessibility tree, as often as they occur."""
    tree = reader.context.new_cdp_session(reader).send("Accessibility.getFullAXTree")
    return [node["role"]["value"] for node in tree["nodes"] if not node["ignored"]]


def open_all(reader):
    reader.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")


@pytest.fixture
def phone(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    return reader


@pytest.mark.parametrize("name", TABLES)
def test_no_table_scrolls_sideways_and_each_cell_has_its_label(phone, places, name):
    phone.visit(places[name])
    open_all(phone)
    assert phone.evaluate(SIDEWAYS) == []
    cells = phone.evaluate(CELLS)
    assert cells
    for cell in cells:
        assert cell["heading"] in cell["label"], cell
        assert cell["content"], "an empty cell takes no place"
        assert cell["room"] >= 0, cell
        assert cell["left"] >= 0, cell
        assert cell["right"] <= 390, cell
        assert cell["width"] > 250, cell


@pytest.mark.parametrize("name", TABLES)
def test_a_stacked_table_is_heard_as_the_table_it_is_on_a_wide_screen(reader, places, name):
    reader.visit(places[name])
    reader.set_viewport_size({"width": 1440, "height": 900})
    open_all(reader)
    wide = heard(reader)
    reader.set_viewport_size({"width": 390, "height": 800})
    narrow = heard(reader)
    for role in ("table", "row", "columnheader", "rowheader"):
        assert wide.count(role) == narrow.count(role) > 0, role
    assert narrow.count("cell") > 0


def test_the_stages_of_a_case_stand_on_one_vertical_line(phone, places):
    phone.visit(places["case, docket"])
    steps = [step.bounding_box() for step in phone.locator(".stages__step").all()]
    assert len(steps) > 3
    assert len({step["x"] for step in steps}) == 1
    for above, below in pairwise(steps):
        assert above["y"] + above["height"] == pytest.approx(below["y"], abs=1), "the line has no gap"
    names = [name.bounding_box()["x"] for name in phone.locator(".stages__step strong").all()]
    dates = [date.bounding_box()["x"] for date in phone.locator(".stages__date").all()]
    assert len(set(names)) == len(set(dates)) == 1
    assert len(dates) == len(names) == len(steps)


@pytest.mark.parametrize("width", [320, 360, 390, 414, 430])
def test_no_line_of_an_answer_begins_with_a_comma(reader, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.visit("/questions/musk-contribution-amount/")
    assert reader.locator(".tie a").count() > 20
    assert reader.evaluate(COMMAS_AT_THE_START) == []
