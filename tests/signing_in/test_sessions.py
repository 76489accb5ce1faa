"""Sessions end when nobody uses them, after some days, and when their owner or an administrator says so."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.signing_in.signing import ELSEWHERE, PASSWORD, is_in, make_person, sign_in
from timeline.models import AuditEntry, DeskSession

pytestmark = pytest.mark.django_db
ACCOUNT = "/admin/account/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def inside(client, ada):
    sign_in(client)
    return client


def make_older(**ago):
    """All sessions were begun and last used so long ago."""
    for row in DeskSession.objects.all():
        data = row.get_decoded()
        for name in ("started_at", "seen_at"):
            data[name] -= timedelta(**ago).total_seconds()
        row.session_data = DeskSession.objects.encode(data)
        row.expire_date -= timedelta(**ago)
        row.save()


def test_a_session_knows_whose_it_is_from_where_and_since_when(client, ada):
    sign_in(client, headers={"User-Agent": FIREFOX})
    row = DeskSession.objects.get()
    assert (row.user, row.device, row.address) == (ada, "Firefox on Linux", "198.51.100.7")
    assert timezone.now() - row.started_at < timedelta(minutes=1)


def test_a_session_ends_when_nobody_uses_it_for_twelve_hours(inside):
    make_older(hours=11, minutes=59)
    assert is_in(inside)
    make_older(hours=12, minutes=1)
    assert not is_in(inside)


def test_a_session_that_is_used_all_the_time_ends_after_seven_days(inside):
    for _ in range(7 * 3 - 1):
        make_older(hours=8)
        assert is_in(inside)
    make_older(hours=8, minutes=1)
    assert not is_in(inside)


def test_signing_in_again_begins_a_new_session(inside):
    key = inside.session.session_key
    make_older(days=6, hours=-150)
    sign_in(inside)
    assert inside.session.session_key != key
    assert DeskSession.objects.filter(pk=key).count() == 0


def test_using_the_desk_is_written_down_every_few_minutes_only(inside, django_assert_num_queries):
    is_in(inside)
    before = DeskSession.objects.get().seen_at
    is_in(inside)
    assert DeskSession.objects.get().seen_at == before
    make_older(minutes=6)
    is_in(inside)
    assert timezone.now() - DeskSession.objects.get().seen_at < timedelta(minutes=1)


def test_a_person_sees_their_own_sessions_and_ends_one(inside, ada, django_user_model):
    make_person(django_user_model, "grace")
    sign_in(Client(), "grace", address=ELSEWHERE)
    other = Client()
    sign_in(other, headers={"User-Agent": FIREFOX})
    rows = inside.get(ACCOUNT).context["sessions"]
    assert sorted(row.device for row in rows) == ["", "Firefox on Linux"]
    (foreign,) = [row for row in rows if not row.is_this_one]
    inside.post(reverse("admin:end_session"), {"session": foreign.id})
    assert is_in(inside)
    assert not is_in(other)
    assert AuditEntry.objects.filter(kind="sessions_ended", by=ada, what="1 session ended").exists()


@pytest.mark.parametrize("session", ["", "\x00", "0" * 16, "x" * 5000])
def test_an_id_that_is_no_session_ends_none(inside, session):
    answer = inside.post(reverse("admin:end_session"), {"session": session}, follow=True)
    assert "had ended before" in answer.text
    assert is_in(inside)


def test_nobody_ends_the_session_of_somebody_else(inside, django_user_model):
    make_person(django_user_model, "grace")
    grace = Client()
    sign_in(grace, "grace")
    theirs = grace.get(ACCOUNT).context["sessions"][0].id
    inside.post(reverse("admin:end_session"), {"session": theirs})
    assert is_in(grace)


def test_signing_out_everywhere_ends_them_all_here_too(inside):
    others = [Client(), Client()]
    for other in others:
        sign_in(other)
    assert inside.post(reverse("admin:end_all_sessions")).url == "/admin/login/"
    assert not any(is_in(each) for each in [inside, *others])


@pytest.mark.parametrize("name", ["end_session", "end_all_sessions"])
def test_a_link_ends_no_session(inside, name):
    assert inside.get(reverse(f"admin:{name}")).status_code == 405
    assert is_in(inside)


def test_the_page_of_the_account_names_no_key_of_a_session(inside):
    sign_in(Client())
    page = inside.get(ACCOUNT).text
    assert not [key for key in DeskSession.objects.values_list("pk", flat=True) if key in page]


def test_a_new_password_ends_all_other_sessions(inside, ada):
    other = Client()
    sign_in(other)
    new = "a new and good one"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert inside.post("/admin/password_change/", form).url == ACCOUNT
    assert is_in(inside)
    assert not is_in(other)
    assert DeskSession.objects.count() == 1
    entry = AuditEntry.objects.get(kind="password")
    assert (entry.by, entry.what) == (ada, "1 session ended")


def test_a_session_that_has_ended_leaves_no_address_behind(inside, django_user_model):
    make_older(days=8)
    make_person(django_user_model, "grace")
    sign_in(Client(), "grace")
    assert [row.user.username for row in DeskSession.objects.all()] == ["grace"]


def test_a_session_that_was_ended_is_not_brought_back_by_a_request_under_way(inside):
    session = inside.session
    assert session["second_factor"] is False
    DeskSession.objects.all().delete()
    session["more"] = 1
    with pytest.raises(UpdateError):
        session.save()
    assert not DeskSession.objects.exists()


def test_public_pages_read_no_session_and_set_no_cookie(inside, client):
    for path in ("/", "/about/", "/.well-known/security.txt"):
        answer = Client().get(path)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_signing_in_leaves_no_session_of_before(client, ada):
    """A cookie that somebody planted beforehand is worth nothing afterwards."""
    client.get("/admin/login/")
    session = client.session
    session["planted"] = 1
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client)
    assert client.session.session_key != planted
    assert "planted" not in client.session
