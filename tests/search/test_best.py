"""The best are those that they would be if everything that was found had been read and scored."""

import pytest

from tests.making import make_event, make_party, make_source
from tests.search.searching import searched
from timeline.models import Event
from timeline.search import index
from timeline.search.documents import KIND_OF
from timeline.search.query import read_query
from timeline.search.ranking import Ranking
from timeline.vocabulary import Reliability, SourceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    """Events with the words in title, text or names, on few days, with evidence of every kind."""
    primary = {"reliability": Reliability.PRIMARY}
    court = make_source("2023-01-01", kind=SourceKind.COURT_DOCUMENT, **primary)
    sources = [[court], [make_source("2023-01-01")], []]
    zebra = make_party("Zebra okapi")
    for number in range(150):
        titled = number % 3 == 0 or number > 140
        make_event(
            date=f"2024-01-{number % 7 + 1:02}",
            title=f"Zebra okapi {number}"
            if titled and number % 2
            else f"Zebra {number}"
            if titled
            else f"Gnu {number}",
            summary="Two zebra, no okapi." if number % 4 else "A zebra okapi stood there; a zebra.",
            parties=[zebra] if number % 5 == 0 else [],
            sources=sources[number % 3] if number % 11 else [],
        )
    index.rebuild()


@pytest.mark.parametrize("asked", ["zebra", '"zebra okapi"', "zebra okapi", "zebra OR okapi", "zeb*", "zebra -gnu"])
@pytest.mark.parametrize("day", ["", "2025-01-01"])
def test_every_page_has_what_a_full_ranking_has_there(record, asked, day):
    first = searched(q=asked, type="event", **({"as_of": day} if day else {}))
    ids = {id for ids in first._candidates.values() for id in ids}
    rows, kind, ranking = index.rows_of(ids), KIND_OF[Event], Ranking(read_query(asked))
    events = Event.objects.public().marked_on(first.day)
    events = [event for event in events if kind.document_id(event) in ids]
    scored = [
        (-ranking.score(rows[kind.document_id(e)], e.mark_then), -e.sorts_from.toordinal(), e.slug) for e in events
    ]
    expected = [slug for *_, slug in sorted(scored)]
    found, after = [], None
    while after is not None or not found:
        page = searched(q=asked, type="event", **({"as_of": day} if day else {}), **({"after": after} if after else {}))
        found += [hit.slug for group in page.groups for hit in group.hits]
        after = page.next
    assert found == expected
    best = searched(q=asked, **({"as_of": day} if day else {}))
    assert [hit.slug for group in best.groups for hit in group.hits if group.kind is kind] == expected[:5]
