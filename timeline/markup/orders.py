"""In which order a list stands, and other choices of which one is in force."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def orders(page) -> SafeString:
    """The order of a list, and the way to others."""
    chosen = "".join([escape(label.lower()) for _, label, is_chosen in page.orders if is_chosen])
    return SafeString(_folded(chosen, [_choice(page, "order", *order) for order in page.orders]))


def bands(page) -> SafeString:
    """The bands of the provenance score of what a list has, and the way to others."""
    chosen = "".join([f" {escape(label)}" for _, label, is_chosen in page.bands if is_chosen])
    choices = [_choice(page, "score", "", "Any", False), *[_choice(page, "score", *band) for band in page.bands]]
    return SafeString(_folded(f"provenance{chosen}", choices))


def _folded(summary: str, choices: Iterable[str]) -> str:
    return f'<details class="orders"><summary>{summary}</summary><ul>{"".join(choices)}</ul></details>'


def _choice(page, name: str, value: str, label: str, is_chosen: bool) -> str:
    address = escape(page.address(**{name: value}) or "?")
    current = ' aria-current="true"' if is_chosen else ""
    return f'<li><a href="{address}"{current}>{escape(label)}</a></li>'
