"""A record that researchers deleted at the desk does not come back with the next import, unless that overwrites."""

from collections import Counter

import pytest

from tests.importing.dossiers import COUNTS, changed, imported
from timeline.history.keeping import Hand, keep
from timeline.importing.dossier import import_dossier
from timeline.models import Assertion, DossierImport, Event, LoadedWord, Party, Question, Quote, Version
from timeline.vocabulary import Step

pytestmark = pytest.mark.django_db

NONE = Counter()


def delete_at_the_desk(record):
    keep(record, Step.DELETED, Hand(name="ann"))
    record.delete()


def test_what_was_deleted_at_the_desk_is_a_conflict_and_stays_away(tmp_path):
    imported(tmp_path)
    delete_at_the_desk(LoadedWord.objects.get())
    delete_at_the_desk(Assertion.objects.get(slug="it-was-five"))
    outcome = imported(tmp_path)
    assert outcome.conflicts == [
        "assertions it-was-five: deleted here; left out.",
        "loaded_words slammed: deleted here; left out.",
    ]
    assert (outcome.created, outcome.updated) == (NONE, NONE)
    assert outcome.unchanged == COUNTS - Counter(assertions=1, loaded_words=1)
    assert DossierImport.objects.latest().conflicts == 2
    assert not LoadedWord.objects.exists()
    assert imported(tmp_path).conflicts == outcome.conflicts, "and so it does the next time"


def test_overwriting_brings_it_back(tmp_path):
    imported(tmp_path)
    delete_at_the_desk(LoadedWord.objects.get())
    outcome = imported(tmp_path, overwrite=True)
    assert (outcome.created, outcome.conflicts) == (Counter(loaded_words=1), [])
    assert Version.objects.of_slug("loadedword", "slammed").heads().get().step == Step.IMPORTED
    assert imported(tmp_path).unchanged == COUNTS


def test_what_went_without_a_version_comes_back(tmp_path):
    imported(tmp_path)
    LoadedWord.objects.all().delete()
    assert imported(tmp_path).created == Counter(loaded_words=1)


def test_a_record_made_again_at_the_desk_is_there(tmp_path):
    imported(tmp_path)
    delete_at_the_desk(LoadedWord.objects.get())
    LoadedWord.objects.create(id="slammed", word="slammed", instead="berated")
    assert imported(tmp_path).conflicts == [
        "loaded_words slammed: changed here since the last import; left as it is here."
    ]
    assert LoadedWord.objects.get().instead == "berated"


def test_what_names_a_record_deleted_here_is_left_out_with_it(tmp_path):
    imported(tmp_path)
    Question.objects.get(slug="how-much").quotes.clear()
    for record in (Quote.objects.get(), Party.objects.get(slug="acme")):
        Event.objects.get().parties.clear()
        Assertion.objects.filter(slug="it-was-acme").delete()
        delete_at_the_desk(record)
    text = changed(
        ("- id: how-much\n", "- id: another\n  question: Which?\n  value_type: text\n  status: open\n"
         "  quotes:\n  - partly\n- id: how-much\n"),
    )  # fmt: skip
    (tmp_path / "more.yaml").write_text(
        "assertions:\n- id: so\n  question: another\n  statement: So.\n  made_by: report\n  status: disputed\n"
        "  value: so\n  evidence:\n  - source: order\n    stance: supports\n"
    )
    outcome = imported(tmp_path, text)
    assert outcome.created == NONE
    assert sorted(outcome.conflicts) == [
        "assertions it-was-acme: names acme, which is left out; left out.",
        "assertions so: names another, which is left out; left out.",
        "events filed: changed here since the last import; left as it is here.",
        "parties acme: deleted here; left out.",
        "questions another: names partly, which is left out; left out.",
        "questions how-much: changed here since the last import; left as it is here.",
        "quotes partly: deleted here; left out.",
    ]
    assert import_dossier(tmp_path, overwrite=True).created.total() == 5


def test_a_record_whose_file_comes_to_name_what_was_deleted_stays_as_it_is(tmp_path):
    without = changed(("  parties:\n  - acme\n  - ada\n", "  parties:\n  - ada\n"), ("    value: acme\n", ""),
                      ("  value: acme\n", "  value: ada\n"))  # fmt: skip
    imported(tmp_path, without)
    delete_at_the_desk(Party.objects.get(slug="acme"))
    outcome = imported(tmp_path)
    assert "events filed: names acme, which is left out; left as it is here." in outcome.conflicts
    assert Event.objects.get().parties.get().slug == "ada"
