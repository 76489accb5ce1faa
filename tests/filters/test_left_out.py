"""How many undated records a past day leaves out: of the list as it is filtered, and of what a search finds."""

import pytest
from django.http import QueryDict

from tests.filters.asking import LISTS, asked
from tests.making import make_case, make_event, make_party, make_question, make_quote, make_source
from timeline.filters.cases import CaseFilters
from timeline.filters.parties import PartyFilters
from timeline.filters.questions import QuestionFilters
from timeline.filters.quotes import QuoteFilters
from timeline.filters.search import SearchPage
from timeline.filters.sources import SourceFilters
from timeline.filters.timeline import TimelineFilters
from timeline.models import CaseDataUse, PartyRole
from timeline.search.index import rebuild
from timeline.vocabulary import CaseStatus, DataUse, EventKind, PartyKind, Role, SourceKind, ValueType

pytestmark = pytest.mark.django_db

THEN = "as_of=2024-06-30"


def left_out(query, of):
    return asked(f"{THEN}&{query}", of).survey.left_out


@pytest.fixture
def undated():
    """Two of every sort of record that no dated source tells, in a case and of a party that were known."""
    dated, source = make_source("2024-01-15"), make_source("", slug="letter", kind=SourceKind.DOCKET)
    case, party = make_case(slug="suit", sources=[dated]), make_party("Somebody", slug="somebody", sources=[dated])
    for kind in (EventKind.TRIAL, EventKind.STATEMENT):
        event = make_event("2024-02-01", [source], kind=kind, title=f"Of the {kind}")
        event.cases.set([case])
    event.parties.set([party])
    quote = make_quote(speaker=party, sources=[source], text="sworn under oath")
    make_quote(sources=[source])
    for number, status in enumerate([CaseStatus.PENDING, CaseStatus.SETTLED]):
        other = make_case(sources=[source], status=status, filed=f"202{number}")
        PartyRole.objects.create(case=other, party=party if number else make_party(sources=[dated]), role=Role.JUDGE)
    CaseDataUse.objects.create(case=other, use=DataUse.SCRAPING)
    for kind in (PartyKind.PERSON, PartyKind.COURT):
        make_party(sources=[source], kind=kind)
    for kind in (ValueType.MONEY, ValueType.DATE):
        make_question(value_type=kind, quotes=[quote])
    make_source("", kind=SourceKind.BLOG)
    rebuild()
    return source


@pytest.mark.parametrize(
    ("of", "query", "some"),
    [
        (TimelineFilters, "kind=trial", 1),
        (TimelineFilters, "case=suit", 2),
        (TimelineFilters, "case=suit&party=somebody", 1),
        (TimelineFilters, "until=2023", 0),
        (TimelineFilters, "evidence=first-hand", 2),
        (TimelineFilters, "score=80", 0),
        (TimelineFilters, "contested=1", 0),
        (CaseFilters, "status=settled", 1),
        (CaseFilters, "party=somebody", 1),
        (CaseFilters, "use=scraping", 1),
        (CaseFilters, "since=2021", 1),
        (PartyFilters, "kind=court", 1),
        (QuoteFilters, "party=somebody", 1),
        (QuoteFilters, "check=verbatim", 0),
        (QuestionFilters, "kind=date", 1),
        (SourceFilters, "kind=docket", 1),
    ],
)
def test_a_list_counts_the_undated_records_that_its_filters_leave(undated, of, query, some):
    assert left_out("", of) == 2
    assert left_out(query, of) == some


def test_words_count_too(undated):
    assert left_out("q=trial", TimelineFilters) == 1
    assert left_out("q=nowhere", TimelineFilters) == 0


@pytest.mark.parametrize("of", LISTS)
def test_every_filter_at_once_counts_no_more_than_there_are(undated, of):
    for name in of.narrowing:
        field = of(QueryDict("")).fields.get(name)
        for value, _ in getattr(field, "choices", []):
            assert left_out(f"{name}={value}", of) <= 2


def test_a_search_tells_how_many_of_what_it_finds_show_no_date(undated):
    def left(query):
        return SearchPage(QueryDict(query)).left_out

    assert left(f"q=trial&{THEN}") == 1
    assert left("q=trial") == 0
    assert left(f"q=trial&type=quote&{THEN}") == 0
    assert left(f"q=sworn+oath&type=quote&{THEN}") == 1
