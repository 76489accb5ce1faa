"""Records that were merged here are not made again by files that still have both."""

import pytest

from tests.making import make_event, make_party
from timeline.exporting.dossier import export_dossier
from timeline.history.keeping import Hand
from timeline.importing.dossier import import_dossier
from timeline.merging.merging import merge
from timeline.models import Event, Party

pytestmark = pytest.mark.django_db


def test_what_was_merged_is_told_as_a_conflict_and_what_names_it_names_the_other(tmp_path):
    kept, gone = make_party("OpenAI"), make_party("Open AI")
    event = make_event(parties=[gone])
    export_dossier(tmp_path)
    event.references.all().delete()
    event.delete()
    merge(kept, gone, Hand(name="test"))
    outcome = import_dossier(tmp_path)
    assert outcome.problems == []
    assert f"parties {gone.slug}: merged into {kept.slug} here; left as it is here." in outcome.conflicts
    assert not Party.objects.filter(slug=gone.slug).exists()
    assert list(Event.objects.get(slug=event.slug).parties.all()) == [kept]
