"""After the password a code: from an app, each once, or one of ten for when the app is lost."""

import re

import pyotp
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from tests.admin.test_race import at_once
from tests.signing_in.signing import (
    ELSEWHERE,
    PASSWORD,
    code_of,
    is_in,
    make_factor,
    make_person,
    send_code,
    sign_in,
    wait,
)
from timeline.models import AuditEntry, DeskSession, RecoveryCode, SecondFactor, SecondFactorDemand
from timeline.signing_in import second_factor

pytestmark = pytest.mark.django_db
ACCOUNT, SET_UP = "/admin/account/", "/admin/account/second-factor/"


@pytest.fixture
def factor(ada):
    return make_factor(ada)


@pytest.fixture
def inside(client, factor):
    """A client that has signed in with password and code."""
    sign_in(client)
    send_code(client, code_of(factor, -1))
    assert is_in(client)
    return client


def demand(name="researcher"):
    SecondFactorDemand.objects.create(group=Group.objects.get(name=name))


def set_up(client, code=None, password=PASSWORD):
    """Reads the key from the page as a person would."""
    page = client.get(SET_UP).text
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    return client.post(SET_UP, {"password": password, "code": code or pyotp.TOTP(secret).now()})


def test_a_factor_is_set_up_with_its_first_code_and_asked_for_from_then_on(client, ada):
    sign_in(client)
    page = set_up(client)
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", page.text)
    assert len(set(codes)) == 10
    assert is_in(client)
    other = Client()
    assert sign_in(other).url == "/admin/login/code/"
    assert not is_in(other)
    assert send_code(other, codes[0]).status_code == 302
    assert is_in(other)


def test_the_password_alone_opens_nothing(client, factor):
    sign_in(client)
    for page in ("/admin/", ACCOUNT, SET_UP, "/admin/password_change/", "/admin/timeline/event/", "/admin/jsi18n/"):
        assert client.get(page).status_code == 302, page
    assert DeskSession.objects.get().user is None


def test_a_code_leads_to_where_somebody_wanted_to_go_and_never_to_another_site(client, factor):
    answer = sign_in(client, to="/admin/timeline/event/")
    assert client.post(answer.url, {"code": code_of(factor)}).url == "/admin/timeline/event/"
    client.post("/admin/logout/")
    answer = sign_in(client, to="//evil.example/")
    assert client.post(f"{answer.url}?next=//evil.example/", {"code": code_of(factor, 1)}).url == "/admin/"


def test_a_code_is_taken_once_and_one_before_it_never(client, factor):
    code = code_of(factor)
    sign_in(client)
    assert send_code(client, code).status_code == 302
    for used in (code, code_of(factor, -1)):
        other = Client()
        sign_in(other)
        assert "it was used before" in send_code(other, used).text
        assert not is_in(other)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(client, factor, steps):
    sign_in(client)
    # A step before the second in which it is asked for may begin meanwhile.
    assert send_code(client, code_of(factor, steps)).status_code == 302 or steps == -1


@pytest.mark.parametrize("code", ["000000", "12345", "１２３４５６", "", "\x00", "a" * 5000, "-1-1-1", "٠١٢٣٤٥"])
def test_what_is_no_code_lets_nobody_in(client, factor, code):
    sign_in(client)
    assert send_code(client, code).status_code == 200
    assert not is_in(client)


def test_a_code_may_be_typed_with_a_space(client, factor):
    sign_in(client)
    code = code_of(factor)
    assert send_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_codes_cannot_be_guessed(client, factor):
    sign_in(client)
    assert [send_code(client, f"00000{n}").status_code for n in range(6)] == [200] * 5 + [429]
    assert send_code(client, code_of(factor)).status_code == 429
    for n in range(12):  # nor from many addresses
        stranger = Client()
        sign_in(stranger, address=f"203.0.113.{n}")
        last = send_code(stranger, "000000", f"203.0.113.{n}").status_code
    assert last == 429


def test_strangers_who_know_the_password_and_guess_codes_keep_out_nobody(inside, factor):
    inside.post("/admin/logout/")
    for n in range(15):
        stranger = Client()
        sign_in(stranger, address=f"203.0.113.{n}")
        send_code(stranger, "000000", f"203.0.113.{n}")
    sign_in(inside)
    assert send_code(inside, code_of(factor)).status_code == 302


def test_the_step_between_password_and_code_ends_with_the_password_and_after_ten_minutes(client, factor, ada):
    sign_in(client)
    ada.set_password("another good password")
    ada.save()
    assert send_code(client, code_of(factor)).url.startswith("/admin/login/")
    assert not is_in(client)
    sign_in(client, password="another good password")
    session = client.session
    session["waits_for_code"] = {**session["waits_for_code"], "since": timezone.now().timestamp() - 601}
    session.save()
    assert send_code(client, code_of(factor)).url == "/admin/login/"


def test_without_a_right_password_before_it_the_page_for_codes_leads_back(client, factor):
    assert client.get("/admin/login/code/?next=/admin/timeline/").url == "/admin/login/?next=%2Fadmin%2Ftimeline%2F"
    assert send_code(client, code_of(factor)).url == "/admin/login/"


def test_a_recovery_code_lets_in_once_and_says_how_many_are_left(client, factor, ada):
    codes = second_factor.new_recovery_codes(ada)
    sign_in(client)
    assert send_code(client, f" {codes[3].upper().replace('-', ' ')}").url == ACCOUNT
    assert "Recovery codes left: 9" in client.get(ACCOUNT).text
    other = Client()
    sign_in(other)
    assert send_code(other, codes[3]).status_code == 200
    assert AuditEntry.objects.filter(kind="recovery_code_used", by=ada, what="9 recovery codes are left").exists()


