"""A working day at the desk: two researchers and a reviewer, and a reader who sees only what was published."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse

from tests.making import make_event, make_party, make_source
from timeline.models import Event, Version

PASSWORD = "desk-desk-desk"


@pytest.fixture
def people(browser, live_server, django_user_model):
    """A page each for rita and ben, who research, vera, who reviews, and a reader; and what browsers complained of."""
    _make_groups()
    complaints, pages = [], {}
    for name, group in (("rita", "researcher"), ("ben", "researcher"), ("vera", "reviewer"), ("reader", "")):
        page = pages[name] = browser.new_context(base_url=live_server.url).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        if group:
            user = django_user_model.objects.create_user(name, password=PASSWORD, is_staff=True)
            user.groups.add(Group.objects.get(name=group))
            sign_in(page, name)
    yield pages
    assert complaints == []


def sign_in(page, name):
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")


def _make_groups():
    """Tests with a server empty the database when they end, and so of what migrations put there."""
    if not Group.objects.exists():
        schema_editor = SimpleNamespace(connection=connection)
        import_module("timeline.migrations.0002_groups").make_groups(apps, schema_editor)
        import_module("timeline.migrations.0005_groups_and_checks").give(apps, schema_editor)


def press(page, selector):
    """Click what sends a form, and wait for the answer."""
    with page.expect_navigation():
        page.click(selector)


def desk(event, page="change"):
    return reverse(f"admin:timeline_event_{page}", args=[event.pk])


def write(page, event, change_class="", why="", submit=True, **fields):
    """Fill in the form of the event and save it."""
    page.goto(desk(event))
    fill(page, change_class, why, **fields)
    save(page, submit)


def fill(page, change_class="", why="", **fields):
    for name, value in fields.items():
        page.fill(f"#id_{name}", value)
    if change_class:
        page.select_option("#id_change_class", change_class)
    if why:
        page.fill("#id_why", why)


def save(page, submit=True):
    press(page, "input[name=_submit]" if submit else "input[name=_save]")


def enter(page, submit=False, **fields):
    """Add an event of that day that rests on the transcript."""
    page.goto(reverse("admin:timeline_event_add"))
    fill(page, date="2026-04-30", **fields)
    page.select_option("#id_kind", "testimony")
    page.locator("#id_references-0-source + .select2-container .select2-selection").click()
    page.keyboard.type("transcript")
    page.locator(".select2-results__option--highlighted", has_text="transcript").click()
    save(page, submit)
    return Event.objects.get(title=fields["title"])


def merge(page, twin, event):
    """From the form of the twin, by the address of the event, which is to stay."""
    page.goto(desk(twin))
    press(page, ".object-tools a:has-text('Merge')")
    page.fill("#id_merge", event.get_absolute_url())
    press(page, "button:has-text('Compare the two')")
    press(page, "a:has-text('Let the other one stay')")
    assert "Musk is examined" in page.inner_text(".merge__two section:last-child")
    page.fill("#id_why", "It is one hearing.")
    press(page, "button:has-text('Merge the two')")
    assert "is one with" in page.inner_text(".messagelist")


def step(page, event, value, why=""):
    """Take a step on the review page, and answer what the desk says to it."""
    page.goto(desk(event, "review"))
    if why:
        page.fill("#id_why", why)
    press(page, f"button[value={value}]")
    return page.inner_text(".messagelist")


def seen(page, event):
    """Status and heading of the event's public page."""
    response = page.goto(event.get_absolute_url())
    return response.status, page.inner_text("h1")


