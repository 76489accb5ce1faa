"""What a record takes from its sources is right at once, whichever way a reference or a source is written."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.making import make_event, make_source
from tests.models.sourced import MAKERS, TABLES, evidence, evidence_by_hand, make_reference, new_reference
from timeline.models import Event, EventReference, Source
from timeline.vocabulary import EvidenceMark, Reliability, SourceKind, Workflow

pytestmark = pytest.mark.django_db

NEWS_OF_MARCH = (datetime.date(2024, 3, 5), datetime.date(2024, 3, 5), EvidenceMark.FIRST_HAND)
DOCKET_OF_MAY = (datetime.date(2024, 5, 6), datetime.date(2024, 5, 6), EvidenceMark.COURT_RECORD)
BOTH = (datetime.date(2024, 3, 5), datetime.date(2024, 5, 6), EvidenceMark.COURT_RECORD)
NOTHING = (None, None, None)


def news():
    return make_source("2024-03-05")


def docket(**values):
    return make_source("2024-05-06", kind=SourceKind.DOCKET, reliability=Reliability.PRIMARY, **values)


def move(column):
    """Ways in which a reference is given another source or another record."""

    def by_save(reference, target):
        setattr(reference, column(reference), target)
        reference.save()

    def by_saving_the_column_alone(reference, target):
        setattr(reference, column(reference), target)
        reference.save(update_fields=[column(reference)])

    def by_update(reference, target):
        type(reference).objects.filter(pk=reference.pk).update(**{column(reference): target})

    def by_bulk_update(reference, target):
        setattr(reference, column(reference), target)
        type(reference).objects.bulk_update([reference], [column(reference)])

    return [by_save, by_saving_the_column_alone, by_update, by_bulk_update]


def named(way):
    return way.__name__


RECORDS = pytest.mark.parametrize("model", MAKERS, ids=named)


@RECORDS
def test_a_record_without_sources_is_known_on_no_day(model):
    assert evidence(MAKERS[model](sources=[])) == NOTHING


@RECORDS
def test_a_saved_reference_counts(model):
    record = MAKERS[model](sources=[news()])
    assert evidence(record) == NEWS_OF_MARCH
    make_reference(record, docket())
    assert evidence(record) == BOTH == evidence_by_hand(record)


@RECORDS
def test_bulk_created_references_count(model):
    record, other = MAKERS[model](sources=[]), MAKERS[model](sources=[])
    rows = [new_reference(record, news()), new_reference(record, docket()), new_reference(other, docket())]
    TABLES[model].objects.bulk_create(rows)
    assert (evidence(record), evidence(other)) == (BOTH, DOCKET_OF_MAY)


@RECORDS
def test_a_deleted_reference_no_longer_counts(model):
    record = MAKERS[model](sources=[news(), docket()])
    record.references.last().delete()
    assert evidence(record) == NEWS_OF_MARCH
    record.references.get().delete()
    assert evidence(record) == NOTHING


@RECORDS
def test_references_deleted_together_no_longer_count(model):
    record, other = MAKERS[model](sources=[news(), docket()]), MAKERS[model](sources=[docket()])
    TABLES[model].objects.filter(source__kind=SourceKind.DOCKET).delete()
    assert (evidence(record), evidence(other)) == (NEWS_OF_MARCH, NOTHING)


@RECORDS
@pytest.mark.parametrize("way", move(lambda reference: "source"), ids=named)
def test_a_reference_moved_to_another_source_counts_for_that_one(model, way):
    record = MAKERS[model](sources=[news()])
    way(record.references.get(), docket())
    assert evidence(record) == DOCKET_OF_MAY


@RECORDS
@pytest.mark.parametrize("way", move(lambda reference: reference.belongs_to), ids=named)
def test_a_reference_moved_to_another_record_counts_there_and_no_longer_here(model, way):
    here, there = MAKERS[model](sources=[news(), docket()]), MAKERS[model](sources=[news()])
    way(here.references.last(), there)
    assert (evidence(here), evidence(there)) == (NEWS_OF_MARCH, BOTH)


def change_by_save(source, values):
    for name, value in values.items():
        setattr(source, name, value)
    source.save()


def change_by_saving_the_columns_alone(source, values):
    for name, value in values.items():
        setattr(source, name, value)
    source.save(update_fields=list(values))


def change_by_update(source, values):
    Source.objects.filter(pk=source.pk).update(**values)


def change_by_update_of_a_filter_that_no_longer_holds(source, values):
    Source.objects.filter(**{name: getattr(source, name) for name in values}).update(**values)


def change_by_bulk_update(source, values):
    for name, value in values.items():
        setattr(source, name, value)
    Source.objects.bulk_update([source], list(values))


CHANGES = [
    change_by_save,
    change_by_saving_the_columns_alone,
    change_by_update,
    change_by_update_of_a_filter_that_no_longer_holds,
    change_by_bulk_update,
]


@RECORDS
@pytest.mark.parametrize("way", CHANGES, ids=named)
def test_a_source_with_another_date_changes_the_records_that_rest_on_it(model, way):
    source = make_source("2024-03-05")
    record, other = MAKERS[model](sources=[source]), MAKERS[model](sources=[make_source("2023")])
    way(source, {"published": "2020-02"})
    assert evidence(record)[:2] == (datetime.date(2020, 2, 29), datetime.date(2020, 2, 29))
    assert evidence(other)[0] == datetime.date(2023, 12, 31)


@pytest.mark.parametrize("way", CHANGES, ids=named)
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"published": ""}, (None, None, EvidenceMark.FIRST_HAND)),
        ({"kind": "transcript", "reliability": "primary"}, (*NEWS_OF_MARCH[:2], EvidenceMark.COURT_RECORD)),
        ({"authorship": "machine"}, (*NEWS_OF_MARCH[:2], EvidenceMark.MACHINE_WRITTEN)),
        ({"workflow": Workflow.IN_REVIEW}, NOTHING),
        ({"workflow": Workflow.DRAFT, "published": "2020"}, NOTHING),
    ],
    ids=lambda values: ",".join(values) if isinstance(values, dict) else "",
)
def test_whatever_changes_in_a_source_changes_what_rests_on_it(way, values, expected):
    source = news()
    event = make_event(sources=[source])
    way(source, values)
    assert evidence(event) == expected == evidence_by_hand(event)


def test_one_source_changes_records_of_every_type():
    source = news()
    records = [make(sources=[source]) for make in MAKERS.values()]
    Source.objects.filter(pk=source.pk).update(published="2020-01-02")
    assert {evidence(record)[0] for record in records} == {datetime.date(2020, 1, 2)}


@RECORDS
def test_a_draft_source_does_not_count_until_it_is_published(model):
    record = MAKERS[model](sources=[docket(workflow=Workflow.DRAFT), news()])
    assert evidence(record) == NEWS_OF_MARCH
    Source.objects.update(workflow=Workflow.PUBLISHED)
    assert evidence(record) == BOTH


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-02", datetime.date(2024, 2, 29)),
        ("2024", datetime.date(2024, 12, 31)),
        ("2024-02-03/2024-02-05", datetime.date(2024, 2, 5)),
        ("2024-02-03~", datetime.date(2024, 2, 3)),
        ("../2024-02", datetime.date(2024, 2, 29)),
        ("2024-02/..", None),
        ("", None),
    ],
)
def test_a_source_counts_from_the_last_day_that_its_date_can_mean(published, day):
    event = make_event(sources=[make_source(published)])
    assert evidence(event) == (day, day, EvidenceMark.FIRST_HAND)


def test_an_undated_source_says_nothing_of_when_the_rest_was_known():
    event = make_event(sources=[make_source(""), news(), docket()])
    assert evidence(event) == BOTH


def test_the_best_mark_is_the_nearest_of_the_sources():
    machine = make_source("2020", reliability=Reliability.MACHINE)
    retold = make_source("2021", reliability=Reliability.TERTIARY)
    event = make_event(sources=[machine, retold])
    assert event.evidence_mark == EvidenceMark.RETOLD
    assert make_event(sources=[]).evidence_mark is None


def test_in_the_view_of_a_day_the_best_mark_is_that_of_the_sources_of_then():
    event = make_event(sources=[news(), docket()])
    marked = type(event).objects.marked_on
    assert marked(datetime.date(2024, 5, 5)).get().evidence_mark == EvidenceMark.FIRST_HAND
    assert marked(datetime.date(2024, 5, 6)).get().evidence_mark == EvidenceMark.COURT_RECORD
    assert marked(datetime.date(2024, 3, 4)).get().mark_then is None
    assert marked(None).get().evidence_mark == EvidenceMark.COURT_RECORD


def test_a_record_is_known_in_full_when_its_last_dated_source_is_out():
    event = make_event(sources=[make_source(""), news(), docket()])
    assert event.is_known_in_full(None)
    assert event.is_known_in_full(datetime.date(2024, 5, 6))
    assert not event.is_known_in_full(datetime.date(2024, 5, 5))
    assert not make_event(sources=[make_source("")]).is_known_in_full(datetime.date(2030, 1, 1))


def test_refreshing_repairs_what_was_written_behind_the_back_of_the_models():
    event = make_event(sources=[news()])
    EventReference.objects.filter(event=event)._raw_delete(using=EventReference.objects.db)
    assert evidence(event) == NEWS_OF_MARCH
    type(event).objects.all().refresh_evidence()
    assert evidence(event) == NOTHING


@pytest.mark.parametrize("order", ["pk", "-pk", "-title"])
def test_records_are_locked_in_the_order_of_their_keys_so_that_writers_never_wait_in_a_circle(order):
    events = [make_event(title=title) for title in "bca"]
    with CaptureQueriesContext(connection) as captured:
        Event.objects.order_by(order).refresh_evidence()
    locking, writing = (query["sql"] for query in captured.captured_queries)
    with connection.cursor() as cursor:
        cursor.execute(locking)
        assert [pk for (pk,) in cursor.fetchall()] == sorted(event.pk for event in events)
    assert writing.startswith(f"{len(events)} times: UPDATE")
    assert ("FOR NO KEY UPDATE" in locking) == connection.features.has_select_for_no_key_update
