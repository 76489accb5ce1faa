"""Whoever saves a record that was deleted or merged away meanwhile loses no word, and is told how to go on."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.admin.posting import address, filled_in, messages, shown
from tests.admin.test_conflicts import carried, race
from tests.making import make_court, make_event, make_party, make_source
from timeline.history.keeping import Hand, head_of
from timeline.merging.merging import merge
from timeline.models import Court, Event, Version
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
DRAFT = Workflow.DRAFT
TYPED = {"title": "Typed <b>title</b>", "summary": "Typed summary."}


def fill_in(client, record, /, **changes):
    """The address of the record's form, and what somebody has typed in it."""
    return address(record, "change"), filled_in(shown(client, address(record, "change")), changes)


def delete(client, record):
    client.post(address(record, "delete"), {"post": "yes", "why": "It was no dispute."})
    assert not type(record).objects.filter(pk=record.pk).exists()


def merge_into(kept, absorbed, by):
    merge(kept, type(absorbed).objects.get(pk=absorbed.pk), Hand(by, why="They are one."))


def test_a_form_of_a_deleted_record_comes_back_with_all_that_was_typed(researcher, administrator):
    event, party, source = make_event(title="Before", workflow=DRAFT), make_party(name="OpenAI"), make_source()
    rows = {"references__1__source": source.pk, "references__1__locator": "p. 7", "references__0__DELETE": "on"}
    new = {"references__2__new_title": "A new source", "new_quotes__0__text": "Words", "parties": [party.pk]}
    url, data = fill_in(researcher, event, **TYPED, **rows, **new)
    delete(administrator, event)
    answer = researcher.post(url, data)
    assert answer.status_code == 410
    typed = [field for group in answer.context["groups"] for field in group.fields]
    said = [words for _, words in typed]
    for words in (*TYPED.values(), "OpenAI", "p. 7", "A new source", event.get_kind_display()):
        assert words in said
    assert ("Taken off", "Yes") in typed
    assert "Typed &lt;b&gt;title&lt;/b&gt;" in answer.text
    assert all(words in answer.context["text"] for words in said)
    for words in ("administrator", "It was no dispute.", "Before"):
        assert words in answer.text
    assert reverse("admin:deleted_record", args=["event", event.slug]) in answer.text
    assert Event.objects.count() == 0


def test_a_form_with_an_error_of_a_deleted_record_comes_back_too(researcher, administrator):
    event = make_event(workflow=DRAFT)
    url, data = fill_in(researcher, event, title="", date="30 Smarch", kind="no kind", parties=["x", "9" * 40])
    delete(administrator, event)
    answer = researcher.post(url, data)
    assert answer.status_code == 410
    assert {"30 Smarch", "no kind"} < {words for group in answer.context["groups"] for _, words in group.fields}


def test_one_click_restores_a_deleted_record_and_a_second_saves_what_was_typed_in_it(researcher, administrator):
    source = make_source()
    event = make_event(title="Before", workflow=DRAFT, sources=[source])
    url, data = fill_in(researcher, event, **TYPED, references__0__locator="p. 7")
    delete(administrator, event)
    page = researcher.post(url, data)
    again = researcher.post(url, {**dict_of(page.context["carried"]), "_bring_back": "yes"})
    assert again.status_code == 409
    event = Event.objects.get(slug=event.slug)
    assert f'action="{address(event, "change")}"' in again.text
    assert "are joined" in messages(researcher.post(address(event, "change"), carried(again), follow=True))
    event.refresh_from_db()
    assert (event.title, event.summary, event.workflow) == (*TYPED.values(), DRAFT)
    assert [(row.source, row.locator) for row in event.references.all()] == [(source, "p. 7")]


def dict_of(pairs):
    """For a post: each name with all its values."""
    data = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


def test_a_restored_record_takes_a_form_that_is_older_than_its_deletion_as_one_that_is_second(
    researcher, administrator
):
    event = make_event(title="Before", workflow=DRAFT)
    url, data = fill_in(researcher, event, **TYPED)
    delete(administrator, event)
    last = Version.objects.of(event).heads().get()
    administrator.post(reverse("admin:deleted_record", args=["event", event.slug]), {"restore": last.number})
    assert Event.objects.filter(slug=event.slug).exists()
    answer = researcher.post(url, data)
    assert answer.status_code == 409
    assert all(words in str(answer.context["rows"]) for words in TYPED.values())


def test_what_is_wrong_in_a_form_of_a_restored_record_is_put_right_in_its_form(researcher, administrator):
    event = make_event(title="Before", workflow=DRAFT)
    url, data = fill_in(researcher, event, title="")
    delete(administrator, event)
    page = researcher.post(url, data)
    again = researcher.post(url, {**dict_of(page.context["carried"]), "_bring_back": "yes"})
    assert f'action="{address(Event.objects.get(slug=event.slug), "change")}"' in again.text


@pytest.mark.parametrize("workflow", [DRAFT, Workflow.PUBLISHED])
def test_a_form_of_a_merged_record_comes_back_with_the_form_of_the_one_that_stayed(
    researcher, reviewer, django_user_model, workflow
):
    kept, event = make_event(title="Kept", workflow=workflow), make_event(title="Before", workflow=workflow)
    url, data = fill_in(researcher, event, **TYPED)
    merge_into(kept, event, django_user_model.objects.get(username="reviewer"))
    answer = researcher.post(url, data)
    assert answer.status_code == 409
    for words in (*TYPED.values(), "reviewer", "They are one.", "Kept"):
        assert words in answer.context["text"] or words in answer.text
    assert address(kept, "change") in answer.text
    assert answer.context["carried"] == []
    assert head_of(kept).content["title"] == "Kept"


def test_what_was_chosen_on_the_page_of_a_conflict_comes_back_too(researcher, reviewer, administrator):
    event, party = make_event(title="Before", workflow=DRAFT), make_party(name="OpenAI")
    page = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers", "parties": [party.pk]})
    delete(administrator, event)
    data = {**carried(page), "record_seen": event.slug}
    answer = reviewer.post(address(event, "change"), data)
    assert answer.status_code == 410
    assert "Hers" in answer.context["text"]
    assert "OpenAI" in answer.context["text"]
    assert reviewer.post(address(event, "change"), {**data, "mine": "x"}).status_code == 400


def test_a_court_that_was_deleted_comes_back_as_any_record(administrator):
    court = make_court()
    url, data = fill_in(administrator, court, name="Typed name")
    delete(administrator, court)
    answer = administrator.post(url, data)
    assert answer.status_code == 410
    assert "Typed name" in answer.context["text"]
    assert Court.objects.count() == 0


@pytest.mark.parametrize("seen", ["", "\0", "no-such", "x" * 999])
def test_a_form_that_does_not_say_of_which_record_it_is_keeps_its_words_all_the_same(researcher, seen):
    event = make_event(workflow=DRAFT)
    url, data = fill_in(researcher, event, **TYPED)
    Event.objects.filter(pk=event.pk).delete()
    answer = researcher.post(url, {**data, "record_seen": seen, "_bring_back": "yes"})
    assert answer.status_code == 410
    assert TYPED["summary"] in answer.context["text"]


def test_whoever_may_not_write_such_records_is_refused(researcher, administrator):
    event = make_event(workflow=DRAFT)
    url, data = fill_in(researcher, event, **TYPED)
    delete(administrator, event)
    Group.objects.get(name="researcher").permissions.clear()
    assert researcher.post(url, {**data, "_bring_back": "yes"}).status_code == 403
    assert Event.objects.count() == 0
