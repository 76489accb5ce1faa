"""The words that a reader sees on an HTML page; its blocks begin new lines."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.dammit import EncodingDetector
from bs4.element import PreformattedString

from timeline.extracting.encoded import decode_declared
from timeline.extracting.extracted import refuse_misread

_UNSEEN = frozenset("head title script style template noscript iframe object svg canvas audio video".split())
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section summary table tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Stands for a line end that the page means, until those it does not mean are gone.
_BREAK = "\x1e"


def read_html(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The visible text with remarks on how it was read."""
    html, remarks = decode_declared(data, EncodingDetector.find_declared_encoding(data, is_html=True) or "")
    return visible_text(html), remarks


def visible_text(html: str) -> str:
    soup = BeautifulSoup(html.replace(_BREAK, ""), "html.parser")
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(_seen(soup)))
    refuse_misread(text)  # again: a page can spell characters by number
    return re.sub(rf" ?{_BREAK}[ {_BREAK}]*", "\n", text)


def _seen(soup: BeautifulSoup) -> Iterator[str]:
    """Words and breaks in order. A stack of our own, for pages nest deeper than Python's."""
    path: list[tuple[Tag, Iterator[PageElement]]] = [(soup, iter(soup.contents))]
    preformatted = 0
    while path:
        element, inside = path[-1]
        child = next(inside, None)
        if child is None:
            path.pop()
            preformatted -= element.name == "pre"
            yield _around(element)
        elif isinstance(child, Tag):
            if not _is_unseen(child):
                path.append((child, iter(child.contents)))
                preformatted += child.name == "pre"
                yield _around(child)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):  # as comments are
            yield child.replace("\n", _BREAK) if preformatted else child


def _around(element: Tag) -> str:
    if element.name in _BLOCKS:
        return _BREAK
    return " " if element.name in _CELLS else ""


def _is_unseen(element: Tag) -> bool:
    style = element.get("style")
    return element.name in _UNSEEN or element.has_attr("hidden") or bool(style and _HIDING.search(str(style)))
