"""Pictures of lanes as SVG, written out here: a template would take ten times as long for as many figures."""

import datetime
from functools import cache, lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from timeline.filters.left import FIRST_DAY, LAST_DAY
from timeline.lanes.axis import WIDTHS, Label
from timeline.lanes.detail import Bar, Figure, Mark
from timeline.lanes.drawn import Told
from timeline.lanes.picture import MOST_BYTES, Lane, Picture
from timeline.lanes.rows import APPROXIMATE, UNCERTAIN
from timeline.vocabulary import EventKind, EvidenceMark

register = template.Library()

AXIS, FOLDED = 26, 30  # pixels: the height of the axis, of the density of the folded lanes

_SHAPES = {
    EventKind.RULING: "diamond",
    EventKind.VERDICT: "diamond",
    EventKind.SETTLEMENT: "diamond",
    EventKind.FILING: "square",
    EventKind.HEARING: "circle",
    EventKind.TESTIMONY: "circle",
    EventKind.TRIAL: "circle",
}
_KINDS = list(EventKind)


@register.simple_tag
def lanes_picture(picture: Picture) -> SafeString:
    """The whole picture but the names of its lanes, which stand beside it in lines of the same height."""
    drawn = _drawn(picture)
    while len(drawn) > MOST_BYTES and picture.coarsen():
        drawn = _drawn(picture)
    return SafeString(drawn)


def _drawn(picture: Picture) -> str:
    height = AXIS + picture.lane_height * len(picture.lanes) + (FOLDED if picture.rest[1] else 0)
    parts = [f'<svg class="lanes__svg" width="100%" height="{height}" aria-hidden="false">', _axis(picture, height)]
    parts += [_tie(picture, left, right) for left, right in picture.ties]
    as_one = picture.bins_as_one
    for number, lane in enumerate(picture.lanes):
        parts.append(_lane(picture, lane, AXIS + picture.lane_height * number, as_one))
    if picture.rest[1]:
        top = AXIS + picture.lane_height * len(picture.lanes)
        parts.append(_density(picture.rest[2], top + 4, FOLDED - 8, "lanes__density lanes__density--rest"))
    if picture.today is not None:
        x = _percent(picture.today)
        parts.append(f'<line class="lanes__today" x1="{x}" x2="{x}" y1="{AXIS - 6}" y2="{height}"/>')
    return "".join([*parts, "</svg>"])


@register.simple_tag
def lanes_overview(picture: Picture) -> SafeString:
    """The whole record, with the window marked in it."""
    left, right = picture.window_in_whole
    width = max(right - left, 0.004)
    return SafeString(
        '<svg class="lanes__whole" width="100%" height="28" aria-hidden="true">'
        + _density(picture.overview, 2, 24, "lanes__density")
        + f'<rect class="lanes__window" x="{_percent(left)}" width="{_percent(width)}" y="1" height="26" rx="3"/></svg>'
    )


def _axis(picture: Picture, height: int) -> str:
    parts = []
    for tick in picture.ticks:
        kind = "year" if tick.is_year else "part"
        x = _percent(tick.label.x)
        parts.append(f'<line class="lanes__line lanes__line--{kind}" x1="{x}" x2="{x}" y1="{AXIS - 6}" y2="{height}"/>')
        parts.append(_words(tick.label, f"lanes__tick lanes__tick--{kind}", AXIS - 11, 4))
    return "".join(parts)


def _lane(picture: Picture, lane: Lane, top: int, as_one: int) -> str:
    when = picture.period(lane.first, lane.last) if picture.zero else lane.span
    said = f"{lane.name}: {lane.count} {'event' if lane.count == 1 else 'events'}, {when}"
    parts = [f'<g role="group" aria-label="{escape(said)}" transform="translate(0 {top})">']
    if lane.life:
        left, right = _percent(lane.life.left), _percent(lane.life.right)
        parts.append(f'<line class="lanes__life" x1="{left}" x2="{right}" y1="24" y2="24"/>')
        for label in lane.labels:
            x = _percent(label.x)
            parts.append(f'<use href="#lane-stage" x="{x}"/>')
            parts.append(_words(label, "lanes__label", 11, 3))
    if lane.detail.density:
        parts.append(_density(merged_bins(lane.detail.density, as_one), 10, 24, "lanes__density"))
    parts += [_bar(picture, lane, bar) for bar in lane.detail.bars]
    parts += [_mark(picture, lane, mark) for mark in lane.detail.marks]
    return "".join([*parts, "</g>"])


