"""The pages that are measured: how each is asked for, the bare SQL of its rows, and the same of Datasette.

Each page can be asked in many ways that cost alike and are new to every cache: another last day (`until`, of the last
weeks, which leave out few events), another case, party or event of about the same size, another word as common.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from bench import floors
from bench.corpus import LAST_DAY, Corpus
from bench.words import COMMON, NONE, PHRASE, RARE

SEARCHED = {"common word": COMMON, "phrase": tuple(f'"{words}"' for words in PHRASE), "rare word": RARE, "no hit": NONE}
DEEPEST = 10_000  # the page that is asked for where there are as many
SIZE = 50
FACETS = "_facet=kind&_facet=best_mark&_facet=case_slug&_facet=party"
MOST_ROUNDS = 9  # so that no page is asked twice for the same; one more way of asking is kept for the warm cache
_WAYS = 4  # so many pages share what they ask for, such as the word
_FIRST_PARTY = 3  # those before it are in far more events than the next


@dataclass(frozen=True)
class World:
    """What addresses are made of: the corpus, the database's kind, and places deep in the list."""

    corpus: Corpus
    vendor: str
    deep: list[tuple[str, tuple]]  # the cursor, and the sorting columns of its row

    def until(self, number: int, way: int = 0) -> str:
        return (LAST_DAY - datetime.timedelta(days=_WAYS * number + way)).isoformat()

    def case(self, number: int) -> int:
        return 1 + number * 7 % self.corpus.cases

    def party(self, number: int) -> int:
        return _FIRST_PARTY + number % (self.corpus.parties - _FIRST_PARTY)

    def event(self, number: int) -> int:
        return 1 + number * 61 % self.corpus.events


Address = Callable[[World, int], str]
Floor = Callable[[World, int], tuple[str, list]]


@dataclass(frozen=True)
class Page:
    name: str
    address: Address
    rows: Floor
    peer: Address | None = None
    is_fragment: bool = False
    is_packed: bool = False


def _list(way: int = 0, **asked: str) -> Address:
    """The timeline under these filters, up to a day."""
    return lambda world, number: "/?" + urlencode({**asked, "until": world.until(number, way)})


def _peer(**asked) -> Address:
    """Without the last day, which is only our way of asking anew and would cost Datasette a third more."""
    query = urlencode({**asked, "_size": SIZE, "_sort_desc": "sorts_from"})
    return lambda world, number: f"peer_event?{query}&{FACETS}"


def _rows(condition: str, *values, way: int = 0) -> Floor:
    return lambda world, number: (floors.events(condition), [*values, world.until(number, way)])


def _filtered(name: str, condition: str, values: tuple, peer: dict | None = None, **asked: str) -> Page:
    """A fragment, as a reader gets it who chooses a value of a facet."""
    address = _peer(**peer) if peer else None
    return Page(f"filter by {name}", _list(**asked), _rows(condition, *values), address, is_fragment=True)


def _deep_address(world: World, number: int, way: int = 2) -> str:
    cursor, _ = world.deep[number % len(world.deep)]
    return "/?" + urlencode({"until": world.until(number, way), "after": cursor})


def _deep_rows_address(world: World, number: int) -> str:
    return _deep_address(world, number, way=3)


def _deep_rows(world: World, number: int):
    _, place = world.deep[number % len(world.deep)]
    return floors.events("after"), [*place]


def _deep_peer(world: World, number: int) -> str:
    _, (day, _, event) = world.deep[number % len(world.deep)]
    return f"{_peer()(world, number)}&_next={day}%2C{event}"


def _found_rows(words: tuple[str, ...]) -> Floor:
    from timeline.search.documents import KINDS
    from timeline.search.terms import terms

    def rows(world: World, number: int):
        text = floors.words_for(world.vendor, terms(words[number % len(words)]))
        return floors.found(world.vendor), [text, *KINDS["event"].ids]

    return rows


def _search(words: tuple[str, ...], way: int, more: str) -> Address:
    return lambda world, number: f"/search/?q={quote_plus(words[(_WAYS * number + way) % len(words)])}{more}"


