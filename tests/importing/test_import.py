"""Importing again, importing changes, and the records that were changed at the desk meanwhile."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.importing.dossiers import COUNTS, changed, imported, nothing_is_written, write
from tests.making import make_case, make_party, make_source
from timeline.exporting.records import SECTIONS, record_dict
from timeline.importing.dossier import check_dossier, import_dossier, is_imported
from timeline.models import (
    Assertion,
    Case,
    Court,
    DossierImport,
    Event,
    EventReference,
    Evidence,
    Filing,
    FilingReference,
    Party,
    Question,
    Quote,
    Source,
)
from timeline.vocabulary import EvidenceMark, Workflow

pytestmark = pytest.mark.django_db

NONE = Counter()


def test_every_section_is_imported(tmp_path):
    outcome = imported(tmp_path)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (COUNTS, NONE, NONE)
    assert {section: model.objects.count() for section, model in SECTIONS.items()} == COUNTS


def test_records_are_tied_as_the_file_says(tmp_path):
    imported(tmp_path)
    event = Event.objects.get()
    assert [party.slug for party in event.parties.order_by("slug")] == ["acme", "ada"]
    assert (event.filing, event.cases.get(), event.quotes.get()) == (
        Filing.objects.get(),
        Case.objects.get(),
        Quote.objects.get(),
    )
    assert Source.objects.get(slug="report").retells == Source.objects.get(slug="order")
    assert Filing.objects.get().filed_by.get().slug == "ada"
    assert Party.objects.get(slug="acme").other_names_list == ["ACME Inc."]
    five, acme = Assertion.objects.order_by("id")
    assert (five.made_by, five.value, five.references.get().value) == (
        Party.objects.get(slug="ada"),
        "5000000",
        "6000000",
    )
    assert (acme.made_by, acme.value, acme.value_party.slug) == (Source.objects.get(slug="report"), "", "acme")
    assert Question.objects.get(slug="how-much").quotes.get().slug == "partly"


def test_what_follows_from_sources_is_right_after_an_import(tmp_path):
    imported(tmp_path)
    event = Event.objects.get()
    assert (f"{event.known_since}", f"{event.known_in_full}") == ("2026-04-30", "2026-05-02")
    assert event.evidence_mark == EvidenceMark.COURT_RECORD
    assert f"{event.earliest}..{event.latest} {event.period}" == "2026-03-01..2026-03-31 2026-03"


def test_records_are_published_unless_the_file_says_otherwise(tmp_path):
    imported(tmp_path, changed(("  title: Ada sues Acme\n", "  title: Ada sues Acme\n  workflow: draft\n")))
    assert Event.objects.get(slug="filed").workflow == Workflow.DRAFT
    assert Source.objects.get(slug="report").workflow == Workflow.PUBLISHED


def test_what_was_typed_stays_text(tmp_path):
    imported(tmp_path, changed(("docket_number: 4:24-cv-04722", "docket_number: 010"), ("name: Acme\n", "name: Yes\n")))
    assert FilingReference.objects.get().locator == "2417:3"
    assert Source.objects.get(slug="order").published == "2026-04"
    assert Case.objects.get().docket_number == "010"
    assert Party.objects.get(slug="acme").name == "Yes"


def test_a_second_import_finds_everything_unchanged_and_writes_no_record(tmp_path):
    imported(tmp_path)
    with CaptureQueriesContext(connection) as queries:
        outcome = imported(tmp_path)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (NONE, NONE, COUNTS)
    writes = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in writes if "timeline_dossierimport" not in sql] == []


def test_a_changed_record_is_updated_with_its_references_and_nothing_else_is(tmp_path):
    imported(tmp_path)
    stamps = {model: dict(model.objects.values_list("slug", "changed_at")) for model in (Source, Party, Case)}
    others = set(FilingReference.objects.values_list("pk"))
    outcome = imported(
        tmp_path,
        changed(
            ("title: Ada sues Acme", "title: Ada files suit"),
            ("date: 2026-03\n", "date: 2025\n"),
            ("  - order\n  - source: report\n    supports: that it was filed\n", "  - report\n"),
            ("  parties:\n  - acme\n  - ada\n", "  parties:\n  - acme\n"),
        ),
    )
    assert outcome.updated == Counter(events=1)
    assert outcome.unchanged == COUNTS - Counter(events=1)
    event = Event.objects.get()
    assert (event.title, event.period, f"{event.known_since}") == ("Ada files suit", "2025", "2026-05-02")
    assert [(row.source.slug, row.supports) for row in EventReference.objects.all()] == [("report", "")]
    assert event.parties.get().slug == "acme"
    assert set(FilingReference.objects.values_list("pk")) == others
    assert stamps == {model: dict(model.objects.values_list("slug", "changed_at")) for model in stamps}


def test_a_changed_source_changes_the_records_that_rest_on_it(tmp_path):
    imported(tmp_path)
    outcome = imported(tmp_path, changed(("published: 2026-04\n", "published: 2020\n")))
    assert outcome.updated == Counter(sources=1)
    assert {f"{model.objects.first().known_since}" for model in (Case, Filing, Event, Quote)} == {"2020-12-31"}


def test_what_a_file_leaves_out_is_emptied(tmp_path):
    imported(tmp_path)
    imported(
        tmp_path, changed(("  retells: order\n", ""), ("  filing: complaint\n", ""), ("  aka:\n  - ACME Inc.\n", ""))
    )
    assert Source.objects.get(slug="report").retells is None
    assert Event.objects.get().filing is None
    assert Party.objects.get(slug="acme").other_names == ""


def test_a_record_that_left_the_file_stays(tmp_path):
    imported(tmp_path)
    outcome = imported(tmp_path, "sources: []\n")
    assert (outcome.created, outcome.updated) == (NONE, NONE)
    assert Event.objects.exists()


@pytest.mark.parametrize("answer", ["  value: acme\n  evidence", "  value: ada\n  evidence"])
def test_the_evidence_of_a_changed_assertion_is_written_anew(tmp_path, answer):
    imported(tmp_path)
    imported(tmp_path, changed(("    value: acme\n", "    value: ada\n"), ("  value: acme\n  evidence", answer)))
    assert Evidence.objects.get(assertion__slug="it-was-acme").value_party.slug == "ada"


def test_a_record_changed_here_is_a_conflict_and_stays(tmp_path):
    imported(tmp_path)
    Event.objects.update(title="Changed at the desk")
    outcome = imported(tmp_path, changed(("title: Ada sues Acme", "title: Ada files suit")))
    assert outcome.conflicts == ["events filed: changed here since the last import; left as it is here."]
    assert (outcome.updated, outcome.unchanged) == (NONE, COUNTS - Counter(events=1))
    assert Event.objects.get().title == "Changed at the desk"


def test_a_reference_added_here_makes_a_conflict_too(tmp_path):
    imported(tmp_path)
    EventReference.objects.create(event=Event.objects.get(), source=make_source())
    outcome = imported(tmp_path)
    assert len(outcome.conflicts) == 1
    assert EventReference.objects.count() == 3


def test_overwriting_takes_the_version_of_the_file(tmp_path):
    imported(tmp_path)
    Event.objects.update(title="Changed at the desk")
    outcome = imported(tmp_path, overwrite=True)
    assert (outcome.updated, outcome.conflicts) == (Counter(events=1), [])
    assert Event.objects.get().title == "Ada sues Acme"
    assert imported(tmp_path).unchanged == COUNTS


def test_the_same_change_on_both_sides_is_none(tmp_path):
    imported(tmp_path)
    Event.objects.update(title="Ada files suit")
    text = changed(("title: Ada sues Acme", "title: Ada files suit"))
    outcome = imported(tmp_path, text)
    assert (outcome.updated, outcome.conflicts, outcome.unchanged) == (NONE, [], COUNTS)
    outcome = imported(tmp_path, changed(("title: Ada files suit", "title: Ada files her suit"), text=text))
    assert outcome.updated == Counter(events=1)


def test_a_record_made_here_before_is_a_conflict(tmp_path):
    make_party(slug="ada", name="Ada of the desk", sources=[])
    outcome = imported(tmp_path)
    assert outcome.conflicts == ["parties ada: changed here since the last import; left as it is here."]
    assert Event.objects.get().parties.get(slug="ada").name == "Ada of the desk"


def test_a_record_that_moves_to_another_file_is_updated(tmp_path):
    imported(tmp_path)
    (tmp_path / "small.yaml").rename(tmp_path / "other.yaml")
    assert import_dossier(tmp_path).updated == COUNTS
    assert Event.objects.get().dossier == Court.objects.get().dossier == "other"


def test_ids_may_be_those_of_records_that_are_only_in_the_database(tmp_path):
    imported(tmp_path)
    event = (
        "events:\n- id: e-new\n  date: 2026\n  title: A\n  summary: B\n  kind: ruling\n"
        "  cases: [ada-v-acme]\n  sources: [order]\n"
    )
    answer = (
        "assertions:\n- id: a-new\n  question: who\n  statement: It was Ada.\n  made_by: acme\n  status: disputed\n"
        "  value: ada\n  evidence:\n  - source: order\n    stance: supports\n"
    )
    (tmp_path / "small.yaml").unlink()
    outcome = imported(tmp_path, event + answer, name="more.yaml")
    assert outcome.created == Counter(events=1, assertions=1)
    assert Event.objects.get(slug="e-new").cases.get().slug == "ada-v-acme"
    assert Assertion.objects.get(slug="a-new").value_party.slug == "ada"


def test_records_may_refer_to_records_of_another_file(tmp_path):
    courts, rest = changed().split("sources:\n- id: order", 1)
    write(tmp_path, courts, "z_courts.yaml")
    imported(tmp_path, "sources:\n- id: order" + rest, "a_rest.yaml")
    assert Case.objects.get().court.dossier == "z_courts"


def test_one_file_can_be_imported_by_itself(tmp_path):
    assert import_dossier(write(tmp_path) / "small.yaml").created == COUNTS


def test_an_import_is_remembered_by_its_bytes(tmp_path):
    assert not is_imported(write(tmp_path))
    imported(tmp_path)
    assert is_imported(tmp_path)
    kept = DossierImport.objects.latest()
    assert (kept.created, kept.updated, kept.unchanged, kept.conflicts) == (COUNTS.total(), 0, 0, 0)
    write(tmp_path, changed(("title: Ada sues Acme", "title: Ada files suit")))
    assert not is_imported(tmp_path)


def test_checking_writes_nothing(tmp_path):
    outcome = check_dossier(write(tmp_path))
    assert (outcome.problems, outcome.unchanged) == ([], COUNTS)
    assert nothing_is_written()
    assert not DossierImport.objects.exists()


def test_what_stands_in_the_way_in_the_middle_of_an_import_is_told_and_undoes_all_of_it(tmp_path):
    imported(tmp_path, changed().split("filings:")[0])
    make_case(court=Court.objects.get(), docket_number="4:24-cv-99999")
    before = Case.objects.get(slug="ada-v-acme")
    write(tmp_path, changed(("4:24-cv-04722", "4:24-cv-99999"), ("name: Ada\n", "name: Ada Two\n")))
    outcome = import_dossier(tmp_path)
    assert len(outcome.problems) == 1
    assert "already" in outcome.problems[0].message
    assert record_dict(Case.objects.get(slug="ada-v-acme")) == record_dict(before)
    assert Party.objects.get(slug="ada").name == "Ada"
    assert not Event.objects.exists()