def _tie(picture: Picture, left: float, right: float) -> str:
    """From an event in the first lane to the same event in the second."""
    above, below = AXIS + 24, AXIS + 24 + picture.lane_height
    return f'<line class="lanes__tie" x1="{_percent(left)}" x2="{_percent(right)}" y1="{above}" y2="{below}"/>'


def _mark(picture: Picture, lane: Lane, mark: Mark) -> str:
    if len(mark.rows) > 1:
        return _stack(picture, lane, mark)
    row = mark.rows[0]
    rows, told = picture.drawn.rows, picture.told.get(row)
    if not told:
        return ""
    kind, x = _KINDS[rows.kinds[row]], _percent(mark.x)
    shape = _SHAPES.get(kind, "triangle")
    ring = f'<use href="#lane-ring" x="{x}" y="24"/>' if picture.drawn.is_contested[row] else ""
    own = f'<use class="{_doubt(int(rows.flags[row]))}" href="#lane-{shape}" x="{x}" y="24"/>'
    return f"{_link(picture, row)}{ring}{own}</a>"


def _stack(picture: Picture, lane: Lane, mark: Mark) -> str:
    address = escape(picture.opened(mark, lane))
    said = f"{len(mark.rows)} events, {_period(picture, mark)}"
    x, digits = _percent(mark.x), len(str(len(mark.rows)))
    size = "" if digits == 1 else "-wide"
    contested = ' class="is-contested"' if mark.is_contested else ""
    return (
        f'<a href="{address}" class="m stack c--{_best(mark)}" aria-label="{escape(said)}">'
        f'<use{contested} href="#lane-stack{size}" x="{x}" y="24"/><text x="{x}" y="28">{len(mark.rows)}</text></a>'
    )


def _bar(picture: Picture, lane: Lane, bar: Bar) -> str:
    """Soft at both ends, for nobody knows where in it the event lies; cut off straight where an end is open."""
    row, rows = bar.rows[0], picture.drawn.rows
    left, width = _percent(bar.left), _percent(max(bar.right - bar.left, 0.002))
    opens = rows.first[row] == FIRST_DAY or rows.last[row] == LAST_DAY
    fill = _best(bar)
    figure = (
        f'<rect class="bar {_doubt(int(rows.flags[row]))}" x="{left}" width="{width}" y="19" height="10" '
        f'fill="url(#soft-{fill})"/>'
    )
    if opens:
        end, turn = (bar.right, "") if rows.last[row] == LAST_DAY else (bar.left, "-back")
        figure += f'<use href="#lane-open{turn}" x="{_percent(end)}" y="24"/>'
    ring = f'<rect class="lanes__ring" x="{left}" width="{width}" y="16" height="16" rx="6"/>'
    ring = ring if bar.is_contested else ""
    if len(bar.rows) == 1:
        return f"{_link(picture, row)}{figure}{ring}</a>" if row in picture.told else ""
    middle = _percent((bar.left + bar.right) / 2)
    said = f"{len(bar.rows)} events whose day is not known, {_period(picture, bar)}"
    address = escape(picture.opened(bar, lane))
    return (
        f'<a href="{address}" class="m c--{fill}" aria-label="{escape(said)}">{figure}{ring}'
        f'<text class="bar__count" x="{middle}" y="28">{len(bar.rows)}</text></a>'
    )


def _link(picture: Picture, row: int) -> str:
    rows = picture.drawn.rows
    is_contested, is_shared = bool(picture.drawn.is_contested[row]), row in picture.shared
    told, when, day = picture.told[row], picture.when(row), picture.filters.day
    return _link_of(told, when, int(rows.kinds[row]), int(rows.marks[row]), is_contested, is_shared, day)


