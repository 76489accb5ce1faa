"""One look finds all: what is wrong with a part of a record, a section or a file hides nothing of the rest."""

import pytest
from django.core.management import CommandError, call_command

from tests.importing.dossiers import SMALL, changed, line_of, nothing_is_written, write
from timeline.importing.dossier import check_dossier, import_dossier

pytestmark = pytest.mark.django_db

LONG = "x" * 114


def told(folder, text, record=""):
    """The messages of a check, of one record where it is named; an import has to find the same."""
    found = check_dossier(write(folder, text)).problems
    assert import_dossier(folder).problems == found
    assert nothing_is_written()
    return [problem.message for problem in found if record in ("", problem.record)]


def test_what_does_not_fit_into_the_columns_is_found_by_a_check(tmp_path):
    text = changed(
        ("- id: order\n", "- id: order\n  url: javascript:alert(1)\n"),
        ("  title: Ada sues Acme\n", f"  title: {LONG}\n"),
        ("- id: ada\n  name: Ada\n", f"- id: ada\n  name: Ada\n  wikidata: Q{LONG[:74]}\n"),
        ("    supports: that it was filed\n", f"    supports: {LONG * 2}\n"),
    )
    messages = told(tmp_path, text)
    assert [message.split(": ")[0] for message in messages] == ["url", "wikidata", "supports", "title"]
    assert "Ensure this value has at most 90 characters (it has 114)." in messages[-1]


def test_a_wrong_key_hides_neither_references_nor_columns(tmp_path):
    text = changed(
        ("  title: Ada sues Acme\n", f"  title: {LONG}\n  colour: red\n"),
        ("  filing: complaint\n", "  filing: nothing\n"),
        ("    supports: that it was filed\n", "    page: 3\n    locator: p. 3\n"),
    )
    messages = told(tmp_path, text, "filed")
    assert [message.split()[0] for message in messages] == ["filing:", "sources:", "title:", "“colour”"]


def test_a_wrong_date_hides_no_unknown_speaker(tmp_path):
    text = changed(("  date: 2026-04-30\n", "  date: soon\n"), ("  speaker: ada\n", "  speaker: nobody\n"))
    assert [message.split(":")[0] for message in told(tmp_path, text, "partly")] == ["date", "speaker"]


def test_every_row_of_a_list_is_looked_at(tmp_path):
    rows = "  - party: ada\n    role: judgee\n  - party: nobody\n    role: judge\n  - role: plaintiff\n    kind: x\n"
    text = changed(("  - party: ada\n    role: plaintiff\n", rows))
    messages = told(tmp_path, text, "ada-v-acme")
    for words in ("there is no “nobody”", "role: “judgee” is not", "“kind” is no key here", "“party” is missing."):
        assert len([message for message in messages if message.startswith(f"parties: {words}")]) == 1, words
    assert len(messages) == 4


def test_a_wrong_section_and_a_malformed_record_hide_no_others(tmp_path):
    text = changed(
        ("courts:\n", "people: []\ncourts:\n"),
        ("  kind: news_report\n", "  kind: news_report\n  kind: blog\n"),
        ("  summary: Ada sued.\n", ""),
    )
    found = [str(problem).split(":")[1:] for problem in check_dossier(write(tmp_path, text)).problems]
    assert [(int(line), words[-1].split()[0]) for line, *words in found] == [
        (1, "“people”"),
        (line_of("kind: blog", text), "“kind”"),
        (line_of("- id: filed", text), "“summary”"),
    ]


def test_what_is_missing_is_told_once(tmp_path):
    for key in ("  title: Order\n", "  text: Partly.\n", "  question: How much was it?\n", "  value_type: money\n"):
        (message,) = told(tmp_path, changed((key, "")))
        assert message == f"“{key.split(':')[0].strip()}” is missing."


@pytest.mark.parametrize("command", ["check_dossier", "import_dossier"])
def test_one_problem_is_one(tmp_path, command):
    write(tmp_path, SMALL.replace("  title: Order\n", ""))
    with pytest.raises(CommandError, match=r"\A1 problem[.;]"):
        call_command(command, tmp_path)
