"""What dossier files may leave out, and what stands against them in the database."""

import pytest

from tests.importing.dossiers import SMALL, changed, imported, write
from tests.making import make_case, make_source
from timeline.importing.dossier import import_dossier
from timeline.models import Case, Event, Source

pytestmark = pytest.mark.django_db


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
