"""What a connection to the database does before the first query of a page."""

from threading import Thread

from django.db import connection, transaction

from tests.making import make_event


def test_a_new_connection_does_not_wait_for_whoever_writes_to_find_out_what_the_database_can_do(as_in_production):
    found = []

    def ask():
        options = connection.settings_dict["OPTIONS"]
        impatient = {"timeout": 0.1} if connection.vendor == "sqlite" else {}
        connection.settings_dict = {**connection.settings_dict, "OPTIONS": {**options, **impatient}}
        connection.ensure_connection()
        found.append(connection.features.supports_json_field)
        connection.close()

    with transaction.atomic():
        make_event()
        reader = Thread(target=ask)
        reader.start()
        reader.join()
    assert found == [True]
