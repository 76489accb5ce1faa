"""What colleagues said of records since the last visit stands on the front page of the desk, and in its list."""

import pytest

from tests.admin.posting import address
from tests.making import make_event
from timeline.history.keeping import begin
from timeline.models import Comment, Event

pytestmark = pytest.mark.django_db
FRONT = "/admin/"


@pytest.fixture
def ann(django_user_model):
    return django_user_model.objects.create_user("ann")


def test_what_colleagues_say_of_records_is_told_and_counted_with_what_they_change(reviewer, ann, django_user_model):
    event, gone = make_event(title="Discussed"), make_event(title="Gone")
    said = {"record_kind": "event", "made_by": ann, "made_by_name": "ann"}
    comment = Comment.objects.create(**said, record_slug=event.slug, text="Which edition? " * 40)
    Comment.objects.create(**said, record_slug=gone.slug, text="Of a record that is gone.")
    Comment.objects.create(
        **{**said, "made_by": django_user_model.objects.get(username="reviewer")},
        record_slug=event.slug,
        text="My own.",
    )
    begin(Event, [event.pk, gone.pk])
    gone.delete()
    for page in (reviewer.get(FRONT), reviewer.get("/admin/worklists/changes/")):
        lines = page.context.get("changes") or page.context["lines"]
        assert [(line.title, line.step, line.by) for line in lines] == [
            ("Gone", "Comment", "ann"),
            ("Discussed", "Comment", "ann"),
        ]
        assert lines[1].why.startswith("Which edition? Which")
        assert len(lines[1].why) < 250
        assert f"{address(event, 'change')}#comments-heading" in page.text
        assert lines[0].address == ""
    assert reviewer.get(FRONT).context["change_count"] == 2
    assert 'id="comments-heading"' in reviewer.get(address(event, "change")).text
    comment.delete()
    assert reviewer.get(FRONT).context["change_count"] == 1
