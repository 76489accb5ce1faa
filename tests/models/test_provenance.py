"""What a record's evidence adds up to, part by part, today and as known on a day."""

import datetime

import pytest

from tests.making import make_assertion, make_event, make_quote, make_source, make_text, make_variant
from tests.models.checked import ALTERING, HOLDING, OTHER, WORDS
from tests.models.scores import WEIGHTS, make_paper, make_record, parts, reckoned, score, score_on
from tests.models.sourced import MAKERS, TABLES, evidence, make_reference
from timeline.models import Assertion, Event, Quote, QuoteReference, Source, SourceText
from timeline.models.provenance import MOST, PARTS
from timeline.vocabulary import EvidenceMark, LinkState, Reliability, Seen, SourceKind, Stance, Workflow

pytestmark = pytest.mark.django_db

RECORDS = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
KEPT = "https://example.org/kept"


def test_all_parts_together_are_a_hundred():
    assert MOST == sum(part.weight for part in PARTS) == 100
    assert all(part.weight > 0 and part.label and part.remedy for part in PARTS)
    assert len(WEIGHTS) == len(PARTS)


def is_written_by_a_court(record, source):
    Source.objects.filter(pk=source.pk).update(kind=SourceKind.DOCKET, reliability=Reliability.PRIMARY)


def is_the_own_channel(record, source):
    Source.objects.filter(pk=source.pk).update(kind=SourceKind.SOCIAL_POST, reliability=Reliability.PRIMARY)


def says_where(record, source):
    TABLES[type(record)].objects.filter(source=source).update(locator="p. 3")


def is_held(record, source):
    make_text(OTHER, source, locator="p. 9")


def holds_quoted_words(record, source):
    """Words that stand in the source: those of the record if it is a quote, else those of another that cites it."""
    if not isinstance(record, Quote):
        make_quote(WORDS, [source])
    make_text(HOLDING, source)


def is_archived(record, source):
    Source.objects.filter(pk=source.pk).update(archived_url=KEPT)


def has_a_second_account(record, source):
    make_reference(record, make_source())


def is_seen_by_a_second_person(record, source):
    type(record).objects.filter(pk=record.pk).update(reviewed_by="ada")


ADDING = {
    is_written_by_a_court: {"primary"},
    is_the_own_channel: {"primary"},
    says_where: {"pinned"},
    is_held: {"held"},
    holds_quoted_words: {"held", "checked"},
    is_archived: {"archived"},
    has_a_second_account: {"second_origin"},
    is_seen_by_a_second_person: {"second_reader"},
}


@RECORDS
def test_a_record_without_sources_has_nothing(model):
    record = make_record(model, [])
    assert (parts(record), score(record)) == (set(), 0)


@RECORDS
def test_a_source_by_itself_is_one_part(model):
    record = make_record(model, [make_source()])
    assert (parts(record), score(record)) == ({"sourced"}, WEIGHTS["sourced"])


@RECORDS
@pytest.mark.parametrize("add", ADDING, ids=lambda add: add.__name__)
def test_each_part_earns_its_weight(model, add):
    source = make_source()
    record = make_record(model, [source])
    add(record, source)
    assert parts(record) == {"sourced"} | ADDING[add]
    assert score(record) == reckoned(record) == WEIGHTS["sourced"] + sum(WEIGHTS[name] for name in ADDING[add])


@RECORDS
def test_a_record_with_every_part_has_a_hundred(model):
    source = make_source()
    record = make_record(model, [source])
    for add in ADDING:
        add(record, source)
    assert (parts(record), score(record)) == (set(WEIGHTS), 100)


@RECORDS
def test_sources_that_are_merely_cited_are_no_witness(model):
    record = make_record(model, [make_paper(seen=Seen.CITED), make_source(seen=Seen.CITED), make_source()])
    assert (parts(record), score(record)) == ({"sourced"}, WEIGHTS["sourced"])
    Source.objects.update(seen=Seen.EXCERPT)
    assert parts(record) == {"sourced", "primary", "second_origin"}


@RECORDS
def test_drafts_of_sources_add_nothing(model):
    draft = make_paper(workflow=Workflow.DRAFT, archived_url=KEPT)
    record = make_record(model, [draft])
    make_quote(WORDS, [draft])
    make_text(HOLDING, draft)
    says_where(record, draft)
    assert (parts(record), score(record)) == (set(), 0)


@RECORDS
def test_two_accounts_of_one_origin_are_not_independent(model):
    told = make_source()
    record = make_record(model, [told, make_source(retells=told), make_source(retells=told)])
    assert parts(record) == {"sourced"}
    make_reference(record, told, locator="p. 3")
    assert parts(record) == {"sourced", "pinned"}


@RECORDS
def test_retellings_of_a_source_that_is_not_named_are_not_independent(model):
    told = make_source()
    record = make_record(model, [make_source(retells=told), make_source(retells=make_source(retells=told))])
    assert parts(record) == {"sourced"}
    make_reference(record, make_source())
    assert parts(record) == {"sourced", "second_origin"}


@pytest.mark.parametrize("reliability", [Reliability.SECONDARY, Reliability.TERTIARY, Reliability.MACHINE])
def test_a_report_is_neither_a_court_record_nor_own_words(reliability):
    event = make_event(sources=[make_source(kind=SourceKind.TRANSCRIPT, reliability=reliability)])
    assert "primary" not in parts(event)


