"""A record's history: versions at addresses that never change, and what the site said at the end of a day."""

import pytest

from tests.making import (
    make_assertion,
    make_case,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from tests.views.reading import read
from tests.views.versions import address, change, make_hearing, version_of, withdraw
from timeline.models import Event, Party, Version
from timeline.vocabulary import Step, Workflow

pytestmark = pytest.mark.django_db

TITLES = {"event": "title", "case": "short_name", "filing": "title", "party": "name", "quote": "text"}
TITLES |= {"question": "question", "assertion": "statement", "source": "title"}
MADE = {
    "event": lambda: make_event(title="First words?"),
    "case": lambda: make_case("First words?"),
    "filing": lambda: make_filing(title="First words?"),
    "party": lambda: make_party("First words?"),
    "quote": lambda: make_quote("First words?"),
    "question": lambda: make_question("First words?"),
    "assertion": lambda: make_assertion("First words?"),
    "source": lambda: make_source(title="First words?"),
}


@pytest.fixture
def hearing():
    return make_hearing()


@pytest.mark.parametrize("kind", MADE)
def test_every_kind_of_record_has_versions_and_a_history(client, kind):
    record = MADE[kind]()
    version_of(record, "2026-05-01T09:00")
    change(record, "2026-05-03T09:00", "It was wrong.", **{TITLES[kind]: "Later words?"})
    old, new = (read(client.get(address(record, f"@{number}/"))) for number in (1, 2))
    assert "First words?" in old.text
    assert "Later words?" not in old.h1[0]
    assert ("Later" in new.text, "It was wrong." in new.text, "correction" in new.text) == (True, True, True)
    own = record.get_absolute_url().partition("#")[0]
    for page in (old, new):
        assert page.canonical == [f"http://testserver{own}"]
        assert page.meta["robots"] == "noindex"
    history = read(client.get(address(record, "history/")))
    assert "2 versions that readers saw" in history.text
    assert {address(record, "@1/"), address(record, "@2/")} <= set(history.links)


def test_a_version_says_which_it_is_when_it_stood_what_changed_and_why(client, hearing):
    text = read(client.get("/events/hearing/@3/")).text
    for words in (
        "version 3, 2 of 3 published",
        "from 3 May 2026, 10:42 UTC until 5 May 2026, 08:00 UTC",
        "correction",
    ):
        assert words in text
    assert "The source says two days." in text
    assert "It took [removed: a day. ] [added: two days. ]" in text
    first, last = (read(client.get(f"/events/hearing/@{number}/")).text for number in (1, 4))
    assert "What was changed" not in first
    assert "It has stood here since 5 May 2026, 08:00 UTC" in last


def test_a_version_never_changes_whatever_becomes_of_the_record(client, hearing):
    before = client.get("/events/hearing/@1/").context["page"].recorded.parts
    Event.objects.filter(pk=hearing.pk).update(title="Quite another", kind="ruling")
    hearing.references.all().delete()
    page = client.get("/events/hearing/@1/")
    assert page.context["page"].recorded.parts == before
    assert "Quite another" not in page.content.decode().split("<main")[1]


def test_a_record_named_in_a_version_has_the_name_of_then_and_the_page_of_now(client):
    party, event = make_party("OpenAI", slug="openai"), make_event(slug="e")
    event.parties.add(party)
    version_of(event, "2026-05-01")
    Party.objects.filter(pk=party.pk).update(name="OpenAI Group PBC")
    page = read(client.get("/events/e/@1/"))
    assert "OpenAI Group PBC" not in page.text
    assert "/parties/openai/" in page.links


def test_who_made_a_version_is_not_told(client, django_user_model):
    user = django_user_model.objects.create_user("secret-researcher")
    event = make_event(slug="e")
    version_of(event, "2026-05-01", Step.IMPORTED, user=None, name="import")
    version_of(event, "2026-05-02", user=user, name="")
    assert "by an import" in read(client.get("/events/e/@1/")).text
    assert "by the desk" in read(client.get("/events/e/@2/")).text
    for page in ("@1/", "@2/", "history/"):
        assert "secret-researcher" not in client.get(f"/events/e/{page}").content.decode()


def test_what_readers_never_saw_is_at_no_address(client, hearing):
    assert client.get("/events/hearing/@2/").status_code == 404
    draft = make_event(slug="draft", title="SECRET", workflow=Workflow.DRAFT)
    version_of(draft, "2026-05-01", Step.WRITTEN)
    for rest in ("@1/", "history/", "?as_recorded=2026-05-04"):
        assert client.get(f"/events/draft/{rest}").status_code == 404
    for rest in ("@1/", "@3/", "@4/", "history/", "", "?as_recorded=2026-05-04"):
        assert b"SECRET" not in client.get(f"/events/hearing/{rest}").content


def test_a_draft_that_was_published_and_unpublished_is_not_found(client):
    event = make_event(slug="e")
    version_of(event, "2026-05-01")
    Event.objects.filter(pk=event.pk).update(workflow=Workflow.DRAFT)
    version_of(event, "2026-05-02", Step.IMPORTED)
    for rest in ("", "@1/", "history/"):
        assert client.get(f"/events/e/{rest}").status_code == 404


def test_a_deleted_record_is_not_found(client):
    event = make_event(slug="e")
    version_of(event, "2026-05-01")
    version_of(event, "2026-05-02", Step.DELETED)
    event.delete()
    for rest in ("", "@1/", "@2/", "history/"):
        assert client.get(f"/events/e/{rest}").status_code == 404


def test_versions_do_not_name_records_that_readers_cannot_see(client):
    hidden = {"workflow": Workflow.DRAFT}
    party = make_party("SECRET party", slug="secret-party", **hidden)
    sources = [make_source(slug="seen"), make_source(slug="secret-source", title="SECRET source", **hidden)]
    event = make_event(slug="e", sources=sources, parties=[party])
    version_of(event, "2026-05-01")
    event.references.filter(source=sources[1]).update(locator="SECRET-pin")
    change(event, "2026-05-02", title="Changed")
    for rest in ("@1/", "@2/", "?as_recorded=2026-05-01"):
        html = client.get(f"/events/e/{rest}").content.decode()
        assert "secret" not in html.casefold(), rest
        assert "/sources/seen/" in html


def test_a_source_that_was_withdrawn_is_told_of_without_its_name(client):
    source = make_source(slug="gone", title="SECRET title")
    version_of(source, "2026-05-01")
    event = make_event(slug="e", sources=[source, make_source()])
    version_of(event, "2026-05-02")
    withdraw(source, "2026-05-03")
    html = client.get("/events/e/@1/").content.decode()
    assert "a source that was withdrawn" in html
    assert "SECRET" not in html
    assert "gone" not in html


@pytest.mark.parametrize(
    "number", ["0", "01", "-1", "99999999", "99999999999999999999", "9" * 5000, "1%00", "x", "", "%d9%a1", "1/2", "1.0"]
)
def test_no_other_number_is_an_address(client, hearing, number):
    assert client.get(f"/events/hearing/@{number}/").status_code == 404


def test_an_answer_leads_to_its_question(client):
    answer = make_assertion(slug="a", question=make_question(slug="q"))
    assert client.get("/answers/a/").headers["Location"] == "/questions/q/#a"
    draft = make_assertion(workflow=Workflow.DRAFT, question=make_question(slug="unseen", workflow=Workflow.DRAFT))
    for slug in (draft.slug, "none"):
        response = client.get(f"/answers/{slug}/")
        assert response.status_code == 404
        assert "unseen" not in str(response.headers) + response.content.decode()
    assert answer.get_absolute_url() == "/questions/q/#a"


@pytest.mark.parametrize("kind", [kind for kind in MADE if kind != "assertion"])
def test_a_record_links_to_its_history(client, kind):
    record = MADE[kind]()
    assert address(record, "history/") in read(client.get(address(record))).links


def test_a_long_history_comes_in_pages(client):
    event = make_event(slug="e")
    version = version_of(event, "2026-05-01")
    versions = [Version(**{**_plain(version), "number": number, "is_head": False}) for number in range(2, 121)]
    Version.objects.bulk_create(versions)
    seen, query = [], ""
    while True:
        page = read(client.get(f"/events/e/history/{query}"))
        seen += [link for link in page.links if link.startswith("/events/e/@")]
        following = [link for link in page.links if link.startswith("?after=")]
        if not following:
            break
        query = following[0]
    assert seen == [f"/events/e/@{number}/" for number in range(120, 0, -1)]


def _plain(version):
    return {field.attname: getattr(version, field.attname) for field in Version._meta.fields if field.name != "id"}


def test_a_history_costs_few_queries_however_long(client, django_assert_max_num_queries, hearing):
    for number in range(20):
        change(hearing, f"2026-06-{number + 1:02}", title=f"Title {number}")
    for rest, most in {"@3/": 6, "history/": 4, "?as_recorded=2026-06-10": 15}.items():
        with django_assert_max_num_queries(most):
            assert client.get(f"/events/hearing/{rest}").status_code == 200
