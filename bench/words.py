"""The words of the made-up record: common by a power law, with some whose frequency is known, for searches.

`COMMON[n]` stands in about 15 % of all events, `RARE[n]` in 20 events whatever their number, `PHRASE[n]`, two common
words, side by side in about 1 %, `NONE[n]` nowhere. Searches for words of one of these lists cost alike, so each asks
for something new without asking for more.
"""

import random
from itertools import accumulate

CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
SEED = 20260430

ALIKE = 40  # words in each of the lists
TIMES_RARE = 20
SHARE_OF_EACH_PHRASE = 0.01
_WORDS = 20_000
_UNUSUAL = 2_000  # from here on words are rare enough for names


def chance_of(*of) -> random.Random:
    """Each row has a chance of its own, so that rows are the same in whatever order they are made."""
    return random.Random(" ".join(map(str, (SEED, *of))))  # noqa: S311 (nothing here is secret)


def _made(chance: random.Random, first: str = "", syllables: tuple[int, int] = (2, 4)) -> str:
    count = chance.randint(*syllables)
    return first + "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(count))


def _distinct(count: int, name: str, first: str = "", syllables: tuple[int, int] = (2, 4)) -> list[str]:
    chance, words = chance_of("words", name), dict[str, None]()
    while len(words) < count:
        words[_made(chance, first, syllables)] = None
    return list(words)


VOCABULARY = _distinct(_WORDS, "vocabulary")
COMMON = tuple(VOCABULARY[:ALIKE])
PHRASE = tuple(f"{first} {second}" for first, second in zip(COMMON, (*COMMON[1:], COMMON[0]), strict=True))
# Letters that no other word has: neither a stem nor a beginning of theirs meets them.
RARE = tuple(_distinct(ALIKE, "rare", "xa", (2, 2)))
NONE = tuple(_distinct(ALIKE, "none", "yqo", (3, 3)))

# Zipf and Mandelbrot, flat at its head, where the words of COMMON are.
_SHARES = list(accumulate(1 / max(place + 31, ALIKE + 8) for place in range(_WORDS)))


def some(chance: random.Random, count: int) -> str:
    """So many words, as often as they are used in prose."""
    return " ".join(chance.choices(VOCABULARY, cum_weights=_SHARES, k=count))


def name(chance: random.Random, count: int) -> str:
    """So many words that are seldom used, for a search should not find everybody by a name."""
    return " ".join(chance.choices(VOCABULARY[_UNUSUAL:], k=count))


def summary(chance: random.Random, event: int, events: int) -> str:
    """12 to 40 words of prose; now and then a phrase or a rare word among them."""
    words = some(chance, chance.randint(12, 40)).split()
    place = chance.randrange(len(words))
    phrase = int(chance.random() / SHARE_OF_EACH_PHRASE)
    words[place:place] = PHRASE[phrase].split() if phrase < len(PHRASE) else []
    words[:0] = rare_in(event, events)
    return f"{' '.join(words).capitalize()}."


def rare_in(event: int, events: int) -> list[str]:
    """The rare words of this event: each word's events lie one twentieth of all apart."""
    apart = events // TIMES_RARE
    place, within = divmod(event - 1, apart)
    return [word for number, word in enumerate(RARE) if number % apart == within] if place < TIMES_RARE else []
