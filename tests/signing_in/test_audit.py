"""The audit list tells of every way in, and forgets where people were."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from tests.signing_in.signing import HOME, PASSWORD, fail, is_in, make_factor, sign_in
from timeline.models import AuditEntry, DeskSession
from timeline.signing_in import audit

pytestmark = pytest.mark.django_db


def make_older(**ago):
    AuditEntry.objects.update(at=timezone.now() - timedelta(**ago))


def test_signing_in_and_out_is_listed_with_where_from(client, ada):
    sign_in(client, headers={"User-Agent": "Firefox/140 (Linux)"})
    client.post("/admin/logout/")
    out, into = AuditEntry.objects.all()
    assert (into.kind, into.by, into.address, into.device) == ("signed_in", ada, HOME, "Firefox on Linux")
    assert (out.kind, out.by) == ("signed_out", ada)


def test_after_thirty_days_the_list_does_not_tell_where_from(client, ada):
    sign_in(client)
    make_older(days=29)
    audit.forget()
    assert AuditEntry.objects.get().address == HOME
    make_older(days=31)
    audit.forget()
    entry = AuditEntry.objects.get()
    assert (entry.address, entry.device, entry.by_name, entry.kind) == (None, "", "ada", "signed_in")


@pytest.mark.parametrize("way", ["sign-in", "list", "command"])
def test_it_is_forgotten_without_anybody_asking(client, ada, django_user_model, way, tmp_path):
    fail(client, 1)
    make_older(days=31)
    if way == "sign-in":
        sign_in(client)
    elif way == "list":
        administrator = Client()
        administrator.force_login(django_user_model.objects.create_superuser("root"))
        administrator.get("/admin/timeline/auditentry/")
    else:
        audit.forget()
    assert AuditEntry.objects.filter(kind="failed", address=None).exists()


def test_failures_of_strangers_are_not_kept_for_ever_and_changes_of_rights_are(client, ada):
    fail(client, 1)
    audit.record(audit.AuditKind.USER_CHANGED, by=ada, about=ada, what="groups: + reviewer")
    make_older(days=400)
    audit.forget()
    assert [entry.kind for entry in AuditEntry.objects.all()] == ["user_changed"]


def test_an_entry_outlives_the_account(client, ada):
    sign_in(client)
    ada.delete()
    entry = AuditEntry.objects.get()
    assert (entry.by, entry.by_name) == (None, "ada")


def test_a_person_sees_who_tried_to_be_them_and_nothing_of_others(client, ada, django_user_model):
    django_user_model.objects.create_user("grace", password=PASSWORD, is_staff=True)
    fail(Client(), 1, address="203.0.113.77")
    fail(Client(), 1, name="grace", address="203.0.113.88")
    sign_in(client)
    page = client.get("/admin/account/").text
    assert "203.0.113.77" in page
    assert "203.0.113.88" not in page


def test_whoever_takes_a_name_that_was_free_again_sees_nothing_of_before(client, ada, django_user_model):
    fail(Client(), 1, address="203.0.113.77")
    ada.username = "lovelace"
    ada.save()
    django_user_model.objects.create_user("ada", password=PASSWORD, is_staff=True)
    sign_in(client)
    assert "203.0.113.77" not in client.get("/admin/account/").text


def test_an_administrator_made_by_the_command_is_told(db):
    call_command("createsuperuser", username="root", email="", interactive=False, stdout=StringIO())
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by_name, entry.about) == ("user_added", "createsuperuser (command)", "root")
    assert "superuser" in entry.what


def test_a_password_changed_by_the_command_is_told_and_ends_sessions(client, ada, monkeypatch):
    sign_in(client)
    monkeypatch.setattr("getpass.getpass", lambda prompt: "a new and good one")
    call_command("changepassword", "ada", stdout=StringIO())
    assert not is_in(client)
    assert AuditEntry.objects.filter(kind="password", about="ada", by_name="changepassword (command)").exists()


def test_the_command_for_a_lost_device_takes_the_factor_away(client, ada):
    make_factor(ada)
    told = StringIO()
    call_command("reset_second_factor", "ada", stdout=told)
    assert "ada has no second factor any more" in told.getvalue()
    assert sign_in(client).url == "/admin/"
    for name, words in (("ada", "has no second factor"), ("nobody", "There is no user")):
        with pytest.raises(CommandError, match=words):
            call_command("reset_second_factor", name)


HOSTILE = [
    {"username": "a\x00da", "password": "x"},
    {"username": "ada", "password": "x\x00"},
    {"username": ["ada", "grace"], "password": ["x", PASSWORD]},
    {"username": "x" * 9000, "password": "y"},
    {"username": "ada", "password": "y" * 9000},
    {"username": "", "password": ""},
    {},
    {"username": "\ud7ff\ufffd🦄", "password": "🦄"},
    {"username": "ada", "password": PASSWORD + " "},
    {"username": "ada'; DROP TABLE auth_user; --", "password": "x"},
]


@pytest.mark.parametrize("form", HOSTILE, ids=range(len(HOSTILE)))
def test_no_form_breaks_the_sign_in_and_the_last_of_a_repeated_field_counts(client, ada, form):
    answer = client.post("/admin/login/", form)
    assert answer.status_code == 200
    assert not DeskSession.objects.filter(user=ada).exists()


def test_a_form_that_nobody_types_is_not_read(client, ada):
    for path in ("/admin/login/", "/admin/login/code/", "/admin/timeline/event/add/"):
        answer = client.post(path, {"username": "ada", "password": "y" * 60_000})
        assert answer.status_code == 413, path
    sign_in(client)
    assert client.post("/admin/account/second-factor/", {"code": "y" * 60_000}).status_code == 200


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "javascript:a()", "\x00", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client, ada, to):
    answer = client.post("/admin/login/", {"username": "ada", "password": PASSWORD, "next": to})
    assert answer.url == "/admin/"


def test_a_form_from_another_site_signs_nobody_in(ada):
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403
    assert client.post("/admin/logout/").status_code == 403
