"""Lists by provenance and by check: filter, counts and order agree with each other, today and on a past day."""

import pytest
from django.http import QueryDict

from tests.filters.asking import asked, counts, listed, refused, slugs
from tests.making import make_case, make_event, make_party, make_quote, make_source, make_text
from timeline.filters.cases import CaseFilters
from timeline.filters.paging import PAGE_SIZE
from timeline.filters.parties import PartyFilters
from timeline.filters.questions import QuestionFilters
from timeline.filters.quotes import QuoteFilters
from timeline.filters.scored import BANDS
from timeline.filters.sources import SourceFilters
from timeline.filters.timeline import TimelineFilters
from timeline.models import Case, Event, EventReference, Party, Quote
from timeline.models.provenance import MOST
from timeline.vocabulary import Grade, Reliability, SourceKind

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"
SCORED = {TimelineFilters: make_event, CaseFilters: make_case, PartyFilters: make_party, QuoteFilters: make_quote}
LISTS = pytest.mark.parametrize("of", SCORED, ids=lambda of: of.__name__)
WORDS = "It means to use one AI model to train another AI model."


def sources_of_every_sort():
    """Lists of sources that score from little to much; the last of each is of 2025."""
    news, other, late = make_source("2024-01-15"), make_source("2024-02-01"), make_source("2025-01-15")
    paper = {"kind": SourceKind.COURT_DOCUMENT, "reliability": Reliability.PRIMARY, "archived_url": "https://e.org/x"}
    court, late_court = make_source("2024-03-01", **paper), make_source("2025-02-01", **paper)
    for source in (court, late_court):
        make_text(f"A. {WORDS}", source)
    return [
        [news],
        [news, late],
        [news, other],
        [court],
        [court, news],
        [news, late_court],
        [make_source("")],
        [news, other, court, late_court],
    ]


@pytest.fixture
def ladder():
    """Records of every list, some of every band; a quotation stands in the court's papers."""
    ways = sources_of_every_sort()
    for make in SCORED.values():
        for sources in ways:
            record = make(sources=sources)
            type(record).objects.filter(pk=record.pk).update(reviewed_by="ada" if len(sources) > 1 else "")
            if len(sources) > 3:
                record.references.filter(source=sources[2]).update(locator="p. 3")
    make_quote(WORDS, [ways[3][0], ways[5][1]])
    return ways


def band_of(score):
    return next(low for low, high in BANDS.items() if int(low) <= score <= high)


def test_the_bands_hold_every_score_once():
    spans = sorted((int(low), high) for low, high in BANDS.items())
    assert [score for low, high in spans for score in range(low, high + 1)] == list(range(MOST + 1))


@LISTS
@pytest.mark.parametrize("query", ["", THEN])
def test_filter_and_counts_by_score_agree_with_the_records_one_by_one(ladder, of, query):
    everything = listed(query, of)
    found = {record.slug: band_of(record.provenance_shown) for record in everything}
    expected = {band: sum(other == band for other in found.values()) for band in set(found.values())}
    assert len(expected) > 1
    assert counts(query, "score", of) == expected
    assert sum(expected.values()) == asked(query, of).survey.total == len(everything)
    for band in BANDS:
        assert set(slugs(f"{query}&score={band}", of)) == {slug for slug, own in found.items() if own == band}
    first, second, *_ = expected
    assert len(slugs(f"{query}&score={first}&score={second}", of)) == expected[first] + expected[second]


@LISTS
def test_on_a_past_day_the_score_is_of_then(ladder, of):
    today = {record.slug: record.provenance_shown for record in listed("", of)}
    then = {record.slug: record.provenance_shown for record in listed(THEN, of)}
    stored = dict(of.model.objects.values_list("slug", "provenance"))
    assert today == {slug: stored[slug] for slug in today}
    assert any(then[slug] < today[slug] for slug in then)
    assert all(then[slug] <= today[slug] for slug in then)


@LISTS
def test_scores_are_counted_under_all_the_other_filters(ladder, of):
    query = "evidence=court"
    found = [band_of(record.provenance_shown) for record in listed(query, of)]
    assert found
    assert counts(f"{query}&score=0", "score", of) == {band: found.count(band) for band in set(found)}


@pytest.mark.parametrize("of", [TimelineFilters, CaseFilters, QuoteFilters], ids=lambda of: of.__name__)
@pytest.mark.parametrize("query", ["", f"&{THEN}"])
def test_the_order_by_provenance_is_one_way_the_other_turned_round(ladder, of, query):
    strongest = [record.provenance_shown for record in listed(f"order=strongest{query}", of)]
    assert strongest == sorted(strongest, reverse=True)
    assert strongest[0] > strongest[-1]
    assert slugs(f"order=weakest{query}", of) == slugs(f"order=strongest{query}", of)[::-1]


def make_many():
    """Events on two pages and more, of few scores and few days."""
    early, late = make_source("2024-01-15"), make_source("2025-01-15")
    rows = [
        Event(slug=f"e{n}", title="T", summary="S", kind="filing", date=f"2024-02-1{n % 3}", workflow="published")
        for n in range(2 * PAGE_SIZE + 9)
    ]
    events = Event.objects.bulk_create(rows)
    references = [EventReference(event=event, source=early, locator="p. 1" * (n % 2)) for n, event in enumerate(events)]
    references += [EventReference(event=event, source=late) for event in events[::5]]
    EventReference.objects.bulk_create(references)


