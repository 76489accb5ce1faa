"""New sources typed in the rows of a record: made with it or not at all, each a draft with a version of its own."""

import pytest
from django.urls import reverse

from tests.admin.posting import address, errors, filled_in, messages, send, shown
from tests.making import make_assertion, make_case, make_event, make_party, make_question, make_quote, make_source
from timeline.history.keeping import head_of
from timeline.models import (
    Assertion,
    Event,
    EventReference,
    FormerAddress,
    Source,
    Version,
)
from timeline.vocabulary import Seen, Workflow

pytestmark = pytest.mark.django_db
EVENT = {"date": "2026-04-30", "title": "It happened", "summary": "So.", "kind": "hearing", "slug": "it-happened"}
SOURCE = {"title": "A report of it", "kind": "news_report", "reliability": "secondary"}
FULL = {**SOURCE, "url": "https://paper.example/it", "publisher": "The Paper", "published": "2026-05-01"}


def typed(row=0, **values):
    """The fields of a new source in this row."""
    return {f"references__{row}__new_{name}": value for name, value in values.items()}


def add(client, **values):
    return send(client, address(Event, "add"), **{**EVENT, **values})


def test_an_event_is_saved_with_two_sources_that_are_made_with_it(researcher):
    second = {**SOURCE, "title": "Another", "authorship": "human", "seen": "full"}
    response = add(researcher, **typed(0, **FULL), **typed(1, **second), references__1__locator="p. 3")
    assert errors(response) == ""
    event = Event.objects.get()
    assert [(row.source.title, row.locator) for row in event.references.all()] == [
        *(("A report of it", ""), ("Another", "p. 3")),
    ]
    one, other = Source.objects.order_by("pk")
    assert (one.slug, one.url, str(one.earliest), one.authorship, one.seen, one.dossier) == (
        *(
            "2026-05-01-the-paper-a-report-of-it",
            "https://paper.example/it",
            "2026-05-01",
            "unknown",
            Seen.CITED,
            "desk",
        ),
    )
    assert (other.slug, other.authorship, other.seen) == ("another", "human", "full")
    for record in (one, other, event):
        head = head_of(record)
        assert (record.workflow, head.number, head.step, head.made_by_name) == ("draft", 1, "written", "researcher")
    assert head_of(one).why == "Made with “It happened”."
    assert head_of(event).content["sources"][0]["source"] == one.slug
    assert head_of(event).names[one.slug] == "A report of it (The Paper)"
    page = researcher.get(address(Event)).context
    assert f"{address(one, 'change')}" in messages_of(page)


def messages_of(context):
    return " ".join(str(message) for message in context["messages"])


def test_they_go_to_review_with_the_record(researcher):
    assert errors(add(researcher, **typed(**FULL), _submit="yes")) == ""
    source, event = Source.objects.get(), Event.objects.get()
    assert (source.workflow, event.workflow) == (Workflow.IN_REVIEW, Workflow.IN_REVIEW)
    assert [*Version.objects.of(source).order_by("number").values_list("step", flat=True)] == ["written", "submitted"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (typed(**{**FULL, "title": ""}), "cannot be blank"),
        (typed(**{**FULL, "kind": ""}), "cannot be blank"),
        (typed(**{**FULL, "reliability": "good"}), "Select a valid choice"),
        (typed(**{**FULL, "published": "1 May 2026"}), "write 2026-05-01."),
        (typed(**{**FULL, "published": "2026-02-30"}), "is no date of the calendar"),
        (typed(**{**FULL, "url": "javascript:alert(1)"}), "Enter a valid URL"),
        (typed(**{**FULL, "url": "no address"}), "Enter a valid URL"),
        (typed(**{**FULL, "title": "x" * 400}), "at most 300"),
        (typed(**{**FULL, "title": "a\0b"}), "Null characters"),
        ({**typed(**FULL), "title": ""}, "This field is required"),
        ({**typed(**FULL), "references__0__locator": "x" * 90}, "at most 80"),
        ({**typed(**FULL), **typed(1, publisher="Only this")}, "cannot be blank"),
        ({**typed(**FULL), "references__1__locator": "p. 1"}, "Choose a source, or type a new one"),
        ({**typed(**FULL), **typed(1, **{**FULL, "title": "B", "url": "paper.example/it/#a"})}, "#1 above has this"),
    ],
)
def test_whatever_is_wrong_nothing_is_written_and_all_that_was_typed_is_shown_again(researcher, wrong, message):
    response = add(researcher, **wrong)
    assert message in errors(response)
    assert (Source.objects.count(), Event.objects.count(), Version.objects.count()) == (0, 0, 0)
    for name, value in wrong.items():
        if value and "\0" not in value:
            assert value in {str(field.value()) for form in forms_of(response) for field in form}, name


