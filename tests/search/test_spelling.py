"""The nearest spellings are those that a comparison with every word would find."""

import random

from rapidfuzz.distance import OSA

from timeline.search.spelling import Spellings

LETTERS = "abcdeé7"


def test_the_nearest_are_those_of_a_comparison_with_every_word():
    chance = random.Random(4)  # noqa: S311
    words = sorted({"".join(chance.choices(LETTERS, k=chance.randint(1, 9))) for _ in range(2000)})
    held = Spellings(words)
    compared = 0
    for _ in range(300):
        word = "".join(chance.choices("abcdeé", k=chance.randint(3, 9)))
        most = 1 if len(word) < 6 else 2
        near = sorted((OSA.distance(word, one), one) for one in words if OSA.distance(word, one) <= most)
        expected = [one for _, one in near[:3]] if len(word) >= 4 and word not in words else []
        assert held.nearest(word, 3) == expected, word
        compared += bool(expected)
    assert compared > 100


def test_two_letters_in_each_others_place_are_one_mistake():
    assert Spellings(["distil", "grok"]).nearest("gork", 3) == ["grok"]


def test_a_record_without_words_has_no_spellings():
    assert Spellings([]).nearest("distil", 3) == []
