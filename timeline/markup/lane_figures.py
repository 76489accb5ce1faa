"""One lane as SVG: its life, its figures, its density. Places are in percent, so that they fit any width."""

from functools import cache, lru_cache
from html import escape

from django.urls import reverse

from timeline.filters.left import FIRST_DAY, LAST_DAY
from timeline.lanes.axis import WIDTHS, Label
from timeline.lanes.detail import Bar, Figure, Mark
from timeline.lanes.drawn import Told
from timeline.lanes.lane import Lane
from timeline.lanes.picture import Picture
from timeline.lanes.rows import APPROXIMATE, TO_THE_DAY, UNCERTAIN
from timeline.vocabulary import EventKind, EvidenceMark

NARROWEST = 5  # pixels of a bar

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
# A letter that no text has, where the place of a figure belongs.
_X = "\ue000"
# What is drawn at a place. Shapes are drawn as they are where SVG can: to use one from elsewhere costs a browser more.
_DRAWN = {
    "circle": '<circle class="shape{}" cx="{}" cy="24" r="5"/>',
    "square": '<rect class="shape shape--square{}" x="{}" y="19.5" width="9" height="9"/>',
    "diamond": '<rect class="shape shape--diamond{}" x="{}" y="19.4" width="9.2" height="9.2"/>',
    "triangle": '<use class="shape{}" href="#lane-triangle" x="{}" y="24"/>',
    "hole": '<circle class="hole{}" cx="{}" cy="24" r="1.9"/>',
    "slash": '<use class="slash{}" href="#lane-slash" x="{}" y="24"/>',
    "ring": '<circle class="lanes__ring{}" cx="{}" cy="24" r="8.5"/>',
    "stack": '<circle class="shape{}" cx="{}" cy="24" r="8"/>',
    "stack ring": '<circle class="lanes__ring{}" cx="{}" cy="24" r="9.75"/>',
    "wide stack": '<rect class="shape shape--wide{}" x="{}" y="16" width="22" height="16" rx="8"/>',
    "wide stack ring": '<rect class="lanes__ring ring--wide{}" x="{}" y="14.25" width="25.5" height="19.5" rx="9.75"/>',
}
# What marks an event of weak evidence, beside its colour.
_WEAK: dict[int, str] = {EvidenceMark.RETOLD: "hole", EvidenceMark.MACHINE_WRITTEN: "slash"}


def lane_group(picture: Picture, lane: Lane, top: int, as_one: int) -> str:
    parts = [f'<g role="group" aria-label="{escape(_said(picture, lane))}" transform="translate(0 {top})">']
    if lane.life:
        left, right = percent(lane.life.left), percent(lane.life.right)
        parts.append(f'<line class="lanes__life" x1="{left}" x2="{right}" y1="24" y2="24"/>')
        for label in lane.labels:
            x = percent(label.x)
            parts.append(f'<line class="lanes__stage" x1="{x}" x2="{x}" y1="15" y2="33"/>')
            parts.append(words_at(label, "lanes__label", 11, 3))
    if lane.detail.density:
        parts.append(density(merged_bins(lane.detail.density, as_one), 10, 24, "lanes__density"))
    counts = lane.detail.counts(picture.window.width)
    parts += [_bar(picture, lane, bar, at) for bar, at in zip(lane.detail.bars, counts, strict=True)]
    parts += [_mark(picture, lane, mark) for mark in lane.detail.marks]
    return "".join([*parts, "</g>"])


def density(bins: tuple[int, ...], top: int, height: int, name: str) -> str:
    """One path of upright strokes over the whole width; the highest bin is as high as there is room."""
    most = max(bins, default=0)
    if not most:
        return ""
    steps, at, up = [], 0, 0
    for place, count in enumerate(bins):
        if count:
            begin = f"m{place - at} {up}" if steps else f"M{place}.5 {height}"
            at, up = place, max(1, round(height * count / most))
            steps.append(f"{begin}v-{up}")
    return (
        f'<svg y="{top}" width="100%" height="{height}" viewBox="0 0 {len(bins)} {height}" '
        f'preserveAspectRatio="none"><path class="{name}" d="{"".join(steps)}"/></svg>'
    )


def merged_bins(bins: tuple[int, ...], as_one: int) -> tuple[int, ...]:
    return tuple(sum(bins[place : place + as_one]) for place in range(0, len(bins), as_one))


def words_at(label: Label, name: str, y: int, shift: int) -> str:
    if label.from_width is None:
        return ""
    at = f" from--{label.from_width}" if label.from_width in WIDTHS[1:] else ""
    return f'<text class="{name}{at}" x="{percent(label.x)}" y="{y}" dx="{shift}">{escape(label.words)}</text>'


def percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _said(picture: Picture, lane: Lane) -> str:
    """A lane in one sentence, for those who do not see it."""
    when = picture.period(lane.first, lane.last) if picture.zero else lane.span
    words = [f"{lane.name}: {lane.count} {'event' if lane.count == 1 else 'events'}", when, _differing(lane.contested)]
    words += ["accounts differ on points of this case"] if picture.differs(lane) else []
    return ", ".join(filter(None, words))


def _differing(contested: int) -> str:
    return f"accounts of {contested} differ" if contested else ""


def _mark(picture: Picture, lane: Lane, mark: Mark) -> str:
    if len(mark.rows) > 1:
        return _stack(picture, lane, mark)
    row, rows = mark.rows[0], picture.drawn.rows
    if row not in picture.told:
        return ""
    figure = _single(int(rows.kinds[row]), int(rows.flags[row]), mark.best, bool(mark.contested))
    return f"{_link(picture, mark)}{figure.replace(_X, percent(mark.x))}</a>"


