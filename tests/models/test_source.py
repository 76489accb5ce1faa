"""Evidence marks follow from what a source is."""

import datetime

import pytest

from tests.making import make_source
from timeline.models import Source
from timeline.models.source import mark_of
from timeline.vocabulary import Authorship, EvidenceMark, Reliability, SourceKind

COURT_PAPERS = {SourceKind.COURT_DOCUMENT, SourceKind.DOCKET, SourceKind.TRANSCRIPT}
BY_RELIABILITY = {
    Reliability.SECONDARY: EvidenceMark.FIRST_HAND,
    Reliability.TERTIARY: EvidenceMark.RETOLD,
    Reliability.MACHINE: EvidenceMark.MACHINE_WRITTEN,
}


@pytest.mark.parametrize("kind", SourceKind)
@pytest.mark.parametrize("reliability", Reliability)
def test_every_kind_and_reliability_has_its_mark(kind, reliability):
    if kind == SourceKind.AI_PROCESSED:
        expected = EvidenceMark.MACHINE_WRITTEN
    elif reliability == Reliability.PRIMARY:
        expected = EvidenceMark.COURT_RECORD if kind in COURT_PAPERS else EvidenceMark.OWN_WORDS
    else:
        expected = BY_RELIABILITY[reliability]
    assert mark_of(kind, reliability, Authorship.UNKNOWN) == expected


@pytest.mark.parametrize("kind", SourceKind)
def test_what_a_machine_wrote_is_machine_written_whatever_else_it_is(kind):
    assert mark_of(kind, Reliability.PRIMARY, Authorship.MACHINE) == EvidenceMark.MACHINE_WRITTEN


@pytest.mark.parametrize("authorship", [Authorship.HUMAN, Authorship.MACHINE_ASSISTED, Authorship.UNKNOWN])
def test_help_from_a_machine_does_not_change_the_mark(authorship):
    assert mark_of(SourceKind.NEWS_REPORT, Reliability.SECONDARY, authorship) == EvidenceMark.FIRST_HAND


def test_the_nearer_the_source_the_smaller_its_mark():
    assert [mark.slug for mark in sorted(EvidenceMark)] == ["court", "own", "first-hand", "retold", "machine"]


@pytest.mark.django_db
def test_the_mark_is_stored_with_the_source_and_follows_it():
    source = make_source()
    assert source.evidence_mark == EvidenceMark.FIRST_HAND
    source.reliability = Reliability.PRIMARY
    source.save(update_fields=["reliability"])
    assert Source.objects.get().evidence_mark == EvidenceMark.OWN_WORDS
    Source.objects.update(kind=SourceKind.DOCKET)
    assert Source.objects.get().evidence_mark == EvidenceMark.COURT_RECORD


@pytest.mark.django_db
def test_sources_are_known_from_the_last_day_they_may_have_been_published():
    dated, undated = make_source("2024-02"), make_source("")
    assert list(Source.objects.known_on(datetime.date(2024, 2, 28))) == []
    assert list(Source.objects.known_on(datetime.date(2024, 2, 29))) == [dated]
    assert set(Source.objects.known_on(None)) == {dated, undated}
    assert list(Source.objects.undated()) == [undated]


@pytest.mark.django_db
def test_a_source_without_a_date_says_so():
    assert make_source("").published_label == "undated"
    assert make_source("2024-02").published_label == "February 2024"
