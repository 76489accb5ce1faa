"""What was typed when a session had ended is shown to whoever signs in, and sent again: no word of it is lost."""

import html
import re

import pytest
from django.contrib import admin
from django.core import signing
from django.test import Client

from tests.admin.posting import address, filled_in, shown
from tests.making import make_event, make_source
from tests.signing_in.signing import PASSWORD, make_person
from timeline.models import Comment, DeskSession, Event, Version
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
AGAIN = "/admin/typed/"
HERE, ELSEWHERE = {"origin": "http://testserver"}, {"origin": "https://evil.example"}
WORDS = "He said: “No.”\r\n\r\n<b>And</b> then & there 'yes'."


@pytest.fixture
def inside(ada):
    """It has to show the token that it was given."""
    client = Client(enforce_csrf_checks=True)
    enter(client)
    return client


def token(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]


def enter(client, name="ada"):
    given = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token(client.get("/admin/login/"))}
    assert client.post("/admin/login/", given).status_code == 302


def typed_in(client, event, **changes):
    """The form of the event as its page shows it, with its token, and with these words typed."""
    url = address(event, "change")
    return {**filled_in(shown(client, url), changes), "csrfmiddlewaretoken": token(client.get(url))}


def sent_by(page):
    """The fields of the form on this page, as a browser sends them."""
    form = page.text.partition('<form method="post" action')[2].partition("</form>")[0]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: [html.unescape(value) for one, value in fields if one == name] for name, _ in fields}


def make_draft():
    return make_event(title="Before", workflow=Workflow.DRAFT, sources=[make_source()])


def test_what_was_typed_when_the_session_had_ended_is_saved_after_signing_in(inside):
    event = make_draft()
    typed = typed_in(inside, event, title="After", summary=WORDS, references__0__locator="p. 3")
    DeskSession.objects.all().delete()
    kept = inside.post(address(event, "change"), typed)
    assert kept.status_code == 403
    assert "nothing of yours is lost" in kept.text
    assert "&lt;b&gt;And&lt;/b&gt;" in kept.text
    told = dict(kept.context["told"])
    assert list(told) == ["Date", "Title", "Kind", "Summary", "Dossier", "Source 1 · locator"]
    assert (told["Kind"], told["Source 1 · locator"]) == ("Statement", "p. 3")
    still = inside.post(AGAIN, sent_by(kept))
    assert (still.status_code, sent_by(still).keys()) == (403, {"typed"})
    enter(inside)
    again = inside.post(AGAIN, sent_by(still))
    assert again.status_code == 200
    assert f'action="{address(event, "change")}"' in again.text
    assert not Version.objects.of(event).filter(step="written").exists()
    answer = inside.post(address(event, "change"), {**sent_by(again), "csrfmiddlewaretoken": token(again)})
    assert answer.status_code == 302
    event.refresh_from_db()
    assert (event.title, event.summary) == ("After", WORDS.replace("\r\n", "\n"))
    assert event.references.get().locator == "p. 3"


def test_a_form_that_was_open_while_somebody_signed_in_anew_keeps_its_words(inside):
    event = make_draft()
    typed = typed_in(inside, event, title="After")
    DeskSession.objects.all().delete()
    enter(inside)
    again = inside.post(address(event, "change"), typed, headers=HERE)
    assert again.status_code == 403
    assert Event.objects.get().title == "Before"
    inside.post(address(event, "change"), {**sent_by(again), "csrfmiddlewaretoken": token(again)})
    assert Event.objects.get().title == "After"


def test_a_comment_is_kept_too_and_lists_of_choices_come_back_whole(inside):
    event = make_draft()
    url = f"/admin/comments/event/{event.slug}/"
    given = {"text": ["Look", "again"], "csrfmiddlewaretoken": token(inside.get(url))}
    DeskSession.objects.all().delete()
    kept = inside.post(url, given)
    enter(inside)
    again = inside.post(AGAIN, sent_by(kept))
    assert sent_by(again)["text"] == ["Look", "again"]
    inside.post(url, {**sent_by(again), "csrfmiddlewaretoken": token(again)})
    assert Comment.objects.get().text == "again"


