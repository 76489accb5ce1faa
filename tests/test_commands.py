"""The commands for the data: what they print, and how they end."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.importing.dossiers import SMALL, changed, line_of, nothing_is_written, write
from tests.making import make_report
from timeline.importing.dossier import import_dossier
from timeline.models import Event, ReportDay


def run(*arguments, **environment):
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.django_db
def test_an_import_ends_in_a_table(tmp_path, capsys):
    call_command("import_dossier", write(tmp_path))
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "              created  updated  unchanged",
        "courts              1        0          0",
        "sources             2        0          0",
        "parties             2        0          0",
        "cases               1        0          0",
        "filings             1        0          0",
        "events              1        0          0",
        "quotes              1        0          0",
        "questions           2        0          0",
        "assertions          2        0          0",
        "loaded_words        1        0          0",
    ]


@pytest.mark.django_db
def test_an_import_tells_its_conflicts_and_how_to_overrule_them(tmp_path, capsys):
    import_dossier(write(tmp_path))
    Event.objects.update(title="Changed at the desk")
    call_command("import_dossier", tmp_path)
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "1 conflict (--overwrite takes the files' version):",
        "  events filed: changed here since the last import; left as it is here.",
    ]
    call_command("import_dossier", tmp_path, "--overwrite")
    assert "events              0        1          0" in capsys.readouterr().out
    assert Event.objects.get().title == "Ada sues Acme"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "end"),
    [("import_dossier", "2 problems; nothing was written."), ("check_dossier", "2 problems.")],
)
def test_problems_are_listed_and_are_a_failure(tmp_path, capsys, command, end):
    write(tmp_path, changed(("title: Order\n", "title:\n"), ("docket_entry: 1", "docket_entry: one")))
    with pytest.raises(CommandError) as told:
        call_command(command, tmp_path)
    assert str(told.value) == end
    assert capsys.readouterr().err.splitlines() == [
        f"small.yaml:{line_of('- id: order')}: order: “title” is missing.",
        f"small.yaml:{line_of('- id: complaint')}: complaint: docket_entry: “one” is no whole number.",
    ]
    assert nothing_is_written()


@pytest.mark.django_db
def test_a_check_without_problems_counts_the_records(tmp_path, capsys):
    call_command("check_dossier", write(tmp_path))
    assert capsys.readouterr().out.startswith("No problems: 1 courts, 2 sources, 2 parties, 1 cases, ")
    assert nothing_is_written()


@pytest.mark.parametrize("command", ["import_dossier", "check_dossier"])
def test_a_folder_that_is_not_there_is_told(tmp_path, command):
    with pytest.raises(CommandError, match=r"^There is no .*/nowhere\.$"):
        call_command(command, tmp_path / "nowhere")


@pytest.mark.django_db
def test_an_export_counts_the_records_of_each_file(tmp_path, capsys):
    import_dossier(write(tmp_path))
    call_command("export_dossier", tmp_path / "new" / "folder")
    assert capsys.readouterr().out.splitlines() == ["    14  small.yaml", "    14  records in 1 files"]
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["small.yaml"]


@pytest.mark.django_db
def test_an_export_to_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CommandError, match="file cannot be written: "):
        call_command("export_dossier", tmp_path / "file")


def test_the_fixtures_have_no_problem_and_wrong_files_end_with_exit_code_1(tmp_path):
    done = run("check_dossier", "fixtures")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No problems: ")
    wrong = run("check_dossier", write(tmp_path, SMALL.replace("kind: person", "kind: robot")))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert f"small.yaml:{line_of('- id: ada')}: ada: kind: “robot” is not in the list: person, company," in wrong.stderr
    assert "Traceback" not in wrong.stderr


@pytest.mark.django_db
def test_preparing_imports_and_collects_and_a_second_time_changes_nothing(settings, tmp_path, capsys):
    settings.STATIC_ROOT = tmp_path
    # The storage of production, but for its slow compression: its manifest tells that all is collected.
    manifest = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    call_command("prepare")
    told = capsys.readouterr().out.splitlines()
    assert (told[0], told[-1]) == ("Importing the fixtures ...", "Collecting the static files ...")
    assert Event.objects.count() > 400
    collected = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert collected

    with CaptureQueriesContext(connection) as queries:
        call_command("prepare")
    assert capsys.readouterr().out == ""
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == collected
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}

    ReportDay.objects.create(day="2024-01-01", secret="made up")
    old = make_report(contact="me@example.org", state="answered", answer="Yes.", closed_at="2024-01-01T00:00Z")
    call_command("prepare")
    old.refresh_from_db()
    assert (old.contact, ReportDay.objects.count()) == ("", 0), "what should be forgotten by now is"


def test_preparing_with_a_file_that_is_no_database_is_told_in_one_line(tmp_path):
    (tmp_path / "notes.txt").write_text("These are notes, and more of them than a database's head has.\n" * 99)
    done = run("prepare", DATABASE_URL=f"sqlite:///{tmp_path}/notes.txt", SECRET_KEY="made up")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("CommandError: The database cannot be used; check DATABASE_URL and that it runs (")


def test_preparing_without_a_database_is_told_in_one_line(tmp_path):
    done = run("prepare", DATABASE_URL="postgresql://nobody@127.0.0.1:9/nothing", SECRET_KEY="made up")
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The database cannot be used; check DATABASE_URL and that it runs (")
    assert done.stderr.count("\n") == 1
