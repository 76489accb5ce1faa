"""The desk in a real browser: its scripts work, and none of its pages breaks the content security policy."""

import pytest
from django.urls import reverse

from tests.making import make_case, make_event, make_party, make_source
from timeline.models import Event

PASSWORD = "desk-desk-desk"


@pytest.fixture
def desk(page, live_server, django_user_model):
    """A page signed in as an administrator, that keeps in `complaints` whatever the browser complains of."""
    django_user_model.objects.create_superuser("admin", password=PASSWORD)
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    return page


def choose(page, field, words):
    """Types into an autocomplete and takes what it offers."""
    page.locator(f"#{field} + .select2-container .select2-selection").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def test_an_event_is_entered_with_the_keyboard_and_the_choices(desk, live_server):
    case = make_case("Musk v. OpenAI")
    source, other = make_source(title="The transcript"), make_source(title="The post")
    parties = [make_party("Elon Musk"), make_party("Sam Altman")]
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    desk.fill("#id_date", "2026-04-30")
    desk.fill("#id_title", "Musk testifies")
    desk.select_option("#id_kind", "testimony")
    desk.fill("#id_summary", "He was asked and answered.")
    choose(desk, "id_cases", "Musk v.")
    choose(desk, "id_parties", "Elon")
    choose(desk, "id_parties", "Altman")
    choose(desk, "id_references-0-source", "transcript")
    desk.get_by_text("Add another Source").click()
    choose(desk, "id_references-1-source", "The post")
    assert desk.input_value("#id_slug") == "2026-04-30-musk-testifies"
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_selector(".messagelist .success")
    event = Event.objects.get(slug="2026-04-30-musk-testifies")
    assert list(event.cases.all()) == [case]
    assert set(event.parties.all()) == set(parties)
    assert {reference.source for reference in event.references.all()} == {source, other}
    assert desk.complaints == []


def refused_event(desk, live_server, slug=""):
    """The form of an event as it comes back because its date is none."""
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    desk.locator("#id_date").press_sequentially("30.04.2026")
    desk.locator("#id_title").press_sequentially("A made-up hearing")
    if slug:
        desk.fill("#id_slug", slug)
        desk.locator("#id_slug").blur()
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_selector("#problems")
    desk.fill("#id_date", "")
    desk.locator("#id_date").press_sequentially("2026-04-30")


def test_an_address_made_of_a_mistyped_date_follows_the_date_put_right(desk, live_server):
    refused_event(desk, live_server)
    assert desk.input_value("#id_slug") == "2026-04-30-a-made-up-hearing"
    assert desk.complaints == []


def test_an_address_that_somebody_typed_stays_when_the_form_comes_back(desk, live_server):
    refused_event(desk, live_server, "the-hearing")
    assert desk.input_value("#id_slug") == "the-hearing"


@pytest.mark.parametrize(
    "path",
    [
        *("", "timeline/event/", "timeline/question/add/", "timeline/case/add/", "auth/user/add/", "auth/group/add/"),
        *("timeline/event/?sources=one", "worklists/changes/", "worklists/duplicates/", "timeline/formeraddress/"),
        *("merge/event/?keep=one", "merge/event/?keep=one&merge=two", "comments/event/one/"),
    ],
)
@pytest.mark.parametrize("width", [768, 1440])
def test_no_page_of_the_desk_breaks_the_policy_or_is_wider_than_the_window(desk, live_server, path, width):
    make_event(slug="one"), make_event(slug="two")
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"{live_server.url}/admin/{path}")
    assert desk.complaints == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