@pytest.mark.parametrize("headers", [ELSEWHERE, {}, {"origin": "null"}])
def test_what_another_site_sends_is_shown_to_nobody(inside, headers):
    event = make_draft()
    data = {**typed_in(inside, event, title="Evil"), "csrfmiddlewaretoken": "x" * 64}
    page = inside.post(address(event, "change"), data, headers=headers)
    assert page.status_code == 403
    assert "Evil" not in page.text
    DeskSession.objects.all().delete()
    page = inside.post(address(event, "change"), data, headers=headers)
    assert (page.status_code, "Evil" in page.text) == (403, False)


def test_no_page_carries_a_password(client, ada, django_user_model):
    make_person(django_user_model, "eve")
    for url in (
        "/admin/password_change/",
        "/admin/account/second-factor/off/",
        "/admin/auth/user/add/",
        "/admin/login/",
    ):
        page = client.post(url, {"old_password": "secret-1", "password": "secret-1", "username": "eve"}, headers=HERE)
        assert "secret-1" not in page.text
        assert "typed" not in page.text


@pytest.mark.parametrize("typed", ["", "x", "\0", "W10:1abc:sig", None])
def test_what_did_not_come_from_the_desk_is_refused(inside, typed):
    assert inside.post(AGAIN, {} if typed is None else {"typed": typed}).status_code == 400
    assert inside.post(AGAIN, {"typed": signing.dumps(["/admin/", []])}).status_code == 400
    for broken in ([], 7, ["/admin/"], {"a": 1, "b": 2, "c": 3}, ["/admin/", 7]):
        assert inside.post(AGAIN, {"typed": signing.dumps(broken, salt="timeline.typed")}).status_code == 400
    assert inside.get(AGAIN).status_code == 302


def test_whoever_may_not_do_it_may_not_do_it_after_signing_in(ada, django_user_model):
    event, client = make_draft(), Client()
    kept = client.post(address(event, "change"), {"title": "After"})
    bare = django_user_model.objects.create_user("bare", is_staff=True)
    client.force_login(bare)
    again = client.post(AGAIN, sent_by(kept))
    assert client.post(address(event, "change"), sent_by(again)).status_code == 403
    assert Event.objects.get().title == "Before"


def told_of(client, url, fields):
    return dict(client.post(url, fields).context["told"])


def test_every_field_has_the_label_that_its_form_shows_and_keys_name_nothing(client, db):
    secret = make_source(title="SECRET", workflow=Workflow.DRAFT)
    rows = {"references-0-source": secret.pk, "references-1-new_url": "https://a.example/", "references-1-DELETE": "on"}
    rows |= {"references-2-new_title": "A report", "references-2-is_background": "on", "references-2-supports": "7"}
    quote = {"quotes-0-text": "No.", "quotes-0-source_row": "2", "quotes-0-locator": "p. 1", "quotes-0-id": "3"}
    fields = {**rows, **quote, "why": "So.", "change_class": "correction", "filing": "3", "parties": ["1", "2"]}
    page = client.post("/admin/timeline/event/add/?_popup=1", {**fields, "references-TOTAL_FORMS": "3", "_popup": "1"})
    assert page.context["told"] == [
        ("Source 2 · new source, address (URL)", "https://a.example/"),
        ("Source 2", "Taken off"),
        ("Source 3 · new source, title", "A report"),
        ("Source 3 · background", "Yes"),
        ("Source 3 · supports", "7"),
        ("Quote 1 · text", "No."),
        ("Quote 1 · printed in", "Source #2"),
        ("Quote 1 · locator", "p. 1"),
        ("Why", "So."),
        ("How much it weighs", "Correction: what the site said was wrong"),
    ]
    assert "SECRET" not in page.text


