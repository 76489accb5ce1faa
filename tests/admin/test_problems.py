"""A form that was sent with mistakes says above it what is wrong and where, and leads to each place."""

import re

import pytest

from tests.admin.posting import address, filled_in, shown
from tests.making import make_event, make_source
from timeline.models import Event, Source
from timeline.vocabulary import Workflow

pytestmark = pytest.mark.django_db


def send_wrong(client, record, **changes):
    url = address(record, "change")
    return client.post(url, filled_in(shown(client, url), changes))


def listed(response):
    return [(problem.where, problem.anchor) for problem in response.context["problems"]]


def test_every_mistake_is_listed_and_leads_to_its_field_in_rows_too(researcher):
    event, source = make_event(workflow=Workflow.DRAFT), make_source()
    rows = {"references__1__source": source.pk, "references__2__new_title": "x", "references__2__new_url": "no address"}
    response = send_wrong(researcher, event, title="", date="Smarch", **rows, quotes__0__text="Words")
    found = listed(response)
    assert found[:2] == [("Date", "id_date"), ("Title", "id_title")]
    assert ("Source #3: Address (URL)", "id_references-2-new_url") in found
    assert any(where.startswith("Quote") and "#1: " in where for where, _ in found)
    assert "Please correct" not in response.text
    assert "<title>Error: " in response.text
    for where, anchor in found:
        assert f'<a href="#{anchor}">{where.replace("’", "&#x27;")}</a>' in response.text
        assert re.search(rf'id="{anchor}"', response.text), anchor
    assert response.text.index('id="problems"') < response.text.index('id="id_title"')


def test_rows_that_are_wrong_as_a_whole_are_led_to_as_a_whole(researcher):
    event = make_event(workflow=Workflow.DRAFT)
    source = event.references.get().source
    found = listed(send_wrong(researcher, event, references__1__source=source.pk))
    assert {anchor for _, anchor in found} <= {"references-group", "references-1"}
    assert found


def test_a_row_with_a_key_of_somebody_else_is_named(researcher):
    event, other = make_event(workflow=Workflow.DRAFT), make_event()
    response = send_wrong(researcher, event, references__0__id=other.references.get().pk)
    assert listed(response) == [("Source #1", "references-0")]
    assert response.context["problems"][0].words


def test_a_row_that_is_taken_off_is_not_listed_and_a_form_without_mistakes_has_no_list(researcher):
    event = make_event(workflow=Workflow.DRAFT)
    off = {"references__0__DELETE": "on", "references__0__id": event.references.get().pk, "references__0__source": ""}
    assert listed(send_wrong(researcher, event, title="", **off)) == [("Title", "id_title")]
    page = researcher.get(address(event, "change"))
    assert 'id="problems"' not in page.text
    assert "desk_problems.js" not in page.text


@pytest.mark.parametrize("model", [Event, Source])
def test_so_it_is_for_a_record_that_is_new(researcher, model):
    response = researcher.post(address(model, "add"), shown(researcher, address(model, "add")))
    assert ("Title", "id_title") in listed(response)
    assert "things to put right" in response.text


def test_forms_of_people_say_that_something_is_wrong_as_django_does(administrator):
    answer = administrator.post("/admin/auth/group/add/", {"name": ""})
    assert answer.status_code == 200
    assert "Please correct the error" in answer.text
