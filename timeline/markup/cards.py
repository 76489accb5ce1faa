"""An event of a timeline with its evidence beside it, and the pieces of it that stand on other pages too."""

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from django.utils.safestring import SafeString

from timeline import dates
from timeline.markup.values import (
    CASE_DIFFERS,
    address,
    chosen_by,
    cited,
    counted,
    grade,
    initial_lower,
    mark,
    marks_of,
    origins,
    same_words,
    score,
    sources_of,
    time,
    use_label,
    when,
)
from timeline.vocabulary import EventKind, EvidenceMark, Forum

# So many of each stand on a card; how many more there are is told.
SOURCES, QUOTES, POINTS = 20, 3, 2


def event_card(event, day=None) -> str:
    """An event of timeline.filters.event_rows, as known on the day of the view; plain, for it is kept by itself."""
    own, slug = address("event", event.slug, day), event.slug
    filing = f" · {event.filing.docket_label}" if event.is_filing_shown and event.filing.docket_label else ""
    points, quotes, sources = event.contested_questions, event.quotes_said, event.evidence
    parts = [
        f'<li class="event" id="{slug}">{_date(event.date)}'
        f'<div class="event__body"><p class="label event__kind">{escape(_kind_label(event.kind) + filing)}</p>'
        f'<h4 class="event__title"><a href="{own}">{escape(event.title)}</a></h4>',
        _summary(event, day),
        *[quote_said(quote, day) for quote in quotes[:QUOTES]],
        _more(len(quotes) - QUOTES, "more quote", own),
        *[contested(question, day) for question in points[:POINTS]],
        _more(len(points) - POINTS, "more point", f"{own}#contested", " on which accounts differ"),
        chips(event, day),
        f'</div><details class="evidence" id="evidence-{slug}">{_summed_up(event)}<ol>',
        *[_source(slug, place, row, day) for place, row in enumerate(sources[:SOURCES], 1)],
        "</ol>",
        _more(len(sources) - SOURCES, f"more {_noun(sources)}", own) if len(sources) > SOURCES else "",
        "</details></li>\n",
    ]
    return "".join(parts)


def months(groups: Iterable[tuple[str, int | None, list[str]]]) -> SafeString:
    """Cards by period: (period, how many events it has in all or None, cards)."""
    parts = []
    for period, count, cards in groups:
        told = f" <small>{counted(count, 'event')}</small>" if count else ""
        parts += [
            f'<section class="month"><h3 class="month__name">{dates.period_label(period)}{told}</h3>\n<ol>',
            *cards,
        ]
        parts.append("</ol></section>\n")
    return SafeString("".join(parts))


def quote_said(quote, day=None) -> SafeString:
    """Words said, with how they stand in held text and whether accounts of them differ; of a quote `for_card`."""
    own = address("quote", quote.slug, day)
    asked = f", asked: {escape(initial_lower(quote.asked))}" if quote.asked else ""
    differ = f"≠ accounts differ on {counted(quote.contested_points, 'point')}"
    points = f' · <a class="contested-mark" href="{own}#contested">{differ}</a>' if quote.contested_points else ""
    return SafeString(
        f'<figure class="quote"><blockquote><a href="{own}">“{escape(quote.text)}”</a></blockquote>\n'
        f"<figcaption>{escape(quote.speaker.name)}, {escape(Forum(quote.forum).label.lower())}{asked} · "
        f"{grades(quote, day)}{points}</figcaption></figure>\n"
    )


def grades(quote, day=None) -> SafeString:
    """How the words stand in held text, and how many accounts print them alike; of a quote `for_card`."""
    own, alike = f"{address('quote', quote.slug, day)}#wordings", same_words(quote)
    alike = f' · <a class="plain" href="{own}">{alike}</a>' if alike else ""
    return SafeString(f'<span class="grades">{grades_told(quote)}{alike}</span>')


def grades_told(quote) -> SafeString:
    """The grade of its words, and those of sources that tell otherwise; of a quote `for_card`."""
    (shown, count), *others = quote.grades_told.items()
    told = [grade(shown, quote.check_shown, quote.farther_source, count if others else 0)]
    return SafeString(" · ".join([*told, *(grade(other, sources=number) for other, number in others)]))


def contested(question, day=None, bare: bool = False) -> SafeString:
    """A question on which accounts differ; `bare` under a heading that says so."""
    words = ("" if bare else "Accounts differ: ") + escape(question.question)
    return SafeString(f'<a class="contested" href="{address("question", question.slug, day)}">{words}</a>')


