"""The page of checks: every rule with its findings, what was dismissed with which reason, nothing of a draft."""

import pytest

from tests.making import make_event, make_source
from tests.views.reading import read
from timeline.checks.linter import RULES, refresh_findings
from timeline.models import Dismissal, Event, Finding
from timeline.vocabulary import Level, Workflow

pytestmark = pytest.mark.django_db

MACHINE = {"kind": "ai_processed", "reliability": "machine"}


@pytest.fixture
def finding():
    """A machine-written source stands alone."""
    event = make_event(slug="told", title="Told by a machine", sources=[make_source(**MACHINE)])
    refresh_findings(Event)
    return Finding.objects.get(record_slug=event.slug, rule="machine-alone")


def dismiss(finding, reason="No other source was found."):
    place = {name: getattr(finding, name) for name in ("record_kind", "record_slug", "rule", "about")}
    return Dismissal.objects.create(**place, reason=reason)


def test_every_rule_stands_on_the_page_with_its_reason(client, db):
    page = read(client.get("/checks/"))
    assert page.faults == []
    for rule in RULES.values():
        assert rule.title in page.text
        assert rule.why in page.text


def test_a_finding_names_its_record_and_what_is_wrong(client, finding):
    page = read(client.get("/checks/"))
    assert "Told by a machine" in page.text
    assert finding.message in page.text
    assert "/events/told/" in page.links


def test_a_dismissed_finding_moves_to_the_dismissed_with_its_reason(client, finding):
    dismiss(finding)
    assert finding.message not in read(client.get("/checks/")).text
    page = read(client.get("/checks/?state=dismissed"))
    assert finding.message in page.text
    assert "No other source was found." in page.text


def test_each_finding_shows_its_own_level_which_can_be_less_than_that_of_its_rule(client, finding):
    Finding.objects.filter(pk=finding.pk).update(rule="source-before-event")
    assert RULES["source-before-event"].level == Level.ERROR
    page = read(client.get("/checks/?rule=source-before-event"))
    assert f"{finding.message} warning event" in page.text
    assert "1 finding standing, none of them an error" in page.text
    finding.refresh_from_db()
    dismiss(finding)
    page = read(client.get("/checks/?rule=source-before-event&state=dismissed"))
    assert "Dismissed: No other source was found. warning event" in page.text


def test_an_error_stands_whatever_was_said_of_it_when_it_was_a_warning(client, finding):
    Finding.objects.filter(pk=finding.pk).update(level=Level.ERROR)
    dismiss(finding)
    page = read(client.get("/checks/"))
    assert "1 finding standing, 1 of them an error · 0 dismissed" in page.text
    assert f"{finding.message} error event" in page.text
    assert finding.message not in read(client.get("/checks/?state=dismissed")).text


def test_the_page_says_what_a_level_means(client, db):
    text = read(client.get("/checks/")).text
    assert "An error stops publication and cannot be dismissed" in text
    assert "the level of a rule is the gravest that it gives" in text


def test_findings_can_be_narrowed_to_one_rule(client, finding):
    assert finding.message in read(client.get("/checks/?rule=machine-alone")).text
    assert finding.message not in read(client.get("/checks/?rule=weekday")).text


@pytest.mark.parametrize("query", ["rule=none", "state=secret", "after=%00", "after=bm8", "q=x", "as_of=tomorrow"])
def test_a_wrong_query_is_told_and_lists_nothing(client, finding, query):
    response = client.get(f"/checks/?{query}")
    assert response.status_code == 400
    assert finding.message not in response.content.decode()


def test_findings_of_drafts_are_not_shown_nor_counted(client, finding):
    Event.objects.filter(slug="told").update(workflow=Workflow.DRAFT)
    refresh_findings(Event)
    page = read(client.get("/checks/"))
    assert finding.message not in page.text
    assert "0 findings standing" in page.text


def test_there_are_no_checks_of_an_earlier_day(client, finding):
    response = client.get("/checks/?as_of=2024-06-01")
    assert "The checks speak of the record as it stands today" in read(response).text
    assert finding.message not in response.content.decode()


def test_the_findings_go_on_on_a_second_page(client):
    source = make_source(**MACHINE)
    for _ in range(55):
        make_event(sources=[source])
    refresh_findings(Event)
    first = read(client.get("/checks/?rule=machine-alone"))
    after = next(link for link in first.links if "after=" in link)
    second = read(client.get("/checks/" + after.replace("#findings", "")))
    shown = [link for page in (first, second) for link in page.links if link.startswith("/events/")]
    assert len(shown) == len(set(shown)) == 55


def test_the_page_asks_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    source = make_source(**MACHINE)
    for _ in range(10):
        make_event(sources=[source])
    refresh_findings(Event)
    with django_assert_max_num_queries(6):
        client.get("/checks/")