def test_what_is_stored_lets_nobody_in(ada, factor):
    codes = second_factor.new_recovery_codes(ada)
    stored = f"{[*SecondFactor.objects.values()]} {[*RecoveryCode.objects.values()]}"
    assert second_factor.secret_of(factor) not in stored
    assert not any(code.replace("-", "") in stored for code in codes)


def test_another_key_of_the_site_voids_factors_but_not_recovery_codes(client, ada, factor, settings):
    codes, code = second_factor.new_recovery_codes(ada), code_of(factor)
    settings.SECRET_KEY = "another"
    sign_in(client)
    assert send_code(client, code).status_code == 200
    assert send_code(client, codes[0]).status_code == 302


@pytest.mark.parametrize(("password", "code"), [("wrong", None), (PASSWORD, "000000"), ("", None), ("\x00", "\x00")])
def test_no_factor_is_set_up_without_password_and_code(client, ada, password, code):
    sign_in(client)
    assert set_up(client, code, password).status_code == 200
    assert not second_factor.has_factor(ada)
    assert is_in(Client()) is False


def test_setting_up_ends_the_sessions_that_had_only_a_password(client, ada):
    sign_in(client)
    other = Client()
    sign_in(other)
    set_up(client)
    assert is_in(client)
    assert not is_in(other)


def test_a_page_of_the_set_up_shows_the_same_key_again_and_a_picture_of_it(client, ada):
    sign_in(client)
    first, second = (client.get(SET_UP).text for _ in range(2))
    keys = [re.search(r'class="secret">([A-Z2-7]{32})<', page)[1] for page in (first, second)]
    assert keys[0] == keys[1]
    assert first.count("<svg") >= 1
    assert "style=" not in first.split('class="qr"')[1].split("</svg>")[0]


def test_whoever_has_a_factor_cannot_see_its_key_again(inside):
    assert inside.get(SET_UP).url == ACCOUNT


def test_switching_off_takes_password_and_code(inside, ada, factor):
    off = "/admin/account/second-factor/off/"
    code = code_of(factor)
    assert inside.post(off, {"password": "wrong", "code": code}).status_code == 200
    assert inside.post(off, {"password": PASSWORD, "code": "000000"}).status_code == 200
    assert second_factor.has_factor(ada)
    assert inside.post(off, {"password": PASSWORD, "code": code}).url == ACCOUNT
    assert not second_factor.has_factor(ada)
    assert is_in(inside)
    assert sign_in(Client(), address=ELSEWHERE).url == "/admin/"
    assert AuditEntry.objects.filter(kind="factor_off", by=ada, about="ada").exists()


def test_guesses_at_the_password_of_an_open_desk_are_throttled(inside):
    off = "/admin/account/second-factor/off/"
    answers = [inside.post(off, {"password": f"wrong {n}", "code": "000000"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]
    form = {"old_password": PASSWORD, "new_password1": "a new good one 1", "new_password2": "a new good one 1"}
    assert inside.post("/admin/password_change/", form).status_code == 429
    wait(31)
    assert inside.post("/admin/password_change/", form).status_code == 302


def test_new_recovery_codes_void_the_old_ones(inside, ada, factor):
    old = second_factor.new_recovery_codes(ada)
    page = inside.post("/admin/account/recovery-codes/", {"password": PASSWORD, "code": code_of(factor)})
    new = re.findall(r"<code>([a-z2-7-]{19})</code>", page.text)
    assert len(new) == 10
    assert not second_factor.take(ada, old[0])
    assert second_factor.take(ada, new[0]) == second_factor.RECOVERY_CODE


def test_a_group_that_demands_a_factor_opens_the_desk_only_with_one(client, ada):
    sign_in(client)
    demand()
    assert client.get("/admin/timeline/event/").status_code == 302
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == SET_UP
    page = client.get(SET_UP).text
    assert "demands a second factor" in page
    assert "timeline/event" not in page
    for page in (ACCOUNT, "/admin/password_change/", "/admin/account/recovery-codes/", "/admin/jsi18n/"):
        assert client.get(page).status_code == 302, page
    assert client.post("/admin/account/sessions/end-all/").status_code == 302
    set_up(client)
    assert is_in(client)


def test_whoever_has_to_set_one_up_can_also_log_out(client, ada):
    demand()
    sign_in(client)
    client.post("/admin/logout/")
    assert client.get(SET_UP).url == "/admin/login/"


def test_a_demand_does_not_concern_other_groups_but_it_does_superusers(client, ada, django_user_model):
    demand("administrator")
    sign_in(client)
    assert is_in(client)
    django_user_model.objects.create_superuser("root", password=PASSWORD)
    other = Client()
    sign_in(other, "root")
    assert not is_in(other)


@pytest.mark.parametrize("has_code", [True, False])
def test_no_page_pays_a_query_for_the_question_who_needs_a_factor(client, ada, has_code, django_assert_max_num_queries):
    if has_code:
        factor = make_factor(ada)
    sign_in(client)
    if has_code:
        send_code(client, code_of(factor))
    with django_assert_max_num_queries(60) as asked:
        assert is_in(client)
    told = [query["sql"] for query in asked.captured_queries if "desk_second_factor" in query["sql"]]
    assert len(told) == 1
    assert 'FROM "auth_user"' in told[0]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_the_same_code_at_once_one_gets_in(as_in_production, django_user_model):
    factor = make_factor(make_person(django_user_model))
    clients = [Client() for _ in range(4)]
    for client in clients:
        sign_in(client)
    code = code_of(factor)
    answers = at_once([lambda c=client: send_code(c, code) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