def _searches() -> list[Page]:
    """All types together as people ask; and events alone in both orders, as the peer searches them."""
    pages = []
    for name, words in SEARCHED.items():

        def unranked(world, number, words=words):
            return f"peer_event?_search={quote_plus(words[number % len(words)])}&_size=20"

        def ranked(world, number, words=words):
            return f"search_ranked?q={quote_plus(words[number % len(words)])}"

        rows = _found_rows(words)
        pages += [
            Page(f"search, {name}, best", _search(words, 0, ""), rows, ranked),
            Page(f"search, {name}, newest", _search(words, 1, "&order=newest"), rows, unranked),
            Page(f"search of events, {name}, best", _search(words, 2, "&type=event"), rows, ranked),
            Page(f"search of events, {name}, newest", _search(words, 3, "&type=event&order=newest"), rows, unranked),
        ]
    return pages


def _words_on_timeline() -> Page:
    from timeline.search.documents import KINDS
    from timeline.search.terms import terms

    def rows(world: World, number: int):
        text = floors.words_for(world.vendor, terms(COMMON[number % len(COMMON)]))
        return floors.found(world.vendor, of_events_alone=True), [text, *KINDS["event"].ids, world.until(number)]

    def address(world, number):
        return _list(q=COMMON[number % len(COMMON)])(world, number)

    def peer(world, number):
        return _peer(_search=COMMON[number % len(COMMON)])(world, number)

    return Page("filter by words", address, rows, peer, is_fragment=True)


def _of_record(name: str, prefix: str, tab: str, condition: str, column: str) -> Page:
    """A record's list of events: of a case all its 60, of a party those that it is in."""

    def number_of(world: World, number: int) -> int:
        return world.case(number) if prefix == "case" else world.party(number)

    def address(world, number):
        return f"/{'cases' if prefix == 'case' else 'parties'}/{prefix}-{number_of(world, number)}/{tab}"

    def peer(world, number):
        return f"peer_event?{column}={prefix}-{number_of(world, number)}&_size={SIZE}&_sort_desc=sorts_from"

    return Page(name, address, lambda world, n: (floors.events(condition), [number_of(world, n)]), peer)


def _event_page() -> Page:
    return Page(
        "event",
        lambda world, number: f"/events/event-{world.event(number)}/",
        lambda world, number: (floors.event(), [f"event-{world.event(number)}"]),
        lambda world, number: f"peer_event/{world.event(number)}",
    )


def pages() -> list[Page]:
    window = {"since": "2020-01-01"}
    return [
        Page("timeline", _list(), _rows("all"), _peer()),
        Page("timeline, packed", _list(way=1), _rows("all", way=1), _peer(), is_packed=True),
        Page("timeline, filtered", _list(kind="ruling"), _rows("kind", "ruling"), _peer(kind="ruling")),
        _filtered("kind", "kind", ("ruling",), {"kind": "ruling"}, kind="ruling"),
        _filtered("case", "case", (5,), {"case_slug": "case-5"}, case="case-5"),
        _filtered("data use", "use", ("scraping",), None, use="scraping"),
        _filtered("party", "party", (1,), {"party": "party-1"}, party="party-1"),
        _filtered("evidence", "evidence", (1,), {"best_mark": 1}, evidence="court"),
        _filtered("provenance", "score", (40, 59), {"provenance__gte": 40, "provenance__lte": 59}, score="40"),
        _filtered(
            "window", "window", ("2020-01-01",), {"sorts_to__gte": "2020-01-01", "sorts_from__lte": LAST_DAY}, **window
        ),
        _words_on_timeline(),
        Page("deep page", _deep_address, _deep_rows, _deep_peer),
        Page("deep page, rows alone", _deep_rows_address, _deep_rows, _deep_peer, is_fragment=True),
        _of_record("case", "case", "timeline/", "of case", "case_slug"),
        _of_record("party", "party", "", "of party", "party"),
        _event_page(),
        *_searches(),
    ]


def deep_places(corpus: Corpus, count: int) -> list[tuple[str, tuple]]:
    """Cursors of rows about page 10,000 of the timeline, or the last page but one: one every second row."""
    from timeline.filters.paging import BY_TIME, cursor
    from timeline.models import Event

    newest_first = BY_TIME.reversed()
    last = max(0, min(DEEPEST * SIZE, corpus.events - SIZE - 1) - 2 * count)
    events = Event.objects.public().order_by(*newest_first.order_by)[last : last + 2 * count : 2]
    return [(cursor(newest_first, e), (e.sorts_from.isoformat(), e.sorts_to.isoformat(), e.pk)) for e in events]