@pytest.mark.parametrize("order", ["strongest", "weakest"])
@pytest.mark.parametrize("query", ["", f"&{THEN}", "&score=20&score=40"])
def test_pages_by_provenance_give_every_event_once(order, query):
    make_many()
    found = listed(f"order={order}{query}")
    scores = [event.provenance_shown for event in found]
    assert scores == sorted(scores, reverse=order == "strongest")
    assert len(found) == len({event.pk for event in found}) == asked(query).queryset().count() > PAGE_SIZE
    assert len(set(scores)) > 1


@pytest.mark.parametrize("order", ["strongest", "weakest"])
def test_events_whose_score_rises_between_two_pages_neither_repeat_nor_push_out_others(order):
    make_many()
    first = asked(f"order={order}").page
    Event.objects.filter(pk=first.rows[3].pk).update(reviewed_by="ada")
    rest, after = [], first.next
    while after:
        page = asked(f"order={order}&after={after}").page
        rest, after = [*rest, *page.rows], page.next
    found = {event.pk for event in (*first.rows, *rest)}
    assert found == set(Event.objects.values_list("pk", flat=True))
    assert len(first.rows) + len(rest) - len(found) <= 1


def test_a_cursor_of_another_order_leads_nowhere():
    make_many()
    newest, strongest = asked().page.next, asked("order=strongest").page.next
    assert "does not exist" in refused(f"order=strongest&after={newest}")
    assert "does not exist" in refused(f"after={strongest}")


def test_parties_are_sorted_by_name_alone(ladder):
    assert "order" not in PartyFilters.base_fields
    assert "order" in refused("order=strongest", PartyFilters)
    assert [party.sorts_as for party in listed("", PartyFilters)] == sorted(
        Party.objects.values_list("sorts_as", flat=True)
    )


@LISTS
@pytest.mark.parametrize("value", ["81", "100", "-1", "020", "80..100", "strong", "8"])
def test_a_band_that_is_none_is_refused(ladder, of, value):
    assert f"“{value}”" in refused(f"score={value}", of) or value in refused(f"score={value}", of)


@pytest.mark.parametrize("address", ["/", "/cases/", "/parties/", "/quotes/"])
@pytest.mark.parametrize("query", ["score=81", "score=20&score=x", "order=sideways"])
def test_a_wrong_value_is_a_wrong_request(client, address, query):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response.context["filters"].page.rows == []


@pytest.mark.parametrize("of", [QuestionFilters, SourceFilters], ids=lambda of: of.__name__)
def test_lists_without_scores_have_no_order_by_them(of):
    assert "score" not in of.base_fields
    assert of(QueryDict("order=strongest")).problems


@pytest.fixture
def graded():
    """Quotations of several grades; the one that was altered stands in a paper of 2025."""
    news, paper = make_source("2024-01-15"), make_source("2025-01-15")
    make_text(f"A. {WORDS} Q. And what is fine-tuning? A. I am not an engineer.", news)
    make_text("A. It is a way to teach a small model.", paper)
    make_quote(WORDS, [news], slug="verbatim")
    make_quote("it means to use one ai model to train another", [news], slug="case")
    make_quote("It means to use one … another AI model.", [news], slug="elided")
    make_quote("It is a way of teaching a small model", [news], slug="nowhere")
    make_quote("It is a way to teach a small model.", [news, paper], slug="later")
    make_quote("Nothing is held of it.", [make_source("2024-01-15")], slug="unchecked")


@pytest.mark.parametrize("query", ["", THEN])
def test_filter_and_counts_by_check_agree_with_the_quotes_one_by_one(graded, query):
    found = {quote.slug: quote.grade_shown.slug for quote in listed(query, QuoteFilters)}
    assert len(found) == Quote.objects.count()
    expected = {slug: [*found.values()].count(slug) for slug in found.values()}
    assert len(expected) >= 4
    assert counts(query, "check", QuoteFilters) == expected
    for grade in Grade:
        listed_so = set(slugs(f"{query}&check={grade.slug}", QuoteFilters))
        assert listed_so == {slug for slug, own in found.items() if own == grade.slug}
    both = slugs(f"{query}&check=verbatim&check=no-text-held", QuoteFilters)
    assert len(both) == expected["verbatim"] + expected["no-text-held"]


def test_on_a_past_day_a_quotation_is_not_yet_verified_by_a_later_paper(graded):
    assert set(slugs("check=verbatim", QuoteFilters)) == {"verbatim", "later"}
    assert slugs(f"check=verbatim&{THEN}", QuoteFilters) == ["verbatim"]


@pytest.mark.parametrize("value", ["maybe", "1", "VERBATIM", "no_text_held"])
def test_a_grade_that_is_none_is_refused(client, graded, value):
    assert value in refused(f"check={value}", QuoteFilters)
    assert client.get(f"/quotes/?check={value}").status_code == 400


def test_counts_by_check_and_by_score_are_part_of_the_one_survey(graded, django_assert_num_queries):
    filters = asked(f"check=verbatim&score=40&{THEN}", QuoteFilters)
    with django_assert_num_queries(1):
        assert {facet.name for facet in filters.survey.facets} >= {"check", "score"}


def test_no_score_is_lost_between_the_records_and_the_lists(ladder):
    assert asked("", CaseFilters).survey.total == Case.objects.count() == len(ladder)
