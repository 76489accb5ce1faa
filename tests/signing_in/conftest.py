"""Somebody of the desk."""

import pytest

from tests.admin.test_race import as_in_production  # noqa: F401 (a fixture)
from tests.signing_in.signing import make_person


@pytest.fixture
def ada(db, django_user_model):
    return make_person(django_user_model)
