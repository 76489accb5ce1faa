"""Whether a passage that has the quoted words has others: what was transcribed alone is compared with itself."""

import pytest

from tests.making import make_quote, make_source, make_text
from tests.models.checked import ALTERING, HOLDING, WORDS, check
from timeline.models import SourceText

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source()


@pytest.mark.parametrize(
    ("text", "locator", "expected"),
    [
        (WORDS, "passage 1", True),
        (f"“{WORDS.upper()}”", "p. 3", True),
        (HOLDING, "passage 1", False),
        (f"He said: {WORDS}", "passage 1", False),
        (WORDS, "", False),
        (ALTERING, "passage 1", False),
    ],
)
def test_a_check_says_whether_no_more_is_held_than_the_words_themselves(source, text, locator, expected):
    quote = make_quote(WORDS, [source])
    make_text(text, source, locator=locator)
    assert check(quote).has_only_words is expected


def test_words_that_one_of_two_passages_has_among_others_are_not_held_alone(source):
    quote = make_quote(WORDS, [source])
    make_text(WORDS, source, locator="passage 1")
    make_text(HOLDING, source, locator="passage 2")
    assert not check(quote).has_only_words
    SourceText.objects.get(locator="passage 2").delete()
    assert check(quote).has_only_words
