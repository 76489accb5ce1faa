"""What dossier files may leave out, and what stands against them in the database."""

import pytest

from tests.importing.dossiers import SMALL, changed, imported, nothing_is_written, write
from tests.making import make_case, make_source
from timeline.importing.dossier import import_dossier
from timeline.models import Case, Event, Source

pytestmark = pytest.mark.django_db

NO_ALIASES = "bad.yaml:4: a dossier repeats what it says and has no aliases (“*name”)."


def test_a_folder_without_files_is_a_problem(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    assert list(map(str, import_dossier(tmp_path).problems)) == [f"{tmp_path}: there is no .yaml file here."]


def test_an_empty_file_holds_nothing(tmp_path):
    write(tmp_path, "# only a comment\n", "empty.yaml")
    imported(tmp_path)


def test_what_is_left_empty_is_as_good_as_left_out(tmp_path):
    imported(tmp_path, changed(("  filing: complaint\n", "  filing:\n"), ("retells: order", "retells: ''")))
    assert Event.objects.get().filing is None
    assert Source.objects.get(slug="report").retells is None


def test_a_docket_number_that_a_case_of_the_desk_has_is_told(tmp_path):
    imported(tmp_path, SMALL.split("sources:")[0])
    make_case(court_id="cand", court=None, docket_number="4:24-cv-04722", sources=[make_source()])
    told = import_dossier(write(tmp_path)).problems
    assert len(told) == 1
    assert Case.objects.count() == 1


def test_the_same_id_may_stand_in_two_sections(tmp_path):
    imported(
        tmp_path,
        changed(
            ("- id: filed\n", "- id: complaint\n"),
            ("  event: filed\n", "  event: complaint\n"),
            ("  - filed\n", "  - complaint\n"),
        ),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"sources: [\n", "bad.yaml:2: this is no YAML: "),
        (b"sources:\n- id: a\n  title: b: c\n", "bad.yaml:3: this is no YAML: mapping values are not allowed"),
        (b"sources:\n- id: \xff\xfe\n", "bad.yaml: this is no UTF-8 text of YAML: "),
        (b"sources:\n- id: a\0b\n", "bad.yaml: this is no UTF-8 text of YAML: "),
        (b"- id: a\n", "bad.yaml:1: a dossier file holds sections by name: courts, sources, "),
        (b"just words\n", "bad.yaml:1: a dossier file holds sections by name: courts, sources, "),
        (b"\npeople: []\n", "bad.yaml:2: “people” is no section; there are courts, sources, "),
        (b"sources:\n  id: a\n", "bad.yaml:1: section “sources” is a list of records, each begun with “- id:”."),
        (b"sources:\n- order\n", "bad.yaml:2: a record is a list of keys and values."),
        (b"sources:\n- id: a\n  id: b\n", "bad.yaml:3: “id” stands twice in one record."),
        (b"sources:\n- id: a\n  [x, y]: b\n", "bad.yaml:2: a key is a plain word."),
        (b"sources:\n- id: a\n  note: " + b"[" * 9 + b"]" * 9, "bad.yaml:3: this is nested too deeply."),
        (b"sources:\n- &a\n  id: a\n  note: *a\n", NO_ALIASES),
        (b"sources:\n- id: a\n---\nsources:\n- id: b\n", "bad.yaml:3: this is no YAML: but found another document."),
        (b"sources:\n- title: A\n", "bad.yaml:2: “id” is missing."),
        (b"sources:\n- &a\n  id: a\n- *b\n", NO_ALIASES),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, content, message):
    (tmp_path / "bad.yaml").write_bytes(content)
    told = import_dossier(write(tmp_path)).problems
    assert any(str(problem).startswith(message) for problem in told)
    assert nothing_is_written()
