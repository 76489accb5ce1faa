"""What Chromium draws of a handful of windows, against pictures kept in `pictures/`.

Words are left out of the comparison, for another machine's fonts draw them otherwise; what remains is drawn of numbers
alone. PICTURES=new in the environment keeps what is drawn now; look at it before it is committed.
"""

import base64
import os
from datetime import date
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from tests.making import make_assertion, make_case, make_event, make_question, make_source
from timeline.models import Event
from timeline.vocabulary import EventKind, Reliability, SourceKind, Stance

pytestmark = pytest.mark.django_db

PICTURES = Path(__file__).parent / "pictures"
# Pixels that may differ by much: edges are smoothed otherwise by other versions. The smallest mark has some 60.
TOLERATED = 25
WINDOWS = {
    "all": ("/lanes/?since=2019&until=2024&width=640", 900, "light"),
    "a year": ("/lanes/?since=2023&until=2023&width=640", 900, "light"),
    "a month": ("/lanes/?since=2023-05&until=2023-05&width=640", 900, "light"),
    "on a phone": ("/lanes/?since=2019&until=2024&width=334", 390, "light"),
    "dark": ("/lanes/?since=2023&until=2023&width=640", 900, "dark"),
    "compared": ("/compare/?a=one&b=other&by=days&start=-60&end=800&width=640", 900, "light"),
}
DIFFERENCE = """async ([one, other]) => {
    const pixels = async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        return [image.width, image.height, context.getImageData(0, 0, image.width, image.height).data];
    };
    const [[width, height, before], [wide, high, after]] = [await pixels(one), await pixels(other)];
    if (width !== wide || height !== high) return Infinity;
    let differ = 0;
    for (let at = 0; at < before.length; at += 4)
        if ([0, 1, 2].some((colour) => Math.abs(before[at + colour] - after[at + colour]) > 100)) differ += 1;
    return differ;
}"""


@pytest.fixture
def record():
    """Two cases and a dispute with one of everything that is drawn."""
    paper = make_source("2024-11-01", kind=SourceKind.COURT_DOCUMENT, reliability=Reliability.PRIMARY)
    report, blog = make_source("2024-11-01"), make_source("2024-11-01", reliability=Reliability.TERTIARY)
    known = {"status_as_of": "2024-10-01", "sources": [paper]}
    one = make_case("One v. Other", slug="one", filed="2022-03-10", closed="2023-11-20", status="settled", **known)
    other = make_case("Other v. One", slug="other", filed="2023-02-01", **known)
    third = make_case("A dispute", slug="third", court=None, filed="", **known)
    kinds = [EventKind.FILING, EventKind.RULING, EventKind.HEARING, EventKind.STATEMENT, EventKind.TRIAL]
    days = ["2022-03-10", "2022-07-04", "2023-01-15~", "2023-05-08?", "2023-05-09", "2023-05-09", "2023-05-11"]
    days += ["2023-05", "2022~", "2023-08-01/2023-09-12", "2023-11-20", "2021-05/..", "2024-02"]
    for number, day in enumerate(days):
        cases = [(one, other, third)[number % 3]] + ([other] if number % 4 == 0 else [])
        sources = [(paper, report, blog)[number % 3]]
        event = make_event(day, sources, cases, title=f"Event {day}", kind=kinds[number % 5], slug=f"of-{number}")
        if number in (4, 9):
            make_assertion(question=make_question(events=[event]), stance=Stance.CONTRADICTS)
    for number in range(90):
        day = date(2023, 3, 1 + number % 28).replace(month=3 + number % 4)
        make_event(str(day), [report], [third], title=f"Day {number}", slug=f"day-{number}")


@pytest.fixture
def draw(page, client):
    """Draws an address from the database of the test, without words: `draw(address, width, scheme)` → PNG."""

    def drawn(address, width, scheme):
        # Asked for here: what the browser asks for is answered outside of the test's transaction.
        made = client.get(address).content

        def answer(route):
            path = urlsplit(route.request.url).path
            file = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
            if file:
                return route.fulfill(body=Path(file).read_bytes(), content_type=guess_type(file)[0])
            return route.fulfill(body=made, content_type="text/html; charset=utf-8")

        page.unroute_all()
        page.route("http://pictures.test/**", answer)
        page.set_viewport_size({"width": width, "height": 700})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(f"http://pictures.test{address}")
        page.wait_for_selector("[data-lanes][data-awake]")
        page.add_style_tag(content=".lanes__svg text, .lanes__names { visibility: hidden }")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page.locator(".lanes__view").screenshot(animations="disabled")

    return drawn


def differing(page, one, other):
    return page.evaluate(DIFFERENCE, [base64.b64encode(picture).decode() for picture in (one, other)])


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_is_drawn_as_it_was(record, draw, page, name, tmp_path):
    drawn = draw(*WINDOWS[name])
    kept = PICTURES / f"{name.replace(' ', '-')}.png"
    if os.environ.get("PICTURES") == "new":
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(drawn)
    (tmp_path / kept.name).write_bytes(drawn)
    assert differing(page, kept.read_bytes(), drawn) <= TOLERATED, f"drawn now: {tmp_path / kept.name}"


def test_one_mark_less_or_one_of_another_colour_is_seen(record, draw, page):
    address, width, scheme = WINDOWS["a year"]
    before = draw(address, width, scheme)
    Event.objects.filter(slug="of-6").delete()
    assert differing(page, before, draw(address, width, scheme)) > TOLERATED