def test_a_working_day(people):
    rita, ben, vera, reader = (people[name] for name in ("rita", "ben", "vera", "reader"))
    make_party("OpenAI", slug="openai")
    source = make_source("2026-05-02", title="The transcript")

    # Rita creates a draft and sends it to review; a reader sees nothing of it.
    event = enter(rita, title="Musk testifes", summary="He was asked and answered.", submit=True)
    assert event.references.get().source == source
    assert seen(reader, event)[0] == 404

    # Nobody publishes own work: Vera sends it back with a word on why, and Rita puts it right.
    assert "is sent back" in step(vera, event, "send_back", "A letter is missing in the title.")
    rita.goto(desk(event))
    assert "A letter is missing in the title." in rita.inner_text("#content")

    # Ben has the same form open. Rita is faster; Ben is shown both, and joins them.
    ben.goto(desk(event))
    assert "by rita" in ben.inner_text("#content")
    fill(rita, title="Musk testifies")
    save(rita)
    fill(ben, title="Elon Musk testifies", summary="He was asked for two hours, and answered.")
    save(ben)
    assert "Nothing of yours is lost" in ben.inner_text("#content")
    ben.locator(".fork--open input[value=mine]").check()
    press(ben, ".conflict input[name=_save]")
    assert "joined" in ben.inner_text(".messagelist")

    # Ben had entered the same hearing by himself. He compares the two, lets Rita's stay, and merges his into it.
    twin = enter(ben, title="Musk is examined", summary="The court heard him.")
    merge(ben, twin, event)
    assert Event.objects.get() == event
    assert seen(reader, twin)[0] == 404

    # A preview shows what will be; Vera publishes it; the reader sees it.
    vera.goto(desk(event, "preview"))
    assert vera.inner_text("h1") == "Elon Musk testifies"
    assert "is published" in step(vera, event, "publish")
    assert seen(reader, event) == (200, "Elon Musk testifies")
    assert seen(reader, twin) == (200, "Elon Musk testifies")  # its address leads there
    assert reader.url.endswith(event.get_absolute_url())

    # Rita corrects it: the reader keeps the old words until Vera has published the new ones, and is then told.
    write(
        rita, event, "correction", "The transcript says three.", summary="He was asked for three hours, and answered."
    )
    assert "two hours" in (reader.goto(event.get_absolute_url()), reader.inner_text("main"))[1]
    step(vera, event, "publish")
    assert "three hours" in (reader.goto(event.get_absolute_url()), reader.inner_text("main"))[1]
    assert "The transcript says three." in (reader.goto("/corrections/"), reader.inner_text("main"))[1]

    # Vera withdraws it: its page says so, and what is wrong with it.
    assert "withdrawn" in step(vera, event, "withdraw", "It was another day.")
    assert seen(reader, event)[0] == 410
    assert "It was another day." in (reader.goto("/corrections/"), reader.inner_text("main"))[1]

    # Rita restores an older version, and it goes the same way again.
    number = Version.objects.of(event).published().earliest("number").number
    rita.goto(desk(event, "history"))
    press(rita, f"button[name=restore][value='{number}']")
    step(rita, event, "submit")
    vera.goto(desk(event, "review"))
    vera.fill("#id_why", "It was that day after all.")
    press(vera, "button[value=publish]")
    assert "is published" in vera.inner_text(".messagelist")
    assert seen(reader, event) == (200, "Elon Musk testifies")
    assert "two hours" in reader.inner_text("main")
    reader.goto("/corrections/")
    assert "PUBLISHED AGAIN ON" in reader.inner_text(".correction").upper()


def test_what_readers_see_twice_is_made_one_by_two_people(people):
    ben, vera, reader = (people[name] for name in ("ben", "vera", "reader"))
    kept, twin = make_event(title="Musk testifies"), make_event(title="Musk is examined")
    ben.goto(f"{reverse('admin:merge', args=['event'])}?keep={kept.slug}&merge={twin.slug}")
    ben.fill("#id_why", "It is one hearing.")
    press(ben, "button:has-text('Propose the merge')")
    assert "is proposed" in ben.inner_text(".messagelist")
    assert seen(reader, twin) == (200, "Musk is examined")

    vera.goto("/admin/")
    press(vera, "a:has-text('Merges to decide')")
    press(vera, "a:has-text('Musk is examined')")
    assert "It is one hearing." in vera.inner_text(".proposal")
    press(vera, "button:has-text('Merge the two')")
    assert "is one with" in vera.inner_text(".messagelist")
    assert seen(reader, twin) == (200, "Musk testifies")
    assert "It is one hearing." in (reader.goto("/corrections/"), reader.inner_text("main"))[1]


def test_what_was_deleted_by_mistake_is_restored_from_its_history(people, live_server, browser, django_user_model):
    rita, vera, reader = (people[name] for name in ("rita", "vera", "reader"))
    make_source("2026-05-02", title="The transcript")
    event = enter(rita, title="Musk testifies", summary="He was asked.", submit=True)
    django_user_model.objects.create_superuser("ada", password=PASSWORD)
    ada = browser.new_context(base_url=live_server.url).new_page()
    sign_in(ada, "ada")
    ada.goto(desk(event, "delete"))
    ada.fill("#id_why", "I took it for another.")
    press(ada, "input[type=submit][value='Delete it']")
    assert not Event.objects.exists()
    rita.goto("/admin/")
    press(rita, "a:has-text('What was deleted')")
    press(rita, "a:has-text('Musk testifies')")
    assert "I took it for another." in rita.inner_text("#content")
    press(rita, "button[name=restore][value='1']")
    assert "is there again as a draft" in rita.inner_text(".messagelist")
    event = Event.objects.get()
    step(rita, event, "submit")
    assert "is published" in step(vera, event, "publish")
    assert seen(reader, event) == (200, "Musk testifies")
