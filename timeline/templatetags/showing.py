"""How values are shown: links that keep the day of the view, dates, marks. Nothing is fetched."""

import datetime
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline import dates
from timeline.markup import cards, controls, hits, orders, search_page, values
from timeline.vocabulary import ONLY_WORDS_HELD_MEANING

register = template.Library()

for _tag in (
    values.mark,
    values.grade,
    values.score,
    values.differs,
    cards.source_line,
    cards.months,
    cards.grades_told,
    controls.more,
    search_page.search_form,
    search_page.types_found,
    search_page.orders_of_hits,
    search_page.groups,
    search_page.nothing_found,
    search_page.page_of_hits,
    orders.orders,
    orders.bands,
):
    register.simple_tag(_tag)
register.simple_tag(hits.title, name="hit_title")
for _filter in (
    values.same_words,
    values.when,
    values.cited,
    values.counted,
    values.use_label,
    values.marks_of,
    values.origins,
    values.sources_of,
    values.initial_lower,
):
    register.filter(_filter.__name__, _filter)


@register.simple_tag(takes_context=True)
def page(context, name, *args, fragment=""):
    """The address of a page by its name in urls.py, as known on the day of the view."""
    return _address_of(name, args) + _day_query(context) + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=4096)
def _address_of(name, args):
    """To ask for the addresses of a page anew each time takes longer than to fill in the rest of it."""
    return reverse(name, args=args)


@register.simple_tag(takes_context=True)
def tab_page(context, kind, tab, slug):
    """The address of one tab of a record."""
    return _address_of(f"{kind}-{tab}", (slug,)) + _day_query(context)


@register.filter
def get(mapping, key):
    return mapping[key]


@register.simple_tag(takes_context=True)
def link(context, record):
    """The address of a record's page, as known on the day of the view."""
    address, _, fragment = record.get_absolute_url().partition("#")
    return address + _day_query(context) + (f"#{fragment}" if fragment else "")


@register.simple_tag(takes_context=True)
def compare_page(context, one=None, other=None):
    """The address of two disputes side by side; with one or none, of the choice of the others."""
    day = _day_query(context).lstrip("?")
    chosen = [f"{name}={case.slug}" for name, case in (("a", one), ("b", other)) if case]
    query = "&".join(filter(None, [*chosen, day]))
    return reverse("compare") + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def report_page(context, record):
    """The address at which an error in the record, as shown on the day of the view, is reported."""
    day = _day_query(context).replace("?", "&")
    return f"{reverse('report')}?about={record._meta.model_name}/{record.slug}{day}"


@register.simple_tag(takes_context=True)
def chosen_by(context, name, value):
    """The address of the timeline with one filter set, as known on the day of the view."""
    return values.chosen_by(name, value, _day(context))


@register.simple_tag
def state(filters, **changes):
    """The query string of a list's state with some names changed, "?" when nothing is left."""
    return filters.address(**changes) or "?"


@register.simple_tag
def state_without(filters, name, value):
    """The query string of a list's state without one value."""
    return filters.address(drop=(name, value)) or "?"


@register.simple_tag
def choices(facet, choices, noun, plural, contested_cases=frozenset()):
    """Values of a facet as list items with a box to tick; a tag, for there are hundreds on a page."""
    name, contested = escape(facet.name), contested_cases if facet.name == "case" else ()
    one, many = (f'<span class="visually-hidden"> {escape(words)}</span>' for words in (noun, plural))
    items = []
    for choice in choices:
        value, label = escape(choice.value), escape(choice.label)
        shown = f'<span class="mark mark--{value}">{label}</span>' if facet.name == "evidence" else label
        shown += values.CASE_DIFFERS if choice.value in contested else ""
        none, ticked = "" if choice.count else " facet__option--none", " checked" if choice.is_chosen else ""
        counted = f"{choice.count}{one if choice.count == 1 else many}"
        items.append(
            f'<li><label class="facet__option{none}"><input type="checkbox" name="{name}" value="{value}" '
            f'id="{name}-{value}"{ticked}> {shown} <span class="facet__count">{counted}</span></label></li>'
        )
    return SafeString("".join(items))


@register.simple_tag(takes_context=True)
def as_known(context, clears=False):
    """The field for the day of the view; from there to today by the same list's address, or the page's own."""
    filters = context["filters"]
    return controls.as_known(filters, state(filters, as_of="") if clears else context["request"].path)


@register.simple_tag(takes_context=True)
def quote_said(context, quote):
    return cards.quote_said(quote, _day(context))


@register.simple_tag(takes_context=True)
def grades(context, quote):
    return cards.grades(quote, _day(context))


@register.simple_tag(takes_context=True)
def contested(context, question, bare=False):
    return cards.contested(question, _day(context), bare)


@register.simple_tag(takes_context=True)
def chips(context, event):
    return cards.chips(event, _day(context))


@register.simple_tag
def only_words_held():
    """What it means that no more is held of a source than the quoted words."""
    return ONLY_WORDS_HELD_MEANING


@register.simple_tag
def status_on(case, day):
    """Whether the case's status can be shown in a view of that day."""
    return case.is_status_known_on(day)


@register.simple_tag
def known_in_full(record, day):
    """Whether all dated sources of the record were out by that day, so that its description can be shown."""
    return record.is_known_in_full(day)


@register.filter
def long_when(text):
    """The date with its weekday: “Thursday, 30 Apr 2026”."""
    reading = dates.read(text)
    return values.time(reading, f"{reading.weekday}, {reading.label}" if reading.weekday else reading.label)


@register.filter
def day(value):
    """A datetime.date as “30 Apr 2026”."""
    return dates.day_label(value) if value else ""


@register.filter
def moment(value):
    """When something was done here: “3 May 2026, 10:42 UTC”, in <time>."""
    then = value.astimezone(datetime.UTC)
    words = f"{dates.day_label(then)}, {then:%H:%M} UTC"
    return format_html('<time datetime="{}">{}</time>', then.isoformat(timespec="seconds"), words)


@register.simple_tag
def version_page(version):
    """The address of a version, which never changes."""
    return reverse(f"{version.record_kind}-version", args=[version.record_slug, version.number])


@register.simple_tag
def history_page(record):
    return _address_of(f"{record._meta.model_name}-history", (record.slug,))


@register.filter
def period(text):
    return dates.period_label(text)


@register.simple_tag
def remain(remaining, whole):
    """The verb after “1 of 3 claims” and “0 of 1 claim”, which is that of one, and after all others."""
    return "remains" if 1 in (remaining, whole) else "remain"


@register.simple_tag
def claims_left(ledger):
    """“2 of the 11 claims and 1 of 1 counterclaim named in our sources remain”."""
    groups = ledger.groups
    parts = (
        f"{group.remaining} of {'the ' if len(group.claims) > 1 else ''}{values.counted(len(group.claims), group.noun)}"
        for group in groups
    )
    verb = remain(groups[0].remaining, len(groups[0].claims)) if len(groups) == 1 else "remain"
    return f"{' and '.join(parts)} named in our sources {verb}"


def _day_query(context) -> str:
    return values.day_query(_day(context))


def _day(context):
    filters = context.get("filters")
    return filters.day if filters is not None else None
