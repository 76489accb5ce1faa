"""Answers are kept while nobody writes, and nobody is ever shown what stood there before."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.making import make_event, make_source
from timeline.environment import caches_from
from timeline.models import Event
from timeline.vocabulary import Workflow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]

NO_CACHE = caches_from("off")


@pytest.fixture
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def event():
    return make_event(sources=[make_source()], title="The court hears both sides", slug="hearing")


def test_a_page_is_made_once_while_nobody_writes(client, event, django_assert_num_queries):
    first = client.get("/")
    with django_assert_num_queries(1):
        again = client.get("/")
    assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_a_kept_page_answers_whoever_has_it_already_with_304(client, event):
    etag = client.get("/events/hearing/").headers["ETag"]
    for _ in range(2):
        answer = client.get("/events/hearing/", headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b"")
    cache.clear()
    assert client.get("/events/hearing/", headers={"If-None-Match": etag}).status_code == 304
    assert client.get("/events/hearing/").status_code == 200


CHANGES = {
    "rename": lambda event: Event.objects.filter(pk=event.pk).update(title="The court rules"),
    "unpublish": lambda event: Event.objects.filter(pk=event.pk).update(workflow=Workflow.DRAFT),
    "delete": lambda event: event.delete(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("address", ["/", "/events/hearing/"])
def test_what_was_written_is_seen_at_once(client, event, change, address):
    before = client.get(address)
    assert b"The court hears both sides" in before.content
    CHANGES[change](event)
    after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    is_gone = address != "/" and change != "rename"
    assert after.status_code == (404 if is_gone else 200)
    assert b"The court hears both sides" not in after.content


def test_what_is_shown_inside_a_transaction_is_not_kept_for_others(client, event):
    with transaction.atomic():
        Event.objects.update(title="Never said")
        assert b"Never said" in client.get("/").content
        transaction.set_rollback(True)
    assert b"Never said" not in client.get("/").content


def test_fragments_hosts_and_days_are_kept_apart(client, event):
    page, fragment = client.get("/"), client.get("/", headers={"HX-Request": "true"})
    assert len(fragment.content) < len(page.content)
    assert client.get("/").content == page.content
    assert client.get("/", headers={"HX-Request": "true"}).content == fragment.content
    assert client.get("/?as_of=2020-01-01").content != page.content
    assert b"127.0.0.1" in client.get("/events/hearing/", headers={"Host": "127.0.0.1"}).content
    assert b"127.0.0.1" not in client.get("/events/hearing/", headers={"Host": "localhost"}).content


def test_a_host_that_is_not_ours_is_refused_before_and_after(client, event):
    for _ in range(2):
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
        assert client.get("/", headers={"Host": "localhost"}).status_code == 200


def test_without_a_cache_everything_is_the_same(client, event):
    kept = client.get("/").content
    with override_settings(CACHES=NO_CACHE):
        assert client.get("/").content == kept
        Event.objects.update(title="The court rules")
        assert b"The court rules" in client.get("/").content
