"""Eight editors save the same record at the same moment: one wins, seven are told, nothing is lost."""

import re
from threading import Barrier, Thread

import pytest
from django.core import signing
from django.db import connection
from django.test import Client

from tests.admin.posting import address, filled_in, shown
from tests.making import make_event
from timeline.history.keeping import head_of
from timeline.models import Version
from timeline.vocabulary import Workflow

EDITORS = 8


@pytest.fixture
def editors(as_in_production, django_user_model):
    clients = []
    for number in range(EDITORS):
        user = django_user_model.objects.create_superuser(f"editor-{number}")
        client = Client(raise_request_exception=False)
        client.force_login(user)
        clients.append(client)
    return clients


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_of_eight_editors_at_once_one_wins_and_seven_are_shown_both(editors, workflow):
    event = make_event(title="Before", workflow=workflow)
    url = address(event, "change")
    typed = [filled_in(shown(client, url), {"title": f"Title of {number}"}) for number, client in enumerate(editors)]
    answers = at_once(
        [lambda c=client, data=data: c.post(url, data) for client, data in zip(editors, typed, strict=True)]
    )
    assert sorted(answer.status_code for answer in answers) == [302] + [409] * (EDITORS - 1)
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 302)
    assert head_of(event).content["title"] == f"Title of {winner}"
    assert [*Version.objects.of(event).order_by("number").values_list("number", flat=True)] == [1, 2]
    for number, answer in enumerate(answers):
        assert number == winner or typed_in(answer)["title"] == f"Title of {number}"
    event.refresh_from_db()
    assert event.title == ("Before" if workflow == Workflow.PUBLISHED else f"Title of {winner}")


def typed_in(answer):
    """What the page of a conflict carries of the words that were not saved."""
    (carried,) = re.findall(r'name="mine" value="([^"]+)"', answer.text)
    return signing.loads(carried, salt="timeline.conflict")["mine"]


def at_once(calls):
    """The answers of these calls, each in a thread of its own with a connection of its own."""
    answers, barrier = [None] * len(calls), Barrier(len(calls))

    def run(turn):
        barrier.wait()
        try:
            answers[turn] = calls[turn]()
        finally:
            connection.close()

    threads = [Thread(target=run, args=[turn]) for turn in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
