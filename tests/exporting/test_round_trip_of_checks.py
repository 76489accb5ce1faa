"""Django's own dump brings back what the checks store: texts, checks, ledger, disagreements, findings, loaded words."""

import datetime
import json

import pytest
from django.core.management import call_command

from tests.exporting.test_export import empty_the_database, make_one_of_everything
from tests.making import make_claim_change, make_quote, make_source, make_text, make_variant
from timeline.models import (
    ClaimChange,
    Disagreement,
    Dismissal,
    Event,
    Finding,
    LoadedWord,
    Question,
    QuestionReference,
    Quote,
    QuoteCheck,
    Source,
    SourceText,
)
from timeline.vocabulary import Grade

pytestmark = pytest.mark.django_db

WORDS = "It means to use one AI model to train another AI model."
TABLES = [ClaimChange, Dismissal, Finding, LoadedWord, QuestionReference, QuoteCheck, SourceText]


@pytest.fixture
def everything():
    """At least one row of every table that the checks fill, the whole text and an altered quotation among them."""
    make_one_of_everything()
    source = make_source()
    quote = make_quote(WORDS, [source])
    make_text(f"Before. {WORDS} After.", source, page_map=[[0, "p. 1"]])
    make_text(f"Once more before it. {WORDS} After.", source, revision=2)
    make_variant(WORDS.replace("use", "take").replace("train", "feed"), quote, source)
    elsewhere = make_quote(WORDS, [other := make_source()])
    make_text("Nothing of the kind.", other)
    assert elsewhere.checks.get().elsewhere == source
    make_claim_change("trust", note="For all parties.")
    about = {"record_kind": "event", "record_slug": Event.objects.first().slug, "rule": "weekdays"}
    Finding.objects.create(**about, level="warning", title="An event", message="No such weekday.", is_public=True)


def rows(table):
    """Every row in order of its key, which is no number: all its columns, what they point at by its own key."""
    columns = [field.name for field in table._meta.concrete_fields if field.attname != "id" or table is LoadedWord]
    return sorted((str(plain(row)), [plain(getattr(row, name)) for name in columns]) for row in table.objects.all())


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds")  # JSON has no more
    if hasattr(value, "natural_key"):
        return value.natural_key()
    return getattr(value, "pk", value)


def disagreements():
    """Pairs of accounts by their natural keys, whatever their numbers are now."""
    return {
        (row.question.slug, row.first.natural_key(), row.second and row.second.natural_key())
        for row in Disagreement.objects.all()
    }


def derived():
    """Origins and scores, which the dump brings back with their records."""
    origins = {source.slug: source.origin and source.origin.slug for source in Source.objects.all()}
    return origins, dict(Quote.objects.values_list("slug", "provenance"))


def load(dump):
    empty_the_database()
    for table in TABLES:
        table._base_manager.all()._raw_delete("default")
    assert not any(table.objects.exists() for table in TABLES)
    call_command("loaddata", str(dump), verbosity=0)


def test_a_dump_with_natural_keys_brings_back_every_row(everything, tmp_path):
    before = {table: rows(table) for table in TABLES}
    also = derived(), disagreements()
    assert all(before.values())
    assert also[1]
    dump = tmp_path / "record.json"
    call_command("dumpdata", "timeline", natural_foreign=True, natural_primary=True, output=str(dump), verbosity=0)
    load(dump)
    for table in TABLES:
        assert rows(table) == before[table]
    assert (derived(), disagreements()) == also


def test_a_dump_with_primary_keys_brings_back_every_row(everything, tmp_path):
    before = {table: rows(table) for table in TABLES}
    dump = tmp_path / "record.json"
    call_command("dumpdata", "timeline", output=str(dump), verbosity=0)
    load(dump)
    assert {table: rows(table) for table in TABLES} == before


def test_a_dump_with_natural_keys_has_no_number_of_this_database(everything, tmp_path):
    dump = tmp_path / "record.json"
    call_command("dumpdata", "timeline", natural_foreign=True, natural_primary=True, output=str(dump), verbosity=0)
    named = {row["model"] for row in json.loads(dump.read_text()) if "pk" in row}
    assert named & {table._meta.label_lower for table in TABLES} <= {LoadedWord._meta.label_lower}


def test_what_was_loaded_goes_on_being_checked(everything, tmp_path):
    dump = tmp_path / "record.json"
    call_command("dumpdata", "timeline", natural_foreign=True, natural_primary=True, output=str(dump), verbosity=0)
    load(dump)
    quote = Quote.objects.filter(text=WORDS).earliest("pk")
    source = quote.references.get().source
    make_text(f"A line before all others. {WORDS}", source, revision=3)
    assert quote.checks.get(is_variant=False).is_waiting
    make_text("The page is blank.", source, revision=4)
    assert quote.checks.get(is_variant=False).grade == Grade.NOT_FOUND
    assert Question.objects.exclude(references=None).exists()