def forms_of(response):
    rows = [form for inline in response.context["inline_admin_formsets"] for form in inline.formset.forms]
    return [response.context["adminform"].form, *rows]


@pytest.mark.parametrize(
    "url",
    [
        *("https://paper.example/it", "http://www.paper.example/it/", "HTTPS://Paper.Example:443/it?utm_source=x#top"),
        "paper.example/it?fbclid=1",
    ],
)
def test_an_address_that_is_here_already_is_refused_with_a_link_to_its_source(researcher, url):
    known = make_source(url="https://www.paper.example/it?utm_medium=mail", title="Known")
    response = add(researcher, **typed(**{**FULL, "url": url}))
    assert "This source is here already" in errors(response)
    assert f'<a href="{address(known, "change")}">Known' in response.text
    assert f'data-take-source="{known.pk}"' in response.text
    assert 'value="A report of it"' in response.text
    assert (Source.objects.count(), Event.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "url", ["https://paper.example/it-is", "https://paper.example/it?id=2", "https://paper.example"]
)
def test_another_page_of_the_same_site_is_another_source(researcher, url):
    make_source(url="https://paper.example/it")
    assert errors(add(researcher, **typed(**{**FULL, "url": url}))) == ""


def test_a_source_is_chosen_or_typed_and_not_both(researcher):
    response = add(researcher, **typed(**FULL), references__0__source=make_source().pk)
    assert "not both" in errors(response)
    assert not Event.objects.exists()


def test_an_empty_row_and_a_removed_one_make_nothing(researcher):
    assert errors(add(researcher, **typed(authorship="human", seen="full"))) == ""
    assert errors(add(researcher, slug="other", **typed(**FULL), references__0__DELETE="on")) == ""
    assert not Source.objects.exists()
    assert not EventReference.objects.exists()


def test_slugs_are_free_and_of_the_alphabet_that_addresses_have(researcher):
    make_source(slug="it", url="")
    FormerAddress.objects.create(record_kind="source", slug="it-2", leads_to="it", title="It", merged_by="somebody")
    titles = ["It", "“It”", "日本", "Żółć_ … 5/6", "y" * 120]
    for number, title in enumerate(titles):
        values = {**SOURCE, "title": title}
        assert errors(add(researcher, slug=f"event-{number}", **typed(**values))) == ""
    made = Source.objects.exclude(slug="it").order_by("pk").values_list("slug", flat=True)
    assert [*made] == ["it-3", "it-4", "source", "zoc-5-6", "y" * 80]


def test_a_pending_change_refers_to_a_source_that_is_made_beside_it(researcher, reviewer, client):
    event = make_event(title="Seen")
    response = send(researcher, address(event, "change"), title="Changed", **typed(1, **FULL))
    assert errors(response) == ""
    source = Source.objects.get(url=FULL["url"])
    assert (event.references.count(), source.workflow, head_of(source).step) == (1, "draft", "written")
    head = head_of(event)
    assert [row["source"] for row in head.content["sources"]][1] == source.slug
    assert head.workflow == Workflow.DRAFT
    assert client.get(event.get_absolute_url()).context["record"].title == "Seen"
    assert client.get(source.get_absolute_url()).status_code == 404
    again = send(researcher, address(event, "change"), title="Changed again")
    assert errors(again) == ""
    assert head_of(event).content["sources"][1]["source"] == source.slug


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.PUBLISHED])
def test_whoever_is_second_loses_no_source(researcher, reviewer, workflow):
    event = make_event(title="Before", workflow=workflow)
    mine = filled_in(shown(reviewer, address(event, "change")), typed(1, **FULL))
    assert errors(send(researcher, address(event, "change"), title="Theirs")) == ""
    response = reviewer.post(address(event, "change"), mine)
    assert response.status_code == 409
    assert "A report of it" in response.text
    assert not Source.objects.filter(url=FULL["url"]).exists()
    rows = response.context["rows"]
    carried = {f"take-{turn}": row.taken for turn, row in enumerate(rows)}
    join = {"_join": "yes", "version_seen": response.context["theirs"].number, "mine": response.context["mine"]}
    join |= {**carried, "why": "So.", "change_class": "clarification"}
    answer = reviewer.post(address(event, "change"), join, follow=True)
    assert "Both changes of" in messages(answer)
    source = Source.objects.get(url=FULL["url"])
    content = head_of(event).content
    assert (content["title"], content["sources"][1]["source"]) == ("Theirs", source.slug)
    assert (source.workflow, head_of(source).made_by_name) == ("draft", "reviewer")
    # Sent once more, as by a second click: the source is not made twice, nor is another one written over.
    again = reviewer.post(address(event, "change"), {**join, "version_seen": head_of(event).number})
    assert again.status_code == 409
    assert Source.objects.filter(url=FULL["url"]).count() == 1


