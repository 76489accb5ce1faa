"""What a timeline costs in Chromium: until it can be used, to zoom, to move; its longest task and its heap.

All times are taken in the page by its own clock, so that the cost of driving the browser is in none of them.
"""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotInTime

LIMIT = 90_000  # milliseconds after which nobody waits any more

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


def measure(browser: Browser, timeline: Timeline, site: str, size: int) -> dict[str, float | None]:
    """Milliseconds and bytes by name; None for what was not there within the limit."""
    # Without its policy the page lets itself be asked from outside, within a limit.
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(LIMIT)
    page.add_init_script(_WATCH.replace("READY", timeline.ready))
    found: dict[str, float | None] = dict.fromkeys(("first", "zoom", "frames", "task", "heap"))
    try:
        page.goto(site + timeline.address.format(size=size), wait_until="commit")
        found["first"] = page.wait_for_function("window.bench?.first").json_value()
        page.wait_for_timeout(600)
        found["zoom"] = _zoom(page, timeline)
        page.wait_for_timeout(400)
        found["frames"] = _pan(page, timeline)
        page.wait_for_timeout(400)
        found["task"] = page.evaluate("Math.max(0, ...window.bench.tasks)")
        found["heap"] = _heap(page)
    except NotInTime:
        pass
    finally:
        context.close()
    return found


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
    for step in range(60):
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
