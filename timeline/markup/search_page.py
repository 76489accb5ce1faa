"""The search page around its hits: the form, the types and orders on offer, the hits by type, the way to more."""

from functools import cache
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString

from timeline.markup.controls import as_known, more
from timeline.markup.hits import hits
from timeline.markup.values import chosen_by

_HELP = (
    '<b>musk grok</b> both words · <b>"open source"</b> a phrase · <b>-altman</b> without · '
    "<b>grok OR claude</b> either · <b>distill*</b> a beginning · <b>24-cv-4722</b> a docket number"
)


def search_form(page) -> SafeString:
    """What is looked for, as the page's heading and in a form that keeps type, order and the day of the view."""
    asked, typed = page.asked, escape(page.query.get("q", ""))
    heading = f"Search: {escape(asked.typed)}" if asked else "Search the record"
    kept = [(name, page.query.get(name)) for name in ("type", "order")]
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">\n' for name, value in kept if value)
    return SafeString(
        f'<h1>{heading}</h1>\n<form class="search-form" role="search" action="{_search()}" method="get">\n'
        '<p class="field"><label for="q">Words, names, docket numbers</label>\n'
        f'<input id="q" name="q" type="search" value="{typed}" autocomplete="off" maxlength="300" '
        f'aria-describedby="q-help"{"" if asked else " autofocus"}></p>\n'
        f"{hidden}{as_known(page, _state(page, as_of=''))}"
        '<p><button class="button button--main">Search</button></p>\n'
        f'<p class="soft" id="q-help">{_HELP}</p>\n</form>\n'
    )


def types_found(page) -> SafeString:
    """All and each type with hits, with how many, as tabs."""
    tabs = [_tab(page, "", "All", page.total, not page.chosen)]
    tabs += [_tab(page, kind.name, kind.plural, count, kind == page.chosen) for kind, count in page.kinds]
    return SafeString(f'<nav class="tabs" aria-label="Types of record">\n{"".join(tabs)}\n</nav>\n')


def orders_of_hits(page) -> SafeString:
    """The orders on offer for the type that is asked for, and events as a timeline."""
    choices = page.fields["order"].choices
    chosen = page.query.get("order") or choices[0][0]
    links = []
    for name, label in choices:
        current = ' aria-current="true"' if name == chosen else ""
        links.append(f'<a href="{escape(_state(page, order=name))}"{current}>{label}</a>')
    if page.chosen.name == "event":
        links.append(f'<a href="{_as_timeline(page)}">as a timeline</a>')
    return SafeString(f'<p class="hits__order">{" · ".join(links)}</p>\n')


def groups(page) -> SafeString:
    """The hits by type; of the one that is asked for a page of them."""
    return SafeString("".join([_group(page, group) for group in page.groups]))


def nothing_found(page, spellings, wider) -> SafeString:
    """What no record has, and what to try instead: other spellings, and searches for less."""
    noun = page.chosen.noun if page.chosen else "record"
    known = f" known on {page.day_label}" if page.day else ""
    *others, last = (f"<strong>{escape(typed)}</strong>" for typed in page.asked.groups_typed)
    wanted = f"{', '.join(others)} and {last}" if others else last
    unwanted = " or ".join(f"<strong>{escape(atom.typed)}</strong>" for atom in page.asked.unwanted)
    meant = f'<p class="actions">Did you mean {_tries(spellings)}</p>\n' if spellings else ""
    less = f'<p class="actions">{_tries(wider)}</p>\n' if wider else ""
    return SafeString(
        f'<div class="empty">\n<h2>Nothing found</h2>\n<p>No {noun}{known} has {wanted}'
        f"{f' without {unwanted}' if unwanted else ''}.</p>\n{meant}{less}</div>\n"
    )


def page_of_hits(page, found) -> SafeString:
    """One page of the hits of one kind and the way to the next."""
    start = "" if page.is_by_time else f' start="{page.first_shown}"'
    after = ""
    if following := page.next:
        after += more(_state(page, after=following), page.chosen.plural.lower())
    elif page.has_more_than_ranked:
        told = f"These are the best {page.ranked_of_chosen} of {page.total_of_chosen}."
        address = escape(_state(page, order="newest"))
        after += f'<p class="soft">{told} <a href="{address}">See all of them, newest first</a></p>\n'
    return SafeString(f"<ol{start}>{hits(found, page.day)}</ol>\n{after}")


def _tab(page, name: str, label: str, count: int, is_chosen: bool) -> str:
    current = ' aria-current="page"' if is_chosen else ""
    return f'<a href="{escape(_state(page, type=name))}"{current}>{label} <span>{count}</span></a>\n'


def _group(page, group) -> str:
    kind = group.kind
    shown = page_of_hits(page, group.hits) if page.chosen else _first_hits(page, group)
    return (
        f'<section class="hits" aria-labelledby="hits-{kind.name}">\n'
        f'<h2 id="hits-{kind.name}">{kind.plural} <small>{group.count}</small></h2>\n{shown}</section>\n'
    )


def _first_hits(page, group) -> str:
    """Those of one type among others, and the way to all of it."""
    kind, shown = group.kind, f"<ol>{hits(group.hits, page.day)}</ol>\n"
    if group.count <= len(group.hits):
        return shown
    address = escape(_state(page, type=kind.name))
    told = f'<a class="button" href="{address}">All {group.count} {kind.plural.lower()}</a>'
    if kind.name == "event":
        told += f' <a class="button" href="{_as_timeline(page)}">As a timeline</a>'
    return f"{shown}<p>{told}</p>\n"


def _tries(tries) -> str:
    return "".join(
        f'<a class="button" href="{escape(one.address)}">{escape(one.words)} <span class="soft">{one.count}</span></a> '
        for one in tries
    )


def _as_timeline(page) -> str:
    return escape(chosen_by("q", quote(page.asked.typed), page.day))


def _state(page, **changes: str) -> str:
    return page.address(**changes) or "?"


@cache
def _search() -> str:
    return reverse("search")
