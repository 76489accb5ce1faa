"""What it takes to enter an event with two new sources, three parties and a quote at the desk: seconds, clicks, keys.

    python -m bench.desk [--rounds 3]

Once on the one page that makes all of it, by the keyboard alone, and once page by page, each record in its own form.
Both in Chromium against a server of its own, with an empty database, at one letter every 20 ms. Needs Debian's chromium
and playwright.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.servers import ROOT, gunicorn

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DELAY = 20  # milliseconds from letter to letter
_MOST_TABS = 90
_FOCUSED = """(() => {
    const at = document.activeElement;
    return at.name || at.closest(".select2-container")?.previousElementSibling?.name;
})()"""
PARTIES = ("Elon Musk", "Sam Altman", "OpenAI")
SOURCES = (
    ("https://court.example/docket/412", "Trial transcript, day 3", "District Court", "2026-05-02", "Tran", "Prim"),
    ("https://paper.example/2026/05/01/musk", "Musk takes the stand", "The Daily Record", "2026-05-01", "News", "Sec"),
)
WORDS = "I was a fool who provided free funding."
_MAKE = f"""
from django.contrib.auth.models import User
from timeline.models import Party
User.objects.create_superuser("rita", password="desk-desk-desk")
for number, name in enumerate({PARTIES!r}):
    Party.objects.create(slug=f"party-{{number}}", name=name, kind="person", workflow="published")
"""
_COUNT = """(() => {
    const add = (name) => sessionStorage.setItem(name, Number(sessionStorage.getItem(name) || 0) + 1);
    add("loads");
    addEventListener("pointerdown", () => add("clicks"), true);
    addEventListener("keydown", (event) => event.isTrusted && add("keys"), true);
})()"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    for name, way in (("page by page", page_by_page), ("on one page", on_one_page)):
        found = [_measured(way) for _ in range(rounds)]
        seconds = statistics.median(one["seconds"] for one in found)
        counts = ", ".join(f"{found[0][what]} {what}" for what in ("clicks", "keys", "loads"))
        print(f"{name}: {seconds:.1f} s (median of {rounds}), {counts}")


def on_one_page(page: Any) -> None:
    page.goto("/admin/timeline/event/add/")
    _event(page)
    for name in PARTIES:
        _choose_by_key(page, "parties", name)
    for row, source in enumerate(SOURCES):
        if row:
            page.keyboard.press("Alt+s")
            page.wait_for_selector(f"[name='references-{row}-source']", state="attached")
        _source(page, source, f"references-{row}-new_")
    _type(page, "references-1-locator", "p. 3")
    page.keyboard.press("Alt+q")
    page.wait_for_selector("[name='quotes-0-speaker']", state="attached")
    _choose_by_key(page, "quotes-0-speaker", PARTIES[0])
    for name, words in (("forum", "Trial"), ("text", WORDS), ("locator", "412:3-9")):
        _type(page, f"quotes-0-{name}", words)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def page_by_page(page: Any) -> None:
    page.goto("/admin/timeline/source/add/")
    for source, button in zip(SOURCES, ("_addanother", "_save"), strict=True):
        _source(page, source, "")
        _save(page, button)
    page.goto("/admin/timeline/event/add/")
    _event(page)
    for name in PARTIES:
        _choose_by_click(page, "parties", name)
    for row, (_, title, *_) in enumerate(SOURCES):
        if row:
            page.click("#references-group .add-row a")
        _choose_by_click(page, f"references-{row}-source", title)
    _type(page, "references-1-locator", "p. 3")
    _save(page)
    event = page.get_attribute(".messagelist .success a", "href").split("/")[-3]
    page.goto(f"/admin/timeline/quote/add/?event={event}")
    _choose_by_click(page, "speaker", PARTIES[0])
    for name, words in (("text", WORDS), ("date", "2026-04-30"), ("forum", "Trial")):
        _type(page, name, words)
    _choose_by_click(page, "references-0-source", SOURCES[0][1])
    _type(page, "references-0-locator", "412:3-9")
    _save(page)


def _event(page: Any) -> None:
    fields = (("date", "2026-04-30"), ("title", "Musk testifies"), ("kind", "Test"), ("summary", "He was asked."))
    for name, words in fields:
        _type(page, name, words)


def _source(page: Any, source: tuple[str, ...], prefix: str) -> None:
    names = ("url", "title", "publisher", "published", "kind", "reliability")
    for name, words in zip(names, source, strict=True):
        _type(page, f"{prefix}{name}", words)


def _type(page: Any, name: str, words: str) -> None:
    _go(page, name)
    page.keyboard.type(words, delay=DELAY)


def _go(page: Any, name: str) -> None:
    """By Tab, in the order of the page; an autocomplete is known by its own select."""
    for _ in range(_MOST_TABS):
        if page.evaluate(_FOCUSED) == name:
            return
        page.keyboard.press("Tab")
    raise LookupError(f"No key leads to {name}.")


def _choose_by_key(page: Any, name: str, words: str) -> None:
    _go(page, name)
    _take(page, words)


def _choose_by_click(page: Any, name: str, words: str) -> None:
    page.click(f"select[name='{name}'] + .select2-container .select2-selection")
    _take(page, words)


def _take(page: Any, words: str) -> None:
    page.keyboard.type(words, delay=DELAY)
    page.wait_for_selector(f".select2-results__option--highlighted:has-text('{words}')")
    page.keyboard.press("Enter")


def _save(page: Any, button: str = "_save") -> None:
    with page.expect_navigation():
        page.click(f"input[name={button}]")


def _measured(way) -> dict[str, float]:
    """On an empty database, so that no source is here already."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATABASE_URL": f"sqlite:///{Path(folder) / 'desk.sqlite3'}", "SECRET_KEY": "of-the-benchmark"}
        for words in (["migrate", "--verbosity", "0"], ["shell", "--verbosity", "0", "-c", _MAKE]):
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env={**os.environ, **own}, check=True)  # noqa: S603
        with gunicorn(own) as server:
            return _in_browser(f"http://127.0.0.1:{server.port}", way)


def _in_browser(address: str, way) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_context(base_url=address).new_page()
        page.goto("/admin/")
        page.fill("#id_username", "rita")
        page.fill("#id_password", "desk-desk-desk")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.add_init_script(_COUNT)
        began = time.monotonic()
        way(page)
        page.wait_for_selector(".messagelist .success")
        seconds = time.monotonic() - began
        counts = json.loads(page.evaluate("JSON.stringify({...sessionStorage})"))
        browser.close()
    return {"seconds": seconds, **{what: int(counts.get(what, 0)) for what in ("clicks", "keys", "loads")}}


if __name__ == "__main__":
    main()
