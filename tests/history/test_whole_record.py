"""History over the whole record: every record applied to itself, a version of everything imported."""

import pytest

from timeline.exporting.records import SECTIONS, all_of
from timeline.history.keeping import state_of
from timeline.importing.applying import apply
from timeline.models import Version
from timeline.vocabulary import Step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]


def test_every_record_of_the_fixtures_applied_to_itself_stays_what_it_is():
    before = {model: [shape for _, shape in all_of(model)] for model in SECTIONS.values()}
    for model in SECTIONS.values():
        for record in list(model._default_manager.all())[::7]:
            content, workflow = state_of(record)
            apply(model, content, workflow)
    assert {model: [shape for _, shape in all_of(model)] for model in SECTIONS.values()} == before


def test_an_import_keeps_a_version_of_every_record():
    records = sum(model._default_manager.count() for model in SECTIONS.values())
    assert Version.objects.filter(step=Step.IMPORTED).count() == Version.objects.heads().count() == records
