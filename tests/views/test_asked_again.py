"""What browsers may keep of a page: never more than they ask about again."""

import pytest

from tests.making import make_event
from timeline.admin import steps
from timeline.history.keeping import Hand

pytestmark = pytest.mark.django_db


def test_browsers_ask_again_for_what_was_withdrawn_as_for_every_page(client):
    event, gone = make_event(), make_event()
    steps.withdraw(gone, Hand(name="test", why="It was wrong."))
    addresses = {"/": 200, event.get_absolute_url(): 200, gone.get_absolute_url(): 410, "/events/nothing/": 404}
    for address, status in addresses.items():
        response = client.get(address)
        assert (response.status_code, response.headers["Cache-Control"]) == (status, "no-cache")
    again = client.get(event.get_absolute_url(), headers={"If-None-Match": response_tag(client, event)})
    assert again.status_code == 304


def response_tag(client, record):
    return client.get(record.get_absolute_url()).headers["ETag"]
