"""Sign-ins that fail are delayed where they come from, and nobody can keep out a person by failing in their name."""

import pytest
from django.test import Client, override_settings

from tests.admin.test_race import at_once
from tests.signing_in.signing import ELSEWHERE, HOME, PASSWORD, fail, is_in, make_person, sign_in, wait
from timeline.data_version import data_version
from timeline.models import AuditEntry, SignInCount
from timeline.signing_in.throttle import CODE, Limit, forgive
from timeline.signing_in.throttle import PASSWORD as PASSWORD_STEP

pytestmark = pytest.mark.django_db


def test_after_five_failures_even_the_right_password_has_to_wait(client, ada):
    assert fail(client, 5) == [200] * 5
    answer = sign_in(client)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 31
    assert "Too many attempts have failed. Wait" in answer.text
    wait(31)
    assert sign_in(client).status_code == 302
    assert is_in(client)


def test_a_success_forgets_the_failures_of_that_account_there(client, ada):
    fail(client, 4)
    sign_in(client)
    assert fail(Client(), 5) == [200] * 5


def test_the_delay_doubles_with_each_failure_up_to_a_bound():
    limit = Limit(free=3, first=30, most=100)
    assert [limit.delay(n) for n in (1, 2, 3, 4, 5, 6, 10_000)] == [0, 0, 30, 60, 100, 100, 100]
    assert max(limit.most for step in (PASSWORD_STEP, CODE) for limit in (step.own, step.address)) <= 3600


def test_attempts_that_are_refused_neither_count_nor_are_looked_at(client, ada):
    fail(client, 5)
    before = sorted(SignInCount.objects.values_list("digest", "failures", "free_at"))
    assert fail(client, 20) == [429] * 20
    assert sorted(SignInCount.objects.values_list("digest", "failures", "free_at")) == before


def test_strangers_who_fail_elsewhere_do_not_delay_anybody_at_home(client, ada):
    fail(Client(), 10, address=ELSEWHERE)
    assert sign_in(client, address=HOME).status_code == 302


def test_a_thousand_strangers_keep_out_nobody_who_comes_from_a_known_device(client, ada):
    sign_in(client, address=HOME)
    for n in range(60):
        fail(Client(), 1, address=f"203.0.113.{n}")
    assert sign_in(Client(), address="192.0.2.1").status_code == 429, "a new device at a new address waits"
    client.post("/admin/logout/")
    assert sign_in(client, address="192.0.2.2").status_code == 302, "the known device anywhere"
    assert sign_in(Client(), address=HOME).status_code == 302, "any device at the known address"


def test_a_known_device_is_not_delayed_by_failures_at_its_own_address(client, ada):
    sign_in(client)
    client.post("/admin/logout/")
    fail(Client(), 40)
    assert sign_in(Client()).status_code == 429
    assert sign_in(client).status_code == 302


def test_a_known_device_is_throttled_too(client, ada):
    sign_in(client)
    client.post("/admin/logout/")
    assert fail(client, 7) == [200] * 5 + [429] * 2


def test_a_device_is_known_for_its_own_account_only(client, ada, django_user_model):
    make_person(django_user_model, "grace")
    sign_in(client)
    client.post("/admin/logout/")
    assert fail(client, 6, name="grace", address=ELSEWHERE)[-1] == 429
    assert sign_in(client, "grace", address=ELSEWHERE).status_code == 429


@pytest.mark.parametrize("forged", ["1:00", "1:abc:def", "\x00", "x" * 4000, ":"])
def test_a_device_cookie_that_was_made_up_is_no_device(client, ada, forged):
    client.cookies["desk_device"] = forged
    assert fail(client, 6)[-1] == 429
    assert sign_in(Client()).status_code == 429


