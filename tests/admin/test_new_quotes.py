"""New quotes in the form of the event: records of their own, with a source among those of the event."""

import pytest

from tests.admin.posting import address, errors, filled_in, messages, send, shown
from tests.making import make_case, make_event, make_party, make_quote, make_source
from timeline.history.keeping import head_of, pending_change_of
from timeline.models import Event, Quote, Source, Version
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db
EVENT = {"date": "2026-04-30", "title": "It happened", "summary": "So.", "kind": "hearing", "slug": "it-happened"}
NEW_SOURCE = {
    "references__0__new_title": "A transcript",
    "references__0__new_url": "https://court.example/transcript",
    "references__0__new_kind": "transcript",
    "references__0__new_reliability": "primary",
}


@pytest.fixture
def speaker(db):
    return make_party("Elon Musk")


def quote(speaker, row=0, /, **values):
    """The fields of a new quote in this row."""
    given = {"speaker": speaker.pk, "text": "I was a fool.", "forum": "trial_testimony", "source_row": "1", **values}
    return {f"quotes__{row}__{name}": value for name, value in given.items()}


def add(client, **values):
    return send(client, address(Event, "add"), **{**EVENT, **values})


def test_a_quote_is_saved_with_its_event_and_a_source_that_is_new_too(researcher, speaker):
    case = make_case()
    values = {**NEW_SOURCE, **quote(speaker, locator="412:3–9", asked="Who paid."), "cases": [case.pk]}
    assert errors(add(researcher, **values)) == ""
    event, made, source = Event.objects.get(), Quote.objects.get(), Source.objects.get(title="A transcript")
    assert (made.event, made.date, made.text, made.asked) == (event, "2026-04-30", "I was a fool.", "Who paid.")
    assert (made.slug, made.workflow, made.dossier) == ("2026-04-30-elon-musk-i-was-a-fool", "draft", "desk")
    assert [*made.cases.all()] == [case]
    assert [(row.source, row.locator) for row in made.references.all()] == [(source, "412:3–9")]
    head = head_of(made)
    assert (head.number, head.step, head.made_by_name, head.why) == (
        1,
        "written",
        "researcher",
        "Made with “It happened”.",
    )
    assert (head.content["event"], head.content["sources"][0]["source"]) == (event.slug, source.slug)
    assert head.names[source.slug] == "A transcript"
    page = " ".join(str(message) for message in researcher.get(address(Event)).context["messages"])
    assert address(made, "change") in page


def test_each_quote_has_the_source_of_the_row_that_it_names(researcher, speaker):
    known = make_source()
    values = {**NEW_SOURCE, "references__1__source": known.pk, **quote(speaker), **quote(speaker, 1, source_row="2")}
    assert errors(add(researcher, **{**values, "quotes__1__date": "2026-05", "quotes__1__text": "And again."})) == ""
    first, second = Quote.objects.order_by("pk")
    assert [row.source.title for row in first.references.all()] == ["A transcript"]
    assert [row.source for row in second.references.all()] == [known]
    assert (first.date, second.date) == ("2026-04-30", "2026-05")


def test_two_quotes_of_the_same_words_have_two_addresses(researcher, speaker):
    assert errors(add(researcher, **NEW_SOURCE, **quote(speaker), **quote(speaker, 1))) == ""
    slugs = ["2026-04-30-elon-musk-i-was-a-fool", "2026-04-30-elon-musk-i-was-a-fool-2"]
    assert [*Quote.objects.order_by("pk").values_list("slug", flat=True)] == slugs


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"speaker": ""}, "This field is required"),
        ({"speaker": "9" * 30}, "valid"),
        ({"text": ""}, "This field is required"),
        ({"text": "a\0b"}, "Null characters"),
        ({"forum": "pub"}, "Select a valid choice"),
        ({"source_row": ""}, "Say which of the sources above"),
        ({"source_row": "2"}, "There is no source #2 above"),
        ({"source_row": "31"}, "Select a valid choice"),
        ({"source_row": "-1"}, "Select a valid choice"),
        ({"locator": "x" * 90}, "at most 80"),
        ({"date": "about March 2018"}, "write 2018-03~."),
    ],
)
def test_whatever_is_wrong_nothing_is_written_and_the_words_are_kept(researcher, speaker, wrong, message):
    response = add(researcher, **NEW_SOURCE, **{**quote(speaker, asked="Who paid."), **quote(speaker, **wrong)})
    assert message in errors(response)
    assert (Quote.objects.count(), Event.objects.count(), Version.objects.count()) == (0, 0, 0)
    assert not Source.objects.filter(title="A transcript").exists()
    assert "A transcript" in response.text
    assert "Who paid." in response.text


