"""What the checks add to the dossier: passages, claims ledger, argued status, dismissed findings, loaded words."""

from collections import Counter

import pytest

from tests.exporting.test_export import exported, survives
from tests.importing.dossiers import COUNTS, changed, imported, write
from tests.making import make_text
from tests.models.scores import reckoned
from tests.models.sourced import MAKERS
from timeline.importing.dossier import import_dossier
from timeline.models import (
    Case,
    CauseOfAction,
    ClaimChange,
    Dismissal,
    Filing,
    LoadedWord,
    Party,
    Question,
    Quote,
    QuoteCheck,
    Source,
    SourceText,
)
from timeline.vocabulary import ClaimStatus, Extraction, Grade, QuestionStatus

pytestmark = pytest.mark.django_db

CLAIMS = "  claims:\n  - fraud\n"
LEDGER = "  claims:\n  - claim: fraud\n    status: pleaded\n"
FOR_ONE = "  - claim: fraud\n    party: acme\n    status: dismissed\n    note: in part\n"
TEXTS = "  texts:\n  - locator: column 2\n    text: 'Asked again, she said: “Partly!”'\n"
REASON = "    reason: The word is the law's.\n"
ARGUED = f"{REASON}  sources:\n  - order\n"


def test_passages_are_held_as_transcribed(tmp_path):
    imported(tmp_path)
    row = SourceText.objects.get()
    assert (row.source.slug, row.locator, row.revision) == ("report", "column 2", 1)
    assert (row.text, row.extraction) == ("Asked again, she said: “Partly!”", Extraction.TRANSCRIBED)
    assert len(row.sha256) == 64


def test_quotations_are_checked_by_the_import(tmp_path):
    imported(tmp_path)
    own, variant = QuoteCheck.objects.order_by("is_variant")
    assert (own.words, own.grade_shown) == ("Partly.", Grade.NO_TEXT_HELD)
    assert (variant.words, variant.grade_shown) == ("Partly!", Grade.VERBATIM)
    imported(tmp_path, changed(("Partly!”", "Mostly!”")))
    assert QuoteCheck.objects.get(is_variant=True).grade_shown == Grade.NO_TEXT_HELD


def test_the_ledger_of_claims_is_written(tmp_path):
    imported(tmp_path, changed((LEDGER, LEDGER + FOR_ONE)))
    rows = [(row.cause.name, row.party and row.party.slug, row.status, row.note) for row in ClaimChange.objects.all()]
    assert rows == [("fraud", None, ClaimStatus.PLEADED, ""), ("fraud", "acme", ClaimStatus.DISMISSED, "in part")]


def test_status_beginning_dismissals_and_words_are_written(tmp_path):
    imported(tmp_path)
    who = Question.objects.get(slug="who")
    assert (who.status, who.argument) == (QuestionStatus.RESOLVED, "The complaint names Acme.")
    assert (who.resolved_by, who.references.get().source.slug) == (Filing.objects.get(), "order")
    assert Party.objects.get(slug="acme").began == "2019"
    dismissal = Dismissal.objects.get()
    assert (dismissal.record, dismissal.rule, dismissal.about) == (who, "loaded-words", "named")
    assert dismissal.reason == "The word is the law's."
    assert (LoadedWord.objects.get().word, LoadedWord.objects.get().instead) == ("slammed", "criticised")


def test_all_of_it_comes_back_from_an_export_as_the_same_bytes(tmp_path):
    later = "  - locator: column 2\n    revision: 2\n    text: |2-\n        Set in.\n      Second line: “yes”.\n"
    imported(tmp_path, changed((TEXTS, TEXTS + later), (LEDGER, LEDGER + FOR_ONE)))
    before = everything()
    assert survives(tmp_path / "out")
    assert everything() == before


def everything():
    """What the checks add, as it stands in the tables."""
    return (
        list(SourceText.objects.values_list("source__slug", "locator", "revision", "text", "extraction")),
        list(ClaimChange.objects.values_list("filing__slug", "cause__name", "party__slug", "status", "note")),
        list(Question.objects.order_by("slug").values_list("slug", "status", "argument", "resolved_by__slug")),
        list(Question.objects.order_by("slug").values_list("slug", "references__source__slug")),
        list(Dismissal.objects.values_list("record_kind", "record_slug", "rule", "about", "reason")),
        list(Party.objects.order_by("slug").values_list("slug", "began")),
        list(LoadedWord.objects.values_list("id", "word", "instead")),
    )


def test_what_was_exported_imports_as_unchanged(tmp_path):
    imported(tmp_path)
    (tmp_path / "out").mkdir()
    first = exported(tmp_path / "out")
    outcome = import_dossier(tmp_path / "out")
    assert (outcome.problems, outcome.conflicts, outcome.unchanged) == ([], [], COUNTS)
    assert exported(tmp_path / "out") == first


EMPTIED = {
    "texts": (SourceText, TEXTS),
    "claims": (ClaimChange, LEDGER),
    "dismissed": (Dismissal, f"  dismissed:\n  - rule: loaded-words\n    about: named\n{REASON}"),
}


@pytest.mark.parametrize("key", EMPTIED)
def test_what_a_file_leaves_out_is_emptied(tmp_path, key):
    table, lines = EMPTIED[key]
    imported(tmp_path)
    assert table.objects.exists()
    assert imported(tmp_path, changed((lines, ""))).updated.total() == 1
    assert not table.objects.exists()


def test_a_question_that_is_open_again_is_not_resolved_by_anything(tmp_path):
    imported(tmp_path)
    lines = "  status: resolved\n  argument: The complaint names Acme.\n  resolved_by: complaint\n"
    imported(tmp_path, changed((lines, "  status: open\n"), (ARGUED, REASON)))
    who = Question.objects.get(slug="who")
    assert (who.status, who.argument, who.resolved_by, who.references.count()) == ("open", "", None, 0)


