"""Statements with placeholders: what is given, and what stands in a statement itself, comes back as it was."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("given", ["a", "%s", "100%", "?"])
def test_a_statement_is_answered_alike_however_often_it_is_asked(given):
    statement = "SELECT CAST(%s AS text), '100%%', '?', CAST(%s AS text)"
    with connection.cursor() as cursor:
        for other in ("first", "second"):
            cursor.execute(statement, [given, other])
            assert cursor.fetchone() == (given, "100%", "?", other)


def test_what_is_given_by_name_is_put_where_it_is_named():
    statement = "SELECT CAST(%(one)s AS text), '100%%', CAST(%(other)s AS text), CAST(%(one)s AS text)"
    with connection.cursor() as cursor:
        for one in ("first", "second"):
            cursor.execute(statement, {"one": one, "other": "%s"})
            assert cursor.fetchone() == (one, "100%", "%s", one)


def test_a_statement_without_anything_given_stands_as_it_is():
    with connection.cursor() as cursor:
        cursor.execute("SELECT '%s', '100%%'")
        assert cursor.fetchone() == ("%s", "100%%")
