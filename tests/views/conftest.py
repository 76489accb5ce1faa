"""Records made once for a whole module, for tests that only read them or change them for themselves."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """What module-wide fixtures make stays until the module ends; what a test changes ends with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
