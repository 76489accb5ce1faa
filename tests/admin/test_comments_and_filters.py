"""Comments for colleagues and saved filters: kept for whom they are meant, and shown to nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.posting import address
from tests.making import make_event, make_party
from timeline.admin.comments import comments_of
from timeline.history.keeping import Hand
from timeline.merging.merging import merge
from timeline.models import Comment, Event, SavedFilter

pytestmark = pytest.mark.django_db


def comments_at(record):
    return f"/admin/comments/{record._meta.model_name}/{record.slug}/"


def test_a_comment_stands_beside_the_record_and_on_no_public_page(researcher, reviewer, client):
    event = make_event()
    answer = researcher.post(comments_at(event), {"text": "Is this <b>the</b> right day?"})
    assert answer.headers["Location"] == address(event, "change")
    page = reviewer.get(comments_at(event)).text
    assert "Is this &lt;b&gt;the&lt;/b&gt; right day?" in page
    assert "researcher" in page
    assert "Take back" not in page
    assert "right day" not in client.get(event.get_absolute_url()).text
    assert client.get(comments_at(event)).status_code == 302


def test_only_who_wrote_a_comment_takes_it_back(researcher, reviewer):
    event = make_event()
    researcher.post(comments_at(event), {"text": "Mine."})
    gone = f"/admin/comments/{Comment.objects.get().pk}/delete/"
    assert reviewer.post(gone).status_code == 403
    assert researcher.get(gone).status_code == 405
    assert researcher.post(gone).status_code == 302
    assert not Comment.objects.exists()
    assert researcher.post(gone).status_code == 404


def test_comments_on_a_record_that_was_merged_are_not_lost(researcher):
    kept, gone = make_event(), make_event()
    researcher.post(comments_at(gone), {"text": "Look here."})
    merge(kept, gone, Hand(name="test"))
    assert [comment.text for comment in comments_of(kept)] == ["Look here."]
    assert "which was merged into this" in researcher.get(comments_at(kept)).text


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_what_is_no_comment_is_told(researcher, text):
    event = make_event()
    answer = researcher.post(comments_at(event), {"text": text})
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert not Comment.objects.exists()


def test_no_address_or_text_breaks_comments(researcher, client, django_user_model):
    event = make_event()
    assert researcher.post(comments_at(event), {"text": "a\0b"}).status_code in (200, 302)
    for path in ("event/nothing/", "court/cand/", "user/x/", f"{'x' * 300}/y/"):
        assert researcher.get(f"/admin/comments/{path}").status_code == 404
    assert researcher.post(f"/admin/comments/{10**30}/delete/").status_code == 404
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.post(comments_at(event), {"text": "Hello"}).status_code == 403


def save(client, name="Bare", query="sources=none", kind="event"):
    return client.post(f"/admin/filters/{kind}/", {"name": name, "query": query})


def test_a_filter_is_found_again_above_its_list_and_on_the_front_page(researcher, reviewer):
    make_event(title="Sourced"), make_event(title="Without", sources=[])
    assert "Save this filter as" not in researcher.get(address(Event)).text
    assert "Save this filter as" in researcher.get(f"{address(Event)}?sources=none").text
    found = save(researcher, query="sources=none&p=3&e=1").headers["Location"]
    assert found == f"{address(Event)}?sources=none"
    assert {event.title for event in researcher.get(found).context["cl"].queryset} == {"Without"}
    assert 'href="?sources=none">Bare</a>' in researcher.get(address(Event)).text
    assert f'href="{found}">Event: Bare</a>' in researcher.get("/admin/").text
    assert "Bare" not in researcher.get(address(make_party().__class__)).text
    for path in (address(Event), "/admin/"):
        assert "Bare" not in reviewer.get(path).text


def test_a_name_that_is_given_again_is_that_of_the_newer_filter(researcher):
    save(researcher), save(researcher, query="sources=one")
    assert SavedFilter.objects.get().query == "sources=one"


def test_a_filter_is_forgotten_by_its_user_alone(researcher, reviewer):
    save(researcher)
    gone = f"/admin/filters/{SavedFilter.objects.get().pk}/forget/"
    assert reviewer.post(gone).status_code == 404
    assert researcher.get(gone).status_code == 405
    assert researcher.post(gone).headers["Location"] == address(Event)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "a=1"), ("x" * 61, "a=1"), ("x", "a=" + "y" * 1100), ("\0", "a=1"), ("x", "\0")],
)
def test_what_is_no_filter_is_told_and_breaks_nothing(researcher, name, query):
    assert save(researcher, name, query).headers["Location"] == address(Event)
    assert not SavedFilter.objects.exists()


def test_a_filter_leads_nowhere_but_to_its_list(researcher):
    found = save(researcher, query="//example.org/?next=https://example.org").headers["Location"]
    assert found.startswith(f"{address(Event)}?")
    assert researcher.get(found, follow=True).status_code == 200
    for kind, status in (("nothing", 404), ("user", 404), ("x" * 300, 404)):
        assert save(researcher, kind=kind).status_code == status


def test_nobody_saves_more_filters_than_a_page_can_show(researcher):
    for number in range(41):
        save(researcher, f"Filter {number}")
    assert SavedFilter.objects.count() == 40
    save(researcher, "Filter 3", "sources=one")
    assert SavedFilter.objects.get(name="Filter 3").query == "sources=one"


def test_comments_and_filters_leave_public_pages_as_they_are(researcher):
    event = make_event()
    with CaptureQueriesContext(connection) as queries:
        save(researcher)
        researcher.post(comments_at(event), {"text": "So."})
    assert not [query for query in queries if "UPDATE data_version" in query["sql"]]
