"""What a timeline costs in Chromium: until it can be used, to zoom, to move; its longest task and its heap.

    python -m bench.gestures ours|vis|timelinejs SITE SIZE

Prints a line of JSON for each figure as soon as it is known, so that a page that never answers again can be left.
All times are taken in the page by its own clock, so that the cost of driving the browser is in none of them.
"""

import json
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

LIMIT = 90_000  # milliseconds after which nobody waits any more
MOST_SECONDS_OF_MOVING = 20
# Fonts and maps that a timeline asks others for are not waited for.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]

# Takes the time of the first frame in which `ready` is true; keeps tasks of 50 ms and more, and the times of frames.
_WATCH = """(() => {
  const seen = window.bench = { first: null, tasks: [], frames: [], isMoving: false };
  new PerformanceObserver((list) => list.getEntries().forEach((task) => seen.tasks.push(task.duration)))
    .observe({ type: "longtask", buffered: true });
  let before = performance.now();
  const frame = (now) => {
    if (seen.isMoving) seen.frames.push(now - before);
    before = now;
    try { if (seen.first === null && document.body && (READY)) seen.first = performance.now(); } catch {}
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();"""

# From the gesture's event to the first frame in which the picture is another.
_ZOOM = """() => { const seen = window.bench; seen.zoomed = null; const before = (STATE);
  addEventListener("GESTURE", () => { const begin = performance.now();
    const look = () => {
      let now = before;
      try { now = (STATE); } catch {}
      if (now === undefined || now === null || now === before) return requestAnimationFrame(look);
      requestAnimationFrame(() => { seen.zoomed = performance.now() - begin; });
    };
    requestAnimationFrame(look); }, { capture: true, once: true }); }"""


@dataclass(frozen=True)
class Timeline:
    """`ready` and `state` are JavaScript: whether it can be used; what changes with the picture that is drawn."""

    name: str
    address: str  # with {size}
    ready: str
    state: str
    body: str  # where gestures are made
    zoom: str = "wheel"
    keys: tuple[str, ...] = ()


OURS = Timeline(
    "ours",
    "/lanes/",
    "document.querySelector('[data-lanes][data-awake] .lanes__svg :is(a, path)')?.getBoundingClientRect().height",
    "document.querySelector('[data-lanes][data-awake]').dataset.first",
    ".lanes__view",
    keys=("Control",),
)
VIS = Timeline(
    "vis-timeline",
    "/vis-{size}.html",
    "window.drawn && document.querySelector('.vis-item')?.getBoundingClientRect().height",
    "window.drawn",
    "#timeline .vis-panel.vis-center",
)
TIMELINEJS = Timeline(
    "TimelineJS 3",
    "/timelinejs-{size}.html",
    "document.querySelector('.tl-timemarker')?.getBoundingClientRect().height",
    "[...document.querySelectorAll('.tl-timemarker')].at(-1).style.left",
    ".tl-timenav",
    zoom=".tl-menubar-button >> nth=0",
)


TIMELINES = {"ours": OURS, "vis": VIS, "timelinejs": TIMELINEJS}


def main() -> None:
    name, site, size = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        _tell("chromium", browser.version)
        # Without its policy the page lets itself be asked from outside, within a limit.
        context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", bypass_csp=True)
        with suppress(NotInTime):
            _measure(context.new_page(), TIMELINES[name], site, size)
        browser.close()


def _measure(page: Page, timeline: Timeline, site: str, size: str) -> None:
    page.set_default_timeout(LIMIT)
    page.add_init_script(_WATCH.replace("READY", timeline.ready))
    page.goto(site + timeline.address.format(size=size), wait_until="commit")
    _tell("first", page.wait_for_function("window.bench?.first").json_value())
    page.wait_for_timeout(600)
    _tell("heap", _heap(page))
    _tell("zoom", _zoom(page, timeline))
    page.wait_for_timeout(400)
    _tell("task", page.evaluate("Math.max(0, ...window.bench.tasks)"))
    _tell("frames", _pan(page, timeline))
    page.wait_for_timeout(400)
    _tell("task", page.evaluate("Math.max(0, ...window.bench.tasks)"))


def _tell(what: str, found) -> None:
    print(json.dumps([what, found]), flush=True)


def _middle(page: Page, timeline: Timeline) -> tuple[float, float]:
    box = page.locator(timeline.body).first.bounding_box()
    assert box  # noqa: S101
    return box["x"] + box["width"] * 0.7, box["y"] + min(box["height"] - 8, 60)


def _zoom(page: Page, timeline: Timeline) -> float:
    gesture = "wheel" if timeline.zoom == "wheel" else "click"
    page.mouse.move(*_middle(page, timeline))
    page.evaluate(_ZOOM.replace("STATE", timeline.state).replace("GESTURE", gesture))
    for key in timeline.keys:
        page.keyboard.down(key)
    if gesture == "wheel":
        page.mouse.wheel(0, -240)
    else:
        page.locator(timeline.zoom).click()
    for key in timeline.keys:
        page.keyboard.up(key)
    return page.wait_for_function("window.bench.zoomed").json_value()


def _pan(page: Page, timeline: Timeline) -> float:
    """The 95th percentile of the times between frames while a hand moves the picture for a second and a half."""
    x, y = _middle(page, timeline)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 8, y)
    page.evaluate("window.bench.isMoving = true")
    end = time.monotonic() + MOST_SECONDS_OF_MOVING
    for step in range(60):
        if time.monotonic() > end:
            break
        page.mouse.move(x - 8 - 6 * step, y)
        page.wait_for_timeout(16)
    frames = page.evaluate("(window.bench.isMoving = false, window.bench.frames)")
    page.mouse.up()
    return sorted(frames)[int(len(frames) * 0.95)]


def _heap(page: Page) -> float:
    """Bytes of JavaScript that are in use once all garbage is gone."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"]


if __name__ == "__main__":
    main()