@pytest.mark.parametrize("model", [model for model in admin.site._registry if model._meta.app_label == "timeline"])
def test_no_form_of_the_desk_is_without_labels(client, db, model):
    name = model._meta.model_name
    for page in ("add/", "1/change/", "1/review/", ""):
        told = told_of(client, f"/admin/timeline/{name}/{page}", {"why": "So.", "no_such": "x", "no-1-such": "y"})
        assert (told["Why"], told["No such"], told["No 1 such"]) == ("So.", "x", "y")


def test_a_page_of_a_conflict_and_other_pages_tell_what_was_chosen(client, db):
    told = told_of(client, "/admin/timeline/event/1/change/", {"take-0": "theirs", "mine": "eyJ", "_join": "choosing"})
    assert told == {"Part 1": "what was saved meanwhile"}
    assert told_of(client, "/admin/comments/event/e/", {"text": "Look"}) == {"Comment": "Look"}
    assert told_of(client, "/admin/merge/event/", {"keep": "a", "merge": "b"})["The record that stays"] == "a"


def make_two(django_user_model):
    return [make_person(django_user_model, name) for name in ("bob", "eve")]


def test_whoever_sends_the_words_of_another_is_told_before_they_are_saved(inside, django_user_model):
    make_two(django_user_model)
    event = make_draft()
    typed = typed_in(inside, event, title="After")
    DeskSession.objects.all().delete()
    kept = inside.post(address(event, "change"), typed)
    enter(inside, "bob")
    again = inside.post(AGAIN, sent_by(kept))
    assert "ada typed this, and you are signed in as bob." in again.text
    assert "Send it again as bob" in again.text
    assert Event.objects.get().title == "Before"
    # However often it is kept, it is still known who typed it.
    DeskSession.objects.all().delete()
    still = inside.post(address(event, "change"), {**sent_by(again), "csrfmiddlewaretoken": token(again)})
    enter(inside, "eve")
    assert "ada typed this, and you are signed in as eve." in inside.post(AGAIN, sent_by(still)).text
    DeskSession.objects.all().delete()
    enter(inside)
    again = inside.post(AGAIN, sent_by(still))
    assert "typed this" not in again.text
    assert "under the name of <b>ada</b>" in again.text


def test_where_nobody_knows_who_typed_it_the_name_is_told_under_which_it_is_saved(inside, django_user_model):
    make_two(django_user_model)
    event = make_draft()
    typed = typed_in(inside, event, title="After")
    DeskSession.objects.all().delete()
    enter(inside, "bob")
    again = inside.post(address(event, "change"), typed, headers=HERE)
    assert "under the name of <b>bob</b>" in again.text


def test_more_than_a_stranger_may_send_is_kept_for_a_browser_from_which_somebody_had_signed_in(inside):
    event = make_draft()
    summary = " ".join(f"word {number}" for number in range(20_000))
    typed = typed_in(inside, event, summary=summary)
    DeskSession.objects.all().delete()
    kept = inside.post(address(event, "change"), typed)
    assert kept.status_code == 403
    still = inside.post(AGAIN, sent_by(kept))
    assert still.status_code == 403
    enter(inside)
    again = inside.post(AGAIN, sent_by(still))
    assert sent_by(again)["summary"] == [summary]
    answer = inside.post(address(event, "change"), {**sent_by(again), "csrfmiddlewaretoken": token(again)})
    assert answer.context["adminform"].form["summary"].value() == summary


def test_it_is_not_read_where_nobody_types_it_nor_of_a_stranger_nor_without_end(inside, settings):
    event, long = make_draft(), {"summary": "x" * 60_000}
    DeskSession.objects.all().delete()
    assert inside.post(address(event, "change"), long).status_code == 403
    assert inside.post("/admin/login/", {"username": "ada", "password": "x" * 60_000}).status_code == 413
    stranger = Client().post(address(event, "change"), long)
    assert (stranger.status_code, "Copy it, sign in" in stranger.text) == (413, True)
    forged = Client()
    forged.cookies["desk_device"] = "1:abc"
    assert forged.post(address(event, "change"), long).status_code == 413
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 55_000
    assert inside.post(address(event, "change"), long).status_code == 413
