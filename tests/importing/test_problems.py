"""Everything wrong with dossier files is told at once, with file, line and id, and then nothing is written."""

import pytest

from tests.importing.dossiers import SMALL, changed, imported, line_of, nothing_is_written, problems, write
from timeline.importing.dossier import check_dossier, import_dossier
from timeline.vocabulary import EventKind

pytestmark = pytest.mark.django_db

SOURCE_KEYS = (
    "id, url, title, publisher, author, published, kind, reliability, authorship, retells, archived_url, link_state, "
    "seen, note, workflow, dismissed, texts"
)
LONG = "x" * 91

# What is wrong → (text to replace, its replacement, id of the record, message)
WRONG = {
    "unknown id": (
        "  filing: complaint\n",
        "  filing: nothing\n",
        "filed",
        "filing: there is no “nothing” among filings.",
    ),
    "unknown source": (
        "  - source: order\n    locator: 2417:3\n",
        "  - source: nowhere\n",
        "complaint",
        "sources: there is no “nowhere” among sources.",
    ),
    "unknown retold source": ("retells: order", "retells: it", "report", "retells: there is no “it” among sources."),
    "unknown maker": (
        "made_by: ada",
        "made_by: nobody",
        "it-was-five",
        "made_by: there is no “nobody” among parties or sources.",
    ),
    "bad EDTF": (
        "date: 2026-03\n",
        "date: March 2026\n",
        "filed",
        "date: “March 2026” is no date that this site can hold; write 2026-03.",
    ),
    "no date of the calendar": (
        "filed: 2026-03-01",
        "filed: 2023-02-30",
        "ada-v-acme",
        "filed: “2023-02-30” is no date of the calendar.",
    ),
    "empty end": (
        "date: 2026-04-30",
        "date: /2020",
        "partly",
        "date: “/2020” leaves one end empty; write “../2020” for an open end.",
    ),
    "unlisted value": (
        "  kind: filing\n",
        "  kind: gossip\n",
        "filed",
        f"kind: “gossip” is not in the list: {', '.join(EventKind.values)}.",
    ),
    "no source": ("  sources:\n  - source: order\n    locator: 2417:3\n", "", "complaint", "“sources” is missing."),
    "empty list of sources": (
        "  sources:\n  - source: order\n    locator: 2417:3\n",
        "  sources: []\n",
        "complaint",
        "“sources” is missing.",
    ),
    "missing title": ("  title: Order\n", "", "order", "“title” is missing."),
    "unknown key": (
        "  title: Order\n",
        "  title: Order\n  colour: red\n",
        "order",
        f"“colour” is no key of sources; there are {SOURCE_KEYS}.",
    ),
    "unknown key of a reference": (
        "    locator: 2417:3\n",
        "    page: 3\n",
        "complaint",
        "sources: “page” is no key here; there are source, locator, supports, background.",
    ),
    "no whole number": ("docket_entry: 1", "docket_entry: one", "complaint", "docket_entry: “one” is no whole number."),
    "neither true nor false": (
        "verbatim: true",
        "verbatim: maybe",
        "partly",
        "sources: verbatim: “maybe” is neither true nor false.",
    ),
    "a list for a text": ("title: Order", "title: [a, b]", "order", "title: a text is expected here."),
    "a text for a list": (
        "  claims:\n  - fraud\n",
        "  claims: fraud\n",
        "ada-v-acme",
        "claims: a list is expected here.",
    ),
    "no id": ("- id: order\n", "- id: The Order\n", "The Order", None),
    "control character": (
        "summary: Ada sued.",
        'summary: "Ada\\0 sued."',
        "filed",
        "summary: there is a control character in the text.",
    ),
    "an escape": ("name: Ada\n", 'name: "\\e[31mAda"\n', "ada", "name: there is a control character in the text."),
    "too long title": (
        "title: Ada sues Acme",
        f"title: {LONG}",
        "filed",
        "title: Ensure this value has at most 90 characters (it has 91).",
    ),
    "too long supports": (
        "supports: that it was filed",
        f"supports: {'x' * 201}",
        "filed",
        "supports: Ensure this value has at most 200 characters (it has 201).",
    ),
    "no address": ("  title: Order\n", "  title: Order\n  url: nowhere\n", "order", "url: Enter a valid URL."),
    "answer of the wrong type": (
        "value: '5000000'",
        "value: five million",
        "it-was-five",
        "value: “five million” is no plain number; write digits only, as 38191066, 0.5 or 79..134.",
    ),
    "evidence of the wrong type": (
        "value: '6000000'",
        "value: 7..6",
        "it-was-five",
        "value: “7..6” ends below its beginning.",
    ),
    "answer that is no party": (
        "  value: acme\n  evidence",
        "  value: Acme Inc.\n  evidence",
        "it-was-acme",
        "value: there is no “Acme Inc.” among parties.",
    ),
    "no question mark": (
        "question: How much was it?",
        "question: How much it was.",
        "how-much",
        "question: it has to end in a question mark.",
    ),
    "unreadable flag": (
        "    supports: that it was filed\n",
        "    background: maybe\n",
        "filed",
        "sources: background: “maybe” is neither true nor false.",
    ),
    "nothing but background": (
        "  - source: order\n    locator: 2417:3\n",
        "  - source: order\n    background: true\n",
        "complaint",
        "sources: one at least tells the record itself and is no background.",
    ),
    "attachment without entry": (
        "docket_entry: 1",
        "attachment: 1",
        "complaint",
        "attachment: it needs the docket_entry that it is attached to.",
    ),
    "case without caption": (
        "  caption: Ada v. Acme et al.\n",
        "",
        "ada-v-acme",
        "caption: only a dispute that has not reached a court has none.",
    ),
    "case tied to itself": (
        "  summary: About copies.\n",
        "  summary: About copies.\n  related:\n  - {case: ada-v-acme, relation: related_to}\n",
        "ada-v-acme",
        "related: a case is not related to itself.",
    ),
    "long quotation": (
        "text: Partly.",
        f"text: {'word ' * 60}",
        "partly",
        "text: a quotation has fewer than 60 words.",
    ),
    "place twice": (
        "  - order\n  - source: report\n    supports",
        "  - order\n  - source: order\n    supports",
        "filed",
        "“order” stands 2 times.",
    ),
    "role twice": (
        "    role: plaintiff\n",
        "    role: plaintiff\n  - party: ada\n    role: plaintiff\n    note: again\n",
        "ada-v-acme",
        "“ada, plaintiff” stands 2 times.",
    ),
    "listed twice": ("  - scraping\n", "  - scraping\n  - scraping\n", "ada-v-acme", None),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_with_file_line_and_id_and_nothing_is_written(tmp_path, wrong):
    old, new, record, message = WRONG[wrong]
    text = changed((old, new))
    told = problems(tmp_path, text)
    line = line_of(f"- id: {record}", text)
    place = f"small.yaml:{line}: {record}: "
    own = [problem.removeprefix(place) for problem in told if problem.startswith(place)]
    assert own == [message] if message else len(own) == 1
    assert nothing_is_written()


@pytest.mark.parametrize("wrong", WRONG)
def test_checking_finds_the_same_as_importing(tmp_path, wrong):
    old, new, *_ = WRONG[wrong]
    write(tmp_path, changed((old, new)))
    assert check_dossier(tmp_path).problems == import_dossier(tmp_path).problems != []


def test_all_problems_of_all_files_are_told_at_once_in_order(tmp_path):
    write(tmp_path, "events: {}\n", "b.yaml")
    write(tmp_path, "sources:\n- title: [\n", "a.yaml")
    text = changed(
        ("filed: 2026-03-01", "filed: soon"), ("value: '6000000'", "value: some"), ("level: trial", "level: top")
    )
    told = problems(tmp_path, text, "c.yaml")
    assert [problem.split(": ")[0] for problem in told] == [
        "a.yaml:3",
        "b.yaml:1",
        f"c.yaml:{line_of('- id: cand')}",
        f"c.yaml:{line_of('- id: ada-v-acme')}",
        f"c.yaml:{line_of('- id: it-was-five')}",
    ]


def test_several_problems_of_one_record_are_all_told(tmp_path):
    told = problems(tmp_path, changed(("  date: 2026-03\n  title: Ada sues Acme\n", "  date: soon\n")))
    assert [problem.partition("filed: ")[2].split()[0] for problem in told] == ["date:", "“title”"]


def test_a_record_with_a_fault_of_its_own_still_exists_for_others(tmp_path):
    told = problems(tmp_path, changed(("  title: Order\n", "")))
    assert told == [f"small.yaml:{line_of('- id: order')}: order: “title” is missing."]


def test_an_id_that_stands_in_two_files_is_told(tmp_path):
    write(tmp_path, name="one.yaml")
    told = problems(
        tmp_path,
        "sources:\n- id: order\n  title: Other\n  kind: blog\n  reliability: primary\n  seen: full\n",
        "two.yaml",
    )
    assert told == [f"two.yaml:2: order: this id stands already at one.yaml:{line_of('- id: order')}."]
    assert nothing_is_written()


def again(section, id, **lines):
    """The dossier with a second record of a section, a copy of the first but for its id and these lines."""
    start = SMALL.index(f"{section}:\n") + len(section) + 2
    record = SMALL[start:].split("\n- id:")[0].split("\n" + NEXT[section])[0].rstrip("\n") + "\n"
    first = record.split("\n")[0]
    copy = record.replace(first, f"- id: {id}")
    for key, line in lines.items():
        copy = "".join(line if part.startswith(f"  {key}:") else part for part in copy.splitlines(keepends=True))
    return SMALL[: start + len(record)] + copy + SMALL[start + len(record) :]


NEXT = {"courts": "sources:", "cases": "filings:", "filings": "events:"}


def test_a_docket_number_twice_in_a_court_is_told(tmp_path):
    (told,) = problems(tmp_path, again("cases", "other-case"))
    assert told.endswith("other-case: docket number 4:24-cv-04722 of court cand is already that of ada-v-acme.")
    imported(tmp_path, again("cases", "other-case", docket_number="  docket_number: 4:24-cv-1\n"))


def test_a_docket_entry_twice_is_told(tmp_path):
    (told,) = problems(tmp_path, again("filings", "other-paper"))
    assert told.endswith("other-paper: docket entry 1 (attachment: ) of ada-v-acme is already that of complaint.")
    imported(tmp_path, again("filings", "other-paper", docket_entry="  docket_entry: 1\n  attachment: 2\n"))


def test_the_name_of_a_court_twice_is_told(tmp_path):
    (told,) = problems(tmp_path, again("courts", "other-court"))
    assert told.endswith("other-court: the name “Northern District” is already that of cand.")