def test_the_device_cookie_is_kept_from_public_pages_and_scripts(client, ada):
    cookie = sign_in(client).cookies["desk_device"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "desk_device" not in client.get("/").cookies


def test_an_address_that_tries_many_names_waits_whatever_the_name(client, ada):
    for n in range(20):
        fail(client, 1, name=f"nobody-{n}")
    assert sign_in(client, "yet-another").status_code == 429
    assert sign_in(Client(), address=ELSEWHERE).status_code == 302


def test_a_name_that_nobody_has_is_answered_like_one_that_somebody_has(client, ada):
    answers = {
        name: [sign_in(Client(), name, "wrong", f"203.0.113.{len(name)}") for _ in range(6)] for name in ("ada", "bob")
    }
    assert [a.status_code for a in answers["ada"]] == [a.status_code for a in answers["bob"]]
    said = [a.context["form"].non_field_errors() for name in answers for a in answers[name][:5]]
    assert all(words == said[0] for words in said)


def test_no_other_spelling_of_a_name_is_counted_apart(client, ada):
    for name in ("ADA", "Ada", " ada", "ＡＤＡ", "ada "):
        fail(client, 1, name=name)
    assert sign_in(client).status_code == 429


def test_a_household_of_ipv6_addresses_is_one_address(client, ada):
    for n in range(5):
        fail(client, 1, address=f"2001:db8:1:2::{n}")
    assert sign_in(client, address="2001:db8:1:2:ffff::1").status_code == 429
    assert sign_in(client, address="2001:db8:1:3::1").status_code == 302


def test_an_administrator_ends_the_wait_for_new_devices(client, ada):
    for n in range(60):
        fail(Client(), 1, address=f"203.0.113.{n}")
    assert sign_in(client, address=HOME).status_code == 429
    forgive(ada)
    assert sign_in(client, address=HOME).status_code == 302


def test_what_is_counted_tells_no_name_and_no_address_and_is_forgotten(client, ada):
    fail(client, 1, name="ursula")  # no digest has these letters, as it may have “ada”
    row = SignInCount.objects.values().first()
    assert "ursula" not in str(row)
    assert HOME not in str(row)
    wait(25 * 60 * 60)
    fail(client, 1, name="other", address=ELSEWHERE)
    assert SignInCount.objects.count() == 3


def test_a_failure_is_listed_with_the_account_and_a_name_nobody_has_is_not(client, ada):
    fail(client, 5)
    fail(client, 1, name="my-Secret-passw0rd")
    entries = AuditEntry.objects.all()
    assert [entry.kind for entry in entries] == ["failed", "delayed", *["failed"] * 5]
    assert {entry.about for entry in entries} == {"ada", ""}
    assert (entries[2].address, entries[2].about_user) == (HOME, ada)
    assert "my-Secret" not in str(list(entries.values()))


def test_a_right_password_without_the_right_to_the_desk_says_no_more_than_a_wrong_one(client, django_user_model):
    django_user_model.objects.create_user("reader", password=PASSWORD)
    django_user_model.objects.create_user("gone", password=PASSWORD, is_active=False, is_staff=True)
    said = {
        str(sign_in(client, name, password).context["form"].non_field_errors())
        for name, password in (("reader", PASSWORD), ("gone", PASSWORD), ("gone", "wrong"), ("nobody", "wrong"))
    }
    assert len(said) == 1
    assert not is_in(client)


@pytest.mark.django_db(transaction=True)
def test_failures_do_not_renew_the_version_of_the_record(client, django_user_model, transactional_db):
    before = data_version()
    fail(client, 6)
    assert data_version() == before


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_only_as_many_are_looked_at_as_one_after_the_other(as_in_production):
    answers = at_once([lambda n=n: sign_in(Client(), "ada", f"wrong {n}") for n in range(12)])
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [429] * 7


@override_settings(TRUSTED_PROXIES=1)
def test_behind_a_proxy_the_client_is_throttled_and_not_the_proxy(client, ada):
    for n in range(8):
        sign_in(client, password=f"wrong {n}", address="10.0.0.1", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}, {ELSEWHERE}")
    assert sign_in(client, address="10.0.0.1", HTTP_X_FORWARDED_FOR=ELSEWHERE).status_code == 429
    assert sign_in(client, address="10.0.0.1", HTTP_X_FORWARDED_FOR=HOME).status_code == 302


def test_without_the_setting_the_header_is_no_way_around(client, ada):
    for n in range(5):
        sign_in(client, password=f"wrong {n}", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="203.0.113.99").status_code == 429


def test_behind_a_proxy_nobody_told_of_one_stranger_does_not_keep_out_everybody(client, ada, django_user_model):
    make_person(django_user_model, "grace")
    for n in range(40):
        sign_in(client, password=f"wrong {n}", address="127.0.0.1", HTTP_X_FORWARDED_FOR=ELSEWHERE)
    assert sign_in(Client(), "grace", address="127.0.0.1", HTTP_X_FORWARDED_FOR=HOME).status_code == 302
