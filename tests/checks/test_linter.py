"""The linter: what it stores, what stops publication, and what it costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.checks.linting import TODAY, later, make_account, make_contested, make_court_file
from tests.making import make_case, make_event, make_filing, make_party, make_question, make_quote, make_source
from tests.models.sourced import MAKERS
from timeline.checks.gathering import MODELS
from timeline.checks.linter import RULES, errors_of, lint, refresh_findings, refresh_findings_around
from timeline.models import Dismissal, Event, Filing, Finding, LoadedWord, Party, Question, QuoteVariant, Source
from timeline.vocabulary import EventKind, Level, Reliability, Workflow

pytestmark = pytest.mark.django_db

WRONG_DAY = "It was Friday, April 30, 2026."


def counts(outcome):
    return outcome.created, outcome.changed, outcome.gone, outcome.unchanged


def stored(*models):
    """What is stored of records of these models (of all without any): slug, rule, about."""
    kinds = [model._meta.model_name for model in models or MODELS]
    return set(Finding.objects.filter(record_kind__in=kinds).values_list("record_slug", "rule", "about"))


def make_wrong(**values):
    return make_event("2026-05", summary=WRONG_DAY, sources=[later()], **values)


def test_findings_are_stored_with_what_a_list_shows():
    event = make_wrong(title="A title")
    assert counts(refresh_findings()) == (1, 0, 0, 0)
    finding = Finding.objects.get()
    assert (finding.record, finding.rule, finding.about) == (event, "weekday", "Friday 2026-04-30")
    assert (finding.title, finding.level, finding.is_public) == ("A title", Level.ERROR, True)


def test_a_finding_that_stays_keeps_the_day_it_was_found():
    make_wrong()
    refresh_findings()
    before = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    Finding.objects.update(found_at=before)
    assert counts(refresh_findings()) == (0, 0, 0, 1)
    assert Finding.objects.get().found_at == before


def test_a_finding_that_says_something_new_is_changed_in_place():
    event = make_wrong(title="Before")
    refresh_findings()
    pk = Finding.objects.get().pk
    Event.objects.filter(pk=event.pk).update(title="After", workflow=Workflow.DRAFT)
    assert counts(refresh_findings()) == (0, 1, 0, 0)
    assert [(f.pk, f.title, f.is_public) for f in Finding.objects.all()] == [(pk, "After", False)]


def test_a_finding_whose_cause_is_gone_goes():
    event = make_wrong()
    refresh_findings()
    Event.objects.filter(pk=event.pk).update(summary="It was Thursday, April 30, 2026.")
    assert counts(refresh_findings()) == (0, 0, 1, 0)
    assert not Finding.objects.exists()


@pytest.mark.parametrize("pks", [None, []], ids=["all", "none"])
def test_findings_of_a_deleted_record_go(pks):
    make_wrong()
    refresh_findings()
    Event.objects.get().delete()
    assert counts(refresh_findings(Event, pks)) == (0, 0, 1, 0)


def test_a_dismissal_stays_with_its_finding_and_hides_a_warning():
    LoadedWord.objects.create(id="admitted", word="admitted")
    event = make_event(summary="Exhibits were admitted.", sources=[later()])
    refresh_findings()
    key = {"record_kind": "event", "record_slug": event.slug, "rule": "loaded-words", "about": "admitted"}
    Dismissal.objects.create(**key, reason="It is the court's word for taking evidence.")
    assert counts(refresh_findings()) == (0, 0, 0, 1)
    assert (Finding.objects.count(), Finding.objects.standing().count()) == (1, 0)


def test_records_of_every_workflow_state_are_linted():
    for workflow in Workflow.values:
        make_wrong(workflow=workflow)
    refresh_findings(Event)
    assert sorted(Finding.objects.values_list("is_public", flat=True)) == [False, False, False, True]


def test_readers_do_not_see_a_record_that_hangs_on_a_hidden_one():
    make_filing("2024-03", case=make_case(workflow=Workflow.DRAFT), sources=[])
    refresh_findings(Filing)
    assert not Finding.objects.get().is_public


def test_only_the_records_asked_for_are_refreshed():
    one, other = make_wrong(), make_wrong()
    assert counts(refresh_findings(Event, [one.pk])) == (1, 0, 0, 0)
    assert stored() == {(one.slug, "weekday", "Friday 2026-04-30")}
    assert counts(refresh_findings(Event, [other.pk])) == (1, 0, 0, 0)
    assert Finding.objects.count() == 2


def test_a_long_message_is_cut():
    values = {"reliability": Reliability.MACHINE, "title": "S" * 300}
    make_event(sources=[make_source("2026", slug=f"{'s' * 78}{number}", **values) for number in range(10, 14)])
    refresh_findings(Event)
    finding = Finding.objects.get()
    assert (len(finding.about), len(finding.message), finding.message[-1]) == (160, 500, "…")


def test_the_older_of_two_events_that_look_alike_brings_up_the_finding_of_the_newer():
    texts = {"title": "Musk is asked about distillation", "summary": "He said what he understood by it."}
    ties = {"cases": [make_case()], "sources": [later()]}
    older = make_event("2026-04-30", title="Something else", summary="Nothing alike.", **ties)
    newer = make_event("2026-04-30", **ties, **texts)
    refresh_findings()
    Event.objects.filter(pk=older.pk).update(**texts)
    refresh_findings(Event, [older.pk])
    assert stored(Event) == {(newer.slug, "near-duplicate", older.slug)}


def test_a_source_that_changes_brings_up_what_rests_on_it_and_on_its_copies():
    origin = make_source("2024-03-01")
    copy = make_source("2024-03-02")
    event = make_event("2024-02-10", kind=EventKind.RULING, sources=[origin, copy])
    refresh_findings()
    assert not stored()
    copy.retells = origin
    copy.save()
    refresh_findings_around(copy)
    assert stored() == {(event.slug, "single-origin", origin.slug)}
    Source.objects.filter(pk__in=[origin.pk, copy.pk]).update(published="2024-01-01")
    refresh_findings_around(Source.objects.get(pk=origin.pk))
    assert {rule for _, rule, _ in stored()} == {"single-origin", "source-before-event"}


def test_a_record_that_changes_brings_up_the_others_that_follow_from_it():
    values = {"parties": [make_party()], "sources": [later()]}
    event = make_event("2024-02-10", summary="Musk gave 38 million dollars.", **values)
    question = make_contested("38000000", events=[event])
    quote = make_quote(date="2024-02-10", event=event, sources=[later()])
    filing = make_filing("2024-03-01", case=make_case(status_as_of="2026-10"), sources=[later()])
    refresh_findings()
    assert not stored()
    other = make_account(question, "45000000")
    refresh_findings_around(other)
    Party.objects.filter(pk=event.parties.get().pk).update(began="2024-03")
    refresh_findings_around(event.parties.get())
    type(filing.case).objects.update(filed="2024-04-01")
    refresh_findings_around(filing.case)
    assert {(slug, rule) for slug, rule, _ in stored()} == {
        (event.slug, "one-sided"),
        (event.slug, "event-before-party"),
        (filing.slug, "filing-before-case"),
    }
    Event.objects.filter(pk=event.pk).update(date="2024-01-10")
    refresh_findings_around(Event.objects.get(pk=event.pk))
    assert (quote.slug, "quote-date", event.slug) in stored()
    Question.objects.filter(pk=question.pk).update(workflow=Workflow.DRAFT)
    refresh_findings_around(Question.objects.get(pk=question.pk))
    assert "one-sided" not in {rule for _, rule, _ in stored()}


def test_an_exhibit_that_changes_brings_up_those_beside_it():
    case, values = make_case(status_as_of="2026-10"), {"docket_entry_number": 32, "sources": [later()]}
    first = make_filing("2024-03", case=case, attachment_number=2, exhibit_label="Ex. 1", **values)
    second = make_filing("2024-03", case=case, attachment_number=3, exhibit_label="Ex. 2", **values)
    first_file = make_court_file(40, 2, title="Exhibit 1 to the motion")
    second_file = make_court_file(40, 3, title="Exhibit 2 to the motion")
    refresh_findings()
    assert not stored()
    Filing.objects.filter(pk=first.pk).update(attachment_number=5)
    Source.objects.filter(pk=first_file.pk).update(url=first_file.url.replace(".40.2.", ".40.9."))
    refresh_findings_around(Filing.objects.get(pk=first.pk))
    refresh_findings_around(Source.objects.get(pk=first_file.pk))
    assert {slug for slug, _, _ in stored()} == {first.slug, second.slug, first_file.slug, second_file.slug}


def test_errors_stop_publication_and_warnings_do_not():
    values = {"workflow": Workflow.IN_REVIEW, "sources": [later()]}
    event = make_event("2026-04-30", summary=f"On Monday. {WRONG_DAY}", **values)
    assert {finding.level for finding in lint(Event, [event])} == {Level.ERROR, Level.WARNING}
    assert [(error.rule, error.level) for error in errors_of(event)] == [("weekday", Level.ERROR)]
    assert errors_of(make_event(sources=[later()])) == []


def test_a_draft_without_a_published_source_cannot_be_published():
    draft = make_event(workflow=Workflow.DRAFT, sources=[])
    assert [error.rule for error in errors_of(draft)] == ["unsourced"]
    assert [finding.level for finding in lint(Event, [draft])] == [Level.WARNING]


def test_errors_are_those_of_the_record_in_the_database():
    event = make_wrong()
    event.summary = "Nothing."
    assert errors_of(event)
    event.save()
    assert not errors_of(event)


def make_one_of_everything(number):
    """Records that give every rule something to read, tied to each other."""
    party, case = make_party(began="2020"), make_case(closed="2026")
    event = make_event(f"2024-02-{number:02}", summary="It cost 38 million dollars.", cases=[case], parties=[party])
    question = make_contested("38000000", "45000000", events=[event], cases=[case])
    make_account(make_question(), "yes")
    file = make_court_file(32, number)
    make_filing("2024-03", case=case, docket_entry_number=32, attachment_number=number, sources=[file])
    quote = make_quote(event=event, speaker=party, sources=[file])
    QuoteVariant.objects.create(quote=quote, source=make_source(retells=file), text="Other words.")
    question.quotes.add(quote)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_many_records_cost_as_many_queries_as_one(model):
    make_one_of_everything(1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        list(lint(model, today=TODAY))
    for number in range(2, 12):
        make_one_of_everything(number)
    with CaptureQueriesContext(connection) as many:
        list(lint(model, today=TODAY))
    assert len(many) == len(few) <= 24, "asked twice: of everything, and of what readers see"


def test_every_rule_says_what_it_is_and_why():
    for rule in RULES.values():
        assert rule.name.replace("-", "").isalpha()
        assert len(rule.name) <= 40
        assert rule.title
        assert rule.why.endswith(".")
        assert rule.check.__doc__
        assert set(rule.models) <= set(MODELS)


def test_every_kind_of_record_that_rests_on_sources_is_linted():
    assert {*MAKERS, Source, Question} == set(MODELS)


HOSTILE = [
    "",
    " ",
    "\x01“‘’\"'",
    "Dkt. " + "9" * 5000,
    "9" * 15 + " trillion dollars of 0.000001 dollars per work for " + "9" * 15 + " works, or 0 percent",
    "Friday, February 30, 2026, a Monday, 31 April 9999, Friday, 31 December 9999",
    "0 of 0 works, or 0 percent; 5 hours, 1 minute, 0 days",
    "a five-week trial lasted 0 days, ran 9999 years " * 50,
    "($" * 500 + "1 of " * 500,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_no_text_makes_a_rule_fail(text):
    LoadedWord.objects.create(id="odd", word="(odd [word", instead="")
    source = make_source("9999-12-31", note=text, title=text[:300], publisher=text[:160])
    party, case = make_party(description=text, began="9999"), make_case(summary=text, status_note=text, closed="0001")
    values = {"cases": [case], "parties": [party], "sources": [source, make_source("../2024")]}
    events = [
        make_event(date, title=text[:90], summary=text, **values) for date in ("9999-12-31", "../0001-01-01", "2024/..")
    ]
    make_filing("9999-12-31", case=case, docket_entry_number=1, exhibit_label=text[:40], outcome=text, sources=[source])
    quote = make_quote(text[:80], event=events[0], asked=text, sources=[source])
    QuoteVariant.objects.create(quote=quote, source=source, text=text[:600])
    for value_type, unit in (("money", "USD"), ("number", "days"), ("number", "percent"), ("date", ""), ("yes_no", "")):
        value = {"date": "9999-12-31", "yes_no": "yes"}.get(value_type, "0")
        question = make_contested(value, value_type=value_type, unit=unit, note=text, cases=[case], events=events)
        make_account(question, value, as_stated=text[:300], statement=text[:240])
        Question.objects.filter(pk=make_contested("yes", value_type="yes_no").pk).update(value_type=value_type)
    refresh_findings()
    for event in events:
        errors_of(event)
