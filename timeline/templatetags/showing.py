"""How values are shown: links that keep the day of the view, dates, marks. Nothing is fetched."""

import datetime

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from timeline import dates
from timeline.vocabulary import ONLY_WORDS_HELD, ONLY_WORDS_HELD_MEANING, DataUse, EvidenceMark, Grade

register = template.Library()

_MACHINE_READABLE = {"day", "month", "year"}


@register.simple_tag(takes_context=True)
def page(context, name, *args, fragment=""):
    """The address of a page by its name in urls.py, as known on the day of the view."""
    return reverse(name, args=args) + _day_query(context) + (f"#{fragment}" if fragment else "")


@register.simple_tag(takes_context=True)
def tab_page(context, kind, tab, slug):
    """The address of one tab of a record."""
    return reverse(f"{kind}-{tab}", args=[slug]) + _day_query(context)


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
    day = _day_query(context)
    return f"{reverse('timeline')}{day or '?'}{'&' if day else ''}{name}={value}"


@register.simple_tag
def state(filters, **changes):
    """The query string of a list's state with some names changed, "?" when nothing is left."""
    return filters.address(**changes) or "?"


@register.simple_tag
def state_without(filters, name, value):
    """The query string of a list's state without one value."""
    return filters.address(drop=(name, value)) or "?"


@register.simple_tag
def choices(facet, choices, plural):
    """Values of a facet as list items with a box to tick; a tag, for there are hundreds on a page."""
    name = escape(facet.name)
    noun = f'<span class="visually-hidden"> {escape(plural)}</span>'
    items = []
    for choice in choices:
        value, label = escape(choice.value), escape(choice.label)
        shown = f'<span class="mark mark--{value}">{label}</span>' if facet.name == "evidence" else label
        none, ticked = "" if choice.count else " facet__option--none", " checked" if choice.is_chosen else ""
        items.append(
            f'<li><label class="facet__option{none}"><input type="checkbox" name="{name}" value="{value}" '
            f'id="{name}-{value}"{ticked}> {shown} <span class="facet__count">{choice.count}{noun}</span></label></li>'
        )
    return SafeString("".join(items))


@register.simple_tag
def marked(pieces):
    """A stretch of text as (words, whether they were looked for), with the found words marked."""
    parts = (f"<mark>{escape(words)}</mark>" if is_found else escape(words) for words, is_found in pieces)
    return SafeString("".join(parts))


@register.simple_tag
def mark(evidence_mark, words=""):
    """An evidence mark: a word and a shape, never a colour alone; "" for a record without sources."""
    if not evidence_mark:
        return ""
    evidence_mark = EvidenceMark(evidence_mark)
    return format_html('<span class="mark mark--{}">{}</span>', evidence_mark.slug, words or evidence_mark.label)


@register.simple_tag
def grade_of(quote):
    """The grade of a quote fetched `for_card`; with the document, where no text of a nearer one is held."""
    return grade(quote.grade_shown, quote.check_shown, quote.farther_source)


@register.simple_tag
def grade(grade, check=None, document=None):
    """How a quotation stands in the held text: a sign, words and what they mean.

    With the check, also at how many places, and whether no more is held than the quoted words themselves; with the
    document, also that it is of this one and not of the nearest.
    """
    alone = bool(check and check.has_only_words)
    words = grade.label.lower()
    if grade == Grade.AMBIGUOUS and check and check.place_count:
        words = f"{words}: {check.place_count} places"
    meaning = grade.meaning
    if document:
        mark = EvidenceMark(document.mark).label.lower()
        words = f"{words} in {document.publisher or document.title} ({mark})"
        meaning = f"{meaning} No text of a nearer source is held."
    return format_html(
        '<span class="grade grade--{}{}" title="{}"><span aria-hidden="true">{}</span> {}</span>',
        grade.slug,
        " grade--alone" if alone or document else "",
        f"{meaning} {ONLY_WORDS_HELD_MEANING}" if alone else meaning,
        "○" if grade.is_verified and (alone or document) else grade.sign,
        f"{words}, {ONLY_WORDS_HELD}" if alone else words,
    )


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
def when(text):
    """An EDTF text as worded, in <time> where HTML has a form for its precision; “date not known” for none."""
    if not text:
        return "date not known"
    reading = dates.read(text)
    return _time(reading, reading.label)


@register.filter
def short_when(reading):
    """The day without its year, under a heading that gives it."""
    return _time(reading, reading.short_label)


@register.filter
def long_when(text):
    """The date with its weekday: “Thursday, 30 Apr 2026”."""
    reading = dates.read(text)
    return _time(reading, f"{reading.weekday}, {reading.label}" if reading.weekday else reading.label)


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
    return reverse(f"{record._meta.model_name}-history", args=[record.slug])


@register.filter
def period(text):
    return dates.period_label(text)


@register.filter
def use_label(use):
    return DataUse(use).label


@register.filter
def counted(number, noun):
    """“1 event”, “2 events”; the plural after a comma where it is not in s: `"party,parties"`."""
    singular, _, plural = noun.partition(",")
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


@register.simple_tag
def remain(remaining, whole):
    """The verb after “1 of 3 claims” and “0 of 1 claim”, which is that of one, and after all others."""
    return "remains" if 1 in (remaining, whole) else "remain"


@register.filter
def marks_of(references):
    """How many of these references carry each mark, best first: (mark, count) pairs."""
    marks = [reference.source.evidence_mark for reference in references]
    return [(mark, marks.count(mark)) for mark in EvidenceMark if mark in marks]


@register.filter
def origins(references):
    """How many independent origins these references have: sources that retell one count once, background not at all."""
    telling = [reference for reference in references if not getattr(reference, "is_background", False)]
    return len({reference.source.origin_id or reference.source_id for reference in telling})


@register.filter
def initial_lower(text):
    """For a label in the middle of a sentence."""
    return text[:1].lower() + text[1:] if text else ""


def _time(reading, words):
    exact = reading.precision in _MACHINE_READABLE and not (reading.is_approximate or reading.is_uncertain)
    if not exact or "X" in reading.text:
        return format_html("<span>{}</span>", words)
    return format_html('<time datetime="{}">{}</time>', reading.text, words)


def _day_query(context) -> str:
    filters = context.get("filters")
    return f"?as_of={filters.day.isoformat()}" if filters is not None and filters.day else ""
