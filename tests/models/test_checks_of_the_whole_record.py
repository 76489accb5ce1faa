"""The whole record of `fixtures/`: what is stored of checks, scores and origins is what follows from it, row by row."""

import datetime

import pytest

from tests.models.scores import WEIGHTS, parts
from tests.models.sourced import MAKERS
from timeline.models import Quote, QuoteCheck, Source, SourceText
from timeline.models.quote_check import check_quotes
from timeline.models.source import origin_of
from timeline.models.source_text import LONGEST_PASSAGE
from timeline.vocabulary import Grade

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_record")]

MODELS = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
DAY = datetime.date(2026, 3, 1)


def added_up(record, day=None):
    return sum(WEIGHTS[name] for name in parts(record, day))


@MODELS
def test_the_parts_that_a_page_lists_add_up_to_the_score_of_every_record(model):
    records = list(model.objects.all())
    assert {record.slug: record.provenance for record in records} == {r.slug: added_up(r) for r in records}


@MODELS
def test_the_parts_of_a_past_day_add_up_to_the_score_of_then(model):
    records = list(model.objects.known_on(DAY).scored_on(DAY).order_by("id")[::7])
    assert records
    assert {record.slug: record.provenance_shown for record in records} == {r.slug: added_up(r, DAY) for r in records}


@MODELS
def test_scoring_anew_changes_nothing(model):
    before = dict(model.objects.values_list("pk", "provenance"))
    model.objects.all().refresh_evidence()
    assert dict(model.objects.values_list("pk", "provenance")) == before


def test_checking_anew_changes_nothing():
    names = [field.attname for field in QuoteCheck._meta.concrete_fields]
    before = list(QuoteCheck.objects.order_by("pk").values(*names))
    assert check_quotes(Quote.objects.values_list("pk", flat=True), anew=True) == len(before) > 0
    assert list(QuoteCheck.objects.order_by("pk").values(*names)) == before


def test_every_wording_that_a_source_is_said_to_print_has_one_check():
    wanted = {
        (quote.pk, row.source_id, False, quote.text)
        for quote in Quote.objects.prefetch_related("references")
        for row in quote.references.all()
        if row.is_verbatim
    }
    wanted |= {
        (quote.pk, row.source_id, True, row.text)
        for quote in Quote.objects.prefetch_related("variants")
        for row in quote.variants.all()
    }
    found = list(QuoteCheck.objects.values_list("quote", "source", "is_variant", "words"))
    assert len(found) == len(wanted)
    assert set(found) == wanted


def test_a_check_says_that_no_text_is_held_exactly_where_none_is():
    held = set(SourceText.objects.values_list("source", flat=True))
    assert held
    for check in QuoteCheck.objects.all():
        if check.source_id not in held:
            assert (check.grade_shown, check.places) == (Grade.NO_TEXT_HELD, []), check


def test_the_words_of_a_place_stand_there():
    texts = {(row.source_id, row.locator, row.revision): row.text for row in SourceText.objects.all()}
    places = [(check, place) for check in QuoteCheck.objects.all() for place in check.places]
    assert places
    for check, place in places:
        text = texts[check.source_id, place["passage"], place["revision"]]
        assert text[place["position"]["start"] : place["position"]["end"]] == place["quote"]["exact"], check


def test_the_record_carries_short_passages_alone():
    assert set(SourceText.objects.in_dossier()) == set(SourceText.objects.all())
    assert max(len(row.text) for row in SourceText.objects.all()) <= LONGEST_PASSAGE


def test_every_origin_follows_from_who_retells_whom():
    told = dict(Source.objects.exclude(retells=None).values_list("pk", "retells"))
    assert told
    for source in Source.objects.all():
        assert (source.origin_id or source.pk) == origin_of(source.pk, told), source
