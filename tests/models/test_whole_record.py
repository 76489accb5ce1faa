"""The whole record of `fixtures/`: what is stored of each row is what follows from it, and each row has a key."""

import datetime

import pytest
import yaml
from django.apps import apps
from django.conf import settings

from tests.models.sourced import MAKERS, TABLES
from timeline.exporting.records import SECTIONS
from timeline.importing.dossier import import_dossier, is_imported
from timeline.models import Case, Dismissal, Event, Filing, Quote, Source
from timeline.models.record import NaturallyKeyed
from timeline.models.source import mark_of
from timeline.vocabulary import Workflow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]

FIXTURES = settings.BASE_DIR / "fixtures"
KEYED = [model for model in apps.get_app_config("timeline").get_models() if issubclass(model, NaturallyKeyed)]


def named(model):
    return model.__name__


@pytest.fixture(scope="module")
def typed():
    """Section → the records of all files, as plain YAML."""
    files = [yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in FIXTURES.glob("*.yaml")]
    return {section: [record for file in files for record in file.get(section, ())] for section in SECTIONS}


def test_every_record_of_the_files_is_in_the_database(typed, whole_record):
    in_files = {section: len(records) for section, records in typed.items()}
    assert {section: model.objects.count() for section, model in SECTIONS.items()} == in_files
    assert dict(whole_record.created) == in_files


def test_every_reference_of_the_files_is_in_the_database(typed):
    for model, table in TABLES.items():
        section = next(name for name, other in SECTIONS.items() if other is model)
        key = "evidence" if section == "assertions" else "sources"
        assert table.objects.count() == sum(len(record[key]) for record in typed[section]), section


def test_a_second_import_changes_nothing(whole_record):
    again = import_dossier(FIXTURES)
    assert (again.created.total(), again.updated.total(), again.conflicts, again.problems) == (0, 0, [], [])
    assert again.unchanged == whole_record.created
    assert is_imported(FIXTURES)


def is_background(row):
    return getattr(row, "is_background", False)


@pytest.mark.parametrize("model", MAKERS, ids=named)
def test_what_is_stored_of_the_sources_is_what_follows_from_them_one_by_one(model):
    references = TABLES[model].objects.select_related("source").filter(source__workflow=Workflow.PUBLISHED)
    sources = {}
    for row in references:
        sources.setdefault(getattr(row, f"{row.belongs_to}_id"), []).append(row)
    for record in model.objects.all():
        own = sources.get(record.pk, [])
        telling = [row.source for row in own if not is_background(row)]
        upholding = [
            row.source for row in own if not is_background(row) and getattr(row, "stance", "") != "contradicts"
        ]
        days = [source.latest for source in telling if source.latest]
        assert record.known_since == min(days, default=None)
        assert record.known_in_full == max((row.source.latest for row in own if row.source.latest), default=None)
        assert record.best_mark == min((source.mark for source in upholding), default=None)


def test_nothing_is_known_before_it_happened_unless_a_reason_says_so():
    for model in (Event, Filing, Quote):
        early = [
            row for row in model.objects.exclude(earliest=None) if row.known_since and row.known_since < row.earliest
        ]
        dismissed = Dismissal.objects.filter(rule="source-before-event", record_kind=model._meta.model_name)
        assert {row.slug for row in early} == set(dismissed.values_list("record_slug", flat=True))
    assert not Event.objects.known_on(datetime.date(2024, 12, 31)).filter(kind="policy", earliest__year=2025).exists()


@pytest.mark.parametrize("model", [Source, Case, Filing, Event, Quote], ids=named)
def test_what_is_stored_of_the_dates_is_what_follows_from_them_one_by_one(model):
    for record in model.objects.all():
        stored = [getattr(record, name) for name in record.derived_fields]
        record.derive()
        assert stored == [getattr(record, name) for name in record.derived_fields]
        assert (record.earliest, record.latest) == (
            (record.when.earliest, record.when.latest) if record.when else (None, None)
        )


def test_every_source_has_the_mark_of_what_it_is():
    assert [s.slug for s in Source.objects.all() if s.mark != mark_of(s.kind, s.reliability, s.authorship)] == []


@pytest.mark.parametrize("model", KEYED, ids=named)
def test_every_row_has_a_natural_key_that_no_other_has_and_that_finds_it(model):
    rows = list(model.objects.all())
    assert len({row.natural_key() for row in rows}) == len(rows)
    for row in rows[:20]:
        assert model.objects.get_by_natural_key(*row.natural_key()) == row
