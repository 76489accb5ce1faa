"""Exporting the record as dossier YAML."""

import pytest
from django.conf import settings

from timeline.exporting.dossier import dossier_files, dossier_text, export_dossier
from timeline.importing.dossier import import_dossier
from timeline.models import Event
from timeline.vocabulary import Workflow

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.mark.django_db
def test_the_exported_fixtures_are_the_fixtures_byte_for_byte(whole_record, tmp_path):
    export_dossier(tmp_path)

    exported = {path.name: path.read_bytes() for path in tmp_path.glob("*.yaml")}
    assert exported == {path.name: path.read_bytes() for path in FIXTURES.glob("*.yaml")}


@pytest.mark.django_db
def test_a_draft_and_unusual_characters_survive_export_and_import(whole_record, tmp_path):
    Event.objects.filter(slug="ev-2026-04-30-distillation").update(
        workflow=Workflow.DRAFT, summary='Yes: "no", #1 – ‘ok’ 日本 \\ {x}\nsecond line'
    )
    before = {stem: dossier_text(sections) for stem, sections in dossier_files().items()}
    export_dossier(tmp_path)
    Event.objects.filter(slug="ev-2026-04-30-distillation").update(workflow=Workflow.PUBLISHED, summary="Other.")

    outcome = import_dossier(tmp_path, overwrite=True)

    assert not outcome.problems
    assert {stem: dossier_text(sections) for stem, sections in dossier_files().items()} == before


@pytest.mark.django_db
def test_what_is_unknown_is_left_out_of_the_files(whole_record):
    records = [record for sections in dossier_files().values() for rows in sections.values() for record in rows]

    assert [
        record["id"] for record in records if any(value in (None, "", [], False) for value in record.values())
    ] == []