def chips(event, day=None) -> SafeString:
    """Cases, parties and data uses of an event that is connected."""
    items = [
        f'<li><a class="chip chip--case" href="{address("case", slug, day)}">{escape(name)}'
        f"{CASE_DIFFERS if slug in event.contested_cases else ''}</a></li>"
        for slug, name in event.cases_shown
    ]
    for slug, name in event.parties_shown:
        items.append(f'<li><a class="chip" href="{address("party", slug, day)}">{escape(name)}</a></li>')
    items += [_chip_of_use(slug, day) for slug, _ in event.uses_shown]
    label = "Cases, parties, data uses"
    return SafeString(f'<ul class="chips" aria-label="{label}">{"".join(items)}</ul>' if items else "")


def source_line(source, locator: str = "") -> SafeString:
    """Who published a source and when, where in it, and how far it was read."""
    said = [escape(source.publisher), when(source.published) if source.published else "undated", escape(locator)]
    said += ["cited, not read" if source.seen == "cited" else "", "archived ✓" if source.archived_url else ""]
    return SafeString(" · ".join(filter(None, said)))


@cache
def _kind_label(kind: str) -> str:
    return EventKind(kind).label


@lru_cache(maxsize=1024)
def _chip_of_use(slug: str, day) -> str:
    own = escape(chosen_by("use", slug, day))
    return f'<li><a class="chip" href="{own}">{escape(use_label(slug))}</a></li>'


@lru_cache(maxsize=8192)
def _date(text: str) -> str:
    """The date of an event, and its dot on the line of time."""
    reading = dates.read(text)
    doubted = reading.is_approximate or reading.is_uncertain
    dot = " event__dot--uncertain" if doubted else "" if _is_day(reading) else " event__dot--month"
    year = f'<span class="event__year">{reading.earliest.year}</span> ' if _is_day(reading) else ""  # type: ignore[union-attr]
    unknown = {"month": "day not known", "year": "month not known"}.get(reading.precision, "")
    beside = reading.uncertainty or reading.weekday or unknown
    told = f"{time(reading, reading.short_label)} {year}<small>{beside}</small>"
    return f'<p class="event__date">{told}</p>\n<span class="event__dot{dot}" aria-hidden="true"></span>'


def _is_day(reading: dates.Reading) -> bool:
    return reading.precision == "day"


def _summary(event, day) -> str:
    if not event.is_known_in_full(day):  # the sentence is ours and rests on none of its sources
        told = f'<span class="soft">Its summary rests on sources published after {dates.day_label(day)}.</span>'
        return f'<p class="event__summary">{told}</p>\n'
    notes = (
        f'<a href="#{event.slug}-{number}" aria-label="Source {number}">{number}</a>'
        for number in range(1, min(len(event.evidence), SOURCES) + 1)
    )
    return f'<p class="event__summary">{escape(event.summary)}<sup>{"".join(notes)}</sup></p>\n'


def _more(count: int, noun: str, own: str, after: str = "") -> str:
    return f'<p class="soft"><a href="{own}">{counted(count, noun)}{after}</a></p>' if count > 0 else ""


def _noun(references) -> str:
    """What stands in a list of these."""
    return "reference" if sources_of(references) < len(references) else "source"


def _summed_up(event) -> str:
    """The line of the evidence that is seen while it is folded."""
    rows = event.evidence
    found, independent, label = sources_of(rows), origins(rows), dates.read(event.date).label
    told = cited(rows) if found < len(rows) or independent < found else ""
    told += f", {counted(independent, 'origin')}" if independent < found else ""
    of_origins = f'<span class="evidence__origins">{told}</span>' if told else ""
    marks = "".join([_mark_counted(one, many) for one, many in marks_of(rows)])
    return (
        '<summary><span class="label evidence__label">Evidence<span class="evidence__date"> · '
        f"{escape(label)}</span></span> {score(event)} "
        f'<span class="evidence__count">{marks}{of_origins}</span></summary>'
    )


@lru_cache(maxsize=256)
def _mark_counted(one: EvidenceMark, many: int) -> str:
    return f'<span class="mark mark--{one.slug}">{many} {escape(one.short)}</span> '


def _source(slug: str, place: int, reference, day) -> str:
    source = reference.source
    return (
        f'<li class="source" id="{slug}-{place}">{mark(source.mark)} '
        f'<a class="source__title" href="{address("source", source.slug, day)}">{place} {escape(source.title)}</a> '
        f'<span class="source__by">{source_line(source, reference.locator)}</span></li>\n'
    )