def test_every_record_with_sources_takes_new_ones_in_its_rows(researcher):
    question = make_question()
    for record in (make_event(), make_case(), make_party(), make_quote(), question, make_assertion(question=question)):
        url = address(record, "change")
        row = sum(name.endswith("-source") and name.startswith("references-") for name in shown(researcher, url))
        values = typed(row, **{**SOURCE, "title": f"Of {record._meta.model_name}"})
        values |= {f"references__{row}__stance": "supports"} if isinstance(record, Assertion) else {}
        assert errors(send(researcher, url, **values)) == "", record
        source = Source.objects.get(title=f"Of {record._meta.model_name}")
        content = head_of(record).content
        assert source.slug in str(content.get("sources") or content.get("evidence") or content)


def test_who_may_not_add_sources_is_offered_no_new_one(client, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("limited", is_staff=True)
    names = ["add_event", "change_event", "view_event", "view_source", "add_eventreference", "change_eventreference"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    assert "references-0-new_title" not in client.get(address(Event, "add")).text
    assert "This field is required" in errors(add(client, **typed(**FULL), references__0__locator="p. 1"))
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"url": "http://paper.example/it?utm_source=x"}, ["Musk takes the stand in the OpenAI trial"]),
        ({"title": "Musk takes the stand"}, ["Musk takes the stand in the OpenAI trial"]),
        ({"title": "OpenAI trial: Musk takes stand"}, ["Musk takes the stand in the OpenAI trial"]),
        ({"title": "Musk"}, []),
        ({"title": "the"}, []),
        ({"title": "A wholly different story"}, []),
        ({"title": "\0", "url": "\0"}, []),
        ({"title": "%_" * 1000, "url": "%" * 9000}, []),
        ({"title": "x" * 100_000}, []),
        ({}, []),
    ],
)
def test_known_sources_are_offered_while_a_new_one_is_typed(researcher, asked, found):
    make_source(url="https://www.paper.example/it/", title="Musk takes the stand in the OpenAI trial", workflow="draft")
    make_source(title="Judge rules on evidence")
    response = researcher.get(reverse("admin:known_sources"), asked)
    assert response.status_code == 200
    assert response.text.count("data-take-source") == len(found)
    assert all(title in response.text for title in found)


def test_known_sources_are_told_only_to_who_may_see_them(client, django_user_model):
    make_source(url="https://paper.example/it")
    url = f"{reverse('admin:known_sources')}?url=https://paper.example/it"
    assert client.get(url).status_code == 302
    client.force_login(django_user_model.objects.create_user("limited", is_staff=True))
    assert client.get(url).status_code == 403


def test_a_title_is_shown_as_it_is_and_runs_no_script(researcher):
    make_source(url="https://paper.example/it", title='<script>"x"</script> & <b>bold</b> words here')
    page = researcher.get(reverse("admin:known_sources"), {"url": "https://paper.example/it"}).text
    assert "<script>" not in page
    response = add(researcher, **typed(**FULL))
    assert "<script>&quot;" not in response.text
    assert "&lt;script&gt;" in response.text
