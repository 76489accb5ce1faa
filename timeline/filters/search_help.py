"""What a reader can try where a search has found nothing: another spelling, fewer words, another day."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from timeline.filters.search import SearchPage
from timeline.search.documents import KINDS
from timeline.search.query import Query, read_query
from timeline.search.spelling import Spellings
from timeline.search.spelling import spellings as spellings_held
from timeline.search.terms import words

_NEAREST, _MOST_TRIED = 3, 6
_MOST_COMBINED = 24  # all but one and all but two of six


@dataclass(frozen=True)
class Try:
    """Another search, what it is called, and how many records it finds."""

    words: str
    address: str
    count: int


def spellings(page: SearchPage) -> list[Try]:
    """The searches nearest in spelling that find something, best first; at most three."""
    tried = map(read_query, islice(_respelled(page.asked, spellings_held()), _MOST_TRIED))
    found = [(query.typed, sum(page.counts_of(query).values())) for query in tried]
    found.sort(key=lambda pair: -pair[1])
    return [Try(typed, page.address(q=typed), count) for typed, count in found if count][:_NEAREST]


def wider(page: SearchPage) -> list[Try]:
    """The same search with one thing less asked, of those that find something."""
    groups = page.asked.groups_typed if len(page.asked.wanted) > 1 else []
    found = []
    for place, typed in enumerate(groups[:_MOST_TRIED]):
        query = page.asked.without(place)
        count = sum(page.counts_of(query).values())
        found.append(Try(f"Without {typed}", page.address(q=query.typed), count))
    if groups:
        either = read_query(" OR ".join(groups) + "".join(f" -{atom.typed}" for atom in page.asked.unwanted))
        found.append(Try("Any of these words", page.address(q=either.typed), sum(page.counts_of(either).values())))
    if page.asked.unwanted:
        plain = read_query(" ".join(page.asked.groups_typed))
        count = sum(page.counts_of(plain).values())
        left_out = " ".join(atom.typed for atom in page.asked.unwanted)
        found.append(Try(f"With {left_out} allowed", page.address(q=plain.typed), count))
    if page.chosen and page.total:
        found.append(Try("In every type", page.address(type=""), page.total))
    if page.day:
        today = SearchPage(page.query.copy())
        today.query.pop("as_of", None)
        found.append(Try("As known today", page.address(as_of=""), today.total))
    return [one for one in found if one.count]


def closest(page: SearchPage) -> SearchPage | None:
    """The search for as many of these words as some record has together; None where no two stand in one.

    Of as many words those that name most parties, then those that find least: they tell most.
    """
    if len(page.asked.wanted) < 3:
        return None
    counts = [page.counts_of(page.asked.keeping([place])) for place in range(len(page.asked.wanted))]
    known = [place for place, of_kinds in enumerate(counts) if of_kinds]
    tried = (some for size in range(len(known), 1, -1) for some in combinations(known, size))
    best: tuple[int, ...] = ()
    words = ""
    for places in islice(tried, _MOST_COMBINED):
        if best and len(places) < best[0]:
            break
        query = page.asked.keeping(places)
        if count := _count(page, query):
            named = sum(KINDS["party"].name in counts[place] for place in places)
            best, words = max((best, words), ((len(places), named, -count), query.typed))
    return _searched_for(page, words) if words else None


def _count(page: SearchPage, query: Query) -> int:
    """How many records a query finds, of the type that is asked for."""
    counts = page.counts_of(query)
    return counts.get(page.chosen.name, 0) if page.chosen else sum(counts.values())


def _searched_for(page: SearchPage, words: str) -> SearchPage:
    query = page.query.copy()
    query["q"] = words
    query.pop("after", None)
    return SearchPage(query)


def _respelled(query: Query, held: Spellings) -> Iterator[str]:
    """What was typed with one unknown word after another put right, the nearest spelling first."""
    typed = query.typed
    others: list[tuple[str, str]] = []
    for word in dict.fromkeys(word for atom in query.atoms for word in atom.typed.strip('"*').split()):
        nearest = held.nearest("".join(words(word)), _NEAREST)
        others += [(word, one) for one in nearest[1:]]
        if nearest:
            typed = typed.replace(word, nearest[0])
    if typed != query.typed:
        yield typed
    yield from (query.typed.replace(word, one) for word, one in others)
