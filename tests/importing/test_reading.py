"""How the reader takes dossier files that are unusual or hostile."""

import subprocess
import sys

import pytest

from tests.importing.dossiers import SMALL, changed, imported, nothing_is_written, problems, write
from timeline.importing.dossier import import_dossier
from timeline.models import Event, Filing, Source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("word", ["null", "~"])
def test_null_is_as_good_as_left_out(tmp_path, word):
    imported(
        tmp_path, changed(("  filing: complaint\n", f"  filing: {word}\n"), ("retells: order", f"retells: {word}"))
    )
    assert Event.objects.get().filing is None
    assert Source.objects.get(slug="report").retells is None


@pytest.mark.parametrize("word", ["null", "~"])
def test_a_note_of_null_is_no_text(tmp_path, word):
    imported(tmp_path, changed(("  title: Order\n", f"  title: Order\n  note: {word}\n")))
    assert Source.objects.get(slug="order").note == ""


def test_an_alias_bomb_is_refused_at_once(tmp_path):
    levels = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 6))
    told = problems(tmp_path, "sources:\n- id: a\n  a0: &a0 [x]\n" + levels)
    assert len(told) == 1
    assert len(told[0]) < 200


def test_very_deep_nesting_is_refused_and_does_not_kill_the_process(tmp_path):
    write(tmp_path, "sources:\n- id: a\n  note: " + "[" * 100_000)
    command = [sys.executable, "manage.py", "check_dossier", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "nested too deeply" in done.stderr


def test_a_folder_called_like_a_file_is_told(tmp_path):
    (tmp_path / "drafts.yaml").mkdir()
    assert import_dossier(write(tmp_path)).problems
    assert nothing_is_written()


def test_entry_zero_is_a_number(tmp_path):
    imported(tmp_path, SMALL.replace("docket_entry: 1", "docket_entry: 0"))
    assert Filing.objects.get().docket_entry_number == 0


def test_an_update_by_an_import_is_a_change_of_the_record(tmp_path):
    imported(tmp_path)
    before = Event.objects.get().changed_at
    imported(tmp_path, changed(("title: Ada sues Acme", "title: Ada files suit")))
    assert Event.objects.get().changed_at > before
