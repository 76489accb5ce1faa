"""A day's work at the desk with the keyboard alone: an event with two new sources, three parties and a quote."""

import pytest
from django.urls import reverse

from tests.making import make_party, make_source
from timeline.models import Event, Quote, Source, Version
from timeline.vocabulary import Workflow

PASSWORD = "desk-desk-desk"
_FIRST_URL, _SECOND_URL = "https://court.example/docket/412", "https://paper.example/2026/05/01/musk-testifies"


@pytest.fixture
def desk(page, live_server, django_user_model):
    """A page signed in at the desk, that keeps what the browser complains of, and how often it is clicked."""
    django_user_model.objects.create_superuser("rita", password=PASSWORD)
    page.complaints, page.clicks, page.pages = [], [], []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/")
    page.fill("#id_username", "rita")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.expose_function("countClick", lambda: page.clicks.append(1))
    page.add_init_script("addEventListener('pointerdown', () => countClick(), true)")
    page.on("framenavigated", lambda frame: page.pages.append(frame.url))
    yield page
    assert page.complaints == []


def is_at(page, name):
    """Whether the field of this name has the focus; an autocomplete is known by its own select."""
    focused = "document.activeElement"
    own = f"{focused}.name || {focused}.closest('.select2-container')?.previousElementSibling?.name"
    return page.evaluate(own) == name


def go(page, name):
    """By Tab to the field of this name, in the order of the page."""
    for _ in range(60):
        if is_at(page, name):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"No key leads to {name}; the focus is at {page.evaluate('document.activeElement.outerHTML')}")


def write(page, name, words):
    go(page, name)
    page.keyboard.type(words)


def choose(page, name, words):
    """In an autocomplete: type, wait for what is found, take it."""
    go(page, name)
    page.keyboard.type(words)
    page.wait_for_selector(f".select2-results__option--highlighted:has-text('{words}')")
    page.keyboard.press("Enter")


def add_row(page, key, name):
    page.keyboard.press(f"Alt+{key}")
    page.wait_for_selector(f"[name='{name}']", state="attached")


def new_source(page, row, url, title, publisher, published, kind, reliability):
    prefix = f"references-{row}-new_"
    for name, words in (("url", url), ("title", title), ("publisher", publisher), ("published", published)):
        write(page, f"{prefix}{name}", words)
    write(page, f"{prefix}kind", kind)
    write(page, f"{prefix}reliability", reliability)


def add_the_event(page, address):
    page.goto(address)
    write(page, "date", "30 April 2026")
    page.wait_for_selector(".field-date button.date-meant")
    page.keyboard.press("ArrowDown")
    write(page, "title", "Musk testifies")
    write(page, "kind", "Test")
    write(page, "summary", "He was asked and answered.")
    for name in ("Elon Musk", "Sam Altman", "OpenAI"):
        choose(page, "parties", name)
    new_source(page, 0, _FIRST_URL, "Trial transcript, day 3", "District Court", "2026-05-02", "Tran", "Prim")
    add_row(page, "s", "references-1-source")
    new_source(page, 1, _SECOND_URL, "Musk takes the stand", "The Daily Record", "1 May 2026", "News", "Second")
    write(page, "references-1-locator", "p. 3")
    add_row(page, "q", "quotes-0-speaker")
    choose(page, "quotes-0-speaker", "Elon Musk")
    write(page, "quotes-0-forum", "Trial")
    write(page, "quotes-0-text", "I was a fool who provided free funding.")
    write(page, "quotes-0-locator", "412:3-9")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def test_an_event_with_two_new_sources_three_parties_and_a_quote_takes_one_page_and_no_click(desk, live_server):
    for name in ("Elon Musk", "Sam Altman", "OpenAI"):
        make_party(name)
    add_the_event(desk, live_server.url + reverse("admin:timeline_event_add"))
    # The second source was dated in words, which the server refuses with the date to write: nothing is lost.
    assert "write 2026-05-01." in desk.inner_text(".errorlist")
    assert desk.input_value("#id_references-1-new_url") == _SECOND_URL
    go(desk, "references-1-new_published")
    desk.keyboard.press("End")
    desk.keyboard.type(" ")
    desk.wait_for_selector("#references-1 button.date-meant")
    desk.keyboard.press("ArrowDown")
    with desk.expect_navigation():
        desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".messagelist .success")
    event, quote = Event.objects.get(), Quote.objects.get()
    assert (event.slug, event.date, event.parties.count()) == ("2026-04-30-musk-testifies", "2026-04-30", 3)
    assert [(row.source.url, row.locator) for row in event.references.all()] == [
        *((_FIRST_URL, ""), (_SECOND_URL, "p. 3")),
    ]
    assert (quote.event, quote.date, quote.speaker.name) == (event, "2026-04-30", "Elon Musk")
    assert [(row.source.url, row.locator) for row in quote.references.all()] == [(_FIRST_URL, "412:3-9")]
    made = [event, quote, *Source.objects.filter(url__in=[_FIRST_URL, _SECOND_URL])]
    assert [record.workflow for record in made] == [Workflow.DRAFT] * 4
    assert Version.objects.filter(step="written").count() == 4
    assert desk.clicks == []
    forms = [url for url in desk.pages if "/add/" in url]
    assert len(forms) == 2  # the one page, and once more with what was wrong


