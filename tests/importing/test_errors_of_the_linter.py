"""Errors stop publication by import too: whatever would leave one in a published record that it wrote is refused."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.importing.dossiers import changed, imported, line_of, nothing_is_written, write
from tests.making import make_event, make_source
from timeline.importing.dossier import check_dossier, import_dossier
from timeline.models import DossierImport, Event, Filing, Finding
from timeline.vocabulary import Level, Workflow

pytestmark = pytest.mark.django_db

RIGHT = "  summary: Ada sued.\n"
WRONG = "  summary: Ada sued on Monday, 30 April 2026.\n"
TOLD = "weekday: “Monday, 30 April 2026” in the summary: 2026-04-30 was a Thursday."


def wrong_copy_of_the_fixtures(folder):
    for path in (settings.BASE_DIR / "fixtures").glob("*.yaml"):
        (folder / path.name).write_text(path.read_text())
    books = folder / "authors_and_books.yaml"
    head, found, tail = books.read_text().partition("- id: f-bartz-settlement\n")
    assert found
    assert tail.count("  attachment: 3\n") == 1
    books.write_text(head + found + tail.replace("  attachment: 3\n", "  attachment: 4\n"))
    return folder


def test_an_error_is_told_with_file_line_and_id_and_nothing_is_written(tmp_path):
    text = changed((RIGHT, WRONG))
    (problem,) = import_dossier(write(tmp_path, text)).problems
    assert str(problem) == f"small.yaml:{line_of('- id: filed', text)}: filed: {TOLD}"
    assert nothing_is_written()
    assert not Finding.objects.exists()
    assert not DossierImport.objects.exists()


def test_every_error_is_told_at_once(tmp_path):
    text = changed((RIGHT, WRONG), ("statement: It was five million.", "statement: It was 900 million dollars."))
    told = {
        (problem.record, problem.message.split(":")[0]) for problem in import_dossier(write(tmp_path, text)).problems
    }
    assert told == {("filed", "weekday"), ("it-was-five", "value-against-words")}


def test_an_update_that_leaves_an_error_changes_nothing_whoever_overwrites(tmp_path):
    imported(tmp_path)
    for overwrite in (False, True):
        assert import_dossier(write(tmp_path, changed((RIGHT, WRONG))), overwrite=overwrite).problems
        assert Event.objects.get(slug="filed").summary == "Ada sued."
        assert not Finding.objects.filter(level=Level.ERROR).exists()


def test_a_draft_may_have_errors_and_warnings_stop_nothing(tmp_path):
    imported(tmp_path, changed((f"{RIGHT}  kind: filing\n", f"{WRONG}  kind: filing\n  workflow: draft\n")))
    assert Event.objects.get(slug="filed").workflow == Workflow.DRAFT
    assert Finding.objects.filter(record_slug="filed", level=Level.ERROR).exists()


def test_errors_of_records_that_the_import_does_not_write_do_not_stop_it(tmp_path):
    imported(tmp_path)
    make_event("2026-04-30", [make_source("2026-05-01")], summary="On Monday, 30 April 2026.")
    Event.objects.filter(slug="filed").update(summary="Ada sued on Monday, 30 April 2026.")
    outcome = imported(tmp_path, changed(("title: Complaint\n", "title: The complaint\n")))
    assert len(outcome.conflicts) == 1
    assert Filing.objects.get(slug="complaint").title == "The complaint"
    assert Finding.objects.filter(rule="weekday", level=Level.ERROR).count() == 2


def test_the_folder_check_knows_no_database_and_says_so(tmp_path, capsys):
    assert not check_dossier(write(tmp_path, changed((RIGHT, WRONG)))).problems
    with pytest.raises(SystemExit):
        call_command("check_dossier", "--help")
    assert "need the database: import_dossier tells them" in " ".join(capsys.readouterr().out.split())
    with pytest.raises(CommandError, match="1 problem; nothing was written"):
        call_command("import_dossier", tmp_path)
    assert TOLD in capsys.readouterr().err


@pytest.mark.usefixtures("whole_record")
def test_a_swapped_attachment_in_a_copy_of_the_fixtures_is_refused(tmp_path):
    (problem,) = import_dossier(wrong_copy_of_the_fixtures(tmp_path), overwrite=True).problems
    assert (problem.file, problem.record) == ("authors_and_books.yaml", "f-bartz-settlement")
    assert problem.message.startswith("docket-numbers: ")
    assert Filing.objects.get(slug="f-bartz-settlement").attachment_number == 3
