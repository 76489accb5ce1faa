"""The made-up record that benchmarks run on: the same on every run, and as right as one that people wrote."""

import pytest
from django.db.models import Avg, Count

from bench.corpus import Corpus, fill
from bench.rows import tables
from bench.words import ALIKE, COMMON, NONE, PHRASE, RARE, TIMES_RARE
from timeline.models import Case, Event, EventReference, Party, Quote, Source
from timeline.search import index
from timeline.search.query import read_query

pytestmark = pytest.mark.django_db

EVENTS = 300


@pytest.fixture(scope="module")
def corpus(kept):
    fill(Corpus(EVENTS), lambda what, done, of: None)
    return Corpus(EVENTS)


def test_it_is_the_same_on_every_run(corpus):
    def made():
        return [[vars(row) | {"_state": None} for row in make()] for _, _, make in tables(Corpus(60))]

    assert made() == made()


def test_it_has_as_much_of_each_sort_as_it_says(corpus):
    assert Event.objects.public().count() == EVENTS
    assert Case.objects.count() == EVENTS // 60
    assert Quote.objects.count() == EVENTS // 50
    assert (Party.objects.count(), Source.objects.count()) == (corpus.parties, corpus.sources)
    assert 1.4 < EventReference.objects.count() / EVENTS < 1.7
    assert 1.5 < Event.objects.annotate(n=Count("parties")).aggregate(mean=Avg("n"))["mean"] < 2.5


def test_its_dates_are_of_every_precision(corpus):
    texts = set(Event.objects.values_list("date", flat=True))
    assert {len(text.split("/")) for text in texts} == {1, 2}
    assert {len(text) for text in texts if "/" not in text} == {4, 5, 7, 10}


@pytest.mark.parametrize("model", [Party, Case, Event, Quote], ids=lambda model: model.__name__)
def test_what_follows_from_its_sources_is_what_the_site_works_out(corpus, model):
    before = list(model.objects.order_by("pk").values())
    assert all(row["provenance"] > 0 for row in before)
    model.objects.update(known_since=None, known_in_full=None, best_mark=None, provenance=0)
    model.objects.all().refresh_evidence()
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", [Source, Case, Event, Quote], ids=lambda model: model.__name__)
def test_what_follows_from_its_own_columns_is_what_the_site_derives(corpus, model):
    for row in model.objects.all():
        held = {name: getattr(row, name) for name in model.derived_fields}
        row.derive()
        assert {name: getattr(row, name) for name in model.derived_fields} == held


def test_its_search_index_is_whole(corpus):
    assert list(index.differences()) == []


def test_its_words_are_as_common_as_they_are_said_to_be(corpus):
    def events_with(typed):
        return index.counts(read_query(typed)).get("event", 0)

    assert {len(words) for words in (COMMON, RARE, PHRASE, NONE)} == {ALIKE}
    assert 0.10 < sum(map(events_with, COMMON)) / ALIKE / EVENTS < 0.20
    assert 0.005 < sum(events_with(f'"{words}"') for words in PHRASE) / ALIKE / EVENTS < 0.02
    assert {events_with(word) for word in RARE} == {TIMES_RARE}
    assert {events_with(word) for word in NONE} == {0}


def test_its_rows_leave_room_for_rows_of_the_desk(corpus):
    assert Source.objects.create(slug="one-more", title="One more").pk > corpus.sources


@pytest.mark.parametrize("address", ["/", "/cases/case-1/", "/parties/party-1/", "/events/event-1/", "/sources/"])
def test_its_pages_are_read_as_any_other(corpus, client, address):
    assert client.get(address).status_code == 200