@lru_cache(maxsize=16_384)
def _link_of(told: Told, when: str, kind: int, best: int, is_contested: bool, is_shared: bool, day) -> str:
    """An event's own: where it leads, what it is called, how near its best source stands."""
    mark = EvidenceMark(best) if best else None
    address = _event_address().replace("-", told.slug) + (f"?as_of={day.isoformat()}" if day else "")
    said = [_KINDS[kind].label, when, told.title, mark.label if mark else ""]
    said += ["accounts differ"] if is_contested else []
    said += ["in both disputes"] if is_shared else []
    words = escape(" · ".join(filter(None, said)))
    return f'<a href="{address}" class="m c--{mark.slug if mark else "none"}" aria-label="{words}">'


@cache
def _event_address() -> str:
    """Of an event called “-”: to ask for the address of each of hundreds costs more than to draw them."""
    return reverse("event", args=["-"])


def _density(bins: tuple[int, ...], top: int, height: int, name: str) -> str:
    """One path of upright strokes over the whole width; the highest bin is as high as there is room."""
    most = max(bins, default=0)
    if not most:
        return ""
    steps, at, up = [], 0.0, 0
    for place, count in enumerate(bins):
        if count:
            steps.append(f"m{place + 0.5 - at:g} {up}" if steps else f"M{place + 0.5:g} {height}")
            at, up = place + 0.5, max(1, round(height * count / most))
            steps.append(f"v-{up}")
    return (
        f'<svg y="{top}" width="100%" height="{height}" viewBox="0 0 {len(bins)} {height}" '
        f'preserveAspectRatio="none"><path class="{name}" d="{"".join(steps)}"/></svg>'
    )


def merged_bins(bins: tuple[int, ...], as_one: int) -> tuple[int, ...]:
    return tuple(sum(bins[place : place + as_one]) for place in range(0, len(bins), as_one))


def _words(label: Label, name: str, y: int, shift: int) -> str:
    if label.from_width is None:
        return ""
    at = f" from--{label.from_width}" if label.from_width in WIDTHS[1:] else ""
    return f'<text class="{name}{at}" x="{_percent(label.x)}" y="{y}" dx="{shift}">{escape(label.words)}</text>'


@cache
def _doubt(flags: int) -> str:
    return " ".join(name for flag, name in ((APPROXIMATE, "is-about"), (UNCERTAIN, "is-doubted")) if flags & flag)


def _best(figure: Figure) -> str:
    return _slug_of(figure.best)


@cache
def _slug_of(best: int) -> str:
    return EvidenceMark(best).slug if best else "none"


def _period(picture: Picture, figure: Figure) -> str:
    return picture.period(figure.first, figure.last)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


@register.simple_tag
def lane_address(picture: Picture, lane: Lane) -> str:
    """Where a lane's name leads: to its record, or to the timeline of its data use, on the day of the view."""
    day = f"as_of={picture.filters.day.isoformat()}" if picture.filters.day else ""
    if picture.by == "use":
        return f"{reverse('timeline')}?use={lane.slug}" + (f"&{day}" if day else "")
    return reverse(picture.by, args=[lane.slug]) + (f"?{day}" if day else "")


@register.simple_tag
def lanes_address(picture: Picture, **changes) -> str:
    """The page of lanes with these filters and this window; `lanes`, `more` and `view` may be changed."""
    query = picture.filters.address(after="")
    asked = {"lanes": picture.by if picture.by != "case" else ""} | changes
    more = "&".join(f"{name}={value}" for name, value in asked.items() if value and f"{name}=" not in query)
    return reverse("lanes") + (f"{query}&{more}" if query and more else query or (f"?{more}" if more else ""))


@register.simple_tag
def lanes_window(picture: Picture, left: float, right: float) -> str:
    """The query string of this page for another window, by shares of this one."""
    return picture.around(left, right)


@register.simple_tag
def lanes_fit(picture: Picture) -> str:
    """The query string of this page for the whole record."""
    return picture.address_of(*picture.whole)


@register.simple_tag
def lanes_today(picture: Picture) -> str:
    """The query string of this page for a window as long as this one that ends a little after today."""
    window = picture.window
    share = (datetime.date.today().toordinal() - window.first) / window.days
    return picture.around(share - 0.94, share + 0.06)