@pytest.mark.parametrize("text", [ALTERING, OTHER, f"{OTHER} {WORDS.replace('AI', 'big')}"])
def test_words_that_do_not_stand_in_the_text_verify_nothing(text):
    source = make_source()
    records = [make_event(sources=[source]), make_quote(WORDS, [source])]
    make_text(text, source)
    assert [parts(record) for record in records] == [{"sourced", "held"}] * 2


def test_a_transcription_of_no_more_than_the_words_verifies_nothing():
    source = make_source()
    records = [make_event(sources=[source]), make_quote(WORDS, [source])]
    make_text(WORDS, source, locator="passage 1")
    assert [parts(record) for record in records] == [{"sourced", "held"}] * 2


def test_what_another_source_prints_in_place_of_a_quotation_does_not_verify_it():
    source, retelling = make_source(), make_source()
    quote, event = make_quote("It means to use a model.", [source]), make_event(sources=[retelling])
    make_variant(WORDS, quote, retelling)
    make_text(HOLDING, retelling)
    assert parts(quote) == {"sourced"}
    assert parts(event) == {"sourced", "held"}


def test_a_quotation_verifies_itself_and_no_other_of_the_same_source():
    source = make_source()
    quote, other = make_quote(WORDS, [source]), make_quote("It was never said by anybody.", [source])
    make_text(HOLDING, source)
    assert parts(quote) == {"sourced", "held", "checked"}
    assert parts(other) == {"sourced", "held"}


def test_a_quotation_that_readers_do_not_see_verifies_nothing():
    source = make_source()
    event = make_event(sources=[source])
    make_quote(WORDS, [source], workflow=Workflow.DRAFT)
    make_text(HOLDING, source)
    assert parts(event) == {"sourced", "held"}


def test_what_contradicts_an_answer_makes_it_known_but_says_nothing_for_it():
    answer = make_assertion(sources=[make_source("2024-05-06")])
    paper = make_paper("2024-03-05", archived_url=KEPT)
    against = make_reference(answer, paper, locator="p. 3", stance=Stance.CONTRADICTS)
    make_text(OTHER, paper)
    assert (parts(answer), score(answer)) == ({"sourced"}, WEIGHTS["sourced"])
    assert evidence(answer) == (datetime.date(2024, 3, 5), DAY, EvidenceMark.FIRST_HAND)
    assert parts(answer, EVE) == set()
    assert Assertion.objects.marked_on(EVE).get().evidence_mark is None
    against.stance = Stance.QUALIFIES
    against.save()
    assert parts(answer) == {"sourced", "primary", "pinned", "held", "archived", "second_origin"}
    assert evidence(answer)[-1] == EvidenceMark.COURT_RECORD


def test_a_part_is_not_counted_twice():
    sources = [make_paper(archived_url=KEPT, link_state=LinkState.LIVE) for _ in range(3)]
    event = make_event(sources=sources)
    assert score(event) == sum(WEIGHTS[name] for name in ("sourced", "primary", "archived", "second_origin"))


def test_the_page_lists_every_part_in_its_order():
    event = make_event(sources=[make_paper()])
    assert [part for part, _ in event.provenance_parts()] == list(PARTS)


DAY, EVE = datetime.date(2024, 5, 6), datetime.date(2024, 5, 5)


@RECORDS
def test_the_score_by_a_day_is_of_the_sources_of_then(model):
    news, undated = make_source("2024-03-05"), make_source("", archived_url=KEPT)
    record = make_record(model, [news, undated])
    paper = make_paper("2024-05-06", archived_url=KEPT)
    make_reference(record, paper, locator="p. 3")
    holds_quoted_words(record, paper)
    assert (parts(record, EVE), score_on(record, EVE)) == ({"sourced"}, WEIGHTS["sourced"])
    then = {"sourced", "primary", "pinned", "held", "checked", "archived", "second_origin"}
    assert parts(record, DAY) == then
    assert score_on(record, DAY) == reckoned(record, DAY) == sum(WEIGHTS[name] for name in then)
    assert (parts(record, datetime.date(2024, 3, 4)), score_on(record, datetime.date(2024, 3, 4))) == (set(), 0)


def test_without_a_day_the_score_is_the_one_that_is_stored():
    event = make_event(sources=[make_paper()])
    assert score_on(event, None) == score(event) == Event.objects.get().provenance_shown


def test_an_account_that_repeats_a_later_one_is_no_second_witness_by_then():
    later = make_source("2025")
    event = make_event(sources=[make_source("2024-03-05", retells=later), make_source("2024-03-06", retells=later)])
    assert parts(event, EVE) == {"sourced"}


def test_refreshing_repairs_what_was_written_behind_the_back_of_the_models():
    source = make_source()
    event, quote = make_event(sources=[source]), make_quote(WORDS, [source])
    make_text(HOLDING, source)
    SourceText.objects.all()._raw_delete("default")
    QuoteReference.objects.all()._raw_delete("default")
    assert (score(event), score(quote)) > (reckoned(event), reckoned(quote))
    for model in (Quote, Event):
        model.objects.all().refresh_evidence()
    assert (score(event), score(quote)) == (reckoned(event), reckoned(quote)) == (WEIGHTS["sourced"], 0)
