"""What a reader can try where a search has found nothing: another spelling, fewer words, another day."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from timeline.filters.search import SearchPage
from timeline.search.query import Query, read_query
from timeline.search.spelling import Spellings
from timeline.search.spelling import spellings as spellings_held
from timeline.search.terms import words

_NEAREST, _MOST_TRIED = 3, 6


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
