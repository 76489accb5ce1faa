"""Where the dismissals of the fixtures say that the page tells that only machine-written sources report it, it does."""

import pytest

from tests.views.test_machine_alone import SAID, paragraph_of
from timeline.models import Assertion, Dismissal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]


def test_every_record_that_machines_alone_report_says_so_on_its_page(client):
    dismissed = [row.record for row in Dismissal.objects.filter(rule="machine-alone")]
    assert len(dismissed) > 100
    answers = [record for record in dismissed if isinstance(record, Assertion)]
    unsaid = [answer.slug for answer in answers if not SAID.search(paragraph_of(client, answer))]
    for record in dismissed:
        if record not in answers and not SAID.search(client.get(record.get_absolute_url()).text):
            unsaid.append(record.slug)
    assert unsaid == []
