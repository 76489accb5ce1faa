"""One hit of a search: its title with the found words marked, a stretch of its text, its evidence and date."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from timeline import dates
from timeline.markup.cards import grades_told
from timeline.markup.values import address, differs, mark, when


def hits(found: Iterable, day=None) -> SafeString:
    """Hits as the items of a list."""
    return SafeString("".join(hit(one, day) for one in found))


def hit(found, day=None) -> SafeString:
    """A hit of timeline.filters.search, as known on the day of the view."""
    is_source = found.kind.name == "source"
    if not found.is_told and not is_source:
        text = f'<p class="soft">Its text rests on sources published after {dates.day_label(day)}.</p>\n'
    else:
        text = _stretch("hit__text", found.excerpt)
    own = address(found.kind.name, found.slug, day)
    dated = when(found.date) if found.date else "undated" if is_source else ""
    return SafeString(
        f'<li class="hit"><h3 class="hit__title"><a href="{own}">{title(found)}</a>'
        f"{differs(found.contested_points)}</h3>\n{text}{_stretch('hit__text soft', found.found_by)}"
        f'<p class="hit__line">{mark(found.mark)} {dated}{_grades(found)}</p></li>\n'
    )


def _grades(found) -> str:
    """How quoted words stand in held text, which is said beside them wherever they appear."""
    return f' <span class="grades">{grades_told(found.quote)}</span>' if found.quote else ""


def title(found) -> SafeString:
    """What it is called; of a quote also whose words it has, of a filing its case."""
    words = marked(found.title)
    if found.case:
        return SafeString(f'{words} <small class="soft">{marked(found.case)}</small>')
    return SafeString(f"{escape(found.speaker)}: “{words}”" if found.speaker else words)


def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """A stretch of text as (words, whether they were looked for), with the found words marked."""
    parts = (f"<mark>{escape(words)}</mark>" if is_found else escape(words) for words, is_found in pieces)
    return SafeString("".join(parts))


def _stretch(name: str, pieces: list[tuple[str, bool]]) -> str:
    return f'<p class="{name}">{marked(pieces)}</p>\n' if pieces else ""
