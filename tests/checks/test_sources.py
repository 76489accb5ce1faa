"""The rules on what a record rests on: nothing, machines alone, one origin; and on the status of a question."""

import pytest

from tests.checks.linting import abouts, found, levels
from tests.making import make_filing, make_question, make_source
from tests.models.sourced import MAKERS, make_reference
from timeline.models import QuestionReference
from timeline.vocabulary import Authorship, Level, QuestionStatus, Reliability, SourceKind, Workflow

pytestmark = pytest.mark.django_db

RECORDS = pytest.mark.parametrize("make", MAKERS.values(), ids=[model.__name__ for model in MAKERS])


@RECORDS
def test_a_published_record_without_a_published_source_is_an_error(make):
    assert levels(make(sources=[]), "unsourced") == [Level.ERROR]
    assert levels(make(sources=[make_source(workflow=Workflow.DRAFT)]), "unsourced") == [Level.ERROR]
    assert not found(make(), "unsourced")


def test_a_draft_without_a_source_is_warned():
    make = next(iter(MAKERS.values()))
    assert levels(make(sources=[], workflow=Workflow.DRAFT), "unsourced") == [Level.WARNING]


def machine(**values):
    return make_source(**{"reliability": Reliability.MACHINE, **values})


@RECORDS
def test_machine_written_sources_alone_are_a_warning(make):
    one, other = machine(slug="one"), make_source(slug="other", kind=SourceKind.AI_PROCESSED)
    third = make_source(slug="third", authorship=Authorship.MACHINE)
    record = make(sources=[third, other, one])
    assert (abouts(record, "machine-alone"), levels(record, "machine-alone")) == (["one other third"], [Level.WARNING])


@RECORDS
def test_a_machine_written_source_beside_another_is_none(make):
    assert not found(make(sources=[machine(), make_source()]), "machine-alone")
    assert not found(make(sources=[]), "machine-alone")


def test_a_draft_source_beside_a_machine_does_not_count():
    make = next(iter(MAKERS.values()))
    assert found(make(sources=[machine(), make_source(workflow=Workflow.DRAFT)]), "machine-alone")


@RECORDS
def test_sources_of_one_origin_are_a_warning(make):
    origin = make_source()
    copy = make_source(retells=origin)
    for sources in ([origin, copy], [copy, make_source(retells=copy)]):
        record = make(sources=sources)
        assert (abouts(record, "single-origin"), levels(record, "single-origin")) == ([origin.slug], [Level.WARNING])


@RECORDS
def test_two_origins_or_a_source_that_stands_alone_are_none(make):
    origin = make_source()
    copy = make_source(retells=origin)
    record = make(sources=[copy])
    make_reference(record, copy, locator="p. 2")
    assert not found(record, "single-origin")
    make_reference(record, make_source())
    assert not found(record, "single-origin")


@pytest.mark.parametrize("status", [QuestionStatus.EXPLAINED, QuestionStatus.ABANDONED])
def test_a_status_that_nothing_argues_is_an_error(status):
    question = make_question(status=status)
    assert (abouts(question, "unargued-status"), set(levels(question, "unargued-status"))) == (
        ["argument", "references"],
        {Level.ERROR},
    )
    argued = make_question(status=status, argument="They count different things.")
    QuestionReference.objects.create(question=argued, source=make_source())
    assert not found(argued, "unargued-status")


def test_a_question_resolved_without_an_order_is_an_error():
    question = make_question(status=QuestionStatus.RESOLVED, argument="The order says so.")
    QuestionReference.objects.create(question=question, source=make_source())
    assert abouts(question, "unargued-status") == ["resolved_by"]
    type(question).objects.update(resolved_by=make_filing())
    assert not found(question, "unargued-status")


def test_an_open_question_needs_no_argument():
    assert not found(make_question(), "unargued-status")
