"""Pictures of lanes as SVG, written out here: a template would take ten times as long for as many figures."""

import datetime

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from timeline.lanes.lane import Lane
from timeline.lanes.picture import MOST_BYTES, Picture
from timeline.markup.lane_figures import density, lane_group, percent, words_at
from timeline.markup.values import CASE_DIFFERS, address

register = template.Library()

AXIS, FOLDED = 26, 30  # pixels: the height of the axis, of the density of the folded lanes


@register.simple_tag
def lanes_picture(picture: Picture) -> SafeString:
    """The whole picture but the names of its lanes, which stand beside it in lines of the same height."""
    drawn = _drawn(picture)
    while len(drawn.encode()) > MOST_BYTES and picture.coarsen():
        drawn = _drawn(picture)
    return SafeString(drawn)


def _drawn(picture: Picture) -> str:
    height = AXIS + picture.lane_height * len(picture.lanes) + (FOLDED if picture.rest[1] else 0)
    parts = [f'<svg class="lanes__svg" width="100%" height="{height}" aria-hidden="false">', _axis(picture, height)]
    parts += [_tie(picture, left, right) for left, right in picture.ties]
    as_one = picture.bins_as_one
    for number, lane in enumerate(picture.lanes):
        parts.append(lane_group(picture, lane, AXIS + picture.lane_height * number, as_one))
    if picture.rest[1]:
        top = AXIS + picture.lane_height * len(picture.lanes)
        parts.append(density(picture.rest[2], top + 4, FOLDED - 8, "lanes__density lanes__density--rest"))
    if picture.today is not None:
        x = percent(picture.today)
        parts.append(f'<line class="lanes__today" x1="{x}" x2="{x}" y1="{AXIS - 6}" y2="{height}"/>')
    return "".join([*parts, "</svg>"])


@register.simple_tag
def lanes_overview(picture: Picture) -> SafeString:
    """The whole record, with the window marked in it."""
    left, right = picture.window_in_whole
    width = max(right - left, 0.004)
    return SafeString(
        '<svg class="lanes__whole" width="100%" height="28" aria-hidden="true">'
        + density(picture.overview, 2, 24, "lanes__density")
        + f'<rect class="lanes__window" x="{percent(left)}" width="{percent(width)}" y="1" height="26" rx="3"/></svg>'
    )


def _axis(picture: Picture, height: int) -> str:
    parts = []
    for tick in picture.ticks:
        kind = "year" if tick.is_year else "part"
        x = percent(tick.label.x)
        parts.append(f'<line class="lanes__line lanes__line--{kind}" x1="{x}" x2="{x}" y1="{AXIS - 6}" y2="{height}"/>')
        parts.append(words_at(tick.label, f"lanes__tick lanes__tick--{kind}", AXIS - 11, 4))
    return "".join(parts)


def _tie(picture: Picture, left: float, right: float) -> str:
    """From an event in the first lane to the same event in the second."""
    above, below = AXIS + 24, AXIS + 24 + picture.lane_height
    return f'<line class="lanes__tie" x1="{percent(left)}" x2="{percent(right)}" y1="{above}" y2="{below}"/>'


@register.simple_tag
def lane_differs(picture: Picture, lane: Lane) -> str:
    """The sign behind the name of a case on points of which accounts differ."""
    return CASE_DIFFERS if picture.differs(lane) else ""


@register.simple_tag
def lane_address(picture: Picture, lane: Lane) -> str:
    """Where a lane's name leads: to its record, or to the timeline of its data use, on the day of the view."""
    day = picture.filters.day
    if picture.by == "use":
        return f"{reverse('timeline')}?use={lane.slug}" + (f"&as_of={day.isoformat()}" if day else "")
    return address(picture.by, lane.slug, day)


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
