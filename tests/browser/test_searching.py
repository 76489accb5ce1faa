"""The field in the header: matches under it while somebody types, by keyboard alone, and a plain form without."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def field(reader):
    reader.visit("/cases/")
    reader.wait_for_function("window.htmx")
    return reader.get_by_role("combobox", name="Search the record")


def test_a_stroke_comes_to_the_field_and_typing_shows_the_best_of_each_type(reader, field):
    reader.keyboard.press("/")
    expect(field).to_be_focused()
    reader.keyboard.type("musk grok")
    expect(reader.get_by_role("listbox")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(reader.locator("#status")).to_have_text(re.compile(r"^\d+ matches; arrow keys choose"))


def test_arrow_keys_choose_and_enter_opens(reader, field):
    field.fill("musk openai")
    expect(reader.get_by_role("option").first).to_be_visible()
    reader.keyboard.press("ArrowDown")
    chosen = reader.locator("[role='option'][aria-selected='true']")
    first = chosen.get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", first)
    reader.keyboard.press("ArrowDown")
    assert chosen.get_attribute("id") != first
    reader.keyboard.press("ArrowUp")
    address = chosen.get_attribute("href")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**{address}")


def test_where_nothing_is_found_arrow_keys_choose_what_would_find_something(reader, field):
    field.fill("distillasion")
    expect(reader.get_by_role("option", name=re.compile("Did you mean distillation"))).to_be_visible()
    expect(reader.locator("#status")).to_have_text("Nothing found; arrow keys choose another search, Enter opens it.")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/search/?q=distillation")


def test_enter_alone_searches_everything(reader, field):
    field.fill("distillation")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/search/?q=distillation")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Search: distillation")


def test_escape_closes_the_matches_and_then_empties_the_field(reader, field):
    field.fill("musk")
    expect(reader.get_by_role("listbox")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("musk")
    reader.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_leaving_the_field_closes_the_matches(reader, field):
    field.fill("musk")
    expect(reader.get_by_role("listbox")).to_be_visible()
    reader.get_by_role("heading", level=1).click()
    expect(reader.get_by_role("listbox")).to_be_hidden()


def test_the_newest_answer_wins_however_late_an_older_one_comes(reader, field):
    held = []
    reader.route("**/search/?q=musk", lambda route: held.append(route))
    field.fill("musk")
    reader.wait_for_timeout(400)
    assert held
    field.fill("musk zilis")
    expect(reader.get_by_role("option").first).to_be_visible()
    newest = reader.locator("#best").inner_text()
    for route in held:
        route.continue_()
    reader.wait_for_timeout(400)
    assert reader.locator("#best").inner_text() == newest


def test_the_day_of_the_view_is_kept(reader):
    reader.visit("/cases/?as_of=2024-06-01")
    reader.wait_for_function("window.htmx")
    field = reader.get_by_role("combobox", name="Search the record")
    field.fill("musk")
    expect(reader.get_by_role("option").first).to_be_visible()
    assert "as_of=2024-06-01" in reader.get_by_role("option").first.get_attribute("href")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/search/?q=musk&as_of=2024-06-01")


def test_words_in_the_rail_narrow_the_list_in_place(reader):
    reader.visit("/")
    reader.get_by_label("Words in these events").fill("distillation")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/?q=distillation")
    expect(reader.locator(".pill")).to_have_text("“distillation”")


def test_a_phone_has_a_link_to_the_search_page(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.visit("/")
    reader.get_by_role("link", name="Search", exact=True).click()
    reader.wait_for_url("**/search/")
    expect(reader.get_by_label("Words, names, docket numbers")).to_be_focused()
