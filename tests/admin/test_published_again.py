"""A withdrawn record that is published again: its review shows all of it, and readers are told what is true."""

import pytest

from tests.admin.posting import address, messages, send_and_publish, step
from tests.making import make_event
from tests.views.reading import read
from timeline.models import Version

pytestmark = pytest.mark.django_db


def test_a_review_of_what_was_withdrawn_shows_all_that_will_be_published(researcher, reviewer, client):
    event = make_event(title="A loud hearing", summary="It took a day.")
    send_and_publish(researcher, event, title="A quiet hearing")
    step(reviewer, "withdraw", event, why="It was forged.")
    first = Version.objects.of(event).get(number=1)
    researcher.post(address(event, "history"), {"restore": first.number, "why": "It was not forged."})
    shown = reviewer.get(address(event, "review")).text
    for words in ("A loud hearing", "It took a day.", "What differs from what readers saw last", "told among the"):
        assert words in shown
    assert 'name="change_class"' not in shown
    assert "is published" in messages(step(reviewer, "publish", event, change_class="typo"))
    (entry, _) = client.get("/corrections/").context["filters"].page.rows
    assert (entry.what, entry.version.why) == ("Published again", "It was not forged.")
    assert ("loud" in str(entry.changes), "summary" in str(entry.changes)) == (True, False)
    assert "Published again on" in client.get(event.get_absolute_url()).text


def test_what_is_published_again_as_it_was_says_so(researcher, reviewer, client):
    event = make_event(title="A hearing")
    send_and_publish(researcher, event, title="The hearing")
    step(reviewer, "withdraw", event, why="It was forged.")
    published = Version.objects.of(event).get(step="published")
    researcher.post(address(event, "history"), {"restore": published.number, "why": "It was not forged."})
    event.refresh_from_db()
    assert "Nothing: it says what it said." in reviewer.get(address(event, "review")).text
    step(reviewer, "publish", event)
    page = client.get("/corrections/").text
    assert "stands here again as it stood before" in page
    assert "stands here again as it stood before" in client.get("/corrections/feed.atom").text
    newest = Version.objects.of(event).heads().get().number
    withdrawn = Version.objects.of(event).get(step="withdrawn")
    saw = read(client.get(f"/events/{event.slug}/@{newest}/")).text
    assert f"which readers saw until {withdrawn.made_at:%-d %b %Y, %H:%M} UTC" in saw
