"""Clients of the desk, signed in as a member of each of its groups."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from timeline.history.keeping import Hand


@pytest.fixture
def sign_in(django_user_model):
    def sign_in_as(group):
        user = django_user_model.objects.create_user(group, password="desk-desk-desk", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        return client

    return sign_in_as


@pytest.fixture
def researcher(sign_in, db):
    return sign_in("researcher")


@pytest.fixture
def reviewer(sign_in, db):
    return sign_in("reviewer")


@pytest.fixture
def administrator(sign_in, db):
    return sign_in("administrator")


@pytest.fixture
def proposer(django_user_model, db):
    """The hand of somebody who proposes."""
    return Hand(django_user_model.objects.create_user("ann"), why="One hearing.")


@pytest.fixture
def ann(django_user_model):
    """Somebody in no group."""
    return django_user_model.objects.create_user("ann")


@pytest.fixture
def me(reviewer, django_user_model):
    """The user whose client `reviewer` is."""
    return django_user_model.objects.get(username="reviewer")
