"""A word longer than a line, as a held text may have, makes no page wider than a phone."""

import pytest

LONG = """(selector) => {
    const held = document.querySelector(selector);
    held.insertAdjacentHTML("beforeend", `<p class="held__difference"><ins>${"x".repeat(200)}</ins></p>`);
    return document.documentElement.scrollWidth;
}"""


@pytest.mark.parametrize("address", ["/quotes/q-musk-validate/", "/events/ev-2026-04-30-distillation/words/"])
@pytest.mark.parametrize("selector", [".held", ".held .soft", ".wording", ".wording__accounts li", ".held__by"])
def test_a_long_word_of_a_held_text_is_broken(reader, address, selector):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.visit(address)
    assert reader.evaluate(LONG, selector) <= 390
