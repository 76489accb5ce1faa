"""A form without the proof that its page was made here is refused in the site's look, and its words come back."""

import pytest
from django.test import Client

from tests.admin.posting import address
from tests.making import make_event
from tests.signing_in.signing import PASSWORD
from timeline.models import Event
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
FORGED = {"title": "Typed <script>alert(1)</script>", "summary": "Two\nlines.", "references-0-locator": "p. 7"}
UNTYPED = {"references-TOTAL_FORMS": "1", "references-0-id": "77", "references-__prefix__-seen": "cited"}


@pytest.fixture
def desk(django_user_model):
    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.create_superuser("ada", password=PASSWORD))
    return client


def test_what_was_typed_stands_on_the_page_escaped_and_nothing_is_written(desk):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    answer = desk.post(address(event, "change"), {**FORGED, "version_seen": "0", **UNTYPED})
    assert answer.status_code == 403
    assert "Typed &lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    for words in ("Two\nlines.", "p. 7", "Go back to the form", 'id="main"'):
        assert words in answer.text
    for words in (
        "<script>alert",
        "style=",
        '<form method="post"',
        "TOTAL_FORMS",
        "version_seen",
        "-0-id",
        "__prefix__",
        "CSRF",
    ):
        assert words not in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert Event.objects.get().title == "Before"


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_change/", "/admin/account/second-factor/"])
def test_no_password_and_no_code_comes_back(desk, path):
    secrets = {"password": "s3cret-a", "old_password": "s3cret-b", "new_password1": "s3cret-c", "code": "s3cret-d"}
    answer = desk.post(path, {**secrets, "username": "ada", "csrfmiddlewaretoken": "s3cret-e"})
    assert answer.status_code == 403
    assert "s3cret" not in answer.text


def test_a_form_that_cannot_be_read_is_refused_all_the_same(desk):
    answer = desk.post(address(Event, "add"), {f"field-{number}": "x" for number in range(3000)})
    assert answer.status_code in (400, 403, 413)
    assert "field-1" not in answer.text


def test_a_form_that_was_empty_and_a_fragment_say_so_without_words(desk):
    assert "What was sent" not in desk.post(address(Event, "add")).text
    fragment = desk.post(address(Event, "add"), FORGED, headers={"HX-Request": "true"})
    assert fragment.status_code == 403
    assert "<html" not in fragment.text
    assert "Typed" not in fragment.text
