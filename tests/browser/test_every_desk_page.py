"""What holds for every type of page of the desk: quiet, within the window, open to all, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.desk_places import NAMES, make_desk
from tests.browser.test_desk import desk  # noqa: F401 (a fixture)
from tests.browser.test_every_page import OVERFLOW, WCAG
from tests.making import make_event
from timeline.history.keeping import Hand, keep
from timeline.vocabulary import Step, Workflow

WIDTHS = (360, 768, 1440)
# Preloading would have axe fetch the style sheets of the page and put them in anew, which the policy forbids.
AXE = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"], "preload": False}


def faults_of(page):
    """What axe finds in the page, and what is wider than the window, at every width in light and dark."""
    found = set()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for violation in Axe().run(page, options=AXE).response["violations"]:
                nodes = [node["html"][:140] for node in violation["nodes"][:3]]
                found.add(f"{violation['id']} at {width} {theme}: {nodes}")
            found.update(f"wider than {width}: {html}" for html in page.evaluate(OVERFLOW))
    return found


def test_every_page_has_a_name(desk):  # noqa: F811
    assert tuple(make_desk()) == NAMES


@pytest.mark.parametrize("first", range(0, len(NAMES), 6))
def test_axe_finds_nothing_on_any_page_of_the_desk_and_none_is_wider_than_the_window(desk, live_server, first):  # noqa: F811
    places = make_desk()
    for name in NAMES[first : first + 6]:
        response = desk.goto(f"{live_server.url}/admin/{places[name]}")
        assert response.status == 200, name
        assert faults_of(desk) == set(), name
        assert desk.complaints == [], name


def test_axe_finds_nothing_on_a_conflict_or_on_a_preview(desk, live_server):  # noqa: F811
    event = make_event(title="Before", summary="It was so.", workflow=Workflow.DRAFT)
    desk.goto(f"{live_server.url}/admin/timeline/event/{event.pk}/change/")
    other = desk.context.new_page()
    other.goto(desk.url)
    for page, title in ((other, "Theirs"), (desk, "Mine")):
        page.fill("#id_title", title)
        page.fill("#id_summary", f"It was {title}.")
        page.click("input[name=_save]")
        page.wait_for_load_state()
    assert "Nothing of yours is lost" in desk.inner_text("#content")
    assert faults_of(desk) == set()
    desk.click("button[name=_join]")
    assert "Drop all that you typed?" in desk.inner_text("#content")
    assert faults_of(desk) == set()
    other.goto(f"{live_server.url}/admin/timeline/event/{event.pk}/preview/")
    assert faults_of(other) == set()


def test_axe_finds_nothing_on_a_step_of_many(desk, live_server):  # noqa: F811
    make_event(title="A draft", workflow=Workflow.DRAFT), make_event(title="Bare", sources=[], workflow=Workflow.DRAFT)
    desk.goto(f"{live_server.url}/admin/timeline/event/")
    desk.check("#action-toggle")
    desk.select_option("select[name=action]", "publish")
    desk.click("button[name=index]")
    desk.wait_for_selector(".desk-table")
    assert faults_of(desk) == set()


def test_axe_finds_nothing_where_a_record_is_gone_where_a_form_is_wrong_and_where_it_is_forged(desk, live_server):  # noqa: F811
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    desk.goto(f"{live_server.url}/admin/timeline/event/{event.pk}/change/")
    desk.fill("#id_title", "")
    desk.click("input[name=_save]")
    desk.wait_for_selector("#problems")
    assert faults_of(desk) == set()
    desk.fill("#id_title", "Mine")
    keep(event, Step.DELETED, Hand(name="somebody"))
    event.delete()
    desk.click("input[name=_save]")
    desk.wait_for_selector("#typed-heading")
    assert faults_of(desk) == set()
    desk.context.clear_cookies(name="csrftoken")
    desk.click("button[name=_bring_back]")
    desk.wait_for_selector("text=Send it again")
    assert "Mine" in desk.inner_text("#content-main")
    assert faults_of(desk) == set()
    desk.context.clear_cookies(name="sessionid")
    desk.click("button:has-text('Send it again')")
    desk.wait_for_selector("text=I am signed in")
    assert "Mine" in desk.inner_text("#content-main")
    assert faults_of(desk) == set()
