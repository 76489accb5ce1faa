"""Two people write the same record: whoever is second is shown both, and nothing of either is lost."""

import pytest

from tests.admin.posting import address, errors, filled_in, messages, send, shown
from tests.making import make_court, make_event, make_party, make_source
from timeline.history.keeping import head_of
from timeline.models import Event, OpenForm, Version
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
CHANGE = {"change_class": "clarification", "why": "It is clearer so."}


def carried(response):
    """What the page of a conflict sends back, with what is chosen on it already."""
    rows = response.context["rows"]
    chosen = {f"take-{turn}": row.taken for turn, row in enumerate(rows) if row.taken}
    theirs = response.context["theirs"].number
    return {"_join": "yes", "version_seen": theirs, "mine": response.context["mine"], **CHANGE, **chosen}


def open_turns(response):
    return [turn for turn, row in enumerate(response.context["rows"]) if row.taken is None]


def race(first, second, event, his, hers):
    """Both open the form; the first saves, and then the second: her answer."""
    typed = filled_in(shown(second, address(event, "change")), hers)
    assert errors(send(first, address(event, "change"), **his)) == ""
    return second.post(address(event, "change"), typed)


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_the_second_of_two_is_refused_and_shown_what_was_typed_and_what_stands(researcher, reviewer, workflow):
    event = make_event(title="Before", workflow=workflow)
    response = race(researcher, reviewer, event, {"title": "Morning"}, {"title": "Evening"})
    assert response.status_code == 409
    for words in ("Before", "Morning", "Evening", "researcher"):
        assert words in response.text
    head = head_of(event)
    assert (head.content["title"], head.made_by_name) == ("Morning", "researcher")
    assert Version.objects.of(event).count() == 2


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_what_only_one_changed_is_chosen_already_and_both_are_saved_with_one_click(researcher, reviewer, workflow):
    event, party, source = make_event(title="Before", workflow=workflow), make_party(), make_source()
    his = {"summary": "His summary.", "references__0__locator": "p. 7"}
    hers = {"title": "Her title", "parties": [party.pk], "references__1__source": source.pk}
    response = race(researcher, reviewer, event, his, hers)
    assert open_turns(response) == []
    answer = reviewer.post(address(event, "change"), carried(response), follow=True)
    assert "Both changes of" in messages(answer)
    content = head_of(event).content
    assert (content["title"], content["summary"], content["parties"]) == ("Her title", "His summary.", [party.slug])
    assert [row.get("locator") for row in content["sources"]] == ["p. 7", None]
    if workflow == Workflow.DRAFT:
        event.refresh_from_db()
        assert (event.title, event.summary, event.references.count()) == ("Her title", "His summary.", 2)


def test_where_both_changed_the_same_part_one_side_has_to_be_chosen(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers"})
    (turn,) = open_turns(response)
    again = reviewer.post(address(event, "change"), carried(response))
    assert again.status_code == 409
    assert "choose one side" in again.context["problem"]
    reviewer.post(address(event, "change"), {**carried(again), f"take-{turn}": "mine"})
    event.refresh_from_db()
    assert event.title == "Hers"


def test_a_row_that_the_first_took_off_and_the_second_changed_is_asked_about(researcher, reviewer):
    event = make_event(workflow=Workflow.DRAFT, sources=[make_source(), make_source()])
    his, hers = {"references__1__DELETE": "on"}, {"references__1__locator": "p. 2"}
    response = race(researcher, reviewer, event, his, hers)
    (turn,) = open_turns(response)
    reviewer.post(address(event, "change"), {**carried(response), f"take-{turn}": "mine"})
    assert [row.locator for row in event.references.all()] == ["", "p. 2"]


def test_whoever_is_second_twice_is_shown_the_newest_again(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"summary": "Her summary."})
    send(researcher, address(event, "change"), title="His again")
    again = reviewer.post(address(event, "change"), carried(response))
    assert again.status_code == 409
    assert "once more" in again.context["problem"]
    reviewer.post(address(event, "change"), carried(again))
    event.refresh_from_db()
    assert (event.title, event.summary) == ("His again", "Her summary.")


