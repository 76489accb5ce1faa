"""The data version is another one after every transaction that wrote to the record, and after no other."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction

from tests.making import make_event, make_party, make_source
from timeline.data_version import data_version
from timeline.models import Event, Party

pytestmark = pytest.mark.django_db(transaction=True)


def add_a_party(event):
    event.parties.add(make_party())


def rename_in_bulk(event):
    Event.objects.filter(pk=event.pk).update(title="Renamed")


def write_sql(event):
    with connection.cursor() as cursor:
        cursor.execute('UPDATE "timeline_event" SET title = %s WHERE id = %s', ["Otherwise", event.pk])


WAYS = {
    "save": lambda event: event.save(),
    "bulk": rename_in_bulk,
    "tie": add_a_party,
    "delete": lambda event: event.delete(),
    "SQL": write_sql,
    "command": lambda event: call_command("recheck", stdout=StringIO()),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_renews_the_version(way):
    event = make_event(sources=[make_source()])
    before = data_version()
    WAYS[way](event)
    assert data_version() not in (before, None)


def test_reading_and_writing_what_is_no_part_of_the_record_leave_it():
    make_event()
    before = data_version()
    assert list(Event.objects.all())
    assert not Party.objects.filter(slug="nobody").exists()
    get_user_model().objects.create_user("somebody")
    assert data_version() == before


def test_a_transaction_that_wrote_has_no_version_until_it_is_committed():
    before = data_version()
    with transaction.atomic():
        assert data_version() == before
        make_party()
        assert data_version() is None
    assert data_version() not in (before, None)


def test_what_is_taken_back_leaves_the_version_and_what_is_written_after_it_renews_it():
    before = data_version()
    with transaction.atomic():
        make_source()
        transaction.set_rollback(True)
    assert data_version() == before
    with transaction.atomic():
        with transaction.atomic():
            make_source()
            transaction.set_rollback(True)
        assert data_version() == before
        make_source()
    assert data_version() != before
