"""Users and groups at the desk: who may change them, and that the audit list tells every change of rights."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from tests.admin.posting import act, address, errors, send
from tests.signing_in.signing import PASSWORD, fail, is_in, make_factor, make_person, sign_in
from timeline.models import AuditEntry, DeskSession, SecondFactorDemand, SignInCount
from timeline.signing_in import second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db, django_user_model):
    return make_person(django_user_model)


@pytest.fixture
def superuser(db, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("root"))
    return client


def told(kind):
    """What the list says of the last entry of this kind: who, about whom, what."""
    entry = AuditEntry.objects.filter(kind=kind).first()
    return entry and (entry.by_name, entry.about, entry.what)


def groups(*names):
    return [group.pk for group in Group.objects.filter(name__in=names)]


def test_a_change_of_groups_and_flags_is_told(administrator, ada):
    assert errors(send(administrator, address(ada, "change"), groups=groups("reviewer"), is_staff="")) == ""
    assert told("user_changed") == ("administrator", "ada", "is: − staff; groups: + reviewer, − researcher")


def test_a_single_right_is_told_too(administrator, ada):
    right = Permission.objects.get(codename="publish_record")
    send(administrator, address(ada, "change"), user_permissions=[right.pk])
    assert told("user_changed") == ("administrator", "ada", "permissions: + timeline.publish_record")


def test_a_form_that_changes_no_right_is_not_told(administrator, ada):
    send(administrator, address(ada, "change"), first_name="Ada")
    assert told("user_changed") is None
    assert User.objects.get(pk=ada.pk).first_name == "Ada"


def test_a_new_user_is_told_and_cannot_sign_in_to_the_desk_yet(administrator):
    form = {"username": "grace", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    administrator.post(address(User, "add"), form)
    assert told("user_added") == ("administrator", "grace", "name: + grace; is: + active")
    client = Client()
    sign_in(client, "grace")
    assert not is_in(client)


@pytest.mark.parametrize("way", ["page", "action"])
def test_a_deleted_user_is_told_with_what_they_could_do(administrator, ada, way):
    if way == "page":
        administrator.post(address(ada, "delete"), {"post": "yes"})
    else:
        act(administrator, "delete_selected", ada, post="yes")
    assert not User.objects.filter(username="ada").exists()
    assert told("user_deleted") == ("administrator", "ada", "name: − ada; is: − active, − staff; groups: − researcher")


def test_the_page_before_a_user_is_deleted_names_no_session_key(administrator, ada):
    sign_in(Client())
    page = administrator.get(address(ada, "delete"))
    key = DeskSession.objects.get(user=ada).pk
    assert page.status_code == 200
    assert key not in page.text


def test_rights_of_a_group_and_its_demand_are_told(administrator):
    group = Group.objects.get(name="reviewer")
    kept = [*group.permissions.exclude(codename="publish_record").values_list("pk", flat=True)]
    send(administrator, address(group, "change"), permissions=kept, demands_second_factor="on")
    assert told("group_changed") == (
        "administrator",
        "reviewer",
        "demands: + a second factor; permissions: − timeline.publish_record",
    )
    assert SecondFactorDemand.objects.filter(group=group).exists()
    send(administrator, address(group, "change"))
    assert SecondFactorDemand.objects.filter(group=group).exists(), "what the form showed as ticked stays"
    send(administrator, address(group, "change"), demands_second_factor="")
    assert not SecondFactorDemand.objects.exists()


def test_new_and_deleted_groups_are_told(administrator):
    administrator.post(address(Group, "add"), {"name": "guests"})
    assert told("group_added") == ("administrator", "guests", "name: + guests")
    administrator.post(address(Group.objects.get(name="guests"), "delete"), {"post": "yes"})
    assert told("group_deleted") == ("administrator", "guests", "name: − guests")


def test_a_password_given_by_an_administrator_ends_sessions_and_is_told(administrator, ada):
    client = Client()
    sign_in(client)
    new = {"usable_password": "true", "password1": "a new and good one", "password2": "a new and good one"}
    answer = administrator.post(f"/admin/auth/user/{ada.pk}/password/", {**new, "set-password": "1"})
    assert answer.status_code == 302
    assert not is_in(client)
    assert not DeskSession.objects.filter(user=ada).exists()
    assert told("password") == ("administrator", "ada", "1 session ended")


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "%00", "1%00"])
def test_a_key_that_there_cannot_be_is_no_user(administrator, key):
    for page in ("password", "change", "delete", "history"):
        assert administrator.get(f"/admin/auth/user/{key}/{page}/").status_code in (302, 404)


def test_whoever_is_made_inactive_is_out_at_once(administrator, ada):
    client = Client()
    sign_in(client)
    send(administrator, address(ada, "change"), is_active="")
    assert not is_in(client)
    assert not DeskSession.objects.filter(user=ada).exists()


def test_an_administrator_makes_nobody_a_superuser_and_touches_none(administrator, superuser, ada):
    root = User.objects.get(username="root")
    send(administrator, address(ada, "change"), is_superuser="on")
    assert not User.objects.get(pk=ada.pk).is_superuser
    form = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true", "set-password": "1"}
    assert administrator.post(f"/admin/auth/user/{root.pk}/password/", form).status_code == 403
    assert administrator.post(address(root, "change"), {"username": "taken"}).status_code == 403
    assert administrator.post(address(root, "delete"), {"post": "yes"}).status_code == 403
    for action in ("sign_out", "reset_second_factor", "lift_delay", "delete_selected"):
        chosen = {"action": action, "_selected_action": [root.pk], "confirmed": "yes", "post": "yes"}
        assert administrator.post(address(User), chosen).status_code in (403, 200), action
    assert User.objects.filter(username="root", password=root.password).exists()


def test_a_superuser_makes_one_and_it_is_told(superuser, ada):
    send(superuser, address(ada, "change"), is_superuser="on")
    assert told("user_changed") == ("root", "ada", "is: + superuser")


def test_an_administrator_signs_somebody_out_after_a_question(administrator, ada):
    client = Client()
    sign_in(client)
    assert "Every session of these people ends" in act(administrator, "sign_out", ada).text
    assert is_in(client)
    act(administrator, "sign_out", ada, confirmed="yes")
    assert not is_in(client)
    assert told("sessions_ended") == ("administrator", "ada", "1 session ended")


def test_an_administrator_takes_the_factor_of_a_lost_device_away(administrator, ada):
    make_factor(ada)
    assert "Make sure that it is they who ask" in act(administrator, "reset_second_factor", ada).text
    assert second_factor.has_factor(ada)
    act(administrator, "reset_second_factor", ada, confirmed="yes")
    assert told("factor_off") == ("administrator", "ada", "")
    assert sign_in(Client()).url == "/admin/"


def test_an_administrator_lifts_the_delay_for_new_devices(administrator, ada):
    for n in range(55):
        fail(Client(), 1, address=f"203.0.113.{n}")
    assert sign_in(Client()).status_code == 429
    act(administrator, "lift_delay", ada, confirmed="yes")
    assert sign_in(Client()).status_code == 302


def test_the_list_of_users_shows_who_has_a_second_factor_in_few_queries(
    administrator, ada, django_user_model, django_assert_max_num_queries
):
    make_factor(ada)
    for n in range(20):
        make_person(django_user_model, f"person-{n}")
    with django_assert_max_num_queries(20):
        page = administrator.get(address(User))
    assert page.status_code == 200
    assert "researcher" in page.text


def test_the_audit_list_is_read_by_administrators_and_written_by_nobody(administrator, superuser, researcher, ada):
    sign_in(Client())
    entry = AuditEntry.objects.get(kind="signed_in")
    for client in (administrator, superuser):
        assert "198.51.100.7" in client.get(address(AuditEntry)).text
        assert client.get(address(entry, "change")).status_code == 200
        assert client.post(address(entry, "change"), {"what": "x"}).status_code == 403
        assert client.get(address(AuditEntry, "add")).status_code == 403
        assert client.post(address(entry, "delete"), {"post": "yes"}).status_code == 403
        client.post(address(AuditEntry), {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
        assert AuditEntry.objects.filter(pk=entry.pk, what=entry.what).exists()
    assert researcher.get(address(AuditEntry)).status_code == 403


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x+" * 900, "kind=no", "at__gte=x", "o=9.9", "p=x", "kind=a&kind=b"])
@pytest.mark.parametrize("model", [AuditEntry, User, Group])
def test_no_address_of_these_lists_breaks(administrator, ada, model, query):
    assert administrator.get(f"{address(model)}?{query}").status_code in (200, 302)


@pytest.mark.parametrize("groups", ["x", "9" * 30, "\x00", "-1"])
def test_no_choice_of_groups_breaks(administrator, ada, groups):
    assert "Select a valid choice" in errors(send(administrator, address(ada, "change"), groups=[groups]))


@pytest.mark.parametrize("name", ["a\x00b", "", "x" * 151, "a b", "\n"])
def test_no_name_of_a_user_breaks(administrator, ada, name):
    assert errors(send(administrator, address(ada, "change"), username=name))
    assert User.objects.filter(username="ada").exists()


def test_nothing_of_the_throttle_or_the_factors_is_a_page_of_the_desk(superuser, ada):
    make_factor(ada)
    fail(Client(), 1)
    assert SignInCount.objects.exists()
    for name in ("signincount", "secondfactor", "recoverycode", "desksession"):
        assert superuser.get(f"/admin/timeline/{name}/").status_code == 404
