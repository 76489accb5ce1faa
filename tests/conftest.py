"""What many tests share: plain static files, and the whole record of `fixtures/` in the database."""

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import override_settings

from timeline.importing.dossier import import_dossier

FIXTURES = settings.BASE_DIR / "fixtures"

# A busy machine is no failure, and the same examples are tried on every run.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("steady")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Whatever asks for the database carries the mark by which `make test` runs it on PostgreSQL too."""
    for item in items:
        if {"db", "transactional_db"}.intersection(item.fixturenames):
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory):
    """`{% static %}` names a file as it is, so that no test needs collected files.

    Those that lie here after `make run` would be looked through anew for every test that asks for a page.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    none = tmp_path_factory.mktemp("staticfiles")
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}, STATIC_ROOT=none):
        yield


@pytest.fixture(scope="session", autouse=True)
def lists_from_the_database():
    """No thread makes a list while tests write beside it, but where a test is about that."""
    with override_settings(HOLD_LISTS=False):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """A password is hashed at once: the half second that a real hash costs protects nobody here."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """What module-wide fixtures make stays until the module ends; what a test changes ends with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def imported(django_db_setup, django_db_blocker):
    """The outcome of importing all of `fixtures/`, and every row that it left; the database is empty again."""
    with django_db_blocker.unblock(), transaction.atomic():
        outcome = import_dossier(FIXTURES)
        assert not outcome.problems
        tables = apps.get_app_config("timeline").get_models(include_auto_created=True)
        rows = {table: list(QuerySet(table)) for table in tables}
        transaction.set_rollback(True)
    return outcome, rows


def _put_back(tables):
    """The rows as they are, for everything that follows from them is among them; new ones get keys after theirs."""
    for table, rows in tables.items():
        QuerySet(table).bulk_create(rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def whole_record(imported, kept):
    """The database holds all of `fixtures/` while the tests of one module run; each of them still needs `db`."""
    outcome, tables = imported
    _put_back(tables)
    return outcome


@pytest.fixture(scope="module")
def committed_record(imported, django_db_blocker):
    """As `whole_record`, but committed, as in a running site: what depends on that can be tested. For reading only."""
    _, tables = imported
    with django_db_blocker.unblock():
        with transaction.atomic():
            _put_back(tables)
        yield
        with transaction.atomic():  # in which foreign keys are looked at last
            for table in tables:
                QuerySet(table)._raw_delete(using="default")


@pytest.fixture
def as_in_production(transactional_db, tmp_path):
    """SQLite is in a file, where writers wait for each other; the tests' own is in memory, where they cannot."""
    if connection.vendor != "sqlite":
        yield
        return
    file = str(tmp_path / "race.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [file])
    memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, file
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name
