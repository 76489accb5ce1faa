"""The words of a Markdown file as a page would show them."""

from markdown_it import MarkdownIt

from timeline.extracting.encoded import decode
from timeline.extracting.html import visible_text


def read_markdown(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The visible text with remarks on how it was read."""
    text, remarks = decode(data)
    return visible_text(MarkdownIt("commonmark").enable("table").render(text)), remarks
