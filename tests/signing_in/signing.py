"""Signs in as a browser would, and lets time go by."""

from datetime import timedelta

import pyotp
from django.contrib.auth.models import Group
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from timeline.models import SecondFactor, SignInCount
from timeline.signing_in.second_factor import secret_of

PASSWORD = "correct horse battery"
HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def make_person(django_user_model, name="ada", group="researcher", **fields):
    user = django_user_model.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    user.groups.add(Group.objects.get_or_create(name=group)[0])  # a test of threads has none
    return user


def sign_in(client, name="ada", password=PASSWORD, address=HOME, to="", **more):
    url = reverse("admin:login") + (f"?next={to}" if to else "")
    return client.post(url, {"username": name, "password": password}, REMOTE_ADDR=address, **more)


def send_code(client, code, address=HOME, **more):
    return client.post(reverse("admin:login_code"), {"code": code}, REMOTE_ADDR=address, **more)


def fail(client, times, name="ada", address=HOME):
    """Wrong passwords; the statuses of the answers."""
    return [sign_in(client, name, f"wrong {n}", address).status_code for n in range(times)]


def is_in(client) -> bool:
    return client.get(reverse("admin:index")).status_code == 200


def wait(seconds):
    """All that is counted happened so many seconds earlier."""
    earlier = timedelta(seconds=seconds)
    SignInCount.objects.update(free_at=F("free_at") - earlier, forgotten_at=F("forgotten_at") - earlier)


def make_factor(user):
    return SecondFactor.objects.create(user=user, salt="ab" * 32, confirmed_at=timezone.now())


def code_of(factor, steps_on=0):
    """What an app shows, or will show in so many half minutes."""
    return pyotp.TOTP(secret_of(factor)).at(timezone.now(), counter_offset=steps_on)
