"""Texts held of sources: revision beside revision, none ever changed, the short passages alone for the dossier."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from tests.making import make_event, make_quote, make_source, make_text
from tests.models.writing import (
    HOWEVER_CHANGED,
    HOWEVER_CREATED,
    HOWEVER_DELETED,
    by_bulk_update,
    by_save,
    by_saving_these_columns_alone,
    by_update,
)
from timeline.models import SourceText
from timeline.models.provenance import PARTS
from timeline.models.source_text import LONGEST_PASSAGE
from timeline.vocabulary import Extraction

pytestmark = pytest.mark.django_db

HELD = next(part.weight for part in PARTS if part.name == "held")
WORDS = "It means to use one model to train another."


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(row):
    return SourceText.objects.values_list("sha256", flat=True).get(pk=row.pk)


def score(record):
    return type(record).objects.values_list("provenance", flat=True).get(pk=record.pk)


@pytest.mark.parametrize("write", [by_save, by_saving_these_columns_alone], ids=lambda write: write.__name__)
def test_the_words_of_a_saved_text_cannot_be_changed(write):
    row = make_text(WORDS)
    with pytest.raises(ValidationError, match="new revision"):
        write(row, text="It means to use one model to feed another.")
    assert SourceText.objects.get().text == WORDS


@HOWEVER_CHANGED
def test_what_is_said_about_a_saved_text_can_be_changed(change):
    row = make_text(WORDS)
    change(row, locator="p. 3")
    assert (SourceText.objects.get().locator, SourceText.objects.get().text) == ("p. 3", WORDS)


def test_the_line_ends_of_a_browser_are_no_change_of_the_words():
    row = make_text("One line.\r\nAnother.")
    assert SourceText.objects.get().text == "One line.\nAnother."
    by_save(row, text="One line.\r\nAnother.")
    assert fingerprint(row) == sha256("One line.\nAnother.")


def test_a_text_is_kept_to_the_letter():
    words = "  “Curly”, a\ttab, two  spaces, a no-break\u00a0space, 漢字 🧑‍⚖️\n\n  and the end.  \n"
    make_text(words)
    assert SourceText.objects.get().text == words


@HOWEVER_CREATED
def test_a_text_has_its_fingerprint_however_it_is_created(create):
    row = SourceText(source=make_source(), text="Zürich – 漢字", extraction=Extraction.PDF)
    create(row)
    assert fingerprint(row) == sha256("Zürich – 漢字")


@pytest.mark.parametrize("write", [by_update, by_bulk_update], ids=lambda write: write.__name__)
def test_the_fingerprint_follows_words_that_are_written_by_other_ways(write):
    row = make_text(WORDS)
    write(row, text="Other words.")
    assert fingerprint(row) == sha256("Other words.")


def test_the_fingerprint_follows_words_that_the_database_computes():
    row = make_text("One")
    SourceText.objects.update(text=Concat(F("text"), Value(" more")))
    assert fingerprint(row) == sha256("One more")


def test_a_stale_instance_does_not_bring_back_the_words_that_were_changed():
    row = make_text("One")
    stale = SourceText.objects.get()
    by_update(row, text="Two")
    with pytest.raises(ValidationError):
        stale.save()
    assert SourceText.objects.get().text == "Two"


@pytest.mark.parametrize(
    "values", [{"revision": 1}, {"locator": "p. 3", "revision": 2}], ids=["of the whole text", "of a passage"]
)
def test_a_revision_is_held_once(values):
    source = make_source()
    make_text(WORDS, source, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_text("Other words.", source, **values)
    make_text("Other words.", **values)


@pytest.mark.parametrize("values", [{"text": ""}, {"text": WORDS, "revision": 0}], ids=["no words", "revision 0"])
def test_a_text_has_words_and_revisions_count_from_one(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_text(**values)


def test_the_newest_revision_of_each_text_and_passage_is_current():
    source, other = make_source(), make_source()
    make_text("First", source)
    whole = make_text("Second", source, revision=2)
    make_text("First of a page", source, locator="p. 3", revision=4)
    page = make_text("Later of a page", source, locator="p. 3", revision=11)
    elsewhere = make_text("Of another source", other)
    assert set(SourceText.objects.current()) == {whole, page, elsewhere}
    whole.delete()
    assert [row.text for row in SourceText.objects.current().filter(source=source, locator="")] == ["First"]


def test_the_dossier_carries_short_passages_transcribed_by_hand_and_nothing_else():
    source = make_source()
    short = make_text("ü" * LONGEST_PASSAGE, source, locator="p. 1")
    unplaced = make_text(WORDS, source, locator="passage 1")
    old = make_text(WORDS, source, locator="p. 2")
    make_text("ü" * (LONGEST_PASSAGE + 1), source, locator="p. 3")
    for number, extraction in enumerate(Extraction):
        if extraction != Extraction.TRANSCRIBED:
            make_text(WORDS, source, locator=f"p. 1{number}", extraction=extraction)
    revised = make_text("Read again.", source, locator="p. 2", revision=2)
    assert LONGEST_PASSAGE == 300
    assert set(SourceText.objects.in_dossier()) == {short, unplaced, old, revised}


@pytest.mark.parametrize("extraction", [kind for kind in Extraction if kind != Extraction.TRANSCRIBED])
def test_a_text_without_a_locator_is_the_whole_document(extraction):
    row = make_text(WORDS, extraction=extraction)
    assert row.is_whole
    row.locator = "p. 3"
    assert not row.is_whole
    assert row.is_ocr == (extraction == Extraction.OCR)


def test_a_passage_that_a_researcher_cut_out_is_never_taken_for_the_whole_document():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_text(WORDS, extraction=Extraction.TRANSCRIBED)


@pytest.mark.parametrize(
    ("offset", "page"), [(0, "1"), (9, "1"), (10, "2"), (29, "2"), (30, "iv"), (10**6, "iv"), (-1, "")]
)
def test_a_place_is_on_the_last_page_that_began_before_it(offset, page):
    row = make_text(WORDS, page_map=[[0, "1"], [10, "2"], [30, "iv"]])
    assert SourceText.objects.get(pk=row.pk).page_at(offset) == page


def test_a_place_has_the_locator_of_its_passage_where_no_pages_are_known():
    assert make_text(WORDS, locator="¶ 24").page_at(5) == "¶ 24"
    assert make_text(WORDS).page_at(5) == ""
    assert make_text(WORDS, locator="pp. 3–4", page_map=[[20, "4"]]).page_at(5) == "pp. 3–4"


def test_a_text_names_its_place_and_its_revision():
    source = make_source(title="Order", publisher="")
    assert str(make_text(WORDS, source)) == "text of Order"
    assert str(make_text(WORDS, source, locator="p. 3", revision=2)) == "p. 3 of Order, revision 2"


def test_a_text_is_found_by_its_source_place_and_revision():
    row = make_text(WORDS, locator="p. 3", revision=2)
    assert row.natural_key() == (row.source.slug, "p. 3", 2)
    assert SourceText.objects.get_by_natural_key(*row.natural_key()) == row


def test_a_source_takes_its_texts_with_it():
    row = make_text(WORDS)
    row.source.delete()
    assert not SourceText.objects.exists()


@HOWEVER_CREATED
def test_a_text_is_part_of_what_the_evidence_adds_up_to_however_it_is_created(create):
    source = make_source()
    event, other = make_event(sources=[source]), make_event()
    before = score(event)
    create(SourceText(source=source, text=WORDS, extraction=Extraction.PDF))
    assert (score(event), score(other)) == (before + HELD, before)


@HOWEVER_DELETED
def test_a_text_that_is_deleted_is_no_part_of_it_any_more(delete):
    source = make_source()
    event = make_event(sources=[source])
    before = score(event)
    delete(make_text(WORDS, source))
    assert score(event) == before


@HOWEVER_CHANGED
def test_a_text_that_is_given_to_another_source_counts_there_and_no_longer_here(change):
    here, there = make_source(), make_source()
    events = [make_event(sources=[here]), make_event(sources=[there])]
    before = score(events[0])
    row = make_text(WORDS, here)
    change(row, source=there)
    assert [score(event) for event in events] == [before, before + HELD]


def test_texts_added_through_their_source_are_checked_and_counted():
    here, there = make_source(), make_source()
    quote = make_quote(WORDS, [there])
    here.texts.add(row := make_text(WORDS, here))
    there.texts.add(row)
    assert quote.checks.get().grade_shown.is_verified
    there.texts.all().delete()
    assert not quote.checks.get().grade_shown.is_verified
