"""Bounds, sorting days and period follow from the EDTF text, whichever way a row is written."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from tests.making import make_case, make_event, make_filing, make_quote, make_source
from timeline.dates import DateProblem
from timeline.models import Case, Event, Filing, Quote, Source
from timeline.models.dated import UNDATED_FROM, UNDATED_TO

pytestmark = pytest.mark.django_db

MAKERS = {
    Source: lambda date: make_source(published=date),
    Case: lambda date: make_case(filed=date),
    Filing: lambda date: make_filing(date=date),
    Event: lambda date: make_event(date=date),
    Quote: lambda date: make_quote(date=date),
}
DATED = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)


def bounds(row):
    """As stored, not as held in memory."""
    return type(row).objects.values_list(*row.dated_fields).get(pk=row.pk)


def days(*texts):
    return tuple(datetime.date.fromisoformat(text) for text in texts)


FEBRUARY = (*days("2024-02-01", "2024-02-29") * 2, "2024-02")
YEAR_2020 = (*days("2020-01-01", "2020-12-31") * 2, "2020")
UNDATED = (None, None, UNDATED_FROM, UNDATED_TO, "")


@DATED
def test_a_made_record_has_its_bounds(model):
    assert bounds(MAKERS[model]("2024-02")) == FEBRUARY


@DATED
def test_a_saved_record_has_its_new_bounds(model):
    row = MAKERS[model]("2024-02")
    setattr(row, row.dated_by, "2020")
    row.save()
    assert bounds(row) == YEAR_2020


@DATED
def test_saving_the_date_alone_saves_its_bounds_too(model):
    row = MAKERS[model]("2024-02")
    setattr(row, row.dated_by, "2020")
    row.save(update_fields=[row.dated_by])
    assert bounds(row) == YEAR_2020


@DATED
def test_bulk_created_records_have_their_bounds(model):
    row = MAKERS[model]("2024-02")
    row.pk, row.slug, row._state.adding = None, "another", True
    if model is Case:
        row.docket_number = ""
    setattr(row, row.dated_by, "2020")
    model.objects.bulk_create([row])
    assert bounds(model.objects.get(slug="another")) == YEAR_2020


@DATED
def test_bulk_updated_records_have_their_new_bounds(model):
    rows = [MAKERS[model]("2024-02"), MAKERS[model]("2024-02")]
    for row in rows:
        setattr(row, row.dated_by, "2020")
    model.objects.bulk_update(rows, [model.dated_by])
    assert [bounds(row) for row in rows] == [YEAR_2020, YEAR_2020]


@DATED
def test_updated_records_have_their_new_bounds(model):
    row, other = MAKERS[model]("2024-02"), MAKERS[model]("2024-02")
    assert model.objects.filter(pk=row.pk).update(**{model.dated_by: "2020"}) == 1
    assert (bounds(row), bounds(other)) == (YEAR_2020, FEBRUARY)


def test_an_update_of_other_columns_leaves_the_bounds():
    event = make_event(date="2024-02")
    Event.objects.update(title="Renamed")
    assert bounds(event) == FEBRUARY


def test_an_update_touches_more_records_than_one_statement_takes():
    rows = [Event(slug=f"e-{n}", title="A", summary="B", kind="filing", date="2024-02") for n in range(501)]
    Event.objects.bulk_create(rows, batch_size=500)
    Event.objects.update(date="2020")
    assert Event.objects.filter(period="2020", latest=datetime.date(2020, 12, 31)).count() == 501


def test_a_date_of_a_filter_that_the_update_changes_is_updated_once():
    event = make_event(date="2024-02")
    Event.objects.filter(date="2024-02").update(date="2020")
    assert bounds(event) == YEAR_2020


@pytest.mark.parametrize("model", [Source, Case, Filing, Quote], ids=lambda model: model.__name__)
def test_an_undated_record_has_no_bounds_and_still_a_place_in_the_order(model):
    assert bounds(MAKERS[model]("")) == UNDATED


def test_an_open_end_sorts_at_the_end_of_time():
    event = make_event(date="2024-02-03/..")
    assert bounds(event) == (*days("2024-02-03"), None, *days("2024-02-03"), UNDATED_TO, "")


def test_events_are_ordered_by_first_day_then_last_day_then_id():
    dates = ["2024-02-01", "2024", "2024-01-01", "2024-02", "2023", "2024-02", "../2022"]
    made = [make_event(date=date) for date in dates]
    oldest_first = [made[i] for i in (6, 4, 2, 1, 0, 3, 5)]
    assert list(Event.objects.all()) == oldest_first[::-1]
    assert list(Event.objects.order_by("sorts_from", "sorts_to", "id")) == oldest_first


def test_the_status_of_a_case_is_known_from_the_last_day_it_can_mean():
    case = make_case(status_as_of="2024-02")
    assert case.status_known_since == datetime.date(2024, 2, 29)
    case.status_as_of = "2020"
    case.save(update_fields=["status_as_of"])
    assert Case.objects.get().status_known_since == datetime.date(2020, 12, 31)


def test_the_status_of_a_case_is_shown_only_when_its_date_and_all_its_sources_are_past():
    case = make_case(status_as_of="2024-02", sources=[make_source("2024-03-05"), make_source("2024-01-01")])
    assert case.is_status_known_on(None)
    assert case.is_status_known_on(datetime.date(2024, 3, 5))
    assert not case.is_status_known_on(datetime.date(2024, 3, 4))
    assert not make_case(status_as_of="2024-04").is_status_known_on(datetime.date(2024, 4, 29))


@DATED
def test_no_path_stores_a_text_that_is_no_date(model):
    row = MAKERS[model]("2024-02")
    setattr(row, row.dated_by, "2023-02-30")
    with pytest.raises(DateProblem):
        row.save()
    with pytest.raises(DateProblem):
        model.objects.bulk_update([row], [row.dated_by])
    assert bounds(row) == FEBRUARY


@DATED
def test_a_form_tells_what_is_wrong_with_a_date(model):
    row = MAKERS[model]("2024-02")
    setattr(row, row.dated_by, "/2020")
    with pytest.raises(ValidationError) as told:
        row.full_clean()
    advice = "“/2020” leaves one end empty; write “../2020” for an open end."
    assert told.value.message_dict == {row.dated_by: [advice]}


@DATED
def test_the_database_refuses_bounds_in_the_wrong_order(model):
    row = MAKERS[model]("2024-02")
    with pytest.raises(IntegrityError, match="earliest_not_after_latest"):
        models.QuerySet(model).filter(pk=row.pk).update(earliest=datetime.date(2024, 3, 1))