def _stack(picture: Picture, lane: Lane, mark: Mark) -> str:
    address, figure = escape(picture.opened(mark, lane)), _several_at_once(len(mark.rows), bool(mark.contested))
    return (
        f'<a href="{address}" class="m stack c--{_best(mark)}" aria-label="{_several(picture, mark, "events")}">'
        f"{figure.replace(_X, percent(mark.x))}</a>"
    )


@cache
def _single(kind: int, flags: int, best: int, is_contested: bool) -> str:
    """What is drawn of an event to the day, for the place _X."""
    doubt, weak = _doubt(flags), _WEAK.get(best)
    figure = _at(_SHAPES.get(_KINDS[kind], "triangle"), doubt) + (_at(weak) if weak and not doubt else "")
    return _at("ring") + figure if is_contested else figure


@cache
def _several_at_once(events: int, is_contested: bool) -> str:
    """What is drawn of a stack, for the place _X."""
    shape = "stack" if events < 10 else "wide stack"
    figure = f'{_at(shape)}<text x="{_X}" y="28">{events}</text>'
    return _at(f"{shape} ring") + figure if is_contested else figure


def _at(shape: str, doubt: str = "") -> str:
    return _DRAWN[shape].format(f" {doubt}" if doubt else "", _X)


def _bar(picture: Picture, lane: Lane, bar: Bar, count_at: float | None) -> str:
    """Its link, with its count where that has room."""
    figure = _span(picture, bar) + (_ring_of(picture, bar) if bar.contested else "")
    if len(bar.rows) == 1:
        return f"{_link(picture, bar)}{figure}</a>" if bar.rows[0] in picture.told else ""
    said, address = _several(picture, bar, "events whose day is not known"), escape(picture.opened(bar, lane))
    count = ""
    if count_at is not None:
        count = f'<text class="bar__count" x="{percent(count_at)}" y="28">{len(bar.rows)}</text>'
    return f'<a href="{address}" class="m several c--{_best(bar)}" aria-label="{said}">{figure}{count}</a>'


def _span(picture: Picture, bar: Bar) -> str:
    """Soft at both ends where nobody knows the days on which it begins and ends; with an arrow where an end is open."""
    row, rows = bar.rows[0], picture.drawn.rows
    opens = rows.first[row] == FIRST_DAY or rows.last[row] == LAST_DAY
    lasts = all(rows.flags[own] & TO_THE_DAY for own in bar.rows)
    doubt, soft = _doubt(int(rows.flags[row])), f'" fill="url(#soft-{_best(bar)})"'
    look = f"bar {doubt} " + ('bar--days"' if lasts else soft)
    figure = f'<rect {_across(picture, bar, NARROWEST)} y="19" height="10" class="{look}/>'
    if opens:
        end, turn = (bar.right, "") if rows.last[row] == LAST_DAY else (bar.left, "-back")
        figure += f'<use class="shape" href="#lane-open{turn}" x="{percent(end)}" y="24"/>'
    return figure


def _ring_of(picture: Picture, bar: Bar) -> str:
    """Round a bar, and as far from its ends as from its sides."""
    if _is_narrow(picture, bar):
        return f'<rect class="lanes__ring" {_across(picture, bar, NARROWEST + 8)} y="15.5" height="17" rx="5"/>'
    left, right = percent(bar.left), percent(bar.right)
    sides = "".join(f'<line class="lanes__ring" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>' for y in (15.5, 32.5))
    return f'{sides}<use href="#lane-end" x="{left}" y="24"/><use href="#lane-end-right" x="{right}" y="24"/>'


def _across(picture: Picture, bar: Bar, pixels: int) -> str:
    """From end to end; about the middle of a bar that would be too narrow to be seen."""
    if not _is_narrow(picture, bar):
        return f'x="{percent(bar.left)}" width="{percent(bar.right - bar.left)}"'
    middle = percent((bar.left + bar.right) / 2)
    return f'x="{middle}" width="{pixels}" transform="translate(-{pixels / 2:g} 0)"'


def _is_narrow(picture: Picture, bar: Bar) -> bool:
    return (bar.right - bar.left) * picture.window.width < NARROWEST


def _several(picture: Picture, figure: Figure, noun: str) -> str:
    """What a figure of several events stands for, in which there is no word of a record."""
    words = [f"{len(figure.rows)} {noun}", picture.period(figure.first, figure.last)]
    words += [_best_said(figure.best), _differing(figure.contested)]
    return " · ".join(filter(None, words))


@cache
def _best_said(best: int) -> str:
    return f"best evidence: {EvidenceMark(best).label.lower()}" if best else ""


def _link(picture: Picture, figure: Figure) -> str:
    """Of a figure of one event."""
    row = figure.rows[0]
    told, when, kind = picture.told[row], picture.when(row), int(picture.drawn.rows.kinds[row])
    is_contested, is_shared = bool(figure.contested), row in picture.shared
    return _link_of(told, when, kind, figure.best, is_contested, is_shared, picture.filters.day)


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


@cache
def _doubt(flags: int) -> str:
    return " ".join(name for flag, name in ((APPROXIMATE, "is-about"), (UNCERTAIN, "is-doubted")) if flags & flag)


def _best(figure: Figure) -> str:
    return _slug_of(figure.best)


@cache
def _slug_of(best: int) -> str:
    return EvidenceMark(best).slug if best else "none"
