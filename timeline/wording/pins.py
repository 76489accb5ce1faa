"""The pages that a pin cite names."""

import re

_PAGES = re.compile(r"pp?\. ?(\d{1,6})(?:[-–](\d{1,6}))?")


def pages(locator: str) -> range:
    """“p. 5” or “pp. 3–5”; empty for a pin cite of anything else than pages, or of more than pages."""
    found = _PAGES.fullmatch(locator)
    return range(int(found[1]), int(found[2] or found[1]) + 1) if found else range(0)


def names(locator: str, page: str) -> bool:
    """Whether the pin cite names this page, as a page map spells it."""
    return locator == page or any(number in pages(locator) for number in pages(page))
