"""The timelines of others, each as a page that loads the same events, served from this machine.

They come from npm into `.bench/peers` (`npm install`), which git ignores.
"""

import functools
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".bench" / "peers"
PACKAGES = {"vis-timeline": "8.5.4", "@knight-lab/timelinejs": "3.9.11"}

# The quickest that it can be set to: clustered, in one row, of fixed height, every event a point at its first day. With
# bars for those that last longer it takes four times as long for 10,000 events, and never draws 100,000.
_VIS = """<!doctype html><meta charset="utf-8"><title>vis-timeline</title>
<link rel="stylesheet" href="/node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<script src="/node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<div id="timeline"></div>
<script>
  fetch("/events-SIZE.json").then((answer) => answer.json()).then((events) => {
    const items = events.map(([start, end, title], id) => ({ id, content: title, title, start, type: "point" }));
    window.timeline = new vis.Timeline(document.getElementById("timeline"), new vis.DataSet(items), {
      height: "700px", stack: false, cluster: { maxItems: 3, showStipes: false },
      start: "2012-01-01", end: "2026-12-31",
    });
    window.drawn = 0;
    window.timeline.on("changed", () => { window.drawn += 1; });
  });
</script>"""

_TIMELINEJS = """<!doctype html><meta charset="utf-8"><title>TimelineJS 3</title>
<link rel="stylesheet" href="/node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="/node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<div id="timeline" style="width: 100%; height: 700px"></div>
<script>
  const day = (text) => { const [year, month, date] = text.split("-"); return { year, month, day: date }; };
  fetch("/events-SIZE.json").then((answer) => answer.json()).then((events) => {
    window.timeline = new TL.Timeline("timeline", { events: events.map(([start, end, title]) => ({
      start_date: day(start), ...(end === start ? {} : { end_date: day(end) }), text: { headline: title },
    })) }, { font: null, hash_bookmark: false });
  });
</script>"""


def missing() -> str:
    """Why they cannot be measured, "" where they can."""
    if all((FOLDER / "node_modules" / name).exists() for name in PACKAGES):
        return ""
    if not shutil.which("npm"):
        return "npm is not there"
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true}')
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *wanted]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)  # noqa: S603
    return f"npm install failed: {done.stderr[-300:]}" if done.returncode else ""


def write_pages(size: int, events: list[tuple[str, str, str]]) -> None:
    """`events`: first day, last day, title."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"events-{size}.json").write_text(json.dumps(events))
    (FOLDER / f"vis-{size}.html").write_text(_VIS.replace("SIZE", str(size)))
    (FOLDER / f"timelinejs-{size}.html").write_text(_TIMELINEJS.replace("SIZE", str(size)))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served() -> Iterator[str]:
    """The address of a static server of that folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(FOLDER)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