def test_a_removed_source_prints_nothing(researcher, speaker):
    event = make_event()
    response = send(researcher, address(event, "change"), **quote(speaker), references__0__DELETE="on")
    assert "or it is removed" in errors(response)
    assert not Quote.objects.exists()


def test_quotes_that_are_there_are_links_and_cannot_be_reached_through_the_form(researcher, speaker):
    event = make_event(workflow=Workflow.DRAFT)
    there = make_quote("As it was.", event=event, speaker=speaker)
    fields = shown(researcher, address(event, "change"))
    assert not [name for name in fields if name.startswith("quotes-0")]
    assert address(there, "change") in researcher.get(address(event, "change")).text
    forged = {**fields, "quotes-TOTAL_FORMS": 1, "quotes-INITIAL_FORMS": 1, "quotes-0-id": there.pk}
    forged |= {name.replace("__", "-"): value for name, value in quote(speaker, text="Forged.").items()}
    assert errors(researcher.post(address(event, "change"), forged)) == ""
    there.refresh_from_db()
    assert there.text == "As it was."
    assert Quote.objects.exclude(pk=there.pk).get().text == "Forged."


def test_a_quote_made_at_a_published_event_is_a_draft_and_the_event_stays_as_readers_see_it(
    researcher, speaker, client
):
    event = make_event(title="Seen")
    values = {f"references__1__{name.split('__')[-1]}": value for name, value in NEW_SOURCE.items()}
    assert errors(send(researcher, address(event, "change"), **values, **quote(speaker, source_row="2"))) == ""
    made, source = Quote.objects.get(), Source.objects.get(title="A transcript")
    assert (made.event, made.workflow, [row.source for row in made.references.all()]) == (event, "draft", [source])
    assert pending_change_of(event).content["sources"][1]["source"] == source.slug
    assert event.references.count() == 1
    assert [version.number for version in Version.objects.of(made)] == [1]
    assert client.get(made.get_absolute_url()).status_code == 404
    assert "I was a fool" not in client.get(event.get_absolute_url()).text


def test_a_quote_alone_leaves_the_event_as_it_was(researcher, speaker):
    event = make_event()
    response = send(researcher, address(event, "change"), **quote(speaker))
    assert errors(response) == ""
    said = messages(researcher.get(address(Event)))
    assert "nothing is changed in it" in said
    assert "Made with it: quote" in said
    assert Quote.objects.get().event == event
    assert pending_change_of(event) is None


def test_quotes_go_to_review_with_their_event(researcher, speaker):
    assert errors(add(researcher, **NEW_SOURCE, **quote(speaker), _submit="yes")) == ""
    assert {Quote.objects.get().workflow, Event.objects.get().workflow} == {Workflow.IN_REVIEW}


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_whoever_is_second_loses_no_quote(researcher, reviewer, speaker, workflow):
    event = make_event(title="Before", workflow=workflow)
    mine = filled_in(shown(reviewer, address(event, "change")), quote(speaker))
    assert errors(send(researcher, address(event, "change"), title="Theirs")) == ""
    response = reviewer.post(address(event, "change"), mine)
    assert (response.status_code, Quote.objects.count()) == (409, 0)
    assert "I was a fool." in response.text
    join = {"_join": "yes", "version_seen": response.context["theirs"].number, "mine": response.context["mine"]}
    join |= {f"take-{turn}": row.taken for turn, row in enumerate(response.context["rows"])}
    answer = reviewer.post(address(event, "change"), {**join, "why": "So.", "change_class": "typo"}, follow=True)
    assert "Made with it: quote" in messages(answer)
    made = Quote.objects.get()
    assert (made.event, made.references.count(), head_of(made).step) == (event, 1, "written")


def test_only_who_may_add_quotes_is_offered_them(client, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("limited", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_event", "change_event", "view_event"]))
    client.force_login(user)
    assert "quotes-TOTAL_FORMS" not in client.get(address(Event, "add")).text
    data = {**{name: str(value) for name, value in EVENT.items()}, "dossier": "desk", "version_seen": "0"}
    data |= {"quotes-TOTAL_FORMS": "1", "quotes-INITIAL_FORMS": "0", "quotes-0-text": "Forged."}
    assert client.post(address(Event, "add"), data).status_code == 302
    assert not Quote.objects.exists()