def test_an_error_in_a_form_that_is_second_is_told_first_and_the_words_are_kept(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers", "date": "30 April 2026"})
    assert "write 2026-04-30" in errors(response)
    assert response.context["adminform"].form["title"].value() == "Hers"
    event.refresh_from_db()
    assert event.title == "His"


@pytest.mark.parametrize("token", ["", "-1", "999", "9" * 40, "x", "1e3", "²"])
def test_a_form_without_a_version_of_the_record_is_refused(researcher, token):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    send(researcher, address(event, "change"), title="Now")
    data = filled_in(shown(researcher, address(event, "change")), {"title": "Other", "version_seen": token})
    assert researcher.post(address(event, "change"), data).status_code == 400
    event.refresh_from_db()
    assert event.title == "Now"


@pytest.mark.parametrize("mine", ["", "x", "eyJ9:1abc:sig", "\0"])
def test_what_comes_back_otherwise_than_it_was_sent_is_refused(researcher, reviewer, mine):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers"})
    assert reviewer.post(address(event, "change"), {**carried(response), "mine": mine}).status_code == 400


def test_what_was_typed_for_one_record_is_not_taken_for_another(researcher, reviewer):
    event, other = make_event(workflow=Workflow.DRAFT), make_event(workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers"})
    send(researcher, address(other, "change"), title="Other")
    data = {**carried(response), "version_seen": head_of(other).number}
    assert reviewer.post(address(other, "change"), data).status_code == 400


def test_whoever_opens_a_form_that_is_open_elsewhere_is_told_so(researcher, reviewer):
    event = make_event()
    assert "Open since" not in researcher.get(address(event, "change")).text
    assert "by researcher" in reviewer.get(address(event, "change")).text
    assert "Open since" not in reviewer.get(address(make_event(), "change")).text
    assert errors(send(researcher, address(event, "change"), title="Now")) == ""
    assert "by researcher." not in reviewer.get(address(event, "change")).text
    assert OpenForm.objects.filter(record_slug=event.slug).count() == 1
    assert Event.objects.count() == 2


def test_what_one_form_demands_is_not_demanded_by_the_next(researcher):
    event, court, draft = make_event(), make_court(), make_event(workflow=Workflow.DRAFT)
    assert researcher.get(address(event, "change")).context["adminform"].form.fields["why"].required
    assert not researcher.get(address(draft, "change")).context["adminform"].form.fields["why"].required
    assert researcher.get(address(court, "change")).context["adminform"].form.fields["why"].required
    assert not researcher.get(address(type(court), "add")).context["adminform"].form.fields["why"].required
    assert not researcher.get(address(Event, "add")).context["adminform"].form.fields["why"].required


def test_each_part_of_a_conflict_says_what_it_was_before_it(researcher, reviewer):
    source, other = make_source(title="The order"), make_source(title="The report")
    event = make_event(title="Before", summary="So.", sources=[source], workflow=Workflow.DRAFT)
    his = {"title": "His", "references__0__locator": "p. 1"}
    hers = {"title": "Hers", "references__0__locator": "p. 2", "references__1__source": other.pk}
    response = race(researcher, reviewer, event, his, hers)
    base = [[entry[0].words.partition(" (")[0] for entry in row.base] for row in response.context["rows"]]
    assert sorted(base) == [[], ["Before"], ["The order"]]
    assert response.text.count("<b>Before:</b>") == len(base)


def test_a_form_that_is_sent_twice_is_saved_once_and_shows_no_conflict(researcher):
    for event in (make_event(title="Before", workflow=Workflow.DRAFT), make_event(title="Before")):
        typed = filled_in(shown(researcher, address(event, "change")), {"title": "Mine", "_submit": "yes"})
        first, second = (researcher.post(address(event, "change"), typed, follow=True) for _ in range(2))
        assert (first.status_code, second.status_code) == (200, 200)
        assert "was saved as it was" in messages(second)
        versions = Version.objects.of(event).filter(step="written")
        assert (versions.count(), head_of(event).workflow) == (1, Workflow.IN_REVIEW)


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_of_each_part_what_it_said_before_can_be_taken_too(researcher, reviewer, workflow):
    event = make_event(title="Before", summary="So.", sources=[make_source()], workflow=workflow)
    his = {"title": "His", "references__0__locator": "p. 1", "summary": "His summary."}
    hers = {"title": "Hers", "references__0__DELETE": "on", "references__1__source": make_source().pk}
    response = race(researcher, reviewer, event, his, hers)
    rows = response.context["rows"]
    assert response.text.count('value="base"') == len(rows) == 4
    taken = {f"take-{turn}": "base" for turn in range(len(rows))}
    reviewer.post(address(event, "change"), {**carried(response), **taken})
    content = head_of(event).content
    assert (content["title"], content["summary"]) == ("Before", "So.")
    assert [row.get("locator") for row in content["sources"]] == [None]


def test_what_was_typed_is_dropped_only_once_that_was_asked(researcher, reviewer):
    event = make_event(title="Before", workflow=Workflow.DRAFT)
    response = race(researcher, reviewer, event, {"title": "His"}, {"title": "Hers", "summary": "Her summary."})
    form = f'href="{address(event, "change")}"'
    links = response.text.count(form)
    (turn,) = open_turns(response)
    asked = reviewer.post(address(event, "change"), {**carried(response), "_join": "drop", f"take-{turn}": "base"})
    assert asked.status_code == 409
    assert "cannot be had back" in asked.text
    assert asked.text.count(form) == links + 1
    assert all(words in asked.text for words in ("Hers", "Her summary."))
    assert asked.context["rows"][turn].taken == "base"
    assert head_of(event).content["title"] == "His"
    reviewer.post(address(event, "change"), {**carried(asked), f"take-{turn}": "mine"})
    event.refresh_from_db()
    assert (event.title, event.summary) == ("Hers", "Her summary.")
