"""What is wrong with passages, ledger, status, dismissals and loaded words is told with its file, line and id."""

import pytest

from tests.importing.dossiers import SMALL, changed, imported, line_of, nothing_is_written, problems, write
from timeline.importing.dossier import check_dossier, import_dossier
from timeline.models import SourceText

pytestmark = pytest.mark.django_db

LEDGER = "  claims:\n  - claim: fraud\n    status: pleaded\n"
TEXTS = "  texts:\n  - locator: column 2\n    text: 'Asked again, she said: “Partly!”'\n"
REASON = "    reason: The word is the law's.\n"
ARGUED = f"{REASON}  sources:\n  - order\n"

# What is wrong → (text to replace, its replacement, id of the record, message)
WRONG = {
    "unknown claim": ("- claim: fraud", "- claim: arson", "complaint", "claims: “arson” is no claim of ada-v-acme."),
    "unknown fate of a claim": ("status: pleaded", "status: lost", "complaint", None),
    "claim without fate": ("    status: pleaded\n", "", "complaint", "claims: “status” is missing."),
    "claim against nobody": (
        "    status: pleaded\n",
        "    status: pleaded\n    party: nobody\n",
        "complaint",
        "claims: there is no “nobody” among parties.",
    ),
    "claim twice": (LEDGER, f"{LEDGER}  - claim: fraud\n    status: tried\n", "complaint", "“fraud” stands 2 times."),
    "status without argument": (
        "  argument: The complaint names Acme.\n",
        "",
        "who",
        "status: “resolved” is argued in a sentence (argument) with its sources.",
    ),
    "status without sources": (
        ARGUED,
        REASON,
        "who",
        "status: “resolved” is argued in a sentence (argument) with its sources.",
    ),
    "resolved without order": (
        "  resolved_by: complaint\n",
        "",
        "who",
        "resolved_by: a resolved question, and no other, names what settled it.",
    ),
    "order without resolution": (
        "status: resolved",
        "status: explained",
        "who",
        "resolved_by: a resolved question, and no other, names what settled it.",
    ),
    "resolved by nothing": (
        "resolved_by: complaint",
        "resolved_by: verdict",
        "who",
        "resolved_by: there is no “verdict” among filings.",
    ),
    "argued with an unknown source": (
        ARGUED,
        ARGUED.replace("order", "nowhere"),
        "who",
        "sources: there is no “nowhere” among sources.",
    ),
    "long passage": (
        "text: 'Asked again, she said: “Partly!”'",
        f"text: {'x' * 301}",
        "report",
        "texts: text: a passage has at most 300 characters; longer texts are held at the desk alone.",
    ),
    "passage without words": (
        "    text: 'Asked again, she said: “Partly!”'\n",
        "",
        "report",
        "texts: “text” is missing.",
    ),
    "passage without a place": (
        "  - locator: column 2\n    text: 'Asked",
        "  - text: 'Asked",
        "report",
        "texts: “locator” is missing.",
    ),
    "revision 1": (
        "  - locator: column 2\n",
        "  - locator: column 2\n    revision: 1\n",
        "report",
        "texts: revision: the first revision goes without a number; later ones count from 2.",
    ),
    "revision that is no number": (
        "  - locator: column 2\n",
        "  - locator: column 2\n    revision: second\n",
        "report",
        "texts: revision: “second” is no whole number.",
    ),
    "passage twice": (
        TEXTS,
        f"{TEXTS}  - locator: column 2\n    text: Otherwise.\n",
        "report",
        "“column 2” stands 2 times.",
    ),
    "unknown key of a passage": (
        "  - locator: column 2\n",
        "  - locator: column 2\n    sha256: abc\n",
        "report",
        "texts: “sha256” is no key here; there are locator, revision, text.",
    ),
    "dismissed without reason": (REASON, "", "who", "dismissed: “reason” is missing."),
    "dismissed without rule": (
        "  - rule: loaded-words\n    about: named\n",
        "  - about: named\n",
        "who",
        "dismissed: “rule” is missing.",
    ),
    "dismissed twice": (
        REASON,
        f"{REASON}  - rule: loaded-words\n    about: named\n    reason: Another.\n",
        "who",
        "“loaded-words, named” stands 2 times.",
    ),
    "long reason": (REASON, f"    reason: {'x' * 301}\n", "who", None),
    "no beginning": ("  began: 2019\n", "  began: long ago\n", "acme", None),
    "loaded word without word": ("  word: slammed\n", "", "slammed", "“word” is missing."),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_with_file_line_and_id_and_nothing_is_written(tmp_path, wrong):
    old, new, record, message = WRONG[wrong]
    text = changed((old, new))
    told = problems(tmp_path, text)
    place = f"small.yaml:{line_of(f'- id: {record}', text)}: {record}: "
    own = [problem.removeprefix(place) for problem in told if problem.startswith(place)]
    assert own == [message] if message else len(own) == 1
    assert nothing_is_written()


@pytest.mark.parametrize("wrong", [wrong for wrong in WRONG if wrong != "long reason"])
def test_checking_finds_the_same_as_importing(tmp_path, wrong):
    write(tmp_path, changed(WRONG[wrong][:2]))
    assert check_dossier(tmp_path).problems == import_dossier(tmp_path).problems != []


@pytest.mark.parametrize("length", [1, 300])
def test_a_passage_of_300_characters_is_taken(tmp_path, length):
    imported(tmp_path, changed(("Asked again, she said: “Partly!”", "ü" * length)))
    assert SourceText.objects.get().text == "ü" * length


def test_a_loaded_word_twice_is_told(tmp_path):
    told = problems(tmp_path, f"{SMALL}- id: slammed-again\n  word: slammed\n")
    assert len(told) == 1
    assert nothing_is_written()