def test_a_case_whose_claims_change_keeps_the_ledger_of_those_that_stay(tmp_path):
    three = "  claims:\n  - fraud\n  - breach\n  - trust\n"
    ledger = LEDGER + "  - claim: breach\n    status: survives\n"
    imported(tmp_path, changed((CLAIMS, three), (LEDGER, ledger)))
    kept = dict(ClaimChange.objects.filter(cause__name="fraud").values_list("pk", "cause"))
    fewer = changed((CLAIMS, "  claims:\n  - unjust enrichment\n  - trust\n  - fraud\n"))
    assert imported(tmp_path, fewer).updated == Counter(cases=1, filings=1)
    assert dict(ClaimChange.objects.values_list("pk", "cause")) == kept
    assert [cause.name for cause in Case.objects.get().causes.all()] == ["unjust enrichment", "trust", "fraud"]


def test_a_case_that_changes_otherwise_keeps_its_whole_ledger(tmp_path):
    imported(tmp_path)
    kept = list(ClaimChange.objects.values()), list(CauseOfAction.objects.values())
    assert imported(tmp_path, changed(("summary: About copies.", "summary: On copies."))).updated == Counter(cases=1)
    assert (list(ClaimChange.objects.values()), list(CauseOfAction.objects.values())) == kept


def test_a_new_claim_of_a_case_that_was_changed_at_the_desk_is_told_and_not_written(tmp_path):
    imported(tmp_path)
    Case.objects.update(summary="Changed at the desk.")
    text = changed((CLAIMS, f"{CLAIMS}  - breach\n"), (LEDGER, f"{LEDGER}  - claim: breach\n    status: pleaded\n"))
    outcome = import_dossier(write(tmp_path, text))
    assert any("complaint" in told for told in [*map(str, outcome.problems), *outcome.conflicts])
    assert [row.cause.name for row in ClaimChange.objects.all()] == ["fraud"]


def test_a_claim_that_stands_in_the_database_alone_may_be_named(tmp_path):
    imported(tmp_path)
    paper = "filings:\n- id: ruling\n  case: ada-v-acme\n  kind: order\n  title: Ruling\n  sources: [order]\n"
    outcome = imported(tmp_path, paper + "  claims:\n  - {claim: fraud, status: tried}\n", name="more.yaml")
    assert outcome.created == Counter(filings=1)
    assert [change.status for change in CauseOfAction.objects.get().changes.order_by("pk")] == ["pleaded", "tried"]


def test_uploaded_texts_survive_an_import_that_rewrites_their_source(tmp_path):
    imported(tmp_path)
    report = Source.objects.get(slug="report")
    uploaded = make_text("The whole report: she said “Partly.”", report, extraction=Extraction.PDF)
    long = make_text("x" * 301, report, locator="column 3")
    outcome = imported(tmp_path, changed(("title: Report", "title: The report"), (TEXTS, "")))
    assert (outcome.updated, outcome.conflicts) == (Counter(sources=1), [])
    assert set(SourceText.objects.all()) == {uploaded, long}


def test_a_source_that_changes_otherwise_keeps_its_passages_and_their_checks(tmp_path):
    imported(tmp_path)
    kept = list(SourceText.objects.values()), list(QuoteCheck.objects.values())
    assert imported(tmp_path, changed(("title: Report", "title: The report"))).updated == Counter(sources=1)
    assert (list(SourceText.objects.values()), list(QuoteCheck.objects.values())) == kept


def test_a_passage_added_at_the_desk_makes_a_conflict_and_stays(tmp_path):
    imported(tmp_path)
    make_text("Another passage.", Source.objects.get(slug="report"), locator="column 4")
    outcome = imported(tmp_path)
    assert outcome.conflicts == ["sources report: changed here since the last import; left as it is here."]
    assert SourceText.objects.count() == 2
    imported(tmp_path, overwrite=True)
    assert SourceText.objects.get().locator == "column 2"


def test_a_finding_dismissed_at_the_desk_makes_a_conflict_and_stays(tmp_path):
    imported(tmp_path)
    Dismissal.objects.create(record_kind="event", record_slug="filed", rule="weekdays", reason="As the source has it.")
    assert imported(tmp_path).conflicts == ["events filed: changed here since the last import; left as it is here."]
    assert Dismissal.objects.count() == 2


def test_a_dismissal_that_stays_keeps_who_gave_it_and_when(tmp_path):
    imported(tmp_path)
    Dismissal.objects.update(dismissed_by="ada")
    kept = list(Dismissal.objects.values())
    imported(tmp_path, changed(("argument: The complaint names Acme.", "argument: The complaint says Acme.")))
    assert list(Dismissal.objects.values()) == kept


def test_records_and_their_sources_changed_in_one_import_add_up_afterwards(tmp_path):
    imported(tmp_path)
    pairs = [("seen: excerpt", "seen: cited"), ("reliability: primary", "reliability: tertiary")]
    pairs += [("title: Ada sues Acme", "title: Ada files suit"), ("title: Complaint", "title: The complaint")]
    pairs += [("name: Ada\n", "name: Ada L.\n"), ("summary: About copies.", "summary: On copies.")]
    pairs += [("text: Partly.", "text: Mostly."), ("statement: It was five million.", "statement: It was 5 million.")]
    imported(tmp_path, changed(*pairs))
    records = [record for model in MAKERS for record in model.objects.all()]
    assert {str(record): record.provenance for record in records} == {str(r): reckoned(r) for r in records}
    assert Quote.objects.get().checks.get(is_variant=False).words == "Mostly."
