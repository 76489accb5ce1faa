"""What is exported can be imported again, and comes out as the same bytes."""

import pytest
import yaml
from django.db import connection

from tests.making import (
    make_assertion,
    make_case,
    make_court,
    make_event,
    make_filing,
    make_party,
    make_question,
    make_quote,
    make_source,
)
from timeline.exporting.dossier import HEADER, dossier_files, export_dossier
from timeline.exporting.records import SECTIONS, record_dict
from timeline.importing.dossier import import_dossier
from timeline.importing.shape import SHAPES
from timeline.models import (
    CaseDataUse,
    CaseRelation,
    CauseOfAction,
    ClaimChange,
    Dismissal,
    LoadedWord,
    Party,
    PartyRole,
    Question,
    QuoteVariant,
    SourceText,
)
from timeline.models.record import Record
from timeline.vocabulary import (
    ClaimStatus,
    Extraction,
    Hedge,
    QuestionStatus,
    Relation,
    Role,
    Stance,
    ValueType,
    Workflow,
)

pytestmark = pytest.mark.django_db

UNUSUAL = [
    "“Typographic” ‘quotes’ – dashes — and … dots",
    "It's a 'single' and a \"double\" quote",
    "- begins like a list",
    "# begins like a comment",
    "key: value, and a trailing colon:",
    "null",
    "~",
    "yes",
    "2026-04",
    "010",
    "2417:3",
    "1e3",
    "*alias &anchor !tag %directive @at `tick`",
    "{brace} [bracket] | > ?",
    "Two  spaces and a\ttab",
    "Two\nlines\n\nand a third, " + "rather long, " * 20 + "to be folded",
    "Zürich, Ωmega, Ж, 漢字, العربية, 🧑‍⚖️",
    "no-break\u00a0space, zero\u200bwidth, soft\u00adhyphen, \u2028 line separator",
    "<b>&amp;</b> \\n is no newline",
]


def empty_the_database():
    connection.check_constraints()
    models = [*SECTIONS.values()]
    tables = {model._meta.db_table for model in models}
    for model in models:
        tables |= {table.related_model._meta.db_table for table in model._meta.related_objects}
        tables |= {field.remote_field.through._meta.db_table for field in model._meta.local_many_to_many}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


