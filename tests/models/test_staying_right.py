"""Stored columns stay right by roundabout ways, and addresses stay."""

import pytest
from django.db.models import F

from tests.making import make_case, make_event, make_source
from tests.models.sourced import evidence, evidence_by_hand
from timeline.models import Case, EventReference, Source

pytestmark = pytest.mark.django_db


def test_saving_a_record_that_was_read_before_its_references_keeps_its_evidence():
    event = make_event(sources=[])
    EventReference.objects.create(event=event, source=make_source())
    event.title = "Renamed"
    event.save()
    assert evidence(event) == evidence_by_hand(event)


def test_a_reference_added_through_another_record_counts_there():
    here, there = make_event(), make_event(sources=[make_source("2001")])
    here.references.add(there.references.get())
    assert evidence(here) == evidence_by_hand(here)
    assert evidence(there) == evidence_by_hand(there)


def test_sources_written_over_their_own_conflicts_refresh_what_rests_on_them():
    source = make_source("2001")
    event = make_event(sources=[source])
    again = Source(slug=source.slug, title="x", kind=source.kind, reliability=source.reliability, published="2003")
    Source.objects.bulk_create([again], update_conflicts=True, unique_fields=["slug"], update_fields=["published"])
    assert Source.objects.get().period == "2003"
    assert evidence(event) == evidence_by_hand(event)


def test_an_update_from_another_column_has_its_bounds():
    case = make_case(filed="2020", status_as_of="2024-02")
    Case.objects.update(filed=F("status_as_of"))
    assert Case.objects.get(pk=case.pk).period == "2024-02"


def test_a_saved_slug_cannot_be_changed():
    event = make_event(slug="kept")
    event.slug = "other"
    with pytest.raises(Exception, match="slug"):
        event.save()
