"""The desk with JavaScript turned off: related records are named by their slugs, and saved."""

import pytest
from django.urls import reverse

from tests.browser.test_desk import desk  # noqa: F401 (a fixture)
from tests.making import make_case, make_event, make_party, make_source
from timeline.models import Event
from timeline.vocabulary import Workflow


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 1440, "height": 900}}


def test_an_event_is_entered_with_slugs_and_a_wrong_one_is_told(desk, live_server):  # noqa: F811
    case, party, source = make_case(), make_party(), make_source(title="The transcript")
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    typed = {"date": "2026-04-30", "title": "Musk testifies", "slug": "e", "summary": "He was asked."}
    for field, words in typed.items():
        desk.fill(f"#id_{field}", words)
    desk.select_option("#id_kind", "testimony")
    desk.get_by_label("cases by slug").fill(case.slug)
    desk.get_by_label("parties by slug").fill(f"{party.slug} nobody")
    desk.get_by_role("textbox", name="or source by slug").fill(source.slug)
    desk.get_by_role("button", name="Save", exact=True).click()
    assert "There is no party with the slug “nobody”" in desk.inner_text("#problems")
    assert desk.get_by_label("parties by slug").input_value() == "nobody"
    assert "The transcript" in desk.inner_text("#id_references-0-source")
    desk.get_by_label("parties by slug").fill("")
    desk.get_by_role("button", name="Save", exact=True).click()
    assert desk.locator(".messagelist .success").count() == 1
    event = Event.objects.get()
    assert ([*event.cases.all()], [*event.parties.all()]) == ([case], [party])
    assert [reference.source for reference in event.references.all()] == [source]


def test_rows_are_added_to_what_is_there(desk, live_server):  # noqa: F811
    event, source, speaker = make_event(workflow=Workflow.DRAFT), make_source(), make_party()
    desk.goto(live_server.url + reverse("admin:timeline_event_change", args=[event.pk]))
    assert desk.locator(".source-row:visible").count() == 1
    desk.get_by_role("link", name="Begin with three empty rows").click()
    assert desk.locator(".source-row:visible").count() == 4
    desk.fill("#id_references-2-source_by_slug", source.slug)
    desk.fill("#id_quotes-0-speaker_by_slug", speaker.slug)
    desk.select_option("#id_quotes-0-forum", "interview")
    desk.fill("#id_quotes-0-text", "I have not read it.")
    desk.get_by_role("button", name="Save", exact=True).click()
    assert desk.locator(".messagelist .success").count() >= 1
    assert event.references.filter(source=source).exists()
    assert [quote.speaker for quote in event.quotes.all()] == [speaker]
    assert event.references.count() == 2