def exported(folder):
    export_dossier(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def survives(tmp_path):
    """Whether everything comes back from an export: as the same bytes, and as the same records."""
    first, records = exported(tmp_path / "first"), dossier_files()
    empty_the_database()
    assert dossier_files() == {}
    outcome = import_dossier(tmp_path / "first")
    assert outcome.problems == []
    return exported(tmp_path / "second") == first and dossier_files() == records


def make_one_of_everything():
    court = make_court(other_names="One\nTwo", is_in_courts_db=True, website="https://example.org/court")
    origin, order = make_source("2024"), make_source("2024-02-03~", authorship="human", author="Ann")
    retelling = make_source(
        "", retells=origin, link_state="dead", archived_url="https://example.org/kept", note="Kept."
    )
    judge = make_party("Judge", kind="person", description="Sits.")
    ada = make_party("Ada", other_names="Countess\nLovelace", wikidata="Q7259")
    dated = {"closed": "2025", "status_note": "Closed.", "docket_url": "https://example.org/docket"}
    case, other = make_case(court=court, **dated), make_case(court=None)
    for use in ("terms_of_use", "scraping"):
        CaseDataUse.objects.create(case=case, use=use)
    for name in ("fraud", "breach of contract"):
        CauseOfAction.objects.create(case=case, name=name)
    PartyRole.objects.create(case=case, party=judge, role=Role.JUDGE, note="magistrate")
    PartyRole.objects.create(case=case, party=ada, role=Role.PLAINTIFF)
    CaseRelation.objects.create(case=case, to_case=other, relation=Relation.RELATED_TO)
    paper = {"docket_entry_number": 32, "attachment_number": 13, "exhibit_label": "Ex. 12", "outcome": "Granted."}
    filing = make_filing(case=case, filed_by=[judge, ada], sources=[order, retelling], **paper)
    event = make_event(cases=[other, case], parties=[judge, ada], filing=filing)
    event.references.create(source=order, locator="p. 3", supports="the day")
    quote = make_quote(speaker=ada, event=event, cases=[case], asked="Whether it was so.")
    QuoteVariant.objects.create(quote=quote, source=retelling, text="Otherwise.")
    question = make_question(
        value_type=ValueType.MONEY, unit="USD", note="Both.", cases=[case], events=[event], quotes=[quote]
    )
    values = {"value": "5..6", "hedge": Hedge.ABOUT, "forum": "deposition", "made_by_source": order}
    answer = make_assertion("It is as the order has it.", question=question, **values)
    answer.references.create(source=retelling, stance=Stance.CONTRADICTS, value="7", as_stated="seven", note="Later.")
    make_assertion(question=make_question(value_type=ValueType.PARTY), value_party=ada)
    make_what_checks_add(filing, question, ada, order)


def make_what_checks_add(filing, question, party, source):
    """Held passages, a line of the claims ledger, an argued status, dismissed findings, loaded words."""
    SourceText.objects.create(source=source, locator="p. 3", text="The first.", extraction=Extraction.TRANSCRIBED)
    SourceText.objects.create(
        source=source, locator="p. 3", revision=2, text="The second.", extraction=Extraction.TRANSCRIBED
    )
    cause = filing.case.causes.get(name="fraud")
    ClaimChange.objects.create(filing=filing, cause=cause, party=party, status=ClaimStatus.DISMISSED, note="In part.")
    Party.objects.filter(pk=party.pk).update(began="1815")
    Question.objects.filter(pk=question.pk).update(
        status=QuestionStatus.RESOLVED, argument="The order says so.", resolved_by=filing
    )
    question.references.create(source=source, locator="p. 4", supports="the amount")
    for model in SECTIONS.values():
        if issubclass(model, Record):
            kind, slug = model._meta.model_name, model.objects.first().slug
            Dismissal.objects.create(record_kind=kind, record_slug=slug, rule="sums", about="5", reason="It adds up.")
    LoadedWord.objects.create(id="hail-mary", word="Hail Mary", instead="a last attempt", dossier="desk")


def test_everything_comes_back_from_an_export(tmp_path):
    make_one_of_everything()
    assert survives(tmp_path)


def test_every_key_that_a_file_may_hold_is_written():
    make_one_of_everything()
    written = {section: {key for row in rows for key in row} for section, rows in dossier_files()["desk"].items()}
    written["courts"] = {key for row in dossier_files()["courts"]["courts"] for key in row}
    assert written == {section: {*keys} - {"workflow"} for section, keys in SHAPES.items()}


def test_records_go_to_the_files_that_carry_them(tmp_path):
    make_event(dossier="one", sources=[make_source(dossier="one")])
    make_party(dossier="two", sources=[])
    assert list(exported(tmp_path)) == ["one.yaml", "two.yaml"]
    assert [list(sections) for sections in dossier_files().values()] == [["sources", "events"], ["parties"]]


def test_files_of_other_names_are_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    make_source(dossier="one")
    export_dossier(tmp_path)
    assert (tmp_path / "README.md").read_text() == "mine"


@pytest.mark.parametrize("workflow", [Workflow.DRAFT, Workflow.IN_REVIEW])
def test_drafts_come_back_as_drafts(tmp_path, workflow):
    make_one_of_everything()
    models = [model for section, model in SECTIONS.items() if hasattr(model, "workflow")]
    for model in models:
        model.objects.update(workflow=workflow)
    assert survives(tmp_path)
    assert {row.workflow for model in models for row in model.objects.all()} == {workflow}


def test_unusual_texts_come_back_as_they_were(tmp_path):
    events = [make_event(summary=text, title=text[:90].strip()) for text in UNUSUAL]
    for text in UNUSUAL:
        events[0].references.create(source=make_source(note=text, title=text), locator=text[:80].strip())
    assert survives(tmp_path)
    summaries = {event["summary"] for event in dossier_files()["desk"]["events"]}
    assert summaries == set(UNUSUAL)


def test_a_file_says_what_it_is_and_is_plain_yaml(tmp_path):
    event = make_event(sources=[])
    text = exported(tmp_path)["desk.yaml"].decode()
    assert text.startswith(HEADER)
    assert yaml.safe_load(text) == {"events": [record_dict(event)]}


def test_what_is_unknown_is_left_out():
    party = make_party(sources=[])
    assert record_dict(party) == {"id": party.slug, "name": party.name, "kind": "company"}


def test_a_reference_without_a_place_is_written_as_the_id_of_its_source():
    source = make_source()
    event = make_event(sources=[source])
    event.references.create(source=source, locator="p. 3")
    written = dossier_files()["desk"]["events"][0]["sources"]
    assert written == [source.slug, {"source": source.slug, "locator": "p. 3"}]


def test_records_stand_by_date_and_id_whatever_order_they_were_made_in():
    for slug, date in [("c", "2024"), ("b", "2024-01-01"), ("a", "2024-01-01"), ("d", "2023")]:
        make_event(slug=slug, date=date, sources=[])
        make_party(slug=slug, sources=[])
    sections = dossier_files()["desk"]
    assert [row["id"] for row in sections["events"]] == ["d", "a", "b", "c"]
    assert [row["id"] for row in sections["parties"]] == ["a", "b", "c", "d"]


def test_the_same_facts_give_the_same_bytes(tmp_path):
    make_one_of_everything()
    assert exported(tmp_path / "first") == exported(tmp_path / "second")
