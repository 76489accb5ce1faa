"""More evidence never lowers the score, in whatever order it comes; and what is stored follows every change."""

import datetime
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.making import make_event, make_quote, make_source, make_text
from tests.models.checked import ALTERING, HOLDING, OTHER, WORDS
from tests.models.scores import WEIGHTS, make_paper, make_record, parts, reckoned, score, score_on
from tests.models.sourced import MAKERS, TABLES, make_reference
from tests.models.writing import HOWEVER_CHANGED, HOWEVER_DELETED
from timeline.models import Assertion, Event, Quote, Source
from timeline.vocabulary import (
    Authorship,
    Extraction,
    LinkState,
    Reliability,
    Seen,
    SourceKind,
    Workflow,
)

pytestmark = pytest.mark.django_db

RECORDS = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
KEPT = "https://example.org/kept"
PAGES = ["", "p. 3", "p. 9"]
TEXTS = [HOLDING, OTHER, ALTERING, f"{HOLDING}\n{HOLDING}", f"{OTHER}\n{HOLDING}"]


# Every step is some thirty queries, so a failure is told as it was found: to shrink it would take minutes.
AS_FOUND = [Phase.explicit, Phase.generate]


@contextmanager
def undone():
    """What is written within is gone afterwards, so that the next example starts anew."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sources_of(record):
    return list(Source.objects.filter(pk__in=TABLES[type(record)].objects.filter(**own(record)).values("source")))


def own(record):
    return {TABLES[type(record)].belongs_to: record}


def add_source(record, draw):
    values = {
        "kind": draw(st.sampled_from(SourceKind)),
        "reliability": draw(st.sampled_from(Reliability)),
        "authorship": draw(st.sampled_from(Authorship)),
        "seen": draw(st.sampled_from(Seen)),
        "workflow": draw(st.sampled_from(Workflow)),
        "archived_url": draw(st.sampled_from(["", KEPT])),
        "link_state": draw(st.sampled_from(LinkState)),
        "retells": draw(st.sampled_from([None, *Source.objects.all()])),
    }
    published = draw(st.sampled_from(["", "2023", "2024-01-15", "2024-06", "2025-02-03"]))
    make_reference(record, make_source(published, **values), locator=draw(st.sampled_from(PAGES)))


def add_pin_cite(record, draw):
    source, page = draw(st.sampled_from(sources_of(record))), draw(st.sampled_from(PAGES))
    if not TABLES[type(record)].objects.filter(**own(record), source=source, locator=page).exists():
        make_reference(record, source, locator=page)


def add_text(record, draw):
    source, page = draw(st.sampled_from(sources_of(record))), draw(st.sampled_from(PAGES))
    extraction = Extraction.TRANSCRIBED if page else draw(st.sampled_from([Extraction.PDF, Extraction.OCR]))
    if not source.texts.filter(locator=page).exists():
        make_text(draw(st.sampled_from(TEXTS)), source, locator=page, extraction=extraction)


def add_verified_quote(record, draw):
    source = draw(st.sampled_from(sources_of(record)))
    make_quote("Thank you, nothing further.", [source])
    add_text(record, draw)


def add_archived_copy(record, draw):
    Source.objects.filter(pk=draw(st.sampled_from(sources_of(record))).pk).update(archived_url=KEPT)


def add_independent_account(record, draw):
    make_reference(record, make_source())


def add_reviewer(record, draw):
    type(record).objects.filter(pk=record.pk).update(reviewed_by="ada")


ADDING = [
    add_source,
    add_pin_cite,
    add_text,
    add_text,
    add_verified_quote,
    add_archived_copy,
    add_independent_account,
    add_reviewer,
]


@pytest.mark.parametrize("model", [Event, Quote, Assertion], ids=lambda model: model.__name__)
@settings(max_examples=15, phases=AS_FOUND)
@given(data=st.data())
def test_more_evidence_never_lowers_the_score_in_whatever_order_it_comes(model, data):
    with undone():
        record = make_record(model, [make_source()])
        before = [score(record)]
        for add in data.draw(st.lists(st.sampled_from(ADDING), max_size=9)):
            add(record, data.draw)
            before.append(score(record))
            assert before == sorted(before)
            assert score(record) == reckoned(record)


@pytest.mark.parametrize("texts", [(WORDS, HOLDING), (HOLDING, f"{HOLDING}\n{HOLDING}")], ids=["once", "twice"])
def test_a_further_text_that_has_the_words_too_takes_nothing_away(texts):
    source = make_source()
    quote, event = make_quote(WORDS, [source]), make_event(sources=[source])
    make_text(texts[0], source, locator="p. 3")
    before = parts(quote) & parts(event)
    assert "held" in before
    make_text(texts[1], source)
    assert before | {"checked"} <= parts(quote) & parts(event)


def test_a_passage_that_is_held_besides_takes_nothing_away():
    source = make_source()
    quote = make_quote(WORDS, [source])
    quote.references.update(locator="p. 3")
    make_text(HOLDING, source)
    assert "checked" in parts(quote)
    make_text(OTHER, source, locator="p. 3")
    assert "checked" in parts(quote)


def test_a_pin_cite_takes_nothing_away():
    source = make_source()
    quote = make_quote(WORDS, [source])
    make_text(HOLDING, source)
    make_text(OTHER, source, locator="p. 9")
    assert "checked" in parts(quote)
    make_reference(quote, source, locator="p. 9")
    assert "checked" in parts(quote)


@RECORDS
@HOWEVER_CHANGED
@pytest.mark.parametrize(
    "values",
    [
        {"archived_url": ""},
        {"seen": Seen.CITED},
        {"workflow": Workflow.IN_REVIEW},
        {"reliability": Reliability.TERTIARY},
        {"authorship": Authorship.MACHINE},
    ],
    ids=lambda values: next(iter(values)),
)
def test_whatever_changes_in_a_source_the_score_follows_and_comes_back(model, change, values):
    source = make_paper(archived_url=KEPT)
    record = make_record(model, [source, make_source()])
    before, was = score(record), {name: getattr(source, name) for name in values}
    change(source, **values)
    assert score(record) == reckoned(record)
    assert score(record) < before
    change(source, **was)
    assert score(record) == before


@HOWEVER_CHANGED
def test_an_archived_copy_counts_above_all_where_the_address_itself_is_dead(change):
    source = make_paper(archived_url=KEPT)
    event = make_record(Event, [source])
    before = score(event)
    change(source, link_state=LinkState.DEAD)
    assert score(event) == reckoned(event) == before


@RECORDS
@HOWEVER_CHANGED
def test_a_second_reader_counts_however_that_is_written(model, change):
    record = make_record(model, [make_source()])
    before = score(record)
    change(record, reviewed_by="ada")
    assert score(record) == before + WEIGHTS["second_reader"]
    change(record, reviewed_by="")
    assert score(record) == before


@pytest.fixture
def verified():
    """An event, and a quote that is verified in the source they share."""
    source = make_source()
    event, quote = make_event(sources=[source]), make_quote(WORDS, [source])
    make_text(HOLDING, source)
    assert parts(event) == {"sourced", "held", "checked"}
    return event, quote


def lost(event):
    return parts(event) == {"sourced", "held"} and score(event) == reckoned(event)


@HOWEVER_CHANGED
def test_a_quotation_whose_words_change_verifies_no_longer(verified, change):
    event, quote = verified
    change(quote, text="It was never said by anybody.")
    assert lost(event)
    change(quote, text=WORDS)
    assert score(event) == reckoned(event) > WEIGHTS["sourced"] + WEIGHTS["held"]


@HOWEVER_CHANGED
def test_a_quotation_that_is_taken_back_verifies_no_longer(verified, change):
    event, quote = verified
    change(quote, workflow=Workflow.IN_REVIEW)
    assert lost(event)
    change(quote, workflow=Workflow.PUBLISHED)
    assert score(event) == reckoned(event) > WEIGHTS["sourced"] + WEIGHTS["held"]


@HOWEVER_DELETED
def test_a_quotation_that_is_deleted_verifies_no_longer(verified, delete):
    event, quote = verified
    delete(quote)
    assert lost(event)


@HOWEVER_DELETED
def test_a_quotation_that_no_longer_cites_the_source_verifies_no_longer(verified, delete):
    event, quote = verified
    delete(quote.references.get())
    assert lost(event)


@HOWEVER_CHANGED
def test_a_quotation_that_is_not_what_the_source_prints_verifies_no_longer(verified, change):
    event, quote = verified
    change(quote.references.get(), is_verbatim=False)
    assert lost(event)


@pytest.mark.parametrize("model", [Event, Quote], ids=lambda model: model.__name__)
@settings(max_examples=10, phases=AS_FOUND)
@given(data=st.data())
def test_the_score_by_a_day_is_that_of_a_record_with_the_sources_of_then_alone(model, data):
    day = data.draw(st.dates(datetime.date(2022, 12, 30), datetime.date(2025, 3, 1)))
    with undone():
        record = make_record(model, [])
        for _ in range(data.draw(st.integers(1, 4))):
            add_source(record, data.draw)
            add_text(record, data.draw)
        known = [source for source in sources_of(record) if source.latest and source.latest <= day]
        twin = make_record(model, [])
        for row in TABLES[model].objects.filter(**own(record), source__in=known):
            make_reference(twin, row.source, locator=row.locator)
        assert score_on(record, day) == reckoned(record, day) == score(twin)