def test_a_source_that_is_here_is_found_while_its_address_is_typed_and_taken_with_one_key(desk, live_server):
    known = make_source(title="Trial transcript", url="https://www.court.example/docket/412/?utm_source=mail")
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    write(desk, "references-0-new_url", "http://court.example/docket/412")
    offered = desk.wait_for_selector("#id_references-0-new_url_typing button")
    assert "Trial transcript" in offered.inner_text()
    desk.keyboard.press("Enter")
    assert desk.input_value("#id_references-0-source") == str(known.pk)
    assert desk.input_value("#id_references-0-new_url") == ""
    assert not desk.is_visible("#id_references-0-new_url")
    assert is_at(desk, "references-0-locator")


def test_sources_with_a_like_title_are_offered_and_the_arrows_lead_to_them(desk, live_server):
    make_source(title="Musk takes the stand in OpenAI trial"), make_source(title="Musk takes the stand")
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    write(desk, "references-0-new_title", "Musk takes the stand")
    desk.wait_for_selector("#id_references-0-new_title_typing button >> nth=1")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    assert "in OpenAI trial" in desk.inner_text("#id_references-0-source option:checked")


def test_a_quote_keeps_its_source_when_rows_above_are_removed(desk, live_server):
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    write(desk, "references-0-new_title", "The first")
    add_row(desk, "s", "references-1-source")
    write(desk, "references-1-new_title", "The second")
    add_row(desk, "q", "quotes-0-speaker")
    desk.select_option("#id_quotes-0-source_row", "2")
    desk.locator("#references-0 .inline-deletelink").click()
    assert desk.inner_text("#id_quotes-0-source_row option:checked") == "#1 The second"
    assert desk.input_value("#id_quotes-0-source_row") == "1"


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_form_fits_the_window_with_all_its_rows(desk, live_server, width):
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    desk.fill("#id_date", "about March 2018")
    desk.wait_for_selector(".field-date button.date-meant")
    desk.locator("#keys summary").click()
    add_row(desk, "q", "quotes-0-speaker")
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    cut = """rows => rows.flatMap(row => [...row.querySelectorAll("input, select, textarea, fieldset")].filter(
        field => field.getBoundingClientRect().right > row.getBoundingClientRect().right).map(field => field.name))"""
    assert desk.eval_on_selector_all(".inline-related:not(.empty-form)", cut) == []


def test_whoever_takes_a_date_and_goes_on_at_once_types_into_the_next_field(desk, live_server):
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    go(desk, "date")
    desk.keyboard.type("about March 2018")
    desk.wait_for_selector(".field-date button.date-meant")
    desk.route("**/date/?*", lambda route: None)  # the answer to what was taken is long in coming
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.type("A title")
    assert (desk.input_value("#id_date"), desk.input_value("#id_title")) == ("2018-03~", "A title")


def test_mistakes_are_read_first_and_lead_into_their_fields(desk, live_server):
    desk.goto(live_server.url + reverse("admin:timeline_event_add"))
    desk.wait_for_selector("#keys:not([hidden])")
    add_row(desk, "q", "quotes-0-speaker")
    desk.fill("#id_quotes-0-text", "Words")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("#problems")
    desk.wait_for_function("document.activeElement.id === 'problems'")
    for where, name in (("Title", "title"), ("Quote #1: Speaker", "quotes-0-speaker")):
        desk.locator("#problems a", has_text=where).first.click()
        assert is_at(desk, name), where
