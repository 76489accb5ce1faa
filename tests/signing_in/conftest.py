"""Somebody of the desk."""

import pytest

from tests.signing_in.signing import make_person


@pytest.fixture
def ada(db, django_user_model):
    return make_person(django_user_model)
